"""A drawing in, its panel as layers from the set up to the frame out: put together they are the panel to the byte.

Each layer is what it adds to the finished panel below it, so that every style's paper, paint and print is in it. Lines
are a layer of their own, and so is what falls before the lens.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops

from storyboard.casting import Actor
from storyboard.emanata import draw_emanata
from storyboard.engine import add_remote, sheet_of
from storyboard.maps import turned
from storyboard.panel import frame_panel
from storyboard.stage import brush_on, draw_fall, draw_front, draw_item, draw_set, empty_sheet, far_to_near, set_stage
from storyboard.styles import finish, pin_levels, read_style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from storyboard.backdrops import Thing
    from storyboard.shapes import Brush
    from storyboard.sheets import Sheet
    from storyboard.stage import Stage

SET, THINGS, PERSON, OTHERS, FRONT = "set", "things", "person", "others", "front"
EMANATA, WEATHER, INK, REMOTE, FRAME = "emanata", "weather", "ink", "remote", "frame"


@dataclass(frozen=True, slots=True)
class PanelLayer:
    """What one layer adds: pixels that cover wholly, and where they lie on the panel."""

    kind: str  # one of those above
    key: str  # short hash of a person's name; "" of all else
    image: Image.Image  # "RGBA", alpha 0 or 255
    place: tuple[int, int]  # pixels from the left and from the top


def list_layers(drawing: Mapping[str, Any], width: int, height: int, seed: int) -> list[PanelLayer]:
    """Give the layers of a panel of `width` x `height` pixels, the lowest first."""
    stage = set_stage(drawing, width / height, seed)
    brush = brush_on(stage, empty_sheet(stage, width, height))
    sheets = [(kind, key, sheet_of(brush, stage)) for kind, key in draw_in_turn(brush, stage)]
    pictures = [(kind, key, turned(picture, stage)) for kind, key, picture in finished(sheets, stage)]
    *_, (_, _, art) = pictures
    afar = art.copy()
    add_remote(afar, brush, stage)
    key = next((str(one.get("key", "")) for one in drawing.get("people", ()) if one.get("presence") == "remote"), "")
    pictures += [(REMOTE, key, afar), (FRAME, "", frame_panel(afar, drawing))]
    below = [Image.new("RGB", (width, height)), *(picture for _, _, picture in pictures)]
    layers = (added(under, picture, kind, key) for under, (kind, key, picture) in zip(below, pictures, strict=False))
    return [layer for layer in layers if layer]


def draw_in_turn(brush: Brush, stage: Stage) -> Iterator[tuple[str, str]]:
    """Draw a stage, and say what was drawn after each of its parts: neighbours of one kind are one part."""
    draw_set(brush, stage)
    yield SET, ""
    named = {id(actor) for actor in stage.layout.staging.actors}

    def part_of(item: Thing | Actor) -> tuple[str, str]:
        if not isinstance(item, Actor):
            return THINGS, ""
        return (PERSON, item.looks.key) if id(item) in named else (OTHERS, "")

    for part, items in itertools.groupby(far_to_near(stage.layout), part_of):
        for item in items:
            draw_item(brush, item)
        yield part
    draw_front(brush, stage)
    yield FRONT, ""
    draw_emanata(brush, stage.layout.staging.actors, stage.layout.extras)
    yield EMANATA, ""
    draw_fall(brush, stage)
    yield WEATHER, ""


def finished(sheets: list[tuple[str, str, Sheet]], stage: Stage) -> Iterator[tuple[str, str, Image.Image]]:
    """Take every state of a drawing through its style, without lines until the last, whose tones count for all."""
    *_, (_, _, whole) = sheets
    style = pin_levels(whole, read_style(str(stage.drawing.get("style", ""))))
    bare = Image.new("L", whole.size)
    for kind, key, sheet in sheets:
        fall = sheet.fall if kind == WEATHER else bare
        yield kind, key, finish(replace(sheet, ink=bare, fall=fall), style)
    yield INK, "", finish(whole, style)


def added(below: Image.Image, picture: Image.Image, kind: str, key: str) -> PanelLayer | None:
    """Give what a picture has that the one below it has not; None where they are the same. The set covers all."""
    if kind == SET:
        return PanelLayer(kind, key, picture.convert("RGBA"), (0, 0))
    red, green, blue = ImageChops.difference(below, picture).split()
    mask = ImageChops.lighter(ImageChops.lighter(red, green), blue).point([0] + [255] * 255)
    box = mask.getbbox()
    if box is None:
        return None
    layer = Image.new("RGBA", picture.size)
    layer.paste(picture, mask=mask)
    layer.putalpha(mask)
    return PanelLayer(kind, key, layer.crop(box), box[:2])
