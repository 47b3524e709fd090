"""Painters of what is many strokes at once: faces in space, windows in rows, leaves, ripples, signs, veils."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import TYPE_CHECKING

from storyboard.canvas import Colour, Point, oval, smooth
from storyboard.lettering import CAP_HEIGHT, TRACKING, read_glyph, text_width
from storyboard.shapes import Brush, Shape, Spot, reading_side, rectangle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from storyboard.camera import Place3

NEAR = 0.45  # metres before the lens where faces are cut
TEXTURED = 11.0  # metres; farther away leaves and stones show no strokes
LEAF_POINTS = 20
SIGN_PEN = 0.15  # a letter's stroke in its heights


def chance(*numbers: float) -> float:
    """Give a number from 0 to 1 that looks random and is always the same for the same numbers."""
    value = math.sin(
        sum(number * share for number, share in zip(numbers, (12.9898, 78.233, 37.719, 4.581), strict=False))
    )
    return (value * 43758.5453) % 1.0


def ink_polygon(brush: Brush, points: Sequence[Point], colour: Colour, distance: float, *, inked: bool = True) -> None:
    """Fill a polygon of panel points and ink its edge as its distance asks."""
    brush.canvas.fill(points, colour)
    if inked:
        brush.canvas.outline(points, brush.light.ink(distance), brush.light.weight(distance))


def flat(brush: Brush, spot: Spot, corners: Sequence[Point]) -> list[Point]:
    """Project points of a thing's own plane."""
    return [brush.camera.project(spot.place(u, v)) for u, v in corners]


def cut_near(places: Sequence[Place3], near: float) -> list[Place3]:
    """Cut a polygon in space off where it comes nearer than the lens can see."""
    kept: list[Place3] = []
    for start, end in zip(places, [*places[1:], *places[:1]], strict=True):
        if start[2] >= near:
            kept.append(start)
        if (start[2] < near) != (end[2] < near):
            share = (near - start[2]) / (end[2] - start[2])
            x, y, z = (a + (b - a) * share for a, b in zip(start, end, strict=True))
            kept.append((x, y, z))
    return kept


def solid_places(numbers: Sequence[float], spot: Spot) -> list[Place3]:
    """Put the number triples of a shape on the stage."""
    return [spot.place(*numbers[index : index + 3]) for index in range(0, len(numbers), 3)]


