"""Bodies: looks and a row of `artwork/poses.toml` in, joints and outlines in metres out; nothing is drawn here.

A body stands around the point between the feet and faces along +u.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from storyboard.canvas import Point, capsule, smooth
from storyboard.space import hull

__all__ = ["hull"]

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from storyboard.people import Garment, Looks

# Proportions in statures: seven heads make a body.
HEAD, NECK = 0.146, 0.038
TORSO, UPPER_ARM, FOREARM, THIGH, SHIN = 0.300, 0.165, 0.148, 0.245, 0.232
SHOULDER, HIP = 0.074, 0.050  # half widths in three-quarter view
SOLE = 0.036
HAND = 0.024
SHORT_HEM = 0.2  # shares of the leg; a shorter hem leaves the thighs bare


@dataclass(frozen=True, slots=True)
class Body:
    """The joints of a figure in metres."""

    stature: float
    hip: Point
    neck: Point
    head: Point
    shoulders: tuple[Point, Point]  # near, far
    hips: tuple[Point, Point]
    elbows: tuple[Point, Point]
    hands: tuple[Point, Point]
    knees: tuple[Point, Point]
    ankles: tuple[Point, Point]
    spine: float  # radians forward from upright
    tilt: float  # radians the head is tipped forward
    wrist_turns: tuple[float, float]  # radians of the forearms: 0 hangs down


def swing(start: Point, length: float, degrees: float) -> Point:
    """Give the end of a limb that hangs down at 0 degrees and points forward at 90."""
    angle = math.radians(degrees)
    return (start[0] + length * math.sin(angle), start[1] - length * math.cos(angle))


def make_body(looks: Looks, pose: Mapping[str, Any]) -> Body:
    """Bend a body of this stature into a pose and set it on the ground; who rides keeps the hip at the origin."""
    body = bend_body(looks, pose)
    floor = min(y for _, y in [(0, 0), *body.knees, *body.ankles, body.neck]) - SOLE * body.stature
    return raise_body(body, float(pose.get("on", 0.0)) - floor if not pose.get("astride") else 0.0)


def bend_body(looks: Looks, pose: Mapping[str, Any]) -> Body:
    """Bend a body into a pose, its hip at the origin."""
    stature = looks.stature
    lean = float(pose["lean"]) + (looks.stoop if abs(float(pose["lean"])) < 30 else 0)  # noqa: PLR2004 (upright)
    spine = math.radians(lean)
    along, across = (math.sin(spine), math.cos(spine)), (math.cos(spine), -math.sin(spine))
    neck = (along[0] * TORSO * stature, along[1] * TORSO * stature)
    wide = SHOULDER * stature * looks.width
    low = (neck[0] - along[0] * 0.046 * stature, neck[1] - along[1] * 0.046 * stature)
    shoulders = pair((low[0] + s * wide * across[0], low[1] + s * wide * across[1]) for s in (-1, 0.86))
    hips = pair((s * HIP * 0.6 * stature * across[0], s * HIP * 0.6 * stature * across[1]) for s in (-1, 1))
    arms, legs = (pose["arm_near"], pose["arm_far"]), (pose["leg_near"], pose["leg_far"])
    elbows = pair(swing(start, UPPER_ARM * stature, arm[0]) for start, arm in zip(shoulders, arms, strict=True))
    knees = pair(swing(start, THIGH * stature, leg[0]) for start, leg in zip(hips, legs, strict=True))
    tilt = spine * 0.6 + math.radians(float(pose["nod"]))
    reach = (NECK + HEAD * looks.head * 0.42) * stature
    return Body(
        stature=stature,
        hip=(0.0, 0.0),
        neck=neck,
        head=(neck[0] + math.sin(tilt) * reach + 0.012 * stature, neck[1] + math.cos(tilt) * reach),
        shoulders=shoulders,
        hips=hips,
        elbows=elbows,
        hands=pair(swing(start, FOREARM * stature, arm[1]) for start, arm in zip(elbows, arms, strict=True)),
        knees=knees,
        ankles=pair(swing(start, SHIN * stature, leg[1]) for start, leg in zip(knees, legs, strict=True)),
        spine=spine,
        tilt=tilt,
        wrist_turns=(math.radians(float(arms[0][1])), math.radians(float(arms[1][1]))),
    )


def pair(points: Iterable[Point]) -> tuple[Point, Point]:
    """Give the near and the far one of two points."""
    near, far = points
    return (near, far)


def raise_body(body: Body, height: float) -> Body:
    """Lift every joint."""

    def up(points: Sequence[Point]) -> Iterator[Point]:
        return ((x, y + height) for x, y in points)

    hip, neck, head = up((body.hip, body.neck, body.head))
    return replace(
        body,
        hip=hip,
        neck=neck,
        head=head,
        shoulders=pair(up(body.shoulders)),
        hips=pair(up(body.hips)),
        elbows=pair(up(body.elbows)),
        hands=pair(up(body.hands)),
        knees=pair(up(body.knees)),
        ankles=pair(up(body.ankles)),
    )


def shoe(body: Body, side: int) -> list[Point]:
    """Shape the shoe: level on the ground, square to the shin in the air."""
    s = body.stature
    (kx, ky), (x, y) = body.knees[side], body.ankles[side]
    turn = math.atan2(x - kx, ky - y)
    grounded = y < SOLE * s * 1.6
    turn = 0.0 if grounded else turn
    corners = [(-0.03, 0.03), (0.026, 0.034), (0.058, 0.004), (0.104, -0.012), (0.104, -0.036), (-0.036, -0.036)]
    cos, sin = math.cos(turn), math.sin(turn)
    return [(x + (u * cos - v * sin) * s, y + (u * sin + v * cos) * s) for u, v in corners]


def hand_parts(body: Body, side: int) -> list[list[Point]]:
    """Shape a closed hand and its thumb."""
    s, turn, wrist = body.stature, math.degrees(body.wrist_turns[side]), body.hands[side]
    thumb = swing(swing(wrist, 0.014 * s, turn), 0.030 * s, turn + 48)
    return [
        capsule(wrist, swing(wrist, 0.040 * s, turn), HAND * s * 0.78, HAND * s * 0.74),
        capsule(swing(wrist, 0.012 * s, turn), thumb, 0.010 * s, 0.008 * s),
    ]


def torso_outline(body: Body, width: float, waist: float) -> list[Point]:
    """Shape the trunk from the neck to the hips; `waist` is its half width there in statures."""
    s = body.stature
    along = (math.sin(body.spine), math.cos(body.spine))
    across = (along[1], -along[0])
    rows = ((0.0, 0.066), (0.05, 0.070), (0.12, waist), (0.20, 0.081), (0.26, 0.094), (0.295, 0.068), (0.316, 0.028))
    x, y = body.hip

    def at(height: float, half: float) -> Point:
        return (x + s * (along[0] * height + across[0] * half), y + s * (along[1] * height + across[1] * half))

    back = [at(height - 0.02, -half * width) for height, half in rows]
    front = [at(height - 0.02, half * width * 0.93) for height, half in rows]
    return smooth([*back, *reversed(front)], closed=True, steps=4)


def hem_outline(body: Body, garment: Garment, width: float) -> list[Point]:
    """Shape a coat's tails or a skirt: the hull of the hips, the thighs and the hem; a short hem is a straight band."""
    s = body.stature
    if garment.hem < SHORT_HEM:
        return short_hem(body, garment, width)
    points = circle((body.hip[0], body.hip[1] - 0.014 * s), 0.077 * s * width)
    waist = (body.hip[0] + math.sin(body.spine) * 0.09 * s, body.hip[1] + math.cos(body.spine) * 0.09 * s)
    points += circle(waist, 0.062 * s * width)
    for side in (0, 1):
        points += circle(along_leg(body, side, garment.hem * 0.5), 0.060 * s * width)
        end = along_leg(body, side, garment.hem)
        spread = (0.048 + 0.03 * (garment.flare - 1)) * s * width
        push = (garment.flare - 1) * 0.07 * s * (-1 if side == 0 else 1)
        points += [(end[0] + push - spread, end[1]), (end[0] + push + spread, end[1])]
    return hull(points)


