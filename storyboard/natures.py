"""Beings that are no people: a look in, the animal that is drawn, or the figure with another skin, out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.artwork import find_row, read_table, words_of
from storyboard.beast import find_beast, height_of
from storyboard.canvas import Colour, hexcolour, mix
from storyboard.told import stated_colour

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storyboard.looks import Garment, Looks

HUMAN = frozenset("man woman boy girl person lady gentleman child people baby keeper rider trainer".split())  # noqa: SIM905
APART = re.compile(r"[,;]|\b(?:with|in|who|wearing|holding|and)\b")
MIST: Colour = (226, 234, 242)


def kind_of(look: str) -> str:
    """Give the words that say what somebody is: what stands before "with", "in" or a comma; "" for people."""
    head = APART.split(look, maxsplit=1)[0]
    return "" if HUMAN & set(words_of(head)) else head


def beast_of(look: str) -> str:
    """Name the animal that a look speaks of, "" where it speaks of somebody with a human shape."""
    return find_beast(kind_of(look))


def nature_row(look: str) -> Mapping[str, Any]:
    """Give the row of a being that is drawn as a figure with another skin; an empty one for people."""
    rows = read_table("looks")["nature"]
    row: Mapping[str, Any] = rows.get(find_row("looks", "nature", kind_of(look)), {})
    return row


def as_being(looks: Looks, look: str) -> Looks:
    """Turn the looks of a figure into those of the being that a look speaks of."""
    beast = beast_of(look)
    if beast:
        told = stated_colour("cloth", look, frozenset(words_of(kind_of(look))))
        return replace(looks, beast=beast, stature=height_of(beast), skin=told or beast_colour(beast))
    row = nature_row(look)
    if not row:
        return looks
    skin = hexcolour(str(row["skin"]))
    made = replace(looks, skin=skin, hairstyle=str(row.get("hairstyle", looks.hairstyle)), beard="")
    made = replace(made, head=made.head * float(row.get("head", 1.0)), width=made.width * float(row.get("width", 1.0)))
    return faint(made) if row.get("faint") else made


def beast_colour(name: str) -> Colour:
    """Give an animal's usual colour."""
    return hexcolour(str(read_table("beasts")["beast"][name]["colour"]))


def faint(looks: Looks) -> Looks:
    """Take nearly all colour out of a ghost."""

    def pale(garment: Garment) -> Garment:
        return replace(garment, colour=mix(garment.colour, MIST, 0.72))

    return replace(
        looks,
        hair=mix(looks.hair, MIST, 0.7),
        shoes=mix(looks.shoes, MIST, 0.7),
        top=pale(looks.top),
        over=pale(looks.over) if looks.over else None,
        lower=pale(looks.lower),
    )