def paint_face(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Paint a polygon in space."""
    places = cut_near(solid_places(shape.numbers, spot), brush.camera.z + NEAR)
    if len(places) > 2:  # noqa: PLR2004 (a polygon has three corners)
        distance = brush.camera.distance(sum(place[2] for place in places) / len(places))
        points = [brush.camera.project(place) for place in places]
        ink_polygon(brush, points, brush.colour(shape.colour, distance), distance, inked=shape.inked)


def paint_wire(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Paint a line in space; the first number is its width in metres."""
    places, near = solid_places(shape.numbers[1:], spot), brush.camera.z + NEAR
    for start, end in itertools.pairwise(places):
        kept = cut_near([start, end], near)[:2]
        if len(kept) < 2:  # noqa: PLR2004 (behind the lens)
            continue
        far = sum(place[2] for place in kept) / 2
        weight = max(0.0012, shape.numbers[0] * spot.size * brush.camera.scale(far))
        ends = [brush.camera.project(place) for place in kept]
        brush.canvas.stroke(ends, brush.colour(shape.colour, brush.camera.distance(far)), weight)


def paint_grid(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Paint rows of rectangles; in the colour `panes` they are windows, some of them lit where lamps burn."""
    x, y, width, height, columns, rows = shape.numbers
    across, up, distance = width / columns, height / rows, brush.camera.distance(spot.z)
    for index in range(int(columns) * int(rows)):
        column, row = index % int(columns), index // int(columns)
        corners = rectangle(x + across * (column + 0.14), y + up * (row + 0.14), across * 0.72, up * 0.72)
        colour = shape.colour
        if colour == "panes":
            lit = chance(column + x * 3, row + spot.x * 5, y) < 0.45  # noqa: PLR2004 (somebody is at home)
            colour = ("glow" if lit else "slate--") if brush.light.lit else "glass" + "-" * (1 + (index * 7) % 3)
        points = flat(brush, spot, corners)
        ink_polygon(brush, points, brush.colour(colour, distance), distance * 1.5, inked=shape.inked)


def paint_bars(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Paint upright bars side by side, or rungs one above the other."""
    weight, x, y, width, height, count = shape.numbers
    distance, scale = brush.camera.distance(spot.z), brush.camera.scale(spot.z) * spot.size
    for index in range(int(count)):
        share = index / max(1, int(count) - 1)
        ends = [(x + width * share, y), (x + width * share, y + height)]
        if shape.kind == "rungs":
            ends = [(x, y + height * share), (x + width, y + height * share)]
        brush.canvas.stroke(flat(brush, spot, ends), brush.colour(shape.colour, distance), max(0.001, weight * scale))


def clump(x: float, y: float, rx: float, ry: float) -> list[Point]:
    """Give the scalloped outline of a mass of leaves."""
    rim = []
    for index in range(LEAF_POINTS):
        turn = 2 * math.pi * index / LEAF_POINTS
        reach = (1.0 if index % 2 else 0.87) + 0.1 * (chance(x * 7 + index, y * 3, rx) - 0.5)
        rim.append((x + rx * reach * math.cos(turn), y + ry * reach * math.sin(turn)))
    return smooth(rim, closed=True, steps=3)


def sunny_side(brush: Brush, spot: Spot) -> float:
    """Say on which side of a thing the light falls: -1 is its left."""
    sun = brush.outside.sun
    side = -1.0 if sun is None or sun.x < 0.5 else 1.0  # noqa: PLR2004 (the middle of the panel)
    return -side if spot.flip else side


def paint_leaves(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Paint a mass of leaves in three tones, with strokes where it is near."""
    x, y, rx, ry = shape.numbers
    distance, side = brush.camera.distance(spot.z), sunny_side(brush, spot)
    ink_polygon(
        brush,
        flat(brush, spot, clump(x, y, rx, ry)),
        brush.colour(shape.colour + "-", distance),
        distance,
        inked=shape.inked,
    )
    for reach, shift, tone in ((0.78, 0.13, ""), (0.42, 0.3, "+")):
        inner = clump(x + side * shift * rx, y + shift * ry, rx * reach, ry * reach)
        brush.canvas.fill(flat(brush, spot, inner), brush.colour(shape.colour + tone, distance))
    scale = brush.camera.scale(spot.z) * spot.size
    for index in range(0 if distance > TEXTURED else 10):
        turn, far = 6.283 * chance(index, x, y), 0.85 * math.sqrt(chance(y, index, rx))
        u, v = x + rx * far * math.cos(turn), y + ry * far * math.sin(turn)
        tone = "--" if v < y + 0.1 * ry else ("" if index % 3 else "++")
        bow = smooth([(u - 0.11, v - 0.03), (u, v + 0.05), (u + 0.11, v - 0.03)], closed=False, steps=3)
        brush.canvas.stroke(
            flat(brush, spot, bow), brush.colour(shape.colour + tone, distance), max(0.001, 0.022 * scale)
        )


def paint_veil(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Lay a transparent polygon (`veil`) or oval (`haze`) over what is there; the first number is how dense, 0 to 1."""
    dense, *numbers = shape.numbers
    if shape.kind == "haze":
        x, y, rx, ry = numbers
        rings = [oval((x, y), rx * reach, ry * reach) for reach in (1.0, 0.8, 0.6, 0.4)]
    else:
        rings = [list(zip(numbers[::2], numbers[1::2], strict=True))]
    colour = brush.colour(shape.colour, brush.camera.distance(spot.z))
    for ring in rings:
        brush.canvas.fill(flat(brush, spot, ring), colour, round(254 * dense / len(rings)))


def paint_hatch(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Strew short slanting strokes over a rectangle: straw, grain, scratches; lying ones are ripples."""
    weight, x, y, width, height, count = shape.numbers
    distance, scale = brush.camera.distance(spot.z), brush.camera.scale(spot.z) * spot.size
    for index in range(int(count)):
        u, v = x + width * chance(index, x, y), y + height * chance(y, index, width)
        long = 0.1 + 0.14 * chance(index, v)
        ends = [(u - long / 3, v - long / 2), (u + long / 3, v + long / 2)]
        if shape.kind == "ripple":
            ends = smooth([(u - long * 1.6, v), (u - long * 0.5, v + 0.02), (u + long * 1.6, v)], closed=False, steps=3)
        brush.canvas.stroke(flat(brush, spot, ends), brush.colour(shape.colour, distance), max(0.001, weight * scale))


def paint_sign(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Letter a word, `sign COLOUR:WORD X Y HEIGHT`, `_` for a space, readable in a mirrored picture too."""
    colour, _, word = shape.colour.partition(":")
    middle, base, height = shape.numbers
    text, distance = word.replace("_", " "), brush.camera.distance(spot.z)
    side = reading_side(brush, spot)
    left, unit = -text_width(text, height) / 2, height / CAP_HEIGHT
    scale = brush.camera.scale(spot.z) * spot.size
    for letter in text:
        glyph = read_glyph(letter)
        for stroke in glyph.strokes:
            points = [(middle + side * (left + u * unit), base + v * unit) for u, v in stroke]
            brush.canvas.stroke(flat(brush, spot, points), brush.colour(colour, distance), SIGN_PEN * height * scale)
        left += (glyph.width + TRACKING) * unit


def paint_figures(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Letter the hour of the day, `figures COLOUR X Y HEIGHT`; nothing where none is known."""
    if brush.light.hands:
        hour, minute = brush.light.hands
        paint_sign(brush, replace(shape, colour=f"{shape.colour}:{hour:02}:{minute:02}"), spot)


PATTERNS: Mapping[str, Callable[[Brush, Shape, Spot], None]] = {
    "face": paint_face,
    "wire": paint_wire,
    "grid": paint_grid,
    "bars": paint_bars,
    "rungs": paint_bars,
    "leaves": paint_leaves,
    "veil": paint_veil,
    "haze": paint_veil,
    "hatch": paint_hatch,
    "ripple": paint_hatch,
    "sign": paint_sign,
    "figures": paint_figures,
}
