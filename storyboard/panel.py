"""A drawing in, a framed panel out: a frame, a caption strip, a remote speaker's inset, the storyboard's mark."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw, ImageOps

from storyboard.camera import Camera
from storyboard.canvas import make_canvas
from storyboard.deeds import poses
from storyboard.figures import draw_figure
from storyboard.lettering import fit, letter, spell, text_width
from storyboard.people import read_looks
from storyboard.shapes import Brush, Spot
from storyboard.sheets import Sheet
from storyboard.styles import StyleRow, finish, read_style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storyboard.canvas import Colour

PAPER: Colour = (247, 242, 229)
INK: Colour = (34, 32, 36)
FADED: Colour = (176, 168, 152)
GUTTER, LINE, STRIP = 0.018, 0.005, 0.066  # panel heights
MARK = "storyboard"
LEAST_LETTERED = 160  # pixels; a smaller panel has no room for words


def caption_of(drawing: Mapping[str, Any]) -> str:
    """Give the caption as a phrase: "Shore, morning: reading the board"."""
    hour = str(drawing.get("time_of_day", ""))
    where = [spell(str(drawing.get("place", ""))), "" if hour == "unknown" else spell(hour)]
    parts = [", ".join(part for part in where if part), spell(str(drawing.get("action", "")))]
    caption = ": ".join(part for part in parts if part)
    return caption[:1].upper() + caption[1:]


def frame_panel(art: Image.Image, drawing: Mapping[str, Any]) -> Image.Image:
    """Put the drawing into its frame and letter the strip below it."""
    width, height = art.size
    lettered = min(width, height) >= LEAST_LETTERED
    unit = min(height, 0.8 * width)
    gutter, line = max(1, round(GUTTER * unit)), max(1, round(LINE * unit))
    strip = round(STRIP * unit) if lettered else 0
    box = (gutter, gutter, width - gutter - 1, height - gutter - strip - 1)
    style = read_style(str(drawing.get("style", "")))
    sheet = Image.new("RGB", art.size, style.paper)
    sheet.paste(art.crop((box[0], box[1], box[2] + 1, box[3] + 1)), box[:2])
    if style.frame:
        ImageDraw.Draw(sheet).rectangle(box, outline=INK, width=max(1, round(line * style.frame)))
    if lettered:
        sheet.paste(make_strip(width, strip + gutter // 2, drawing, style.paper), (0, box[3] + 1))
    return sheet


def make_strip(width: int, height: int, drawing: Mapping[str, Any], paper: Colour = PAPER) -> Image.Image:
    """Letter the caption on the left and the mark on the right."""
    canvas = make_canvas(width, height, paper)
    margin, size, small = canvas.aspect * 0.016, 0.37, 0.2
    mark_width = text_width(MARK, small)
    caption = fit(caption_of(drawing), size, canvas.aspect - 3 * margin - mark_width)
    letter(canvas, caption, (margin, 0.70), size, INK)
    letter(canvas, MARK, (canvas.aspect - margin - mark_width, 0.70), small, FADED)
    return canvas.finish()


def draw_inset(
    art: Image.Image, brush: Brush, person: Mapping[str, Any], style: StyleRow, share: float, *, left: bool
) -> None:
    """Draw someone who is heard or seen from afar in an upper corner, in a frame `share` of the panel high."""
    side, border = round(share * art.height), max(1, round(0.006 * art.height))
    if side < 8:  # noqa: PLR2004 (no room)
        return
    looks = read_looks(person)
    canvas = make_canvas(side, side, brush.outside.grade((222, 196, 150)))
    camera = Camera(0.0, looks.stature * 0.87, 0.0, 1.75, 0.5, 1.0)
    own = Brush(canvas, camera, replace(brush.light, haze_share=0.0, bold=2.4), brush.outside, brush.colours)
    canvas.fill([(0, 0.1), (1, -0.3), (1, 0.45), (0, 0.75)], brush.outside.grade((238, 219, 178)))
    draw_figure(own, looks, poses()["phoning"], Spot(-0.02, 0, 1.05, flip=True), "phone")
    small = finish(Sheet(*canvas.layers(), (side // 2, side // 3), inset=True), style)
    picture = ImageOps.expand(ImageOps.expand(small, border, INK), border * 2, style.paper)
    margin = round(0.05 * art.height)
    art.paste(picture, (margin if left else art.width - margin - picture.width, margin))
