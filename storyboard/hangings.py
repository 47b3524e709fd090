"""Hangings: what hangs on a back wall or from a ceiling in, the same moved out from behind the heads out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.solids import across_of, reach_of

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
CORNER = 0.15  # metres that stay free at the side walls
CORDS = ("ceiling_rose", "cord")  # what comes before the lamp that hangs from it
TOUCH = 0.25  # metres between what hangs beside each other


def hang_clear(
    things: Sequence[Thing], actors: Sequence[Actor], camera: Camera, place: Mapping[str, Any]
) -> list[Thing]:
    """Hang what would grow out of a head a little farther on, with its cord; what finds no place is left out."""
    if place["set"] != "room" or "seats" in place:
        return list(things)
    heads, half = [head_box(actor, camera) for actor in actors], float(place.get("width", 7.0)) / 2 - CORNER
    placed: list[Thing] = []
    for group in groups_of(things):
        if not all(movable(thing) for thing in group):
            placed += group
            continue
        others = [other for other in things if other not in group and hangs(other)]
        ways = ([moved(thing, step) for thing in group] for step in STEPS)
        free = (
            way
            for way in ways
            if all(is_clear(one, heads, camera) for one in way)
            and (way == group or all(has_room(one, others, half) for one in way))
        )
        placed += next(free, [])
    return placed


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


def movable(thing: Thing) -> bool:
    """Say whether a thing may as well hang somewhere else."""
    left, right = across(thing)
    return hangs(thing) and "window" not in thing.name and right - left < NARROW


def moved(thing: Thing, step: float) -> Thing:
    """Hang a thing so many metres to the right."""
    return replace(thing, spot=replace(thing.spot, x=thing.spot.x + step)) if step else thing


def across(thing: Thing) -> tuple[float, float]:
    """Give from where to where a thing reaches across the stage."""
    return across_of(thing.spot, reach_of(thing.name)[0])


def has_room(thing: Thing, others: Sequence[Thing], half: float) -> bool:
    """Say whether a thing hangs on its wall and beside what else hangs there."""
    left, right = across(thing)
    spans = [across(other) for other in others if abs(other.spot.z - thing.spot.z) < 1]
    return left > -half and right < half and all(right < a - TOUCH or left > b + TOUCH for a, b in spans)


def is_clear(thing: Thing, heads: Sequence[Box], camera: Camera) -> bool:
    """Say whether no head is before a thing."""
    left, right = across(thing)
    spot, (low, high) = thing.spot, reach_of(thing.name)[1]
    x0, y1 = camera.project((left, spot.y + low * spot.size, spot.z))
    x1, y0 = camera.project((right, spot.y + high * spot.size, spot.z))
    return all(x1 < a or x0 > c or y1 < b or y0 > d for a, b, c, d in heads)


def head_box(actor: Actor, camera: Camera) -> Box:
    """Give where a head is on the panel, with some air."""
    (x, top), (other, bottom) = (camera.project(place) for place in actor.head_ends())
    size = abs(bottom - top)
    middle, air = (x + other) / 2, AIR * size
    return middle - size / 2 - air, top - air, middle + size / 2 + air, bottom + air
