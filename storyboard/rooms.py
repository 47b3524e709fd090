"""Rooms: floor, walls and ceiling in perspective, with boards, tiles, beams and panels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storyboard.artwork import parse_rows
from storyboard.bodies import hull

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from storyboard.camera import Place3
    from storyboard.shapes import Brush

# Half the width in metres of what lets daylight in.
WINDOWS: Mapping[str, float] = {
    "window": 0.55,
    "tall_window": 0.42,
    "big_pane": 1.7,
    "train_window": 0.9,
    "plank_window": 0.4,
}


def paint_room(brush: Brush, place: Mapping[str, Any]) -> None:
    """Paint floor, walls and ceiling with their lines."""
    half, height = float(place.get("width", 7.0)) / 2, float(place.get("height", 2.9))
    depth = float(place.get("depth", 8.0))
    near = brush.camera.z + 0.45
    walls: Mapping[str, Sequence[Place3]] = {
        "ceiling": [(-half, height, near), (half, height, near), (half, height, depth), (-half, height, depth)],
        "floor": [(-half, 0, near), (half, 0, near), (half, 0, depth), (-half, 0, depth)],
        "wall-": [(-half, 0, near), (-half, height, near), (-half, height, depth), (-half, 0, depth)],
        "wall--": [(half, 0, near), (half, height, near), (half, height, depth), (half, 0, depth)],
        "wall": [(-half, 0, depth), (half, 0, depth), (half, height, depth), (-half, height, depth)],
    }
    for colour, corners in walls.items():
        points = [brush.camera.project(corner) for corner in corners]
        brush.canvas.fill(points, brush.colour(colour, depth * 0.7))
        brush.canvas.outline(points, brush.light.ink(depth), brush.light.weight(depth))
    for mark in str(place.get("marks", "")).split():
        ROOM_MARKS[mark](brush, half, height, depth)
    for window in windows_of(place):
        paint_beam(brush, window, depth)


def windows_of(place: Mapping[str, Any]) -> list[tuple[str, float, float]]:
    """List name, place across and height of the windows in a room's back wall."""
    rows = [row for row in parse_rows(place.get("put", "")) if row[2] == "B" and row[0] in WINDOWS]
    return [(row[0], float(row[1]), float(row[3])) for row in rows if row[1] not in ("L", "R")]


def first_window(place: Mapping[str, Any]) -> float | None:
    """Say where across the wall the window is that shows the sun; None where there is none."""
    return next((x for _, x, _ in windows_of(place)), None) if place["set"] == "room" else None


