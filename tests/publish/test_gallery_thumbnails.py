"""Thumbnails are made once for what a picture shows, follow it, and go with it."""

import os
from dataclasses import replace

import pytest
from PIL import Image, PngImagePlugin
from proof import drawn, plan_one, save

from publish import gallery_thumbnails
from publish.gallery_thumbnails import MADE, THUMBNAILS, WIDTH, make_thumbnails, sweep_thumbnails
from workspace.pictures import Picture, read_pictures

WIDE = {"width": 960, "height": 544}


@pytest.fixture
def picture(tmp_path):
    planned = plan_one(**WIDE)
    one = replace(drawn(planned), path=tmp_path / "a.png")
    save(planned, one.path)
    return one


def make(picture):
    return make_thumbnails([picture], picture.path.parent).get(picture.path)


def state(thumbnail):
    return (thumbnail.path, thumbnail.path.stat().st_ino, thumbnail.path.stat().st_mtime_ns)


def test_a_thumbnail_is_480_wide_and_lies_beside_the_pictures(picture):
    thumbnail = make(picture)

    assert thumbnail.path.parent == picture.path.parent / THUMBNAILS
    with Image.open(thumbnail.path) as image:
        assert (image.format, image.size) == ("JPEG", (thumbnail.width, thumbnail.height))
    assert thumbnail.width == WIDTH


def test_of_a_panel_it_shows_the_drawing_without_frame_and_caption(picture):
    planned = plan_one(**WIDE)
    job = replace(planned.job, engine="sdxl")
    photo = replace(picture, record=replace(picture.record, job=job))

    assert make(photo).height == round(WIDTH * 544 / 960)
    assert make(picture).height < make(photo).height


def test_it_is_made_once(picture):
    first = state(make(picture))

    assert state(make(picture)) == first


def test_a_renamed_picture_keeps_it(picture):
    first = state(make(picture))
    moved = replace(picture, path=picture.path.rename(picture.path.with_name("b.png")))
    os.utime(moved.path, (5, 5))

    assert state(make(moved)) == first


def test_other_words_about_the_same_pixels_keep_it(picture):
    first = make(picture)
    with Image.open(picture.path) as image:
        image.load()
        more = PngImagePlugin.PngInfo()
        more.add_text("parameters", "other words")
        image.save(picture.path, pnginfo=more)

    assert make(picture).path == first.path


def test_another_picture_of_the_same_name_gets_another(picture):
    first = make(picture)
    save(plan_one(**WIDE), picture.path, color="red")
    second = make(picture)

    assert second.path != first.path
    with Image.open(second.path) as image:
        assert image.getpixel((200, 100))[0] > 200 > image.getpixel((200, 100))[1]


def test_another_way_to_make_them_makes_them_anew(picture, monkeypatch):
    first = make(picture)
    monkeypatch.setattr(gallery_thumbnails, "MADE", f"{MADE}, sharper")

    assert make(picture).path != first.path


def test_a_broken_one_is_made_anew(picture):
    thumbnail = make(picture)
    whole = thumbnail.path.read_bytes()
    thumbnail.path.write_bytes(b"")

    assert make(picture) == thumbnail
    assert thumbnail.path.read_bytes() == whole


def test_a_small_picture_needs_none(tmp_path):
    planned = plan_one(width=480, height=272)
    save(planned, tmp_path / "a.png")

    assert make(replace(drawn(planned), path=tmp_path / "a.png")) is None
    assert not (tmp_path / THUMBNAILS).exists()


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", None], ids=["empty", "no PNG", "cut off", "gone"]
)
def test_what_cannot_be_read_has_none(tmp_path, data):
    if data is not None:
        (tmp_path / "a.png").write_bytes(data)

    assert make(Picture(tmp_path / "a.png", None, sound=True)) is None


def test_a_disk_that_refuses_stops_nothing(picture):
    (picture.path.parent / THUMBNAILS).write_text("a file", encoding="utf-8")

    assert make(picture) is None


def test_no_thumbnail_is_taken_for_a_picture(picture):
    make(picture)

    assert [one.path for one in read_pictures(picture.path.parent)] == [picture.path]


def test_what_no_picture_needs_goes_and_nothing_else(picture):
    folder = picture.path.parent / THUMBNAILS
    thumbnail = make(picture)
    others = [folder / name for name in ("holiday.jpg", "0123456789abcdef0123.png")]
    for path in (*others, folder / "0123456789abcdef0123.jpg", folder / ".a.jpg.1.part"):
        path.write_bytes(b"x")
    sweep_thumbnails(picture.path.parent, {thumbnail.path})

    assert sorted(folder.iterdir()) == sorted([thumbnail.path, *others])


def test_an_empty_folder_goes_with_the_last(picture):
    make(picture)
    sweep_thumbnails(picture.path.parent, set())
    sweep_thumbnails(picture.path.parent, set())

    assert not (picture.path.parent / THUMBNAILS).exists()


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:-9], lambda data: b"GIF89a" + data[6:]], ids=["cut off", "no JPEG"]
)
def test_one_that_is_cut_off_is_made_anew(picture, spoil):
    thumbnail = make(picture)
    whole = thumbnail.path.read_bytes()
    thumbnail.path.write_bytes(spoil(whole))

    assert make(picture) == thumbnail
    assert thumbnail.path.read_bytes() == whole


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sdxl", "storyboard"])
@pytest.mark.parametrize("size", [(960, 544), (1344, 768), (768, 1344), (2000, 64), (488, 4000)], ids=str)
def test_its_size_is_told_without_opening_it(tmp_path, engine, size):
    planned = plan_one(width=size[0], height=size[1])
    save(planned, tmp_path / "a.png")
    job = replace(planned.job, engine=engine)
    one = replace(drawn(planned), path=tmp_path / "a.png", record=replace(planned.record, job=job))
    make(one)
    again = make(one)

    with Image.open(again.path) as image:
        assert image.size == (again.width, again.height)


def test_small_pictures_are_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(gallery_thumbnails, "open_file", None)
    planned = plan_one(width=480, height=272)

    assert make(replace(drawn(planned), path=tmp_path / "a.png")) is None
