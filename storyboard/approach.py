"""Approach: people on a stage and the things of their place in, the same people at what the deed is done at, out.

Who gazes out of a window stands at the window that is there: everybody and the camera go to it together. Who leaves a
room does so through a doorway: where the back wall shows none, one is opened in it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.backdrops import Thing
from storyboard.shapes import Spot, extent_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.casting import Actor
    from storyboard.staging import Staging

Span = tuple[float, float]  # metres across the stage

BEFORE_IT = 0.7  # metres from somebody to the wall in which a window is
FOLLOWS = 0.62  # share of the way that the camera goes with them: the room is still seen for what it is
FROM_WALL = 1.5  # metres that the camera keeps from a side wall
WIDE = 1.1  # metres from the middle of a wide window to its edge that count: who gazes out stands before it
LENS = 0.6  # metres before the lens; what is nearer, or behind it, is left out
AT_WALL, CORNER = 1.3, 0.4  # metres before a wall that stay free at a doorway, and from it to a side wall
BREAST_HIGH = 1.15  # metres; what stands before a window and is higher hides it
SHOULDERS = 0.65  # metres between two who stand side by side
ELBOW = 0.42  # metres to each side of somebody at a window
HEAD_HIGH = 2.2  # metres; what hangs higher is above a door
NEARLY = 0.4  # of a thing in the way of a doorway: one that is in the way of those beside it
PLACES = 13  # places along a wall that are tried for a doorway


def approach(staging: Staging, things: Sequence[Thing], place: Mapping[str, Any]) -> tuple[Staging, list[Thing]]:
    """Move the people to the nearest thing at which the lead's deed is done; where there is none they stay."""
    things = list(things)
    if not staging.actors or place["set"] != "room" or "seats" in place:
        return staging, things
    row = staging.actors[0].pose
    names = str(row.get("at", "")).split()
    there = [thing for thing in things if thing.name in names and thing.spot.turn == "front"]
    lead = staging.actors[0].spot
    if not there and "opens" in row:
        goal = opened(str(row["opens"]), things, lead, place)
        things = [thing for thing in things if not in_its_way(thing, goal)] + [goal]
        there = [goal]
    if not there:
        return staging, things
    goal = min(there, key=lambda thing: abs(thing.spot.x - lead.x))
    went = gone_to(staging, goal, float(row.get("beside", 0.0)), float(place.get("width", 7.0)) / 2)
    free = [span(goal), *((actor.spot.x - ELBOW, actor.spot.x + ELBOW) for actor in went.actors)]
    things = [thing for thing in things if thing == goal or not hides(thing, goal, free)]
    return went, [thing for thing in things if thing.spot.z - went.camera.z > LENS]


def gone_to(staging: Staging, goal: Thing, beside: float, wall: float) -> Staging:
    """Move everybody and the camera until the lead stands before a thing, so many metres beside its edge."""
    lead = staging.actors[0].spot
    side = -1.0 if lead.flip else 1.0
    edge = min(WIDE, extent_of(goal.name)[1] * goal.spot.size) + beside
    x, z = goal.spot.x - side * edge - lead.x, goal.spot.z - BEFORE_IT - lead.z
    actors = [replace(one, spot=replace(one.spot, x=one.spot.x + x, z=one.spot.z + z)) for one in staging.actors]
    camera, most = staging.camera, max(0.0, wall - FROM_WALL)
    camera = replace(camera, x=max(-most, min(most, camera.x + x)), z=camera.z + FOLLOWS * z)
    inside = [actors[0], *(within(one, actors[0].spot.x, wall - ELBOW) for one in actors[1:])]
    return replace(staging, actors=tuple(inside), camera=camera)


def within(actor: Actor, lead: float, wall: float) -> Actor:
    """Bring somebody who would stand beyond a side wall into the room, on the lead's other side if need be."""
    x = max(-wall, min(wall, actor.spot.x))
    x = x if x == actor.spot.x or abs(x - lead) > SHOULDERS else 2 * lead - actor.spot.x
    return replace(actor, spot=replace(actor.spot, x=x))


def opened(name: str, things: Sequence[Thing], lead: Spot, place: Mapping[str, Any]) -> Thing:
    """Open a doorway in the back wall where it hides the least of what stands and hangs there."""
    half = float(place.get("width", 7.0)) / 2 - CORNER - extent_of(name)[1]
    z = float(place.get("depth", 8.0)) - 0.02
    ways = [Thing(name, Spot((2 * step / (PLACES - 1) - 1) * half, 0.0, z)) for step in range(PLACES)]
    return min(
        ways,
        key=lambda way: (sum(nearly_in_its_way(thing, way) for thing in things), abs(way.spot.x - lead.x)),
    )


def in_its_way(thing: Thing, goal: Thing) -> bool:
    """Say whether a thing stands or hangs before a doorway, or on the way to it."""
    return at_wall(thing, goal) and thing.spot.y <= HEAD_HIGH and overlaps(span(thing), span(goal))


def nearly_in_its_way(thing: Thing, goal: Thing) -> float:
    """Say how much a thing is in the way of a doorway and of those who stand beside it."""
    start, end = span(goal)
    beside = at_wall(thing, goal) and overlaps(span(thing), (start - 2 * SHOULDERS, end + 2 * SHOULDERS))
    return in_its_way(thing, goal) + NEARLY * (beside and thing.spot.y == 0)


def hides(thing: Thing, goal: Thing, free: Sequence[Span]) -> bool:
    """Say whether a thing is so high that it would hide a window, or stand where somebody is at it."""
    stands = thing.spot.y == 0 and extent_of(thing.name)[2] * thing.spot.size > BREAST_HIGH
    return stands and at_wall(thing, goal) and any(overlaps(span(thing), part) for part in free)


def at_wall(thing: Thing, goal: Thing) -> bool:
    """Say whether a thing is at the same wall as another, or right before it."""
    return thing.spot.turn == "front" and thing.spot.z > goal.spot.z - AT_WALL


def overlaps(one: Span, other: Span) -> bool:
    """Say whether two spans have a part in common."""
    return one[0] < other[1] and other[0] < one[1]


def span(thing: Thing) -> Span:
    """Give from where to where a thing reaches across the stage."""
    left, right, _ = (number * thing.spot.size for number in extent_of(thing.name))
    left, right = (-right, -left) if thing.spot.flip else (left, right)
    return thing.spot.x + left, thing.spot.x + right
