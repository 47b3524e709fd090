"""The mentions of a scene: the words that refer to a person, each with that person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from reading.people import ScenePeople, Who

Kind = Literal["name", "pronoun", "first person", "described"]  # "first person": "I", "my"


class Mention(NamedTuple):
    """A word or words that refer to a person."""

    first: int  # token numbers
    last: int
    who: Who
    kind: Kind
    owns: bool  # "Emma's", "her": a possessive, no mention of somebody present
    subject: bool  # in subject position

    @property
    def is_pronoun(self) -> bool:
        """Whether the words are a pronoun: neither a name nor a description."""
        return self.kind in ("pronoun", "first person")


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of a scene in reading order, and the people to whom they refer."""

    found: tuple[Mention, ...]
    people: ScenePeople
