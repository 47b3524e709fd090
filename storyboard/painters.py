"""Painters of the shape language: shapes of a row of `artwork/things.toml` in, flat inked colours on the canvas out."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from storyboard.artwork import read_table
from storyboard.canvas import Point, hexcolour, mix, oval, smooth
from storyboard.folk import paint_folk
from storyboard.panes import paint_pane
from storyboard.patterns import PATTERNS, ink_polygon
from storyboard.shapes import SHINING, Brush, Shape, Spot, parse_shapes, reading_side, rectangle
from storyboard.solids import box_ranges, far_first
from storyboard.space import hull

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from storyboard.camera import Camera, Place3

HALO = (255, 208, 120)
TALLEST = 4.0  # metres of a thing that throw a shadow; longer ones would cover the stage
SKIRTING = 0.12  # metres that a board along a wall is high
STICK = 2.6  # outlines' widths from which a line is a stick or a pole, and has an outline of its own
# Metres between which a thinner one joins parts of a thing: it has its outline too, or ink in it where it is as thin as
# that, and is seen before any wall.
JOINT, JOINT_INK = (0.02, 0.05), 0.6
SPINES = ("#8d3b34", "#3d5a6c", "#c49a4a", "#5b6b46", "#6d4c63", "#b9ad94", "#2f3f52", "#9b6a3c")


def draw_thing(brush: Brush, name: str, spot: Spot) -> None:
    """Draw a row of `artwork/things.toml` at its spot; an unknown name draws nothing."""
    row = read_table("things")["thing"].get(name)
    if row is not None and spot.z - brush.camera.z > 0.5:  # noqa: PLR2004 (before the lens)
        draw_shapes(brush, parse_shapes(row["shapes"]), spot)


def cast_shadow(brush: Brush, spot: Spot, extent: tuple[float, float, float]) -> None:
    """Let a standing thing's shadow fall on the ground, long where the sun stands low."""
    left, right, height = (number * spot.size for number in extent)
    if spot.flip:
        left, right = -right, -left
    half, centre = (right - left) / 2, spot.x + (left + right) / 2
    reach = brush.light.shadow * min(height, TALLEST)
    # The sun stands before us, so that shadows fall towards the viewer and away from it.
    nearer = min(0.3 * abs(reach), max(0.0, spot.z - brush.camera.z - 0.8))
    foot, end = 0.6 * half + 0.06, 0.35 * half + 0.05
    corners = [(centre - foot, spot.z + 0.1), (centre + foot, spot.z + 0.1), (centre + foot, spot.z - 0.12)]
    corners += [(centre - foot, spot.z - 0.12)]
    for turn in range(8):
        across, away = end * math.cos(turn * math.pi / 4), 0.16 * math.sin(turn * math.pi / 4)
        corners.append((centre + reach + across, spot.z - nearer + away))
    points = hull([brush.camera.project((x, 0, max(z, brush.camera.z + 0.5))) for x, z in corners])
    brush.canvas.fill(points, brush.light.ink_colour, 56)


def draw_shapes(brush: Brush, shapes: Sequence[Shape], spot: Spot) -> None:
    """Draw shapes one over the other; boxes that follow each other from far to near, wherever the camera stands."""
    for boxes, run in itertools.groupby(shapes, key=lambda shape: shape.kind == "box"):
        for shape in far_first(list(run), spot, brush.camera) if boxes else run:
            PAINTERS[shape.kind](brush, shape, spot)


def paint_polygon(brush: Brush, corners: Sequence[Point], shape: Shape, spot: Spot) -> None:
    """Project the corners of a flat shape and fill it."""
    distance = brush.camera.distance(spot.z)
    points = [brush.camera.project(spot.place(u, v)) for u, v in corners]
    ink_polygon(brush, points, brush.colour(shape.colour, distance), distance, inked=shape.inked)


