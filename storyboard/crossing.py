"""Crossing: people in, out what their arms, their legs and what they hold cover on the panel: a face behind is lost."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from storyboard.figures import drawn_skeleton
from storyboard.grips import holding, lay
from storyboard.solids import reach_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.camera import Camera
    from storyboard.canvas import Point
    from storyboard.casting import Actor
    from storyboard.solids import Range
    from storyboard.space import Point3

Bar = tuple["Point", "Point", float]  # two ends on the panel, and half its width in panel heights

ARM, LEG = 0.05, 0.09  # metres from the middle of a sleeve and of a trouser leg to its outside
LEAST = 0.015  # metres of half the width of what is held: a blade has two sides


def bars_of(actor: Actor, camera: Camera) -> list[Bar]:
    """List arms, legs and what is held as bars on the panel; an animal has none."""
    if actor.looks.beast or actor.looks.age == "baby":
        return []
    made = drawn_skeleton(actor.looks, actor.pose, actor.prop)
    arms = zip(made.shoulders, made.elbows, made.fingers, strict=True)
    legs = zip(made.hips, made.knees, made.ankles, strict=True)
    limbs = [(limb, wide) for side, wide in ((arms, ARM), (legs, LEG)) for limb in side]
    lines = [(ends, wide) for limb, wide in limbs for ends in itertools.pairwise(limb)]
    if holding(actor.pose, actor.prop):
        held, ((left, right), (low, high)) = lay(made, actor.pose, actor.prop), reach_of(actor.prop)
        x, y = (left + right) / 2, (low + high) / 2
        ends = ((left, y), (right, y)) if right - left > high - low else ((x, low), (x, high))
        half = max(LEAST, min(right - left, high - low) / 2)
        lines.append(((held.at(*ends[0]), held.at(*ends[1])), half))
    return [bar for ends, half in lines if (bar := seen(actor, ends, half, camera))]


def seen(actor: Actor, ends: tuple[Point3, Point3], half: float, camera: Camera) -> Bar:
    """Give a piece of somebody as it is on the panel."""
    start, end = (camera.project(actor.spot.place(*end)) for end in ends)
    return (start, end, half * actor.spot.size * camera.scale(actor.spot.z))


def spans_between(bars: Sequence[Bar], band: Range, aspect: float) -> list[Range]:
    """Give which shares of the panel's width bars cover between two heights of it."""
    found = []
    for (x0, y0), (x1, y1), half in bars:
        top, bottom = band[0] - half, band[1] + half
        if max(y0, y1) < top or min(y0, y1) > bottom:
            continue
        long = y1 - y0
        shares = sorted(((top - y0) / long, (bottom - y0) / long)) if long else [0.0, 1.0]
        xs = [x0 + (x1 - x0) * min(1.0, max(0.0, share)) for share in shares]
        found.append(((min(xs) - half) / aspect, (max(xs) + half) / aspect))
    return found


def covers(bar: Bar, point: Point) -> bool:
    """Say whether a bar covers a point of the panel."""
    (x0, y0), (x1, y1), half = bar
    dx, dy = x1 - x0, y1 - y0
    share = ((point[0] - x0) * dx + (point[1] - y0) * dy) / max(dx * dx + dy * dy, 1e-12)
    share = min(1.0, max(0.0, share))
    return math.hypot(point[0] - x0 - dx * share, point[1] - y0 - dy * share) <= half
