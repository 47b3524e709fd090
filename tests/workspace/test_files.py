import errno
import itertools

import pytest

from workspace.files import move_beside, move_files, replacing


def move(folder, moves, aside):
    move_files({folder / old: folder / new for old, new in moves.items()}, aside)
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def refuse(path):
    raise AssertionError(f"nothing is in the way, but {path}")


@pytest.mark.parametrize(
    ("files", "moves", "after"),
    [
        pytest.param("ab", {"a": "c"}, {"b": "b", "c": "a"}, id="to a free name"),
        pytest.param("abc", {"a": "b", "b": "c", "c": "d"}, {"b": "a", "c": "b", "d": "c"}, id="a scene inserted"),
        pytest.param("bcd", {"b": "a", "c": "b", "d": "c"}, {"a": "b", "b": "c", "c": "d"}, id="a scene deleted"),
        pytest.param("ab", {"a": "b", "b": "a"}, {"a": "b", "b": "a"}, id="two scenes swapped"),
        pytest.param("abc", {"a": "b", "b": "c", "c": "a"}, {"a": "c", "b": "a", "c": "b"}, id="round a circle"),
        pytest.param("a", {"a": "a"}, {"a": "a"}, id="nothing moves"),
        pytest.param("", {}, {}, id="nothing there"),
    ],
)
def test_files_arrive_whatever_the_order(tmp_path, files, moves, after):
    for order in itertools.permutations(moves.items()):
        for path in tmp_path.iterdir():
            path.unlink()
        for name in files:
            (tmp_path / name).write_text(name, encoding="utf-8")

        assert move(tmp_path, dict(order), refuse) == after


def test_what_is_in_the_way_is_set_aside_not_overwritten(tmp_path):
    for name in "ab":
        (tmp_path / name).write_text(name, encoding="utf-8")

    after = move(tmp_path, {"a": "b"}, lambda path: path.rename(path.with_name("kept")))
    assert after == {"b": "a", "kept": "b"}


def test_a_crash_in_a_circle_loses_nothing(tmp_path):
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_text(name, encoding="utf-8")

    class CrashError(Exception):
        pass

    def crash(_):
        raise CrashError

    (tmp_path / "a.moving.png").write_text("in the way", encoding="utf-8")
    with pytest.raises(CrashError):
        move(tmp_path, {"a.png": "b.png", "b.png": "a.png"}, crash)

    contents = {path.read_text(encoding="utf-8") for path in tmp_path.glob("*.png")}
    assert contents == {"a.png", "b.png", "in the way"}


def test_a_file_moves_beside_under_a_free_name(tmp_path):
    for text in ("first", "second"):
        (tmp_path / "a.png").write_text(text, encoding="utf-8")
        place = move_beside(tmp_path / "a.png", "old")

    assert place == tmp_path / "old" / "a_01.png"
    assert [path.read_text("utf-8") for path in sorted((tmp_path / "old").iterdir())] == ["first", "second"]
    assert not (tmp_path / "a.png").exists()


def test_a_full_disk_is_told_of_the_file_that_was_to_be(tmp_path, monkeypatch):
    def refuse(_number):
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "a.toml"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr("os.fsync", refuse)

    with pytest.raises(OSError, match="No space left") as caught, replacing(path) as file:
        file.write(b"new")

    assert caught.value.filename == str(path)
    assert path.read_text(encoding="utf-8") == "old"