def paint_poly(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Paint straight corners."""
    paint_polygon(brush, shape.points, shape, spot)


def paint_blob(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Paint rounded corners."""
    paint_polygon(brush, smooth(shape.points, closed=True), shape, spot)


def paint_oval(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Paint an ellipse."""
    x, y, rx, ry = shape.numbers
    paint_polygon(brush, oval((x, y), rx, ry), shape, spot)


def paint_rect(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Paint an upright rectangle."""
    paint_polygon(brush, rectangle(*shape.numbers), shape, spot)


def paint_line(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Paint an open line; the first number is its width in metres."""
    distance = brush.camera.distance(spot.z)
    numbers = shape.numbers[1:]
    corners = list(zip(numbers[::2], numbers[1::2], strict=True))
    if shape.kind == "curve":
        corners = smooth(corners, closed=False)
    points = [brush.camera.project(spot.place(u, v)) for u, v in corners]
    weight = max(0.001, shape.numbers[0] * spot.size * brush.camera.scale(spot.z))
    edge = brush.light.weight(distance)
    colour = brush.colour(shape.colour, distance)
    if shape.inked and shape.colour.rstrip("+-") not in ("ink", *SHINING):
        joins = JOINT[0] <= shape.numbers[0] < JOINT[1]
        if weight > STICK * edge or (joins and weight > edge):
            brush.canvas.stroke(points, brush.light.ink(distance), weight + edge)
        elif joins:
            colour = mix(colour, brush.light.ink(distance), JOINT_INK)
    brush.canvas.stroke(points, colour, weight)


def paint_box(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Paint the faces of a box that the camera sees: side, top or underside, front."""
    (left, right), (low, high), (near, far) = box_ranges(shape, spot)
    if far - brush.camera.z < 0.6:  # noqa: PLR2004 (beside or behind the lens)
        return
    distance = brush.camera.distance(near)
    for colour, corners in box_faces((left, right), (low, high), (near, far), brush.camera):
        points = [brush.camera.project(corner) for corner in corners]
        ink_polygon(brush, points, brush.colour(shape.colour + colour, distance), distance, inked=shape.inked)


def box_faces(
    across: tuple[float, float], up: tuple[float, float], away: tuple[float, float], camera: Camera
) -> list[tuple[str, list[Place3]]]:
    """List the visible faces of a box with how much darker or lighter each is."""
    (left, right), (low, high), (near, far) = across, up, away
    faces: list[tuple[str, list[Place3]]] = []
    if left > camera.x or right < camera.x:
        side = left if left > camera.x else right
        faces.append(("--", [(side, low, near), (side, low, far), (side, high, far), (side, high, near)]))
    if high < camera.y or low > camera.y:
        level, tone = (high, "+") if high < camera.y else (low, "--")
        faces.append((tone, [(left, level, near), (right, level, near), (right, level, far), (left, level, far)]))
    faces.append(("", [(left, low, near), (right, low, near), (right, high, near), (left, high, near)]))
    return faces


def paint_partition(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Paint a wall of a room, from somewhere to its side wall, with a board along its foot."""
    (half, height), (start,) = brush.room, shape.numbers
    end = half + (spot.x if spot.flip else -spot.x)
    if end > start:
        paint_polygon(brush, rectangle(start, 0.0, end - start, height), shape, spot)
        board = Shape("rect", shape.colour + "--", (), inked=True)
        paint_polygon(brush, rectangle(start, 0.0, end - start, SKIRTING), board, spot)


def paint_flue(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Paint a chimney or a pipe up to the ceiling; the open has none."""
    x, y, width, height = shape.numbers
    up = (brush.ceiling - spot.y) / spot.size - y if brush.ceiling else height
    if up > 0:
        paint_polygon(brush, rectangle(x, y, width, up), shape, spot)


def paint_lamp(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Let a lamp throw its halo where lamps burn."""
    if not brush.light.lit:
        return
    x, y, radius = shape.numbers
    centre, scale = brush.camera.project(spot.place(x, y)), brush.camera.scale(spot.z) * spot.size
    brush.canvas.glow(centre, radius * scale, HALO, 0.43)


def paint_hands(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Set the hands of a clock to the hour."""
    x, y, radius = shape.numbers
    distance, scale = brush.camera.distance(spot.z), brush.camera.scale(spot.z) * spot.size
    side = reading_side(brush, spot)
    for share, length, weight in clock_hands(brush.light.hands):
        turn = 2 * math.pi * share
        tip = (x + side * math.sin(turn) * radius * length, y + math.cos(turn) * radius * length)
        ends = [brush.camera.project(spot.place(u, v)) for u, v in ((x, y), tip)]
        brush.canvas.stroke(ends, brush.colour(shape.colour, distance), weight * radius * scale)


def clock_hands(time: Sequence[int]) -> list[tuple[float, float, float]]:
    """Give the hands for hour and minute: turn (1 = once around), length and width in radii."""
    if not time:
        return []
    hour, minute = time
    return [((hour % 12 + minute / 60) / 12, 0.56, 0.17), (minute / 60, 0.88, 0.11)]


def paint_spines(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Paint a row of books, or, in the colour `jars`, of jars and bottles."""
    x, y, width, height = shape.numbers
    jars = shape.colour == "jars"
    distance, left, index = brush.camera.distance(spot.z), x, int(abs(x * 7 + y * 13) * 10)
    while left < x + width - 0.04:
        thick = min((0.13 if jars else 0.05) + 0.022 * ((index * 5) % 4), x + width - left)
        tall = height * ((0.55 if jars else 0.78) + (0.1 if jars else 0.055) * ((index * 7) % 5))
        corners = jar(left, y, thick * 0.8, tall) if jars else rectangle(left, y, thick, tall)
        points = [brush.camera.project(spot.place(u, v)) for u, v in corners]
        colour = brush.light.shade(hexcolour(SPINES[index % len(SPINES)]), distance)
        ink_polygon(brush, points, colour, distance * 1.6, inked=shape.inked)
        left, index = left + thick, index + 3


def jar(x: float, y: float, width: float, height: float) -> list[Point]:
    """Give the outline of a jar with a neck."""
    sides = ((0.0, 0.0), (1.0, 0.0), (1.0, 0.62), (0.68, 0.76), (0.68, 1.0), (0.32, 1.0), (0.32, 0.76), (0.0, 0.62))
    return [(x + u * width, y + v * height) for u, v in sides]


PAINTERS: Mapping[str, Callable[[Brush, Shape, Spot], None]] = {
    "poly": paint_poly,
    "blob": paint_blob,
    "oval": paint_oval,
    "rect": paint_rect,
    "line": paint_line,
    "curve": paint_line,
    "box": paint_box,
    "partition": paint_partition,
    "flue": paint_flue,
    "folk": paint_folk,
    "pane": paint_pane,
    "lamp": paint_lamp,
    "hands": paint_hands,
    "spines": paint_spines,
    **PATTERNS,
}
