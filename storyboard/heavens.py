"""Heavens: what stands before a sky in, a place out where the sun or the moon is behind nobody and nothing."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.artwork import parse_rows
from storyboard.hangings import head_box
from storyboard.shapes import points_of
from storyboard.space import hull

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.camera import Camera
    from storyboard.canvas import Point
    from storyboard.casting import Actor
    from storyboard.layout import Layout
    from storyboard.light import Sun
    from storyboard.shapes import Spot

SHIFTS = (0.0, 0.06, -0.06, 0.12, -0.12, 0.18, -0.18, 0.26, -0.26, 0.34, -0.34, 0.44, -0.44, 0.54, -0.54)
RISES = (1.0, 0.8, 0.6, 0.42)  # shares of its distance from the upper edge at which it may stand instead
GAP = 0.12  # share of the panel's width that it may move where only a gap shows the sky
LOW = 0.3  # height above the horizon up to which the sun is rising or setting: ridges may hide a part of it
SIDES = (0.07, 0.93)  # shares of the panel's width between which it stands
TOP = 1.5  # radii from its middle to the upper edge
RIM, GLOW = 1.15, 1.9  # radii around its middle that nothing stands before, and no head
BUBBLE = 0.8  # heads with their air around a head that a thought or a note is drawn in
BODY = 0.3  # metres to each side of a head that a body takes
# What is worse: before a head, behind a ridge, far from its own place, on its other side.
HEAD_COST, RIDGE_COST, MOVE, SIDE = 3.0, 4.0, 0.6, 0.4
RISING = 1.6  # how much farther a step up counts: the height tells the hour
HIDDEN = 4.0  # what it costs to be nowhere in the sky: then it is left out
NEAR = 0.8  # metres before the lens within which a thing is no outline
AROUND = [(math.cos(turn * math.pi / 4), math.sin(turn * math.pi / 4)) for turn in range(8)]

Outline = tuple[tuple[float, float, float, float], list["Point"]]  # the rectangle around it, and its corners


def clear_sun(sun: Sun | None, layout: Layout, before: Sequence[list[Point]] = ()) -> Sun | None:
    """Give the sun or the moon where it is seen whole, as near as possible to its place; None where no sky is free.

    `before` are the corners of what is at the lens.
    """
    place, camera = layout.place, layout.staging.camera
    if sun is None or place["set"] != "open":
        return sun
    bodies = [body for actor in layout.people for body in bodies_of(actor, camera)]
    things = [outline for thing in layout.things if (outline := outline_seen(thing.name, thing.spot, camera))]
    things += [framed_by(hull(corners)) for corners in before if len(corners) > 2]  # noqa: PLR2004 (a line hides nothing)
    ridge = ridge_of(place, camera)
    most = GAP if "gap" in place else 1.0
    ways: list[tuple[float, int, Sun]] = []
    for rise in RISES if sun.height > LOW else RISES[:1]:
        y = max(TOP * sun.radius, camera.horizon * (1 - sun.height) * rise)
        for shift in SHIFTS:
            x = sun.x + shift
            if abs(shift) <= most and SIDES[0] <= x <= SIDES[1]:
                moved = replace(sun, x=x, height=1 - y / camera.horizon)
                cost = hidden(moved, (x * camera.aspect, y), bodies, things, ridge)
                cost += MOVE * (abs(shift) + RISING * (1 - rise)) + SIDE * ((x < 0.5) != (sun.x < 0.5))  # noqa: PLR2004 (the middle)
                ways.append((cost, len(ways), moved))
    cost, _, best = min(ways, default=(0.0, 0, sun))
    return best if cost < HIDDEN else None


def hidden(sun: Sun, middle: Point, bodies: Sequence[Outline], things: Sequence[Outline], ridge: float) -> float:
    """Say how much of the sun is behind people and things, or below the ridges of the land."""
    x, y = middle
    rim, glow = ([(x + u * sun.radius * far, y + v * sun.radius * far) for u, v in AROUND] for far in (RIM, GLOW))
    before = sum(is_in(point, body) for point in [middle, *glow] for body in bodies)
    behind = sum(any(is_in(point, thing) for thing in things) for point in [middle, *rim])
    below = sun.height > LOW and y + RIM * sun.radius > ridge
    return HEAD_COST * before + behind + RIDGE_COST * below


def is_in(point: Point, outline: Outline) -> bool:
    """Say whether a point of the panel is within an outline without dents."""
    (left, top, right, bottom), corners = outline
    if not (left <= point[0] <= right and top <= point[1] <= bottom):
        return False
    turns = [
        (bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax)
        for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True)
    ]
    return all(turn >= 0 for turn in turns) or all(turn <= 0 for turn in turns)


def framed_by(corners: list[Point]) -> Outline:
    """Give an outline with the rectangle around it."""
    xs, ys = zip(*corners, strict=True)
    return (min(xs), min(ys), max(xs), max(ys)), corners


def bodies_of(actor: Actor, camera: Camera) -> list[Outline]:
    """Give the head of somebody with some air, what is drawn in the air about it, and the body below."""
    left, top, right, bottom = head_box(actor, camera)
    half, middle = max((right - left) / 2, BODY * camera.scale(actor.spot.z)), (left + right) / 2
    boxes = [(left, top, right, bottom), (middle - half, bottom, middle + half, 1.0)]
    if actor.pose.get("emanata"):
        air = BUBBLE * (bottom - top)
        boxes.append((left - air, top - air, right + air, bottom))
    return [framed_by([(a, b), (c, b), (c, d), (a, d)]) for a, b, c, d in boxes]


def outline_seen(name: str, spot: Spot, camera: Camera) -> Outline | None:
    """Give what a thing covers of the panel; None of what lies on the ground or is at the lens."""
    if spot.turn == "flat" or spot.z - camera.z < NEAR:
        return None
    corners = hull([camera.project(spot.place(x, y)) for x, y in points_of(name)])
    high = corners and min(y for _, y in corners) < camera.horizon
    return framed_by(corners) if high and len(corners) > 2 else None  # noqa: PLR2004 (a line hides nothing)


def ridge_of(place: Mapping[str, Any], camera: Camera) -> float:
    """Give how far below the panel's upper edge the highest ridge of the land ends, in panel heights."""
    rows = parse_rows(place.get("far", ""))
    tall = [float(height) * camera.focal / max(8.0, float(away) - camera.z) for _, _, away, height in rows]
    return camera.horizon - max(tall, default=0.0)
