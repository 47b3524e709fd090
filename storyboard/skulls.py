"""Skulls: a head as a solid of level rings, and the places of its surface as the camera sees them.

Lengths are in head sizes, chin to crown; up is 0.5 at the crown and -0.5 at the chin. A place on the surface is named
by x, how far around it lies (0 in the middle of the face, towards the near side positive), and y, how far up.
"""

from __future__ import annotations

import functools
import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyboard.artwork import parse_rows, read_table
from storyboard.canvas import smooth
from storyboard.space import Frame, blend, hull
from storyboard.told import choose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.canvas import Point
    from storyboard.looks import Looks
    from storyboard.shapes import Brush, Spot
    from storyboard.space import Point3

AROUND = 0.36  # head sizes of x in a radian: what the head's radius is at the eyes
CENTRE_UP, RADIUS = 0.1, 0.42  # the middle of the skull and its radius, from which hair is lifted off
MORE = math.radians(13)  # how far a face in three-quarter view is turned to the camera at most
STEPS = 50  # rings of a skull
CONTOUR = 24  # rings that the outline of a large head is made of; a smaller one has half
LARGE = 0.08  # panel heights
BEHIND = math.pi / 2
FALLS = 0.75  # how far hair falls straight down rather than along the head
FACE = AROUND * 1.9  # x to which the face reaches

Ring = tuple[float, float, float]  # front, back, half width


@dataclass(frozen=True, slots=True)
class Head:
    """Where a head is in its figure's own space and how it is turned."""

    frame: Frame  # the origin is the middle of the skull; forward is where the face looks
    size: float  # metres from chin to crown, without hair


@dataclass(frozen=True, slots=True)
class Skull:
    """The shape of a head."""

    rings: tuple[Ring, ...]

    def ring(self, y: float) -> Ring:
        """Give the ring at a height."""
        place = max(0.0, min(STEPS - 1e-6, (0.5 - y) * STEPS))
        index = int(place)
        (a, b, c), (d, e, f) = self.rings[index], self.rings[index + 1]
        part = place - index
        return (a + (d - a) * part, b + (e - b) * part, c + (f - c) * part)

    def solid(self, angle: float, y: float, lift: float = 0.0) -> Point3:
        """Give a place on the surface in the head's own space, or so far above it."""
        front, back, half = self.ring(y)
        middle, deep = (front + back) / 2, (front - back) / 2
        forward, side = middle + deep * math.cos(angle), half * math.sin(angle)
        if not lift:
            return (forward, y, side)
        grown = 1 + lift / RADIUS
        return (forward * grown, CENTRE_UP + (y - CENTRE_UP) * grown, side * grown)


