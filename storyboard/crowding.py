"""Crowding: people on a stage in, the same where no head is lost behind another person out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.backing import level, parts_between
from storyboard.crossing import bars_of, covers
from storyboard.footing import WALL
from storyboard.framing import framed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.backdrops import Thing
    from storyboard.camera import Camera
    from storyboard.casting import Actor
    from storyboard.crossing import Bar
    from storyboard.staging import Staging

Box = tuple[float, float, float, float]  # left, top, right, bottom on the panel

SLIM = 0.74  # width of a head in its heights
SLEEVE = 0.05  # metres from a shoulder's joint to the outside of the sleeve
MOST, LOST = 0.3, 0.3  # shares of a head: what others may hide of a named person, and from which an extra is not seen
COVERED, SLICES = 0.2, 5  # share of a head that things may cover, and slices of a head that are looked at
BURIED = 0.75  # share of a breast, a head high, behind things from which only a head is left
ROOM = 0.6  # metres that somebody who steps aside keeps from the others
STEPS = tuple(side * 0.15 * step for step in range(1, 25) for side in (1, -1))  # metres to step aside


def stand_clear(staging: Staging, place: Mapping[str, Any]) -> Staging:
    """Let those beside the two who act step aside where one would be behind the other, as far as the walls allow."""
    if "seats" in place:
        return staging
    half = float(place.get("width", 0.0)) / 2 - WALL if place["set"] == "room" else float("inf")
    actors = list(staging.actors)
    for index in range(2, len(actors)):
        actor, others = actors[index], actors[:index]
        if in_the_light(actor, others, staging.camera) > MOST:
            ways = [actor, *(moved(actor, step) for step in STEPS if abs(actor.spot.x + step) <= half)]
            seen = [way for way in ways if way is actor or framed(way, staging.camera)]
            actors[index] = min(seen, key=lambda way: crowded(way, others, staging.camera))
    return replace(staging, actors=tuple(actors))


def without_hidden(
    extras: Sequence[Actor], actors: Sequence[Actor], camera: Camera, things: Sequence[Thing] = ()
) -> list[Actor]:
    """Leave out those without a name whose heads are lost behind others: feet and elbows alone are nobody's.

    So is half a head above a counter, or beside a vase on it, and a head alone above a piano or the steps of a stair.
    """
    shown: list[Actor] = []
    covers_of = {id(actor): cover_of(actor, camera) for actor in actors}
    for _, extra in sorted(enumerate(extras), key=lambda one: (one[1].spot.z, -one[0])):  # as they are drawn, reversed
        nearer = [*(actor for actor in actors if actor.spot.z <= extra.spot.z), *shown]
        crossed, lost = crossed_share(extra, [covers_of[id(other)] for other in nearer], camera)
        hidden = max(crossed, covered_share(extra, things, camera)) > COVERED or lost > LOST
        if not (hidden or is_buried(extra, things, camera)):
            shown.append(extra)
            covers_of[id(extra)] = cover_of(extra, camera)
    return [extra for extra in extras if extra in shown]


def moved(actor: Actor, step: float) -> Actor:
    """Stand somebody so many metres to the right."""
    return replace(actor, spot=replace(actor.spot, x=actor.spot.x + step))


def crowded(actor: Actor, others: Sequence[Actor], camera: Camera) -> float:
    """Say how ill somebody stands among others: a head is hidden, or two stand in one place; 0 for well."""
    close = [other for other in others if abs(other.spot.z - actor.spot.z) < ROOM]
    gaps = [max(0.0, ROOM - abs(other.spot.x - actor.spot.x)) for other in close]
    hidden = in_the_light(actor, others, camera)
    return (hidden if hidden > MOST else 0.0) + max([0.0, *gaps])


def in_the_light(actor: Actor, others: Sequence[Actor], camera: Camera) -> float:
    """Give the share of a head that is hidden at most: somebody's by the others, or another's by them."""
    return max([hidden_share(actor, others, camera), *(hidden_share(other, [actor], camera) for other in others)])


def hidden_share(actor: Actor, others: Sequence[Actor], camera: Camera) -> float:
    """Give the share of somebody's head that another one who is nearer hides."""
    head = head_of(actor, camera)
    nearer = [other for other in others if other is not actor and other.spot.z <= actor.spot.z]
    return max([0.0, *(common(head, box) for other in nearer for box in boxes_of(other, camera))])


