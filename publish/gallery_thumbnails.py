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
from publish.pictures import drawn_part, open_picture
from untrusted import open_file
from workspace.claims import is_being_written, process_mark
from workspace.files import leftovers, replacing
from workspace.log import log
from workspace.picture_files import HEADER, NUMBER, PictureError, find_chunks
from workspace.same_pixels import SHOWN

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
JPEG_BEGIN, JPEG_END = b"\xff\xd8", b"\xff\xd9"


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
        if picture.record and picture.record.job.width <= WIDTH:  # thousands of files need not be opened
            continue
        try:
            thumbnail = find_thumbnail(picture, images)
        except (NovelError, OSError, ValueError) as error:
            log.debug("%s has no thumbnail: %s", picture.path, error)
            continue
        if thumbnail:
            found[picture.path] = thumbnail
    return found


def find_thumbnail(picture: Picture, images: Path) -> Thumbnail | None:
    """Find one picture's thumbnail or make it; None for a small picture.

    Raises OSError, ValueError or NovelError where the picture cannot be read or the disk refuses.
    """
    with open_file(picture.path) as file:
        shown = list(read_shown(file))
    size = (int.from_bytes(shown[0][:4]), int.from_bytes(shown[0][4:8])) if shown else (0, 0)
    if size[0] <= WIDTH:
        return None
    engine = picture.record.job.engine if picture.record else ""
    pixels = b"".join(shown)
    name = sha256(f"{MADE} {engine} ".encode() + pixels).hexdigest()[:20]
    path = images / THUMBNAILS / f"{name}.jpg"
    with contextlib.suppress(NovelError, OSError):  # it is not there yet, or was broken
        return look_at_thumbnail(path, drawing_size(size, engine))
    return write_thumbnail(picture, path)


def read_shown(file: BinaryIO) -> Iterator[bytes]:
    """Yield the checksum of each chunk of a PNG that is seen, and the header's bytes; raises ValueError for no PNG."""
    for chunk in find_chunks(file):
        if chunk.kind in SHOWN:
            told = file.read(chunk.length) if chunk.kind == HEADER else b""
            file.seek(chunk.length - len(told), os.SEEK_CUR)
            yield told + file.read(NUMBER)


def drawing_size(size: tuple[int, int], engine: str) -> tuple[int, int]:
    """Give the size of what a thumbnail shows of a picture: of a panel, the drawing without frame and caption."""
    left, top, right, bottom = drawn_part(size) if engine == "storyboard" else (0, 0, *size)
    return right - left, bottom - top


def thumbnail_size(size: tuple[int, int]) -> tuple[int, int]:
    """Give the size of a drawing's thumbnail."""
    return WIDTH, max(1, round(size[1] * WIDTH / size[0]))


def look_at_thumbnail(path: Path, drawing: tuple[int, int]) -> Thumbnail:
    """Give a thumbnail that is there; raises OSError or NovelError where it is cut off or no picture."""
    with open_file(path) as file:
        begin = file.read(len(JPEG_BEGIN))
        file.seek(-len(JPEG_END), os.SEEK_END)
        if (begin, file.read()) != (JPEG_BEGIN, JPEG_END):
            raise PictureError(f"{path}: it is cut off.")
    return Thumbnail(path, *thumbnail_size(drawing))


def write_thumbnail(picture: Picture, path: Path) -> Thumbnail:
    """Make a thumbnail of the drawing, without a panel's frame and caption."""
    image = open_picture(picture)
    small = image.resize(thumbnail_size(image.size), Image.Resampling.LANCZOS, reducing_gap=2.0)
    path.parent.mkdir(exist_ok=True)
    with replacing(path, mark=process_mark(), is_lasting=False) as file:  # two runs may end at once
        small.save(file, "JPEG", quality=QUALITY, optimize=True)
    return Thumbnail(path, *small.size)


def sweep_thumbnails(images: Path, wanted: Collection[Path]) -> None:
    """Delete the thumbnails whose picture is gone, and their folder with the last; other files there stay."""
    folder = images / THUMBNAILS
    try:
        stale = [path for path in sorted(folder.iterdir()) if NAME.fullmatch(path.name) and path not in wanted]
        dead = [part for part in leftovers(folder) if not is_being_written(part, images)]
        for path in [*stale, *dead]:
            with contextlib.suppress(IsADirectoryError):  # the author's own affair
                path.unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        log.debug("%s is not swept: %s", folder, error)