@dataclass(frozen=True, slots=True)
class View(Skull):
    """A head as the camera sees it: where its middle is, and how long its three directions appear."""

    origin: Point
    forward: Point
    up: Point
    side: Point
    ahead: float  # how far the face is turned to the camera: 1 fully, -1 away
    above: float  # how far the crown is
    near: float  # how far the near side is
    size: float  # a head size in panel heights
    distance: float  # metres before the lens

    @property
    def plain(self) -> Skull:
        """The head's shape alone, which is the same from all sides."""
        return Skull(self.rings)

    @property
    def yaw(self) -> float:
        """Say from where the head is seen, in radians: 0 from its front, positive from its near side."""
        return math.atan2(self.near, self.ahead)

    @property
    def right(self) -> float:
        """Say which way around leads to the right on the panel: 1 or -1."""
        across = self.side[0] * self.ahead - self.forward[0] * self.near
        return 1.0 if across > 0 else -1.0

    def at(self, forward: float, up: float, side: float) -> Point:
        """Give the panel point of a place in the head's own space."""
        (ox, oy), (fx, fy), (ux, uy), (sx, sy) = self.origin, self.forward, self.up, self.side
        return (ox + fx * forward + ux * up + sx * side, oy + fy * forward + uy * up + sy * side)

    def limb(self, y: float) -> float:
        """Give the angle around a ring that faces the camera; a quarter turn from it lies the edge of what is seen."""
        front, back, half = self.ring(y)
        return math.atan2(self.near / max(0.01, half), self.ahead / max(0.01, (front - back) / 2))

    def hang(self, forward: float, up: float, side: float, drop: float) -> Point:
        """Give the panel point that hangs so far below a place of the head, straight down unless the head lies."""
        (x, y), (ux, uy) = self.at(forward, up, side), self.up
        down = FALLS if -uy > 0.5 * self.size else 1 - FALLS
        return (x - ux * drop * (1 - down), y - uy * drop * (1 - down) + self.size * drop * down)

    def on(self, x: float, y: float, lift: float = 0.0) -> Point:
        """Give the panel point of a place on the surface; what lies behind is moved to the edge of what is seen."""
        middle = self.limb(y)
        off = x / AROUND - middle
        if abs(x) > FACE:  # the face hangs together: it is never torn to both edges of what is seen
            off = (off + math.pi) % (2 * math.pi) - math.pi
        return self.at(*self.solid(middle + max(-BEHIND, min(BEHIND, off)), y, lift))

    def through(self, x: float, y: float, lift: float = 0.0) -> Point:
        """Give the panel point of a place on the surface, whether it is seen or not."""
        return self.at(*self.solid(x / AROUND, y, lift))

    def seen(self, x: float, y: float) -> bool:
        """Say whether a place on the surface faces the camera."""
        return math.cos(x / AROUND - self.limb(y)) > 0

    def facing(self, forward: float, up: float, side: float) -> float:
        """Say how far a direction of the head points to the camera, 1 straight at it."""
        return forward * self.ahead + up * self.above + side * self.near


@functools.cache
def rings_of(name: str, wide: float, sunken: float) -> tuple[Ring, ...]:
    """Read a skull of `artwork/heads.toml` as rings from the crown to the chin.

    `wide` widens the jaw; `sunken` takes that much of the cheeks away.
    """
    rows = [tuple(float(number) for number in row) for row in parse_rows(read_table("heads")["skull"][name]["rings"])]
    curves = [smooth([(row[0], row[part]) for row in rows], closed=False, steps=8) for part in (1, 2, 3)]
    rings = []
    for index in range(STEPS + 2):
        y = 0.5 - index / STEPS
        front, back, half = (height_at(curve, y) for curve in curves)
        jaw = max(0.0, min(1.0, (0.02 - y) / 0.3))
        hollow = sunken * math.exp(-(((y + 0.2) / 0.09) ** 2))
        rings.append((front, back, max(0.0, half * (1 + (wide - 1) * jaw) - hollow)))
    return tuple(rings)


def height_at(curve: Sequence[Point], y: float) -> float:
    """Give the value of a falling curve of (height, value) at a height."""
    for (ay, a), (by, b) in itertools.pairwise(curve):
        if y >= by:
            return a + (b - a) * max(0.0, min(1.0, (ay - y) / (ay - by))) if ay > by else b
    return curve[-1][1]


