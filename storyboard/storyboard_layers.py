"""The far layers of a landscape: hills, mountains, woods, roofs, each a ridge from the left edge to the right."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import TYPE_CHECKING

from storyboard.canvas import Point, smooth

if TYPE_CHECKING:
    from storyboard.shapes import Brush


def rolled(brush: Brush, points: Sequence[Point]) -> list[Point]:
    """Lean panel points with the camera."""
    cos, sin = math.cos(brush.camera.roll), math.sin(brush.camera.roll)
    middle = brush.camera.aspect / 2
    return [
        (middle + (x - middle) * cos - (y - 0.5) * sin, 0.5 + (x - middle) * sin + (y - 0.5) * cos) for x, y in points
    ]


def paint_layer(brush: Brush, kind: str, colour: str, size: tuple[float, float], random: Random) -> None:
    """Paint one far layer, `size` being its distance and height in metres."""
    distance, height = size
    scale = brush.camera.focal / max(8.0, distance - brush.camera.z)
    tall, base = height * scale, brush.camera.horizon + 0.004 + brush.camera.y * scale * 0.6
    ridge = LAYERS[kind](random, brush.canvas.aspect + 0.2)
    points = [(x - 0.1, base - y * tall) for x, y in ridge]
    points = [*points, (brush.canvas.aspect + 0.1, base + 0.02), (-0.1, base + 0.02)]
    haze = distance * 0.35
    brush.canvas.fill(rolled(brush, points), brush.colour(colour, haze))
    brush.canvas.stroke(rolled(brush, points[:-2]), brush.colour(colour + "-", haze), 0.0016)
    if kind in ("skyline", "roofs") and brush.light.lit:
        light_windows(brush, points[:-2], base, random)


def light_windows(brush: Brush, ridge: Sequence[Point], base: float, random: Random) -> None:
    """Light windows in a far row of houses."""
    for (x, y), (right, _) in zip(ridge[::2], ridge[1::2], strict=False):
        for _ in range(3):
            if right - x < 0.012 or base - y < 0.02:  # noqa: PLR2004 (too small for a window)
                continue
            u, v = random.uniform(x + 0.004, right - 0.008), random.uniform(min(y, base) + 0.012, base - 0.006)
            corners = [(u, v), (u + 0.006, v), (u + 0.006, v + 0.008), (u, v + 0.008)]
            brush.canvas.fill(rolled(brush, corners), brush.colour("glow"))


def ridge_hills(random: Random, width: float) -> list[Point]:
    """Give soft hills from left to right, 0 to 1 high."""
    count = 7
    return smooth(
        [(width * index / count, random.uniform(0.35, 1.0)) for index in range(count + 1)], closed=False, steps=8
    )


def ridge_peaks(random: Random, width: float) -> list[Point]:
    """Give jagged mountains."""
    count = 15
    return [
        (width * index / count, random.uniform(0.7, 1.0) if index % 2 else random.uniform(0.25, 0.6))
        for index in range(count + 1)
    ]


def ridge_trees(random: Random, width: float) -> list[Point]:
    """Give a wood's edge of round crowns."""
    count = 34
    tops = [
        (width * index / count, random.uniform(0.75, 1.0) if index % 2 else random.uniform(0.5, 0.66))
        for index in range(count + 1)
    ]
    return smooth(tops, closed=False, steps=4)


def ridge_pines(random: Random, width: float) -> list[Point]:
    """Give a wood's edge of pointed firs."""
    count = 64
    return [
        (width * index / count, random.uniform(0.7, 1.0) if index % 2 else random.uniform(0.35, 0.5))
        for index in range(count + 1)
    ]


def ridge_skyline(random: Random, width: float) -> list[Point]:
    """Give tall buildings."""
    x, points = 0.0, []
    while x < width:
        wide, tall = random.uniform(0.04, 0.11), random.uniform(0.3, 1.0) ** 1.2
        points += [(x, tall), (x + wide, tall)]
        x += wide
    return points


def ridge_roofs(random: Random, width: float) -> list[Point]:
    """Give gabled houses."""
    x, points = 0.0, []
    while x < width:
        wide, tall = random.uniform(0.06, 0.13), random.uniform(0.45, 0.75)
        points += [(x, tall), (x + wide / 2, tall + 0.27), (x + wide, tall), (x + wide, tall - 0.08)]
        x += wide
    return points


def ridge_flat(random: Random, width: float) -> list[Point]:
    """Give a level line: the sea, a plain, a wall."""
    del random
    return [(0.0, 1.0), (width, 1.0)]


LAYERS: Mapping[str, Callable[[Random, float], list[Point]]] = {
    "hills": ridge_hills,
    "peaks": ridge_peaks,
    "trees": ridge_trees,
    "pines": ridge_pines,
    "skyline": ridge_skyline,
    "roofs": ridge_roofs,
    "flat": ridge_flat,
}
