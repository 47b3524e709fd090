"""Where a run's book is, without reading or drawing anything: by novel.toml, else in the current folder."""

from pathlib import Path

import pytest

import config
from errors import NovelError
from workspace.book_home import find_home, near
from workspace.request import read_defaults

DEFAULTS = read_defaults()


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """Make a home folder with a book in it; gives a function that finds the book from a folder."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for folder in ("book/chapters/part", "book/drafts", "else"):
        (tmp_path / folder).mkdir(parents=True)
    for file in ("book/chapters/one.md", "book/chapters/part/two.md", "book/drafts/old.md"):
        (tmp_path / file).write_text("Emma rowed.", encoding="utf-8")

    def find(where, toml=None, **asked):
        if toml is not None:
            (tmp_path / "book" / "novel.toml").write_text(toml, encoding="utf-8")
        monkeypatch.chdir(tmp_path / where)
        return find_home({key: value and Path(value) for key, value in asked.items()}, DEFAULTS)

    return find


def test_without_a_word_everything_is_in_the_current_folder(shelf):
    home = shelf("book")

    assert home.folders == home.usual == DEFAULTS.folders
    assert (home.book, home.said, home.missing) == (DEFAULTS.book, "", "")


@pytest.mark.parametrize("where", ["book", "book/chapters/part", "else"])
def test_with_a_file_everything_lies_beside_it(shelf, tmp_path, where):
    home = shelf(where, "", novel=None if where != "else" else tmp_path / "book")
    root = tmp_path / "book"

    assert home.said == f"Book: {root / 'novel.toml'}"
    whole = [Path.cwd() / place for place in (home.folders.novel, home.folders.output, home.folders.prompts)]
    assert whole == [root / config.NOVEL, root / config.IMAGES, root / config.PROMPTS]
    assert Path.cwd() / home.book == root / config.BOOK
    assert Path.cwd() / home.folders.cast == root / config.CAST


def test_paths_are_short_where_the_book_is_the_current_folder(shelf):
    assert shelf("book", "").folders == DEFAULTS.folders


@pytest.mark.parametrize(
    ("novel", "expected"),
    [
        ("book", "chapters"),
        ("book/novel.toml", "chapters"),
        ("book/chapters", "chapters"),
        ("book/chapters/one.md", "chapters/one.md"),
        ("book/drafts", "drafts"),
    ],
)
def test_what_novel_means_where_a_book_has_its_file(shelf, tmp_path, novel, expected):
    home = shelf("else", 'order = ["two", "one"]', novel=tmp_path / novel)

    assert home.folders.novel == tmp_path / "book" / expected
    assert home.folders.output == tmp_path / "book" / config.IMAGES
    assert home.file.order == (("part/two.md", "one.md") if expected == "chapters" else ())


def test_the_files_folders_and_the_command_lines(shelf, tmp_path):
    toml = '[folders]\nimages = "art"\nlogs = "/var/log/ferry"\nbook = "out"\n'
    home = shelf("else", toml, novel=tmp_path / "book", output="mine")

    assert home.folders.output == Path("mine"), "as typed, from here"
    assert home.usual.output == tmp_path / "book" / "art"
    assert (home.folders.logs, home.book) == (Path("/var/log/ferry"), tmp_path / "book" / "out")


def test_a_faulty_file_is_said(shelf):
    with pytest.raises(NovelError, match="there is no key titel"):
        shelf("book", 'titel = "x"')


def test_no_novel_in_reach_is_said_with_what_to_type(shelf, tmp_path):
    home = shelf("else")

    assert home.missing.startswith(
        f"There is no novel here: {tmp_path / 'else'} has no folder chapters, and no novel.toml"
    )
    assert "Type --novel FOLDER" in home.missing
    assert not shelf("else", novel="typo").missing, "what was typed and is not there is said where it is read"


def test_a_path_is_written_as_seen_from_here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert near(tmp_path / "a" / "b") == Path("a/b")
    assert near(tmp_path.parent / "c") == tmp_path.parent / "c"
