"""Grains, screens and edges of paper: grey pictures of a panel's size that the finishes lay over a drawing.

All is whole numbers, so that it is the same everywhere; what many panels share is made once.
"""

from __future__ import annotations

import functools
from random import Random
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Size = tuple[int, int]
Layer = Image.Image  # of mode "L"

KEPT = 24  # textures of a panel's size that are kept for the next one
MIDDLE, FULL = 128, 255
CRISP = 0.125  # how steep an edge cut out of a grey picture is: a power of two, which no platform rounds
SLOPES = ((0, 1), (1, 0), (1, 1), (1, -1), (1, 2), (2, -1))  # directions of hatching, as x and y that a line counts
LEAST_SPAN = 24  # tones; what lies closer together is not stretched for ever
SMALL = 8  # the edge of the paper is made so many times smaller


def table(tone: Callable[[int], float]) -> list[int]:
    """Tabulate a function of a tone for `Image.point`."""
    return [max(0, min(FULL, round(tone(value)))) for value in range(256)]


@functools.lru_cache(maxsize=KEPT)
def noise(size: Size, grain: int, stretch: int, seed: int) -> Layer:
    """Make soft spots about `grain` pixels large and `stretch` times as wide, over the whole range of tones."""
    wide, tall = max(2, size[0] // (grain * stretch)), max(2, size[1] // grain)
    spots = Image.frombytes("L", (wide, tall), Random(seed).randbytes(wide * tall))  # noqa: S311 (art, not secrets)
    return spots.resize(size, Image.Resampling.BICUBIC)


@functools.lru_cache(maxsize=KEPT)
def paper(size: Size, grain: int, seed: int = 5) -> Layer:
    """Make the tooth of paper: fine spots on coarser ones."""
    fine, coarse = noise(size, max(1, grain), 1, seed), noise(size, max(2, grain * 3), 1, seed + 1)
    return ImageChops.add(fine, coarse, 2)


@functools.lru_cache(maxsize=KEPT)
def mottle(size: Size, grain: int, seed: int) -> Layer:
    """Make the clouds that pigment settles in: large ones, with smaller ones in them."""
    large, fine = noise(size, grain, 1, seed + 20), noise(size, max(1, grain // 4), 1, 31)
    return Image.composite(fine, large, Image.new("L", size, FULL // 4))


def cut(mask: Layer, thresholds: Layer, crisp: float = CRISP) -> Layer:
    """Give white where a picture is darker than a screen, with a soft edge; where it is white it stays bare."""
    return ImageChops.subtract(thresholds, mask, crisp)


def tiled(tile: Layer, size: Size) -> Layer:
    """Cover a panel with a tile."""
    row = Image.new("L", (size[0], tile.height))
    for left in range(0, size[0], tile.width):
        row.paste(tile, (left, 0))
    whole = Image.new("L", size)
    for top in range(0, size[1], tile.height):
        whole.paste(row, (0, top))
    return whole


@functools.lru_cache(maxsize=KEPT)
def dots(size: Size, period: int) -> Layer:
    """Make the screen of dots that stand askew: the darker a tone, the larger its dots."""
    half = period // 2

    def reach(x: int, y: int) -> int:
        corners = ((0, 0), (period, 0), (0, period), (period, period), (half, half))
        return min((2 * x - 2 * a + 1) ** 2 + (2 * y - 2 * b + 1) ** 2 for a, b in corners)

    cells = sorted((reach(x, y), y, x) for y in range(period) for x in range(period))
    tile = Image.new("L", (period, period))
    for rank, (_, y, x) in enumerate(cells):
        tile.putpixel((x, y), FULL - FULL * rank // len(cells))
    return tiled(tile, size)


@functools.lru_cache(maxsize=KEPT)
def hatching(size: Size, period: int, slope: int, rough: int) -> Layer:
    """Make the screen of lines in one direction, cut by a hand that trembles by `rough` pixels."""
    across, down = SLOPES[slope % len(SLOPES)]
    tile = Image.new("L", (period, period))
    for y in range(period):
        for x in range(period):
            tile.putpixel((x, y), abs((x * across + y * down) % period * 2 - period) * FULL // period)
    return wobbled(tiled(tile, size), rough, max(6, period * 3), 11 + slope)


@functools.lru_cache(maxsize=KEPT)
def slanted(size: Size, grain: int, seed: int) -> Layer:
    """Make the marks of a flat brush: short bands up the slope, or down it by the seed."""
    bands, leaning = noise((size[0] + size[1], size[1]), grain, 3, seed), Image.new("L", size)
    for row in range(0, size[1], 2):
        left = row if seed % 2 else size[1] - row
        leaning.paste(bands.crop((left, row, left + size[0], row + 2)), (0, row))
    return leaning


def wobbled(image: Image.Image, reach: int, grain: int, seed: int) -> Image.Image:
    """Shift patches of a picture by some pixels, as a hand that is not a ruler."""
    if reach < 1:
        return image
    for index, (dx, dy) in enumerate(((reach, 0), (0, reach), (-reach, reach))):
        patch = noise(image.size, grain, 1, seed + index).point(table(lambda value: (value - MIDDLE) * 8 + MIDDLE))
        image = Image.composite(ImageChops.offset(image, dx, dy), image, patch)
    return image


def widened(mask: Layer, reach: int) -> Layer:
    """Let the white of a mask grow by some pixels."""
    for step in range(reach):
        shifts = ((1, 0), (-1, 0), (0, 1), (0, -1)) if step % 2 == 0 else ((1, 1), (-1, -1), (1, -1), (-1, 1))
        grown = mask
        for dx, dy in shifts:
            grown = ImageChops.lighter(grown, ImageChops.offset(mask, dx, dy))
        mask = grown
    return mask


def blurred(image: Image.Image, reach: int) -> Image.Image:
    """Blur by about so many pixels."""
    return image.reduce(reach).resize(image.size, Image.Resampling.BICUBIC) if reach > 1 else image


@functools.lru_cache(maxsize=KEPT)
def inwards(size: Size) -> Layer:
    """Make a ramp from the edge inwards: 0 at the edge, 255 a quarter of the panel's height away."""
    ramp = Image.new("L", size, FULL)
    pen = ImageDraw.Draw(ramp)
    deep = max(1, min(size[1] // 4, size[0] // 2, size[1] // 2))
    for ring in range(deep):
        pen.rectangle((ring, ring, size[0] - 1 - ring, size[1] - 1 - ring), outline=FULL * ring // deep)
    return ramp


@functools.lru_cache(maxsize=KEPT)
def sheet_edge(size: Size, inset: int, rough: int, seed: int) -> Layer:
    """Make the uneven edge of a painted patch: white inside; `inset` and `rough` in 255ths of a quarter's height."""
    small = (max(2, size[0] // 2), max(2, size[1] // 2))
    spots = ImageChops.add(
        noise(small, max(2, small[1] // 9), 2, seed), noise(small, max(2, small[1] // 26), 1, seed), 2
    )
    ragged = spots.point(table(lambda value: (value - MIDDLE) * rough / MIDDLE + MIDDLE))
    ramp = ImageChops.add(inwards(small), ragged, 1, -MIDDLE - inset)
    return ramp.point(table(lambda value: value * 9)).resize(size, Image.Resampling.BICUBIC)


@functools.lru_cache(maxsize=4)
def pool(size: Size, at: tuple[int, int], reach: int) -> Layer:
    """Make a pool of light around a point, wider than high: white there, black `reach` pixels to the side."""
    small = (max(2, size[0] // SMALL), max(2, size[1] // SMALL))
    glow, most = Image.new("L", small), max(1, (reach // SMALL) ** 2)
    cx, cy = at[0] // SMALL, at[1] // SMALL
    rows = (
        max(0, FULL - FULL * ((x - cx) ** 2 + (y - cy) ** 2 * 3 // 2) // most)
        for y in range(small[1])
        for x in range(small[0])
    )
    glow.putdata(list(rows))
    return glow.resize(size, Image.Resampling.BICUBIC)


def black_and_white(grey: Layer, low: float, high: float) -> tuple[int, int]:
    """Give the tones that a share of a picture is darker than, and another lighter."""
    counts = grey.histogram()
    dark, light = quantile(counts, low), quantile(counts, 1 - high)
    return dark, max(light, dark + LEAST_SPAN)


def quantile(counts: Sequence[int], share: float) -> int:
    """Give the tone below which a share of the pixels lies."""
    wanted, seen = share * sum(counts), 0
    for value, number in enumerate(counts):
        seen += number
        if seen >= wanted:
            return value
    return FULL
