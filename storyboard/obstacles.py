"""Obstacles: the things of a stage in, out what of them could hide, or seem to burn, people without a name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storyboard.backdrops import Thing
from storyboard.edges import seen_span
from storyboard.extras import Obstacle, span_of
from storyboard.footing import flames_of
from storyboard.solids import across_of, merged, reach_of, solids_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.camera import Camera
    from storyboard.extras import Span
    from storyboard.staging import Staging

FACES = (1.3, 1.8)  # metres above the ground between which faces are
HEADS = 2.1  # metres; what hangs higher hides nobody
BEHIND = 9.0  # metres; what stands farther away hides no extra


def obstacles(things: Sequence[Thing], staging: Staging) -> list[Obstacle]:
    """List what could hide an extra."""
    return [
        Obstacle(thing.spot.z, seen_span(thing, staging.camera), faces_behind(thing, staging.camera))
        for thing in things
        if thing.spot.turn == "front" and thing.spot.z < BEHIND and foot_of(thing) < HEADS
    ]


def faces_behind(thing: Thing, camera: Camera) -> tuple[Span, ...]:
    """Give which parts of the panel's width a thing covers as high as faces: the bag of a drip, no table."""
    spot = thing.spot
    low, high = ((height - spot.y) / spot.size for height in FACES)
    ends = [across_of(spot, part) for solid in solids_of(thing.name) if (part := solid.span(low, high))]
    return tuple(
        span_of(replace(spot, x=(left + right) / 2), (right - left) / 2, camera) for left, right in merged(ends, 0.0)
    )


def foot_of(thing: Thing) -> float:
    """Give how high above the ground a thing begins: a lamp that hangs low is before faces."""
    return thing.spot.y + reach_of(thing.name)[1][0] * thing.spot.size


def fires(things: Sequence[Thing], staging: Staging) -> list[Span]:
    """List which parts of the panel's width open flames cover: whoever is before or behind them seems to burn."""
    tables = [Thing(name, actor.spot) for actor in staging.actors for name in (actor.table, actor.behind) if name]
    burning = [(thing.spot, flames) for thing in (*things, *tables) if (flames := flames_of(thing.name))]
    ends = [(spot, across_of(spot, flames)) for spot, flames in burning if spot.turn == "front"]
    return [
        span_of(replace(spot, x=(left + right) / 2), (right - left) / 2, staging.camera) for spot, (left, right) in ends
    ]
