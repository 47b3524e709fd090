"""Disks fill up, folders refuse, names clash: a sentence each, the rest drawn, nothing lost."""

import contextlib
import errno
import os
import shutil
import subprocess
import sys

import night
import pytest
from PIL import Image

from workspace import drawing as drawing_run
from workspace import preparation
from workspace.pictures import read_picture


@pytest.fixture
def desk(tmp_path):
    night.write_novel(tmp_path)
    return tmp_path


@pytest.fixture
def drawn(drawn_once, tmp_path):
    """Give a desk on which nothing is left to draw."""
    return night.copy(drawn_once, tmp_path / "desk")


@pytest.fixture
def small_disk(tmp_path):
    """Give a disk of 900 kB: two or three pictures."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("a small disk can only be made by root")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="tmpfs is Linux")
def test_a_full_disk_is_a_sentence_and_nothing_half_is_left(small_disk, tmp_path, capsys):
    night.write_novel(tmp_path)
    argv = [*night.argv_of(tmp_path, "--width", "1344", "--height", "768"), "--output", str(small_disk / "images")]
    assert night.generate_scene_images.main(argv) == 1
    said = capsys.readouterr().err

    assert "was drawn but not saved" in said
    assert "No space left on device" in said
    assert "Traceback" not in said
    pictures = list((small_disk / "images").glob("*.png"))
    assert pictures, "what fitted was kept"
    assert all(read_picture(path).sound for path in pictures)
    assert night.stray(small_disk) == []


def fill(disk):
    """Leave no byte of room on a disk."""
    with contextlib.suppress(OSError), (disk / "full").open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass


@pytest.mark.skipif(sys.platform != "linux", reason="tmpfs is Linux")
@pytest.mark.parametrize("name", ["images", "prompt_cache"])
@pytest.mark.parametrize(
    "more",
    [
        pytest.param((), id="with nothing to draw"),
        pytest.param(("--scenes", "1:1", "--takes", "2"), id="takes", marks=pytest.mark.slow),
        pytest.param(("--keep", "1:1"), id="a picture kept", marks=pytest.mark.slow),
    ],
)
def test_a_disk_that_is_full_before_the_run_is_a_sentence_with_its_folder(small_disk, drawn, capsys, name, more):
    shutil.move(drawn / name, small_disk / name)
    (drawn / name).symlink_to(small_disk / name)
    fill(small_disk)

    assert night.run(drawn, *more) == 1
    said = capsys.readouterr().err
    option = "--output" if name == "images" else "--prompts"
    full = "cannot write there (No space left on device); make room on that disk"
    assert said == f"{drawn / name}: {full}, or give another with {option} DIR.\n"


@pytest.mark.skipif(sys.platform != "linux", reason="tmpfs is Linux")
def test_a_full_disk_of_logs_costs_the_log_alone(small_disk, desk, capsys):
    fill(small_disk)

    assert night.run(desk, "--logs", str(small_disk)) == 0
    assert len(list(desk.glob("images/*.png"))) == 6
    said = capsys.readouterr().err
    assert "No space left on device; make room on that disk, or give another folder with --logs DIR." in said
    assert said.count("\n") == 1


def refusing(error, only):
    """Make a saving function that refuses one scene."""

    def save(image, record, path, *others, **more):
        if record.scene == only:
            raise OSError(error, os.strerror(error), str(path))
        drawing_run.save_picture(image, record, path, *others, **more)

    return save


@pytest.mark.parametrize(
    "error",
    [
        errno.ENOSPC,
        errno.EACCES,
        *(pytest.param(error, marks=pytest.mark.slow) for error in (errno.EROFS, errno.EIO, errno.ENAMETOOLONG)),
    ],
)
def test_a_picture_that_cannot_be_saved_fails_alone(desk, monkeypatch, capsys, error):
    real = drawing_run.draw_scenes
    monkeypatch.setattr(drawing_run, "draw_scenes", lambda *a: real(*a, save=refusing(error, only=3)))

    assert night.run(desk) == 1
    said = capsys.readouterr().err
    assert "Scene 1:3 was drawn but not saved" in said
    assert os.strerror(error) in said
    assert len(list(desk.glob("images/*.png"))) == 5


@pytest.mark.parametrize("name", ["images", "prompt_cache"])
def test_a_folder_that_refuses_stops_the_run_before_the_first_picture(desk, monkeypatch, capsys, name):
    def refuse(**options):
        if options["dir"].name == name:
            raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(preparation.tempfile, "TemporaryFile", refuse)
    if name == "prompt_cache":
        monkeypatch.setattr(
            preparation.tempfile,
            "TemporaryFile",
            lambda **options: refuse(**options) or open(os.devnull, "wb"),  # noqa: SIM115, PTH123
        )

    assert night.run(desk) == 1
    said = capsys.readouterr().err
    assert name in said
    assert "Read-only file system" in said
    assert not list(desk.glob("images/*.png"))


def test_a_folder_in_a_pictures_place_is_kept(drawn):
    path = next(drawn.glob("images/chapter_01_scene_02*"))
    path.unlink()
    (path / "inside").mkdir(parents=True)

    assert night.run(drawn) == 0
    assert read_picture(path).sound
    assert (drawn / "images" / "replaced" / path.name / "inside").is_dir()


def test_a_folder_in_a_prompt_files_place_stops_that_scene_alone(desk, capsys):
    (desk / "prompt_cache" / "chapter_01_scene_02.toml").mkdir(parents=True)

    assert night.run(desk) == 1
    assert "chapter_01_scene_02.toml" in capsys.readouterr().err
    assert len(list(desk.glob("images/*.png"))) == 5


def test_a_strangers_picture_under_our_name_is_kept(drawn):
    path = next(drawn.glob("images/chapter_01_scene_02*"))
    Image.new("RGB", (10, 10), "red").save(path)
    stranger = path.read_bytes()

    assert night.run(drawn) == 0
    assert (drawn / "images" / "replaced" / path.name).read_bytes() == stranger
    assert read_picture(path).record is not None


@pytest.mark.parametrize(
    "name",
    [
        "книга 東京 Łódź",
        "50% [draft] {x}",
        *(pytest.param(name, marks=pytest.mark.slow) for name in ("with spaces and 'quotes'", "a" * 200)),
    ],
)
def test_paths_of_any_letters(tmp_path, name):
    desk = tmp_path / name
    night.write_novel(desk)

    assert night.run(desk) == 0
    assert night.run(desk) == 0
    assert len(list(desk.glob("images/*.png"))) == 6


def test_a_chapter_whose_name_has_255_bytes(tmp_path):
    night.write_novel(tmp_path)
    chapter = tmp_path / "chapters" / "chapter_01.md"
    chapter.rename(chapter.with_name("chapter_01_" + "x" * (255 - 14) + ".md"))

    assert night.run(tmp_path) == 0
    assert len(list(tmp_path.glob("images/*.png"))) == 6


@pytest.mark.parametrize("moment", [0, 4102444800], ids=["1970", "2100"])
def test_clocks_do_not_matter(drawn, moment):
    for path in drawn.rglob("*"):
        os.utime(path, (moment, moment))
    before = night.contents(drawn)

    assert night.run(drawn) == 0
    assert night.contents(drawn) == before


def test_pictures_whose_names_differ_in_case_only_are_told_apart_or_kept(drawn):
    path = next(drawn.glob("images/chapter_01_scene_02*"))
    shouting = path.with_name(path.name.upper())
    shutil.copy(path, shouting)
    before = sorted(p.read_bytes() for p in drawn.glob("images/*.png"))

    assert night.run(drawn) == 0
    after = [p.read_bytes() for p in drawn.rglob("images/**/*") if p.is_file()]
    assert all(content in after for content in before)
    assert len([p for p in drawn.glob("images/*.png") if p.name.startswith("chapter_01_scene_02")]) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", pytest.param("utf-8", marks=pytest.mark.slow)])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_edited_files_keep_their_encoding_and_line_ends(drawn, encoding, line_end):
    path = drawn / "prompt_cache" / "chapter_01_scene_02.toml"
    text = path.read_text("utf-8").replace("seed = ", "seed = 1  # ", 1)
    edited = text.replace("\n", line_end).encode(encoding)
    path.write_bytes(edited)
    night.write_novel(drawn, [night.BEGINNINGS[1], night.BEGINNINGS[0], *night.BEGINNINGS[2:]])

    assert night.run(drawn) == 0
    assert (drawn / "prompt_cache" / "chapter_01_scene_01.toml").read_bytes() == edited
