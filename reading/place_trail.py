"""Follow where a book has been: in the scene before, in the chapter's earlier ones, and with these same people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import log1p
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from english.weights import Features

BACK = 4  # earlier places of the chapter


@dataclass(slots=True)
class Trail:
    """The sets of the scenes so far."""

    chapter: int | None = None
    is_new: bool = True  # whether the scene to come is the first of its chapter
    sets: list[str] = field(default_factory=list)  # of the chapter's scenes, or the last of the chapter before
    interior: bool | None = None  # of the scene before
    of_person: dict[str, str] = field(default_factory=dict)  # where somebody was last
    times: Counter[str] = field(default_factory=Counter)

    def enter(self, chapter: int) -> None:
        """Go on to a scene of a chapter."""
        self.is_new = chapter != self.chapter
        if self.is_new:
            self.chapter, self.sets = chapter, self.sets[-1:]

    def add(self, place: str, here: Iterable[str], *, interior: bool | None) -> None:
        """Remember where a scene was, "" for nowhere, and who was there."""
        self.interior = interior
        if place:
            self.sets.append(place)
            self.times[place] += 1
            self.of_person.update(dict.fromkeys(here, place))

    @property
    def set_before(self) -> str:
        """The place of the scene before in the chapter, "" for none."""
        return "" if self.is_new or not self.sets else self.sets[-1]

    def features(self, here: Iterable[str]) -> dict[str, Features]:
        """Give what speaks for each place that was a set before."""
        found: dict[str, Features] = {}
        for back, place in enumerate(reversed(self.sets[-BACK:])):
            name = (
                "set of the chapter before"
                if self.is_new
                else "scene before"
                if back == 0
                else "earlier in the chapter"
            )
            found.setdefault(place, {}).setdefault(name, 1.0)
        counts = Counter(self.of_person[name] for name in here if name in self.of_person)
        for place, count in sorted(counts.items()):
            found.setdefault(place, {})["where these people were"] = min(2.0, count)
        for place, features in found.items():
            features["times set before"] = log1p(self.times[place])
        return found
