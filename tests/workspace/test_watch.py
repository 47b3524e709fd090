"""A command that runs again when something is saved; time is a list of looks, nobody waits."""

import itertools

import pytest

from errors import NovelError
from workspace.run_settings import Folders
from workspace.watch import look_at, watch, watch_book


class EnoughError(Exception):
    """The looks are used up."""


def acts(looks):
    """Count the actions at each look."""
    stream, done = iter(looks), []

    def look():
        return next(stream, None) or end()

    def end():
        raise EnoughError

    with pytest.raises(EnoughError):
        watch(look, lambda: done.append(1), lambda: None)
    return len(done)


A, B, C = ({"a": number} for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("looks", "expected", "why"),
    [
        ([A], 1, "the first look acts at once"),
        ([A, A, A], 1, "nothing was saved"),
        ([A, B, B], 2, "a file was saved"),
        ([A, B, C, C, C], 2, "it was still being written at the next look"),
        ([A, B, B, C, C], 3, "and saved again, be it by the action itself"),
        ([A, B, B, B, B], 2, "once acted on it is seen"),
    ],
)
def test_every_change_is_acted_on_once(looks, expected, why):
    assert acts(looks) == expected, why


def test_hidden_files_and_what_the_program_writes_are_not_looked_at(tmp_path):
    names = ("a.md", ".git/x", ".a.md.swp", "part/b.md", "images/c.png", "logs/d.log")
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")

    found = look_at([tmp_path, tmp_path / "missing.toml"], but=[tmp_path / "images", tmp_path / "logs"])

    assert sorted(str(path.relative_to(tmp_path)) for path in found) == ["a.md", "part/b.md"]


def test_a_faulty_file_is_said_and_its_next_version_waited_for(tmp_path, monkeypatch):
    novel = tmp_path / "novel.md"
    novel.write_text("one", encoding="utf-8")
    folders = Folders(novel, tmp_path / "i", tmp_path / "p", tmp_path / "l", tmp_path / "c.toml")
    runs, waits = [], itertools.count()

    def wait():
        if next(waits) == 0:
            novel.write_text("two, mended", encoding="utf-8")
        if next(waits) > 8:
            raise KeyboardInterrupt

    def run():
        runs.append(novel.read_text(encoding="utf-8"))
        if len(runs) == 1:
            raise NovelError("novel.md holds no scene.")
        return 0

    monkeypatch.setattr("workspace.watch.pause", wait)
    with pytest.raises(KeyboardInterrupt):
        watch_book(folders, run)
    assert runs == ["one", "two, mended"]
