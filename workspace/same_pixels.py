"""Two pictures in, whether they are equal to the last pixel out: what is equal is not kept twice, nor compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

ERRORS = (OSError, SyntaxError, ValueError, AttributeError)
SIGNATURE, LENGTH, KIND, CHECKSUM = 8, 4, 4, 4  # bytes of a PNG before its first chunk, and of a chunk's frame
SHOWN = (b"IHDR", b"PLTE", b"IDAT")  # the chunks that hold what is seen


def has_pixels(path: Path, image: Image.Image) -> bool:
    """Tell whether a picture file has exactly the pixels of an image; False where it cannot be read."""
    from PIL import Image  # noqa: PLC0415 - a run that draws nothing needs none

    try:
        with Image.open(path, formats=("PNG",)) as standing:
            return (standing.size, standing.mode) == (image.size, image.mode) and standing.tobytes() == image.tobytes()
    except (*ERRORS, Image.DecompressionBombError):
        return False


def are_same(one: Path, other: Path, *, is_same_recipe: bool) -> bool:
    """Tell whether two picture files show the same.

    Most are told by what is packed in them, in no time; it may differ for equal pixels where another version of the
    library packed them, so that pictures of the same recipe are unpacked, too.
    """
    try:
        packed = shown_bytes(one.read_bytes())
        return packed == shown_bytes(other.read_bytes()) or (is_same_recipe and unpacked_same(one, other))
    except OSError:
        return False


def unpacked_same(one: Path, other: Path) -> bool:
    """Compare two pictures pixel by pixel."""
    from PIL import Image  # noqa: PLC0415

    try:
        with Image.open(one, formats=("PNG",)) as image:
            return has_pixels(other, image)
    except (*ERRORS, Image.DecompressionBombError):
        return False


def shown_bytes(png: bytes) -> list[bytes]:
    """List a PNG's chunks that hold what is seen, without its texts; cut short where the file is."""
    found, at = [], SIGNATURE
    while at + LENGTH + KIND <= len(png):
        start = at + LENGTH + KIND
        end = start + int.from_bytes(png[at : at + LENGTH])
        if png[at + LENGTH : start] in SHOWN:
            found.append(png[start:end])
        at = end + CHECKSUM
    return found
