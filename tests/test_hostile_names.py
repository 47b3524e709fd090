"""Names with escape codes, in the file system and on the command line: none reaches the terminal or the log."""

import json
import os
import re
from pathlib import Path

import night
import pytest

import generate_scene_images
import make_illustrated_book

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
EVIL = "\x1b]0;own\x07\x1b[31m\x9b2J\u202e\nerror: forged"
FORGED = re.compile(r"^error: forged", re.MULTILINE)


def find_evil(text):
    """List what steers a terminal in a text, or begins a line that the program did not."""
    steering = sorted({ascii(char) for char in text if not char.isprintable() and char not in "\n\r"})
    return [*steering, *FORGED.findall(text)]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder of which every name is evil, and the manuscript and the words of the command line as well."""
    folder = tmp_path / f"desk{EVIL}"
    night.write_novel(folder, [f"{night.BEGINNINGS[0]} \x1b[5m\x9b", night.BEGINNINGS[1]])
    (folder / "chapters" / "chapter_01.md").rename(folder / "chapters" / f"chapter_01{EVIL}.md")
    (folder / "chapters" / f"notes{EVIL}.md").write_text("# Notes\n", encoding="utf-8")
    (folder / "chapters").rename(folder / f"chapters{EVIL}")
    monkeypatch.chdir(folder)
    return folder


PLACES = [word for name in ("output", "prompts", "logs", "cast") for word in (f"--{name}", f"{name}{EVIL}")]
NOVEL = ["--novel", f"chapters{EVIL}"]
BOOK = [*NOVEL, "--images", f"output{EVIL}", "--output", f"book{EVIL}"]


def command(main, argv, capsys):
    """Run a command; gives its status and all it printed."""
    try:
        status = main(argv)
    except SystemExit as end:
        status = end.code
    return status, "".join(capsys.readouterr())


def draw(capsys, *more):
    return command(generate_scene_images.main, [*NOVEL, *PLACES, *night.SIZE, *more], capsys)


@pytest.mark.usefixtures("desk")
def test_evil_names_of_folders_and_files(capsys):
    assert draw(capsys, "--json", "--dry-run")[0] == 0
    said = [draw(capsys, *more) for more in ((), ("--verbose", "--dry-run"), ("--tidy",), ("--check-cast",))]
    said += [draw(capsys, "--init"), command(make_illustrated_book.main, BOOK, capsys)]

    assert [status for status, _ in said] == [0] * 6
    assert [find_evil(text) for _, text in said] == [[]] * 6
    logs = [path.read_text(encoding="utf-8") for path in Path(f"logs{EVIL}").iterdir()]
    assert len(logs) >= 3
    assert [find_evil(text) for text in logs] == [[]] * len(logs)


@pytest.mark.usefixtures("desk")
def test_json_says_evil_names_in_escapes_that_mean_the_same(capsys):
    status, text = draw(capsys, "--dry-run", "--json", "--quiet")

    assert (status, find_evil(text)) == (0, [])
    assert [json.loads(line)["file"] for line in text.splitlines()] == [f"chapter_01{EVIL}.md"] * 2


WORDS = [
    ("--novel", EVIL),
    (f"--x{EVIL}",),
    (EVIL,),
    ("--style", EVIL),
    ("--scenes", EVIL),
    ("--chapters", EVIL),
    ("--seed", EVIL),
    ("--steps", EVIL),
    ("--keep", EVIL),
    ("--choose", f"1:1={EVIL}"),
    ("--resume", EVIL, "1"),
    ("--reproduce", EVIL),
    ("--model", EVIL),
    ("--engine", "sdxl", "--lora", EVIL),
    ("--correct", "1:1", f"{EVIL}=x"),
    ("--max-vram", EVIL),
]


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words[0][:9])
@pytest.mark.usefixtures("desk")
def test_evil_words_of_the_command_line(words, capsys):
    status, text = draw(capsys, *words)

    assert (status, find_evil(text)) == (2, [])
    assert text.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param(("--title", EVIL), 0, marks=pytest.mark.slow),
        pytest.param(("--author", EVIL), 0, marks=pytest.mark.slow),
        (("--cover", EVIL), 1),
        (("--language", EVIL), 2),
        (("--picture-format", EVIL), 2),
        (("--novel", EVIL), 2),
        ((f"--x{EVIL}",), 2),
    ],
    ids=str,
)
@pytest.mark.usefixtures("desk")
def test_evil_words_of_the_books_command_line(words, status, capsys):
    got, text = command(make_illustrated_book.main, [*BOOK, *words], capsys)

    assert (got, find_evil(text)) == (status, [])


@pytest.mark.usefixtures("desk")
def test_the_check_of_an_evil_model(capsys):
    status, text = command(generate_scene_images.main, ["--check", "--model", EVIL], capsys)

    assert (status, find_evil(text)) == (0, [])
