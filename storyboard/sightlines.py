"""Sightlines: what stands in a room and who is there in, how much of a window, a door or a clock is seen out."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboard.artwork import read_table
from storyboard.camera import EDGE_ABOVE, EDGE_BELOW
from storyboard.hangings import AIR, head_box
from storyboard.shapes import parse_shapes
from storyboard.solids import reach_of, solid_of, solids_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from storyboard.backdrops import Thing
    from storyboard.camera import Camera, Place3
    from storyboard.canvas import Point
    from storyboard.casting import Actor
    from storyboard.hangings import Box
    from storyboard.solids import Range

SAMPLES = 5  # places across and up at which it is looked at whether something is seen
ELBOWS, LENS = 0.2, 0.5  # metres that a body takes up to each side, and from the lens to what is drawn at all


@dataclass(frozen=True, slots=True)
class Sight:
    """What the camera sees of a room, and what is in the way."""

    camera: Camera
    heads: tuple[Box, ...]  # with air around
    solids: tuple[tuple[float, Box], ...]  # how far away, and where on the panel

    def is_seen(self, place: Place3) -> bool:
        """Say whether a place is in the picture with nothing before it."""
        x, y = self.camera.project(place)
        if not (0 < x < self.camera.aspect and EDGE_ABOVE < y < EDGE_BELOW):
            return False
        return not any(z < place[2] and a < x < c and b < y < d for z, (a, b, c, d) in self.solids)

    def share(self, thing: Thing) -> float:
        """Give the share of a thing's sky that is seen, or of all of a thing that has none."""
        boxes = sky_of(thing.name) or (corners(*reach_of(thing.name)),)
        spots = [thing.spot.place(u, v) for box in boxes for u, v in samples(box)]
        return sum(map(self.is_seen, spots)) / len(spots)

    def shown(self, thing: Thing) -> float:
        """Give how much of the panel a thing's sky is seen on, in square panel heights."""
        total = sum(area([self.camera.project(thing.spot.place(u, v)) for u, v in box]) for box in sky_of(thing.name))
        return total * self.share(thing) if total else 0.0

    def is_clear(self, thing: Thing) -> bool:
        """Say whether no head is before a thing."""
        across, up = reach_of(thing.name)
        left, top, right, bottom = frame([self.camera.project(thing.spot.place(u, v)) for u, v in corners(across, up)])
        return all(right < a or left > c or bottom < b or top > d for a, b, c, d in self.heads)


def sight_of(things: Sequence[Thing], actors: Sequence[Actor], camera: Camera) -> Sight:
    """Note what is before the walls of a room."""
    heads = tuple(head_box(actor, camera) for actor in actors)
    people = [(actor.spot.z, box) for actor in actors for box in body_boxes(actor, camera)]
    own = [(thing.spot.z, box) for thing in things for box in boxes_of(thing, camera)]
    return Sight(camera, heads, (*people, *own))


def body_boxes(actor: Actor, camera: Camera) -> tuple[Box, Box]:
    """Give where the head of somebody is on the panel, and where trunk and legs are."""
    left, top, right, bottom = head_box(actor, camera)
    air = (bottom - top) * AIR / (1 + 2 * AIR)
    middle, reach = (left + right) / 2, ELBOWS * actor.spot.size * camera.scale(actor.spot.z)
    return (left + air, top + air, right - air, bottom - air), (middle - reach, bottom - air, middle + reach, 1.0)


def boxes_of(thing: Thing, camera: Camera) -> Iterable[Box]:
    """Give where the parts of what faces us and stands before the walls are on the panel."""
    spot = thing.spot
    if spot.turn != "front" or spot.z < camera.z + LENS or sky_of(thing.name):
        return
    for solid in solids_of(thing.name):
        yield frame([camera.project(spot.place(u, v)) for u, v in corners(solid.across, solid.up)])


def frame(points: Sequence[Point]) -> Box:
    """Give the box around some points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def area(points: Sequence[Point]) -> float:
    """Give the area of a polygon."""
    pairs = zip(points, [*points[1:], *points[:1]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def samples(box: Sequence[Point]) -> list[Point]:
    """Spread places over a rectangle."""
    (left, low), _, (right, high), _ = box
    shares = [(index + 0.5) / SAMPLES for index in range(SAMPLES)]
    return [(left + (right - left) * u, low + (high - low) * v) for u in shares for v in shares]


def corners(across: Range, up: Range) -> tuple[Point, ...]:
    """Give the corners of a rectangle from its lower left one."""
    return ((across[0], up[0]), (across[1], up[0]), (across[1], up[1]), (across[0], up[1]))


@functools.cache
def sky_of(name: str) -> tuple[tuple[Point, ...], ...]:
    """Give the corners of the panes of a thing, and of what else of it shows the sky."""
    row = read_table("things")["thing"].get(name)
    shapes = parse_shapes(row["shapes"]) if row else ()
    solids = [solid_of(one) for one in shapes if one.kind == "pane" or one.colour.rstrip("+-") == "sky"]
    return tuple(corners(solid.across, solid.up) for solid in solids)
