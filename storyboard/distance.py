"""The far layers of a landscape: hills, mountains, woods, roofs and towers against the sky."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from storyboard.canvas import Point, oval, smooth
from storyboard.patterns import chance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from random import Random

    from storyboard.shapes import Brush

WOODED = ("hill", "farhill", "meadow", "grass")  # hills of these colours bear trees


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
    # The ground is painted up to the horizon, and hides what a layer has below it.
    tall, base = height * scale, brush.camera.horizon + 0.004
    ridge = LAYERS[kind](random, brush.canvas.aspect + 0.2)
    points = [(x - 0.1, base - y * tall) for x, y in ridge]
    points = [*points, (brush.canvas.aspect + 0.1, base + 0.02), (-0.1, base + 0.02)]
    haze = distance * 0.35
    brush.canvas.fill(rolled(brush, points), brush.colour(colour, haze))
    if kind in DETAILS:
        DETAILS[kind](brush, points[:-2], (base, tall), (colour, haze))
    brush.canvas.stroke(rolled(brush, points[:-2]), brush.colour(colour + "-", haze), 0.0016)
    if kind in ("skyline", "roofs") and brush.light.lit:
        light_windows(brush, points[:-2], base, random)


def detail_peaks(brush: Brush, ridge: Sequence[Point], size: tuple[float, float], tone: tuple[str, float]) -> None:
    """Give every peak a dark flank and a cap of snow."""
    (base, _), (colour, haze) = size, tone
    lit = brush.outside.sun is None or brush.outside.sun.x < 0.5  # noqa: PLR2004 (the middle of the panel)
    for before, top, after in zip(ridge, ridge[1:], ridge[2:], strict=False):
        if top[1] >= min(before[1], after[1]):
            continue
        flank = after if lit else before
        shade = [top, flank, (flank[0], base), ((top[0] * 2 + flank[0]) / 3, base)]
        brush.canvas.fill(rolled(brush, shade), brush.colour(colour + "-", haze))
        left, right = (share_of(top, side, 0.3) for side in (before, after))
        middle = (top[0] + 0.1 * (right[0] - left[0]), top[1] + 0.55 * (left[1] - top[1]))
        cap = [top, right, share_of(right, middle, 0.6), share_of(left, middle, 0.5), left]
        brush.canvas.fill(rolled(brush, cap), brush.colour("snow", haze))


def share_of(start: Point, end: Point, share: float) -> Point:
    """Give the point a share of the way from one to another."""
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def detail_hills(brush: Brush, ridge: Sequence[Point], size: tuple[float, float], tone: tuple[str, float]) -> None:
    """Shade the foot of hills and set hedges and small trees on them."""
    (base, tall), (colour, haze) = size, tone
    lower = [share_of((x, y), (x, base), 0.45 + 0.2 * math.sin(x * 7)) for x, y in ridge]
    foot = [(ridge[-1][0], base), (ridge[0][0], base)]
    brush.canvas.fill(rolled(brush, [*lower, *foot]), brush.colour(colour + "-", haze))
    for index, (x, y) in enumerate(ridge[::3] if colour.rstrip("+-") in WOODED else ()):
        drop = (0.16 + 0.5 * chance(index, tall)) * (base - y)
        size_of = (0.004 + 0.004 * chance(x, index)) * (0.6 + tall * 2)
        crown = oval((x, y + drop), size_of * 1.3, size_of)
        brush.canvas.fill(rolled(brush, crown), brush.colour("darkleaf", haze * 1.2))


def detail_trees(brush: Brush, ridge: Sequence[Point], size: tuple[float, float], tone: tuple[str, float]) -> None:
    """Round the crowns of a wood's edge with light above and dark below."""
    (base, tall), (colour, haze) = size, tone
    for index, (x, y) in enumerate(ridge[::4]):
        reach = tall * (0.16 + 0.08 * chance(index, tall))
        for row, shade in enumerate(("-", "+")):
            centre = (x + (0.3 - 0.5 * row) * reach, y + reach * (1.25 - 0.5 * row + 0.4 * chance(index, row)))
            if centre[1] + reach * 0.5 < base:
                brush.canvas.fill(rolled(brush, oval(centre, reach, reach * 0.62)), brush.colour(colour + shade, haze))
    floor = [
        (ridge[0][0], base - tall * 0.1),
        (ridge[-1][0], base - tall * 0.1),
        (ridge[-1][0], base),
        (ridge[0][0], base),
    ]
    brush.canvas.fill(rolled(brush, floor), brush.colour(colour + "--", haze))


