"""Which files of a folder are chapters, in which order, and in which encoding."""

import os
from pathlib import Path

import pytest

from errors import NovelError
from manuscript.files import (
    chapter_files,
    decode,
    file_number,
    is_chapter_name,
    is_no_chapter,
    reading_key,
    same_number,
)

PROSE = "He went into the house and shut the door."


@pytest.mark.parametrize(
    ("stem", "number", "says_chapter"),
    [
        pytest.param("The_Novel_Chapter_01", 1, True, id="behind the book's title"),
        pytest.param("01-title", 1, False, id="a number first"),
        pytest.param("ch2", 2, True, id="short"),
        pytest.param("Chapter Twelve", 12, True, id="a word"),
        pytest.param("chapter_the_third", 3, True, id="an ordinal"),
        pytest.param("story12", 12, False, id="a number last"),
        pytest.param("2-prologue", 2, True, id="a numbered prologue"),
        pytest.param("epilogue", None, True, id="an epilogue"),
        pytest.param("ch1_scene2", None, True, id="a file a scene: chapters are counted"),
        pytest.param("Part Two", None, False, id="a part is no chapter"),
        pytest.param("1st day", None, False, id="an ordinal that belongs to the title"),
        pytest.param("1984", None, False, id="a year"),
        pytest.param("branch2", 2, False, id="a word that ends like ch"),
        pytest.param("door", None, False, id="a title"),
    ],
)
def test_the_number_in_a_file_name(stem, number, says_chapter):
    assert (file_number(stem), is_chapter_name(stem)) == (number, says_chapter)


@pytest.mark.parametrize(
    ("stem", "is_none"),
    [
        ("README", True),
        ("SUMMARY", True),
        ("00-outline", True),
        ("chapter_01_notes", True),
        ("table_of_contents", True),
        ("Characters", True),
        ("03 characters", True),
        ("CHANGELOG", True),
        ("Author's Note", True),
        ("research", True),
        ("05-research", False),
        ("03 - Research", False),
        ("notes-from-the-underground", False),
        ("05-summary-justice", False),
        ("Cast Away", False),
        ("the plot", False),
        ("Chapter One", False),
    ],
)
def test_names_that_say_no_chapter(stem, is_none):
    assert is_no_chapter(stem) is is_none


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["ch2.md", "ch10.md"], id="2 before 10"),
        pytest.param(["Chapter One.md", "Chapter Two.md", "Chapter Ten.md"], id="number words"),
        pytest.param(["prologue.md", "ch1.md", "ch2.md", "epilogue.md"], id="prologue first, epilogue last"),
        pytest.param(["01-x.md", "apple.md", "epilogue.md"], id="no number after numbers, before the epilogue"),
        pytest.param(["part one/ch2.md", "part two/ch1.md", "part ten/ch1.md"], id="folders"),
        pytest.param(["02-x.md", "03-epilogue.md", "04-notes.md"], id="a numbered epilogue where it says"),
        pytest.param(["scene 2.md", "scene 10.md"], id="numbers within the name"),
    ],
)
def test_reading_order(names):
    paths = [Path(name) for name in names]
    shuffled = paths[1:] + paths[:1]

    assert sorted(shuffled, key=reading_key) == paths


@pytest.fixture
def folder(tmp_path):
    def make(*names):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(PROSE, encoding="utf-8")
        return tmp_path

    return make


@pytest.mark.parametrize(
    ("name", "is_found"),
    [
        ("ch2.MARKDOWN", True),
        ("part_1/ch2.mkd", True),
        ("ch2.txt", False),
        ("cover.png", False),
        (".hidden.md", False),
        ("~ch1.md", False),
        (".obsidian/x.md", False),
        ("research/x.md", False),
        ("venv/x.md", False),
    ],
)
def test_which_files_are_looked_at(folder, name, is_found):
    novel = folder("ch1.md", name)
    found, skipped = chapter_files(novel)

    assert [path.relative_to(novel).as_posix() for path in found] == ["ch1.md", *([name] if is_found else [])]
    assert skipped == []


def test_a_pipe_called_like_a_chapter_is_left_alone(folder):
    novel = folder("ch1.md")
    os.mkfifo(novel / "ch2.md")

    assert chapter_files(novel)[0] == [novel / "ch1.md"]


def test_what_is_left_out_by_its_name_is_told_with_the_reason(folder):
    novel = folder("ch1.md", "README.md")

    assert chapter_files(novel) == ([novel / "ch1.md"], [(novel / "README.md", "its name says that it is no chapter")])


def test_what_looks_like_notes_is_read_where_nothing_else_is_there(folder):
    novel = folder("notes.md", "readme.md")

    assert chapter_files(novel) == ([novel / "notes.md", novel / "readme.md"], [])


TYPOGRAPHIC = "# A\n\nÉmile’s “door” — shut."


@pytest.mark.parametrize(
    ("raw", "warning"),
    [
        pytest.param(TYPOGRAPHIC.encode(), "", id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + TYPOGRAPHIC.encode(), "", id="its mark is no letter"),
        pytest.param(TYPOGRAPHIC.encode("cp1252"), "a.md is not UTF-8 (line 3)", id="Windows' Western text"),
    ],
)
def test_encodings(raw, warning):
    text, said = decode(raw, "a.md")

    assert text == TYPOGRAPHIC
    assert said.startswith(warning)
    assert bool(said) is bool(warning)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        pytest.param(PROSE.encode("utf-16"), "UTF-16", id="UTF-16"),
        pytest.param(PROSE.encode("utf-32"), "UTF-32", id="UTF-32 is not taken for UTF-16"),
        pytest.param(PROSE.encode("utf-16-le"), "UTF-16", id="UTF-16 without its mark"),
        pytest.param(bytes(range(256)) * 20, "not text", id="binary"),
        pytest.param(b"PK\x03\x04" + PROSE.encode(), "Word", id="Word"),
        pytest.param(b"{\\rtf1 " + PROSE.encode(), "rich-text", id="rich text"),
        pytest.param("Он вошёл в дом и закрыл дверь.".encode("cp1251"), "line 1", id="Cyrillic"),
        pytest.param("彼は家に入りました。".encode("shift-jis"), "line 1", id="Japanese"),
        pytest.param(b"One.\n\nDon\xd5t! \xd2Stop!\xd3 he said, isn\xd5t it.", "line 3", id="Mac Roman"),
        pytest.param("Émile’s “door”".encode() + b"\xff", "line 1", id="damaged UTF-8"),
    ],
)
def test_what_cannot_be_decoded_is_one_sentence(raw, words):
    with pytest.raises(NovelError) as caught:
        decode(raw, "part_1/a.md")

    assert str(caught.value).startswith("part_1/a.md")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_two_files_with_one_number_clash_only_in_one_folder():
    one, two, other = Path("a/01-x.md"), Path("a/ch1.md"), Path("b/ch1.md")

    assert same_number([(one, 1), (other, 1), (two, 1), (Path("a/ch2.md"), 2)]) == [(1, one, two)]
