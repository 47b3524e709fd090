"""Drawings for maps, and what of a panel is a person's, found without the maps."""

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from storyboard.canvas import OPAQUE, Canvas
from storyboard.casting import Actor
from storyboard.stage import (
    brush_on,
    draw_before,
    draw_behind,
    draw_body,
    draw_front,
    draw_hands,
    draw_item,
    far_to_near,
)

SIZE = (672, 384)
EMMA = {
    "key": "aa11",
    "presence": "lead",
    "gender": "female",
    "age": "in her thirties",
    "look": "woman with a dark red plait",
    "outfit": "yellow raincoat",
}
JONAS = {
    "key": "bb22",
    "presence": "present",
    "gender": "male",
    "age": "old",
    "look": "old man with a white beard",
    "outfit": "navy sweater",
}


def drawing(*people, place="kitchen", action="talking", **changes):
    values = {"people": list(people or (EMMA, JONAS)), "place": place, "interior": place == "kitchen", "action": action}
    return {**values, "time_of_day": "midday", "mood": "calm", "props": [], **changes}


@dataclass(frozen=True, slots=True)
class Covering(Canvas):
    """A canvas on which only what covers is painted: neither light nor glass nor shadow."""

    def fill(self, points, colour, alpha=OPAQUE):
        if alpha == OPAQUE:
            super(Covering, self).fill(points, colour)

    def glow(self, centre, radius, colour, strength):
        pass


def covering(size, colour):
    sheets = Image.new("RGB", size, colour), Image.new("L", size), Image.new("L", size)
    pen, nib, spray = (ImageDraw.Draw(sheet) for sheet in sheets)
    return Covering(sheets[0], pen, pen, float(size[1]), 1, sheets[1], nib, sheets[2], spray)


def what_people_change(stage, size):
    """Where the panel is another without its people, on two grounds so that no colour hides: 255, and 0 elsewhere."""
    changed = Image.new("L", size)
    for ground in ((255, 0, 255), (0, 255, 0)):
        drawn = [stage_on(stage, size, ground, bodies=bodies) for bodies in (True, False)]
        for band in ImageChops.difference(*drawn).split():
            changed = ImageChops.lighter(changed, band)
    changed = changed.point([255 * (value > 40) for value in range(256)])
    return ImageOps.mirror(changed) if stage.mirrored else changed


def stage_on(stage, size, ground, *, bodies):
    brush = brush_on(stage, covering(size, ground))
    for item in far_to_near(stage.layout):
        if not isinstance(item, Actor):
            draw_item(brush, item)
            continue
        draw_behind(brush, item)
        if bodies:
            draw_body(brush, item)
        draw_before(brush, item)
        if bodies:
            draw_hands(brush, item)
    draw_front(brush, stage)
    return brush.canvas.finish()


def grown(mask, reach):
    return mask.filter(ImageFilter.MaxFilter(2 * reach + 1))


def outside(mask, other):
    """How many pixels of a mask lie outside another."""
    return ImageChops.subtract(mask, other).histogram()[255]
