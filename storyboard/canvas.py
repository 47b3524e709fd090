"""A sheet of paper to draw on, larger than the panel and shrunk at the end to smooth every edge.

It keeps flat colours, the ink of lines and what falls before the lens apart, so that a style can treat each by itself.
Lengths are in panel heights: (0, 0) is the upper left corner and y = 1 the lower edge, whatever the size in pixels.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Self

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Colour = tuple[int, int, int]

SHEET_PIXELS = 2800  # the longer side that supersampling aims at
FAR_OUT = 30_000  # pixels; projected points beyond it would overflow Pillow's integers
OVAL_POINTS = 28
INK: Colour = (34, 32, 36)
PALE: Colour = (228, 236, 244)
OPAQUE = 255
HALO = 96  # pixels of the disc of light that is enlarged


class Ink(tuple[int, int, int]):  # noqa: SLOT001 (a tuple can have no slots of its own)
    """The colour of a line, which goes into the layer of ink; `strength` is how much of it the distance leaves."""

    strength: float

    def __new__(cls, colour: Colour, strength: float = 1.0) -> Self:
        """Make ink of a colour."""
        ink = super().__new__(cls, colour)
        ink.strength = max(0.0, min(1.0, strength))
        return ink


class Layers(NamedTuple):
    """A finished sheet at the panel's size, not yet put together."""

    colours: Image.Image
    ink: Image.Image  # 255 where a line is
    fall: Image.Image  # 255 where rain or snow is


