"""What is left over of earlier runs: counted, and moved together without losing anything."""

from pathlib import Path

import pytest

from errors import UsageError
from workspace.run_settings import Folders
from workspace.tidy import find_leftovers, move_all, say_size, tell

FILES = {
    "images/a.png": 10,
    "images/replaced/a.png": 1500,
    "images/replaced/a_01.png": 500,
    "images/unused/b.png": 300,
    "images/takes/a_take_01.png": 40,
    "images/portraits/emma_1.png": 30,
    "images/portraits/replaced/emma_1.png": 25,
    "images/reproduced/a.png": 7,
    "prompts/a.toml": 10,
    "prompts/unused/b.toml": 20,
}


@pytest.fixture
def folders(tmp_path):
    for name, size in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    return Folders(tmp_path, tmp_path / "images", tmp_path / "prompts", tmp_path / "logs", tmp_path / "cast.toml")


def tree(folder):
    return {str(path.relative_to(folder)): path.stat().st_size for path in folder.rglob("*") if path.is_file()}


def test_each_folder_tells_its_files_and_size(folders):
    said = tell(find_leftovers(folders))

    assert [line.split(": ")[1].split(" (")[0] for line in said[:-1]] == [
        "2 files, 2.0 kB",
        "1 file, 300 bytes",
        "1 file, 20 bytes",
        "1 file, 40 bytes",
        "1 file, 25 bytes",
        "1 file, 7 bytes",
    ]
    assert said[-1].startswith("Together 2.4 kB. --tidy FOLDER")


def test_nothing_left_over_is_said(tmp_path):
    nowhere = Folders(*(tmp_path / name for name in ("novel", "images", "prompts", "logs", "cast")))

    assert tell(find_leftovers(nowhere)) == ["Nothing is left over: no replaced or unused picture, no take."]


def test_everything_is_moved_and_what_is_in_use_stays(folders, tmp_path):
    sheet = {"images/index.html": 4, "images/sheet/1-2-0123456789abcdef0123.js": 3, "images/thumbnails/a.jpg": 2}
    for name, size in sheet.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    assert move_all(find_leftovers(folders), tmp_path / "bin") == 7

    assert tree(tmp_path) == {
        "images/a.png": 10,
        "prompts/a.toml": 10,
        "images/portraits/emma_1.png": 30,
        **sheet,
        "bin/portraits/replaced/emma_1.png": 25,
        **{f"bin/{name}": size for name, size in FILES.items() if name.count("/") == 2 and "emma" not in name},
    }


def test_what_a_living_run_is_at_stays(folders, tmp_path):
    """Takes that are being drawn: their claims, and the one that is just being written."""
    for name in (".a_take_02.png.part", ".a_take_02.claim", ".a_take_02.claim.0123abcd"):
        (tmp_path / "images" / "takes" / name).write_bytes(b"x")

    assert move_all(find_leftovers(folders), tmp_path / "away") == 7
    assert len(list((tmp_path / "images" / "takes").iterdir())) == 3


def test_a_second_time_nothing_is_overwritten(folders, tmp_path):
    move_all(find_leftovers(folders), tmp_path / "bin")
    (folders.output / "replaced" / "a.png").write_bytes(b"another")

    assert move_all(find_leftovers(folders), tmp_path / "bin") == 1
    assert sorted(path.name for path in (tmp_path / "bin/images/replaced").iterdir()) == [
        "a.png",
        "a_01.png",
        "a_02.png",
    ]


def test_a_folder_inside_what_is_moved_is_refused(folders):
    with pytest.raises(UsageError, match=r"it lies in .*replaced, which is to be moved"):
        move_all(find_leftovers(folders), folders.output / "replaced" / "bin")
    assert (folders.output / "replaced" / "a.png").exists()


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (123_456, "123 kB"), (5_600_000_000, "5.6 GB")],
)
def test_sizes_are_said_as_a_file_manager_does(size, said):
    assert say_size(size) == said


def test_the_places_are_the_program_s_own():
    assert find_leftovers(Folders(*map(Path, ("no", "such", "folder", "is", "here")))) == []
