"""Holds: who climbs or hangs in, hands on the edge, the rungs or the rope, and what is drawn under hands and feet out.

A row of the poses says `hangs = [2.02, 1.05]`: both palms lie on an edge so many metres up, and the soles are so many
statures below it; or `rungs = [0.215, 0.233, 0.3]`: palms and soles lie on rungs, the foot of the ladder at x = 0.215,
each rung 0.3 metres up and that times 0.233 to the right; with a distance of 0 they lie anywhere on a rope.
`hand_holds` and `foot_holds` name what is drawn at the near and the far one, `-` for nothing.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.reach import reach
from storyboard.skeleton import FOREARM, HAND, PALM, SHIN, SIDES, SOLE, THIGH, UPPER_ARM, lay_palm, palm_of, put
from storyboard.space import between, blend

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from storyboard.skeleton import Skeleton
    from storyboard.space import Point3

LOWEST = 0.3  # metres above the ground of the lower sole of somebody very tall
LOWER = 2  # rungs below the nearest one that a short arm takes instead
MIDDLE = 0.5  # share of the way from an ankle to its toes at which a sole stands on something


def raised_to_hold(pose: Mapping[str, Any], stature: float) -> Mapping[str, Any]:
    """Lift somebody until both hands reach the edge that they hang on: a child hangs higher above the ground."""
    if not pose.get("hangs"):
        return pose
    height, share = (float(number) for number in pose["hangs"])
    return {**pose, "on": max(LOWEST, height - share * stature)}


def on_holds(skeleton: Skeleton, pose: Mapping[str, Any]) -> Skeleton:
    """Lay palms on the edge, and palms and soles on the rungs or the rope, that a pose climbs."""
    hangs, rungs = pose.get("hangs"), pose.get("rungs")
    for side, _ in enumerate(SIDES):
        if hangs:
            skeleton = lay_palm(skeleton, side, (palm_of(skeleton, side)[0], float(hangs[0]), 0.0))
        elif rungs:
            skeleton = lay_palm(skeleton, side, rung_at_hand(skeleton, side, rungs))
            skeleton = lay_sole(skeleton, side, on_rung(sole_of(skeleton, side), rungs))
    return skeleton


def on_rung(place: Point3, rungs: tuple[float, float, float]) -> Point3:
    """Give the place on a ladder's rung, or on a rope, that is nearest in height."""
    foot, slope, step = rungs
    height = round(place[1] / step) * step if step else place[1]
    return (foot + slope * height, height, place[2])


def rung_at_hand(skeleton: Skeleton, side: int, rungs: tuple[float, float, float]) -> Point3:
    """Give the place on the rung nearest to a palm that the arm reaches: a child takes a lower one."""
    u, v, w = palm_of(skeleton, side)
    places = [on_rung((u, v - lower * rungs[2], w), rungs) for lower in range(LOWER + 1)]
    shoulder, arm = skeleton.shoulders[side], (UPPER_ARM + FOREARM + PALM * HAND) * skeleton.stature
    return next(
        (place for place in places if math.dist(place, shoulder) < arm),
        min(places, key=lambda place: math.dist(place, shoulder)),
    )


def sole_of(skeleton: Skeleton, side: int) -> Point3:
    """Give the place under the middle of a foot."""
    u, _, w = between(skeleton.ankles[side], skeleton.toes[side], MIDDLE)
    return (u, skeleton.ankles[side][1] - SOLE * skeleton.stature, w)


def lay_sole(skeleton: Skeleton, side: int, target: Point3) -> Skeleton:
    """Bend a leg so that its sole comes to a place, or as near as the leg is long; the knee stays on its side."""
    s, ankle, sole = skeleton.stature, skeleton.ankles[side], sole_of(skeleton, side)
    goal = blend(ankle, 1.0, blend(target, 1.0, sole, -1.0), 1.0)
    knee, there = reach(skeleton.hips[side], goal, (THIGH * s, SHIN * s), skeleton.knees[side])
    toe = blend(skeleton.toes[side], 1.0, blend(there, 1.0, ankle, -1.0), 1.0)
    return replace(
        skeleton,
        knees=put(skeleton.knees, side, knee),
        ankles=put(skeleton.ankles, side, there),
        toes=put(skeleton.toes, side, toe),
    )


def holds_of(skeleton: Skeleton, pose: Mapping[str, Any]) -> Iterator[tuple[str, Point3]]:
    """List what is drawn under the hands and the feet of somebody, each with its place."""
    for key, place_of in (("hand_holds", palm_of), ("foot_holds", sole_of)):
        for side, name in enumerate(str(pose.get(key, "")).split()):
            if name != "-":
                yield name, place_of(skeleton, side)
