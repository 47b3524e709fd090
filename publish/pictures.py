"""Pictures for the book: re-encoded to the size and format that was asked for, a storyboard panel without its strip."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

from storyboard.panel import GUTTER, LEAST_LETTERED, LINE, STRIP
from workspace.picture_files import opening

if TYPE_CHECKING:
    from pathlib import Path

    from publish.book_settings import PictureOptions
    from workspace.pictures import Picture


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture as the book holds it."""

    data: bytes
    size: tuple[int, int]  # pixels


def open_picture(picture: Picture) -> Image.Image:
    """Load a picture of the novel; a storyboard panel is cut to its drawing."""
    image = open_image(picture.path)
    if picture.record and picture.record.job.engine == "storyboard":
        left, top, right, bottom = drawn_part(image.size)
        if left < right and top < bottom:  # its recipe may say so of any picture
            image = image.crop((left, top, right, bottom))
    return image


def open_image(path: Path) -> Image.Image:
    """Load any picture file in RGB, transparent parts on white; raises PictureError where it cannot be read."""
    with opening(path, ("PNG", "JPEG", "WEBP", "TIFF", "GIF", "BMP")) as image:
        image.load()
        if "A" in image.getbands() or "transparency" in image.info:
            clear = image.convert("RGBA")
            white = Image.new("RGBA", clear.size, "white")
            return Image.alpha_composite(white, clear).convert("RGB")
        return image.convert("RGB")


def drawn_part(size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Give the box of the drawing inside a storyboard panel's frame, above its caption strip."""
    width, height = size
    unit = min(height, 0.8 * width)
    inset = max(1, round(GUTTER * unit)) + max(1, round(LINE * unit))
    strip = round(STRIP * unit) if min(size) >= LEAST_LETTERED else 0
    return (inset, inset, width - inset, height - inset - strip)


def encode(image: Image.Image, options: PictureOptions) -> Encoded:
    """Encode a picture at the size and format asked for; the same pixels give the same bytes, without metadata."""
    if image.width > options.width:
        height = max(1, round(image.height * options.width / image.width))
        image = image.resize((options.width, height), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    file = io.BytesIO()
    match options.format:
        case "jpeg":
            clean.save(file, "JPEG", quality=options.quality, optimize=True, progressive=True)
        case "webp":
            clean.save(file, "WEBP", quality=options.quality, method=5)
        case _:
            clean.save(file, "PNG", optimize=True)
    return Encoded(file.getvalue(), clean.size)
