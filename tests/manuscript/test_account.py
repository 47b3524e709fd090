"""What an author is told of what is not read."""

from pathlib import Path

import pytest

from manuscript.account import name_group, say_left_out, say_lines, say_passed_over, say_skipped, say_words
from manuscript.beside import BY_FOLDER, BY_NAME
from records import Chapter, LeftOut, Novel, Scene


def left(lines, what="CRAFT NOTES", words=10, file="a.md", **more):
    return LeftOut(file, lines, what, words, **more)


def novel(*lefts, skipped=()):
    scenes = (Scene(1, 1, "", "a.md", 1, (3, 16), "Prose."),)
    return Novel("T", Path("x"), (Chapter(1, "", "a.md", scenes),), left_out=lefts, skipped=skipped)


@pytest.mark.parametrize(
    ("lefts", "said"),
    [
        pytest.param(
            [left((17, 90), words=2900, breaks=9, is_large=True)],
            [(True, "left out: a.md from line 17, CRAFT NOTES, 9 scene breaks, 2,900 words")],
            id="to the end",
        ),
        pytest.param([left((1, 2))], [(False, "left out: a.md lines 1 to 2, CRAFT NOTES, 10 words")], id="above"),
        pytest.param(
            [left((20, 20), "an end mark", 1)], [(False, "left out: a.md line 20, an end mark, 1 word")], id="a line"
        ),
        pytest.param(
            [left((n, n), "a link", 0) for n in (3, 9, 12, 14, 20)],
            [(False, "left out: a.md lines 3, 9, 12 and 2 more, a link")],
            id="many alike",
        ),
        pytest.param(
            [left((1, 1)), left((2, 9), breaks=1, is_large=True)],
            [
                (False, "left out: a.md line 1, CRAFT NOTES, 10 words"),
                (True, "left out: a.md lines 2 to 9, CRAFT NOTES, 1 scene break, 10 words"),
            ],
            id="a large one by itself",
        ),
        pytest.param([], [], id="nothing"),
    ],
)
def test_what_is_left_out_is_said_in_a_line_each(lefts, said):
    assert list(say_left_out(novel(*lefts))) == said


def test_two_lines_are_named():
    assert say_lines([left((1, 1)), left((4, 6))], 9) == "lines 1 and 4"
    assert say_words(1) == "1 word"


def test_files_are_told_by_folder_and_by_reason():
    assert say_skipped(
        {
            "README.md": BY_NAME,
            "lore/a.md": BY_FOLDER,
            "notes.md": BY_NAME,
            "lore/b.md": BY_FOLDER,
            "cut/c.md": BY_FOLDER,
        }
    ) == (f"README.md, notes.md: {BY_NAME}", f"lore/ (2 files): {BY_FOLDER}", f"cut/c.md: {BY_FOLDER}")
    assert name_group("", [*"abcdefg"]) == "a, b, c, d, e and 2 more"
    assert say_passed_over(novel(skipped=("a.md: x",))) == ["passed over: a.md: x"]