@dataclass(frozen=True, slots=True)
class Canvas:
    """The sheet and its pens: `pen` covers, `wash` blends with what lies below, `nib` draws lines, `spray` rain."""

    image: Image.Image
    pen: ImageDraw.ImageDraw
    wash: ImageDraw.ImageDraw
    scale: float  # pixels of the sheet in a panel height
    factor: int  # pixels of the sheet in a pixel of the panel
    lines: Image.Image
    nib: ImageDraw.ImageDraw
    fallen: Image.Image
    spray: ImageDraw.ImageDraw

    @property
    def aspect(self) -> float:
        """The panel's width in panel heights."""
        return self.image.width / self.image.height

    def pixels(self, points: Iterable[Point]) -> list[tuple[int, int]]:
        """Round panel points to whole pixels, so that no platform's arithmetic shows."""
        scale = self.scale
        pixels = [(round(x * scale), round(y * scale)) for x, y in points]
        if not pixels or (max(map(max, pixels)) < FAR_OUT and min(map(min, pixels)) > -FAR_OUT):
            return pixels
        return [(max(-FAR_OUT, min(FAR_OUT, x)), max(-FAR_OUT, min(FAR_OUT, y))) for x, y in pixels]

    def fill(self, points: Sequence[Point], colour: Colour, alpha: int = OPAQUE) -> None:
        """Fill a polygon, which covers the lines below; `alpha` below 255 lets the paper and the lines show through."""
        if len(points) < 3:  # noqa: PLR2004 (a polygon has three corners)
            return
        if isinstance(colour, Ink):
            self.ink(points, colour)
        elif alpha == OPAQUE:
            pixels = self.pixels(points)
            self.pen.polygon(pixels, fill=colour)
            self.nib.polygon(pixels, fill=0)
        else:
            self.wash.polygon(self.pixels(points), fill=(*colour, alpha))

    def ink(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill a polygon that is a line: its ink."""
        if len(points) > 2:  # noqa: PLR2004 (a polygon has three corners)
            self.nib.polygon(self.pixels(points), fill=strength_of(colour))

    def stroke(self, points: Sequence[Point], colour: Colour, weight: float) -> None:
        """Draw a line with round ends, in `Ink` or in a colour; `weight` is its width in panel heights."""
        pixels = self.pixels(points)
        width = max(1, round(weight * self.scale))
        if isinstance(colour, Ink):
            draw_line(self.nib, pixels, strength_of(colour), width, rounded=width > self.factor)
            return
        draw_line(self.pen, pixels, colour, width, rounded=width > self.factor)
        draw_line(self.nib, pixels, 0, width, rounded=width > self.factor)

    def outline(self, points: Sequence[Point], colour: Colour, weight: float) -> None:
        """Draw along the edge of a polygon."""
        if weight > 0 and len(points) > 1:
            self.stroke([*points, points[0], points[1]], colour, weight)

    def dry(self, points: Sequence[Point]) -> None:
        """Take away what has fallen before a polygon."""
        if len(points) > 2:  # noqa: PLR2004 (a polygon has three corners)
            self.spray.polygon(self.pixels(points), fill=0)

    def streak(self, points: Sequence[Point], strength: float, weight: float) -> None:
        """Draw something thin that falls before the lens: rain."""
        width = max(1, round(weight * self.scale))
        self.spray.line(self.pixels(points), fill=round(OPAQUE * strength), width=width)

    def fleck(self, points: Sequence[Point], strength: float = 1.0) -> None:
        """Draw something small that falls before the lens: snow."""
        self.spray.polygon(self.pixels(points), fill=round(OPAQUE * strength))

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float) -> None:
        """Let something shine: a soft disc of light, `strength` in its middle."""
        (x, y), reach = self.pixels([centre])[0], max(1, round(radius * self.scale))
        left, top = max(0, x - reach), max(0, y - reach)
        right, low = min(self.image.width, x + reach), min(self.image.height, y + reach)
        if right <= left or low <= top or reach >= FAR_OUT:
            return
        zoom = HALO / (2 * reach)
        x, y = x - reach, y - reach
        seen = ((left - x) * zoom, (top - y) * zoom, (right - x) * zoom, (low - y) * zoom)
        light = halo(round(OPAQUE * strength)).resize((right - left, low - top), Image.Resampling.BILINEAR, box=seen)
        self.image.paste(colour, (left, top), light)

    def layers(self) -> Layers:
        """Give the layers at the panel's own size."""
        layers = (self.image, self.lines, self.fallen)
        return Layers(*(layer.reduce(self.factor) if self.factor > 1 else layer.copy() for layer in layers))

    def finish(self) -> Image.Image:
        """Give the panel at its own size in its plain colours with black lines."""
        colours, ink, fall = self.layers()
        colours.paste(INK, mask=ink)
        colours.paste(PALE, mask=fall)
        return colours


@functools.lru_cache(maxsize=8)
def halo(most: int) -> Image.Image:
    """Make a small disc of light that falls off to nothing."""
    disc = Image.new("L", (HALO, HALO))
    for y in range(HALO):
        for x in range(HALO):
            away = math.isqrt((2 * x + 1 - HALO) ** 2 + (2 * y + 1 - HALO) ** 2)
            disc.putpixel((x, y), most * max(0, HALO - away) // HALO)
    return disc


def draw_line(
    pen: ImageDraw.ImageDraw, pixels: Sequence[tuple[int, int]], fill: Colour | int, width: int, *, rounded: bool
) -> None:
    """Draw a line of so many pixels with soft corners, and where it is thick with round ends."""
    pen.line(pixels, fill=fill, width=width, joint="curve")
    for x, y in (pixels[0], pixels[-1]) if rounded else ():
        half = width / 2
        pen.ellipse((x - half, y - half, x + half, y + half), fill=fill)


def strength_of(colour: Colour) -> int:
    """Give how dense a line's ink is, 0 to 255: full in a colour that does not say."""
    return round(OPAQUE * (colour.strength if isinstance(colour, Ink) else 1.0))


def make_canvas(width: int, height: int, colour: Colour) -> Canvas:
    """Lay out a sheet for a panel of `width` x `height` pixels."""
    factor = max(1, min(6, round(SHEET_PIXELS / max(width, height))))
    size = (width * factor, height * factor)
    image, lines, fallen = Image.new("RGB", size, colour), Image.new("L", size), Image.new("L", size)
    pens = ImageDraw.Draw(image), ImageDraw.Draw(image, "RGBA")
    return Canvas(
        image, *pens, float(height * factor), factor, lines, ImageDraw.Draw(lines), fallen, ImageDraw.Draw(fallen)
    )


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
    (r, g, b), (red, green, blue) = first, second
    return (round(r + (red - r) * share), round(g + (green - g) * share), round(b + (blue - b) * share))


def hexcolour(text: str) -> Colour:
    """Read `#rrggbb`."""
    return (int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))
