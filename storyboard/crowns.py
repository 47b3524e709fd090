"""Crowns: what cannot be moved behind people in, out which of its thin parts would start at the crown of a head.

The bar of a window, the rail of a stair or a pipe that ends right there is read as an antler or a string, and a disc
right behind a head as a halo. Walls, shelves and all that is about as wide as a head is a background.
"""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table
from storyboard.backing import AIRY, is_middling, is_strung, stands
from storyboard.hangings import AIR, movable
from storyboard.shapes import corners_of, parse_shapes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.backdrops import Thing
    from storyboard.camera import Camera, Place3
    from storyboard.canvas import Point
    from storyboard.hangings import Box
    from storyboard.shapes import Shape
    from storyboard.solids import Range

SLIM, LONG = 0.35, 2.5  # metres across of a part that is a post or a bar, and how many times it is as high at least
MARK = 0.03  # metres; what is thinner and has no ink is a mark on a thing
DISC, ROUND = 0.12, (0.6, 1.6)  # least radius in metres of what could be a halo, and how wide it is in its heights
THIN = 0.6  # heads; what is wider starts at no crown
NEAR = 0.5  # metres before the lens from which the edges of a room are seen
RISE = 0.15  # heads above the crown up to which a line must be seen
HAIR = (0.05, 0.5)  # heads below the crown where a line goes behind the hair, and down to where one may end in it
REACH = 0.5  # heads from the middle of a head to its side
LYING = 0.35  # how steep a line is at most that lies
AWAY = 1.0  # heads that a lying line must be long
SLANTS, SLANTED = 0.5, 0.35  # metres across in one down from which a line slants; heads that it reaches wider for one
RAIL = 3.0  # how much more a line that slants through a face counts than a post at a crown
HALO = (0.4, 1.6, 0.6)  # heads: a halo's least and largest radius, and how near its middle is to the head's
FACE = 0.55  # heads from the crown to the middle of the head


@dataclass(frozen=True, slots=True)
class ThinPart:
    """A thin part of a thing, or a disc, whose ends are one."""

    start: Place3
    end: Place3
    half: float  # metres of half its width, or the radius


@dataclass(frozen=True, slots=True)
class Stroke:
    """A part as it is seen on the panel, its upper end first."""

    start: Point
    end: Point
    half: float
    rates: Range  # panel heights by which its ends move when the camera steps a metre to the left
    far: float  # depth of its far end

    @property
    def is_disc(self) -> bool:
        """Whether it is round."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where across the panel a stroke meets the height of a head."""

    x: float
    rate: float
    reach: float  # how near to the middle of a head it starts there
    weight: float = 1.0  # how much it counts


def is_fixed(thing: Thing) -> bool:
    """Say whether a thing stays where it is, whoever stands before it: a window, a house, a side wall's pipes."""
    strung, moves = is_strung(thing), movable(thing) or (stands(thing) and is_middling(thing))
    return thing.spot.turn != "flat" and not strung and not moves


@functools.cache
def parts_of(name: str) -> tuple[ThinPart, ...]:
    """List the thin parts of a thing and its discs."""
    shapes = parse_shapes(read_table("things")["thing"].get(name, {}).get("shapes", ""))
    return tuple(part for shape in shapes for part in thin_parts(shape))


def thin_parts(shape: Shape) -> list[ThinPart]:
    """List what of a shape is thin, or a disc."""
    numbers = shape.numbers
    if shape.kind in ("line", "curve") and not shape.inked and numbers[0] < MARK:
        return []  # the folds of a curtain are seen on it alone
    if shape.kind in ("line", "curve", "wire"):
        triples = [numbers[at : at + 3] for at in range(1, len(numbers), 3)] if shape.kind == "wire" else []
        places = [(x, y, z) for x, y, z in triples] or [(x, y, 0.0) for x, y in corners_of(shape)]
        return [ThinPart(start, end, numbers[0] / 2) for start, end in itertools.pairwise(places)]
    if shape.kind == "bars":
        weight, x, y, width, height, count = numbers
        across = [x + width * index / max(1.0, count - 1) for index in range(int(count))]
        return [ThinPart((u, y, 0.0), (u, y + height, 0.0), weight / 2) for u in across]
    if shape.kind == "oval":
        x, y, wide, high = numbers
        disc = wide >= DISC and ROUND[0] < wide / high < ROUND[1]
        return [ThinPart((x, y, 0.0), (x, y, 0.0), wide)] if disc else []
    if shape.kind not in ("rect", "poly", "box", "flue"):
        return []
    xs, ys = zip(*corners_of(shape), strict=True)
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)
    middle, slim = (left + right) / 2, right - left < SLIM and high - low > LONG * (right - left)
    return [ThinPart((middle, low, 0.0), (middle, high, 0.0), (right - left) / 2)] if slim else []


