"""A drawing's layers on their way through the finishes of a style, and what all finishes do with them."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from PIL import Image, ImageChops

from storyboard.canvas import Colour, hexcolour, mix
from storyboard.textures import MIDDLE, Layer, table

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The layers of a drawing on their way through the steps, and what the steps may ask about the panel."""

    colours: Image.Image
    ink: Layer
    fall: Layer
    focus: tuple[int, int]  # pixels; the middle of the people's heads
    spread: int = 0  # pixels from there to the outermost head
    seed: int = 0
    lit: bool = False  # lamps burn
    tense: bool = False  # something happens fast, or is feared
    inset: bool = False  # a small picture in another, which has neither paper edge nor light of its own

    @property
    def size(self) -> tuple[int, int]:
        """The panel's size in pixels."""
        return self.colours.size

    def px(self, length: float) -> int:
        """Give a length in whole pixels, at least one."""
        return max(1, round(length * self.size[1] / 1000))

    @property
    def grey(self) -> Layer:
        """The colours as tones."""
        return self.colours.convert("L")


def over(image: Image.Image, colour: str, mask: Layer) -> Image.Image:
    """Lay a colour over a picture through a mask."""
    return Image.composite(flat(image.size, hexcolour(colour)), image, mask)


def shade_by(colours: Image.Image, texture: Layer, strength: float) -> Image.Image:
    """Make a picture lighter and darker by a texture."""
    lights = texture.point(table(lambda value: max(0, value - MIDDLE) * strength * 1.6))
    darks = texture.point(table(lambda value: max(0, MIDDLE - value) * strength * 1.6))
    lifted = Image.composite(flat(colours.size, WHITE), colours, lights)
    return Image.composite(flat(colours.size, BLACK), lifted, darks)


@functools.lru_cache(maxsize=8)
def flat(size: tuple[int, int], colour: Colour) -> Image.Image:
    """Give a sheet of one colour, which many steps use."""
    return Image.new("RGB", size, colour)


def rims(sheet: Sheet, reach: int) -> Layer:
    """Mark where two colours meet."""
    grey = sheet.grey
    apart = ImageChops.lighter(
        ImageChops.difference(grey, ImageChops.offset(grey, reach, 0)),
        ImageChops.difference(grey, ImageChops.offset(grey, 0, reach)),
    )
    return apart.point(table(lambda value: (value - 5) * 9))


def mapped(grey: Layer, stops: list[Colour]) -> Image.Image:
    """Colour a grey picture by a scale."""
    pieces = len(stops) - 1
    scale = []
    for value in range(256):
        piece = min(pieces - 1, value * pieces // 256)
        scale.append(mix(stops[piece], stops[piece + 1], value * pieces / 255 - piece))
    return Image.merge("RGB", [grey.point([colour[band] for colour in scale]) for band in range(3)])
