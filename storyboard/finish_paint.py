"""Finishes of paint and paper: each a step of a row of `artwork/styles.toml`.

Lengths are in thousandths of the panel's height, so that a small panel looks as a large one does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from storyboard.canvas import hexcolour
from storyboard.sheets import Sheet, over, rims, shade_by
from storyboard.textures import FULL, MIDDLE, blurred, mottle, noise, paper, sheet_edge, slanted, table, wobbled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def blotch(sheet: Sheet, strength: float, grain: float) -> Sheet:
    """Let pigment settle unevenly."""
    spots = mottle(sheet.size, sheet.px(grain), sheet.seed % 4)
    return replace(sheet, colours=shade_by(sheet.colours, spots, strength))


def grain(sheet: Sheet, strength: float, size: float) -> Sheet:
    """Show the tooth of the paper."""
    return replace(sheet, colours=shade_by(sheet.colours, paper(sheet.size, sheet.px(size)), strength))


def wobble(sheet: Sheet, reach: float, size: float) -> Sheet:
    """Let edges and lines tremble."""
    far, grains = round(reach * sheet.size[1] / 1000), sheet.px(size)
    colours = wobbled(sheet.colours, far, grains, 41)
    return replace(sheet, colours=colours, ink=wobbled(sheet.ink, max(0, far - 1), grains, 51))


def soften(sheet: Sheet, reach: float) -> Sheet:
    """Let colours run into each other."""
    return replace(sheet, colours=blurred(sheet.colours, sheet.px(reach)))


def edges(sheet: Sheet, strength: float, reach: float) -> Sheet:
    """Let pigment gather along the edge of a wash."""
    darker = sheet.colours.point(table(lambda value: value * (1 - strength)) * 3)
    return replace(sheet, colours=Image.composite(darker, sheet.colours, rims(sheet, sheet.px(reach))))


def gaps(sheet: Sheet, share: float, colour: str) -> Sheet:
    """Leave the paper bare here and there where two colours meet."""
    spots = noise(sheet.size, sheet.px(26), 1, sheet.seed % 4 + 61)
    bare = ImageChops.multiply(
        rims(sheet, sheet.px(2)), spots.point(table(lambda value: (value - FULL * (1 - share)) * 6))
    )
    return replace(sheet, colours=over(sheet.colours, colour, bare))


def strokes(sheet: Sheet, reach: float, strength: float) -> Sheet:
    """Dab the colours on with a broad brush that goes up and down the slope."""
    colours = sheet.colours
    for index, (dx, dy) in enumerate(((1, -1), (-1, 1), (1, 1), (-1, -1))):
        dabs = slanted(sheet.size, sheet.px(12), 71 + index).point(table(lambda value: (value - MIDDLE) * 6 + MIDDLE))
        far = sheet.px(reach)
        colours = Image.composite(ImageChops.offset(colours, dx * far, dy * far), colours, dabs)
    return replace(sheet, colours=shade_by(colours, slanted(sheet.size, sheet.px(6), 79), strength))


def wax(sheet: Sheet, share: float, colour: str, size: float = 2.0) -> Sheet:
    """Let the paper show a little through colour that was rubbed on its tooth with crayon."""
    tooth = ImageChops.add(paper(sheet.size, sheet.px(size), 83), slanted(sheet.size, sheet.px(size * 1.5), 84), 2)
    bare = tooth.point(table(lambda value: (value - MIDDLE + 10) * share * 2))
    return replace(sheet, colours=over(sheet.colours, colour, bare))


def margin(sheet: Sheet, inset: float, rough: float, colour: str) -> Sheet:
    """End the paint before the paper does, unevenly."""
    if sheet.inset:
        return sheet
    painted = sheet_edge(sheet.size, round(inset * 1.02), round(rough), 91 + sheet.seed % 3)
    bare = Image.new("RGB", sheet.size, hexcolour(colour))
    ink = ImageChops.multiply(sheet.ink, painted)
    return replace(
        sheet,
        colours=Image.composite(sheet.colours, bare, painted),
        ink=ink,
        fall=ImageChops.multiply(sheet.fall, painted),
    )


STEPS: Mapping[str, Callable[..., Sheet]] = {
    step.__name__: step for step in (blotch, grain, wobble, soften, edges, gaps, strokes, wax, margin)
}