def make_view(brush: Brush, looks: Looks, head: Head, spot: Spot) -> View:
    """Look at a head."""
    frame, half = facing_us(brush, head.frame, spot), head.size / 2
    axes = ((half, 0.0, 0.0), (0.0, half, 0.0), (0.0, 0.0, half))
    ends = [(spot.place(*frame.at(*axis)), spot.place(*frame.at(*(-part for part in axis)))) for axis in axes]
    panel = [(brush.camera.project(a), brush.camera.project(b)) for a, b in ends]
    (fx, fy), (ux, uy), (sx, sy) = ((ax - bx, ay - by) for (ax, ay), (bx, by) in panel)
    middle = spot.place(*frame.origin)
    eye = (brush.camera.x - middle[0], brush.camera.y - middle[1], brush.camera.z - middle[2])
    far = math.hypot(*eye) * head.size * spot.size or 1.0
    ahead, above, near = (sum((p - q) * e for p, q, e in zip(a, b, eye, strict=True)) / far for a, b in ends)
    row = read_table("heads")["age"][looks.age]
    jaw = float(choose(looks.key, "jaw", ("0.96", "1.0", "1.0", "1.05")))
    wide = jaw * float(row["jaw"]) * (1.0 if looks.gender == "female" else 1.03) * (0.55 + 0.45 * looks.width)
    return View(
        rings_of(skull_of(looks), round(wide, 3), float(row["sunken"])),
        brush.camera.project(middle),
        (fx, fy),
        (ux, uy),
        (sx, sy),
        ahead,
        above,
        near,
        head.size * spot.size * brush.camera.scale(middle[2]),
        brush.camera.distance(spot.z),
    )


def facing_us(brush: Brush, frame: Frame, spot: Spot) -> Frame:
    """Turn a face in three-quarter view a little to the camera, as artists do: more of it is read."""
    (ox, oy, oz), tip, aside = (spot.place(*place) for place in (frame.origin, frame.at(1, 0, 0), frame.at(0, 0, 1)))
    eye = (brush.camera.x - ox, brush.camera.y - oy, brush.camera.z - oz)
    ahead = (tip[0] - ox) * eye[0] + (tip[1] - oy) * eye[1] + (tip[2] - oz) * eye[2]
    near = (aside[0] - ox) * eye[0] + (aside[1] - oy) * eye[1] + (aside[2] - oz) * eye[2]
    yaw = math.atan2(near, ahead)
    if ahead <= 0:
        return frame
    turn = MORE * math.sin(2 * yaw)
    cos, sin = math.cos(turn), math.sin(turn)
    return Frame(
        frame.origin, blend(frame.forward, cos, frame.side, sin), frame.up, blend(frame.side, cos, frame.forward, -sin)
    )


def skull_of(looks: Looks) -> str:
    """Name the skull of an age and a sex."""
    row = read_table("heads")["age"][looks.age]
    return str(row["female" if looks.gender == "female" else "male"])


def skull_forms(view: View) -> list[list[Point]]:
    """Give the outline of the skull as some overlapping forms."""
    count = CONTOUR if view.size > LARGE else CONTOUR // 2
    heights = [0.46 - 0.96 * index / count for index in range(count + 1)]
    left, right = [], []
    for y in heights:
        a, b = edges(view, y)
        left.append(a)
        right.append(b)
    crown = hull([point for y in (0.5, 0.48, 0.44, 0.4, 0.34, 0.26) for point in round_ring(view, y)])
    chin = hull([point for y in (-0.5, -0.48, -0.44) for point in round_ring(view, y)])
    forms = [[*left, *reversed(right)], crown, chin]
    if abs(view.above) > 0.35:  # noqa: PLR2004 (a head thrown back or bowed: rings hide one another)
        forms.append(hull([point for y in heights[::3] for point in round_ring(view, y)]))
    return forms


def edges(view: View, y: float) -> tuple[Point, Point]:
    """Give the two outermost points of a ring, across the head as it is seen."""
    front, back, half = view.ring(y)
    deep = (front - back) / 2
    across = (-view.up[1], view.up[0])
    along = deep * (view.forward[0] * across[0] + view.forward[1] * across[1])
    aside = half * (view.side[0] * across[0] + view.side[1] * across[1])
    length = math.hypot(along, aside) or 1.0
    f, s = deep * along / length, half * aside / length
    middle = (front + back) / 2
    return view.at(middle - f, y, -s), view.at(middle + f, y, s)


def round_ring(view: View, y: float, lift: float = 0.0) -> list[Point]:
    """Give the points of a ring."""
    return [view.at(*view.solid(math.pi * index / 8, y, lift)) for index in range(16)]