def paint_beam(brush: Brush, window: tuple[str, float, float], depth: float) -> None:
    """Let the sun fall through a window: steep and short at midday, low and long early and late."""
    (name, middle, sill), beam = window, brush.outside.beam
    if beam is None:
        return
    half, top = WINDOWS[name], sill + 1.2
    far, near = depth - beam.start, max(brush.camera.z + 0.5, depth - beam.end)
    shift = (beam.start / beam.end) * beam.slant
    pool = [(middle - half + shift, 0.0, far), (middle + half + shift, 0.0, far)]
    pool += [(middle + half + beam.slant, 0.0, near), (middle - half + beam.slant, 0.0, near)]
    pane = [(middle + side * half, y, depth) for y in (sill, top) for side in (-1, 1)]
    flat = [brush.camera.project(corner) for corner in pool]
    air = hull([brush.camera.project(corner) for corner in pane] + flat)
    brush.canvas.fill(air, brush.light.grade(beam.colour), beam.alpha // 4)
    brush.canvas.fill(flat, brush.light.grade(beam.colour), beam.alpha)


def floor_line(brush: Brush, start: tuple[float, float], end: tuple[float, float], colour: str) -> None:
    """Draw a thin line on the floor between two (x, z)."""
    near = brush.camera.z + 0.45
    ends = [brush.camera.project((x, 0, max(near, z))) for x, z in (start, end)]
    brush.canvas.stroke(ends, brush.colour(colour, 6), 0.0013)


def mark_boards(brush: Brush, half: float, height: float, depth: float) -> None:
    """Draw floor boards that run away from the viewer."""
    del height
    for index in range(1, round(half * 4)):
        x = -half + index * 0.5
        floor_line(brush, (x, 0), (x, depth), "floor-")


def mark_tiles(brush: Brush, half: float, height: float, depth: float) -> None:
    """Draw tiles."""
    mark_boards(brush, half, height, depth)
    for index in range(round(depth / 0.5)):
        floor_line(brush, (-half, index * 0.5), (half, index * 0.5), "floor-")


def mark_wainscot(brush: Brush, half: float, height: float, depth: float) -> None:
    """Panel the lower part of the back wall."""
    top = min(1.0, height / 3)
    panel(brush, "wall-", [(-half, 0, depth), (half, 0, depth), (half, top, depth), (-half, top, depth)])
    for index in range(round(half * 2 / 0.7)):
        x = -half + 0.1 + index * 0.7
        corners = [(x, 0.15, depth), (x + 0.5, 0.15, depth), (x + 0.5, top - 0.12, depth), (x, top - 0.12, depth)]
        outline = [brush.camera.project(corner) for corner in corners]
        brush.canvas.outline(outline, brush.colour("wall--", depth), 0.0013)


def mark_beams(brush: Brush, half: float, height: float, depth: float) -> None:
    """Lay beams under the ceiling."""
    for index in range(4):
        z = depth - 0.4 - index * 1.7
        if z < brush.camera.z + 0.8:
            continue
        panel(
            brush,
            "darkwood-",
            [(-half, height, z), (half, height, z), (half, height, z + 0.25), (-half, height, z + 0.25)],
        )
        low = height - 0.2
        panel(brush, "darkwood", [(-half, height, z), (half, height, z), (half, low, z), (-half, low, z)])


def mark_stones(brush: Brush, half: float, height: float, depth: float) -> None:
    """Show a few of the stones the back wall is built of."""
    row, y = 0, 0.15
    while y < height - 0.3:
        for index in range(round(half * 2 / 0.8)):
            if (row * 7 + index * 5) % 4 == 0:
                x = -half + 0.3 + index * 0.8 + (row % 2) * 0.4
                corners = [(x, y, depth), (x + 0.62, y, depth), (x + 0.62, y + 0.26, depth), (x, y + 0.26, depth)]
                outline = [brush.camera.project(corner) for corner in corners]
                brush.canvas.fill(outline, brush.colour("wall-" if index % 2 else "wall+", depth))
        row, y = row + 1, y + 0.32


def mark_stripes(brush: Brush, half: float, height: float, depth: float) -> None:
    """Paper the back wall in stripes."""
    for index in range(round(half * 2 / 0.5)):
        x = -half + index * 0.5
        corners = [(x, 0, depth), (x + 0.2, 0, depth), (x + 0.2, height, depth), (x, height, depth)]
        brush.canvas.fill([brush.camera.project(corner) for corner in corners], brush.colour("wall+", depth))


def mark_planks(brush: Brush, half: float, height: float, depth: float) -> None:
    """Build the walls of rough planks."""
    rows = round(height / 0.32)
    for index in range(1, rows):
        y, near = height * index / rows, brush.camera.z + 0.45
        walls = [[(-half, y, depth), (half, y, depth)], *([(x, y, near), (x, y, depth)] for x in (-half, half))]
        for ends in walls:
            brush.canvas.stroke([brush.camera.project(end) for end in ends], brush.colour("wall---", 6), 0.0026)


def mark_glazing(brush: Brush, half: float, height: float, depth: float) -> None:
    """Roof the room with glass between white bars."""
    near = brush.camera.z + 0.5
    corners = [(-half, height, near), (half, height, near), (half, height, depth), (-half, height, depth)]
    brush.canvas.fill([brush.camera.project(corner) for corner in corners], brush.colour("sky"))
    for index in range(9):
        x = -half + index * half / 4
        ends = [brush.camera.project((x, height, near)), brush.camera.project((x, height, depth))]
        brush.canvas.stroke(ends, brush.colour("white", 6), 0.006)
    for index in range(6):
        z = depth - index * 1.1
        if z > near:
            ends = [brush.camera.project((-half, height, z)), brush.camera.project((half, height, z))]
            brush.canvas.stroke(ends, brush.colour("white", 6), 0.004)


def panel(brush: Brush, colour: str, corners: Sequence[tuple[float, float, float]]) -> None:
    """Fill and ink a flat piece of the room."""
    points = [brush.camera.project(corner) for corner in corners]
    brush.canvas.fill(points, brush.colour(colour, 6))
    brush.canvas.outline(points, brush.light.ink(8), brush.light.weight(8))


ROOM_MARKS: Mapping[str, Callable[[Brush, float, float, float], None]] = {
    "boards": mark_boards,
    "tiles": mark_tiles,
    "wainscot": mark_wainscot,
    "beams": mark_beams,
    "planks": mark_planks,
    "glazing": mark_glazing,
    "stones": mark_stones,
    "stripes": mark_stripes,
}
