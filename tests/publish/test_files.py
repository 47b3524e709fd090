"""What an earlier run wrote may be replaced; nothing else may."""

import json
import os
import time

import pytest

from errors import NovelError
from publish import files as book_files
from publish.files import CLAIM, RECORD, file_stem, write_files


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("The Sea", "The Sea"),
        ('A/B: "C"?', "A B C"),
        ("con", "con book"),
        ("Ends with dots...", "Ends with dots"),
        ("???", "book"),
        ("x" * 200, "x" * 60),
        ("../../etc/passwd", "etc passwd"),
    ],
)
def test_names_are_valid_everywhere(title, stem):
    assert file_stem(title) == stem


def test_files_of_an_earlier_run_are_replaced(tmp_path):
    write_files(tmp_path / "book", {"a.md": b"one", "p/1.jpg": b"x"}, "p")
    write_files(tmp_path / "book", {"a.md": b"two", "p/1.jpg": b"y"}, "p")

    assert (tmp_path / "book" / "a.md").read_bytes() == b"two"


def test_a_picture_whose_scene_is_gone_is_deleted(tmp_path):
    write_files(tmp_path, {"a.md": b"one", "p/1.jpg": b"x", "p/2.jpg": b"x"}, "p")
    write_files(tmp_path, {"a.md": b"one", "p/1.jpg": b"x"}, "p")

    assert not (tmp_path / "p" / "2.jpg").exists()


def test_another_book_in_the_folder_stays(tmp_path):
    write_files(tmp_path, {"a.md": b"one", "a pictures/1.jpg": b"x"}, "a pictures")
    write_files(tmp_path, {"b.md": b"two", "b pictures/1.jpg": b"x"}, "b pictures")
    write_files(tmp_path, {"a.md": b"three"}, "a pictures")

    assert (tmp_path / "b.md").read_bytes() == b"two"
    assert (tmp_path / "b pictures" / "1.jpg").exists()


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda path: path.write_bytes(b"the author's"), id="edited since"),
        pytest.param(lambda path: path.with_name(RECORD).unlink(), id="no record of it"),
        pytest.param(lambda path: path.with_name(RECORD).write_text("{broken"), id="a broken record"),
        pytest.param(lambda path: (path.unlink(), path.mkdir()), id="a folder of that name"),
    ],
)
def test_a_foreign_file_stops_the_run_and_nothing_is_written(tmp_path, spoil):
    write_files(tmp_path, {"a.md": b"one", "b.md": b"one"}, "p")
    spoil(tmp_path / "a.md")
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}

    with pytest.raises(NovelError, match=r"\.md was not written by an earlier run"):
        write_files(tmp_path, {"b.md": b"two", "a.md": b"two"}, "p")

    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_an_edited_picture_of_a_gone_scene_stays(tmp_path):
    write_files(tmp_path, {"p/1.jpg": b"x"}, "p")
    (tmp_path / "p" / "1.jpg").write_bytes(b"retouched")
    write_files(tmp_path, {}, "p")

    assert (tmp_path / "p" / "1.jpg").read_bytes() == b"retouched"


@pytest.mark.parametrize("name", ["../outside.md", "/etc/x", "p/../../outside.md", "C:\\x"])
def test_a_record_names_nothing_outside_the_folder(tmp_path, name):
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / RECORD).write_text(json.dumps({name: ["0"]}))
    write_files(folder, {"a.md": b"one"}, "..")

    assert list(json.loads((folder / RECORD).read_text())) == ["a.md"]


def test_a_folder_that_refuses_is_a_sentence(tmp_path):
    (tmp_path / "book").write_text("a file")

    with pytest.raises(NovelError, match="--output DIR"):
        write_files(tmp_path / "book", {"a.md": b"one"}, "p")


def test_an_edit_saved_while_the_book_is_written_stays(tmp_path, monkeypatch):
    write_files(tmp_path, {"a.md": b"one", "b.md": b"one"}, "p")
    real = os.fsync

    def sync(number):
        real(number)
        (tmp_path / "b.md").write_bytes(b"hers")

    monkeypatch.setattr(os, "fsync", sync)
    with pytest.raises(NovelError, match=r"b\.md was not written by an earlier run, or was edited since"):
        write_files(tmp_path, {"a.md": b"two", "b.md": b"two"}, "p")

    assert (tmp_path / "b.md").read_bytes() == b"hers"


# --- Several books at once, and books that died -----------------------------------------------------------------------


def test_a_book_that_is_written_while_another_is_waits_for_it(tmp_path, monkeypatch):
    """The claim is held from the first look to the last file, and given back whatever happens."""
    held = []
    real = book_files.replace_files

    def replace_files(folder, *rest):
        held.append((folder / CLAIM).stat().st_size > 0)
        real(folder, *rest)

    monkeypatch.setattr(book_files, "replace_files", replace_files)
    write_files(tmp_path, {"a.md": b"one"}, "p")
    (tmp_path / "b.md").write_bytes(b"hers")
    with pytest.raises(NovelError, match="was not written by an earlier run"):
        write_files(tmp_path, {"b.md": b"two"}, "p")
    assert held == [True, True]
    assert sorted(path.name for path in tmp_path.iterdir()) == [RECORD, "a.md", "b.md"]


@pytest.mark.parametrize(
    ("content", "age"),
    [
        pytest.param("", 5, id="died before it wrote its name"),
        pytest.param("1\nelsewhere\n", 601, id="of another machine, long ago"),
        pytest.param("filelock/2\npid=4194305\nhost=x\nmode=lease\ntoken=a\nduration=60.0\n", 61, id="of a container"),
    ],
)
def test_a_book_that_died_costs_the_next_one_nothing(tmp_path, content, age):
    (tmp_path / "p").mkdir()
    (tmp_path / CLAIM).write_text(content)
    os.utime(tmp_path / CLAIM, (time.time() - age,) * 2)
    for part in (".a.md.part", f".{RECORD}.part", "p/.1.jpg.part"):
        (tmp_path / part).touch()
    write_files(tmp_path, {"a.md": b"one", "p/1.jpg": b"x"}, "p")

    assert sorted(path.name for path in tmp_path.rglob("*")) == [RECORD, "1.jpg", "a.md", "p"]


@pytest.mark.parametrize("name", ["a\0b", ".", "./", "x" * 5000, "p/\ud800", ".part"])
def test_odd_names_in_the_record_delete_nothing(tmp_path, name):
    book = tmp_path / "book"
    book.mkdir()
    hers = [tmp_path / ".book.part", book / ".mine.part", tmp_path / "..part"]
    for path in hers:
        path.touch()
    (book / RECORD).write_text(json.dumps({name: ["0"]}))
    write_files(book, {"a.md": b"one"}, "p")

    assert all(path.exists() for path in hers)
