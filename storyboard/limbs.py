"""Limbs: rows of balls in space in, arms, legs, hands and shoes with ink, shade and creases on the canvas out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from storyboard.artwork import parse_rows, read_table
from storyboard.canvas import mix, smooth
from storyboard.pen import ink_forms, ink_stroke, unit
from storyboard.space import between, hull, project, radius_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.canvas import Colour, Point
    from storyboard.shapes import Brush, Spot
    from storyboard.space import Point3

Ball = tuple["Point3", float]  # a middle and a radius in metres
Form = list["Point"]

SHADE: Colour = (24, 22, 46)  # what lies in the shade is cooler, not only darker
FINGERS: Colour = (64, 22, 26)  # what parts the fingers is no black line
SHADED = 0.24  # share of it in the shaded side of a form
SHADE_EDGE = 0.30  # where the shade begins: radii from the middle towards the shaded side
FIGURE_LINE = 0.8  # how heavy the outline of a limb is, in usual widths
HEAD_METRES, SMALL = 0.25, 0.046  # a head, and the panel heights below which a figure has few details
CIRCLE = [(math.cos(math.pi * step / 7), math.sin(math.pi * step / 7)) for step in range(14)]
ROUND = [(math.cos(math.pi * step / 6), math.sin(math.pi * step / 6)) for step in range(1, 6)]  # of a round end
LONG = 0.5  # radii between two circles of a limb from which its ends are round where its edges end
TINY = 0.014  # panel heights of a radius below which a circle has few corners
SMALL_CIRCLE = [(math.cos(math.pi * step / 4 + 0.2), math.sin(math.pi * step / 4 + 0.2)) for step in range(8)]
BACK = [
    (math.cos(math.pi * (0.5 + step / 4)), math.sin(math.pi * (0.5 + step / 4))) for step in range(5)
]  # half of one
CREASED = 0.5  # bend of a joint, 0 = straight and 2 = shut, from which the cloth is creased


@dataclass(frozen=True, slots=True)
class Easel:
    """What a part of a figure is drawn with: the brush and where the figure stands."""

    brush: Brush
    spot: Spot

    @property
    def distance(self) -> float:
        """Metres before the lens."""
        return self.brush.camera.distance(self.spot.z)

    @property
    def small(self) -> bool:
        """Say whether who stands there is so small that folds and fingers would only blur."""
        return radius_at(self.brush, self.spot, (0.0, 0.0, 0.0), HEAD_METRES) < SMALL

    def tone(self, colour: Colour) -> Colour:
        """Give a colour as it looks in the light there."""
        return self.brush.light.shade(colour, self.distance)

    def flat(self, balls: Sequence[Ball]) -> list[tuple[Point, float]]:
        """Give the balls as circles on the panel."""
        middles = project(self.brush, self.spot, [middle for middle, _ in balls])
        radii = [radius_at(self.brush, self.spot, middle, radius) for middle, radius in balls]
        return list(zip(middles, radii, strict=True))

    def point(self, place: Point3) -> Point:
        """Give the panel point of a place of the figure."""
        return project(self.brush, self.spot, [place])[0]


def shaded(colour: Colour) -> Colour:
    """Give a colour as it looks in its own shade."""
    return mix(colour, SHADE, SHADED)


def chains(circles: Sequence[tuple[Point, float]]) -> tuple[Form, Form]:
    """Give the two edges of a limb that runs through circles: left and right of its way."""
    left, right = [], []
    for index, ((x, y), radius) in enumerate(circles):
        (ax, ay), (bx, by) = circles[max(0, index - 1)][0], circles[min(len(circles) - 1, index + 1)][0]
        dx, dy = unit(bx - ax, by - ay)
        left.append((x + dy * radius, y - dx * radius))
        right.append((x - dy * radius, y + dx * radius))
    return left, right


def limb_forms(circles: Sequence[tuple[Point, float]], end_form: Form | None = None) -> list[Form]:
    """Give the forms of a limb with round ends, or with a form of its own at its last one."""
    steps = 3 if max(radius for _, radius in circles) > TINY else 2
    left, right = (smooth(chain, closed=False, steps=steps) for chain in chains(circles))
    (start, second), (last, end) = circles[:2], circles[-2:]
    if end_form:
        return [[*left, *reversed(right)], disc(*start), end_form]
    if min(math.dist(start[0], second[0]), math.dist(last[0], end[0])) < LONG * max(radius for _, radius in circles):
        return [[*left, *reversed(right)], disc(*start), disc(*end)]  # it points at the viewer
    return [[*left, *cap(end, last[0]), *reversed(right), *cap(start, second[0])]]


def cap(circle: tuple[Point, float], before: Point) -> Form:
    """Give the round end of a limb that comes from `before`, from its left edge to its right one."""
    (x, y), radius = circle
    dx, dy = unit(x - before[0], y - before[1])
    return [(x + radius * (dy * c + dx * s), y + radius * (-dx * c + dy * s)) for c, s in ROUND]


def disc(middle: Point, radius: float) -> Form:
    """Give a circle."""
    (u, v), corners = middle, CIRCLE if radius > TINY else SMALL_CIRCLE
    return [(u + radius * x, v + radius * y) for x, y in corners]


def bar(start: Point, end: Point, start_radius: float, end_radius: float) -> Form:
    """Give the outline around two circles; small ones need few corners."""
    dx, dy = unit(end[0] - start[0], end[1] - start[1])
    return [
        *((start[0] + start_radius * (x * dx - y * dy), start[1] + start_radius * (x * dy + y * dx)) for x, y in BACK),
        *((end[0] - end_radius * (x * dx - y * dy), end[1] - end_radius * (x * dy + y * dx)) for x, y in BACK),
    ]


def shade_strip(circles: Sequence[tuple[Point, float]]) -> Form:
    """Give the shaded side of a limb: below it, or to the right of what stands upright."""
    left, right = chains(circles)
    (ax, ay), (bx, by) = circles[0][0], circles[-1][0]
    edge = left if (by - ay) * 0.75 - (bx - ax) * 0.66 > 0 else right
    inner = [
        (x + (ex - x) * SHADE_EDGE, y + (ey - y) * SHADE_EDGE)
        for ((x, y), _), (ex, ey) in zip(circles, edge, strict=True)
    ]
    return [*smooth(edge, closed=False, steps=3), *reversed(smooth(inner, closed=False, steps=3))]


def draw_limbs(
    easel: Easel,
    limbs: Sequence[Sequence[Ball]],
    colour: Colour,
    weight: float = 1.0,
    shade: int = 9,
    end_form: Form | None = None,
) -> None:
    """Draw rows of balls as one form, the first `shade` of them with a shaded side; the last may end in `end_form`."""
    flat = [easel.flat(balls) for balls in limbs]
    ends = [*[None] * (len(flat) - 1), end_form]
    forms = [form for circles, end in zip(flat, ends, strict=True) for form in limb_forms(circles, end)]
    ink_forms(easel.brush, forms, easel.tone(colour), easel.distance, weight * FIGURE_LINE)
    for circles in flat[: 0 if easel.small else shade]:
        easel.brush.canvas.fill(shade_strip(circles), easel.tone(shaded(colour)))


def crease(easel: Easel, start: Point3, joint: Point3, end: Point3, radius: float) -> None:
    """Crease the cloth on the inner side of a bent joint."""
    if easel.small:
        return
    (ax, ay), (x, y), (bx, by) = project(easel.brush, easel.spot, (start, joint, end))
    (ux, uy), (vx, vy) = unit(ax - x, ay - y), unit(bx - x, by - y)
    inner_x, inner_y = ux + vx, uy + vy
    if math.hypot(inner_x, inner_y) < CREASED:
        return
    inner_x, inner_y = unit(inner_x, inner_y)
    reach = radius_at(easel.brush, easel.spot, joint, radius)
    for off, length in ((-0.55, 0.55), (0.35, 0.7)):  # two folds side by side, from the inner edge outwards
        px, py = x - inner_y * off * reach, y + inner_x * off * reach
        ends = [(px + inner_x * reach * 0.92, py + inner_y * reach * 0.92)]
        ends.append(
            (
                px + inner_x * reach * (0.92 - length) - inner_y * off * reach * 0.5,
                py + inner_y * reach * (0.92 - length) + inner_x * off * reach * 0.5,
            )
        )
        ink_stroke(easel.brush, ends, easel.distance, 0.55)


@cache
def hand_bars(name: str, part: str) -> tuple[tuple[float, ...], ...]:
    """Read the bars or lines of a hand."""
    row = read_table("hands")["hand"].get(name, read_table("hands")["hand"]["rest"])
    return tuple(tuple(float(number) for number in line) for line in parse_rows(row.get(part, "")))


@dataclass(frozen=True, slots=True)
class Hand:
    """A hand on the panel: its wrist, the directions of fingers and thumb, a hand length long."""

    wrist: Point
    ahead: Point
    thumb: Point
    row: str

    def at(self, x: float, y: float) -> Point:
        """Give the panel point of a point of the hand."""
        return (
            self.wrist[0] + self.ahead[0] * x + self.thumb[0] * y,
            self.wrist[1] + self.ahead[1] * x + self.thumb[1] * y,
        )

    @property
    def size(self) -> float:
        """Panel heights of a hand length across the hand, which foreshortening leaves as it is."""
        return math.hypot(*self.thumb)

    def bars(self, part: str) -> list[Form]:
        """Give the bars of a part as polygons."""
        return [
            bar(self.at(x0, y0), self.at(x1, y1), r0 * self.size, r1 * self.size)
            for x0, y0, r0, x1, y1, r1 in hand_bars(self.row, part)
        ]


def make_hand(easel: Easel, wrist: Point3, fingers: Point3, thumb_side: Point3, row: str, size: float) -> Hand:
    """Turn a hand as its forearm points, the thumb towards `thumb_side`."""
    w, f, t = project(easel.brush, easel.spot, (wrist, fingers, thumb_side))
    length = radius_at(easel.brush, easel.spot, wrist, size)
    dx, dy = f[0] - w[0], f[1] - w[1]
    reach = math.hypot(dx, dy)
    if reach < 0.45 * length:  # a hand that points at the viewer still has some length
        ux, uy = unit(dx, dy) if reach > 1e-6 else (0.0, 1.0)  # noqa: PLR2004 (none at all)
        dx, dy = ux * 0.45 * length, uy * 0.45 * length
    ux, uy = unit(dx, dy)
    side = 1.0 if (t[0] - w[0]) * -uy + (t[1] - w[1]) * ux >= 0 else -1.0
    return Hand(w, (dx, dy), (-uy * side * length, ux * side * length), row)


def draw_hand(easel: Easel, hand: Hand, colour: Colour, part: str = "under") -> None:
    """Draw a hand, or the fingers that close over what it holds."""
    forms = hand.bars(part)
    if easel.small and len(forms) > 1:
        forms = [hull([point for form in forms[:-1] for point in form]), forms[-1]]
    ink_forms(easel.brush, forms, easel.tone(colour), easel.distance, 0.8)
    if easel.small:
        return
    between_fingers = easel.tone(mix(colour, FINGERS, 0.62))
    if part == lined_part(hand.row):
        for x0, y0, x1, y1 in hand_bars(hand.row, "lines"):
            ink_stroke(easel.brush, [hand.at(x0, y0), hand.at(x1, y1)], easel.distance, 0.5, between_fingers)


@cache
def lined_part(name: str) -> str:
    """Name the part of a hand whose fingers its lines part: none shows through what lies on the fingers."""
    last = "over" if hand_bars(name, "over") else "under"
    return str(read_table("hands")["hand"].get(name, {}).get("lined", last))


def along(start: Point3, middle: Point3, end: Point3, share: float) -> Point3:
    """Give the point a share of the way along a limb of two equal parts."""
    half = 0.5
    return between(start, middle, share * 2) if share < half else between(middle, end, share * 2 - 1)


def balls_of(rows: Sequence[Ball], stature: float) -> list[Ball]:
    """Turn radii in statures into metres."""
    return [(middle, radius * stature) for middle, radius in rows]
