"""What a window looks on: rows of `artwork/views.toml` in, roofs, gardens, the sea or the stars behind the pane out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storyboard.artwork import read_table
from storyboard.canvas import mix, oval, smooth
from storyboard.shapes import parse_shapes, rectangle
from storyboard.sky import snowed
from storyboard.space import cut_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.canvas import Point
    from storyboard.shapes import Brush, Shape, Spot

SPAN = 8.0  # metres of wall after which the view repeats
FAR = 11.0  # metres away that the view is shaded as
PALE = 0.34  # how much of the haze lies over it, so that it stays behind the heads before it
Pane = tuple[float, float, float, float]  # left, bottom, width, height


def paint_view(brush: Brush, pane: Pane, spot: Spot, arch: Sequence[Point] = ()) -> None:
    """Paint the row that the brush's view names behind a pane; neighbouring panes show one panorama.

    `arch` is the outline of a pane that is no rectangle.
    """
    row = read_table("views")["view"].get(brush.view)
    if row is None:
        return
    own = replace(brush, light=brush.outside, colours={})
    own = snowed(own) if "snow" in brush.outside.weather else own
    start = pane[0] + (spot.x if spot.turn == "front" else spot.z * 1.3)
    for shape in parse_shapes(row["shapes"]):
        for outline in outlines_of(shape):
            paint_part(own, shape, (outline, arch), (start, *pane), spot)


def paint_part(
    brush: Brush, shape: Shape, edges: tuple[Sequence[Point], Sequence[Point]], pane: tuple[float, ...], spot: Spot
) -> None:
    """Paint one outline of a view wherever it repeats within a pane; `edges` are the outline and the pane's arch."""
    (outline, arch), (start, left, bottom, width, height) = edges, pane
    first, last = min(u for u, _ in outline), max(u for u, _ in outline)
    turn = -(-(start - last) // SPAN)
    colour = mix(brush.colour(shape.colour, FAR), brush.light.haze, PALE)
    while first + turn * SPAN < start + width:
        moved = [(u + turn * SPAN - start, v) for u, v in outline]
        across = clip(clip(moved, 0, 0.0, low=True), 0, width, low=False)
        kept = clip(clip(across, 1, 0.0, low=True), 1, 1.0, low=False)
        seen = cut_to([(left + u, bottom + v * height) for u, v in kept], arch)
        points = [brush.camera.project(spot.place(u, v)) for u, v in seen]
        if points or not arch:
            brush.canvas.fill(points, colour)
        if shape.inked and points:
            brush.canvas.outline(points, brush.light.ink(FAR), brush.light.weight(FAR) * 0.4)
        turn += 1


def outlines_of(shape: Shape) -> list[list[Point]]:
    """Give the outlines that a shape of a view fills."""
    numbers = shape.numbers
    if shape.kind == "rect":
        return [rectangle(*numbers)]
    if shape.kind == "oval":
        return [oval((numbers[0], numbers[1]), numbers[2], numbers[3])]
    if shape.kind == "blob":
        return [smooth(shape.points, closed=True, steps=4)]
    if shape.kind == "grid":
        x, y, width, height, columns, rows = numbers
        across, up = width / columns, height / rows
        cells = [(index % int(columns), index // int(columns)) for index in range(int(columns) * int(rows))]
        return [
            rectangle(x + across * (column + 0.2), y + up * (row + 0.2), across * 0.6, up * 0.6)
            for column, row in cells
        ]
    return [shape.points]


def clip(points: Sequence[Point], axis: int, edge: float, *, low: bool) -> list[Point]:
    """Cut a polygon off at a line across one axis: what is lower falls away, or what is higher."""
    kept: list[Point] = []
    for start, end in zip(points, [*points[1:], *points[:1]], strict=True):
        inside = (start[axis] >= edge) == low or start[axis] == edge
        ends_inside = (end[axis] >= edge) == low or end[axis] == edge
        if inside:
            kept.append(start)
        if inside != ends_inside:
            share = (edge - start[axis]) / (end[axis] - start[axis])
            kept.append((start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))
    return kept