def detail_houses(brush: Brush, ridge: Sequence[Point], size: tuple[float, float], tone: tuple[str, float]) -> None:
    """Give far houses rows of windows and a dark side."""
    (base, tall), (colour, haze) = size, tone
    for left, right in itertools.pairwise(ridge):
        if abs(left[1] - right[1]) > 0.0005 or right[0] - left[0] < 0.02:  # noqa: PLR2004 (a roof's slope)
            continue
        side = [
            (right[0] - 0.2 * (right[0] - left[0]), left[1]),
            right,
            (right[0], base),
            (right[0] - 0.2 * (right[0] - left[0]), base),
        ]
        brush.canvas.fill(rolled(brush, side), brush.colour(colour + "-", haze))
        rows = max(1, int((base - left[1]) / 0.022))
        for row in range(rows):
            y, wide = left[1] + 0.008 + row * 0.022, (right[0] - left[0]) * 0.66
            strip = [
                (left[0] + 0.006, y),
                (left[0] + 0.006 + wide, y),
                (left[0] + 0.006 + wide, y + 0.009),
                (left[0] + 0.006, y + 0.009),
            ]
            brush.canvas.fill(rolled(brush, strip), brush.colour(colour + "--", haze))
    del tall


def detail_gables(brush: Brush, ridge: Sequence[Point], size: tuple[float, float], tone: tuple[str, float]) -> None:
    """Give far gabled houses walls below their roofs, with windows."""
    (base, tall), (_, haze) = size, tone
    for index, (left, _, right, _) in enumerate(zip(*(ridge[start::4] for start in range(4)), strict=False)):
        wall = [left, right, (right[0], base), (left[0], base)]
        brush.canvas.fill(rolled(brush, wall), brush.colour(("plaster-", "cream-", "stone")[index % 3], haze))
        wide, high = 0.16 * (right[0] - left[0]), 0.13 * tall
        for column, row in itertools.product((0.2, 0.62), range(max(1, int((base - left[1]) / (2.2 * high))))):
            x, y = left[0] + column * (right[0] - left[0]), left[1] + (0.7 + 2.2 * row) * high
            pane = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
            brush.canvas.fill(rolled(brush, pane), brush.colour("slate-", haze))


DETAILS: Mapping[str, Callable[[Brush, Sequence[Point], tuple[float, float], tuple[str, float]], None]] = {
    "peaks": detail_peaks,
    "hills": detail_hills,
    "trees": detail_trees,
    "skyline": detail_houses,
    "roofs": detail_gables,
}


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


Span = tuple[float, float]  # the lowest and the highest of what chance may give


def zigzag(random: Random, width: float, count: int, tops: Span, valleys: Span) -> list[Point]:
    """Give tops and valleys in turn, evenly from left to right."""
    return [(width * index / count, random.uniform(*(tops if index % 2 else valleys))) for index in range(count + 1)]


def ridge_peaks(random: Random, width: float) -> list[Point]:
    """Give jagged mountains."""
    return zigzag(random, width, 15, (0.7, 1.0), (0.25, 0.6))


def ridge_trees(random: Random, width: float) -> list[Point]:
    """Give a wood's edge of round crowns."""
    return smooth(zigzag(random, width, 34, (0.75, 1.0), (0.5, 0.66)), closed=False, steps=4)


def ridge_pines(random: Random, width: float) -> list[Point]:
    """Give a wood's edge of pointed firs."""
    return zigzag(random, width, 64, (0.7, 1.0), (0.35, 0.5))


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
