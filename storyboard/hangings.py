"""Hangings: what hangs on a back wall or from a ceiling in, the same moved out from behind the heads out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.solids import across_of, reach_of, solids_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.backdrops import Thing
    from storyboard.camera import Camera
    from storyboard.casting import Actor

Box = tuple[float, float, float, float]  # left, top, right, bottom on the panel

HIGH = 0.9  # metres; what is lower stands on something and stays there
NARROW = 1.9  # metres; what is wider is a window, a shelf or a board, and stays
AIR = 0.35  # heads that stay free around a head
STEPS = (0.0, 0.3, -0.3, 0.6, -0.6, 0.9, -0.9, 1.2, -1.2, 1.6, -1.6, 2.0, -2.0)  # metres to hang it elsewhere
SLIDES = (0.2, -0.2, 0.4, -0.4, 0.6, -0.6, 0.8, -0.8)  # metres to move a window with its curtains
THROUGH, CHIN = 0.14, 0.72  # shares of a head's box between which a rod runs through the hair or the face
SAME = 0.1  # metres within which a window and its curtains are at the same place
CORNER = 0.15  # metres that stay free at the side walls
ON_RODS = ("curtains", "long_curtains")  # the window below does without them
CORDS = ("ceiling_rose", "cord")  # what comes before the lamp that hangs from it
TOUCH = 0.25  # metres between what hangs beside each other
NEAR_WALL, UPPER = (
    3.0,
    0.4,
)  # metres from it in which things hide what hangs, or end behind it; share of its height hidden from below
STANDS, ON_IT = 0.08, 0.45  # metres, up and away, between what stands on a counter and its top
FRONT, BACK = 1.0, 0.4  # metres from the lens, and from the back wall, in which a side wall is not seen


def hang_clear(
    things: Sequence[Thing], actors: Sequence[Actor], camera: Camera, place: Mapping[str, Any]
) -> list[Thing]:
    """Hang what would grow out of a head a little farther on, with its cord; what finds no place is left out.

    Where there is no ceiling, what hangs has its rock or its post, and can hang nowhere else.
    """
    if "seats" in place:
        return list(things)
    room = place["set"] == "room"
    heads, half = [head_box(actor, camera) for actor in actors], float(place.get("width", 7.0)) / 2 - CORNER
    placed: list[Thing] = []
    things = slide_rods(things, heads, camera, half) if room else things
    for group in groups_of(things):
        others = [other for other in things if other not in group]
        if not all(movable(thing) for thing in group):
            placed += group
            continue
        if room and is_set_on(group[-1], others):
            placed += [thing for thing in group if is_clear(thing, heads, camera)]
            continue
        near = [other for other in others if len(group) == 1 and at_wall_of(other, group[0], camera)]
        ways = ([moved(thing, step) for thing in group] for step in (STEPS if room else STEPS[:1]))
        free = (
            way
            for way in ways
            if all(is_clear(one, heads, camera) for one in way)
            and (way == group or all(has_room(one, others, ends_of(one, half, camera, place)) for one in way))
            and not any(covers(other, way[0], camera) for other in near if way != group or is_before(other, way[0]))
        )
        placed += next(free, [])
    return placed


def slide_rods(things: Sequence[Thing], heads: Sequence[Box], camera: Camera, half: float) -> list[Thing]:
    """Move a window a little along the wall where the rod of its curtains would start at a head, or take them off."""
    placed = list(things)
    for thing in things:
        if thing not in placed or thing.name not in ON_RODS or is_clear_of_rod(thing, heads, camera):
            continue
        group = [one for one in placed if is_at(one, thing) and (one is thing or hangs(one) or "window" in one.name)]
        others = [one for one in placed if one not in group]
        ways = ({id(one): moved(one, step) for one in group} for step in SLIDES)
        free = (
            way
            for way in ways
            if all(is_clear_of_rod(one, heads, camera) for one in way.values() if one.name in ON_RODS)
            and all(has_room(one, others, (-half, half)) for one in way.values())
        )
        chosen = next(free, {})
        placed = [chosen.get(id(one), one) for one in placed if chosen or one is not thing]
    return placed


def is_at(other: Thing, thing: Thing) -> bool:
    """Say whether two things are at the same place of a wall: a window and its curtains."""
    return abs(other.spot.x - thing.spot.x) < SAME and abs(other.spot.z - thing.spot.z) < SAME


def is_clear_of_rod(thing: Thing, heads: Sequence[Box], camera: Camera) -> bool:
    """Say whether a rod neither ends at a head nor runs through the hair, the hat or the face."""
    top = thing.spot.y + reach_of(thing.name)[1][1] * thing.spot.size
    (x0, y0), (x1, y1) = (camera.project((x, top, thing.spot.z)) for x in across(thing))
    for left, upper, right, lower in heads:
        ends = any(left < x < right and upper < y < lower for x, y in ((x0, y0), (x1, y1)))
        middle, low = (left + right) / 2, upper + CHIN * (lower - upper)
        level = y0 + (y1 - y0) * (middle - x0) / max(1e-9, x1 - x0)
        if ends or (x0 < middle < x1 and upper + THROUGH * (lower - upper) < level < low):
            return False
    return True


def groups_of(things: Sequence[Thing]) -> list[list[Thing]]:
    """Take a lamp with its cord and the rose that holds it; everything else by itself."""
    groups: list[list[Thing]] = []
    for thing in things:
        last = groups[-1][-1] if groups else None
        if last and last.name in CORDS and (last.spot.x, last.spot.z) == (thing.spot.x, thing.spot.z):
            groups[-1].append(thing)
        else:
            groups.append([thing])
    return groups


def hangs(thing: Thing) -> bool:
    """Say whether a thing is on a wall that faces us, or hangs from the ceiling."""
    return thing.spot.turn == "front" and thing.spot.y > HIGH


def at_side(thing: Thing) -> bool:
    """Say whether a thing is on a side wall."""
    return thing.spot.turn in ("left", "right")


def movable(thing: Thing) -> bool:
    """Say whether a thing may as well hang somewhere else."""
    left, right = across(thing)
    on_wall = hangs(thing) or (at_side(thing) and thing.spot.y > HIGH)
    return on_wall and "window" not in thing.name and right - left < NARROW


def is_set_on(thing: Thing, others: Sequence[Thing]) -> bool:
    """Say whether a thing so high stands on another one: a till on its counter, candles on the mantelpiece."""
    spot = thing.spot
    low = spot.y + reach_of(thing.name)[1][0] * spot.size
    return thing.name not in CORDS and any(
        left < spot.x < right and abs(other.spot.y + solid.up[1] * other.spot.size - low) < STANDS
        for other in others
        if other.spot.turn == "front" and other.spot.y < HIGH and abs(other.spot.z - spot.z) < ON_IT
        for solid in solids_of(other.name)
        for left, right in (across_of(other.spot, solid.across),)
    )


def moved(thing: Thing, step: float) -> Thing:
    """Hang a thing so many metres to the right, or farther back on a side wall."""
    spot = thing.spot
    there = replace(spot, z=spot.z + step) if at_side(thing) else replace(spot, x=spot.x + step)
    return replace(thing, spot=there) if step else thing


def across(thing: Thing) -> tuple[float, float]:
    """Give from where to where a thing reaches across the stage, or on a side wall away from us."""
    spot = thing.spot
    return across_of(replace(spot, x=spot.z) if at_side(thing) else spot, reach_of(thing.name)[0])


def ends_of(thing: Thing, half: float, camera: Camera, place: Mapping[str, Any]) -> tuple[float, float]:
    """Give from where to where the wall of a thing reaches on which it is seen."""
    return (camera.z + FRONT, float(place.get("depth", 8.0)) - BACK) if at_side(thing) else (-half, half)


def has_room(thing: Thing, others: Sequence[Thing], ends: tuple[float, float]) -> bool:
    """Say whether a thing hangs on its wall and beside what else is there."""
    left, right = across(thing)
    spans = [across(other) for other in others if shares_wall(other, thing)]
    return left > ends[0] and right < ends[1] and all(right < a - TOUCH or left > b + TOUCH for a, b in spans)


def shares_wall(other: Thing, thing: Thing) -> bool:
    """Say whether two things hang, or stand, at the same wall."""
    if at_side(thing):
        return other.spot.turn == thing.spot.turn
    return hangs(other) and abs(other.spot.z - thing.spot.z) < 1


def at_wall_of(other: Thing, thing: Thing, camera: Camera) -> bool:
    """Say whether a thing stands so near to another's wall that it is seen together with what hangs there."""
    spot, away = other.spot, other.spot.z - thing.spot.z
    return hangs(thing) and spot.turn == "front" and spot.y < HIGH and spot.z > camera.z and abs(away) < NEAR_WALL


