"""Rooms: floor, walls and ceiling in perspective, darker toward their corners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storyboard.artwork import parse_rows
from storyboard.canvas import mix, smooth
from storyboard.finishes import ROOM_MARKS, panel
from storyboard.space import between, hull

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.camera import Place3
    from storyboard.shapes import Brush

BANDS = 12  # steps in which a wall grows darker
POOL = (1.3, 1.12, 0.94, 0.76)  # how far the rings of light on the floor reach
FALLOFF = 0.2  # how dark it is where it is darkest
# Half the width in metres of what lets daylight in.
WINDOWS: Mapping[str, float] = {
    "window": 0.55,
    "tall_window": 0.42,
    "big_pane": 1.7,
    "train_window": 0.9,
    "plank_window": 0.4,
    "cellar_window": 0.6,
    "strip_window": 1.2,
    "barred_window": 0.36,
    "open_door": 0.52,
}


def paint_room(brush: Brush, place: Mapping[str, Any]) -> None:
    """Paint floor, walls and ceiling, darker toward the corners, with their lines."""
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
        shade_wall(brush, colour, corners, depth * 0.7)
    for mark in str(place.get("marks", "")).split():
        ROOM_MARKS[mark](brush, half, height, depth)
    for colour, corners in walls.items():
        points = [brush.camera.project(corner) for corner in corners]
        brush.canvas.outline(
            points, brush.light.ink(depth), brush.light.weight(depth) * (0.6 if colour == "floor" else 1)
        )
    if "skirting" in str(place.get("trim", "skirting")):
        skirting(brush, half, depth)
    for window in windows_of(place):
        paint_beam(brush, window, depth)


def shade_wall(brush: Brush, colour: str, corners: Sequence[Place3], distance: float) -> None:
    """Fill a wall, floor or ceiling in bands that darken from its second edge's middle toward its edges."""
    bottom_left, bottom_right, top_right, top_left = corners
    base = brush.colour(colour, distance)
    if colour == "wall":
        brush.canvas.fill([brush.camera.project(corner) for corner in corners], base)
    for index in range(BANDS):
        share, end = index / BANDS, (index + 1) / BANDS
        dark = FALLOFF * (
            abs(2 * share - 0.9) ** 1.6 if colour == "wall" else (share if colour == "ceiling" else 1 - share)
        )
        edges = [between(bottom_left, top_left, share), between(bottom_right, top_right, share)]
        edges += [between(bottom_right, top_right, end), between(bottom_left, top_left, end)]
        points = [brush.camera.project(edge) for edge in edges]
        brush.canvas.fill(points, mix(base, brush.light.ink_colour, dark))


def skirting(brush: Brush, half: float, depth: float) -> None:
    """Run a board along the foot of the walls."""
    near = brush.camera.z + 0.45
    for x in (-half, half):
        panel(brush, "wall---", [(x, 0, near), (x, 0.12, near), (x, 0.12, depth), (x, 0, depth)])
    panel(brush, "wall--", [(-half, 0, depth), (half, 0, depth), (half, 0.12, depth), (-half, 0.12, depth)])


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
    brush.canvas.fill(air, brush.light.grade(beam.colour), beam.alpha // 6)
    middle_x, middle_y = (sum(place[axis] for place in flat) / len(flat) for axis in (0, 1))
    for reach in POOL:
        rim = [(middle_x + (x - middle_x) * reach, middle_y + (y - middle_y) * reach) for x, y in flat]
        brush.canvas.fill(smooth(rim, closed=True, steps=3), brush.light.grade(beam.colour), beam.alpha // 8)
