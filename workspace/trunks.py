"""A picture's job in, whose coats have stated colours and where their trunks are to be seen out.

Where a guide placed the people, its words and places count; else those of the scene's panel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw

from sdxl.guides import CELL, count_cells, guide_of, list_cells
from storyboard.colour_bleed import Wearer
from storyboard.drawing import drawing_of
from storyboard.map_trunks import CHEST, list_wearers
from storyboard.worn_colours import outer_colour
from workspace.guiding import LEAST_HEAD

if TYPE_CHECKING:
    from records import RenderJob, SceneReading
    from sdxl.guides import GuidedFigure, Point

Size = tuple[int, int]

SIDES = ((2, 8), (5, 11))  # shoulder and hip of each, of COCO's joints
FLANK = 0.3  # of a chest's height, beside the joints; who is seen from the side has them one behind the other
BELOW_HEAD = (0.2, 1.6)  # head heights below a head between which a chest is
OF_FIGURE = (0.25, 0.45)  # shares of a silhouette's height between which it is, where nothing else is known


def find_wearers(job: RenderJob, reading: SceneReading) -> list[Wearer]:
    """List the people of a picture whose coats have a stated colour."""
    size, guide = (job.width, job.height), guide_of(job)
    placed = [figure for figure in guide.figures if figure.cells and figure.words] if guide else []
    if placed:
        worn = ((figure, outer_colour(figure.words)) for figure in placed)
        return [Wearer(figure.key, coat, mask_figure(figure, size)) for figure, coat in worn if coat]
    return list_wearers(drawing_of(reading), size, job.seed, LEAST_HEAD / job.height)


def mask_figure(figure: GuidedFigure, size: Size) -> Image.Image:
    """Mask where a guided figure's chest is to be seen."""
    across, down = count_cells(*size)
    cells = Image.new("L", (across, down))
    for number in list_cells(figure):
        if number < across * down:
            cells.putpixel((number % across, number // across), 255)
    seen = cells.resize((across * CELL, down * CELL), Image.Resampling.NEAREST).crop((0, 0, *size))
    box = seen.getbbox() or (0, 0, 1, 1)
    return ImageChops.multiply(seen, mask_chest(figure, size, (box[1], box[3])))


def mask_chest(figure: GuidedFigure, size: Size, heights: tuple[int, int]) -> Image.Image:
    """Mask a chest by its joints, else below the head, else by the upper and lower end of the figure."""
    mask = Image.new("L", size)
    pen = ImageDraw.Draw(mask)
    sides = [(figure.joints[upper], figure.joints[lower]) for upper, lower in SIDES] if figure.joints else []
    known = [(shoulder, hip) for shoulder, hip in sides if shoulder and hip]
    if len(known) == len(SIDES):
        corners = [point for shoulder, hip in known for point in (shoulder, between(shoulder, hip, CHEST))]
        (left, *_, right), (top, *_, low) = (sorted(axis) for axis in zip(*corners, strict=True))
        side = round(FLANK * (low - top))
        pen.rectangle((left - side, top, right + side, max(top, low)), fill=255)
        return mask
    top, bottom = heights
    start, length, (begin, end) = top, bottom - top, OF_FIGURE
    if figure.head:
        start, length, (begin, end) = figure.head[3], figure.head[3] - figure.head[1], BELOW_HEAD
    pen.rectangle((0, round(start + begin * length), size[0], round(start + end * length)), fill=255)
    return mask


def between(one: Point, other: Point, share: float) -> Point:
    """Give the pixel at a share of the way from one to the other."""
    return round(one[0] + share * (other[0] - one[0])), round(one[1] + share * (other[1] - one[1]))
