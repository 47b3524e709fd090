"""Finishes of line, screen and print: each a step of a row of `artwork/styles.toml`.

Lengths are in thousandths of the panel's height, so that a small panel looks as a large one does.
"""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw

from storyboard.canvas import hexcolour
from storyboard.sheets import Sheet, over
from storyboard.textures import FULL, MIDDLE, Layer, blurred, cut, dots, hatching, noise, paper, table, widened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROUGH = 7  # pixels between lines above which a hand trembles in them
AROUND_HEADS = 110  # thousandths of the panel's height around the heads that speed lines leave free
SOLID = 40  # tones that a woodcut prints without lines


def bold(sheet: Sheet, reach: float, rough: float = 0.0) -> Sheet:
    """Draw heavier lines; `rough` lets the brush press unevenly."""
    heavy = widened(sheet.ink, round(reach * sheet.size[1] / 1000))
    if not rough:
        return replace(sheet, ink=heavy)
    press = noise(sheet.size, sheet.px(34), 2, 101).point(table(lambda value: (value - MIDDLE) * 5 + MIDDLE))
    return replace(sheet, ink=Image.composite(heavy, sheet.ink, press))


def dry(sheet: Sheet, share: float, size: float) -> Sheet:
    """Let the paper's tooth show in the lines: pencil, crayon, a dry brush."""
    tooth = paper(sheet.size, sheet.px(size), 103).point(table(lambda value: FULL - (value - FULL * (1 - share)) * 5))
    return replace(sheet, ink=ImageChops.multiply(sheet.ink, tooth))


def line(sheet: Sheet, colour: str, strength: float = 1.0) -> Sheet:
    """Lay the lines over the colours; `local` draws each in a darker tone of what it bounds."""
    mask = sheet.ink.point(table(lambda value: value * strength))
    if colour == "local":
        dark = sheet.colours.point(table(lambda value: value * 0.38) * 3)
        return replace(sheet, colours=Image.composite(dark, sheet.colours, mask))
    return replace(sheet, colours=over(sheet.colours, colour, mask))


def blacks(sheet: Sheet, tone: float, colour: str) -> Sheet:
    """Fill what is darker than a tone with ink."""
    mask = sheet.grey.point(table(lambda value: (tone - value) * 12 + MIDDLE))
    return replace(sheet, colours=over(sheet.colours, colour, mask))


def rim(sheet: Sheet, tone: float, colour: str) -> Sheet:
    """Draw the lines light where everything around them is dark."""
    dark = blurred(sheet.grey, sheet.px(7)).point(table(lambda value: (tone - value) * 6))
    return replace(sheet, colours=over(sheet.colours, colour, ImageChops.multiply(dark, sheet.ink)))


def hatch(sheet: Sheet, tone: float, period: float, colour: str) -> Sheet:
    """Hatch what is darker than a tone, the denser the darker, each surface in its own direction."""
    scaled = sheet.grey.point(table(lambda value: value * FULL / max(1, tone)))
    return replace(sheet, colours=over(sheet.colours, colour, lined(sheet.grey, scaled, sheet.px(period))))


def carve(sheet: Sheet, light: float, period: float, first: str, second: str, bare: str) -> Sheet:
    """Cut a block for each of two inks: solid in the dark, lines along each surface between, bare in the light."""
    grey = sheet.grey
    key = grey.point(table(lambda value: (value - SOLID) * FULL / (light - SOLID) * 1.5))
    colour = grey.point(table(lambda value: (value - SOLID) * FULL / (light - SOLID) * 0.8))
    printed = Image.new("RGB", sheet.size, hexcolour(bare))
    moved = ImageChops.offset(lined(grey, colour, sheet.px(period)), sheet.px(2.5), sheet.px(1.5))
    return replace(sheet, colours=over(over(printed, second, moved), first, lined(grey, key, sheet.px(period))))


