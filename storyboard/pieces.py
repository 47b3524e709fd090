"""Pieces of ground: polygons, strips, spots and strokes that lie flat on the stage."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from storyboard.canvas import mix, oval, smooth
from storyboard.patterns import NEAR, chance, cut_near

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from storyboard.camera import Place3
    from storyboard.shapes import Brush

SPOT_RIM = [(math.cos(math.pi * turn / 7), math.sin(math.pi * turn / 7)) for turn in range(14)]  # small: few corners do
USUAL = 1.4  # metres from the front of the stage to where the camera usually is
PATCHES, PATCH = 26, 0.07  # soft darker and lighter spots of the ground, and how much they differ from it


def lay(brush: Brush, corners: Sequence[Place3], colour: str, distance: float | None = None) -> None:
    """Fill a piece of ground."""
    kept = cut_near(corners, brush.camera.z + NEAR)
    if len(kept) > 2:  # noqa: PLR2004 (a polygon has three corners)
        far = sum(place[2] for place in kept) / len(kept) - brush.camera.z if distance is None else distance
        brush.canvas.fill([brush.camera.project(place) for place in kept], brush.colour(colour, far))


def strip(brush: Brush, across: tuple[float, float], away: tuple[float, float], colour: str, y: float = 0.0) -> None:
    """Fill a piece of ground between two x and two z."""
    (left, right), (near, far) = across, away
    lay(brush, [(left, y, near), (right, y, near), (right, y, far), (left, y, far)], colour)


def stroke_width(brush: Brush, z: float, weight: float) -> float:
    """Give how wide a stroke on the ground is, in panel heights: finer far away, and no bar before a far camera."""
    return max(0.001, weight / max(USUAL, z - brush.camera.z + USUAL))


def spot_of(brush: Brush, x: float, z: float, size: tuple[float, float], colour: str) -> None:
    """Fill a round spot of the ground."""
    if z - size[1] > brush.camera.z + NEAR:
        rim = [brush.camera.project((x + u * size[0], 0, z + v * size[1])) for u, v in SPOT_RIM]
        brush.canvas.fill(rim, brush.colour(colour, z - brush.camera.z))


def patches(brush: Brush, ground: str) -> None:
    """Break the ground up into soft spots a little darker and lighter."""
    for index in range(PATCHES):
        z = brush.camera.z + 1.6 + 24 * chance(index, 3) ** 1.8
        x, size = (2 * chance(index, 7) - 1) * z, (0.5 + 1.6 * chance(index, 1), 0.12 + 0.25 * chance(index, 2))
        if z - size[1] > brush.camera.z + NEAR:
            tone = brush.light.ink_colour if index % 3 else brush.light.haze
            colour = mix(brush.colour(ground, z - brush.camera.z), tone, PATCH)
            rim = [brush.camera.project((u, 0, v)) for u, v in oval((x, z), *size)]
            brush.canvas.fill(rim, colour)


def ground_dashes(brush: Brush, random: Random, colour: str, count: int, long: float) -> None:
    """Strew flat strokes over the ground, smaller toward the horizon."""
    for _ in range(count):
        z = brush.camera.z + 1.2 + 26 * random.random() ** 2.2
        x, reach = random.uniform(-1, 1) * z * 0.95, long * random.uniform(0.5, 1.3)
        bow = [(x, z), (x + reach * 0.3, z + 0.03 * z * 0.2), (x + reach, z)]
        ends = smooth([brush.camera.project((u, 0, v)) for u, v in bow], closed=False, steps=3)
        brush.canvas.stroke(ends, brush.colour(colour, z - brush.camera.z), stroke_width(brush, z, 0.012))
