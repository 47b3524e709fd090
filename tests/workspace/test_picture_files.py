"""A PNG is sound where all of it is there; whatever a decoder stumbles over is one error, of that file alone."""

import os
import struct
import zlib

import pytest
from PIL import Image

from untrusted import open_file
from workspace.picture_files import PictureError, is_sound, opening

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER = struct.pack(">IIBBBBB", 4, 3, 8, 2, 0, 0, 0)  # 4 by 3 pixels, RGB
ROWS = b"".join(b"\x00" + bytes(range(12)) for _ in range(3))


def chunk(kind, data=b"", checksum=None):
    checksum = zlib.crc32(kind + data) if checksum is None else checksum
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


def png(*chunks, header=HEADER):
    return SIGNATURE + chunk(b"IHDR", header) + b"".join(chunks) + chunk(b"IEND")


def idat(rows=ROWS):
    return chunk(b"IDAT", zlib.compress(rows))


def says(tmp_path, content):
    path = tmp_path / "x.png"
    path.write_bytes(content)
    with open_file(path) as file:
        return is_sound(file)


PACKED = zlib.compress(ROWS)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (png(idat()), "as it is written"),
        (png(chunk(b"IDAT", PACKED[:5]), chunk(b"IDAT"), chunk(b"IDAT", PACKED[5:])), "in pieces, one of them empty"),
        (png(chunk(b"tEXt", b"a\x00b"), idat(), chunk(b"tIME", b"1234567")), "with texts before and behind"),
        (png(idat()) + b"junk", "with something behind its end"),
        (png(idat(b"\x00\xff" * 3), header=struct.pack(">IIBBBBB", 8, 3, 1, 0, 0, 0, 0)), "a bit a pixel"),
    ],
)
def test_what_is_whole_is_sound(tmp_path, content, why):
    assert says(tmp_path, content), why


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (SIGNATURE, "only its signature"),
        (png(), "no pixels"),
        (png(chunk(b"IDAT")), "an empty chunk of pixels"),
        (png(chunk(b"IDAT", PACKED[:-6])), "pixels cut off, every checksum right"),
        (png(idat(ROWS[:-13])), "a row missing, every checksum right"),
        (png(idat(ROWS + b"\x00")), "a byte too many"),
        (png(idat(b"\x00" * 10**7)), "ten megabytes for twelve pixels"),
        (png(chunk(b"IDAT", b"junk")), "junk for pixels"),
        (png(idat(b"\x07" + ROWS[1:])), "a row of a kind that there is not"),
        (png(chunk(b"IDAT", PACKED, checksum=1)), "a wrong checksum"),
        (png(chunk(b"tEXt", b"a\x00b", checksum=1), idat()), "a text's wrong checksum"),
        (png(idat())[:-12], "no end"),
        (png(idat())[:-14], "cut off"),
        (png(idat(), chunk(b"IHDR", HEADER)), "a second header"),
        (SIGNATURE + idat() + chunk(b"IHDR", HEADER) + chunk(b"IEND"), "the header behind the pixels"),
        (png(idat(), header=HEADER[:-1]), "a short header"),
        (png(idat(), header=struct.pack(">IIBBBBB", 0, 3, 8, 2, 0, 0, 0)), "no width"),
        (png(idat(), header=struct.pack(">IIBBBBB", 2**31, 2**31, 8, 2, 0, 0, 0)), "more pixels than memory"),
        (png(idat(), header=struct.pack(">IIBBBBB", 4, 3, 8, 5, 0, 0, 0)), "a colour that there is not"),
        (png(chunk(b"acTL", b"\x00" * 8), idat()), "an animation"),
        (SIGNATURE + struct.pack(">I", 2**32 - 1) + b"IHDR" + HEADER, "a chunk of four gigabytes"),
    ],
)
def test_what_is_not_whole_is_not_sound(tmp_path, content, why):
    assert not says(tmp_path, content), why


def test_every_picture_that_the_library_writes_is_sound(tmp_path):
    for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"):
        Image.new(mode, (7, 5)).save(tmp_path / "x.png")

        assert says(tmp_path, (tmp_path / "x.png").read_bytes()), mode


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda path: path.write_bytes(png()), id="no pixels"),
        pytest.param(lambda path: path.write_bytes(png(chunk(b"acTL", b""), idat())), id="an empty animation"),
        pytest.param(lambda path: path.write_bytes(png(chunk(b"IDAT", PACKED[:-6]))), id="pixels cut off"),
        pytest.param(
            lambda path: path.write_bytes(png(idat(), header=struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0))),
            id="a bomb",
        ),
        pytest.param(
            lambda path: path.write_bytes(png(chunk(b"zTXt", b"a\x00\x00" + zlib.compress(b"x" * 10**7)), idat())),
            id="a text that swells",
        ),
        pytest.param(lambda path: path.mkdir(), id="a folder"),
        pytest.param(os.mkfifo, id="a pipe"),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), id="a device"),
        pytest.param(lambda path: path.symlink_to(path), id="a link in a circle"),
    ],
)
def test_whatever_is_wrong_is_one_error_with_the_files_name(tmp_path, make):
    path = tmp_path / "x.png"
    make(path)

    with pytest.raises(PictureError, match=r"x\.png: .+\.$"), opening(path) as image:
        image.load()