def cover_of(actor: Actor, camera: Camera) -> tuple[list[Bar], list[Box]]:
    """Give what of somebody could hide a head: arms, legs and what is held, and body and head."""
    return bars_of(actor, camera), boxes_of(actor, camera)


def crossed_share(
    actor: Actor, nearer: Sequence[tuple[Sequence[Bar], Sequence[Box]]], camera: Camera
) -> tuple[float, float]:
    """Give the share of somebody's head that arms, legs and what is held cover, and that with bodies and heads."""
    head = head_of(actor, camera)
    left, top, right, bottom = head
    wide, high = (right - left) / SLICES, (bottom - top) / SLICES
    points = [(left + (x + 0.5) * wide, top + (y + 0.5) * high) for x in range(SLICES) for y in range(SLICES)]
    bars = [bar for own, _ in nearer for bar in own if is_near(bar, head)]
    boxes = [box for _, own in nearer for box in own if common(head, box)]
    crossed = [any(covers(bar, point) for bar in bars) for point in points]
    lost = [any(x0 < x < x1 and y0 < y < y1 for x0, y0, x1, y1 in boxes) for x, y in points]
    both = [one or other for one, other in zip(crossed, lost, strict=True)]
    return sum(crossed) / len(points), sum(both) / len(points)


def is_near(bar: Bar, box: Box) -> bool:
    """Say whether a bar could cover a part of a box."""
    (x0, y0), (x1, y1), half = bar
    left, top, right, bottom = box
    across = min(x0, x1) - half < right and max(x0, x1) + half > left
    return across and min(y0, y1) - half < bottom and max(y0, y1) + half > top


def covered_share(actor: Actor, things: Sequence[Thing], camera: Camera) -> float:
    """Give the share of somebody's head that a thing before it covers at most."""
    camera = level(camera)  # things and heads lean together
    return share_behind(head_of(actor, camera), actor, things, camera)


def is_buried(actor: Actor, things: Sequence[Thing], camera: Camera) -> bool:
    """Say whether only the head of somebody is seen above a thing."""
    camera = level(camera)
    left, top, right, bottom = head_of(actor, camera)
    return share_behind((left, bottom, right, 2 * bottom - top), actor, things, camera) > BURIED


def share_behind(box: Box, actor: Actor, things: Sequence[Thing], camera: Camera) -> float:
    """Give the share of a part of somebody that a thing before it covers at most."""
    left, top, right, bottom = box
    nearer = [thing for thing in things if thing.spot.turn == "front" and camera.z < thing.spot.z < actor.spot.z]
    step, shares = (bottom - top) / SLICES, [0.0]
    for thing in nearer:
        bands = ((top + index * step, top + (index + 1) * step) for index in range(SLICES))
        parts = (part for band in bands for part in parts_between(thing, band, 0.0, camera))
        shares.append(sum(max(0.0, min(right, end) - max(left, start)) for start, end in parts))
    return max(shares) / ((right - left) * SLICES)


def common(head: Box, box: Box) -> float:
    """Give the share of a box that another one covers."""
    wide, high = min(head[2], box[2]) - max(head[0], box[0]), min(head[3], box[3]) - max(head[1], box[1])
    return max(0.0, wide) * max(0.0, high) / ((head[2] - head[0]) * (head[3] - head[1]))


def boxes_of(actor: Actor, camera: Camera) -> list[Box]:
    """Give what of somebody hides who is behind: the head, and the body from the shoulders down."""
    head = head_of(actor, camera)
    if actor.looks.beast:
        return [head]
    k, reach = actor.skeleton, SLEEVE * camera.scale(actor.spot.z)
    ends = [camera.project(actor.spot.place(*joint)) for joint in (*k.shoulders, *k.hips)]
    left, right = min(x for x, _ in ends) - reach, max(x for x, _ in ends) + reach
    return [head, (left, min(y for _, y in ends), right, max(y for _, y in ends))]


def head_of(actor: Actor, camera: Camera) -> Box:
    """Give where a head is on the panel."""
    (x, top), (other, bottom) = (camera.project(place) for place in actor.head_ends())
    middle, half = (x + other) / 2, max(1e-6, SLIM * abs(bottom - top) / 2)
    return (middle - half, min(top, bottom), middle + half, max(top, bottom) + 1e-6)
