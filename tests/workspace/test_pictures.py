import json
import struct
import zlib

import books
import pytest
from PIL import Image

from workspace.identity import identify
from workspace.picture_records import PictureRecord
from workspace.pictures import (
    read_picture,
    read_pictures,
    save_picture,
    set_aside,
)

JOB = books.INKED
RECORD = PictureRecord(1, 2, identify("Emma read."), JOB, {"steps": 30}, {"prompt": "x"}, "0.1.0")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "chapter_01_scene_02_emma.png"


def picture(color="red"):
    return Image.new("RGB", (64, 48), color)


def test_a_saved_picture_carries_its_whole_recipe(path):
    save_picture(picture(), RECORD, path)
    found = read_picture(path)

    assert found.sound
    assert found.record == RECORD
    assert found.record.job.fingerprint == JOB.fingerprint


def test_the_same_picture_and_job_give_the_same_bytes(tmp_path):
    for name in ("a.png", "b.png"):
        save_picture(picture(), RECORD, tmp_path / name)

    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_no_time_or_path_goes_into_the_picture(path):
    save_picture(picture(), RECORD, path)
    with Image.open(path) as image:
        values = json.loads(image.text["novel_scene"])

    assert set(values) == {
        *(
            "chapter",
            "scene",
            "text_sha256",
            "sketch",
            "job",
            "given",
            "edits",
            "corrections",
            "fingerprint",
            "version",
        ),
    }


@pytest.mark.parametrize("quarter", [0, 1, 2, 3])
def test_a_picture_cut_off_at_any_quarter_is_not_sound(path, quarter):
    save_picture(Image.effect_noise((64, 48), 60).convert("RGB"), RECORD, path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * quarter // 4])

    assert not read_picture(path).sound


def test_a_picture_without_its_last_chunk_is_not_sound(path):
    save_picture(picture(), RECORD, path)
    path.write_bytes(path.read_bytes()[:-12])

    found = read_picture(path)
    assert not found.sound
    assert found.record == RECORD


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_flipped_byte_is_not_sound(path, share):
    save_picture(Image.effect_noise((64, 48), 60).convert("RGB"), RECORD, path)
    content = bytearray(path.read_bytes())
    content[int(len(content) * share)] ^= 0xFF
    path.write_bytes(content)

    assert not read_picture(path).sound


@pytest.mark.parametrize(
    ("content", "sound"),
    [
        pytest.param(b"", False, id="empty"),
        pytest.param(b"\x00" * 5000, False, id="zeros, as after a power cut"),
        pytest.param(b"GIF89a" + b"\x00" * 100, False, id="another format under our name"),
    ],
)
def test_files_that_are_no_pictures(path, content, sound):
    path.write_bytes(content)
    found = read_picture(path)

    assert (found.record, found.sound) == (None, sound)


@pytest.mark.parametrize("chunk", ["", "{}", "[]", "no json", '{"chapter": 1}', "null"])
def test_a_sound_picture_that_is_not_ours_has_no_record(path, chunk):
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("novel_scene", chunk)
    picture().save(path, pnginfo=info)
    found = read_picture(path)

    assert (found.record, found.sound) == (None, True)


def test_a_picture_of_absurd_size_is_no_trap(path):
    header = struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)))

    assert not read_picture(path).sound


def test_an_old_picture_is_kept_under_a_free_name(path):
    for color in ("red", "green", "blue"):
        save_picture(picture(color), RECORD, path)

    kept = sorted(entry.name for entry in (path.parent / "replaced").iterdir())
    assert kept == ["chapter_01_scene_02_emma.png", "chapter_01_scene_02_emma_01.png"]


def test_an_old_picture_of_another_name_is_kept_too(path):
    old = path.with_name("chapter_01_scene_02_jonas.png")
    save_picture(picture(), RECORD, old)
    save_picture(picture(), RECORD, path, old)

    assert [entry.name for entry in (path.parent / "replaced").iterdir()] == [old.name]
    assert not old.exists()


def test_a_folder_in_the_pictures_place_is_kept_too(path):
    path.mkdir()
    save_picture(picture(), RECORD, path)

    assert read_picture(path).sound
    assert (path.parent / "replaced" / path.name).is_dir()


def test_a_failed_save_leaves_the_old_picture_and_no_rest(path):
    class Broken:
        def save(self, *_, **__):
            raise OSError(28, "No space left on device")

    save_picture(picture(), RECORD, path)
    before = path.read_bytes()
    with pytest.raises(OSError, match="No space left"):
        save_picture(Broken(), RECORD, path)

    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_only_pictures_of_the_folder_itself_are_read(path):
    save_picture(picture(), RECORD, path)
    set_aside(path)
    save_picture(picture(), RECORD, path)
    path.with_name("notes.txt").write_text("x", encoding="utf-8")

    assert [found.path for found in read_pictures(path.parent)] == [path]
    assert read_pictures(path.parent / "none") == []
