"""Follow where a book has been: the set of the scene before, and how often each place has been one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Trail:
    """The sets of the scenes so far."""

    chapter: int | None = None
    is_new: bool = True  # whether the scene to come is the first of its chapter
    last: str = ""  # the last place that was a set
    interior: bool | None = None  # of the scene before
    times: Counter[str] = field(default_factory=Counter)
    heard: set[str] = field(default_factory=set)  # words of the chapter that tell what a place's word means
    senses: dict[str, str] = field(default_factory=dict)  # what such words last meant

    def enter(self, chapter: int) -> None:
        """Go on to a scene of a chapter."""
        self.is_new, self.chapter = chapter != self.chapter, chapter
        if self.is_new:
            self.heard.clear()

    def add(self, place: str, *, interior: bool | None) -> None:
        """Remember where a scene was, "" for nowhere."""
        self.interior = interior
        if place:
            self.last = place
            self.times[place] += 1

    @property
    def set_before(self) -> str:
        """The place of the scene before in the chapter, "" for none."""
        return "" if self.is_new else self.last
