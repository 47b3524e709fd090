import contextlib
import errno
import itertools
import os
import stat
from pathlib import Path

import pytest

from workspace.files import creating, move_beside, move_files, own_mark, part_of, replacing, seen_from, sweep_parts


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


def trace(monkeypatch):
    """Note every renaming and linking with its folder, and every folder that is synced."""
    events = []
    for name in ("rename", "replace", "link"):
        real = getattr(os, name)

        def note(source, target, *rest, real=real, **named):
            events.append(("named in", Path(target).parent))
            return real(source, target, *rest, **named)

        monkeypatch.setattr(os, name, note)
    sync = os.fsync

    def note_sync(number):
        if stat.S_ISDIR(os.fstat(number).st_mode):
            events.append(("synced", next(path for path in known if os.path.samestat(path.stat(), os.fstat(number)))))
        return sync(number)

    monkeypatch.setattr(os, "fsync", note_sync)
    known = []
    return events, known


def write(path):
    with replacing(path) as file:
        file.write(b"new")


def create(path):
    with creating(path.with_name("made")) as file:
        file.write(b"new")


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(write, id="written in place of another"),
        pytest.param(create, id="written where there was none"),
        pytest.param(lambda path: move_beside(path, "old"), id="moved to a folder beside"),
        pytest.param(
            lambda path: move_files({path: path.parent / "old" / path.name}, refuse), id="moved with its scene"
        ),
    ],
)
def test_every_folder_that_names_a_file_is_on_the_disk_before_it_goes_on(tmp_path, monkeypatch, act):
    (tmp_path / "old").mkdir()
    (tmp_path / "a").write_bytes(b"a")
    events, known = trace(monkeypatch)
    known += [tmp_path, tmp_path / "old"]
    act(tmp_path / "a")

    folders = [folder for what, folder in events if what == "named in"]
    assert folders
    for folder in {*folders, *([tmp_path] if not (tmp_path / "a").exists() else [])}:
        last = max((at for at, event in enumerate(events) if event == ("named in", folder)), default=0)
        assert ("synced", folder) in events[last:]


def test_what_can_be_made_again_waits_for_no_disk(tmp_path, monkeypatch):
    events, known = trace(monkeypatch)
    known.append(tmp_path)
    with replacing(tmp_path / "a", is_lasting=False) as file:
        file.write(b"new")

    assert events == [("named in", tmp_path)]


def test_a_system_that_syncs_no_folder_loses_nothing(tmp_path, monkeypatch):
    real = os.fsync

    def refuse_folders(number):
        if stat.S_ISDIR(os.fstat(number).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(number)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    write(tmp_path / "a")

    assert (tmp_path / "a").read_bytes() == b"new"


def test_an_unfinished_file_of_a_dead_run_that_is_another_name_of_a_file_is_not_written_through(tmp_path):
    (tmp_path / "a").write_bytes(b"hers")
    os.link(tmp_path / "a", part_of(tmp_path / "b"))
    write(tmp_path / "b")

    assert (tmp_path / "a").read_bytes() == b"hers"
    assert (tmp_path / "b").read_bytes() == b"new"


def test_what_dead_processes_left_of_a_file_goes_and_what_a_living_one_writes_stays(tmp_path):
    (tmp_path / "novel.toml").write_bytes(b"hers")
    dead = tmp_path / ".novel.toml.99999991ab2.part"
    os.link(tmp_path / "novel.toml", dead)  # killed after it was named
    living, hers = tmp_path / f".novel.toml{own_mark()}.part", tmp_path / ".novel.toml.old.part"
    others = tmp_path / ".novel.toml.2.99999991ab2.part", tmp_path / ".novel.99999991ab2.part"
    for path in (living, hers, *others):
        path.touch()
    sweep_parts(tmp_path / "novel.toml")

    assert not dead.exists()
    assert all(path.exists() for path in (living, hers, *others))
    os.utime(living, (0, 0))  # the number may be another process's by now, or another machine's
    sweep_parts(tmp_path / "novel.toml")
    assert not living.exists()
    assert (tmp_path / "novel.toml").read_bytes() == b"hers"


@pytest.mark.parametrize("taken", [False, True])
def test_a_network_folder_that_loses_the_answer_to_a_link_is_believed(tmp_path, monkeypatch, taken):
    if taken:
        (tmp_path / "a").write_bytes(b"hers")
    real = os.link

    def link(source, target):
        if not taken:
            real(source, target)
        raise FileExistsError(errno.EEXIST, "File exists", str(target))

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(FileExistsError) if taken else contextlib.nullcontext(), creating(tmp_path / "a") as file:
        file.write(b"new")

    assert (tmp_path / "a").read_bytes() == (b"hers" if taken else b"new")


@pytest.mark.parametrize("call", ["pathlib.Path.unlink", "os.fsync"], ids=["before the first word", "after the last"])
def test_no_passing_file_is_named_to_the_author(tmp_path, monkeypatch, call):
    path = tmp_path / "a.toml"
    part = str(tmp_path / ".a.toml.part")

    def refuse(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system", part)

    monkeypatch.setattr(call, refuse)
    with pytest.raises(OSError, match="Read-only") as caught, replacing(path) as file:
        file.write(b"new")

    assert caught.value.filename == str(path)


@pytest.mark.parametrize(
    ("path", "seen"), [("a/b/c.png", "c.png"), ("a/c.png", "../c.png"), ("d/c.png", "../../d/c.png")]
)
def test_a_path_is_seen_from_a_folder(tmp_path, path, seen):
    assert seen_from(tmp_path / "a" / "b", tmp_path / path) == Path(seen)


def test_a_path_on_another_disk_is_seen_as_it_is(tmp_path, monkeypatch):
    def on_another_disk(path, folder):
        raise ValueError(path, folder)

    monkeypatch.setattr("os.path.relpath", on_another_disk)

    assert seen_from(tmp_path, Path("x.png")) == Path("x.png")
