"""A picture and who stands where in it in, out whether everybody wears their own colour, and nobody a neighbour's.

It needs no weights: the pixels of a trunk are compared with the stated colours of the picture's coats in CIE Lab. How
light they are counts half, for the hour and the weather change that most.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.canvas import Colour
    from storyboard.worn_colours import WornColour

Lab = tuple[float, float, float]

SAMPLED = 336  # pixels of a picture's width that are looked at
FEWEST = 30  # of them, on a trunk: of less nothing is said
NEAR = 30.0  # how far a pixel may be from a colour that it shows
LEAN = 0.25  # how far its hue must lean towards that colour, as a share of its chroma: no grey is navy
DIFFER = 20.0  # how far two coats must be from each other to be told apart
SEEN = 0.25  # share of a trunk from which its own colour is on it
BLED = 1 / 3  # and a neighbour's, which must be more than a scarf or what an open coat shows
GREYISH = 12.0  # chroma below which a colour may be shade, ink or a shirt: it never counts as a neighbour's

WHITE = (0.9505, 1.0, 1.089)  # of daylight, in CIE XYZ
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))


@dataclass(frozen=True, slots=True)
class Wearer:
    """One person whose coat has a stated colour."""

    key: str
    worn: WornColour
    trunk: Image.Image  # "L", of the picture's size: 255 where their trunk is to be seen


@dataclass(frozen=True, slots=True)
class OtherCoat:
    """How much of a trunk shows a neighbour's coat."""

    key: str  # the neighbour's
    words: str
    share: float
    is_vivid: bool  # whether its colour is no grey


@dataclass(frozen=True, slots=True)
class JudgedCoat:
    """What colours one trunk shows."""

    key: str
    words: str  # "yellow raincoat"
    own: float  # share of the trunk that shows its colour
    others: tuple[OtherCoat, ...] = ()  # of another colour, which can be told apart

    @property
    def is_own(self) -> bool:
        """Whether the stated colour is on the trunk, and more of it than of any neighbour's."""
        return self.own >= SEEN and all(self.own > other.share for other in self.others)

    @property
    def bleeding(self) -> tuple[OtherCoat, ...]:
        """The neighbours' coats whose colours are on the trunk."""
        return tuple(other for other in self.others if other.share >= BLED and other.is_vivid)


def judge_colours(picture: Image.Image, wearers: Sequence[Wearer]) -> tuple[JudgedCoat, ...]:
    """Judge the trunks of a picture; who shows too little of one is left out."""
    size = (SAMPLED, max(1, round(picture.height * SAMPLED / picture.width)))
    seen = picture.convert("RGB").resize(size, Image.Resampling.NEAREST)
    judged = []
    for wearer in wearers:
        trunk = wearer.trunk.resize(size, Image.Resampling.NEAREST)
        pixels = count_colours(seen, trunk)
        if pixels.total() >= FEWEST:
            judged.append(judge_coat(pixels, wearer, wearers))
    return tuple(judged)


def count_colours(picture: Image.Image, mask: Image.Image) -> Counter[Colour]:
    """Count the colours of a picture within a mask."""
    outside = Image.new("RGBA", picture.size)
    inside = Image.composite(picture.convert("RGBA"), outside, mask.point([0] * 128 + [255] * 128))
    found = inside.getcolors(picture.width * picture.height) or []
    pixels = ((count, pixel) for count, pixel in found if isinstance(pixel, tuple) and pixel[3])
    return Counter({(pixel[0], pixel[1], pixel[2]): count for count, pixel in pixels})


def judge_coat(pixels: Mapping[Colour, int], wearer: Wearer, wearers: Sequence[Wearer]) -> JudgedCoat:
    """Give each pixel of a trunk to the nearest of the coats that can be told apart, if its colour is near."""
    own = to_lab(wearer.worn.colour)
    apart = [one for one in wearers if tell_apart(to_lab(one.worn.colour), own) >= DIFFER]
    labs = [own, *(to_lab(one.worn.colour) for one in apart)]
    counts: Counter[int] = Counter()
    for pixel, count in pixels.items():
        distance, nearest = min((tell_apart(to_lab(pixel), lab), place) for place, lab in enumerate(labs))
        counts[nearest] += count * (distance <= NEAR and leans(to_lab(pixel), labs[nearest]))
    total = sum(pixels.values())
    others = (
        OtherCoat(one.key, one.worn.words, counts[place] / total, chroma_of(lab) >= GREYISH)
        for place, (one, lab) in enumerate(zip(apart, labs[1:], strict=True), 1)
    )
    return JudgedCoat(wearer.key, wearer.worn.words, counts[0] / total, tuple(others))


# --- Colours ----------------------------------------------------------------------------------------------------------


def tell_apart(one: Lab, other: Lab) -> float:
    """Give how far two colours are apart, of which lightness counts half."""
    return float(((0.5 * (one[0] - other[0])) ** 2 + (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2) ** 0.5)


def leans(seen: Lab, lab: Lab) -> bool:
    """Tell whether a colour is as far from grey, on the side of another, as it must be to be that one."""
    chroma = chroma_of(lab)
    return chroma < GREYISH or seen[1] * lab[1] + seen[2] * lab[2] >= LEAN * chroma**2


def chroma_of(lab: Lab) -> float:
    """Give how far a colour is from grey."""
    return math.hypot(lab[1], lab[2])


@functools.lru_cache(maxsize=1 << 16)
def to_lab(colour: Colour) -> Lab:
    """Convert a colour of the screen (sRGB) to CIE Lab."""
    linear = [to_linear(value / 255) for value in colour]
    x, y, z = (
        cube_root(sum(part * value for part, value in zip(row, linear, strict=True)) / white)
        for row, white in zip(TO_XYZ, WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def to_linear(value: float) -> float:
    """Undo the screen's gamma; from 0 to 1."""
    return float(((value + 0.055) / 1.055) ** 2.4) if value > 0.04045 else value / 12.92  # noqa: PLR2004


def cube_root(value: float) -> float:
    """Give the cube root, which is a straight line near 0."""
    return float(value ** (1 / 3)) if value > 0.008856 else 7.787 * value + 16 / 116  # noqa: PLR2004
