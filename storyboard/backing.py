"""Backing: what stands on the ground behind the people in, the same moved out from behind their heads out.

A trunk, a post or a spire right behind a head seems to grow out of it, and what is no larger than people merges with
it though it ends below the crown: a sheep, a rocking-horse, a chair's back. A wall, a hedge or a wide crown does not.
"""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table
from storyboard.hangings import hangs, head_box, is_clear
from storyboard.shapes import parse_shapes
from storyboard.solids import LIGHT, SLANTED, across_of, away_of, merged, reach_of, solid_of, solids_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.backdrops import Thing
    from storyboard.camera import Camera
    from storyboard.casting import Actor
    from storyboard.hangings import Box
    from storyboard.solids import Range

BACKGROUND = 2.4  # heads; what is wider just above a head is a background, and grows out of nothing
AIRY = 1.7  # heads in the height of a head's box, which has some air around it
ABOVE = -0.15  # heads above the box of a head in which a thing seems to grow out of it: what begins higher is a crown
FACE = (0.3, 0.25)  # heads of air above and below a head's box that are none of the face; what is there merges with it
MIDDLING = (1.95, 2.7)  # metres across and up; what is larger is a background
SLIM = 1.2  # metres; a part so wide that is a rectangle is a cupboard or a wall
SHAPED = 0.35  # share of a thing's high parts that are no rectangles: a horse, no chest
STEPS = (1.0, 1.5, 2.0, 2.6, 3.3, 4.2, 5.5, 7.0)  # heads across the panel by which a thing is moved
SLIDES = (0.15, 0.3, 0.45, 0.6, 0.8, 1.0, 1.3, 1.6, 2.0)  # metres by which what is strung is moved
LARGEST = 9.0  # metres; what is wider is a wall, a quay or a row of houses, and stays
TOGETHER, SHARED = 0.45, 0.4  # metres in depth and share of its width by which a thing belongs to another
WIDER = 6.0  # widths of a thing from which another is a loft or a wall beside it, which does not move with it
AT_TABLE = 0.35  # metres between a chair and the table that it belongs to
CHAIRS = ("chair", "stool", "bench")
DEEP = 1.2  # metres in depth within which things stand in each other's way
TOUCH = 0.05  # metres that things may stand in each other
INTO = 0.25  # metres that they may at most where there is no other place
ROW = 3  # things alike from which they are the place itself: the seats of a train
BODY = 0.3  # metres around somebody in which nothing is set down
CORNER = 0.1  # metres that stay free at the walls of a room
ENDLESS = 999.0  # metres; the open has no walls


def clear_heads(
    things: Sequence[Thing], actors: Sequence[Actor], camera: Camera, place: Mapping[str, Any]
) -> list[Thing]:
    """Move what seems to grow out of a head, and what stands on it or at it, to the nearest free place beside."""
    camera = level(camera)
    heads = [(head_box(actor, camera), actor.spot.z) for actor in actors]
    half = float(place.get("width", 7.0)) / 2 - CORNER if place["set"] == "room" else ENDLESS
    wall = wall_of(place)
    placed = list(things)
    for thing in things:
        # What has been moved with something else is no longer what it was, and where it is, it is free.
        if thing in placed and stands(thing) and thing.spot.z < wall and grows(thing, heads, camera):
            placed = moved_aside(placed, placed.index(thing), heads, camera, half)
    return [slid(thing, placed, heads, camera, half) if is_strung(thing) else thing for thing in placed]


def level(camera: Camera) -> Camera:
    """Give a camera that does not lean: things and heads lean together, so what is behind what stays the same."""
    return replace(camera, roll=0.0)


def is_strung(thing: Thing) -> bool:
    """Say whether a thing hangs in single pieces, each of which could grow out of a head."""
    return bool(read_table("things")["thing"].get(thing.name, {}).get("strung"))


