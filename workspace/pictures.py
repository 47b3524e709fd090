"""Pictures on disk: a PNG carries its whole recipe, is written atomically, and is verified when read."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from errors import NovelError
from untrusted import open_file
from workspace.files import move_beside, nothing, replacing
from workspace.lookalikes import list_own_files
from workspace.parameters import make_parameters
from workspace.picture_files import is_sound, opening
from workspace.picture_records import record_from_json
from workspace.same_pixels import has_pixels

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PIL import Image, PngImagePlugin

    from records import RenderJob
    from workspace.picture_records import PictureRecord

CHUNK = "novel_scene"  # our PNG text chunk; other tools ignore it
PARAMETERS = "parameters"  # the AUTOMATIC1111 form that other tools read
REPLACED = "replaced"  # folder beside the pictures where old ones are kept
TAKES = "takes"  # and others there: takes to choose from
REPRODUCED = "reproduced"  # and pictures drawn again from their recipes


@dataclass(frozen=True, slots=True)
class Picture:
    """A file in the picture folder."""

    path: Path
    record: PictureRecord | None  # None: not made by us, or too broken to tell
    sound: bool  # every chunk's checksum is right, through IEND


def read_picture(path: Path) -> Picture:
    """Read a picture's record and check the whole file."""
    try:
        chunk = read_chunk(path)
    except NovelError:
        return Picture(path, None, sound=False)
    return Picture(path, parse_chunk(chunk), is_whole(path))


def is_whole(path: Path) -> bool:
    """Tell whether a picture's file is there to its last pixel, every checksum right."""
    with contextlib.suppress(OSError), open_file(path) as file:
        return is_sound(file)
    return False


def read_record(path: Path) -> PictureRecord | None:
    """Read a picture's recipe without checking the file; None where there is none."""
    with contextlib.suppress(NovelError):
        return parse_chunk(read_chunk(path))
    return None


def read_chunk(path: Path) -> str:
    """Read the chunk of ours, "" where there is none; raises PictureError for a file that is no picture."""
    with opening(path) as image:
        text = image.info.get(CHUNK)  # `image.text` would decode the pixels
    return text if isinstance(text, str) else ""


def parse_chunk(text: str) -> PictureRecord | None:
    """Parse the chunk of ours; None where it is missing, or holds anything but a record."""
    with contextlib.suppress(NovelError):
        return record_from_json(text) if text else None
    return None


def is_picture_of(path: Path, job: RenderJob) -> bool:
    """Tell whether an intact picture of exactly this job is there."""
    record = read_record(path)  # first, since to unpack all pixels takes twenty times as long
    return record is not None and record.answers(job) and is_whole(path)


def read_pictures(folder: Path, read: Callable[[Path], Picture] = read_picture) -> list[Picture]:
    """Read every PNG of the folder, without copies, replaced and unfinished ones; scenes' own names come first.

    Raises NovelError where the folder cannot be looked into.
    """
    paths = list_own_files(folder, ".png")
    return [read(path) for path in paths if os.path.isfile(path)]  # noqa: PTH113 - False where one may not look


def save_picture(
    image: Image.Image,
    record: PictureRecord,
    path: Path,
    old: Path | None = None,
    check: Callable[[], None] = nothing,
) -> bool:
    """Write a picture with its recipe; once it is complete, the old picture moves to `replaced/`.

    Gives whether the old picture was of ours and equal to the last pixel: then it is replaced and no copy is kept.
    Raises OSError where writing fails, and whatever `check` raises at the last moment; the old picture then stays.
    """
    is_same = old is None and read_record(path) is not None and has_pixels(path, image) and is_whole(path)

    def make_room() -> None:
        check()
        for standing in dict.fromkeys((old, path)):
            if standing is not None and os.path.lexists(standing) and not is_same:
                set_aside(standing)

    with replacing(path, make_room) as file:
        image.save(file, format="PNG", pnginfo=make_chunks(record))
    return is_same


def set_aside(path: Path) -> Path:
    """Move a file (or whatever stands there) to `replaced/` under a free name."""
    return move_beside(path, REPLACED)


def make_chunks(record: PictureRecord) -> PngImagePlugin.PngInfo:
    """Make the PNG's text chunks: one for the usual tools, one of our own."""
    from PIL import PngImagePlugin  # noqa: PLC0415

    chunks = PngImagePlugin.PngInfo()
    for key, text in ((PARAMETERS, make_parameters(record)), (CHUNK, record.to_json())):
        chunks.add_text(key, text.encode("utf-8", "replace").decode("utf-8"))
    return chunks
