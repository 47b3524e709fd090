"""Reaching: a shoulder, a place and two lengths in, the elbow and the wrist of an arm that gets there out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from storyboard.space import blend

if TYPE_CHECKING:
    from storyboard.space import Point3

STRETCHED = 0.995  # share of an arm's whole length that it reaches: a straight elbow would have no side to bend to
FOLDED = 0.35  # share of it that a hand keeps from the shoulder
DOWN: Point3 = (0.0, -1.0, 0.0)


def reach(shoulder: Point3, target: Point3, lengths: tuple[float, float], elbow: Point3) -> tuple[Point3, Point3]:
    """Give elbow and wrist where the wrist is at the target, or as near to it as the arm reaches.

    `lengths` are those of upper arm and forearm in metres; the elbow bends to the side on which `elbow` is.
    """
    upper, fore = lengths
    whole = upper + fore
    away = blend(target, 1.0, shoulder, -1.0)
    distance = max(FOLDED * whole, min(STRETCHED * whole, math.hypot(*away)))
    ahead = unit3(away, DOWN)
    along = (upper**2 - fore**2 + distance**2) / (2 * distance)
    aside = math.sqrt(max(0.0, upper**2 - along**2))
    bow = across(blend(elbow, 1.0, shoulder, -1.0), ahead)
    joint = blend(blend(shoulder, 1.0, ahead, along), 1.0, bow, aside)
    return joint, blend(shoulder, 1.0, ahead, distance)


def across(direction: Point3, ahead: Point3) -> Point3:
    """Give the part of a direction that is square to the way ahead, of length 1."""
    for option in (direction, DOWN, (1.0, 0.0, 0.0)):
        share = sum(a * b for a, b in zip(option, ahead, strict=True))
        rest = blend(option, 1.0, ahead, -share)
        if math.hypot(*rest) > 1e-3 * math.hypot(*option):
            return unit3(rest, DOWN)
    return DOWN


def unit3(direction: Point3, usual: Point3) -> Point3:
    """Scale a direction to the length 1; without any length it is the usual one."""
    length = math.hypot(*direction)
    return usual if length == 0 else (direction[0] / length, direction[1] / length, direction[2] / length)