def slid(
    thing: Thing, things: Sequence[Thing], heads: Sequence[tuple[Box, float]], camera: Camera, half: float
) -> Thing:
    """Hang a thing that is strung a little farther on, where no piece of it is behind a head; else it stays."""
    others = [other for other in things if other is not thing]
    most = in_the_way_of(thing, others) + TOUCH
    ways = [thing, *(shifted(thing, side * step) for step in SLIDES for side in (1, -1))]
    inside = (way for way in ways if all(-half < edge < half for edge in extent(way)))
    free = (way for way in inside if not grows(way, heads, camera) and in_the_way_of(way, others) <= most)
    return next(free, thing)


def stands(thing: Thing) -> bool:
    """Say whether a thing stands on the ground, faces us and can stand elsewhere: no house does, wide or long."""
    (left, right), (near, far) = reach_of(thing.name)[0], away_of(thing.name)
    largest = max(right - left, far - near) * thing.spot.size
    return thing.spot.turn == "front" and thing.spot.y <= 0 and largest < LARGEST


def is_behind(thing: Thing, heads: Sequence[tuple[Box, float]], camera: Camera) -> bool:
    """Say whether a thing is where no thing should be moved to: behind a head, on the ground or on a table."""
    hung = hangs(thing) and not is_clear(thing, [box for box, _ in heads], camera)
    return hung or grows(thing, heads, camera) or stands_in_people(thing, heads, camera)


def stands_in_people(thing: Thing, heads: Sequence[tuple[Box, float]], camera: Camera) -> bool:
    """Say whether a thing on the ground is where somebody stands."""
    near, far = (thing.spot.z + away * thing.spot.size for away in away_of(thing.name))
    left, right = extent(thing)
    return any(
        near - BODY < depth < far + BODY
        and left - BODY < camera.x + ((box[0] + box[2] - camera.aspect) / 2) / camera.scale(depth) < right + BODY
        for box, depth in heads
        if thing.spot.y <= 0
    )


def grows(thing: Thing, heads: Sequence[tuple[Box, float]], camera: Camera) -> bool:
    """Say whether a thing seems to grow out of a head."""
    scale = camera.scale(thing.spot.z)
    first, last = (camera.aspect / 2 + (x - camera.x) * scale for x in extent(thing))
    return any(
        thing.spot.z > depth
        and last >= left
        and first <= right
        and any(x1 > left and x0 < right for x0, x1 in narrow_parts(thing, (top, bottom), camera))
        for (left, top, right, bottom), depth in heads
    )


def narrow_parts(thing: Thing, ends: Range, camera: Camera) -> list[Range]:
    """Give from where to where on the panel a thing is narrow above a crown, what is strung also beside the head.

    `ends` are the upper and the lower one of the head's box.
    """
    (top, bottom), strung = ends, is_strung(thing)
    head = (bottom - top) / AIRY
    band = ends if strung else (top - ABOVE * head, top + 0.4 * head)
    parts = parts_between(thing, band, -ENDLESS if strung else 0.3 * head, camera)  # each ham is a piece of its own
    narrow = [(x0, x1) for x0, x1 in parts if x1 - x0 < BACKGROUND * head]
    return narrow if strung else narrow + merging_parts(thing, ends, camera)


def merging_parts(thing: Thing, ends: Range, camera: Camera) -> list[Range]:
    """Give from where to where on the panel a thing no larger than people is beside the face itself."""
    if not is_middling(thing):
        return []
    (top, bottom), (air, below) = ends, FACE
    head = (bottom - top) / AIRY
    parts = parts_between(thing, (top + air * head, bottom - below * head), 0.3 * head, camera)
    slim = min(BACKGROUND * head, SLIM * camera.scale(thing.spot.z))
    return [(x0, x1) for x0, x1 in parts if x1 - x0 < slim or shaped_share(thing.name) > SHAPED]


