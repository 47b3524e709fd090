"""Weigh evidence: a row of features per possible answer, one fitted weight a feature, the answer with the most weight.

`vocabulary/weights.toml` holds the weights, one table a slot, and is written by `python -m tools.fit_reading` from
labelled scenes. Detectors only say what they see; no weight stands in code. A line of a table reads

    "said with in" = [+0.62, 1043]      the weight, and in how many rows the feature was seen while fitting
"""

from __future__ import annotations

from dataclasses import dataclass
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
        scores = [self.weigh(slot, option.features) for option in options]
        return max(range(len(scores)), key=scores.__getitem__, default=None)

    def accepts(self, slot: str, option: Option) -> bool:
        """Whether the evidence for one answer, yes or no, weighs more than nothing."""
        return self.weigh(slot, option.features) > 0


@cache
def fitted_weights() -> Weights:
    """Read the fitted weights."""
    table = read_table("weights.toml")
    return Weights({slot: {name: float(entry[0]) for name, entry in rows.items()} for slot, rows in table.items()})