def lined(grey: Layer, tones: Layer, period: int) -> Layer:
    """Cut tones into lines, each surface in its own direction."""
    across, up, down = (hatching(grey.size, max(4, period), slope, period // ROUGH) for slope in (0, 2, 3))
    first, second = (grey.point([FULL * (value // 23 % 3 == turn) for value in range(256)]) for turn in (1, 2))
    return cut(tones, Image.composite(up, Image.composite(down, across, second), first))


def screen(sheet: Sheet, dark: float, light: float, period: float, colour: str, paper_colour: str) -> Sheet:
    """Print in dots: what is darker than one tone is solid, what is lighter than another is bare."""
    tones = sheet.grey.point(table(lambda value: (value - dark) * FULL / max(1, light - dark)))
    mask = cut(tones, dots(sheet.size, max(4, sheet.px(period) // 2 * 2)))
    return replace(sheet, colours=over(Image.new("RGB", sheet.size, hexcolour(paper_colour)), colour, mask))


def dotted(sheet: Sheet, strength: float, period: float) -> Sheet:
    """Print the colours themselves in dots, as an old comic."""
    screened = cut(sheet.grey, dots(sheet.size, max(4, sheet.px(period) // 2 * 2)))
    darker = sheet.colours.point(table(lambda value: value * (1 - strength)) * 3)
    return replace(sheet, colours=Image.composite(darker, sheet.colours, screened))


def block(sheet: Sheet, dark: float, light: float, colour: str, shift: float) -> Sheet:
    """Print a second ink where tones lie between two, a little off its place."""
    tones = sheet.grey.point(table(lambda value: min((value - dark) * 8, (light - value) * 8) + MIDDLE))
    moved = ImageChops.offset(tones, sheet.px(shift), sheet.px(shift / 2))
    return replace(sheet, colours=over(sheet.colours, colour, moved))


def worn(sheet: Sheet, share: float, colour: str, size: float = 2.0) -> Sheet:
    """Let the paper show where the printer's ink did not take."""
    bare = paper(sheet.size, sheet.px(size), 107).point(table(lambda value: (value - FULL * (1 - share)) * 8))
    return replace(sheet, colours=over(sheet.colours, colour, bare))


def rays(sheet: Sheet, colour: str, count: float) -> Sheet:
    """Draw speed lines from the edges towards the lead where something happens fast or is feared."""
    if not sheet.tense or sheet.inset:
        return sheet
    mask, random = Image.new("L", sheet.size), Random(sheet.seed)  # noqa: S311 (art, not secrets)
    pen, (width, height), (cx, cy) = ImageDraw.Draw(mask), sheet.size, sheet.focus
    for _ in range(round(count)):
        along, side = random.randrange(width), random.randrange(height)
        x, y = random.choice(((along, 0), (along, height), (0, side), (width, side)))
        free = 1 - (sheet.spread + sheet.px(AROUND_HEADS)) / (math.hypot(cx - x, cy - y) or 1.0)
        share = min(random.randrange(30, 62), int(100 * free))
        if share <= 0:
            continue  # a head is near that edge
        tip = (x + (cx - x) * share // 100, y + (cy - y) * share // 100)
        wide = random.randrange(1, 2 + sheet.px(5))
        across = (wide, 0) if y in (0, height) else (0, wide)
        pen.polygon([(x - across[0], y - across[1]), (x + across[0], y + across[1]), tip], fill=FULL)
    return replace(sheet, colours=over(sheet.colours, colour, mask))


def falling(sheet: Sheet, colour: str, shadow: str) -> Sheet:
    """Let rain and snow fall before everything, each drop with a dark side that shows it on what is light."""
    if sheet.fall.getbbox() is None:
        return sheet
    beside = ImageChops.offset(sheet.fall, 1, 1).point(table(lambda value: value * 0.6))
    return replace(sheet, colours=over(over(sheet.colours, shadow, beside), colour, sheet.fall))


STEPS: Mapping[str, Callable[..., Sheet]] = {
    step.__name__: step
    for step in (bold, dry, line, blacks, rim, hatch, carve, screen, dotted, block, worn, rays, falling)
}