def without_merging(
    things: Sequence[Thing], people: Sequence[Actor], camera: Camera, place: Mapping[str, Any]
) -> list[Thing]:
    """Leave out what still merges with a head, whosever it is, where it is small and nothing stands on it."""
    if "seats" in place:
        return list(things)
    camera, wall, many = level(camera), wall_of(place), Counter(thing.name for thing in things)
    heads = [(head_box(person, camera), person.spot.z) for person in people]
    spare = (one for one in things if is_small(one) and one.spot.z < wall and many[one.name] < ROW)
    lost = [id(one) for one in spare if grows(one, heads, camera) and not bears(one, things)]
    return [one for one in things if id(one) not in lost]


def wall_of(place: Mapping[str, Any]) -> float:
    """Give how far away a room's back wall is with what is in it: doors stay; the open has none."""
    return float(place.get("depth", 8.0)) - CORNER if place["set"] == "room" else ENDLESS


def is_middling(thing: Thing) -> bool:
    """Say whether a thing is no larger than people: an animal, a toy, a plant, a chest; no machine and no house."""
    (left, right), (low, high) = reach_of(thing.name)
    return (right - left) * thing.spot.size < MIDDLING[0] and (high - low) * thing.spot.size < MIDDLING[1]


def is_small(thing: Thing) -> bool:
    """Say whether a place does without a thing: on the ground or a table, slim or with an outline of its own."""
    (left, right), _ = reach_of(thing.name)
    slim = (right - left) * thing.spot.size < SLIM or shaped_share(thing.name) > SHAPED
    return slim and thing.spot.turn == "front" and not hangs(thing) and is_middling(thing)


def bears(thing: Thing, things: Sequence[Thing]) -> bool:
    """Say whether something stands on a thing."""
    return any(other.spot.y > 0 and belongs(other, thing) for other in things if other is not thing)


@functools.cache
def shaped_share(name: str) -> float:
    """Give the share of a thing's parts, by how large they are, that are no rectangles."""
    shapes = parse_shapes(read_table("things")["thing"].get(name, {}).get("shapes", ""))
    parts = [(solid_of(shape), shape.kind in (*SLANTED, "oval")) for shape in shapes if shape.kind not in LIGHT]
    sizes = [((part.across[1] - part.across[0]) * (part.up[1] - part.up[0]), shaped) for part, shaped in parts]
    return sum(size for size, shaped in sizes if shaped) / max(1e-6, sum(size for size, _ in sizes))


def parts_between(thing: Thing, band: Range, gap: float, camera: Camera) -> list[Range]:
    """Give from where to where on the panel a thing is between two heights of it; what is a `gap` apart is one."""
    spot, scale = thing.spot, camera.scale(thing.spot.z)
    high, low = (camera.y - (y - camera.horizon) / scale for y in band)
    parts = (solid.span((low - spot.y) / spot.size, (high - spot.y) / spot.size) for solid in solids_of(thing.name))
    spans = merged([across_of(spot, part) for part in parts if part], gap / scale)
    left, right = ([camera.aspect / 2 + (span[side] - camera.x) * scale for span in spans] for side in (0, 1))
    return list(zip(left, right, strict=True))


def growths(things: Sequence[Thing], actor: Actor, camera: Camera) -> list[Range]:
    """List the shares of the panel's width at which the middle of a head as far away would have something behind it."""
    camera = level(camera)
    left, top, right, bottom = head_box(actor, camera)
    behind = [thing for thing in things if thing.spot.z > actor.spot.z and (stands(thing) or is_strung(thing))]
    parts = [part for thing in behind for part in narrow_parts(thing, (top, bottom), camera)]
    half = (right - left) / 2
    return [((x0 - half) / camera.aspect, (x1 + half) / camera.aspect) for x0, x1 in parts]


