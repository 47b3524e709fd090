"""Landscapes: the far layers, the ground, the road that leads away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storyboard.artwork import parse_rows
from storyboard.distance import paint_layer, rolled
from storyboard.ground import LAND_MARKS
from storyboard.pieces import patches

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from storyboard.shapes import Brush

ROAD_END = 240.0  # metres; there a road is too narrow to show its end
UNDER_ROADS = ("tufts", "lawn", "paving", "furrows", "drifts", "ripples")  # marks that a road lies on


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
    patches(brush, ground)
    marks = str(place.get("marks", "")).split()
    for mark in (name for name in marks if name in UNDER_ROADS):
        LAND_MARKS[mark](brush, random)
    if place.get("road"):
        paint_road(brush, str(place["road"]), float(place.get("roadway", 2.4)))
    for mark in (name for name in marks if name not in UNDER_ROADS):
        LAND_MARKS[mark](brush, random)


def paint_road(brush: Brush, colour: str, width: float) -> None:
    """Lay a road or a path from the viewer to the horizon."""
    near, far = brush.camera.z + 0.45, ROAD_END
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
    for share in (-0.55, 0.5):
        track = [
            brush.camera.project((x * share + bow, 0, z))
            for x, bow, z in ((width, 0, near), (width, 0, 6.0), (width * 0.8, 0.5, far))
        ]
        rut = [
            brush.camera.project((x * share + bow + 0.3, 0, z))
            for x, bow, z in ((width * 0.8, 0.5, far), (width, 0, 6.0), (width, 0, near))
        ]
        brush.canvas.fill([*track, *rut], brush.colour(colour + "-", 6))
    for side in ((points[0], points[5], points[4]), (points[1], points[2], points[3])):
        brush.canvas.stroke(side, brush.colour(colour + "--", 6), 0.0022)
