"""Approach: people on a stage and the things of their place in, the same people at what the deed is done at, out.

Who gazes out of a window stands at the window that is there: everybody and the camera go to it together. Who leaves a
room does so through a doorway: where the back wall shows none, one is opened in it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.backdrops import Thing
from storyboard.framing import framed
from storyboard.shapes import Spot, extent_of
from storyboard.staging import Staging

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.camera import Camera
    from storyboard.casting import Actor

Span = tuple[float, float]  # metres across the stage

BEFORE_IT = 0.7  # metres from somebody to the wall in which a window is
# Shares of the way that the camera goes with them: the room is still seen for what it is.
FOLLOWS = (0.62, 0.5, 0.38, 0.26, 0.12, 0.0)
FROM_WALL = 1.5  # metres that the camera keeps from a side wall
WIDE = 1.1  # metres from the middle of a wide window to its edge that count: who gazes out stands before it
LENS = 0.6  # metres before the lens; what is nearer, or behind it, is left out
AT_WALL, CORNER = 1.3, 0.4  # metres before a wall that stay free at a doorway, and from it to a side wall
BREAST_HIGH = 1.15  # metres; what stands before a window and is higher hides it
NEAREST = 0.5  # metres from a wall to the middle of who stands there
STEP = 0.9  # metres from one to the next of those who stand there
AHEAD = (2.0, 9.0)  # metres to the side and away of a house to which somebody walks
SHOULDERS = 0.65  # metres between two who stand side by side
ELBOW = 0.42  # metres to each side of somebody at a window
HEAD_HIGH = 2.2  # metres; what hangs higher is above a door
WHOLE_WALL = 3.4  # metres; what is so wide makes the place what it is, and no doorway is opened in it
NEARLY = 0.5  # metres that count for what is in the way of those beside a doorway
PLACES = 13  # places along a wall that are tried for a doorway


def approach(
    staging: Staging, things: Sequence[Thing], place: Mapping[str, Any], *, near: bool = False
) -> tuple[Staging, list[Thing]]:
    """Move the people to the nearest thing at which the lead's deed is done; where there is none they stay.

    The camera stays as `near` to them as it was, or farther away, so that the room is seen.
    """
    things = list(things)
    if staging.actors and place["set"] == "open" and "ahead" in staging.actors[0].pose:
        return staging, [*things, *ahead_of(staging.actors[0], things)]
    if not staging.actors or place["set"] != "room" or "seats" in place:
        return staging, things
    row = staging.actors[0].pose
    names = str(row.get("at", "")).split()
    there = [thing for thing in things if thing.name in names and thing.spot.turn == "front"]
    lead = staging.actors[0].spot
    if not there and "opens" in row:
        goal = opened(str(place.get("doorway", row["opens"])), things, lead, place)
        lost = [thing for thing in things if in_its_way(thing, goal)]
        there = [] if any(width_of(thing) > WHOLE_WALL for thing in lost) else [goal]
        things = [thing for thing in things if not there or thing not in lost] + there
    if not there:
        return staging, things
    goal = min(there, key=lambda thing: abs(thing.spot.x - lead.x))
    went = gone_to(staging, goal)
    went = went if near else spread(went, goal, float(place.get("width", 7.0)) / 2, went.camera.z - staging.camera.z)
    free = [span(goal), *((actor.spot.x - ELBOW, actor.spot.x + ELBOW) for actor in went.actors)]
    things = [thing for thing in things if thing == goal or not hides(thing, goal, free)]
    return went, [thing for thing in things if thing.spot.z - went.camera.z > LENS]


def ahead_of(lead: Actor, things: Sequence[Thing]) -> list[Thing]:
    """Put what somebody walks up to before them on their way, where the place has none there."""
    name, spot = str(lead.pose["ahead"]), lead.spot
    goal = Thing(name, Spot(spot.x + side_of(spot) * AHEAD[0], 0.0, spot.z + AHEAD[1]))
    return [] if any(thing.name == name and overlaps(span(thing), span(goal)) for thing in things) else [goal]


def gone_to(staging: Staging, goal: Thing) -> Staging:
    """Move everybody and the camera until the lead stands before a thing, as far beside its edge as the pose says."""
    lead, beside = staging.actors[0].spot, float(staging.actors[0].pose.get("beside", 0.0))
    edge = min(WIDE, extent_of(goal.name)[1] * goal.spot.size) + beside
    x, z = goal.spot.x - side_of(lead) * edge - lead.x, goal.spot.z - BEFORE_IT - lead.z
    actors = (replace(one, spot=replace(one.spot, x=one.spot.x + x, z=one.spot.z + z)) for one in staging.actors)
    camera = staging.camera
    return Staging(tuple(actors), replace(camera, x=camera.x + x, z=camera.z + z))


def side_of(spot: Spot) -> float:
    """Say to which side somebody is turned: 1 to the right."""
    return -1.0 if spot.flip else 1.0


def spread(staging: Staging, goal: Thing, wall: float, way: float) -> Staging:
    """Spread those who went so many metres over the room, and let the camera see it."""
    actors = beside_them(staging.actors, span(goal), side_of(staging.actors[0].spot), wall - ELBOW)
    inside = [replace(one, spot=replace(one.spot, z=min(one.spot.z, goal.spot.z - NEAREST))) for one in actors]
    before = replace(staging.camera, z=staging.camera.z - way)
    return Staging(tuple(inside), camera_at(inside, goal, before, way, max(0.0, wall - FROM_WALL)))


def camera_at(actors: Sequence[Actor], goal: Thing, camera: Camera, way: float, most: float) -> Camera:
    """Let the camera follow those who went so many metres away, as far as it sees all of them and where they went."""
    ends = [x for actor in actors for x in (actor.spot.x - ELBOW, actor.spot.x + ELBOW)] + list(span(goal))
    middle = max(-most, min(most, (min(ends) + max(ends)) / 2))
    views = [replace(camera, x=middle, z=camera.z + share * way) for share in FOLLOWS]
    return next((view for view in views if all(framed(actor, view) for actor in actors)), views[-1])


def beside_them(actors: Sequence[Actor], free: Span, side: float, wall: float) -> list[Actor]:
    """Stand the others in no wall, in nobody and before no window: behind the lead's back, or beyond it."""
    placed = list(actors[:1])
    lead = actors[0].spot.x
    for actor in actors[1:]:
        back = [lead - side * STEP * number for number in range(1, len(actors) + 1)]
        beyond = [max(free, key=lambda end: side * end) + side * (ELBOW + STEP * n) for n in range(len(actors))]
        ways = [actor.spot.x, *back, *beyond]
        x = next((x for x in ways if is_free(x, placed, free, wall)), max(-wall, min(wall, actor.spot.x)))
        flip = actor.spot.flip if x == actor.spot.x else x > lead
        placed.append(replace(actor, spot=replace(actor.spot, x=x, flip=flip)))
    return placed


def is_free(x: float, placed: Sequence[Actor], free: Span, wall: float) -> bool:
    """Say whether somebody may stand somewhere; the second one may be at the window too."""
    before = free[0] - ELBOW < x < free[1] + ELBOW
    clear = all(abs(x - other.spot.x) > SHOULDERS for other in placed)
    return abs(x) <= wall and clear and (len(placed) == 1 or not before)


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
    """Say how many metres of things are in the way of a doorway and of those who stand beside it."""
    start, end = span(goal)
    beside = at_wall(thing, goal) and overlaps(span(thing), (start - 2 * SHOULDERS, end + 2 * SHOULDERS))
    whole = width_of(thing) if in_its_way(thing, goal) else 0.0
    return whole + NEARLY * (beside and thing.spot.y == 0)


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


def width_of(thing: Thing) -> float:
    """Give how many metres wide a thing is."""
    left, right = span(thing)
    return right - left


def span(thing: Thing) -> Span:
    """Give from where to where a thing reaches across the stage."""
    left, right, _ = (number * thing.spot.size for number in extent_of(thing.name))
    left, right = (-right, -left) if thing.spot.flip else (left, right)
    return thing.spot.x + left, thing.spot.x + right
