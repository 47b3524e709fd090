"""Solids: a thing of the tables in, from where to where its parts reach out; light, haze and veils are no parts."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboard.artwork import read_table
from storyboard.shapes import corners_of, parse_shapes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.camera import Camera
    from storyboard.canvas import Point
    from storyboard.shapes import Shape, Spot

Range = tuple[float, float]

CLOSE = 0.01  # metres by which boxes that touch may overlap
LIGHT = ("lamp", "haze", "veil")
SLANTED = ("poly", "line", "curve", "blob")  # kinds that are no rectangles: they are narrower at some heights


@dataclass(frozen=True, slots=True)
class Solid:
    """A part of a thing, in metres around the point that the thing stands on."""

    across: Range
    up: Range
    away: Range
    edge: tuple[Point, ...] = ()  # of a part that is no rectangle

    def span(self, low: float, high: float) -> Range | None:
        """Give from where to where it reaches across between two heights; None where it is not there."""
        if self.up[0] > high or self.up[1] < low:
            return None
        ends = [
            x for start, end in zip(self.edge, self.edge[1:], strict=False) for x in slice_of(start, end, low, high)
        ]
        return (min(ends), max(ends)) if ends else self.across


def slice_of(start: Point, end: Point, low: float, high: float) -> list[float]:
    """Give where a line is across at the ends of its piece between two heights."""
    (x0, y0), (x1, y1) = (start, end) if start[1] <= end[1] else (end, start)
    if y1 < low or y0 > high:
        return []
    slope = (x1 - x0) / (y1 - y0) if y1 > y0 else 0.0
    return [x0 + slope * (max(low, y0) - y0), x1 - slope * (y1 - min(high, y1))]


@functools.cache
def solids_of(name: str) -> tuple[Solid, ...]:
    """List the parts of a thing; none of a name that the tables do not know."""
    row = read_table("things")["thing"].get(name)
    shapes = parse_shapes(row["shapes"]) if row else ()
    return tuple(solid_of(shape) for shape in shapes if shape.kind not in LIGHT)


def solid_of(shape: Shape) -> Solid:
    """Give from where to where a shape reaches across, up and away."""
    points, away, numbers = corners_of(shape), (0.0, 0.0), shape.numbers
    if shape.kind == "box":
        away = (numbers[2], numbers[2] + numbers[5])
    elif shape.kind in ("face", "wire"):
        depths = numbers[len(numbers) % 3 :][2::3]
        away = (min(depths), max(depths))
    elif shape.kind == "oval":
        points = [(numbers[0] + x * numbers[2], numbers[1] + y * numbers[3]) for x in (-1, 1) for y in (-1, 1)]
    edge = tuple(points) if shape.kind in SLANTED else ()
    edge += edge[:1] if shape.kind in ("poly", "blob") else ()
    us, vs = zip(*points, strict=True)
    half = numbers[0] / 2 if shape.kind in ("line", "curve", "wire") else 0.0
    return Solid((min(us) - half, max(us) + half), (min(vs), max(vs)), away, edge)


@functools.cache
def reach_of(name: str) -> tuple[Range, Range]:
    """Give from where to where a thing reaches across, and from how low to how high."""
    solids = solids_of(name)
    across = (min((s.across[0] for s in solids), default=0.0), max((s.across[1] for s in solids), default=0.0))
    return across, (min((s.up[0] for s in solids), default=0.0), max((s.up[1] for s in solids), default=0.0))


@functools.cache
def away_of(name: str) -> Range:
    """Give from where to where a thing reaches towards the viewer and away."""
    solids = solids_of(name)
    return min((s.away[0] for s in solids), default=0.0), max((s.away[1] for s in solids), default=0.0)


def across_of(spot: Spot, span: Range) -> Range:
    """Give where on the stage a span of a thing is that faces us."""
    left, right = (number * spot.size for number in span)
    return (spot.x - right, spot.x - left) if spot.flip else (spot.x + left, spot.x + right)


def merged(spans: Sequence[Range], gap: float) -> list[Range]:
    """Join spans that overlap or lie no farther apart than a gap."""
    joined: list[Range] = []
    for left, right in sorted(spans):
        if joined and left - joined[-1][1] <= gap:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined


def far_first(boxes: list[Shape], spot: Spot, camera: Camera) -> list[Shape]:
    """Order boxes so that none is drawn after one that it stands behind; else they keep their order."""
    ranges = [box_ranges(box, spot) for box in boxes]
    waiting, order = list(range(len(boxes))), []
    while waiting:
        free = (one for one in waiting if not any(hides(ranges[one], ranges[other], camera) for other in waiting))
        waiting.remove(chosen := next(free, waiting[0]))
        order.append(boxes[chosen])
    return order


def box_ranges(shape: Shape, spot: Spot) -> tuple[Range, Range, Range]:
    """Give from where to where a box reaches on the stage: across, up and away."""
    x, y, z, width, height, depth = shape.numbers
    ends = [spot.place(x, y, z), spot.place(x + width, y + height, z + depth)]
    across, up, away = ((min(pair), max(pair)) for pair in zip(*ends, strict=True))
    return across, up, away


def hides(box: Sequence[Range], other: Sequence[Range], camera: Camera) -> bool:
    """Say whether a box may hide another: each plane that parts them has it on the camera's side."""
    before = False
    for (low, high), (least, most), eye in zip(box, other, (camera.x, camera.y, camera.z), strict=True):
        if high <= least + CLOSE:  # a plane at `least` parts them
            if eye > least:
                return False
            before = True
        elif most <= low + CLOSE:
            if eye < low:
                return False
            before = True
    return before
