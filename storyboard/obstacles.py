"""Obstacles: the things of a stage in, out what of them could hide, or seem to burn, people without a name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storyboard.backdrops import Thing
from storyboard.backing import level
from storyboard.crossing import bars_of
from storyboard.edges import seen_span
from storyboard.extras import Obstacle, Reach, span_of
from storyboard.footing import flames_of
from storyboard.grips import furniture_size
from storyboard.solids import across_of, reach_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.extras import Span
    from storyboard.staging import Staging

HEADS = 2.1  # metres; what hangs higher hides nobody
BEHIND = 9.0  # metres; what stands farther away hides no extra
NOWHERE = (0.0, 0.0)


def obstacles(things: Sequence[Thing], staging: Staging) -> list[Obstacle | Reach]:
    """List what could hide an extra, or at least a face; where people are is known without what they sit at."""
    standing = [
        Obstacle(thing, seen_span(thing, staging.camera))
        for thing in things
        if thing.spot.turn == "front" and thing.spot.z < BEHIND and foot_of(thing) < HEADS
    ]
    reaches = [Reach(actor.spot.z, bars_of(actor, level(staging.camera))) for actor in staging.actors]
    return [*standing, *(Obstacle(thing, NOWHERE) for thing in furniture_of(staging)), *reaches]


def furniture_of(staging: Staging) -> list[Thing]:
    """List what people sit at and what is behind them, as large as it is drawn."""
    return [
        Thing(name, replace(actor.spot, size=actor.spot.size * size))
        for actor in staging.actors
        for name, size in ((actor.table, furniture_size(actor.looks.stature)), (actor.behind, 1.0))
        if name and not actor.looks.beast
    ]


def foot_of(thing: Thing) -> float:
    """Give how high above the ground a thing begins: a lamp that hangs low is before faces."""
    return thing.spot.y + reach_of(thing.name)[1][0] * thing.spot.size


def fires(things: Sequence[Thing], staging: Staging) -> list[Span]:
    """List which parts of the panel's width open flames cover: whoever is before or behind them seems to burn."""
    standing = (*things, *furniture_of(staging))
    burning = [(thing.spot, flames) for thing in standing if (flames := flames_of(thing.name))]
    ends = [(spot, across_of(spot, flames)) for spot, flames in burning if spot.turn == "front"]
    return [
        span_of(replace(spot, x=(left + right) / 2), (right - left) / 2, staging.camera) for spot, (left, right) in ends
    ]
