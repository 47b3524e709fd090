"""Landscapes: the far layers, the ground and what marks it: roads, waves, tufts, rails."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from storyboard.artwork import parse_rows
from storyboard.canvas import Point, smooth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from random import Random

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


def paint_land(brush: Brush, place: Mapping[str, Any], random: Random) -> None:
    """Paint the far layers, the ground and what marks it."""
    rows = sorted(parse_rows(place.get("far", "")), key=lambda row: -float(row[2]))
    for kind, colour, distance, height in rows:
        paint_layer(brush, kind, colour, (float(distance), float(height)), random)
    ground = str(place.get("ground", "grass"))
    horizon = brush.camera.horizon
    strips = 14
    for index in range(strips):
        # The ground grows darker and warmer toward the viewer.
        top = horizon + (1.1 - horizon) * (index / strips) ** 1.7
        distance = brush.camera.focal * brush.camera.y / max(0.012, top - horizon)
        strip = [(-0.2, top), (brush.canvas.aspect + 0.2, top), (brush.canvas.aspect + 0.2, 1.3), (-0.2, 1.3)]
        brush.canvas.fill(rolled(brush, strip), brush.colour(ground, min(40.0, distance)))
    if place.get("road"):
        paint_road(brush, str(place["road"]), float(place.get("roadway", 2.4)))
    for mark in str(place.get("marks", "")).split():
        LAND_MARKS[mark](brush, random)


def paint_road(brush: Brush, colour: str, width: float) -> None:
    """Lay a road or a path from the viewer to the horizon."""
    near, far = brush.camera.z + 0.45, 60.0
    bend = [
        (-width, near),
        (width, near),
        (width * 0.9, 6.0),
        (width * 0.8 + 0.5, far),
        (-width * 0.8 + 0.5, far),
        (-width * 0.9, 6.0),
    ]
    points = [brush.camera.project((x, 0, z)) for x, z in bend]
    brush.canvas.fill(points, brush.colour(colour, 6))
    for side in ((points[0], points[5], points[4]), (points[1], points[2], points[3])):
        brush.canvas.stroke(side, brush.colour(colour + "--", 6), 0.0022)


def ground_dashes(brush: Brush, random: Random, colour: str, count: int, long: float) -> None:
    """Strew flat strokes over the ground, smaller toward the horizon."""
    for _ in range(count):
        z = brush.camera.z + 1.2 + 26 * random.random() ** 2.2
        x = random.uniform(-1, 1) * z * 0.95
        ends = [brush.camera.project((x, 0, z)), brush.camera.project((x + long * random.uniform(0.5, 1.3), 0, z))]
        brush.canvas.stroke(ends, brush.colour(colour, z - brush.camera.z), max(0.001, 0.012 / z))


def mark_waves(brush: Brush, random: Random) -> None:
    """Draw waves on water that reaches to the viewer."""
    ground_dashes(brush, random, "water+", 90, 0.9)
    ground_dashes(brush, random, "foam", 26, 0.5)


def mark_tufts(brush: Brush, random: Random) -> None:
    """Draw tufts of grass."""
    for _ in range(70):
        z = brush.camera.z + 1.4 + 22 * random.random() ** 2
        x = random.uniform(-1, 1) * z * 0.95
        for lean in (-0.05, 0.0, 0.06):
            ends = [brush.camera.project((x + lean * 0.4, 0, z)), brush.camera.project((x + lean, 0.11, z))]
            brush.canvas.stroke(
                ends, brush.colour("leaf-" if lean else "leaf", z - brush.camera.z), max(0.001, 0.008 / z)
            )


def mark_pebbles(brush: Brush, random: Random) -> None:
    """Draw pebbles or cobbles."""
    ground_dashes(brush, random, "stone-", 130, 0.14)


def mark_furrows(brush: Brush, random: Random) -> None:
    """Draw the rows of a field."""
    del random
    for index in range(-14, 15):
        ends = [
            brush.camera.project((index * 0.9, 0, brush.camera.z + 0.6)),
            brush.camera.project((index * 0.9 + 0.4, 0, 40)),
        ]
        brush.canvas.stroke(ends, brush.colour("earth-", 8), 0.002)


def mark_rails(brush: Brush, random: Random) -> None:
    """Lay a railway that runs past on the right."""
    del random
    near = brush.camera.z + 0.5
    for index in range(26):
        z = near + 0.6 * index + 0.02 * index * index
        corners = [
            brush.camera.project((x, 0, depth)) for x, depth in ((1.6, z), (4.2, z), (4.2, z + 0.22), (1.6, z + 0.22))
        ]
        brush.canvas.fill(corners, brush.colour("darkwood", z))
    for x in (2.1, 3.6):
        brush.canvas.stroke(
            [brush.camera.project((x, 0.06, near)), brush.camera.project((x, 0.06, 60))],
            brush.colour("steel", 6),
            0.005,
        )


def mark_shoreline(brush: Brush, random: Random) -> None:
    """Let the sea run up the sand on the right."""
    edge = [(1.2, 2.2), (1.9, 3.2), (1.5, 4.6), (2.4, 6.5), (1.6, 9.5), (2.6, 14.0), (-6.0, 40.0), (-40.0, 58.0)]
    shore = smooth([brush.camera.project((x, 0, max(brush.camera.z + 0.5, z))) for x, z in edge], closed=False)
    right = brush.canvas.aspect + 0.3
    brush.canvas.fill(
        [*shore, (-0.2, brush.camera.horizon), (right, brush.camera.horizon), (right, 1.2)], brush.colour("water", 10)
    )
    brush.canvas.stroke(shore, brush.colour("foam", 4), 0.012)
    for index in range(40):
        z = 4 + 1.2 * index
        x = 2.6 + random.random() * z * 0.9
        ends = [brush.camera.project((x, 0, z)), brush.camera.project((x + 1.1, 0, z))]
        brush.canvas.stroke(ends, brush.colour("foam" if index % 3 == 0 else "water+", z), max(0.001, 0.014 / z))


def mark_stream(brush: Brush, random: Random) -> None:
    """Let a river cross the land."""
    near, far = (
        [(-9.0, 7.2), (-3.0, 6.6), (2.0, 7.4), (9.0, 6.8), (16.0, 7.6)],
        [(24.0, 15.0), (5.0, 13.0), (-6.0, 14.0), (-24.0, 12.4)],
    )
    points = [brush.camera.project((x, 0, max(z, brush.camera.z + 1.2))) for x, z in [*near, *far]]
    brush.canvas.fill(points, brush.colour("water", 9))
    brush.canvas.stroke(points[:5], brush.colour("foam", 8), 0.004)
    for _ in range(24):
        z, x = random.uniform(8, 12.4), random.uniform(-9, 9)
        brush.canvas.stroke(
            [brush.camera.project((x, 0, z)), brush.camera.project((x + 0.9, 0, z))], brush.colour("water+", z), 0.0018
        )


LAND_MARKS: Mapping[str, Callable[[Brush, Random], None]] = {
    "waves": mark_waves,
    "tufts": mark_tufts,
    "pebbles": mark_pebbles,
    "furrows": mark_furrows,
    "rails": mark_rails,
    "shoreline": mark_shoreline,
    "stream": mark_stream,
}
