import functools
import os

import pytest
from PIL import Image

from records import Lora, RenderJob
from workspace.cache import Table
from workspace.cached_pictures import RACY, PictureLooks, stamp_of
from workspace.identity import identify
from workspace.picture_records import PictureRecord
from workspace.pictures import read_picture, save_picture

PNG = "chapter_01_scene_01.png"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A picture, and the looks of one run after another: each counts what it read whole."""
    Image.new("RGB", (8, 8), "red").save(tmp_path / PNG)
    return Desk(tmp_path, monkeypatch)


class Desk:
    def __init__(self, folder, monkeypatch):
        self.folder, self.path, self.whole = folder, folder / PNG, 0
        monkeypatch.setattr("workspace.cached_pictures.read_picture", self.count)

    def count(self, path):
        self.whole += 1
        return read_picture(path)

    def look(self, *, verify=False, later=10 * RACY):
        """Look at the picture as a run does, some time after the picture was written."""
        self.whole = 0
        now = max(self.path.stat().st_mtime_ns, self.path.stat().st_ctime_ns) + later
        table = Table(self.folder / "looks", "key")
        found = PictureLooks(table, verify=verify, now=lambda: now).read(self.path)
        table.save()
        return found


def test_a_picture_is_read_whole_once(desk):
    first = desk.look()
    assert desk.whole == 1

    assert desk.look() == first == read_picture(desk.path)
    assert desk.whole == 0


def test_verify_reads_it_again(desk):
    desk.look()
    desk.look(verify=True)

    assert desk.whole == 1


@pytest.mark.parametrize(("later", "whole"), [(0, 1), (RACY - 1, 1), (RACY, 0)], ids=["at once", "in time", "later"])
def test_a_look_right_after_the_writing_is_not_relied_on(desk, later, whole):
    desk.look(later=later)
    desk.look(later=later)

    assert desk.whole == whole


def damage(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def replace(path):
    other = path.with_name("other")
    Image.new("RGB", (8, 8), "blue").save(other, "PNG")
    other.replace(path)


@pytest.mark.parametrize("change", [damage, replace, lambda path: path.write_bytes(b"")])
def test_what_changed_is_read_again_whatever_time_it_bears(desk, change):
    desk.look()
    was = desk.path.stat()
    change(desk.path)
    os.utime(desk.path, ns=(was.st_atime_ns, was.st_mtime_ns))

    assert desk.look() == read_picture(desk.path)
    assert desk.whole == 1


def test_damage_that_no_stat_shows_is_found_by_verify(desk, monkeypatch):
    desk.look()
    damage(desk.path)
    monkeypatch.setattr("workspace.cached_pictures.stamp_of", lambda _: [1, 1, 1, 1, 1])
    desk.look()
    table = Table(desk.folder / "looks", "key")

    assert not desk.look(verify=True).sound
    assert table


def test_damage_is_not_remembered(desk):
    damage(desk.path)
    desk.look()
    assert not desk.look().sound
    assert desk.whole == 1


@pytest.mark.parametrize(
    "kept", [[], {}, 5, "x", [[], 0, ""], [[1, 2, 3, 4, 5], "0", ""], [None, None, None]], ids=repr
)
def test_whatever_is_kept_of_it_the_picture_is_read(desk, kept):
    table = Table(None)
    looks = PictureLooks(table)
    looks.read(desk.path)
    (name,) = table.used
    table.put_json(name, kept)
    desk.whole = 0

    assert looks.read(desk.path) == read_picture(desk.path)
    assert desk.whole == 1


DEEP = functools.reduce(lambda inner, _: [inner], range(900), 1)


@pytest.mark.parametrize(
    "record", [[], [1, 2], ["x"] * 10, DEEP, [DEEP] * 10], ids=["empty", "short", "texts", "deep", "deeper"]
)
def test_a_record_of_another_form_is_read_from_the_picture(desk, record):
    table = Table(None)
    looks = PictureLooks(table)
    looks.read(desk.path)
    (name,) = table.used
    table.put_json(name, [stamp_of(desk.path), 2**62, record])
    desk.whole = 0

    assert looks.read(desk.path) == read_picture(desk.path)
    assert desk.whole == 1


def test_a_record_is_found_as_it_was(desk):
    job = RenderJob("sdxl", "m", "a cat", "", 1, 30, 5, 64, 64, loras=(Lora("x", 1),), scheduler="euler")
    record = PictureRecord(1, 2, identify("She read."), job, {"lora": ["x:1"]}, {"steps": 30}, "1", {}, {"Ann": "- x"})
    save_picture(Image.new("RGB", (8, 8)), record, desk.path)
    desk.look()

    assert repr(desk.look()) == repr(read_picture(desk.path))
    assert desk.whole == 0


@pytest.mark.parametrize("name", ["gone.png", "a\0b.png"], ids=["gone", "null"])
def test_what_is_no_file_is_no_picture(desk, name):
    assert not PictureLooks().read(desk.folder / name).sound
