"""Pictures for the book: their size, their format, a storyboard without its frame, and unreadable ones."""

import io
import random

import books
import pytest
from PIL import Image

from errors import NovelError
from publish.book_settings import FORMATS, PictureOptions
from publish.pictures import drawn_part, encode, open_image, open_picture
from workspace.identity import identify
from workspace.picture_records import PictureRecord
from workspace.pictures import Picture, read_picture, save_picture

FORTY_MB_OF_120 = 40_000_000 // 120


@pytest.mark.parametrize("name", FORMATS)
def test_formats_open_again_in_the_size_asked_for(name):
    encoded = encode(Image.new("RGB", (400, 200), "red"), PictureOptions(width=100, format=name))

    with Image.open(io.BytesIO(encoded.data)) as image:
        assert (image.format or "").lower() == name
        assert image.size == encoded.size == (100, 50)


def test_a_small_picture_is_not_made_larger():
    assert encode(Image.new("RGB", (64, 40)), PictureOptions(width=1000)).size == (64, 40)


def test_the_same_picture_gives_the_same_bytes_and_carries_nothing_along():
    image = Image.new("RGB", (64, 40), "red")
    image.info["comment"] = b"secret"
    image.info["exif"] = b"Exif\x00\x00secret"

    assert encode(image, PictureOptions()) == encode(image.copy(), PictureOptions())
    assert b"secret" not in encode(image, PictureOptions()).data


def rich_picture():
    """A picture with detail at every scale, as SDXL's have."""
    dice = random.Random(1)
    size, strength = (1344, 768), 0.4
    picture = Image.new("RGB", size, "grey")
    for scale in (10, 20, 40, 80, 160, 320, 640):
        grain = (scale, scale * 4 // 7)
        noise = Image.frombytes("RGB", grain, dice.randbytes(3 * grain[0] * grain[1]))
        picture = Image.blend(picture, noise.resize(size, Image.Resampling.BICUBIC), strength)
        strength *= 0.75
    return picture


def test_120_detailed_pictures_stay_under_40_megabytes():
    assert len(encode(rich_picture(), PictureOptions()).data) < FORTY_MB_OF_120


@pytest.mark.parametrize("engine", ["sdxl", "storyboard"])
def test_only_a_storyboard_is_cut_to_its_drawing(tmp_path, engine):
    job = books.job(engine=engine, width=1344, height=768)
    path = tmp_path / "x.png"
    save_picture(Image.new("RGB", (1344, 768)), PictureRecord(1, 1, identify("a"), job), path)

    assert (open_picture(read_picture(path)).size == (1344, 768)) == (engine == "sdxl")


@pytest.mark.parametrize("size", [(1344, 768), (768, 1344), (1024, 1024), (64, 64), (200, 160)])
def test_a_storyboards_drawing_lies_within_it(size):
    left, top, right, bottom = drawn_part(size)

    assert 0 < left < right < size[0]
    assert 0 < top < bottom < size[1]


def test_transparent_parts_become_white(tmp_path):
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(tmp_path / "x.png")

    assert open_image(tmp_path / "x.png").getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda path: path.write_text("no picture"), id="text"),
        pytest.param(lambda path: path.mkdir(), id="a folder"),
        pytest.param(lambda _path: None, id="nothing"),
        pytest.param(lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n"), id="a torso"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(tmp_path, make):
    make(tmp_path / "x.png")

    with pytest.raises(NovelError, match=r"x\.png: .+\.$"):
        open_picture(Picture(tmp_path / "x.png", None, sound=True))
