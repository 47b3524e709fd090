"""Portraits are known by their pixels, whatever their files are called or say besides."""

import pytest
from PIL import Image, PngImagePlugin

from workspace.picture_files import PictureError
from workspace.portraits import PortraitName, find_portraits, name_portrait, read_name, read_portrait

RED, BLUE = (200, 30, 30), (30, 30, 200)


def paint(path, colour=RED, size=(8, 6), **how):
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", size, colour).save(path, **how)
    return path


@pytest.mark.parametrize(
    ("name", "how", "is_same", "why"),
    [
        ("b.png", {}, True, "a copy"),
        ("b.png", {"compress_level": 0}, True, "packed otherwise"),
        ("b.webp", {"lossless": True}, True, "another form"),
        ("b.png", {"colour": BLUE}, False, "another picture"),
        ("b.png", {"size": (6, 8)}, False, "the same bytes in another shape"),
    ],
)
def test_a_portrait_is_its_pixels(tmp_path, name, how, is_same, why):
    one, other = read_portrait(paint(tmp_path / "a.png")), read_portrait(paint(tmp_path / name, **how))
    assert (one.sha256 == other.sha256) is is_same, why


def test_what_a_file_says_besides_counts_for_nothing(tmp_path):
    told = PngImagePlugin.PngInfo()
    told.add_text("parameters", "a woman")
    paint(tmp_path / "b.png", pnginfo=told)

    assert read_portrait(paint(tmp_path / "a.png")).sha256 == read_portrait(tmp_path / "b.png").sha256


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_refused(tmp_path, content):
    path = tmp_path / "a.png"
    path.write_bytes(content)

    with pytest.raises(PictureError, match=r"a\.png"):
        read_portrait(path)


def test_portraits_are_found_by_digest_among_other_files(tmp_path):
    folder = tmp_path / "portraits"
    emma, jonas = (read_portrait(paint(folder / f"{name}.png", colour)) for name, colour in (("e", RED), ("j", BLUE)))
    paint(folder / "z_copy.png")
    (folder / "notes.txt").write_text("x")
    (folder / "broken.png").write_bytes(b"x")

    assert find_portraits(folder, {emma.sha256, "0" * 64}) == {emma.sha256: emma.path}
    assert find_portraits(folder, {jonas.sha256}) == {jonas.sha256: jonas.path}
    assert find_portraits(folder, set()) == {}
    assert find_portraits(tmp_path / "nowhere", {emma.sha256}) == {}


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("emma_1.png", PortraitName("emma", 1)),
        ("emma_10.png", PortraitName("emma", 10)),
        ("emma_from_12_3.png", PortraitName("emma_from_12", 3)),
        ("emma_from_3-4_12.png", PortraitName("emma_from_3-4", 12)),
        ("agent_7_10.png", PortraitName("agent_7", 10)),
    ],
)
def test_a_name_says_whose_portrait_it_is_and_which(tmp_path, name, named):
    assert read_name(tmp_path / name) == named
    assert name_portrait(*named) == name


@pytest.mark.parametrize(
    "name", ["emma.png", "_1.png", "emma_.png", "emma_one.png", "emma-1.png", "emma_1234567890.png"]
)
def test_other_names_say_nothing(tmp_path, name):
    assert read_name(tmp_path / name) is None
