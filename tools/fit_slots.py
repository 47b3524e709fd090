"""Fit the table of one slot: which features, and their weights to two places."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from english.weights import BIAS, Option
from tools.fit_bias import Gain, accuracy, f1, rather_none, whole_scenes
from tools.fit_solver import Matrix, fit_weights, spread_out

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from tools.fit_rows import Choice, Table

PLACES = 2  # of a weight, after the point


class Rarity(NamedTuple):
    """How often a feature must be seen to get a line."""

    rows: int = 40
    books: int = 8


class SlotPlan(NamedTuple):
    """How a slot is fitted."""

    is_choice: bool  # the best of several; else yes or no for each
    ridge: float = 10.0  # the higher, the more a weight must be deserved
    most: int = 40  # features
    silence: str = ""  # the feature of the answer that says nothing; its weight is set after all others
    cost: float = 0.0  # of a wrong answer, where a right one gains 1 and silence nothing
    least_said: float = 0.0  # instead: the share of scenes in which something must be said
    gain: Gain = f1  # what the bias of a yes-or-no slot is set for
    rarity: Rarity | None = None  # where there are few rows at all
    signs: Mapping[str, str] = {}  # of features that can speak only for ("+") or against ("-")


SLOTS: dict[str, SlotPlan] = {
    "name": SlotPlan(is_choice=False, ridge=5, most=60, gain=rather_none),
    "gender": SlotPlan(is_choice=False, most=15, gain=accuracy),
    "teller": SlotPlan(is_choice=True, silence="nobody", cost=1.0, rarity=Rarity(5, 3)),
    "presence": SlotPlan(is_choice=False, ridge=30, most=25, gain=whole_scenes),
    "unnamed": SlotPlan(is_choice=False, most=20, gain=accuracy, rarity=Rarity(25, 6)),
    "lead": SlotPlan(is_choice=True, most=15, ridge=30),
    "place": SlotPlan(is_choice=True, ridge=60, most=60, silence="nothing told", cost=0.2),
    "interior": SlotPlan(is_choice=False, ridge=20, most=25, gain=accuracy),
    "deed": SlotPlan(is_choice=True),
    "hour": SlotPlan(is_choice=True, ridge=80, silence="hour unknown", cost=0.4, rarity=Rarity(25, 6)),
    "weather": SlotPlan(is_choice=False, most=25, rarity=Rarity(20, 5)),
    "mood": SlotPlan(is_choice=True, ridge=20, most=60, silence="none", least_said=0.55),
}


def count_features(choices: Sequence[Choice]) -> Counter[str]:
    """Count the rows in which each feature was seen."""
    rows = (option.features.items() for choice in choices for option in choice.options)
    return Counter(name for row in rows for name, value in row if value)


class SlotRows(NamedTuple):
    """All choices of a slot as numbers, with what decides which features get a line."""

    evidence: Matrix  # of the choices whose options are not all equally right
    books: Sequence[str]  # of each of these choices
    counts: Mapping[str, Mapping[str, int]]  # by book: the rows in which a feature was seen


def gather(choices: Sequence[Choice], plan: SlotPlan) -> SlotRows:
    """Write a slot's choices as numbers."""
    counts: dict[str, Counter[str]] = {}
    for choice in choices:
        counts.setdefault(choice.book, Counter()).update(count_features([choice]))
    names = sorted({name for of_book in counts.values() for name in of_book})
    if plan.least_said:  # nobody can say when silence is right
        choices = list(map(without_silence, choices))
    if not plan.is_choice:
        choices, names = list(map(against_nothing, choices)), [*names, BIAS]
    telling = [choice for choice in choices if max(choice.rights) > min(choice.rights)]
    return SlotRows(spread_out(telling, names), [choice.book for choice in telling], counts)


def without_silence(choice: Choice) -> Choice:
    """Leave out the answer that says nothing."""
    said = [(option, right) for option, right in zip(choice.options, choice.rights, strict=True) if option.answer]
    return choice._replace(options=tuple(option for option, _ in said), rights=tuple(right for _, right in said))


def against_nothing(choice: Choice) -> Choice:
    """Turn a yes-or-no question into the choice between what was seen and nothing."""
    (option,), (right,) = choice.options, choice.rights
    seen = Option(option.answer, {**option.features, BIAS: 1.0})
    return choice._replace(options=(seen, Option(None, {})), rights=(right, 1 - right))


def common_features(rows: SlotRows, books: Container[str], limits: Rarity) -> list[str]:
    """Name the features that were seen often enough, in enough of the books, to be weighed."""
    seen = [counts for book, counts in rows.counts.items() if book in books]
    times = sum(map(Counter, seen), Counter[str]())
    spread = Counter(name for counts in seen for name in counts)
    return sorted(name for name in times if times[name] >= limits.rows and spread[name] >= limits.books)


def fit_slot(
    rows: SlotRows, plan: SlotPlan, limits: Rarity, books: Container[str], start: Table | None = None
) -> Table:
    """Fit a slot to some books: all its features at first, then the strongest alone; `start` is a guess to begin at."""
    names = common_features(rows, books, plan.rarity or limits)
    fixed = [plan.silence] if plan.is_choice else [BIAS]
    kept = np.array([book in books for book in rows.books], dtype=bool)
    table = dict(start or {})
    for most in (len(names), plan.most):
        names = names if most >= len(names) else strongest(rows, names, table, most)
        chosen = rows.evidence.part(kept, [name for name in rows.evidence.names if name in {*names, *fixed}])
        table = fit_weights(chosen, plan.ridge, plan.signs, fixed[0], table)
    rounded = {name: round(weight, PLACES) + 0.0 for name, weight in table.items()}
    return {name: weight for name, weight in rounded.items() if weight or name in fixed}


def strongest(rows: SlotRows, names: Sequence[str], table: Table, most: int) -> list[str]:
    """Name the features that move the scores most."""
    spread = dict(zip(rows.evidence.names, rows.evidence.rows.std(axis=0), strict=True))
    return sorted(names, key=lambda name: (-abs(table[name]) * spread[name], name))[:most]
