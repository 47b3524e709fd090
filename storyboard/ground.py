"""What marks the ground: tufts, cobbles, rails, furrows, the lines of a pitch."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from storyboard.canvas import smooth
from storyboard.patterns import NEAR, chance
from storyboard.pieces import lay, spot_of, strip, stroke_width
from storyboard.waters import mark_paddies, mark_seabed, mark_shoreline, mark_stream, mark_waves

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

    from storyboard.shapes import Brush

FAR_EDGE = 60.0  # metres that lines on the ground run


def mark_tufts(brush: Brush, random: Random) -> None:
    """Draw tufts of grass."""
    for _ in range(60):
        z = brush.camera.z + 1.4 + 22 * random.random() ** 2
        x = random.uniform(-1, 1) * z * 0.95
        for lean in (-0.1, -0.04, 0.03, 0.1):
            root, mid, tip = (x + lean * 0.3, 0.0), (x + lean * 0.6, 0.08), (x + lean, 0.15 - abs(lean) * 0.5)
            blade = [brush.camera.project((u, v, z)) for u, v in (root, mid, tip)]
            tone = "leaf-" if lean < 0 else "leaf"
            brush.canvas.stroke(blade, brush.colour(tone, z - brush.camera.z), stroke_width(brush, z, 0.008))


def mark_pebbles(brush: Brush, random: Random) -> None:
    """Strew pebbles, each with its lit top."""
    for _ in range(110):
        z = brush.camera.z + 1.4 + 20 * random.random() ** 2
        x, size = random.uniform(-1, 1) * z * 0.95, random.uniform(0.04, 0.11)
        spot_of(brush, x, z, (size, size * 0.5), "stone--")
        spot_of(brush, x - size * 0.15, z + size * 0.2, (size * 0.7, size * 0.3), "stone")


def mark_cobbles(brush: Brush, random: Random) -> None:
    """Pave the ground with rounded stones in rows."""
    del random
    z = brush.camera.z + 1.3
    row = 0
    while z - brush.camera.z < 11:  # noqa: PLR2004 (smaller ones blur)
        deep = 0.2 + 0.016 * (z - brush.camera.z)
        half, step = (z - brush.camera.z) * 0.85, 0.34 + 0.012 * (z - brush.camera.z)
        for index in range(int(2 * half / step)):
            x = -half + (index + 0.5 * (row % 2)) * step
            if chance(index, row) < 0.55:  # noqa: PLR2004 (the others are the ground itself)
                tone = "cobble-" if chance(row, index) < 0.6 else "cobble+"  # noqa: PLR2004 (more dark than light)
                spot_of(brush, x, z, (step * 0.42, deep * 0.36), tone)
        z, row = z + deep, row + 1


def mark_paving(brush: Brush, random: Random) -> None:
    """Pave the ground with slabs."""
    del random
    near = brush.camera.z + NEAR
    for index in range(-16, 17):
        strip(brush, (index * 1.1, index * 1.1 + 0.025), (near, 40.0), "pavement--")
    for index in range(26):
        z = math.floor(near) + index * 1.1
        strip(brush, (-z - 8, z + 8), (z, z + 0.03), "pavement--")


def mark_furrows(brush: Brush, random: Random) -> None:
    """Draw the rows of a field."""
    del random
    for index in range(-20, 21):
        x = index * 0.8
        lay(
            brush,
            [(x, 0, brush.camera.z), (x + 0.34, 0, brush.camera.z), (x * 1.0 + 0.5, 0, 40), (x + 0.16, 0, 40)],
            "earth--",
            8,
        )


def mark_platform(brush: Brush, random: Random) -> None:
    """Let a platform end on the right in an edge with a line, and the rails lie deep beside it."""
    del random
    near, edge, deep = brush.camera.z + NEAR, 2.3, -0.95
    lay(brush, [(edge, deep, near), (30, deep, near), (30, deep, 70), (edge, deep, 70)], "rubble-", 8)
    for index in range(40):
        z = near + 0.75 * index
        strip(brush, (edge + 0.5, edge + 3.4), (z, z + 0.26), "darkwood", deep + 0.03)
    for x in (edge + 1.0, edge + 2.6):
        strip(brush, (x, x + 0.12), (near, 70), "steel+", deep + 0.16)
    lay(brush, [(edge, deep, near), (edge, 0, near), (edge, 0, 70), (edge, deep, 70)], "stone--", 6)
    strip(brush, (edge - 0.34, edge), (near, 70), "stone+")
    strip(brush, (edge - 0.62, edge - 0.48), (near, 70), "yellow")
    for index in range(16):
        z = math.ceil(near) + index * 1.4
        strip(brush, (-z - 3, edge - 0.34), (z, z + 0.03), "pavement--")


def mark_rails(brush: Brush, random: Random) -> None:
    """Lay a railway that runs past on the right."""
    del random
    near = brush.camera.z + NEAR
    strip(brush, (1.3, 4.6), (near, FAR_EDGE), "rubble-")
    for index in range(34):
        z = near + 0.7 * index
        strip(brush, (1.6, 4.3), (z, z + 0.24), "darkwood")
    for x in (2.1, 3.6):
        strip(brush, (x, x + 0.11), (near, FAR_EDGE), "steel+", 0.08)


def mark_lane(brush: Brush, random: Random) -> None:
    """Paint a broken line down the middle of the road, and kerbs beside it."""
    del random
    near = brush.camera.z + NEAR
    for index in range(12):
        z = near + 2.4 * index
        strip(brush, (-0.08, 0.08), (z, z + 1.3), "white")
    for x in (-1.9, 1.72):
        strip(brush, (x, x + 0.2), (near, FAR_EDGE), "stone+")


def mark_highway(brush: Brush, random: Random) -> None:
    """Lay a road along the picture, with a broken line down its middle and a white one at both edges."""
    del random
    near = brush.camera.z + NEAR
    strip(brush, (-FAR_EDGE, FAR_EDGE), (near, 7.4), "asphalt")
    for z in (max(near, 2.5), 7.1):
        strip(brush, (-FAR_EDGE, FAR_EDGE), (z, z + 0.12), "white")
    for index in range(-5, 6):
        strip(brush, (index * 2.6, index * 2.6 + 1.3), (5.3, 5.42), "white")


def mark_ripples(brush: Brush, random: Random) -> None:
    """Draw the ripples that wind leaves in sand or snow."""
    for index in range(46):
        z = brush.camera.z + 1.6 + 18 * random.random() ** 1.8
        x, long = random.uniform(-1, 1) * z, random.uniform(0.8, 2.4)
        bow = [(x, z), (x + long * 0.35, z + 0.1), (x + long * 0.7, z - 0.02), (x + long, z + 0.05)]
        points = smooth([brush.camera.project((u, 0, v)) for u, v in bow], closed=False, steps=3)
        brush.canvas.stroke(
            points, brush.colour("dune-" if index % 2 else "dune--", z - brush.camera.z), stroke_width(brush, z, 0.012)
        )


def mark_drifts(brush: Brush, random: Random) -> None:
    """Draw the blue hollows of snow."""
    for _ in range(22):
        z = brush.camera.z + 1.8 + 18 * random.random() ** 1.6
        spot_of(brush, random.uniform(-1, 1) * z, z, (random.uniform(0.8, 2.0), random.uniform(0.08, 0.2)), "ice")


def mark_lawn(brush: Brush, random: Random) -> None:
    """Mow the grass in stripes."""
    del random
    for index in range(-12, 13, 2):
        strip(brush, (index * 1.5, index * 1.5 + 1.5), (brush.camera.z, FAR_EDGE), "grass-")


def mark_pitch(brush: Brush, random: Random) -> None:
    """Draw the white lines of a pitch."""
    del random
    for x in (-8.0, 6.0):
        strip(brush, (x, x + 0.14), (brush.camera.z, 24.0), "white")
    for z in (6.2, 24.0):
        strip(brush, (-8.0, 6.1), (z, z + 0.14 + z * 0.01), "white")
    ring = [
        brush.camera.project((-1 + 2.4 * math.cos(turn * 0.2618), 0, 12 + 2.4 * math.sin(turn * 0.2618)))
        for turn in range(25)
    ]
    brush.canvas.stroke(ring, brush.colour("white", 9), 0.0035)


def mark_craters(brush: Brush, random: Random) -> None:
    """Pit the ground with craters."""
    for _ in range(16):
        z = brush.camera.z + 2.2 + 22 * random.random() ** 1.6
        x, size = random.uniform(-1, 1) * z, random.uniform(0.3, 1.1)
        spot_of(brush, x, z, (size, size * 0.42), "dune+")
        spot_of(brush, x, z + 0.04 * size, (size * 0.84, size * 0.32), "dune---")
        spot_of(brush, x, z - 0.06 * size, (size * 0.7, size * 0.2), "dune--")


def mark_lava(brush: Brush, random: Random) -> None:
    """Let lava glow in cracks."""
    for _ in range(18):
        z = brush.camera.z + 2.0 + 16 * random.random() ** 1.5
        x = random.uniform(-1, 1) * z
        crack = [(x, z), (x + 0.7, z + 0.15), (x + 1.1, z - 0.05), (x + 1.9, z + 0.12)]
        points = [brush.camera.project((u, 0, v)) for u, v in crack]
        brush.canvas.stroke(points, brush.light.grade((214, 70, 30)), stroke_width(brush, z, 0.04))
        brush.canvas.stroke(points, brush.light.grade((255, 190, 70)), stroke_width(brush, z, 0.016))


def mark_planks(brush: Brush, random: Random) -> None:
    """Lay planks that run away from the viewer, on a deck or a stage."""
    del random
    for index in range(-26, 27):
        x = index * 0.42
        strip(brush, (x, x + 0.025), (brush.camera.z, 7.6), "wood--")


LAND_MARKS: Mapping[str, Callable[[Brush, Random], None]] = {
    "waves": mark_waves,
    "tufts": mark_tufts,
    "pebbles": mark_pebbles,
    "cobbles": mark_cobbles,
    "paving": mark_paving,
    "furrows": mark_furrows,
    "platform": mark_platform,
    "rails": mark_rails,
    "lane": mark_lane,
    "highway": mark_highway,
    "shoreline": mark_shoreline,
    "stream": mark_stream,
    "ripples": mark_ripples,
    "drifts": mark_drifts,
    "lawn": mark_lawn,
    "pitch": mark_pitch,
    "craters": mark_craters,
    "lava": mark_lava,
    "paddies": mark_paddies,
    "seabed": mark_seabed,
    "planks": mark_planks,
}
