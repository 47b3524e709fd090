"""What the floors, walls and ceilings of rooms are made of: boards, tiles, stones, ribs, beams, paper."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from storyboard.patterns import chance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from storyboard.camera import Place3
    from storyboard.shapes import Brush

PLANK, TILE = 0.42, 0.55  # metres
GLOSS = 70  # how much of the light a polished floor mirrors, of 255


def floor_line(brush: Brush, start: tuple[float, float], end: tuple[float, float], colour: str) -> None:
    """Draw a thin line on the floor between two (x, z)."""
    near = brush.camera.z + 0.45
    ends = [brush.camera.project((x, 0, max(near, z))) for x, z in (start, end)]
    brush.canvas.stroke(ends, brush.colour(colour, 6), 0.0013)


def floor_patch(brush: Brush, across: tuple[float, float], away: tuple[float, float], colour: str) -> None:
    """Fill a piece of the floor between two x and two z."""
    near = brush.camera.z + 0.45
    (left, right), (start, end) = across, (max(near, edge) for edge in away)
    corners = [(left, start), (right, start), (right, end), (left, end)]
    if end > start:
        points = [brush.camera.project((x, 0, z)) for x, z in corners]
        brush.canvas.fill(points, brush.colour(colour, brush.camera.distance(start)))


def mark_boards(brush: Brush, half: float, height: float, depth: float) -> None:
    """Lay floor boards that run away from the viewer, each a little darker or lighter, with their butt ends."""
    del height
    for index in range(math.ceil(2 * half / PLANK)):
        left, right = -half + index * PLANK, min(half, -half + (index + 1) * PLANK)
        joint = 2.0 + 5.0 * chance(index, half)
        if index % 3 == 0:
            floor_patch(brush, (left, right), (0, joint), "floor-" if index % 2 else "floor+")
        if index % 4 == 1:
            floor_patch(brush, (left, right), (joint, depth), "floor-")
        floor_line(brush, (left, 0), (left, depth), "floor---")
        floor_line(brush, (left, joint), (right, joint), "floor---")


def mark_tiles(brush: Brush, half: float, height: float, depth: float) -> None:
    """Lay tiles, some a little darker."""
    del height
    columns, rows = math.ceil(2 * half / TILE), math.ceil(depth / TILE)
    for index in range(columns * rows):
        x, z = -half + (index % columns) * TILE, (index // columns) * TILE
        if chance(index % columns, index // columns) < 0.22:  # noqa: PLR2004 (few enough to stay quiet)
            floor_patch(brush, (x, min(half, x + TILE)), (z, min(depth, z + TILE)), "floor-")
    for index in range(columns):
        floor_line(brush, (-half + index * TILE, 0), (-half + index * TILE, depth), "floor--")
    for index in range(rows):
        floor_line(brush, (-half, index * TILE), (half, index * TILE), "floor--")


def mark_checker(brush: Brush, half: float, height: float, depth: float) -> None:
    """Lay dark and light flags in turn."""
    del height
    size = 0.8
    columns, rows = math.ceil(2 * half / size), math.ceil(depth / size)
    for index in range(columns * rows):
        column, row = index % columns, index // columns
        if (column + row) % 2:
            x, z = -half + column * size, row * size
            floor_patch(brush, (x, min(half, x + size)), (z, min(depth, z + size)), "floor---")


def mark_gloss(brush: Brush, half: float, height: float, depth: float) -> None:
    """Let a polished floor mirror the light."""
    del height
    near, tone = brush.camera.z + 0.45, brush.colour("floor++", depth)
    for index in range(4):
        x = -half + half * 2 * (index + 0.4) / 4
        corners = [(x, depth), (x + 0.5, depth), (x + 0.7, max(near, depth * 0.5)), (x + 0.1, max(near, depth * 0.5))]
        brush.canvas.fill([brush.camera.project((u, 0, z)) for u, z in corners], tone, GLOSS)


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
    """Lay beams under the ceiling, on posts along the side walls."""
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
        for x in (-half, half):
            panel(brush, "darkwood-", [(x, 0, z), (x, low, z), (x, low, z + 0.25), (x, 0, z + 0.25)])
        panel(brush, "darkwood", [(-half, height, z), (half, height, z), (half, low, z), (-half, low, z)])


def mark_stones(brush: Brush, half: float, height: float, depth: float) -> None:
    """Build the walls of stones in courses, some darker or lighter."""
    courses(brush, (half, height, depth), (0.8, 0.36), ("wall-", "wall+", "wall--"))


def mark_bricks(brush: Brush, half: float, height: float, depth: float) -> None:
    """Build the walls of bricks."""
    courses(brush, (half, height, depth), (0.42, 0.16), ("wall-", "wall+"))


def mark_whitetiles(brush: Brush, half: float, height: float, depth: float) -> None:
    """Tile the walls."""
    courses(brush, (half, height, depth), (0.34, 0.34), ("wall-", "wall+"), bond=0.0, every=6)


def courses(
    brush: Brush,
    room: tuple[float, float, float],
    stone: tuple[float, float],
    tones: Sequence[str],
    *,
    bond: float = 0.5,
    every: int = 4,
) -> None:
    """Draw the joints of the back wall and the side walls, and tint a few stones."""
    (half, height, depth), (long, tall) = room, stone
    for row in range(math.ceil(height / tall)):
        y, top = row * tall, min(height, (row + 1) * tall)
        wall_line(brush, [(-half, y, depth), (half, y, depth)], depth)
        for side in (-half, half):
            wall_line(brush, [(side, y, brush.camera.z + 0.45), (side, y, depth)], depth)
        for index in range(math.ceil(2 * half / long) + 1):
            x = -half + (index + (row % 2) * bond) * long
            if x >= half:
                continue
            wall_line(brush, [(x, y, depth), (x, top, depth)], depth)
            pick = int(chance(index, row, half) * every * len(tones))
            if pick < len(tones):
                corners = [
                    (x, y, depth),
                    (min(half, x + long), y, depth),
                    (min(half, x + long), top, depth),
                    (x, top, depth),
                ]
                brush.canvas.fill(
                    [brush.camera.project(corner) for corner in corners], brush.colour(tones[pick], depth)
                )


def wall_line(brush: Brush, ends: Sequence[Place3], depth: float) -> None:
    """Draw a joint of a wall."""
    brush.canvas.stroke([brush.camera.project(end) for end in ends], brush.colour("wall---", depth), 0.0011)


def mark_ribs(brush: Brush, half: float, height: float, depth: float) -> None:
    """Stand frames along the walls and under the ceiling, as in a hull, a tunnel or a corridor of steel."""
    for index in range(9):
        z = depth - 0.5 - index * 1.15
        if z < brush.camera.z + 0.6:
            break
        outer = [(-half, 0.0, z), (-half, height, z), (half, height, z), (half, 0.0, z)]
        inset = half - 0.16
        slope = 0.34
        inner = [(inset, 0.0, z), (inset, height - slope, z), (inset - slope, height - 0.16, z)]
        inner += [(-inset + slope, height - 0.16, z), (-inset, height - slope, z), (-inset, 0.0, z)]
        panel(brush, "wall--", [*outer, *inner])


def mark_vault(brush: Brush, half: float, height: float, depth: float) -> None:
    """Round the ceiling off to a barrel vault with ribs."""
    spring = height * 0.62
    arc = [
        (half * math.cos(math.pi * step / 14), spring + (height - spring) * math.sin(math.pi * step / 14))
        for step in range(15)
    ]
    for index in range(7):
        z = depth - index * 1.5
        if z < brush.camera.z + 0.6:
            break
        corners = [(-half, spring, z), (-half, height, z), (half, height, z), (half, spring, z)]
        rim = [(x, y, z) for x, y in arc]
        points = [brush.camera.project(corner) for corner in [*corners[:3], *rim]]
        brush.canvas.fill(points, brush.colour("wall-" if index % 2 else "ceiling-", z - brush.camera.z))
        foot = [(half, 0.0, z), *rim, (-half, 0.0, z)]  # the ribs run on down the walls
        brush.canvas.stroke([brush.camera.project(place) for place in foot], brush.light.ink(z), brush.light.weight(z))


def mark_plates(brush: Brush, half: float, height: float, depth: float) -> None:
    """Clad the walls in large plates."""
    courses(brush, (half, height, depth), (1.15, height / 3), ("wall-", "wall+"), bond=0.0, every=3)


def mark_paper(brush: Brush, half: float, height: float, depth: float) -> None:
    """Paper the back wall with small sprigs."""
    rows = math.ceil(height / 0.4)
    for index in range(math.ceil(2 * half / 0.4) * rows):
        x, y = -half + 0.2 + (index // rows) * 0.4, 0.2 + (index % rows) * 0.4 + 0.2 * ((index // rows) % 2)
        if y < height - 0.1:
            corners = [(x, y - 0.07, depth), (x + 0.05, y, depth), (x, y + 0.07, depth), (x - 0.05, y, depth)]
            brush.canvas.fill([brush.camera.project(corner) for corner in corners], brush.colour("wall-", depth))


def mark_stripes(brush: Brush, half: float, height: float, depth: float) -> None:
    """Paper the back wall in stripes."""
    for index in range(round(half * 2 / 0.5)):
        x = -half + index * 0.5
        corners = [(x, 0, depth), (x + 0.2, 0, depth), (x + 0.2, height, depth), (x, height, depth)]
        brush.canvas.fill([brush.camera.project(corner) for corner in corners], brush.colour("wall+", depth))


def mark_gable(brush: Brush, half: float, height: float, depth: float) -> None:
    """Slope the ceiling down to both sides under a roof, with its rafters."""
    near, knee, ridge = brush.camera.z + 0.45, height * 0.42, half * 0.3
    for side, tone in ((-1, "ceiling-"), (1, "ceiling--")):
        slope = [(side * half, knee, near), (side * half, knee, depth), (side * ridge, height, depth)]
        panel(brush, tone, [*slope, (side * ridge, height, near)])
        panel(brush, tone, [(side * half, knee, depth), (side * half, height, depth), (side * ridge, height, depth)])
        for index in range(6):
            z = depth - 0.3 - index * 1.1
            if z < near:
                break
            rafter = [(side * half, knee, z), (side * ridge, height, z), (side * ridge, height, z + 0.14)]
            panel(brush, "darkwood", [*rafter, (side * half, knee, z + 0.14)])


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
    "gable": mark_gable,
    "planks": mark_planks,
    "glazing": mark_glazing,
    "stones": mark_stones,
    "stripes": mark_stripes,
    "checker": mark_checker,
    "gloss": mark_gloss,
    "bricks": mark_bricks,
    "whitetiles": mark_whitetiles,
    "ribs": mark_ribs,
    "vault": mark_vault,
    "plates": mark_plates,
    "paper": mark_paper,
}
