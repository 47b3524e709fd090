"""Asides: people and a place in, both seen a step farther to a side out, so that nothing behind grows out of a head.

A tower or a tree right behind a head seems to grow out of it; so does the bar of a window that starts at the crown.
What can move does so by itself; past the rest everybody steps, and the camera with them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.backing import level
from storyboard.crowding import crowded, moved
from storyboard.crowns import edges_of, meeting, strokes_of
from storyboard.extras import overlap, span_of
from storyboard.footing import WALL
from storyboard.framing import framed
from storyboard.hangings import head_box
from storyboard.shapes import extent_of
from storyboard.staging import Staging

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.backdrops import Thing
    from storyboard.camera import Camera
    from storyboard.casting import Actor
    from storyboard.crowns import Meeting, Stroke

LANDMARK, TALL = 7.0, 2.2  # metres away and high; such a thing should not stand right behind a head
STEPS = (0.0, 0.4, -0.4, 0.8, -0.8, 1.2, -1.2, 1.8, -1.8, 2.5, -2.5, 3.2, -3.2)  # metres to step aside
AFOOT, MOUNTED = 0.3, 1.3  # metres that somebody needs to each side: two feet, a horse
USUAL_STEP = 0.8  # metres to step aside at most where the place's `steps` do not say
OWN_STEPS = (0.12, -0.12, 0.24, -0.24, 0.36, -0.36, 0.5, -0.5)  # metres to step past a line by oneself
SHORT_STEPS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.3, 1.7, 2.2)  # metres to step past a line, to either side


def step_aside(staging: Staging, things: Sequence[Thing], place: Mapping[str, Any]) -> Staging:
    """Move the people and the camera aside until nothing that stays where it is grows out of a head."""
    if place["set"] != "room":
        staging = ashore(sidestep(staging, things, float(place.get("steps", USUAL_STEP))), place)
    return each_past_lines(past_lines(staging, things, place), things, place)


def ashore(staging: Staging, place: Mapping[str, Any]) -> Staging:
    """Move people and camera to where the ground of an open place is under everybody: nobody stands on the sea."""
    if "stand" not in place or not staging.actors:
        return staging
    left, right, _ = (float(number) for number in place["stand"])
    spans = [(actor.spot.x, MOUNTED if "on" in actor.pose else AFOOT) for actor in staging.actors]
    beyond = max(0.0, max(x + half for x, half in spans) - right)
    short = max(0.0, left - min(x - half for x, half in spans))
    return stepped(staging, (short - beyond) / 2 if short and beyond else short - beyond)


def past_lines(staging: Staging, things: Sequence[Thing], place: Mapping[str, Any]) -> Staging:
    """Take the shortest step after which the fewest thin parts of what stays where it is start at a head."""
    camera = level(staging.camera)
    strokes = [*strokes_of(things, camera), *edges_of(place, camera)] if staging.actors else []
    met = [one for actor in staging.actors for one in meetings(actor, strokes, camera)]
    least, most = room_to_step(staging, place)
    steps = [0.0, *(side * step for step in SHORT_STEPS[1:] for side in (1, -1) if least <= side * step <= most)]
    return stepped(staging, min(steps, key=lambda step: cost_of(met, step)))


def each_past_lines(staging: Staging, things: Sequence[Thing], place: Mapping[str, Any]) -> Staging:
    """Let those beside the two who act step by themselves past thin parts that still start at their heads."""
    camera, actors = level(staging.camera), list(staging.actors)
    if len(actors) <= 2:  # noqa: PLR2004 (the two who act)
        return staging
    strokes = [*strokes_of(things, camera), *edges_of(place, camera)]
    half = float(place.get("width", 7.0)) / 2 - WALL if place["set"] == "room" else float("inf")
    for index in range(2, len(actors)):
        actor, others = actors[index], [other for other in actors if other is not actors[index]]
        met = meetings(actor, strokes, camera)
        if not cost_of(met, 0.0) or actor.seat or actor.table or actor.behind or "on" in actor.pose:
            continue
        most = crowded(actor, others, camera)
        ways = (moved(actor, step) for step in OWN_STEPS if abs(actor.spot.x + step) <= half)
        free = [way for way in ways if framed(way, staging.camera) and crowded(way, others, camera) <= most]
        actors[index] = min([actor, *free], key=lambda way: cost_of(meetings(way, strokes, camera), 0.0))
    return replace(staging, actors=tuple(actors))


def meetings(actor: Actor, strokes: Sequence[Stroke], camera: Camera) -> list[tuple[Meeting, float]]:
    """List where thin parts behind somebody meet the height of the head, each with where the head is."""
    box = head_box(actor, camera)
    found = (meeting(stroke, box) for stroke in strokes if stroke.far > actor.spot.z)
    return [(one, (box[0] + box[2]) / 2) for one in found if one]


def cost_of(met: Sequence[tuple[Meeting, float]], step: float) -> float:
    """Give what it costs that thin parts start at heads after a step to the right."""
    return sum(found.weight for found, middle in met if is_met(found, step, middle))


def is_met(found: Meeting, step: float, middle: float) -> bool:
    """Say whether a thin part starts at a head after a step to the right."""
    return abs(found.x - step * found.rate - middle) < found.reach


def room_to_step(staging: Staging, place: Mapping[str, Any]) -> tuple[float, float]:
    """Say how far to the left and to the right all can step: within the walls, and as far as the place allows."""
    most = float(place.get("steps", USUAL_STEP))
    if place["set"] != "room":
        return (-most, most) if "stand" not in place else on_ground(staging, place, most)
    half, xs = float(place.get("width", 7.0)) / 2 - WALL, [actor.spot.x for actor in staging.actors]
    return max(-most, -half - min(xs, default=0.0)), min(most, half - max(xs, default=0.0))


def on_ground(staging: Staging, place: Mapping[str, Any], most: float) -> tuple[float, float]:
    """Say how far all can step and stay on the ground of an open place."""
    left, right, _ = (float(number) for number in place["stand"])
    xs = [actor.spot.x for actor in staging.actors]
    return max(-most, min(0.0, left - min(xs, default=0.0))), min(most, max(0.0, right - max(xs, default=0.0)))


def stepped(staging: Staging, step: float) -> Staging:
    """Move people and camera so many metres to the right."""
    if not step:
        return staging
    actors = [replace(actor, spot=replace(actor.spot, x=actor.spot.x + step)) for actor in staging.actors]
    return Staging(tuple(actors), replace(staging.camera, x=staging.camera.x + step))


def sidestep(staging: Staging, things: Sequence[Thing], most: float) -> Staging:
    """Move the people aside, at most `most` metres, until no tower or tree stands right behind a head."""
    tall = [thing for thing in things if thing.spot.turn == "front" and thing.spot.z > LANDMARK]
    tall = [thing for thing in tall if extent_of(thing.name)[2] * thing.spot.size > TALL]
    heads = [span_of(actor.spot, 0.2, staging.camera) for actor in staging.actors if actor.spot.z < LANDMARK]

    def hidden(step: float) -> float:
        camera, cost = replace(staging.camera, x=staging.camera.x + step), 0.02 * abs(step)
        for thing in tall:
            left, right, height = extent_of(thing.name)
            span = span_of(thing.spot, (right - left) / 2 * thing.spot.size, camera)
            cost += height * thing.spot.size * sum(overlap(head, span) for head in heads)
        return cost

    return stepped(staging, min((step for step in STEPS if abs(step) <= most), key=hidden))
