"""A plate: a canvas on which all that is painted, colours and lines alike, marks its place with one number.

The painters of the panel draw on it as on paper, so that a map shows what the panel shows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from PIL import Image, ImageDraw

from storyboard.canvas import OPAQUE, Canvas, draw_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.canvas import Colour, Point


@dataclass(frozen=True, slots=True)
class MapPlate(Canvas):
    """A sheet of numbers at the picture's own size; what shines, falls or lets the ground show marks nothing."""

    mark: int = 0

    def marking(self, mark: int) -> Self:
        """Take up the same sheet with another number."""
        return replace(self, mark=mark)

    def fill(self, points: Sequence[Point], colour: Colour, alpha: int = OPAQUE) -> None:
        """Mark a polygon."""
        if alpha == OPAQUE:
            self.ink(points, colour)

    def ink(self, points: Sequence[Point], colour: Colour) -> None:
        """Mark a polygon, whether of colour or of a line."""
        del colour
        if len(points) > 2:  # noqa: PLR2004 (a polygon has three corners)
            self.pen.polygon(self.pixels(points), fill=self.mark)

    def stroke(self, points: Sequence[Point], colour: Colour, weight: float) -> None:
        """Mark a line."""
        del colour
        width = max(1, round(weight * self.scale))
        draw_line(self.pen, self.pixels(points), self.mark, width, rounded=width > 1)

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float) -> None:
        """Leave light out: it covers nothing."""

    def streak(self, points: Sequence[Point], strength: float, weight: float) -> None:
        """Leave rain out."""

    def fleck(self, points: Sequence[Point], strength: float = 1.0) -> None:
        """Leave snow out."""


def make_plate(width: int, height: int) -> MapPlate:
    """Lay out a plate full of zeros for a picture of `width` x `height` pixels."""
    image, spare = Image.new("L", (width, height)), Image.new("L", (1, 1))
    pen, nib = ImageDraw.Draw(image), ImageDraw.Draw(spare)
    return MapPlate(image, pen, nib, float(height), 1, spare, nib, spare, nib)
