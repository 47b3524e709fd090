"""Water on the ground: waves, the light on them, shores, streams, flooded fields, the sea's floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboard.canvas import smooth
from storyboard.patterns import chance
from storyboard.pieces import ground_dashes, lay, strip, stroke_width

if TYPE_CHECKING:
    from random import Random

    from storyboard.shapes import Brush

NEAR_BANK = [(-9.0, 7.2), (-3.0, 6.6), (2.0, 7.4), (9.0, 6.8), (16.0, 7.6)]  # metres across and away, of a river
FAR_BANK = [(24.0, 15.0), (5.0, 13.0), (-6.0, 14.0), (-24.0, 12.4)]
GAP = 7  # points of a shore between two pieces of a wave


def mark_waves(brush: Brush, random: Random) -> None:
    """Draw waves on water that reaches to the viewer, and the light that glitters on it."""
    for index in range(14):
        z = brush.camera.z + 2.0 + 2.2 * index
        swell = [(-z, z), (-z * 0.3, z + 0.25), (z * 0.2, z - 0.1), (z, z + 0.2), (z, z + 0.55), (-z, z + 0.5)]
        lay(brush, [(x, 0.0, v) for x, v in swell], "water-" if index % 2 else "deepwater+")
    ground_dashes(brush, random, "water+", 90, 0.9)
    ground_dashes(brush, random, "foam", 30, 0.6)
    glitter(brush)


def glitter(brush: Brush) -> None:
    """Let the sun or the moon glitter on the water below it."""
    sun = brush.outside.sun
    if sun is None:
        return
    for index in range(34):
        y = brush.camera.horizon + 0.006 + (index / 34) ** 1.5 * 0.5
        wide = 0.012 + 0.05 * (y - brush.camera.horizon) * (1 + chance(index, 5))
        x = sun.x * brush.canvas.aspect + (chance(index, 9) - 0.5) * (0.03 + 0.25 * (y - brush.camera.horizon))
        brush.canvas.stroke([(x - wide, y), (x + wide, y)], brush.outside.grade(sun.colour), 0.0022)


def mark_shoreline(brush: Brush, random: Random) -> None:
    """Let the sea run up the sand on the right."""
    edge = [(1.2, 2.2), (1.6, 3.2), (1.6, 4.6), (2.1, 6.5), (2.0, 9.5), (1.0, 14.0), (-6.0, 40.0), (-40.0, 58.0)]
    near, right = brush.camera.z + 0.5, brush.canvas.aspect + 0.3
    for shift, colour in ((-0.55, "sand-"), (0.0, "water"), (0.8, "water-"), (2.4, "deepwater+")):
        shore = smooth([brush.camera.project((x + shift, 0, max(near, z))) for x, z in edge], closed=False)
        corners = [*shore, (-0.2, brush.camera.horizon), (right, brush.camera.horizon), (right, 1.2)]
        brush.canvas.fill(corners, brush.colour(colour, 8))
    for shift, weight, length in ((0.0, 0.009, 99), (0.55, 0.003, 9), (1.3, 0.0025, 6)):
        shore = smooth([brush.camera.project((x + shift, 0, max(near, z))) for x, z in edge], closed=False)
        for start in range(0, len(shore) - 1, length + GAP):  # the outer waves break in places
            brush.canvas.stroke(shore[start : start + length], brush.colour("foam", 4), weight)
    for index in range(46):
        z = 3 + 1.1 * index
        x = 3.0 + random.random() * z * 0.9
        ends = [(x, z), (x + 0.4, z + 0.08), (x + 1.2, z)]
        bow = [brush.camera.project((u, 0, max(near, v))) for u, v in ends]
        brush.canvas.stroke(
            smooth(bow, closed=False),
            brush.colour("foam" if index % 3 == 0 else "water+", z),
            stroke_width(brush, z, 0.014),
        )


def mark_stream(brush: Brush, random: Random) -> None:
    """Let a river cross the land."""
    for shift, colour in ((-0.25, "earth-"), (0.0, "water"), (1.6, "water-")):
        banks = [(x, z + shift) for x, z in NEAR_BANK] + FAR_BANK
        lay(brush, [(x, 0.0, max(z, brush.camera.z + 1.2)) for x, z in banks], colour, 8)
    for index in range(40):
        z, x = random.uniform(7.6, 12.4), random.uniform(-10, 10)
        ends = [(x, z), (x + 0.4, z + 0.06), (x + 0.9, z)]
        bow = [brush.camera.project((u, 0, v)) for u, v in ends]
        brush.canvas.stroke(bow, brush.colour("foam" if index % 4 == 0 else "water+", z), 0.0018)


def mark_paddies(brush: Brush, random: Random) -> None:
    """Flood the fields between low dams and plant rice in rows."""
    del random
    for index in range(7):
        z = 4.8 + 2.6 * index
        for column in range(-5, 5):
            x = column * 3.4 + 0.7 * (index % 2)
            strip(brush, (x, x + 3.0), (z, z + 2.2), "water" if (column + index) % 2 else "water-")
            for stalk in range(12):
                u, v = x + 0.3 + (stalk % 6) * 0.48, z + 0.5 + (stalk // 6) * 1.0
                ends = [brush.camera.project((u, 0, v)), brush.camera.project((u, 0.24, v))]
                brush.canvas.stroke(ends, brush.colour("leaf+", v), max(0.0012, 0.03 / v))


def mark_seabed(brush: Brush, random: Random) -> None:
    """Let light play in nets over the sea's floor."""
    for index in range(60):
        z = brush.camera.z + 1.6 + 16 * random.random() ** 1.6
        x, long = random.uniform(-1, 1) * z, random.uniform(0.4, 1.1)
        net = [(x, z), (x + long * 0.4, z + 0.14), (x + long, z + 0.02), (x + long * 0.5, z - 0.12)]
        points = smooth([brush.camera.project((u, 0, v)) for u, v in net], closed=True, steps=3)
        brush.canvas.stroke(points, brush.colour("sand+" if index % 3 else "foam", z), stroke_width(brush, z, 0.008))
