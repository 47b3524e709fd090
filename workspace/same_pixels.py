"""Two pictures in, whether they are equal to the last pixel out: what is equal is not kept twice, nor compared."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from untrusted import open_file
from workspace.picture_files import PictureError, find_chunks, opening

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

SHOWN = (b"IHDR", b"PLTE", b"IDAT")  # the chunks that hold what is seen


def has_pixels(path: Path, image: Image.Image) -> bool:
    """Tell whether a picture file has exactly the pixels of an image; False where it cannot be read."""
    with contextlib.suppress(PictureError), opening(path) as standing:
        return (standing.size, standing.mode) == (image.size, image.mode) and standing.tobytes() == image.tobytes()
    return False


def are_same(one: Path, other: Path, *, is_same_recipe: bool) -> bool:
    """Tell whether two picture files show the same.

    Most are told by what is packed in them, in no time; it may differ for equal pixels where another version of the
    library packed them, so that pictures of the same recipe are unpacked, too.
    """
    try:
        packed = [shown_bytes(path) for path in (one, other)]
        return packed[0] == packed[1] or (is_same_recipe and unpacked_same(one, other))
    except (OSError, ValueError):
        return False


def unpacked_same(one: Path, other: Path) -> bool:
    """Compare two pictures pixel by pixel."""
    with contextlib.suppress(PictureError), opening(one) as image:
        return has_pixels(other, image)
    return False


def shown_bytes(path: Path) -> list[bytes]:
    """List a PNG's chunks that hold what is seen, without its texts; raises OSError or ValueError for no such file."""
    with open_file(path) as file:
        return [chunk.kind + file.read(chunk.length) for chunk in find_chunks(file) if chunk.kind in SHOWN]