def strokes_of(things: Sequence[Thing], camera: Camera) -> list[Stroke]:
    """List the thin parts of the things that stay where they are, as they are seen."""
    return [
        seen((thing.spot.place(*part.start), thing.spot.place(*part.end)), part.half * thing.spot.size, camera)
        for thing in filter(is_fixed, things)
        for part in parts_of(thing.name)
    ]


def edges_of(place: Mapping[str, Any], camera: Camera) -> list[Stroke]:
    """List the lines in which the walls of a room meet each other and its ceiling, as they are seen."""
    if place["set"] != "room":
        return []
    half, height = float(place.get("width", 7.0)) / 2, float(place.get("height", 2.9))
    depth, near = float(place.get("depth", 8.0)), camera.z + NEAR
    corners = [((side * half, 0.0, depth), (side * half, height, depth)) for side in (-1, 1)]
    slants = [((side * half, height, near), (side * half, height, depth)) for side in (-1, 1)]
    return [seen(ends, 0.0, camera) for ends in (*corners, *slants)]


def seen(places: tuple[Place3, Place3], half: float, camera: Camera) -> Stroke:
    """Give a thin part, whose ends are on the stage, as it is on the panel."""
    ends = sorted(((camera.project(place), camera.scale(place[2])) for place in places), key=lambda end: end[0][1])
    wide, far = half * max(scale for _, scale in ends), max(place[2] for place in places)
    return Stroke(ends[0][0], ends[1][0], wide, (ends[0][1], ends[1][1]), far)


def meeting(stroke: Stroke, head: Box) -> Meeting | None:
    """Say where a stroke would start at a head as high as this one, wherever that is across the panel."""
    size = (head[3] - head[1]) / AIRY
    crown, ((x0, y0), (x1, y1)), (first, last) = head[1] + AIR * size, (stroke.start, stroke.end), stroke.rates
    if stroke.is_disc:
        halo = HALO[0] * size < stroke.half < HALO[1] * size and abs(y0 - crown - FACE * size) < HALO[2] * size
        return Meeting(x0, first, HALO[2] * size) if halo else None
    if 2 * stroke.half > THIN * size:
        return None
    if y1 - y0 < LYING * abs(x1 - x0):
        ends = ((x0, y0, first), (x1, y1, last))
        low, high = crown - HAIR[0] * size, crown + HAIR[1] * size
        found = [Meeting(x, rate, REACH * size) for x, y, rate in ends if low < y < high]
        return found[0] if len(found) == 1 or (found and abs(x1 - x0) > AWAY * size) else None
    if y0 > crown - RISE * size or y1 < crown - RISE * size:
        return None
    # A rail that slants meets a head at the cheek as well: it is told by where it is as high as the face.
    steep = abs(x1 - x0) < SLANTS * (y1 - y0)
    wider, down = (0.0, HAIR[0]) if steep else (SLANTED * abs(x1 - x0) / (y1 - y0), FACE)
    share = min(1.0, max(0.0, (crown + down * size - y0) / max(1e-9, y1 - y0)))
    return Meeting(
        x0 + (x1 - x0) * share,
        first + (last - first) * share,
        (REACH + wider) * size + stroke.half,
        1.0 if steep else RAIL,
    )


def starts(strokes: Sequence[Stroke], head: Box, depth: float) -> list[Range]:
    """List from where to where on the panel a line would start at the middle of a head so high and so far away."""
    found = (meeting(stroke, head) for stroke in strokes if stroke.far > depth)
    return [(one.x - one.reach, one.x + one.reach) for one in found if one]
