"""Portraits as the engine takes them: known by what is seen of them alone, in the size and shape that is read."""

import io
import re

import pytest
from PIL import Image, ImageDraw

from errors import RenderError
from sdxl.options import EngineOptions
from sdxl.portraits import crop_square, digest_pixels, fit_portrait, open_portrait, read_pixels


def head(size=(96, 128), mode="RGB"):
    """A red face in the upper part of a blue picture, and a green foot at its end."""
    picture = Image.new("RGB", size, "blue")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((size[0] // 4, 4, size[0] * 3 // 4, size[1] // 4), fill="red")
    draw.rectangle((0, size[1] - 4, size[0], size[1]), fill="green")
    return picture.convert(mode)


def reopened(picture, **options):
    """Give a picture as a file of its own gives it back."""
    file = io.BytesIO()
    picture.save(file, **{"format": "PNG", **options})
    return Image.open(file)


def digest(picture):
    return digest_pixels(read_pixels(picture))


def turned():
    """The same picture as a camera stores it that was held upright."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees to the right
    return reopened(head().transpose(Image.Transpose.ROTATE_90), exif=exif)


def cut_out():
    """A picture that is transparent all over, over whatever colour."""
    return reopened(Image.new("RGBA", (96, 128), (255, 0, 0, 0)))


@pytest.mark.parametrize(
    ("picture", "same"),
    [
        pytest.param(reopened(head(), compress_level=0), head(), id="packed otherwise"),
        pytest.param(reopened(head(), format="WEBP", lossless=True), head(), id="another format"),
        pytest.param(reopened(head().quantize(8)), head(), id="with a palette"),
        pytest.param(turned(), head(), id="turned by its camera"),
        pytest.param(head(mode="RGBA"), head(), id="opaque"),
        pytest.param(cut_out(), Image.new("RGB", (96, 128), "white"), id="transparent"),
    ],
)
def test_a_portrait_is_known_by_what_is_seen_of_it(picture, same):
    assert digest(picture) == digest(same)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Image.new("RGB", (96, 128), "red"), id="other pixels"),
        pytest.param(head().transpose(Image.Transpose.FLIP_LEFT_RIGHT).crop((1, 0, 97, 128)), id="moved"),
        pytest.param(Image.frombytes("RGB", (128, 96), head().tobytes()), id="the same bytes in another shape"),
    ],
)
def test_other_pixels_are_another_portrait(other):
    assert digest(other) != digest(head())


def options_with(tmp_path, picture, name="emma.png"):
    picture.save(tmp_path / name)
    return EngineOptions((), portraits={digest(picture): tmp_path / name})


def test_a_portrait_is_found_by_its_digest(tmp_path):
    options = options_with(tmp_path, head())

    assert open_portrait(digest(head()), options).tobytes() == head().tobytes()


def spoil(path):
    path.write_bytes(b"no picture")


def exchange(path):
    Image.new("RGB", (8, 8)).save(path)


@pytest.mark.parametrize(
    ("do", "words"),
    [
        (spoil, r"emma\.png: the portrait cannot be read"),
        (lambda path: path.unlink(), r"emma\.png: the portrait cannot be read"),
        (exchange, r"emma\.png: the portrait was changed as this run went on; run again"),
    ],
)
def test_a_portrait_that_went_bad_is_said(tmp_path, do, words):
    options = options_with(tmp_path, head())
    do(tmp_path / "emma.png")

    with pytest.raises(RenderError, match=words):
        open_portrait(digest(head()), options)


def test_a_portrait_that_is_not_of_this_run_is_said():
    with pytest.raises(RenderError, match=re.escape("the portrait abcdefabcdef… is not among those of this run")):
        open_portrait("abcdef" * 10, EngineOptions(()))


@pytest.mark.parametrize(
    ("size", "side", "fitted", "why"),
    [
        ((1024, 1024), 512, (512, 512), "a square"),
        ((832, 1216), 512, (448, 640), "as many pixels, in its own shape"),
        ((1216, 832), 384, (448, 320), "lying, and smaller"),
        ((10, 8), 512, (576, 448), "made larger"),
        ((4000, 20), 256, (512, 128), "a strip is cut"),
        ((3, 5), 8, (64, 64), "never less than 64 pixels a side"),
    ],
)
def test_a_portrait_is_fitted_to_a_size_that_the_unet_halves_evenly(size, side, fitted, why):
    assert fit_portrait(Image.new("RGB", size), side).size == fitted, why


def test_what_does_not_fit_is_cut_off_below_not_above():
    fitted = fit_portrait(head((64, 640)), 64)

    assert fitted.size == (64, 128)  # no portrait of this side is narrower
    assert fitted.getpixel((32, 4))[0] > 200
    assert fitted.getpixel((32, 126))[1] == 0


@pytest.mark.parametrize(
    ("size", "red", "why"),
    [((96, 128), (24, 4), "upright: the upper part"), ((200, 96), (52 - 2, 4), "lying: the middle")],
)
def test_a_square_holds_the_face(size, red, why):
    square = crop_square(head(size))

    assert square.size == (96, 96), why
    assert square.getpixel(red)[0] == 255, why