def short_hem(body: Body, garment: Garment, width: float) -> list[Point]:
    """Shape the lower edge of a shirt or a jacket: straight across the hips."""
    along, s = (math.sin(body.spine), math.cos(body.spine)), body.stature
    rows = ((0.10, 0.060, 0.056), (0.02, 0.070, 0.066), (-0.012 - 0.3 * garment.hem, 0.070, 0.068))
    x, y = body.hip

    def at(height: float, half: float) -> Point:
        return (x + s * (along[0] * height + along[1] * half), y + s * (along[1] * height - along[0] * half))

    wide = width * garment.flare
    back, front = [at(h, -b * wide) for h, b, _ in rows], [at(h, f * wide) for h, _, f in rows]
    return [*back, *reversed(front)]


def along_leg(body: Body, side: int, share: float) -> Point:
    """Give the point a share of the way from the hip (0) to the ankle (1)."""
    start, end = (body.hips[side], body.knees[side]) if share < 0.5 else (body.knees[side], body.ankles[side])  # noqa: PLR2004
    part = share * 2 if share < 0.5 else share * 2 - 1  # noqa: PLR2004 (the knee is half-way)
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)


def circle(centre: Point, radius: float) -> list[Point]:
    """Give twelve points around a joint."""
    turns = (math.pi * index / 6 for index in range(12))
    return [(centre[0] + radius * math.cos(turn), centre[1] + radius * math.sin(turn)) for turn in turns]
