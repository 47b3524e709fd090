"""The drawing hand: outlines and strokes in panel heights in, ink of changing width on the canvas out.

A line is heavy where a form turns away from the light, below and to the right, and fine where it turns towards it; an
open stroke swells in its middle and runs out at its ends.
"""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.canvas import Colour, Point
    from storyboard.shapes import Brush

LIGHT_LINE, HEAVY_LINE = 0.5, 1.3  # widths of an outline towards the light and away from it, in usual widths
SHADE_X, SHADE_Y = 0.5, 0.87  # where the shade lies: to the right and below
SHARPEST = 0.35  # how far a corner's ink runs out; a sharper corner would grow a thorn
STEPS = 10  # pieces of an open stroke


def swell(points: Sequence[Point], width: float) -> list[Point]:
    """Push the corners of a polygon outwards by an ink line's width, more on the side that lies in the shade."""
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True)]
    ways = [(x / long, y / long) if (long := math.hypot(x, y)) else (0.0, 0.0) for x, y in steps]
    turn = 1.0 if area_of(points) > 0 else -1.0
    fine, heavy = width * LIGHT_LINE, width * (HEAVY_LINE - LIGHT_LINE) * 0.5
    pushed = []
    before_x, before_y = ways[-1]
    for (x, y), (ahead_x, ahead_y) in zip(points, ways, strict=True):
        nx, ny = (before_y + ahead_y) * turn, -(before_x + ahead_x) * turn
        long = math.sqrt(nx * nx + ny * ny) or 1.0  # twice the cosine of half the bend
        shade = 1 + (nx * SHADE_X + ny * SHADE_Y) / long
        reach = (fine + heavy * shade) / (long * max(SHARPEST, long / 2))
        pushed.append((x + nx * reach, y + ny * reach))
        before_x, before_y = ahead_x, ahead_y
    return pushed


def area_of(points: Sequence[Point]) -> float:
    """Give the signed area of a polygon: positive where its corners run clockwise on the panel, whose y points down."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs) / 2


def unit(x: float, y: float) -> Point:
    """Scale a direction to the length 1; none stays none."""
    length = math.hypot(x, y)
    return (x / length, y / length) if length else (0.0, 0.0)


def ink_forms(
    brush: Brush, forms: Sequence[Sequence[Point]], colour: Colour, distance: float, weight: float = 1.0
) -> None:
    """Fill some overlapping polygons as one form with a common outline; `weight` 0 leaves the ink off."""
    whole = [form for form in forms if len(form) > 2]  # noqa: PLR2004 (a polygon has three corners)
    if weight:
        width, ink = brush.light.weight(distance) * weight, brush.light.ink(distance)
        for form in whole:
            brush.canvas.ink(swell(form, width), ink)
    for form in whole:
        brush.canvas.fill(form, colour)


def ink_stroke(
    brush: Brush, points: Sequence[Point], distance: float, weight: float = 1.0, colour: Colour | None = None
) -> None:
    """Draw an open line that swells from fine ends; without a `colour` in ink, `weight` in usual widths."""
    line = even_steps(points, STEPS)
    if len(line) < 2:  # noqa: PLR2004 (a line has two ends)
        return
    half = brush.light.weight(distance) * weight * 0.8
    left, right = [], []
    for index, (x, y) in enumerate(line):
        (ax, ay), (bx, by) = line[max(0, index - 1)], line[min(len(line) - 1, index + 1)]
        dx, dy = bx - ax, by - ay
        long = math.hypot(dx, dy) or 1.0
        dx, dy = dx / long, dy / long
        reach = half * (0.25 + 0.75 * math.sin(math.pi * (0.12 + 0.8 * index / (len(line) - 1))))
        left.append((x - dy * reach, y + dx * reach))
        right.append((x + dy * reach, y - dx * reach))
    outline = [*left, *reversed(right)]
    if colour is None:
        brush.canvas.ink(outline, brush.light.ink(distance))
    else:
        brush.canvas.fill(outline, colour)


def even_steps(points: Sequence[Point], steps: int) -> list[Point]:
    """Walk along a line in steps of equal length, from end to end."""
    lengths = [math.dist(a, b) for a, b in itertools.pairwise(points)]
    whole = sum(lengths)
    if not whole:
        return []
    walked, index, before = [points[0]], 0, 0.0
    for step in range(1, steps):
        reach = whole * step / steps
        while before + lengths[index] < reach and index < len(lengths) - 1:
            before += lengths[index]
            index += 1
        share = (reach - before) / lengths[index] if lengths[index] else 0.0
        (ax, ay), (bx, by) = points[index], points[index + 1]
        walked.append((ax + (bx - ax) * share, ay + (by - ay) * share))
    return [*walked, points[-1]]
