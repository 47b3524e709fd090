"""Aims: people without a name in, who hold a long thing before a head or behind one mirrored out.

A rifle aslant before the breast reaches to one side only; turned round, it points where nobody stands.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storyboard.crossing import bars_of
from storyboard.crowding import head_of
from storyboard.grips import holding
from storyboard.solids import reach_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.camera import Camera
    from storyboard.casting import Actor
    from storyboard.crowding import Box

LONG = 0.6  # metres; what is shorter stays before the one who holds it
AIR = 0.15  # heads that stay free around a face
POINTS = 16  # places along a thing that are looked at


def aimed(extras: Sequence[Actor], actors: Sequence[Actor], camera: Camera) -> list[Actor]:
    """Turn those round whose long things cross the head of another, where they cross fewer so."""
    people = [(one, head_of(one, camera)) for one in (*actors, *extras)]
    return [best_way(extra, [head for one, head in people if one is not extra], camera) for extra in extras]


def best_way(extra: Actor, heads: Sequence[Box], camera: Camera) -> Actor:
    """Turn somebody with a long thing round where it crosses fewer heads so."""
    if not is_long(extra):
        return extra
    ways = (extra, replace(extra, spot=replace(extra.spot, flip=not extra.spot.flip)))
    return min(ways, key=lambda way: heads_crossed(way, heads, camera))


def is_long(actor: Actor) -> bool:
    """Say whether somebody holds a thing that reaches beyond the shoulders."""
    if actor.looks.beast or not holding(actor.pose, actor.prop):
        return False
    return max(high - low for low, high in reach_of(actor.prop)) > LONG


def heads_crossed(actor: Actor, heads: Sequence[Box], camera: Camera) -> int:
    """Count the heads that what somebody holds is before or behind."""
    if not is_long(actor):
        return 0
    (x0, y0), (x1, y1), _ = bars_of(actor, camera)[-1]
    shares = [index / (POINTS - 1) for index in range(POINTS)]
    points = [(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) for share in shares]
    return sum(any(is_in(point, head) for point in points) for head in heads)


def is_in(point: tuple[float, float], head: Box) -> bool:
    """Say whether a point is on a head, or close to it."""
    left, top, right, bottom = head
    air = AIR * (bottom - top)
    return left - air < point[0] < right + air and top - air < point[1] < bottom + air
