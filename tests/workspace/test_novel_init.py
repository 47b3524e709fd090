"""--init writes a file that says what is found, can be read, and changes nothing."""

import json
import tomllib
from pathlib import Path

import pytest

import generate_scene_images
from workspace.novel_file import read_novel_file
from workspace.novel_init import NovelRow, make_text, write_row
from workspace.novel_keys import TABLES
from workspace.novel_values import Known
from workspace.request import read_defaults

DEFAULTS = read_defaults()
SMALL = ("--engine", "storyboard", "--width", "96", "--height", "64")
PAGE = '---\ntitle: "The \\"Ferry\\""\nauthor: Jane Doe\nlang: en-GB\n---\n'
STORY = "# {}\n\nEmma rowed out alone at dawn with the {}, and nobody on the shore saw which way she had gone.\n"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for folder in ("my book/chapters", "my book/text", "flat", "else"):
        (tmp_path / folder).mkdir(parents=True)
    for folder in ("my book/chapters", "flat"):
        for name, thing in (("one", "lamp"), ("two", "letter")):
            (tmp_path / folder / f"{name}.md").write_text(STORY.format(name.title(), thing), encoding="utf-8")
    (tmp_path / "one.md").write_text(STORY.format("One", "rope"), encoding="utf-8")
    return tmp_path


def run(where, *argv, size=()):
    import os

    os.chdir(where)
    return generate_scene_images.main([*map(str, argv), *size])


@pytest.fixture(autouse=True)
def back(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)  # and back at the end


@pytest.mark.parametrize(
    ("where", "argv", "root", "novel"),
    [
        pytest.param("my book", [], "my book", None, id="beside chapters"),
        pytest.param("my book/chapters", [], "my book", None, id="in chapters"),
        pytest.param("else", ["--novel", "{}/my book"], "my book", None, id="the book's folder, from elsewhere"),
        pytest.param("else", ["--novel", "{}/my book/chapters"], "my book", None, id="its chapters, from elsewhere"),
        pytest.param("flat", [], "flat", None, id="among the files"),
        pytest.param("else", ["--novel", "{}/flat"], "flat", None, id="among the files, from elsewhere"),
        pytest.param("", ["--novel", "one.md"], "", "one.md", id="one file"),
    ],
)
def test_where_it_is_written(home, where, argv, root, novel):
    assert run(home / where, "--init", *[word.format(home) for word in argv]) == 0
    (written,) = home.rglob("novel.toml")
    values = tomllib.loads(written.read_text(encoding="utf-8"))

    assert written.parent == home / root
    assert values.get("novel") == novel
    assert not any(path.name in ("logs", "images", "prompt_cache") for path in home.rglob("*"))


def test_it_says_what_is_found_and_changes_nothing_else(home, capsys):
    (home / "my book" / "chapters" / "title_page.md").write_text(PAGE, encoding="utf-8")
    assert run(home / "my book", size=SMALL) == 0
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert run(home / "my book", "--init") == 0
    said = capsys.readouterr()
    path = home / "my book" / "novel.toml"

    assert said.out.startswith(f"{path} is written.")
    after = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert after == before | {path: path.read_bytes()}
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    assert values == {"title": 'The "Ferry"', "author": "Jane Doe", "language": "en-GB", "folders": {}, "words": {}}
    assert run(home / "my book", "--dry-run", "--json") == 0
    assert {json.loads(line)["status"] for line in capsys.readouterr().out.splitlines()} == {"done"}


def test_every_line_is_explained_and_every_example_can_be_taken(home):
    run(home / "my book", "--init")
    path = home / "my book" / "novel.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    for keys in TABLES.values():
        for key in keys.keys() - {"width", "height"}:
            at = next(number for number, line in enumerate(lines) if line.startswith((f"# {key} =", f"{key} =")))
            assert lines[at - 1].startswith("# ")
            assert lines[at - 1].endswith((".", "…"))
    live = "\n".join(
        line[2:] if line.startswith("# ") and (" = " in line or line[2:3] in ' ]"') else line for line in lines
    )
    (home / "my book" / "novel.toml").write_text(live, encoding="utf-8")

    file = read_novel_file(path, Path("chapters"), Known(DEFAULTS.styles, DEFAULTS.limits))
    assert file.order == ("one.md", "two.md")
    assert (file.settings["style"], file.settings["width"]) == (DEFAULTS.style, DEFAULTS.width)
    assert len(file.words.places) == 3


def test_folders_elsewhere_and_settings_typed_with_it_are_written(home):
    assert run(home / "else", "--novel", home / "my book", size=SMALL) == 0
    assert run(home / "else", "--init", "--novel", home / "my book", "--style", "noir", "--width", "640") == 0
    values = tomllib.loads((home / "my book" / "novel.toml").read_text(encoding="utf-8"))

    assert values["folders"]["images"] == str(home / "else" / "images")
    assert (values["style"], values["size"]) == ("noir", f"640x{DEFAULTS.height}")


def test_a_title_that_is_only_the_folders_name_stays_behind_its_mark(home):
    run(home / "flat", "--init")
    text = (home / "flat" / "novel.toml").read_text(encoding="utf-8")

    assert '# title = "flat"' in text


def test_where_the_pictures_lie_is_where_it_belongs(home):
    (home / "flat").rename(home / "my book" / "ferry")
    assert run(home / "my book", "--novel", "ferry", size=SMALL) == 0
    assert run(home / "my book", "--init", "--novel", "ferry") == 0

    values = tomllib.loads((home / "my book" / "novel.toml").read_text(encoding="utf-8"))
    assert values["novel"] == "ferry"
    assert values["folders"] == {}


@pytest.mark.parametrize("where", ["my book", "my book/chapters"])
def test_a_file_that_is_there_is_never_overwritten(home, capsys, where):
    (home / "my book" / "novel.toml").write_text("# mine", encoding="utf-8")

    assert run(home / where, "--init") == 1
    assert "is this book's, and yours: change it there" in capsys.readouterr().err
    assert (home / "my book" / "novel.toml").read_text(encoding="utf-8") == "# mine"


def test_without_chapters_nothing_is_written(home, capsys):
    assert run(home / "else", "--init") == 1
    assert "holds no chapters" in capsys.readouterr().err
    assert list((home / "else").iterdir()) == []


def test_it_goes_with_nothing_that_draws(home, capsys):
    with pytest.raises(SystemExit) as stopped:
        run(home / "my book", "--init", "--dry-run")

    assert stopped.value.code == 2
    assert "--init writes novel.toml and nothing else" in capsys.readouterr().err


def test_a_list_of_files_stands_on_lines_of_its_own():
    assert write_row(NovelRow("order", ["a.md", 'b "c".md'])) == [
        "# order = [",
        '#   "a.md",',
        '#   "b \\"c\\".md",',
        "# ]",
    ]
    assert write_row(NovelRow("title", "x", is_live=True)) == ['title = "x"']


def test_tables_have_their_heads():
    text = make_text({"": [NovelRow("title", "x")], "folders": [NovelRow("images", "i", is_live=True)]})

    assert tomllib.loads(text) == {"folders": {"images": "i"}}
