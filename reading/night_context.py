"""Whether a scene lies in the dark or in daylight, told by its things: it decides what "twenty to one" means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.tables import word_set

if TYPE_CHECKING:
    from reading.realis import Realis

DARK = 2  # signs of the dark that make an hour one of the night
HERE = 0.3


def is_in_the_dark(realis: Realis) -> bool:
    """Whether pyjamas, a bed, headlamps or "the dark" outweigh the signs of daylight."""
    dark: set[str] = set()
    day: set[str] = set()
    telling = frozenset(("dark", "bed")).union(
        *(word_set("time.toml", "context", key) for key in ("dark", "lights", "day"))
    )
    for number, token in enumerate(realis.tokens):
        if token.word not in telling or token.quoted or realis.at(number) < HERE:
            continue
        if token.word in word_set("time.toml", "context", "dark"):
            dark.add(token.word)
        elif token.word in word_set("time.toml", "context", "lights"):
            dark |= {"lights", "of the night"}
        elif token.word in word_set("time.toml", "context", "day"):
            day.add(token.word)
        elif token.word == "dark" and number and realis.tokens[number - 1].word in ("the", "was", "'s", "quite"):
            dark |= {"dark", "the dark"}
        elif token.word == "bed" and number and realis.tokens[number - 1].word == "in":
            dark.add("in bed")
    return len(dark) >= DARK and len(dark) > len(day)
