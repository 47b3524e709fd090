"""Set the bias of a slot on predictions for books that its weights were not fitted to.

A yes-or-no slot's bias serves an aim of the picture; the weight of silence in a choice, what a wrong answer costs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import fmean
from typing import TYPE_CHECKING

from tools.fit_matching import SILENT

if TYPE_CHECKING:
    from tools.fit_rows import Choice

Scores = list[list[float]]  # of every option of every choice
Gain = Callable[[Sequence["Choice"], Sequence[bool]], float]

BIASES = [step / 10 for step in range(-40, 41)]
AROUND = 2  # so many steps to both sides must do well too: a lone peak is luck
MOST = 20.0  # no weight is greater
WRONG = 3  # so many missing ones cost as much as a wrong one
PAIR = 2  # a picture of two shows two


def accuracy(choices: Sequence[Choice], said: Sequence[bool]) -> float:
    """Give the share of answers that are right."""
    return fmean(yes == bool(choice.rights[0]) for choice, yes in zip(choices, said, strict=True))


def f1(choices: Sequence[Choice], said: Sequence[bool]) -> float:
    """Give the mean of how many of those found are right, and how many of the right are found."""
    right = sum(yes and bool(choice.rights[0]) for choice, yes in zip(choices, said, strict=True))
    return 2 * right / max(sum(said) + sum(bool(choice.rights[0]) for choice in choices), 1)


def rather_none(choices: Sequence[Choice], said: Sequence[bool]) -> float:
    """Give F1 in which a wrong answer costs as much as three that are missing."""
    right = sum(yes and bool(choice.rights[0]) for choice, yes in zip(choices, said, strict=True))
    wrong, missing = sum(said) - right, sum(bool(choice.rights[0]) for choice in choices) - right
    return 2 * right / max(2 * right + WRONG * wrong + missing, 1)


def whole_scenes(choices: Sequence[Choice], said: Sequence[bool]) -> float:
    """Give the share of scenes in which nobody is drawn who is not there, and two are where two are, and that."""
    scenes: dict[tuple[str, str], list[tuple[bool, bool]]] = {}
    for choice, yes in zip(choices, said, strict=True):
        scenes.setdefault((choice.book, choice.scene), []).append((yes, bool(choice.rights[0])))
    good = [
        all(right for yes, right in people if yes)
        and sum(yes for yes, _ in people) >= min(PAIR, sum(r for _, r in people))
        for people in scenes.values()
    ]
    return fmean(good) + rather_none(choices, said)


def bias_of_yes(choices: Sequence[Choice], scores: Scores, gain: Gain) -> float:
    """Find what to add to a yes-or-no slot's bias."""
    gains = [gain(choices, [score + bias > 0 for (score,) in scores]) for bias in BIASES]
    return best_of(gains)


def bias_of_silence(choices: Sequence[Choice], scores: Scores, cost: float) -> float:
    """Find what to add to the weight of saying nothing, where a right answer gains 1 and a wrong one costs."""
    return best_of([sum(gains_with(choices, scores, cost, bias)) for bias in BIASES])


def gains_with(choices: Sequence[Choice], scores: Scores, cost: float, bias: float) -> list[float]:
    """Give what each choice gains where silence weighs more by the bias."""
    gains = []
    for choice, weighed in zip(choices, scores, strict=True):
        silent = [option.answer in SILENT for option in choice.options]
        with_bias = [score + bias * quiet for score, quiet in zip(weighed, silent, strict=True)]
        best = max(range(len(with_bias)), key=with_bias.__getitem__)
        gains.append(1.0 if choice.rights[best] else 0.0 if silent[best] else -cost)
    return gains


def best_of(gains: Sequence[float]) -> float:
    """Give the bias that gains most with its neighbours; of equals the smallest."""
    smooth = [round(fmean(gains[max(0, at - AROUND) : at + AROUND + 1]), 9) for at in range(len(gains))]
    return BIASES[max(range(len(BIASES)), key=lambda at: (smooth[at], -abs(BIASES[at]), at))]


def silence_for_share(choices: Sequence[Choice], scores: Scores, share: float) -> float:
    """Find what to add to the weight of saying nothing so that something is said in a share of the scenes."""
    margins = []
    for choice, weighed in zip(choices, scores, strict=True):
        by_silence: dict[bool, list[float]] = {True: [], False: []}
        for option, score in zip(choice.options, weighed, strict=True):
            by_silence[option.answer in SILENT].append(score)
        margins.append(max(by_silence[False], default=-MOST) - max(by_silence[True], default=0.0))
    return sorted(margins)[min(int(len(margins) * (1 - share)), len(margins) - 1)]
