"""What lies in a folder, and in which encoding."""

import os

import pytest

from errors import NovelError
from manuscript.files import FileReader, decode, list_files, read_file

PROSE = "He went into the house and shut the door."


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
    ("name", "is_listed"),
    [
        ("ch2.MARKDOWN", True),
        ("part_1/ch2.mkd", True),
        ("ch2.txt", True),
        ("cover.png", True),
        ("lore/x.md", True),
        (".hidden.md", False),
        ("~ch1.md", False),
        (".obsidian/x.md", False),
        ("node_modules/x/README.md", False),
        ("venv/x.md", False),
    ],
)
def test_which_files_are_looked_at(folder, name, is_listed):
    assert list_files(folder("ch1.md", name)) == sorted(["ch1.md", *([name] if is_listed else [])], key=by_folder)


def by_folder(name):
    return name.count("/"), name


def test_a_package_is_one_file(folder):
    assert list_files(folder("ch1.md", "Book.scriv/Files/1.rtf")) == ["ch1.md", "Book.scriv"][::-1]


def test_a_pipe_called_like_a_chapter_is_left_alone(folder):
    novel = folder("ch1.md")
    os.mkfifo(novel / "ch2.md")

    assert list_files(novel) == ["ch1.md"]


def test_a_text_is_read_with_plain_line_ends(folder):
    novel = folder()
    (novel / "a.md").write_bytes(b"a\r\nb\rc")

    assert read_file(novel, "a.md") == ("a\nb\nc", "")


def test_what_cannot_be_read_says_nothing_of_the_book(folder):
    assert FileReader(folder()).read_quietly("gone.md") == ""
    with pytest.raises(NovelError, match=r"gone\.md: cannot be read \(No such file .* put it back\."):
        read_file(folder(), "gone.md")


def test_a_file_is_read_once(folder):
    (folder() / "a.md").write_text("a", encoding="utf-8")
    reader = FileReader(folder())
    first = reader.read("a.md")
    (folder() / "a.md").unlink()

    assert reader.read("a.md") is first
    assert reader.read_quietly("a.md") == "a"


TYPOGRAPHIC = "# A\n\nÉmile’s “door” — shut."


@pytest.mark.parametrize(
    ("raw", "warning"),
    [
        pytest.param(TYPOGRAPHIC.encode(), "", id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + TYPOGRAPHIC.encode(), "", id="its mark is no letter"),
        pytest.param(TYPOGRAPHIC.encode("utf-16"), "a.md is UTF-16", id="an old editor's, with its mark"),
        pytest.param(b"\xfe\xff" + TYPOGRAPHIC.encode("utf-16-be"), "a.md is UTF-16", id="the other way round"),
        pytest.param(TYPOGRAPHIC.encode("utf-32"), "a.md is UTF-32", id="UTF-32 is not taken for UTF-16"),
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
        pytest.param(b"\xff\xfe\x00\xd8\x00", "broken", id="damaged UTF-16"),
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
