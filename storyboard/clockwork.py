"""The hour that a drawing's own words tell: "ten past two" in, hour and minute for every clock on the panel out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from storyboard.artwork import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

NUMBERS: Mapping[str, int] = {
    name: number
    for number, name in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)  # noqa: SIM905
}
MINUTES: Mapping[str, int] = {**NUMBERS, "quarter": 15, "twenty": 20, "half": 30, "twentyfive": 25}
FIXED: Mapping[str, tuple[int, int]] = {"midnight": (12, 0), "noon": (12, 0), "noontide": (12, 0)}
FIGURES = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b(?!\d)")


# From which hour of a clock's face a part of the day is after noon; nobody dines at five in the night.
AFTER_NOON: Mapping[str, int] = {"midday": 1, "afternoon": 1, "evening": 1, "dusk": 1, "night": 5}


def of_day(hands: tuple[int, ...], part: str) -> tuple[int, ...]:
    """Give an hour of a clock's face as that of the day: half past three in the afternoon is 15:30."""
    if not hands or hands[0] > len(NUMBERS):
        return hands
    hour, minute = hands[0] % 12, hands[1]
    midnight = part == "night" and hour == 0
    late = hour >= AFTER_NOON.get(part, 12) or (hour == 0 and part != "night")
    return (hour if midnight or not late else hour + 12, minute)


def told_hour(drawing: Mapping[str, Any]) -> tuple[int, ...]:
    """Give the hour and minute that the action, the place or a thing of a drawing names; () where none does."""
    said = [drawing.get("action", ""), drawing.get("place", ""), *drawing.get("places", ()), *drawing.get("props", ())]
    return next((hands for text in said if (hands := read_hour(str(text)))), ())


def read_hour(text: str) -> tuple[int, ...]:
    """Read an hour in figures or in words; () where there is none."""
    figures = FIGURES.search(text)
    if figures:
        return (int(figures[1]), int(figures[2]))
    words = words_of(text.replace("twenty-five", "twentyfive"))
    for index, word in enumerate(words):
        before, after = words[max(0, index - 2) : index], words[index + 1 : index + 2]
        if word in ("past", "to") and after and after[0] in NUMBERS:
            minutes = [MINUTES[name] for name in before if name in MINUTES]
            if minutes:
                hour = NUMBERS[after[0]]
                return (hour, minutes[-1]) if word == "past" else ((hour - 2) % 12 + 1, 60 - minutes[-1])
        if word in NUMBERS and after == ("o",):
            return (NUMBERS[word], 0)
        if word in FIXED:
            return FIXED[word]
    return ()
