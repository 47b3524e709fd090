"""Points and turns in space, and the outlines of solids as the camera sees them.

A thing's own space: u to the right, v up, w away from the viewer, in metres; a `Spot` puts it on the stage.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.canvas import Point
    from storyboard.shapes import Brush, Spot

Point3 = tuple[float, float, float]

AROUND = 16  # points of a ring


@dataclass(frozen=True, slots=True)
class Frame:
    """A place in space and three directions of length 1: forward, up and to the side that is near in a profile."""

    origin: Point3
    forward: Point3
    up: Point3
    side: Point3

    def at(self, forward: float, up: float, side: float) -> Point3:
        """Give the point so many metres forward, up and to the side."""
        (ox, oy, oz), (fx, fy, fz), (ux, uy, uz), (sx, sy, sz) = self.origin, self.forward, self.up, self.side
        return (
            ox + fx * forward + ux * up + sx * side,
            oy + fy * forward + uy * up + sy * side,
            oz + fz * forward + uz * up + sz * side,
        )

    def along(self, forward: float, up: float, side: float) -> Point3:
        """Give a direction rather than a place."""
        x, y, z = self.at(forward, up, side)
        return (x - self.origin[0], y - self.origin[1], z - self.origin[2])


def make_frame(origin: Point3, heading: float, lean: float = 0.0, tilt: float = 0.0) -> Frame:
    """Set up a frame; degrees all.

    Heading 0 looks to the right, 90 at the viewer, -90 away; lean tips it forward, tilt to its near side.
    """
    h, a, b = math.radians(heading), math.radians(lean), math.radians(tilt)
    ahead, side = (math.cos(h), 0.0, -math.sin(h)), (-math.sin(h), 0.0, -math.cos(h))
    up = blend((0.0, 1.0, 0.0), math.cos(a), ahead, math.sin(a))
    forward = blend(ahead, math.cos(a), (0.0, 1.0, 0.0), -math.sin(a))
    return Frame(origin, forward, blend(up, math.cos(b), side, math.sin(b)), blend(side, math.cos(b), up, -math.sin(b)))


def blend(a: Point3, first: float, b: Point3, second: float) -> Point3:
    """Add two directions, each so many times."""
    return (a[0] * first + b[0] * second, a[1] * first + b[1] * second, a[2] * first + b[2] * second)


def between(a: Point3, b: Point3, share: float) -> Point3:
    """Give the point a share of the way from a to b."""
    return blend(a, 1 - share, b, share)


def project(brush: Brush, spot: Spot, points: Sequence[Point3]) -> list[Point]:
    """Give the panel points of points in a thing's own space."""
    place, see = spot.place, brush.camera.project
    return [see(place(u, v, w)) for u, v, w in points]


def radius_at(brush: Brush, spot: Spot, point: Point3, radius: float) -> float:
    """Give how large a radius in metres appears at a point, in panel heights."""
    return radius * spot.size * brush.camera.scale(spot.place(*point)[2])


def ring(frame: Frame, centre: Point3, forward: float, side: float, turn: float = 0.0) -> list[Point3]:
    """Give a level ellipse around a point of the frame (forward, up, side); half axes in metres."""
    cf, cu, cs = centre
    turns = [turn + 2 * math.pi * index / AROUND for index in range(AROUND)]
    return [frame.at(cf + forward * math.cos(t), cu, cs + side * math.sin(t)) for t in turns]


def outline(brush: Brush, spot: Spot, points: Sequence[Point3]) -> list[Point]:
    """Give the outline of a convex solid from points on its surface."""
    return hull(project(brush, spot, points))


def hull(points: Sequence[Point]) -> list[Point]:
    """Give the convex hull of some points."""
    ordered = sorted(points)

    def chain(run: Sequence[Point]) -> list[Point]:
        kept: list[Point] = []
        for point in run:
            x, y = point
            while len(kept) > 1:
                (ax, ay), (bx, by) = kept[-2], kept[-1]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:  # the way turns left
                    break
                kept.pop()
            kept.append(point)
        return kept[:-1]

    return [*chain(ordered), *chain(ordered[::-1])]


def cut_to(points: Sequence[Point], outline: Sequence[Point]) -> Sequence[Point]:
    """Cut a polygon to what is within a convex outline, whose corners run counterclockwise; no outline cuts nothing."""
    for (ax, ay), (bx, by) in zip(outline, [*outline[1:], *outline[:1]], strict=True):
        sides = [(bx - ax) * (y - ay) - (by - ay) * (x - ax) for x, y in points]
        kept: list[Point] = []
        for index, (x, y) in enumerate(points):
            (u, v), side, before = points[index - 1], sides[index], sides[index - 1]
            if (side < 0) != (before < 0):
                share = before / (before - side)
                kept.append((u + (x - u) * share, v + (y - v) * share))
            if side >= 0:
                kept.append((x, y))
        points = kept
    return points


def is_in(point: Point, outline: Sequence[Point]) -> bool:
    """Say whether a point is within a convex outline whose corners run counterclockwise; without one it is."""
    x, y = point
    edges = zip(outline, [*outline[1:], *outline[:1]], strict=True)
    return all((bx - ax) * (y - ay) >= (by - ay) * (x - ax) for (ax, ay), (bx, by) in edges)
