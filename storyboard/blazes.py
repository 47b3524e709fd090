"""Blazes: the things of a stage and its people in, the same with no open flames right before or behind anybody out.

A fire goes aside; where there is no room for it a hearth is cold, and a fire on the ground is left out. What somebody
stands in, with a foot in a bench, is left out too.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table
from storyboard.backing import grows, level
from storyboard.extras import overlap, span_of
from storyboard.footing import KERB, OVERHEAD, flames_of
from storyboard.hangings import head_box
from storyboard.shapes import parse_shapes
from storyboard.solids import across_of, reach_of, solid_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.backdrops import Thing
    from storyboard.camera import Camera
    from storyboard.casting import Actor
    from storyboard.solids import Range, Solid

STEPS = (0.5, -0.5, 0.9, -0.9, 1.3, -1.3, 1.8, -1.8, 2.4, -2.4)  # metres to the side that a fire may go
BODY = 0.24  # metres to each side that somebody's legs and coat take
BURNS = 0.25  # share of the flames, or of the body before them, from which somebody seems to stand in the fire
NEAR, BEYOND = 2.4, 0.4  # metres that somebody is before flames, or behind them, and seems to stand in them
PARTLY = 0.15  # share of flames farther away that somebody hides, so that a tongue of them licks at a sleeve
BESIDE = 0.15  # metres between a fire that has moved and what stands or hangs there
SAME = 1.2  # metres in depth within which things stand beside each other
OPEN = 6.0  # metres to each side that a fire may go in the open
EDGES = (0.06, 0.94)  # shares of the panel's width within which it is seen
SLACK = 0.03  # metres of a foot that may be within a thing


def clear_ground(
    things: Sequence[Thing], people: Sequence[Actor], camera: Camera, place: Mapping[str, Any]
) -> list[Thing]:
    """Take from around people what they would burn in, or stand in with a foot."""
    return without_stuck(clear_fires(things, people, camera, place), people)


def clear_fires(
    things: Sequence[Thing], people: Sequence[Actor], camera: Camera, place: Mapping[str, Any]
) -> list[Thing]:
    """Move open fires out from behind and before people; one that finds no place burns no more."""
    half = float(place.get("width", 7.0)) / 2 if place["set"] == "room" else OPEN
    heads = [(head_box(actor, level(camera)), actor.spot.z) for actor in people]
    placed = list(things)
    for thing in things:
        if thing.spot.turn != "front" or not flames_of(thing.name) or not burns(thing, people, camera):
            continue
        others = [other for other in placed if other is not thing]
        ways = (replace(thing, spot=replace(thing.spot, x=thing.spot.x + step)) for step in STEPS)
        free = [way for way in ways if has_room(way, others, half) and in_sight(way, camera)]
        free = [way for way in free if not grows(way, heads, camera)]
        choice = (way for share in (0.0, BURNS) for way in free if not burns(way, people, camera, share))
        moved = next(choice, cold(thing))
        at = next(index for index, other in enumerate(placed) if other is thing)
        placed[at : at + 1] = [moved] if moved else []
    return placed


def cold(thing: Thing) -> Thing | None:
    """Give a hearth without its fire; None of what is nothing without it."""
    name = str(read_table("things")["thing"][thing.name].get("cold", ""))
    return replace(thing, name=name) if name else None


def burns(thing: Thing, people: Sequence[Actor], camera: Camera, share: float = BURNS) -> bool:
    """Say whether somebody seems to stand in the flames of a thing: right before them, or behind."""
    flames = flames_of(thing.name)
    if flames is None:
        return False
    left, right = across_of(thing.spot, flames)
    fire = span_of(replace(thing.spot, x=(left + right) / 2), (right - left) / 2, camera)
    for actor in people:
        body = span_of(actor.spot, BODY, camera)
        least = min(fire[1] - fire[0], body[1] - body[0])
        hidden, gap = overlap(fire, body), actor.spot.z - thing.spot.z
        if -NEAR < gap < BEYOND and hidden > share * least:
            return True
        if gap <= -NEAR and hidden > PARTLY * (fire[1] - fire[0]):
            return True
    return False


def has_room(thing: Thing, others: Sequence[Thing], half: float) -> bool:
    """Say whether a thing stands within the walls and beside everything else at its depth."""
    left, right = across_of(thing.spot, reach_of(thing.name)[0])
    beside = [
        across_of(other.spot, reach_of(other.name)[0])
        for other in others
        if other.spot.turn == "front" and abs(other.spot.z - thing.spot.z) < SAME and not is_above(other, thing)
    ]
    return -half < left and right < half and all(right + BESIDE < a or left - BESIDE > b for a, b in beside)


def is_above(other: Thing, thing: Thing) -> bool:
    """Say whether something hangs higher than a thing reaches: a lamp above a camp fire."""
    return other.spot.y + reach_of(other.name)[1][0] * other.spot.size > reach_of(thing.name)[1][1] * thing.spot.size


def in_sight(thing: Thing, camera: Camera) -> bool:
    """Say whether the flames of a thing are in the picture."""
    flames = flames_of(thing.name) or (0.0, 0.0)
    left, right = across_of(thing.spot, flames)
    span = span_of(replace(thing.spot, x=(left + right) / 2), (right - left) / 2, camera)
    return span[0] > EDGES[0] and span[1] < EDGES[1]


def without_stuck(things: Sequence[Thing], people: Sequence[Actor]) -> list[Thing]:
    """Leave out what somebody who stands or walks has a foot in, with what is on it."""
    feet = [
        actor.spot.place(*joint)
        for actor in people
        if not (actor.seat or actor.table or actor.behind or actor.looks.beast or "on" in actor.pose)
        for joint in (*actor.skeleton.ankles, actor.skeleton.pelvis.origin)
    ]
    stuck = [thing for thing in things if any(is_within(x, z, thing) for x, _, z in feet)]
    return [thing for thing in things if thing not in stuck and not any(is_on(thing, other) for other in stuck)]


def is_on(thing: Thing, other: Thing) -> bool:
    """Say whether a thing stands on another."""
    left, right = across_of(other.spot, reach_of(other.name)[0])
    lifted = 0 < thing.spot.y <= other.spot.y + reach_of(other.name)[1][1] * other.spot.size + KERB
    return lifted and left < thing.spot.x < right and abs(thing.spot.z - other.spot.z) < SAME / 2


def is_within(x: float, z: float, thing: Thing) -> bool:
    """Say whether a place on the ground is within the boxes of a thing."""
    return thing.spot.turn != "flat" and any(
        left + SLACK < x < right - SLACK and near + SLACK < z < far - SLACK
        for (left, right), (near, far) in (ground_of(box, thing) for box in low_boxes(thing.name, thing.spot.y))
    )


def ground_of(box: Solid, thing: Thing) -> tuple[Range, Range]:
    """Give which ground a box takes up: across the stage, and away."""
    places = [thing.spot.place(u, 0.0, w) for u in box.across for w in box.away]
    xs, zs = [x for x, _, _ in places], [z for _, _, z in places]
    return (min(xs), max(xs)), (min(zs), max(zs))


@functools.cache
def low_boxes(name: str, lift: float) -> tuple[Solid, ...]:
    """List the boxes of a thing that are in the way of legs."""
    row = read_table("things")["thing"].get(name)
    boxes = [solid_of(shape) for shape in parse_shapes(row["shapes"]) if shape.kind == "box"] if row else []
    return tuple(box for box in boxes if box.up[0] + lift < OVERHEAD and box.up[1] + lift > KERB)
