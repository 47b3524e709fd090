"""Cross-validate by book: what a slot's table would say of books that it was not fitted to."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from english.weights import BIAS, Weights
from tools.fit_bias import Scores, accuracy, bias_of_silence, bias_of_yes, f1, silence_for_share
from tools.fit_matching import SILENT
from tools.fit_slots import SLOTS, Rarity, SlotPlan, fit_slot, gather

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tools.fit_rows import Choice, Table

FOLDS = 10


class Fitted(NamedTuple):
    """A slot's table with its bias, and what cross-validation tells of it."""

    table: Table
    tables: dict[int, Table]  # of each fold, fitted without its books
    figures: dict[str, float]  # on the books of each fold by the fold's own table


def folds_of(books: Mapping[str, int], folds: int = FOLDS) -> dict[str, int]:
    """Deal books with their numbers of scenes out to folds, the greatest first, each to the smallest fold."""
    sizes = [0] * folds
    fold_of = {}
    for book in sorted(books, key=lambda book: (-books[book], book)):
        fold_of[book] = sizes.index(min(sizes))
        sizes[fold_of[book]] += books[book]
    return fold_of


def scores_of(choices: Sequence[Choice], slot: str, table: Table) -> Scores:
    """Weigh all options by a table, as the reading does."""
    weights = Weights({slot: table})
    return [[weights.weigh(slot, option.features) for option in choice.options] for choice in choices]


def fit_alone(slot: str, choices: Sequence[Choice], limits: Rarity) -> Table:
    """Fit a slot to all books, and set its bias on them too: good enough while other slots are still unsettled."""
    plan = SLOTS[slot]
    table = fit_slot(gather(choices, plan), plan, limits, {choice.book for choice in choices})
    return with_bias(table, plan, list(zip(choices, scores_of(choices, slot, table), strict=True)))


def fit_with_folds(slot: str, choices: Sequence[Choice], fold_of: Mapping[str, int], limits: Rarity) -> Fitted:
    """Fit a slot on all books, and on those outside each fold; biases are set on what the folds' tables predict."""
    plan = SLOTS[slot]
    rows = gather(choices, plan)
    whole = fit_slot(rows, plan, limits, fold_of)
    tables: dict[int, Table] = {}
    unseen: list[tuple[Choice, list[float]]] = []
    for fold in sorted(set(fold_of.values())):
        others = {book for book in fold_of if fold_of[book] != fold}
        tables[fold] = fit_slot(rows, plan, limits, others, whole)
        here = [choice for choice in choices if fold_of[choice.book] == fold]
        unseen += zip(here, scores_of(here, slot, tables[fold]), strict=True)
    said: Scores = []
    for fold, table in tables.items():  # the bias for a fold's books is not set on them
        tables[fold] = with_bias(table, plan, [one for one in unseen if fold_of[one[0].book] != fold])
        here = [choice for choice, _ in unseen if fold_of[choice.book] == fold]
        said += scores_of(here, slot, tables[fold])
    return Fitted(with_bias(whole, plan, unseen), tables, figures_of([choice for choice, _ in unseen], plan, said))


def with_bias(table: Table, plan: SlotPlan, unseen: Sequence[tuple[Choice, list[float]]]) -> Table:
    """Give a table whose bias, or weight of silence, serves its aim."""
    if not unseen or (plan.is_choice and not plan.silence):
        return table
    choices, scores = [choice for choice, _ in unseen], [weighed for _, weighed in unseen]
    if plan.least_said:
        added = silence_for_share(choices, scores, plan.least_said)
    elif plan.is_choice:
        added = bias_of_silence(choices, scores, plan.cost)
    else:
        added = bias_of_yes(choices, scores, plan.gain)
    name = plan.silence if plan.is_choice else BIAS
    return {**table, name: round(table.get(name, 0.0) + added, 2)}


def figures_of(choices: Sequence[Choice], plan: SlotPlan, scores: Scores) -> dict[str, float]:
    """Say how good predictions are: for a choice the shares that are right and wrong, silence being neither."""
    if not plan.is_choice:
        said = [score > 0 for (score,) in scores]
        return {"right": accuracy(choices, said), "F1": f1(choices, said), "gain": plan.gain(choices, said)}
    best = [max(range(len(weighed)), key=weighed.__getitem__) for weighed in scores]
    right = fmean(choice.rights[number] > 0 for choice, number in zip(choices, best, strict=True))
    whole = fmean(choice.rights[number] for choice, number in zip(choices, best, strict=True))
    quiet = fmean(
        choice.options[number].answer in SILENT and not choice.rights[number]
        for choice, number in zip(choices, best, strict=True)
    )
    return {"right": right, "wrong": 1 - right - quiet, "whole": whole}
