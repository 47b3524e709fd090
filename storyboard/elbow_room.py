"""Elbow room: two people, one of whom holds something in, the same so far apart that it is before nobody's face out."""

from __future__ import annotations

import functools
import itertools
import math
from dataclasses import replace
from typing import TYPE_CHECKING

from storyboard.camera import LEAD_Z
from storyboard.casting import TOUCHING
from storyboard.crowding import head_of
from storyboard.figures import drawn_skeleton
from storyboard.framing import well_framed
from storyboard.grips import BEFORE, furniture_size, lay, thing_of
from storyboard.shapes import corners_of, parse_shapes
from storyboard.solids import LIGHT
from storyboard.space import between
from storyboard.staging import MOST_STEPS, STEP_BACK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.camera import Camera
    from storyboard.canvas import Point
    from storyboard.casting import Actor
    from storyboard.crowding import Box
    from storyboard.staging import Staging

STEP, STEPS = 0.12, 8  # metres that two step apart at once, and how often
SAMPLES = 5  # points along each side of a shape that is held


def make_room(staging: Staging, shot: str) -> Staging:
    """Let two step apart until what one holds is before nobody's face; the camera goes back until all are seen."""
    actors = staging.actors
    busy = any(actor.prop or actor.table for actor in actors[:2])
    if len(actors) < 2 or shot == "over" or not busy or are_close(actors):  # noqa: PLR2004 (two people)
        return staging
    for _ in range(STEPS):
        if not in_a_face(actors[:2], staging.camera):
            break
        actors = stepped_apart(actors)
    return staging if actors is staging.actors else seen_whole(replace(staging, actors=actors), shot)


def are_close(actors: Sequence[Actor]) -> bool:
    """Say whether the first two belong together: they touch, sit both, or one is an animal."""
    near = any(float(actor.pose.get("apart", 9.0)) < TOUCHING or "touches" in actor.pose for actor in actors[:2])
    return near or actors[1].seat != "" or any(actor.bench or actor.looks.beast or actor.holder for actor in actors[:2])


def in_a_face(pair: Sequence[Actor], camera: Camera) -> bool:
    """Say whether what one of two holds, or what stands before them, is before the other one's head."""
    ways = [(one, other) for one, other in (pair, pair[::-1]) if one.spot.z <= other.spot.z]
    return any(
        is_in(point, head_of(other, camera))
        for one, other in ways
        for point in (*outline_held(one, camera), *outline_of_table(one, camera))
    )


def is_in(point: Point, box: Box) -> bool:
    """Say whether a point of the panel is in a box."""
    return box[0] < point[0] < box[2] and box[1] < point[1] < box[3]


def outline_held(actor: Actor, camera: Camera) -> list[Point]:
    """Give points on the outlines of what somebody holds, on the panel."""
    if not actor.prop:
        return []
    held = lay(drawn_skeleton(actor.looks, actor.pose, actor.prop), actor.pose, actor.prop)
    return [camera.project(actor.spot.place(*held.at(x, y))) for x, y in outline_of(actor.prop)]


def outline_of_table(actor: Actor, camera: Camera) -> list[Point]:
    """Give points on the outlines of somebody's table, with the screen on it, on the panel."""
    if not actor.table:
        return []
    spot = replace(actor.spot, z=actor.spot.z - BEFORE, size=actor.spot.size * furniture_size(actor.looks.stature))
    return [camera.project(spot.place(x, y)) for x, y in outline_of(actor.table)]


@functools.cache
def outline_of(name: str) -> tuple[Point, ...]:
    """Give points along the outlines of a thing."""
    points: list[Point] = []
    for shape in parse_shapes(thing_of(name).get("shapes", "")):
        corners = [(x, y, 0.0) for x, y in corners_of(shape)] if shape.kind not in LIGHT else []
        sides = itertools.pairwise([*corners, *corners[:1]])
        points += [between(a, b, step / SAMPLES)[:2] for a, b in sides for step in range(SAMPLES)]
    return tuple(points)


def stepped_apart(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Move the second, and whoever stands on that side of them, one step from the lead, and the lead the other way."""
    lead, other = actors[0].spot.x, actors[1].spot.x
    side = math.copysign(1.0, other - lead)
    steps = [(STEP if (actor.spot.x - other) * side >= 0 else -STEP) * side / 2 for actor in actors]
    return tuple(
        replace(actor, spot=replace(actor.spot, x=actor.spot.x + step))
        for actor, step in zip(actors, steps, strict=True)
    )


def seen_whole(staging: Staging, shot: str) -> Staging:
    """Step back with the camera until every head is in the picture."""
    for step in range(MOST_STEPS):
        camera = staging.camera
        if well_framed(staging.actors, shot, camera, step):
            break
        staging = replace(staging, camera=replace(camera, z=LEAD_Z - (LEAD_Z - camera.z) * STEP_BACK))
    return staging