def moved_aside(
    things: list[Thing], index: int, heads: Sequence[tuple[Box, float]], camera: Camera, half: float
) -> list[Thing]:
    """Move a thing with its companions to where it is behind no head and in nothing's way.

    What alone finds no such place is left out; what others stand on or at stays where it is, and so does what is wide
    in a room: a kitchen has its stove.
    """
    group = companions(things, index)
    others = [thing for place, thing in enumerate(things) if place not in group]
    thing, head = things[index], max((box[3] - box[1] for box, _ in heads), default=0.1) / AIRY
    crowded = sum(in_the_way_of(things[place], others) for place in group)
    ways: list[tuple[float, int, dict[int, Thing]]] = []
    for step in (side * step * head / camera.scale(thing.spot.z) for step in STEPS for side in (1, -1)):
        moved = {place: shifted(things[place], step) for place in group}
        free = not any(is_behind(one, heads, camera) for one in moved.values())
        if free and all(-half < edge < half for one in moved.values() for edge in extent(one)):
            more = max(0.0, sum(in_the_way_of(one, others) for one in moved.values()) - crowded)
            ways.append((round(more, 2), len(ways), moved))
            if more <= TOUCH:
                break
    worst, _, chosen = min(ways, default=(0.0, 0, {}), key=lambda way: way[:2])
    if worst > INTO or not ways:  # a stove would stand in the sink
        wide = extent(thing)[1] - extent(thing)[0] > MIDDLING[0]
        stays = len(group) > 1 or (wide and (half < ENDLESS or not ways))
        return things if stays else [*things[:index], *things[index + 1 :]]
    return [chosen.get(place, one) for place, one in enumerate(things)]


def companions(things: Sequence[Thing], index: int) -> set[int]:
    """List a thing with all that stands on it, in it or at it; what it only leans on, and is far wider, stays."""
    group, fresh = {index}, [index]
    widest = WIDER * (extent(things[index])[1] - extent(things[index])[0])
    while fresh:
        current = things[fresh.pop()]
        for place, other in enumerate(things):
            wide = extent(other)[1] - extent(other)[0] > widest and other.spot.y <= 0
            if place not in group and not wide and belongs(other, current):
                group.add(place)
                fresh.append(place)
    return group


def belongs(thing: Thing, other: Thing) -> bool:
    """Say whether two things stand together: one on the other, a chair at its table."""
    sizes = [(right - left) for left, right in (extent(thing), extent(other))]
    if "front" not in (thing.spot.turn, other.spot.turn) or max(sizes) > LARGEST or thing.spot.turn != "front":
        return False
    away, shared = abs(thing.spot.z - other.spot.z), common(extent(thing), extent(other))
    if any(word in one.name for one in (thing, other) for word in CHAIRS) and away < DEEP:
        return shared > -AT_TABLE and any("table" in one.name or "desk" in one.name for one in (thing, other))
    return away < TOGETHER and shared > SHARED * min(sizes)


def in_the_way_of(thing: Thing, others: Sequence[Thing]) -> float:
    """Give how many metres of a thing stand in others, or hide what hangs behind it: a window, a picture."""
    near = [other for other in others if abs(other.spot.z - thing.spot.z) < DEEP]
    near = [other for other in near if stands(other) or (hangs(other) and as_high(thing, other))]
    return sum(max(0.0, common(extent(thing), extent(other))) for other in near)


def as_high(thing: Thing, other: Thing) -> bool:
    """Say whether a thing reaches up before another that hangs on the wall: a sofa stands below a picture."""
    (low, high), (foot, top) = (
        tuple(one.spot.y + up * one.spot.size for up in reach_of(one.name)[1]) for one in (thing, other)
    )
    return low < top and high > foot


def common(first: Range, second: Range) -> float:
    """Give how many metres two spans share; what is missing between them is negative."""
    return min(first[1], second[1]) - max(first[0], second[0])


def extent(thing: Thing) -> Range:
    """Give from where to where a thing reaches across the stage."""
    return across_of(thing.spot, reach_of(thing.name)[0])


def shifted(thing: Thing, step: float) -> Thing:
    """Stand a thing so many metres to the right."""
    return replace(thing, spot=replace(thing.spot, x=thing.spot.x + step))
