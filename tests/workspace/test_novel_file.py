"""novel.toml is found from a folder upwards and read as a whole."""

from pathlib import Path

import pytest

from errors import NovelError
from workspace.novel_file import NovelFile, find_novel_file, read_novel_file
from workspace.novel_values import Known
from workspace.request import read_defaults

DEFAULTS = read_defaults()


def read(path):
    return read_novel_file(path, Path("chapters"), Known(DEFAULTS.styles, DEFAULTS.limits))


@pytest.fixture
def book(tmp_path):
    (tmp_path / "chapters" / "two").mkdir(parents=True)
    for name in ("one.md", "two/three.md", "notes.png"):
        (tmp_path / "chapters" / name).write_text("Emma rowed.", encoding="utf-8")
    return tmp_path / "novel.toml"


@pytest.mark.parametrize(
    ("files", "marks", "start", "found"),
    [
        pytest.param(["a"], [], "a", "a", id="in the folder"),
        pytest.param(["a"], [], "a/b/c", "a", id="upwards"),
        pytest.param(["a", "a/b"], [], "a/b/c", "a/b", id="the nearest"),
        pytest.param(["a"], ["a/b"], "a/b/c", None, id="not above a folder with .git"),
        pytest.param(["a/b"], ["a/b"], "a/b/c", "a/b", id="in that folder still"),
        pytest.param([""], [], "a/b", "", id="in the home folder"),
        pytest.param(["."], [], "nowhere/at/all", ".", id="from a folder that is not there"),
    ],
)
def test_it_is_sought_upwards(tmp_path, monkeypatch, files, marks, start, found):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    (tmp_path / "a" / "b" / "c").mkdir(parents=True)
    for folder in files:
        (tmp_path / folder / "novel.toml").touch()
    for folder in marks:
        (tmp_path / folder / ".git").mkdir()

    assert find_novel_file(tmp_path / start) == (None if found is None else tmp_path / found / "novel.toml")


def test_it_is_not_sought_above_the_home_folder(tmp_path, monkeypatch):
    (tmp_path / "home" / "me").mkdir(parents=True)
    (tmp_path / "novel.toml").touch()
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")

    assert find_novel_file(tmp_path / "home" / "me") is None


def test_a_folder_of_that_name_is_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    (tmp_path / "novel.toml").mkdir()

    assert find_novel_file(tmp_path) is None


def test_an_empty_file_says_nothing_but_where_the_book_is(book):
    book.write_bytes(b"\xef\xbb\xbf")  # as an editor on Windows saves it

    assert read(book) == NovelFile(book, book.parent / "chapters")


def test_without_a_folder_chapters_the_chapters_lie_beside_it(tmp_path):
    (tmp_path / "novel.toml").touch()

    assert read(tmp_path / "novel.toml").novel == tmp_path


def test_everything_that_it_may_say(book):
    book.write_text(
        'title = "The Ferry"\nauthor = "J"\nlanguage = "de"\nnovel = "./chapters"\norder = ["three", "one.md"]\n'
        'blank_lines_break = 2\nengine = "storyboard"\nstyle = "noir"\nsize = "640x360"\n'
        '[folders]\nimages = "art"\ncast = "/c.toml"\n[words]\npeople = ["Dusk"]\n',
        encoding="utf-8",
    )
    file = read(book)

    assert file.facts == {"title": "The Ferry", "author": "J", "language": "de"}
    assert (file.novel, file.order) == (book.parent / "chapters", ("two/three.md", "one.md"))
    assert (file.blank_lines_break, file.engine) == (2, "storyboard")
    assert file.settings == {"style": "noir", "width": 640, "height": 360}
    assert file.folders == {"images": book.parent / "art", "cast": Path("/c.toml")}
    assert file.words.people == {"dusk"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title = "x', "Unterminated string (at line 1, the end); a line is written like"),
        ("title = x", "at line 1"),
        ('title = "a"\ntitle = "b"', "Cannot overwrite a value (at line 2"),
        ('folders = "x"', "line 1: folders is a value; write [folders] on a line of its own"),
        ('novel = "chaptrs"', 'line 1: novel is "chaptrs", which is not in'),
        ('novel = "chaptrs"', 'did you mean "chapters"? '),
        ('order = [\n"one.md",\n"thre.md",\n]', 'line 3: order names "thre.md", which is not in'),
        ('order = [\n"one.md",\n"thre.md",\n]', 'did you mean "three.md"? '),
        ('order = ["one.md", "one"]', 'order names "one" twice: delete one.'),
        ('order = ["notes.png"]', 'order names "notes.png", which is not in'),
        ('novel = "chapters/one.md"\norder = ["one.md"]', "line 2: order lists files, and the novel is the one file"),
        ('size = "640x360"\nwidth = 640', "line 2: width is given twice, here and by size: leave one out."),
    ],
)
def test_what_cannot_be_understood(book, text, said):
    book.write_text(text, encoding="utf-8")
    with pytest.raises(NovelError) as caught:
        read(book)

    assert said in str(caught.value)
    assert str(caught.value).startswith(str(book))
    assert caught.value.status == 1


def test_the_example_of_the_manual_can_be_read(tmp_path):
    manual = (Path(__file__).parents[2] / "README_IMAGE_GEN.md").read_text(encoding="utf-8")
    example = manual.split("## One file a book")[1].split("```toml\n")[1].split("```")[0]
    (tmp_path / "chapters").mkdir()
    for name in ("snow.md", "ferry.md", "left out.md"):
        (tmp_path / "chapters" / name).touch()
    (tmp_path / "novel.toml").write_text(example, encoding="utf-8")
    file = read(tmp_path / "novel.toml")

    assert file.order == ("snow.md", "ferry.md")
    assert (len(file.settings), len(file.words.places), len(file.facts)) == (6, 3, 3)


def test_another_encoding_is_said(book):
    book.write_bytes('title = "Fähre"'.encode("cp1252"))

    with pytest.raises(NovelError, match="not UTF-8 text"):
        read(book)
