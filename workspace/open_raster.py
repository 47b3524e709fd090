"""Named layers in, an OpenRaster file out: Krita, GIMP and MyPaint open it with every layer in its place.

The format: a zip that begins with its own type, unpacked, then a page of XML that lists the layers from the highest to
the lowest, the layers as PNGs, and what they are together.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from PIL import Image

from errors import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

MIME = "image/openraster"
VERSION = "0.0.3"
NO_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest of a zip: the same layers make the same bytes at any time
THUMBNAIL = (256, 256)


@dataclass(frozen=True, slots=True)
class RasterLayer:
    """One layer: a picture with transparency, and where its upper left corner lies."""

    name: str
    image: Image.Image  # "RGBA"
    place: tuple[int, int]


def write_raster(layers: Sequence[RasterLayer], size: tuple[int, int]) -> bytes:
    """Give the bytes of an OpenRaster file of a picture's size, from its layers, the lowest first."""
    merged = Image.new("RGBA", size)
    for layer in layers:
        merged.alpha_composite(layer.image, layer.place)
    small = merged.copy()
    small.thumbnail(THUMBNAIL)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        put(book, "mimetype", MIME.encode(), zipfile.ZIP_STORED)
        put(book, "stack.xml", list_stack(layers, size), zipfile.ZIP_DEFLATED)
        for number, layer in enumerate(layers):
            put(book, source_of(number), as_png(layer.image))
        put(book, "mergedimage.png", as_png(merged))
        put(book, "Thumbnails/thumbnail.png", as_png(small))
    return packed.getvalue()


def put(book: zipfile.ZipFile, name: str, content: bytes, how: int = zipfile.ZIP_STORED) -> None:
    """Put a file into a zip; a PNG is packed already."""
    entry = zipfile.ZipInfo(name, NO_DATE)
    entry.compress_type = how
    entry.external_attr = 0o644 << 16
    entry.create_system = 3  # the same on every system
    book.writestr(entry, content)


def source_of(number: int) -> str:
    """Name the PNG of a layer within the file."""
    return f"data/layer{number:02d}.png"


def list_stack(layers: Sequence[RasterLayer], size: tuple[int, int]) -> bytes:
    """Write the page that lists the layers, the highest first."""
    image = ET.Element("image", version=VERSION, w=str(size[0]), h=str(size[1]))
    stack = ET.SubElement(image, "stack")
    for number, layer in reversed(list(enumerate(layers))):
        x, y = layer.place
        ET.SubElement(
            stack, "layer", name=one_line(layer.name), src=source_of(number), x=str(x), y=str(y), visibility="visible"
        )
    page: bytes = ET.tostring(image, encoding="utf-8", xml_declaration=True)
    return page


def as_png(image: Image.Image) -> bytes:
    """Give a picture as a PNG."""
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()
