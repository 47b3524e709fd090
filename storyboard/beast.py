"""The frame of an animal: a row of `artwork/beasts.toml` in, the places of its body in metres out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storyboard.artwork import find_row, read_table
from storyboard.canvas import Colour, smooth
from storyboard.pen import ink_forms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.canvas import Point
    from storyboard.limbs import Easel
    from storyboard.space import Point3

DARK: Colour = (22, 20, 28)


@dataclass(frozen=True, slots=True)
class Beast:
    """An animal at its spot, in the colour told or its usual one."""

    easel: Easel
    row: Mapping[str, Any]
    colour: Colour
    gait: str

    @property
    def low(self) -> float:
        """Metres that it lies lower than it stands."""
        return float(self.row["body"][1]) * 0.45 if self.gait == "lying" and self.row["legs"] else 0.0

    @property
    def shoulder(self) -> Point3:
        """Where the neck begins."""
        length, height, chest, _ = self.row["body"]
        return (length / 2, height - chest - self.low, 0.0)

    @property
    def rump(self) -> Point3:
        """Where the tail begins."""
        length, height, chest, loin = self.row["body"]
        return (-length / 2, height - chest * 0.9 - (chest - loin) * 0.2 - self.low, 0.0)

    @property
    def poll(self) -> Point3:
        """Where the head begins."""
        length, angle, _ = self.row["neck"]
        return ahead(self.shoulder, length, angle)

    @property
    def nose(self) -> Point3:
        """The tip of the head."""
        length, _, _, angle = self.row["head"]
        return ahead(self.poll, length, angle)

    def has(self, part: str) -> bool:
        """Say whether it has horns, wings, ..."""
        return part in str(self.row["has"]).split()


def ahead(start: Point3, length: float, degrees: float) -> Point3:
    """Go so many metres ahead in the plane of the picture; 90 degrees point up."""
    angle = math.radians(degrees)
    return (start[0] + length * math.cos(angle), start[1] + length * math.sin(angle), start[2])


def find_beast(text: str) -> str:
    """Name the row of the beasts that a phrase speaks of, "" for none."""
    return find_row("beasts", "beast", text)


def height_of(name: str) -> float:
    """Give how high a beast's head reaches, in metres."""
    row = read_table("beasts")["beast"][name]
    neck, angle, _ = row["neck"]
    return float(row["body"][1] + max(0.0, neck * math.sin(math.radians(angle))) + row["head"][1])


def reach_of_beast(name: str) -> float:
    """Give how many metres a beast's nose is before its middle."""
    row = read_table("beasts")["beast"][name]
    neck, angle, _ = row["neck"]
    length, _, _, nod = row["head"]
    return float(row["body"][0] / 2 + neck * math.cos(math.radians(angle)) + length * math.cos(math.radians(nod)))


def paint(beast: Beast, places: Sequence[Point3], colour: Colour, *, round_off: bool = True) -> None:
    """Fill an outline given by places and ink its edge."""
    points: list[Point] = [beast.easel.point(place) for place in places]
    points = smooth(points, closed=True, steps=3) if round_off else points
    ink_forms(beast.easel.brush, [points], beast.easel.tone(colour), beast.easel.distance, 0.8)
