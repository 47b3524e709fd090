"""Footing: a place and what stands in it in, where on its ground somebody can stand out."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table
from storyboard.blocking import STANDING
from storyboard.shapes import parse_shapes
from storyboard.solids import merged, solid_of, solids_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.backdrops import Thing
    from storyboard.casting import Actor
    from storyboard.shapes import Spot
    from storyboard.solids import Range

LIFTED, SHOE = 0.28, 0.2  # metres above the ground of an ankle that is lifted, and from an ankle to the toes
KERB, OVERHEAD = 0.12, 0.9  # metres; feet step over what is lower, heads pass under what begins higher
BESIDE, BEFORE = 0.24, 0.3  # metres that a body keeps from a thing to its sides, and before and behind it
WALL = 0.45  # metres that it keeps from the side walls of a room
BACK = 0.9  # metres from a room's back wall to whoever stands farthest away
FARTHEST = 8.5  # metres from the front of the stage to whoever stands farthest away in the open
NEARER = (0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.05, 1.2)  # metres that somebody steps nearer out of a bed
ANYWHERE = 60.0  # metres to each side of a stage that has no end


@dataclass(frozen=True, slots=True)
class Footing:
    """Ground with an end to the left, to the right and far away, and what it is taken up by."""

    across: Range
    far: float
    taken: tuple[tuple[Range, Range], ...] = ()  # across the stage, and away from the viewer
    covered: bool = False  # it is a room's

    def holds(self, x: float, z: float) -> bool:
        """Say whether somebody stands well there: on the ground, and in nothing."""
        on_ground = self.across[0] <= x <= self.across[1] and z <= self.far + 1e-6
        return on_ground and not any(left < x < right for left, right in self.taken_at(z))

    def taken_at(self, z: float) -> list[Range]:
        """Give from where to where things take up the ground at a depth."""
        return merged([across for across, (near, far) in self.taken if near < z < far], 0.0)


def footing_of(place: Mapping[str, Any], things: Sequence[Thing]) -> Footing:
    """Give the ground of a place: within its walls, before its water, and beside its furniture."""
    half, far = ANYWHERE, FARTHEST
    if place["set"] == "room":
        half, far = float(place.get("width", 7.0)) / 2 - WALL, float(place.get("depth", 8.0)) - BACK
    left, right, end = (float(number) for number in place.get("stand", (-half, half, far)))
    taken = [part for thing in things for part in footprints(thing.name, thing.spot)]
    return Footing((max(left, -half), min(right, half)), min(end, far), tuple(taken), place["set"] == "room")


def stepped_out(spot: Spot, eye: tuple[float, float], footing: Footing) -> Spot:
    """Step nearer to the viewer out of what somebody stands in, seen at the same place of the panel.

    `eye` is where the viewer is, across and away. Who finds no free ground stays.
    """
    across, away = eye
    for step in NEARER:
        share = (spot.z - step - away) / (spot.z - away)
        x = across + (spot.x - across) * share
        if share > 0 and footing.holds(x, spot.z - step):
            return replace(spot, x=x, z=spot.z - step) if step else spot
    return spot


def room_of(actor: Actor) -> Range:
    """Say how many metres to the left and to the right somebody keeps free of furniture: who lifts a foot, the step."""
    if actor.looks.beast or actor.seat or actor.table or "on" in actor.pose:
        return STANDING
    made = actor.skeleton
    if max(y for _, y, _ in made.ankles) < LIFTED:
        return STANDING
    xs = [actor.spot.place(*joint)[0] - actor.spot.x for joint in (*made.knees, *made.ankles)]
    return min(STANDING[0], min(xs) - SHOE), max(STANDING[1], max(xs) + SHOE)


def footprints(name: str, spot: Spot) -> list[tuple[Range, Range]]:
    """Give the pieces of the ground that a thing takes up, with the room that a body needs around them."""
    taken: list[tuple[Range, Range]] = []
    if spot.turn == "flat":
        return taken  # feet step on what lies flat
    for across, away in low_parts(name, spot.y):
        places = [spot.place(u, 0.0, w) for u in across for w in away]
        xs, zs = [x for x, _, _ in places], [z for _, _, z in places]
        taken.append(((min(xs) - BESIDE, max(xs) + BESIDE), (min(zs) - BEFORE, max(zs) + BEFORE)))
    return taken


@functools.cache
def low_parts(name: str, lift: float) -> tuple[tuple[Range, Range], ...]:
    """Give what of a thing is in the way of feet: from where to where across, and away; of water all."""
    deep = read_table("things")["thing"].get(name, {}).get("deep", False)
    parts = [
        (solid.across, solid.away)
        for solid in solids_of(name)
        if deep or (solid.up[0] + lift < OVERHEAD and solid.up[1] + lift > KERB)
    ]
    return tuple(
        part for part in dict.fromkeys(parts) if not any(part != other and within(part, other) for other in parts)
    )


def within(part: tuple[Range, Range], other: tuple[Range, Range]) -> bool:
    """Say whether a piece of the ground lies in another."""
    return all(b[0] <= a[0] and a[1] <= b[1] for a, b in zip(part, other, strict=True))


@functools.cache
def flames_of(name: str) -> Range | None:
    """Give from where to where the open flames of a thing reach; None of what does not burn."""
    row = read_table("things")["thing"].get(name, {})
    if not row.get("fire"):
        return None
    parts = [solid_of(shape).across for shape in parse_shapes(row["shapes"]) if shape.colour.startswith("flame")]
    return (min(left for left, _ in parts), max(right for _, right in parts))
