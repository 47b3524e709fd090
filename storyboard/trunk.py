"""The trunk: rings around the spine in, its form and the places on its surface out; clothes are cut on it."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from storyboard.canvas import smooth
from storyboard.head_looks import YOUNG
from storyboard.limbs import along
from storyboard.skeleton import LOIN, RIBS
from storyboard.space import Frame, blend, hull, project, radius_at, ring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.canvas import Point
    from storyboard.limbs import Easel, Form
    from storyboard.looks import Looks
    from storyboard.skeleton import Skeleton
    from storyboard.space import Point3

# Rings from the seat to the neck: height, half width, half depth and how far forward, in statures.
MALE = (
    (-0.062, 0.074, 0.056, 0.000),
    (-0.010, 0.086, 0.064, -0.006),
    (0.060, 0.080, 0.057, 0.000),
    (0.120, 0.077, 0.053, 0.004),
    (0.190, 0.092, 0.064, 0.006),
    (0.245, 0.100, 0.062, 0.002),
    (0.280, 0.088, 0.046, -0.004),
    (0.304, 0.048, 0.036, -0.006),
)
FEMALE = (
    (-0.062, 0.078, 0.058, -0.002),
    (-0.010, 0.090, 0.067, -0.008),
    (0.060, 0.075, 0.054, -0.002),
    (0.120, 0.063, 0.046, 0.003),
    (0.185, 0.077, 0.060, 0.010),
    (0.222, 0.083, 0.064, 0.014),
    (0.275, 0.076, 0.042, -0.002),
    (0.304, 0.042, 0.032, -0.006),
)
CHILD = tuple((h, a * (0.94 if h < 0.2 else 0.86), b, 0.0) for h, a, b, _ in MALE)  # noqa: PLR2004 (below the chest)
STOUT = 1.1  # width from which a belly shows
BELLY = (0.03, 0.16)  # statures between which it does
TOP = 0.292  # statures; where clothes end at the neck: height 1 of the surface
EDGE = 84.0  # degrees from what faces the viewer to where the surface turns away
LEVELS = 6  # rings of a skirt
HANGING = 0.16  # statures from the hips down to the knees from which a skirt hangs straight


@dataclass(frozen=True, slots=True)
class Trunk:
    """The trunk of a figure, clothed `bulk` times as wide as it is."""

    skeleton: Skeleton
    looks: Looks
    bulk: float = 1.0
    frames: dict[float, Frame] = field(default_factory=dict, compare=False, repr=False)  # those asked for before

    def axes(self, height: float) -> tuple[float, float, float]:
        """Give half width, half depth and how far forward the ring at a height is, in metres."""
        looks, s = self.looks, self.skeleton.stature
        rows = CHILD if looks.age in YOUNG else FEMALE if looks.gender == "female" else MALE
        index = max(1, min(len(rows) - 1, bisect_right(rows, (height,))))
        low, high = rows[index - 1], rows[index]
        share = min(1.12, (height - low[0]) / (high[0] - low[0]))  # above the last ring the neck stays as wide
        side, depth, ahead = (a + (b - a) * share for a, b in zip(low[1:], high[1:], strict=True))
        if looks.width > STOUT and BELLY[0] < height < BELLY[1]:
            ahead, depth = ahead + 0.09 * (looks.width - 1), depth * (1 + 0.7 * (looks.width - 1))
        wide = looks.width * self.bulk
        return side * wide * s, depth * (1 + (looks.width - 1) * 0.8) * self.bulk * s, ahead * s

    def frame(self, height: float) -> Frame:
        """Give the frame of the ring at a height: it turns from the pelvis to the chest on the way up."""
        if height not in self.frames:
            self.frames[height] = self.turned(height)
        return self.frames[height]

    def turned(self, height: float) -> Frame:
        """Work the frame of a ring out."""
        pelvis, chest, s = self.skeleton.pelvis, self.skeleton.chest, self.skeleton.stature
        share = max(0.0, min(1.0, height / (LOIN + RIBS)))
        origin = pelvis.at(0, height * s, 0) if height <= LOIN else chest.at(0, (height - LOIN - RIBS) * s, 0)
        ahead, side = (
            unit3(blend(getattr(pelvis, name), 1 - share, getattr(chest, name), share)) for name in ("forward", "side")
        )
        return Frame(origin, ahead, unit3(blend(pelvis.up, 1 - share, chest.up, share)), side)

    def facing(self, height: float) -> float:
        """Give which side of a ring faces the viewer: 0 the front, 90 the near side, 180 the back."""
        frame = self.frame(height)
        return math.degrees(math.atan2(-frame.side[2], -frame.forward[2]))

    def on(self, angle: float, height: float) -> Point3:
        """Give a place on the surface: degrees from the front to the near side, 0 (hip) to 1 (neck) high."""
        level = height * TOP
        side, depth, ahead = self.axes(level)
        turn = math.radians(angle)
        return self.frame(level).at(ahead + depth * math.cos(turn), 0.0, side * math.sin(turn))

    def seen(self, points: Sequence[Point]) -> list[Point3]:
        """Give what the viewer sees of a patch of (angle, height): up to where it turns away; [] if hidden."""
        placed, shown = [], False
        for angle, height in points:
            middle = self.facing(height * TOP)
            off = (angle - middle + 180) % 360 - 180
            shown = shown or abs(off) < EDGE
            placed.append(self.on(middle + max(-EDGE, min(EDGE, off)), height))
        return placed if shown else []


def unit3(direction: Point3) -> Point3:
    """Scale a direction to the length 1."""
    length = math.hypot(*direction) or 1.0
    return (direction[0] / length, direction[1] / length, direction[2] / length)


def trunk_forms(easel: Easel, trunk: Trunk) -> list[Form]:
    """Give the forms of trunk and shoulders."""
    rings, middles = [], []
    for height, *_ in MALE:
        side, depth, ahead = trunk.axes(height)
        frame = trunk.frame(height)
        rings.append(project(easel.brush, easel.spot, ring(frame, (ahead, 0, 0), depth, side)))
        middles.append(easel.point(frame.at(ahead, 0, 0)))
    left, right = zip(*(edges_of(rings[n], middles, n) for n in range(len(rings))), strict=True)
    body = smooth([*left, *reversed(right)], closed=True, steps=3)
    slopes = [hull(points) for points in shoulder_hulls(easel, trunk, rings[-1])]
    return [body, hull(rings[0]), hull([*rings[-1], *rings[-2]]), *slopes]


def edges_of(ring_points: Sequence[Point], middles: Sequence[Point], index: int) -> tuple[Point, Point]:
    """Give the points of a ring farthest to the left and to the right of the spine."""
    (ax, ay), (bx, by) = middles[max(0, index - 1)], middles[min(len(middles) - 1, index + 1)]

    def off(point: Point) -> float:
        return (bx - ax) * point[1] - (by - ay) * point[0]

    return max(ring_points, key=off), min(ring_points, key=off)


def shoulder_hulls(easel: Easel, trunk: Trunk, neck: Sequence[Point]) -> list[list[Point]]:
    """Give the slopes from the neck to the shoulders."""
    s, looks = trunk.skeleton.stature, trunk.looks
    slopes = []
    for shoulder in trunk.skeleton.shoulders:
        radius = radius_at(easel.brush, easel.spot, shoulder, 0.030 * s * looks.width**0.5 * trunk.bulk)
        x, y = easel.point(shoulder)
        ball = [(x + radius * math.cos(t * math.pi / 5), y + radius * math.sin(t * math.pi / 5)) for t in range(10)]
        slopes.append([*neck, *ball])
    return slopes


def shade_patch(easel: Easel, trunk: Trunk) -> Form:
    """Give the shaded side of the trunk."""
    middle = trunk.facing(0.14)
    sides = {sign: easel.point(trunk.on(middle + sign * EDGE, 0.5)) for sign in (1, -1)}
    sign = max(sides, key=lambda side: 0.6 * sides[side][0] + 0.8 * sides[side][1])
    heights = [index / 8 for index in range(-1, 9)]
    edge = trunk.seen([(trunk.facing(h * TOP) + sign * EDGE, h) for h in heights])
    inner = trunk.seen([(trunk.facing(h * TOP) + sign * (30 + 10 * math.sin(h * 5)), h) for h in reversed(heights)])
    return project(easel.brush, easel.spot, [*edge, *inner])


@dataclass(frozen=True, slots=True)
class Skirt:
    """What hangs around the legs: rings from the hip to the hem."""

    levels: tuple[tuple[Point3, Point3, float], ...]  # near leg, far leg, radius in metres
    upright: bool  # whether it hangs straight down


def make_skirt(trunk: Trunk, hem: float, flare: float) -> Skirt:
    """Hang cloth around the legs; `hem` 0 ends at the hip and 1 at the ankle, `flare` widens the hem."""
    skeleton, s = trunk.skeleton, trunk.skeleton.stature
    side, _, _ = trunk.axes(0.0)
    upright = min(skeleton.hips[n][1] - skeleton.knees[n][1] for n in (0, 1)) > HANGING * s
    levels = []
    for index in range(LEVELS):
        share = hem * index / (LEVELS - 1)
        near, far = (along(skeleton.hips[n], skeleton.knees[n], skeleton.ankles[n], share) for n in (0, 1))
        swing = (flare - 1) * 0.22 * share * s if upright else (flare - 1) * 0.05 * share * s
        levels.append((near, far, side * (0.62 + 0.05 * share if upright else 0.58 - 0.26 * share) + swing + 0.012 * s))
    return Skirt(tuple(levels), upright)


def skirt_forms(easel: Easel, skirt: Skirt) -> list[Form]:
    """Give the forms of a skirt: hulls between its rings, the hem level where it hangs."""
    rings = []
    for index, (near, far, radius) in enumerate(skirt.levels):
        points: list[Point3] = []
        last = index == len(skirt.levels) - 1
        for middle in (near, far):
            points += sphere_ring(middle, radius, level=last and skirt.upright)
        rings.append(project(easel.brush, easel.spot, points))
    return [hull([*a, *b]) for a, b in pairwise(rings)]


def sphere_ring(middle: Point3, radius: float, *, level: bool) -> list[Point3]:
    """Give a ring as the viewer sees a ball, or lying level."""
    turns = [math.pi * index / 9 for index in range(18)]
    x, y, z = middle
    if level:
        return [(x + radius * math.cos(t), y, z + radius * 0.7 * math.sin(t)) for t in turns]
    return [(x + radius * math.cos(t), y + radius * math.sin(t), z) for t in turns]


def widened(trunk: Trunk, bulk: float) -> Trunk:
    """Give the trunk under thicker cloth."""
    return replace(trunk, bulk=trunk.bulk * bulk)
