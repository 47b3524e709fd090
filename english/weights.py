"""Weigh evidence: a row of features per possible answer, one fitted weight a feature, the answer with the most weight.

`vocabulary/weights.toml` holds the weights, one table a slot, and is written by `python -m tools.fit_reading` from
labelled scenes. Detectors only say what they see; no weight stands in code. A line of a table reads

    "said with in" = [+0.62, 1043]      the weight, and in how many rows the feature was seen while fitting
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from english.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Features = dict[str, float]  # what was seen of one possible answer: 1.0 for "it is so", a number about 0 to 3 otherwise
BIAS = "bias"


class Option(NamedTuple):
    """A possible answer with what was seen of it."""

    answer: Any  # what the slot is filled with: a phrase, a person, an hour
    features: Features


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of every slot; a feature without one weighs nothing."""

    tables: Mapping[str, Mapping[str, float]]

    def weigh(self, slot: str, features: Features) -> float:
        """Sum what the features weigh, and the slot's bias."""
        table = self.tables.get(slot, {})
        return table.get(BIAS, 0.0) + sum(table.get(name, 0.0) * value for name, value in features.items())

    def choose(self, slot: str, options: Sequence[Option]) -> int | None:
        """Give the number of the option that weighs most, the first of equals; None without options."""
        return heaviest([self.weigh(slot, option.features) for option in options])

    def reasons(self, slot: str, features: Features) -> list[tuple[str, float]]:
        """Give what was seen with what it weighs, the heaviest first."""
        table = self.tables.get(slot, {})
        weighed = ((name, round(table.get(name, 0.0) * value, 2)) for name, value in features.items())
        return sorted((pair for pair in weighed if pair[1]), key=lambda pair: -abs(pair[1]))

    def accepts(self, slot: str, option: Option) -> bool:
        """Whether the evidence for one answer, yes or no, weighs more than nothing."""
        return self.weigh(slot, option.features) > 0


def heaviest(weights: Sequence[float]) -> int | None:
    """Give the number of the greatest weight, the first of equals; None without any."""
    return max(range(len(weights)), key=weights.__getitem__, default=None)


class Weighing(NamedTuple):
    """Options that were weighed for a slot, against each other or each against nothing, with their weights."""

    slot: str
    options: tuple[Option, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Scales(Weights):
    """Weights that keep what they weigh, so that one can say afterwards what decided."""

    seen: list[Weighing] = field(default_factory=list)

    def choose(self, slot: str, options: Sequence[Option]) -> int | None:
        """Choose as the weights do."""
        weights = tuple(self.weigh(slot, option.features) for option in options)
        self.seen.append(Weighing(slot, tuple(options), weights))
        return heaviest(weights)

    def accepts(self, slot: str, option: Option) -> bool:
        """Accept as the weights do."""
        weight = self.weigh(slot, option.features)
        self.seen.append(Weighing(slot, (option,), (weight,)))
        return weight > 0

    def take(self) -> list[Weighing]:
        """Give what was weighed since the last time."""
        taken = list(self.seen)
        self.seen.clear()
        return taken


@cache
def fitted_weights() -> Weights:
    """Read the fitted weights."""
    table = read_table("weights.toml")
    return Weights({slot: {name: float(entry[0]) for name, entry in rows.items()} for slot, rows in table.items()})
