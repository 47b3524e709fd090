"""Doubles: the things of a stage in, the same without a lamp or an animal that is seen half behind another of its kind.

Two lamps in one line of sight are a lamp with two shades, and of two sheep the farther one is a second head.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboard.artwork import read_table
from storyboard.edges import seen_span
from storyboard.extras import overlap
from storyboard.hangings import groups_of
from storyboard.solids import reach_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.backdrops import Thing
    from storyboard.camera import Camera
    from storyboard.extras import Span

HIDDEN = 0.08  # share of its width that another of its kind may hide


def without_doubles(things: Sequence[Thing], camera: Camera) -> list[Thing]:
    """Leave out what is behind another of its kind, with the cord that it hangs from; the nearest one stays."""
    seen: list[Thing] = []
    left_out: list[Thing] = []
    for group in sorted(groups_of(things), key=lambda group: group[-1].spot.z):
        thing = group[-1]
        if not is_single(thing):
            continue
        if any(doubles(other, thing, camera) for other in seen if other.name == thing.name):
            left_out += group
        else:
            seen.append(thing)
    return [thing for thing in things if not any(thing is other for other in left_out)]


def is_single(thing: Thing) -> bool:
    """Say whether a thing is a lamp that hangs, or something else that is seen by itself."""
    row = read_table("things")["thing"].get(thing.name, {})
    return thing.spot.turn == "front" and bool(row.get("hangs") or row.get("single"))


def doubles(other: Thing, thing: Thing, camera: Camera) -> bool:
    """Say whether a nearer thing is seen before a part of another."""
    across = overlap(seen_span(other, camera), span := seen_span(thing, camera))
    up = overlap(heights_of(other, camera), heights_of(thing, camera))
    return up > 0 and across > HIDDEN * (span[1] - span[0])


def heights_of(thing: Thing, camera: Camera) -> Span:
    """Give from where to where a thing reaches down the panel."""
    low, high = (thing.spot.y + height * thing.spot.size for height in reach_of(thing.name)[1])
    scale = camera.scale(thing.spot.z)
    return camera.horizon + (camera.y - high) * scale, camera.horizon + (camera.y - low) * scale
