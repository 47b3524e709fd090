"""The words of a scene that mean somebody, each with whom it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from reading.people import ScenePeople, Who

Kind = Literal["name", "pronoun", "first person", "described"]  # "first person": "I", "my"


class Mention(NamedTuple):
    """A word or words that mean somebody."""

    first: int  # token numbers
    last: int
    who: Who
    kind: Kind
    owns: bool  # "Emma's", "her": only what follows is there
    subject: bool  # stands where a subject stands

    @property
    def is_pronoun(self) -> bool:
        """Whether the words name and describe nobody."""
        return self.kind in ("pronoun", "first person")


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of a scene in reading order, and the people whom they mean."""

    found: tuple[Mention, ...]
    people: ScenePeople
