"""Words about an outfit in, the garment that is seen on the trunk and its stated colour out; nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboard.artwork import read_table, singular, words_of
from storyboard.canvas import hexcolour
from storyboard.people import garment_at
from storyboard.told import toned, word_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from storyboard.canvas import Colour

OUTERMOST = ("over", "whole", "top")  # slots, from what covers to what is covered
APART = re.compile(r"[,;.]|\b(?:in|wearing|under|beneath)\b")  # a colour before these belongs to something else


@dataclass(frozen=True, slots=True)
class WornColour:
    """A garment whose colour is stated."""

    words: str  # "yellow raincoat"
    colour: Colour  # in plain daylight


def outer_colour(text: str) -> WornColour | None:
    """Give what covers the trunk, of all garments that a text names; None where no word tells its colour."""
    worn = {slot: garment for clause in APART.split(text.lower()) for slot, garment in name_garments(clause)}
    return next((worn[slot] for slot in OUTERMOST if slot in worn), None)


def name_garments(clause: str) -> Iterator[tuple[str, WornColour | None]]:
    """Yield the slot of each garment that a clause names, with its stated colour where there is one."""
    tokens, rows = words_of(clause), read_table("garments")["garment"]
    for index, token in enumerate(tokens):
        if name := garment_at(tokens, index):
            yield str(rows[name]["slot"]), find_colour(tokens[: index + 1], token)


def find_colour(tokens: Sequence[str], noun: str) -> WornColour | None:
    """Give the garment that ends these words with the colour that stands before it; None where none does."""
    colours = read_table("colours")["cloth"]
    word = word_before(colours, tokens, frozenset({noun, singular(noun)}))
    return WornColour(f"{word} {noun}", toned(hexcolour(colours[word]), tokens)) if word else None
