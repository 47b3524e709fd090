"""Edges: what stands on a stage and its camera in, out what the picture's edges leave whole enough to be read.

Of a lamp just outside the picture only the rim of its shade would show, and hang in the air.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table
from storyboard.camera import EDGE_ABOVE
from storyboard.hangings import groups_of
from storyboard.solids import across_of, away_of, reach_of, solids_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.backdrops import Thing
    from storyboard.camera import Camera
    from storyboard.solids import Range, Solid

LEAST = 0.4  # share of its width, or height, that shows of what is not seen to stand on the ground
FOOT = 0.1  # metres above the ground, or the lower edge, up to which a part is a foot
ON_WALL = 0.3  # metres before a back wall to which the wall holds things
STANDS_ON = 0.8  # metres in depth between a thing and what stands on it


def leave_slivers(things: Sequence[Thing], camera: Camera, place: Mapping[str, Any]) -> list[Thing]:
    """Leave out what an edge of the picture cuts so that its rest would hang in the air, with its cord."""
    wall = float(place.get("depth", 8.0)) - ON_WALL if place["set"] == "room" else float("inf")
    kept: list[Thing] = []
    for group in groups_of(things):
        cut = any(is_sliver(thing, camera) and thing.spot.z < wall for thing in group)
        if not cut or any(carries(thing, other) for thing in group for other in things):
            kept += group
    return kept


def still_held(before: Sequence[Thing], after: Sequence[Thing], place: Mapping[str, Any]) -> list[Thing]:
    """Leave out what stood on something that is there no longer: a screen without its desk would float."""
    wall = float(place.get("depth", 8.0)) - ON_WALL if place["set"] == "room" else float("inf")
    lost = [thing for thing in before if thing not in after]
    loose = [
        id(thing)
        for thing in after
        if thing.spot.turn == "front" and thing.spot.z < wall and any(carries(base, thing) for base in lost)
    ]
    return [one for one in after if id(one) not in loose or any(carries(base, one) for base in after)]


def is_sliver(thing: Thing, camera: Camera) -> bool:
    """Say whether little of a thing is in the picture, and none of its feet."""
    if thing.spot.turn != "front" or not solids_of(thing.name):
        return False
    if is_cut_above(thing, camera):
        return True
    (left, right), (_, far) = reach_of(thing.name)[0], away_of(thing.name)
    parts = solids_of(thing.name)
    seen = seen_part(replace(parts[0], across=(left, right), away=(far, far)), thing, camera)
    shown = max(seen_part(solid, thing, camera) for solid in parts)
    if shown <= 0 or seen >= LEAST * (right - left) * thing.spot.size:
        return False
    return all(seen_part(foot, thing, camera) <= 0 for foot in feet_of(thing, camera))


def is_cut_above(thing: Thing, camera: Camera) -> bool:
    """Say whether of a lamp that hangs only the lower end comes in over the upper edge: a knob without a lamp."""
    if not read_table("things")["thing"].get(thing.name, {}).get("hangs"):
        return False
    low, high = (thing.spot.y + height * thing.spot.size for height in reach_of(thing.name)[1])
    scale = camera.scale(thing.spot.z)
    below_edge = camera.y + camera.horizon / scale - low
    return 0 < below_edge < LEAST * (high - low) + EDGE_ABOVE / scale


def feet_of(thing: Thing, camera: Camera) -> list[Solid]:
    """List the parts of a standing thing that are on the ground, or at the picture's lower edge."""
    spot = thing.spot
    if spot.y > 0:
        return []
    low = max(0.0, camera.y - (1 - camera.horizon) / camera.scale(spot.z) - spot.y) / spot.size
    parts = [(solid, solid.span(low, low + FOOT)) for solid in solids_of(thing.name)]
    return [replace(solid, across=part) for solid, part in parts if part]


def seen_part(solid: Solid, thing: Thing, camera: Camera) -> float:
    """Give how many metres of a part the picture shows, of its far end most; its frame hides the edge."""
    span = across_of(thing.spot, solid.across)
    half = (camera.aspect / 2 - EDGE_ABOVE) / camera.scale(thing.spot.z + solid.away[1] * thing.spot.size)
    return min(span[1], camera.x + half) - max(span[0], camera.x - half)


def carries(thing: Thing, other: Thing) -> bool:
    """Say whether another thing stands on one."""
    if other is thing or other.spot.y <= 0 or thing.spot.y > 0 or abs(other.spot.z - thing.spot.z) > STANDS_ON:
        return False
    left, right = across_of(thing.spot, reach_of(thing.name)[0])
    return left < other.spot.x < right and other.spot.y <= reach_of(thing.name)[1][1] * thing.spot.size + FOOT


def seen_span(thing: Thing, camera: Camera) -> Range:
    """Give which share of the panel's width a thing covers."""
    scale = camera.scale(thing.spot.z) / camera.aspect
    left, right = across_of(thing.spot, reach_of(thing.name)[0])
    return (0.5 + (left - camera.x) * scale, 0.5 + (right - camera.x) * scale)
