"""Sleeves: an arm and what is worn in, cloth around the arm with an open mouth at its end on the canvas out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storyboard.limbs import along, draw_limbs, shaded
from storyboard.pen import ink_forms, unit
from storyboard.skeleton import HAND
from storyboard.space import blend, radius_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.canvas import Colour, Point
    from storyboard.clothes import Attire
    from storyboard.limbs import Ball, Easel, Form
    from storyboard.space import Point3

WIDE = 1.2  # how wide a sleeve is whose end is an open mouth and no cuff
ELBOW = 0.5  # share of an arm at which a sleeve ends that covers no forearm
LOOSE = 0.03  # statures by which the end of a sleeve of width 2 is wider than a cuff
INSIDE = 2  # how often the cloth is shaded for the inside of a sleeve
TOWARDS = 0.12  # share of a forearm that comes towards the viewer from which one sees into its sleeve
LEAST_HAND = 0.45  # hand lengths that are drawn of a hand that points at the viewer or away
BARED = 0.27  # share of a hand that points away over which the cloth may reach: it falls back from the rest
MOUTH = [(math.cos(math.pi * step / 12), math.sin(math.pi * step / 12)) for step in range(24)]


@dataclass(frozen=True, slots=True)
class Mouth:
    """The open end of a wide sleeve on the panel: an ellipse across the arm."""

    middle: Point
    ahead: Point  # where the arm points, of length 1
    radius: float
    depth: float  # share of its radius along the arm, as far as the arm points at the viewer or away
    open: bool  # one sees into it: the arm comes towards the viewer

    def form(self) -> Form:
        """Give its outline."""
        (x, y), (dx, dy), r = self.middle, self.ahead, self.radius
        return [(x + r * (dx * self.depth * c - dy * s), y + r * (dy * self.depth * c + dx * s)) for c, s in MOUTH]


def sleeve_row(row: Sequence[tuple[Any, float]], points: Sequence[Any], worn: Attire) -> list[tuple[Any, float]]:
    """Cut a part of an arm off where the sleeve ends, and widen it."""
    first = row[0][0] == points[0]
    start, end = (0.0, 0.5) if first else (0.5, 1.0)
    reach = min(worn.sleeve * 0.97, end)
    if reach <= start:
        return []
    shares = [start + (reach - start) * index / 2 for index in range(3)]
    radii = [row[0][1], row[1][1], row[2][1]]
    spread = [r + 0.0035 + (worn.sleeve_wide - 1) * LOOSE * share for r, share in zip(radii, shares, strict=True)]
    if not first and spread[2] > (most := max(radii[2] + 0.0035, widest(points[1], points[2]))):
        spread = [spread[0], min(spread[1], (spread[0] + most) / 2), most]
    return [
        (along(points[0], points[1], points[2], share), radius) for share, radius in zip(shares, spread, strict=True)
    ]


def widest(elbow: Point3, wrist: Point3) -> float:
    """Give the radius, in statures, of a sleeve's end beyond which it hides the hand of an arm that points away."""
    away = (wrist[2] - elbow[2]) / (math.dist(elbow, wrist) or 1.0)
    if away <= 0:
        return math.inf
    seen = max(math.sqrt(max(0.0, 1 - away * away)), LEAST_HAND)
    return BARED * HAND * seen / away


def bare_row(fore: Sequence[tuple[Any, float]], points: Sequence[Any], worn: Attire) -> list[tuple[Any, float]]:
    """Give the part of a forearm that comes out of a sleeve."""
    end = min(worn.sleeve * 0.97, 1.0)
    return [(along(points[0], points[1], points[2], share), fore[-1][1]) for share in (end, (end + 1) / 2, 1.0)]


def find_mouth(easel: Easel, fore: Sequence[Ball], worn: Attire) -> Mouth | None:
    """Give the open end of the sleeve around a forearm, None for a narrow one."""
    if worn.sleeve_wide < WIDE or worn.sleeve <= ELBOW:
        return None
    (start, _), (end, radius) = fore[0], fore[-1]
    way = blend(end, 1.0, start, -1.0)
    long = math.hypot(*way) or 1.0
    (ax, ay), (bx, by) = easel.point(start), easel.point(end)
    seen = min(1.0, math.dist((ax, ay), (bx, by)) / radius_at(easel.brush, easel.spot, end, long))
    ahead = unit(bx - ax, by - ay) if seen else (0.0, 1.0)
    wide = radius_at(easel.brush, easel.spot, end, radius)
    return Mouth((bx, by), ahead, wide, math.sqrt(1 - seen * seen), way[2] < -TOWARDS * long)


def draw_sleeve(easel: Easel, rows: Sequence[Sequence[Ball]], colour: Colour, mouth: Mouth | None) -> None:
    """Draw a sleeve; a wide one ends in its mouth, whose inside is dark where one sees into it."""
    if mouth is None:
        draw_limbs(easel, rows, colour)
        return
    draw_limbs(easel, rows, colour, end_form=mouth.form())
    if mouth.open:
        inside = colour
        for _ in range(INSIDE):
            inside = shaded(inside)
        ink_forms(easel.brush, [mouth.form()], easel.tone(inside), easel.distance, 0.6)
