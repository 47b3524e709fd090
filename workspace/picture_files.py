"""Picture files in, opened or refused: whatever is wrong with one costs that file alone.

A PNG is sound where every checksum is right, through IEND, and its pixels are all there; what a library would find only
when it unpacks them, in the middle of a page or a book, is found here.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from errors import NovelError
from untrusted import open_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"
NUMBER = 4  # bytes of a chunk's length, its kind and its checksum, each
HEADER = b"IHDR"
HEADER_SIZE = 13  # bytes
ANIMATION = (b"acTL", b"fcTL", b"fdAT")  # nothing that we draw moves
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by the colour type
MOST_PIXELS = 80_000_000  # of one picture; beyond it libraries warn of decompression bombs
PIECE = 2**20  # bytes unpacked at a time
FILTERS = 5  # kinds of rows


class PictureError(NovelError):
    """A file that is no picture, or a broken one: its path and the reason in a sentence."""


@contextlib.contextmanager
def opening(path: Path, formats: tuple[str, ...] = ("PNG",)) -> Iterator[Image.Image]:
    """Open a picture to decode it; raises PictureError for whatever goes wrong with it, here or in the block."""
    from PIL import Image  # noqa: PLC0415 - a run before there are pictures needs none

    try:
        with open_file(path) as file:
            if file.read(len(SIGNATURE)) == SIGNATURE:
                refuse_bomb(file)
            file.seek(0)
            with Image.open(file, formats=formats) as image:
                yield image
    except Exception as error:  # a decoder's errors are of a dozen kinds
        reason = getattr(error, "strerror", None) or "it is no picture that can be read"
        raise PictureError(f"{path}: {reason}.") from error


def refuse_bomb(file: BinaryIO) -> None:
    """Raise ValueError for a PNG that would take gigabytes."""
    header = next(find_chunks(file), None)
    if header and header.kind == HEADER:
        read_layout(file.read(HEADER_SIZE))


# --- Chunks -----------------------------------------------------------------------------------------------------------


class Chunk(NamedTuple):
    """A chunk of a PNG, its data still to be read."""

    kind: bytes
    length: int  # bytes of its data; the checksum stands behind them


def find_chunks(file: BinaryIO) -> Iterator[Chunk]:
    """Yield a PNG's chunks, the file each time where the data begins; raises ValueError where one is cut off."""
    end = os.fstat(file.fileno()).st_size
    file.seek(0)
    if file.read(len(SIGNATURE)) != SIGNATURE:
        raise ValueError("it is no PNG")
    while head := file.read(2 * NUMBER):
        length, start = int.from_bytes(head[:NUMBER]), file.tell()
        if start + length + NUMBER > end:
            raise ValueError("a chunk is cut off")
        yield Chunk(head[NUMBER:], length)
        file.seek(start + length + NUMBER)


def is_sound(file: BinaryIO) -> bool:
    """Tell whether a PNG is whole: its chunks in order, every checksum right, through IEND, and all pixels there."""
    try:
        return check_chunks(file)
    except (OSError, ValueError, zlib.error):
        return False


def check_chunks(file: BinaryIO) -> bool:
    """Check a PNG; gives False, or raises ValueError or zlib.error, for a broken one."""
    pixels: Pixels | None = None
    for chunk in find_chunks(file):
        data = file.read(chunk.length)
        if zlib.crc32(data, zlib.crc32(chunk.kind)) != int.from_bytes(file.read(NUMBER)):
            return False
        if (chunk.kind == HEADER) != (pixels is None) or chunk.kind in ANIMATION:
            return False
        if pixels is None:
            pixels = Pixels(data)
        elif chunk.kind == b"IDAT":
            pixels.add(data)
        elif chunk.kind == b"IEND":
            return pixels.are_all_there()
    return False


# --- Pixels -----------------------------------------------------------------------------------------------------------


class PixelLayout(NamedTuple):
    """How many bytes a PNG's pixels take."""

    row: int  # of a row, its filter included
    rows: int
    is_interlaced: bool


def read_layout(header: bytes) -> PixelLayout:
    """Read a PNG's header; raises ValueError for one that cannot be, or a picture too large to open."""
    if len(header) != HEADER_SIZE:
        raise ValueError("the header is cut off")
    width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    depth, colour, interlace = header[8], header[9], header[12]
    if not (width and height and width * height <= MOST_PIXELS and colour in CHANNELS and depth in (1, 2, 4, 8, 16)):
        raise ValueError("no such picture can be")
    return PixelLayout(1 + (width * depth * CHANNELS[colour] + 7) // 8, height, bool(interlace))


class Pixels:
    """What is packed in a PNG's IDAT chunks, unpacked piece by piece and counted."""

    def __init__(self, header: bytes) -> None:
        """Begin with nothing."""
        self.layout = read_layout(header)
        self.packed = zlib.decompressobj()
        self.count = 0  # bytes unpacked

    def add(self, data: bytes) -> None:
        """Unpack a chunk; raises ValueError or zlib.error where it is damaged or holds more than the picture has."""
        row, rows, is_interlaced = self.layout
        while data:
            piece = self.packed.decompress(data, PIECE)
            if not is_interlaced and any(kind >= FILTERS for kind in set(piece[-self.count % row :: row])):
                raise ValueError("a row is of no kind")
            self.count += len(piece)
            if self.count > row * rows * 2:  # interlaced, narrow ones take more
                raise ValueError("more is packed than the picture has")
            data = self.packed.unconsumed_tail

    def are_all_there(self) -> bool:
        """Tell whether the picture is whole."""
        row, rows, is_interlaced = self.layout
        return self.packed.eof and (is_interlaced or self.count == row * rows)
