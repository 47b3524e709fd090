"""What a scene says to an illustrator: the records that pass from the reader to the prompt and to the storyboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Presence = Literal["lead", "present", "remote", "mentioned"]
TimeOfDay = Literal["dawn", "morning", "midday", "afternoon", "evening", "dusk", "night", "unknown"]

TIMES_OF_DAY: tuple[TimeOfDay, ...] = ("dawn", "morning", "midday", "afternoon", "evening", "dusk", "night", "unknown")
WEATHERS = ("rain", "snow", "fog", "sun", "wind", "storm", "cloud")
EVIDENCE_SLOTS = ("lead", "place", "time_of_day", "weather", "mood", "action")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that decided something, as they stand in the scene."""

    line: int  # in the file, from 1
    start: int  # characters into the scene's plain text
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """One person as a scene shows them; only `lead` and `present` people are drawn."""

    name: str  # as the book names them most fully, or the description of an unnamed one ("the boy")
    presence: Presence
    aliases: tuple[str, ...] = ()
    gender: str = ""  # "female", "male" or "" where the text does not tell
    age: str = ""  # words: "in her thirties", "teenage", "old"
    named: bool = True
    look: str = ""  # what never changes, as a phrase: "woman in her thirties with short red hair"
    outfit: str = ""  # what is worn in this scene: "green coat"
    facts: tuple[str, ...] = ()  # visible facts that the text of this very scene states

    @property
    def is_drawn(self) -> bool:
        """Whether this person is bodily in the scene."""
        return self.presence in ("lead", "present")


@dataclass(frozen=True, slots=True)
class SceneReading:
    """Who is there, where, when, in what weather and mood, doing what; and the words that say so."""

    characters: tuple[Person, ...] = ()  # the lead first, then present, remote, mentioned
    people: tuple[str, ...] = ()  # unnamed people in the background: "two guards", "a crowd"
    place: str = ""  # a noun phrase of at most four words
    places: tuple[str, ...] = ()  # ranked, `place` first
    interior: bool | None = None
    time_of_day: TimeOfDay = "unknown"
    weather: tuple[str, ...] = ()  # of WEATHERS
    mood: str = ""  # one word
    action: str = ""  # at most two -ing verbs and eight words
    props: tuple[str, ...] = ()
    shot: str = ""  # "establishing shot", "wide shot", "medium shot", "two-shot", "close-up", …
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)  # by EVIDENCE_SLOTS

    @property
    def lead(self) -> Person | None:
        """The one to draw, or None in a scene with nobody."""
        return next((person for person in self.characters if person.presence == "lead"), None)

    @property
    def drawn(self) -> tuple[Person, ...]:
        """The people bodily there, the lead first."""
        return tuple(person for person in self.characters if person.is_drawn)
