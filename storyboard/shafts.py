"""Shafts: a head and something tall in a hand in, how far aside the hand goes so that no shaft runs through the face.

A spear, an umbrella or a torch that is upright before somebody in profile would, on one who faces us, part the face.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from storyboard.solids import reach_of, solids_of

if TYPE_CHECKING:
    from storyboard.solids import Range
    from storyboard.space import Point3

TALL = 0.6  # metres of a thing that is a shaft
WIDE = 0.22  # metres; a part that is wider is a canopy above the head, a shield or a sack
BESIDE = 0.66  # heads from the middle of a face, across and up, that a shaft keeps away from it
CLEARLY = 0.25  # heads to one side from which a shaft stays on that side


def is_shaft(prop: str) -> bool:
    """Say whether a thing is so tall and narrow that it may run through a face."""
    _, (low, high) = reach_of(prop)
    return high - low > TALL


def aside(face: Point3, head: float, held: Point3, prop: str, outward: float) -> float:
    """Give how many metres across a hand moves that holds a shaft at `held`; `outward` is its arm's side of the face.

    `head` is a head's size in metres.
    """
    if not is_shaft(prop):
        return 0.0
    spans = spans_at(held, prop, (face[1] - BESIDE * head, face[1] + BESIDE * head))
    left, right = face[0] - BESIDE * head, face[0] + BESIDE * head
    before = [span for span in spans if span[0] < right and span[1] > left]
    if not before:
        return 0.0
    low, high = min(span[0] for span in before), max(span[1] for span in before)
    off = (low + high) / 2 - face[0]
    side = off if abs(off) > CLEARLY * head else outward
    return right - low if math.copysign(1.0, side) > 0 else left - high


def spans_at(held: Point3, prop: str, band: Range) -> list[Range]:
    """Give where the narrow parts of an upright thing are across, between two heights."""
    spans = (solid.span(band[0] - held[1], band[1] - held[1]) for solid in solids_of(prop))
    return [(held[0] + span[0], held[0] + span[1]) for span in spans if span and span[1] - span[0] < WIDE]
