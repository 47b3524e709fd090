"""A sheet of paper to draw on in flat colours, larger than the panel and shrunk at the end to smooth every edge.

Lengths are in panel heights: (0, 0) is the upper left corner and y = 1 the lower edge, whatever the size in pixels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Colour = tuple[int, int, int]

SHEET_PIXELS = 4100  # the longer side that supersampling aims at
FAR_OUT = 30_000  # pixels; projected points beyond it would overflow Pillow's integers
OVAL_POINTS = 28


@dataclass(frozen=True, slots=True)
class Canvas:
    """The sheet and its two pens: `pen` covers, `wash` blends with what lies below."""

    image: Image.Image
    pen: ImageDraw.ImageDraw
    wash: ImageDraw.ImageDraw
    scale: float  # pixels of the sheet in a panel height
    factor: int  # pixels of the sheet in a pixel of the panel

    @property
    def aspect(self) -> float:
        """The panel's width in panel heights."""
        return self.image.width / self.image.height

    def pixels(self, points: Iterable[Point]) -> list[Point]:
        """Round panel points to whole pixels, so that no platform's arithmetic shows."""
        scale = self.scale
        return [
            (max(-FAR_OUT, min(FAR_OUT, round(x * scale))), max(-FAR_OUT, min(FAR_OUT, round(y * scale))))
            for x, y in points
        ]

    def fill(self, points: Sequence[Point], colour: Colour, alpha: int = 255) -> None:
        """Fill a polygon; `alpha` below 255 lets the paper show through."""
        if len(points) < 3:  # noqa: PLR2004 (a polygon has three corners)
            return
        if alpha == 255:  # noqa: PLR2004 (opaque)
            self.pen.polygon(self.pixels(points), fill=colour)
        else:
            self.wash.polygon(self.pixels(points), fill=(*colour, alpha))

    def ink(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill a polygon that is a line: its ink."""
        self.fill(points, colour)

    def stroke(self, points: Sequence[Point], colour: Colour, weight: float) -> None:
        """Draw an inked line with round ends; `weight` is its width in panel heights."""
        pixels = self.pixels(points)
        width = max(1, round(weight * self.scale))
        self.pen.line(pixels, fill=colour, width=width, joint="curve")
        if width > self.factor:
            for x, y in (pixels[0], pixels[-1]):
                half = width / 2
                self.pen.ellipse((x - half, y - half, x + half, y + half), fill=colour)

    def outline(self, points: Sequence[Point], colour: Colour, weight: float) -> None:
        """Ink the edge of a polygon."""
        if weight > 0 and len(points) > 1:
            self.stroke([*points, points[0], points[1]], colour, weight)

    def finish(self) -> Image.Image:
        """Give the panel at its own size."""
        return self.image.reduce(self.factor) if self.factor > 1 else self.image


def make_canvas(width: int, height: int, colour: Colour) -> Canvas:
    """Lay out a sheet for a panel of `width` x `height` pixels."""
    factor = max(1, min(6, SHEET_PIXELS // max(width, height)))
    image = Image.new("RGB", (width * factor, height * factor), colour)
    return Canvas(image, ImageDraw.Draw(image), ImageDraw.Draw(image, "RGBA"), float(height * factor), factor)


def oval(centre: Point, rx: float, ry: float, turn: float = 0.0) -> list[Point]:
    """Give the outline of an ellipse turned by `turn` radians."""
    cos, sin = math.cos(turn), math.sin(turn)
    steps = (2 * math.pi * index / OVAL_POINTS for index in range(OVAL_POINTS))
    rims = ((rx * math.cos(step), ry * math.sin(step)) for step in steps)
    return [(centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos) for x, y in rims]


def smooth(points: Sequence[Point], *, closed: bool, steps: int = 5) -> list[Point]:
    """Round a polygon off (Catmull-Rom): the curve passes through every point."""
    count = len(points)
    if count < 3:  # noqa: PLR2004 (two points are a straight line)
        return list(points)
    around = [points[index % count] for index in range(-1, count + 2)]
    corners = around if closed else [points[0], *points, points[-1]]
    curve = [
        spline(corners[index : index + 4], step / steps) for index in range(len(corners) - 3) for step in range(steps)
    ]
    return curve if closed else [*curve, points[-1]]


def spline(four: Sequence[Point], t: float) -> Point:
    """Give the point a share `t` of the way from the second of four points to the third."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = four
    t2, t3 = t * t, t * t * t
    return (
        0.5 * (2 * bx + (cx - ax) * t + (2 * ax - 5 * bx + 4 * cx - dx) * t2 + (3 * bx - ax - 3 * cx + dx) * t3),
        0.5 * (2 * by + (cy - ay) * t + (2 * ay - 5 * by + 4 * cy - dy) * t2 + (3 * by - ay - 3 * cy + dy) * t3),
    )


def capsule(start: Point, end: Point, start_radius: float, end_radius: float) -> list[Point]:
    """Give the outline of a limb: two circles and their common edge."""
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    half = [math.pi / 2 + math.pi * index / 8 for index in range(9)]
    back = [
        (start[0] + start_radius * math.cos(angle + a), start[1] + start_radius * math.sin(angle + a)) for a in half
    ]
    front = [
        (end[0] + end_radius * math.cos(angle + a - math.pi), end[1] + end_radius * math.sin(angle + a - math.pi))
        for a in half
    ]
    return [*back, *front]


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Blend two colours; `share` 0 is the first and 1 the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return (red, green, blue)


def hexcolour(text: str) -> Colour:
    """Read `#rrggbb`."""
    return (int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))
