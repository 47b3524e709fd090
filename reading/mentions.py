"""The words of a scene that mean somebody, each with whom it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

NARRATOR = -1  # "I"


GROUP = -2  # "they", "we": somebody, but nobody to draw alone


Kind = Literal["name", "pronoun", "described"]


class Mention(NamedTuple):
    """A word or words that mean somebody."""

    first: int  # token numbers
    last: int
    who: int  # member of the cast, NARRATOR, GROUP, or len(members) + number of the described person
    kind: Kind
    owns: bool  # "Emma's", "her": only what follows is there
    subject: bool  # stands where a subject stands


@dataclass(frozen=True, slots=True)
class Described:
    """Somebody whom the scene does not name: "the old woman"."""

    head: str  # "woman"
    phrase: str  # "the old woman"
    gender: str


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of a scene in reading order, and the people it only describes."""

    found: tuple[Mention, ...]
    described: tuple[Described, ...]