def is_before(other: Thing, thing: Thing) -> bool:
    """Say whether a thing is nearer to us than another."""
    return other.spot.z < thing.spot.z


def covers(other: Thing, thing: Thing, camera: Camera) -> bool:
    """Say whether a thing that stands before a wall hides the upper part of what hangs there: not only its foot."""
    spot, size, nearer = other.spot, other.spot.size, camera.distance(other.spot.z) / camera.distance(thing.spot.z)
    low, high = (thing.spot.y + up * thing.spot.size for up in reach_of(thing.name)[1])
    ends = [camera.y + (y - camera.y) * nearer - spot.y for y in (low + UPPER * (high - low), high)]
    left, right = (camera.x + (x - camera.x) * nearer for x in across(thing))
    parts = (solid.span(ends[0] / size, ends[1] / size) for solid in solids_of(other.name))
    spans = (across_of(spot, part) for part in parts if part)
    return any(start < right and end > left for start, end in spans)


def is_clear(thing: Thing, heads: Sequence[Box], camera: Camera) -> bool:
    """Say whether no head is before a thing."""
    (left, right), (low, high) = reach_of(thing.name)
    corners = [camera.project(thing.spot.place(u, v)) for u in (left, right) for v in (low, high)]
    (x0, x1), (y0, y1) = ((min(values), max(values)) for values in zip(*corners, strict=True))
    return all(x1 < a or x0 > c or y1 < b or y0 > d for a, b, c, d in heads)


def head_box(actor: Actor, camera: Camera) -> Box:
    """Give where a head is on the panel, with some air."""
    (x, top), (other, bottom) = (camera.project(place) for place in actor.head_ends())
    size = abs(bottom - top)
    middle, air = (x + other) / 2, AIR * size
    return middle - size / 2 - air, top - air, middle + size / 2 + air, bottom + air
