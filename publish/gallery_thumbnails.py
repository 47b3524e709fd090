"""Pictures in, their thumbnails beside the proof sheet out: small JPEG files named by the pixels they show.

A picture that was renamed keeps its thumbnail, one that was drawn anew gets another name and so another thumbnail, and
nothing needs to be opened to know which.
"""

from __future__ import annotations

import contextlib
import os
import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image

from errors import NovelError
from publish.pictures import READ_ERRORS, open_picture
from workspace.files import leftovers, replacing
from workspace.log import log

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from workspace.pictures import Picture

THUMBNAILS = "thumbnails"  # folder beside the pictures
WIDTH = 480  # pixels; a picture that is no wider is its own thumbnail
QUALITY = 86
MADE = f"{WIDTH} wide, JPEG {QUALITY}, the drawing alone"  # another way to make them needs other names
NAME = re.compile(r"[0-9a-f]{20}\.jpg")
SIGNATURE = b"\x89PNG\r\n\x1a\n"


class Thumbnail(NamedTuple):
    """A small picture and its size in pixels."""

    path: Path
    width: int
    height: int


def make_thumbnails(pictures: Iterable[Picture], images: Path) -> dict[Path, Thumbnail]:
    """Give each picture's thumbnail by the picture's path, made where it is missing.

    A picture that is small, or whose thumbnail cannot be made, has none: the page then shows the picture itself.
    """
    found: dict[Path, Thumbnail] = {}
    for picture in pictures:
        try:
            thumbnail = find_thumbnail(picture, images)
        except (NovelError, *READ_ERRORS) as error:
            log.debug("%s has no thumbnail: %s", picture.path, error)
            continue
        if thumbnail:
            found[picture.path] = thumbnail
    return found


def find_thumbnail(picture: Picture, images: Path) -> Thumbnail | None:
    """Find one picture's thumbnail or make it; None for a small picture.

    Raises OSError, ValueError or NovelError where the picture cannot be read or the disk refuses.
    """
    with picture.path.open("rb") as file:
        chunks = list(read_chunks(file))
    if not chunks or int.from_bytes(chunks[0][1][:4]) <= WIDTH:
        return None
    engine = picture.record.job.engine if picture.record else ""
    pixels = b"".join(told for kind, told in chunks if kind in (b"IHDR", b"PLTE", b"IDAT"))
    name = sha256(f"{MADE} {engine} ".encode() + pixels).hexdigest()[:20]
    path = images / THUMBNAILS / f"{name}.jpg"
    with contextlib.suppress(*READ_ERRORS):  # it is not there yet, or was broken
        return open_thumbnail(path)
    return write_thumbnail(picture, path)


def read_chunks(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Yield a PNG's chunks as (kind, the header's bytes and every chunk's checksum); raises ValueError for others."""
    if file.read(len(SIGNATURE)) != SIGNATURE:
        raise ValueError("it is no PNG")
    while head := file.read(8):
        length, kind = int.from_bytes(head[:4]), head[4:]
        told = file.read(length) if kind == b"IHDR" else b""
        file.seek(length - len(told), os.SEEK_CUR)
        yield kind, told + file.read(4)


def open_thumbnail(path: Path) -> Thumbnail:
    """Read the size of a thumbnail that is there."""
    with Image.open(path, formats=("JPEG",)) as image:
        return Thumbnail(path, *image.size)


def write_thumbnail(picture: Picture, path: Path) -> Thumbnail:
    """Make a thumbnail of the drawing, without a panel's frame and caption."""
    image = open_picture(picture)
    height = max(1, round(image.height * WIDTH / image.width))
    small = image.resize((WIDTH, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
    path.parent.mkdir(exist_ok=True)
    with replacing(path, mark=f".{os.getpid()}", is_lasting=False) as file:  # two runs may end at once
        small.save(file, "JPEG", quality=QUALITY, optimize=True)
    return Thumbnail(path, *small.size)


def sweep_thumbnails(images: Path, wanted: Collection[Path]) -> None:
    """Delete the thumbnails whose picture is gone, and their folder with the last; other files there stay."""
    folder = images / THUMBNAILS
    if not folder.is_dir():
        return
    stale = [path for path in sorted(folder.iterdir()) if NAME.fullmatch(path.name) and path not in wanted]
    for path in [*stale, *leftovers(folder)]:
        path.unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()
