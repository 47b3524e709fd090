"""Finishes of colour and light: each a step of a row of `artwork/styles.toml`.

Lengths are in thousandths of the panel's height, so that a small panel looks as a large one does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from storyboard.canvas import hexcolour
from storyboard.sheets import Sheet, mapped, over
from storyboard.textures import FULL, black_and_white, blurred, inwards, pool, table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LAMP = "#ffd08a"  # what lamps shine in


def vivid(sheet: Sheet, share: float) -> Sheet:
    """Make colours stronger (above 1) or weaker."""
    if share <= 1:
        grey = Image.merge("RGB", [sheet.grey] * 3)
        faded = Image.composite(sheet.colours, grey, Image.new("L", sheet.size, round(FULL * share)))
        return replace(sheet, colours=faded)
    # Half as bright on the way, so that nothing is cut off before the grey is taken out.
    strong, grey = sheet.colours.point(table(lambda value: value * share / 2) * 3), sheet.grey
    less = Image.merge("RGB", [grey.point(table(lambda value: value * (share - 1) / 2))] * 3)
    return replace(sheet, colours=ImageChops.subtract(strong, less).point(table(lambda value: value * 2) * 3))


def curve(sheet: Sheet, dark: float, light: float, gamma: float = 1.0) -> Sheet:
    """Let black become the tone `dark` and white the tone `light`; a gamma below 1 lifts what lies between."""
    tones = table(lambda value: dark + (light - dark) * (value / FULL) ** gamma)
    return replace(sheet, colours=sheet.colours.point(tones * 3))


def levels(sheet: Sheet, low: float, high: float, share: float = 1.0) -> Sheet:
    """Stretch the tones of a picture, so that a night is not all black; `share` says how far."""
    return stretch(sheet, *black_and_white(sheet.grey, low, high), share)


def stretch(sheet: Sheet, dark: float, light: float, share: float = 1.0) -> Sheet:
    """Let the tone `dark` become black and `light` white, as far as `share` says."""
    tones = table(lambda value: value * (1 - share) + (value - dark) * FULL / (light - dark) * share)
    return replace(sheet, colours=sheet.colours.point(tones * 3))


def duotone(sheet: Sheet, *colours: str) -> Sheet:
    """Map the tones to a scale of colours, from dark to light."""
    stops = [hexcolour(colour) for colour in colours]
    return replace(sheet, colours=mapped(sheet.grey, stops))


def tint(sheet: Sheet, dark: str, light: str, share: float) -> Sheet:
    """Lean shadows towards one colour and lights towards another."""
    toned = mapped(sheet.grey, [hexcolour(dark), hexcolour(light)])
    mask = Image.new("L", sheet.size, round(FULL * share))
    return replace(sheet, colours=Image.composite(toned, sheet.colours, mask))


def posterise(sheet: Sheet, count: float, soft: float = 0.0) -> Sheet:
    """Bring how light each colour is to one of a few tones; `soft` lets them run into each other."""
    wide = FULL / (count - 1)

    def step(value: int) -> float:
        exact = value / wide
        return wide * (round(exact) * (1 - soft) + exact * soft)

    lift, drop = table(lambda value: step(value) - value), table(lambda value: value - step(value))
    lights, darks = (Image.merge("RGB", [sheet.grey.point(tones)] * 3) for tones in (lift, drop))
    return replace(sheet, colours=ImageChops.subtract(ImageChops.add(sheet.colours, lights), darks))


def spot(sheet: Sheet, reach: float, floor: float) -> Sheet:
    """Let one light fall on the people and leave the rest `floor` of its tone."""
    if sheet.inset:
        return sheet
    glow = pool(sheet.size, sheet.focus, sheet.spread + sheet.px(reach)).point(
        table(lambda value: FULL * floor + value * (1 - floor))
    )
    return replace(sheet, colours=ImageChops.multiply(sheet.colours, Image.merge("RGB", [glow] * 3)))


def warmth(sheet: Sheet, strength: float, reach: float) -> Sheet:
    """Let a warm light glow around the people."""
    glow = pool(sheet.size, sheet.focus, sheet.spread + sheet.px(reach))
    bands = [glow.point([round(value * strength * part) for value in range(256)]) for part in (0.34, 0.2, 0.02)]
    return replace(sheet, colours=ImageChops.add(sheet.colours, Image.merge("RGB", bands)))


def lamplight(sheet: Sheet, dark: str, reach: float, warm: float) -> Sheet:
    """Let lamps light the people and leave the corners of a room in the dark."""
    at = (sheet.focus[0], sheet.focus[1] + sheet.px(90))
    glow = pool(sheet.size, at, sheet.spread + sheet.px(reach)).point(table(lambda value: value * 1.5 + 12))
    shaded = ImageChops.multiply(sheet.colours, Image.new("RGB", sheet.size, hexcolour(dark)))
    shine = glow.point(table(lambda value: value * warm))
    return replace(sheet, colours=Image.composite(over(sheet.colours, LAMP, shine), shaded, glow))


def vignette(sheet: Sheet, strength: float, colour: str = "#14121a") -> Sheet:
    """Let the light fall off towards the corners."""
    if sheet.inset:
        return sheet
    most = strength * (1.5 if sheet.lit else 1.0)
    shade = inwards(sheet.size).point(table(lambda value: FULL * most * ((FULL - value) / FULL) ** 2))
    return replace(sheet, colours=over(sheet.colours, colour, blurred(shade, sheet.px(20))))


STEPS: Mapping[str, Callable[..., Sheet]] = {
    step.__name__: step for step in (vivid, curve, levels, stretch, duotone, tint, posterise, spot, warmth, vignette)
}
