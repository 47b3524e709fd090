"""What a figure looks like: the garments and the looks that words are read into and bodies are drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storyboard.canvas import Colour


@dataclass(frozen=True, slots=True)
class Garment:
    """One piece of clothing."""

    slot: str  # over, top, whole or lower
    hem: float  # 0 at the hip, 1 at the ankle
    flare: float  # width of the hem in hip widths
    colour: Colour
    neck: str = "crew"  # how it closes at the neck: see artwork/garments.toml
    cut: str = ""  # row of the garments; "" for one that no word names


@dataclass(frozen=True, slots=True)
class Looks:
    """Everything about a figure but its pose."""

    key: str  # stands for the person: chooses what the text leaves open
    gender: str  # female, male or ""
    age: str  # row of the ages
    stature: float  # metres
    head: float  # size of the head, 1 = an adult's
    stoop: float  # degrees
    width: float  # 1 = plain build
    skin: Colour
    hair: Colour
    hairstyle: str
    beard: str  # "" where there is none
    headgear: str
    headgear_colour: Colour
    extras: tuple[str, ...]  # glasses, scarf, apron, tie
    extra_colour: Colour
    top: Garment
    over: Garment | None
    lower: Garment
    shoes: Colour
    boots: float = 0.0  # share of the shin that they cover
    eyes: Colour = (92, 62, 40)
    beard_colour: Colour | None = None  # None: the hair's
    expression: str = ""  # row of the faces, where the text says how the person looks
    locks: tuple[str, ...] = ()  # what else is said of the hair: curly, fringe
    beast: str = ""  # row of the beasts where somebody has no human shape; `skin` is its colour
