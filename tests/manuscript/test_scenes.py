"""A chapter's outline to its scenes: where each begins and ends, and its plain text with lines and marks."""

import pytest

from manuscript.blocks import parse_blocks
from manuscript.dialects import read_text
from manuscript.outline import make_outline
from manuscript.scenes import cut_units, make_scene
from records import Mark, Scene

HOUSE = "He went into the house and shut the door."
RIVER = "She waited by the river until it was dark."
SQUARE = "They met at noon in the empty square."
LONG = " ".join([RIVER] * 8)


def blocks_of(text):
    return parse_blocks(read_text(text))


def cut_text(text, *, one_chapter):
    found, _, _ = cut_units(make_outline(blocks_of(text), one_chapter=one_chapter))
    return found


def units(text, *, one_chapter=False):
    """Give the chapters that hold a scene: (number, title, the title of each scene)."""
    return [
        (unit.number, unit.title, [segment.title for segment in unit.segments])
        for unit in cut_text(text, one_chapter=one_chapter)
        if unit.segments
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"# Chapter 1\n\n{HOUSE}\n\n# Chapter 2\n\n# Chapter 3\n\n{RIVER}",
            [(1, "", [""]), (3, "", [""])],
            id="a chapter not yet written",
        ),
        pytest.param(
            f"CONTENTS\n\nChapter One\n\nChapter Two\n\nCHAPTER ONE\n\n{HOUSE}\n\nCHAPTER TWO\n\n{RIVER}",
            [(1, "", [""]), (2, "", [""])],
            id="plain contents",
        ),
        pytest.param(
            f"# Title: B\n\n## Author: A\n\n-------\n{LONG}\n\n## I\n\n{HOUSE}\n\n## II\n\n{RIVER}",
            [(None, "", [""]), (1, "", [""]), (2, "", [""])],
            id="a frame story",
        ),
        pytest.param(
            f"# B\n\n{HOUSE} {RIVER}\n\n## Chapter 1\n\n{HOUSE}", [(1, "", [""])], id="too little for one under a title"
        ),
        pytest.param(
            f"{HOUSE} {RIVER}\n\n## Two\n\n{RIVER}\n\n## Three\n\n{SQUARE}",
            [(None, "", [""]), (2, "", [""]), (3, "", [""])],
            id="an opening without a title",
        ),
        pytest.param(
            f"Title: B\n\n{HOUSE} {RIVER}\n\n# Chapter 1\n\n{RIVER}",
            [(1, "", [""])],
            id="too little where a title stands",
        ),
        pytest.param(
            f"# Part One\n\n## Chapter 1\n\n{HOUSE}\n\n# Part Two\n\n{HOUSE} {RIVER}\n\n## Chapter 2\n\n{SQUARE}",
            [(1, "", [""]), (None, "", [""]), (2, "", [""])],
            id="a later part has no title page",
        ),
        pytest.param(f"{HOUSE}\n\n# Chapter 1\n\n{RIVER}", [(1, "", [""])], id="too short an opening"),
        pytest.param(
            f"# Part One\n\n{HOUSE} {RIVER}\n\n## Chapter 1\n\n{RIVER}", [(1, "", [""])], id="too little under a part"
        ),
    ],
)
def test_chapters_with_scenes(text, expected):
    assert units(text) == expected


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param(f"# A\n\n{HOUSE}\n\n***\n\n{RIVER}", ["", ""], id="a break"),
        pytest.param(f"# A\n\n***\n\n{HOUSE}\n\n***", [""], id="breaks that open and close the chapter"),
        pytest.param(f"# A\n\n{HOUSE}\n\n***\n\n***\n\n{RIVER}", ["", ""], id="two breaks in a row"),
        pytest.param(f"# A\n\n{HOUSE}\n\n***\n\n1914 – 1918", [""], id="a break with no letters after it"),
        pytest.param(f"# A\n\n{HOUSE}\n\n***\n\n![](picture.png)\n\n***\n\n{RIVER}", ["", ""], id="a picture between"),
        pytest.param(f"# A\n\n## Dawn\n\n{HOUSE}\n\n## Dusk\n\n{RIVER}", ["Dawn", "Dusk"], id="headings"),
        pytest.param(f"# A\n\n{HOUSE}\n\n***\n\n## Dusk\n\n{RIVER}", ["", "Dusk"], id="a break and a heading are one"),
        pytest.param(f"# A\n\n> To be.\n>\n> — Shakespeare\n\n***\n\n{HOUSE}", [""], id="a motto"),
        pytest.param("# A\n\n> To be.\n>\n> — Shakespeare", [""], id="a motto that is all there is"),
        pytest.param(f"# A\n\nby Jane Doe\n\nCopyright 2024\n\n***\n\n{HOUSE}", [""], id="a title page"),
        pytest.param(f"# A\n\n{HOUSE}\n\n---\n\nDear Fi,\n\nCome.\n\n---\n\n{RIVER}", [""], id="a framed letter"),
    ],
)
def test_scenes_of_a_chapter(text, titles):
    assert units(text, one_chapter=True) == [(None, "A", titles)]


def scene_of(text):
    (unit,) = cut_text(text, one_chapter=True)
    return make_scene(unit.segments[-1], (2, 5), unit.title, "part/ch1.md")


def test_a_scene_knows_its_words_lines_and_marks():
    scene = scene_of("Old.\n\n***\n\nHe *ran\nhome* fast.\n\n> Dear   Ann,\n>\n> **come**.\n\nHe\\\nwent.")

    assert scene == Scene(
        chapter=0,
        number=2,
        title="",
        file="part/ch1.md",
        file_scene=5,
        lines=(5, 13),
        text="He ran home fast.\nDear Ann,\ncome.\nHe went.",
        line_map=((0, 5), (7, 6), (18, 8), (28, 10), (34, 12), (37, 13)),
        marks=(Mark("emphasis", 3, 11), Mark("blockquote", 18, 33), Mark("strong", 28, 32), Mark("turn", 36, 37)),
    )


def test_two_block_quotes_are_two_marks_and_a_caption_is_one():
    scene = scene_of("a\n\n***\n\nb\n\n***\n\n> Dear Ann,\n>\n> come.\n\nHe read.\n\n> No.\n\n### QUEEN DEAD")

    assert [(mark.kind, scene.text[mark.start : mark.end]) for mark in scene.marks] == [
        ("blockquote", "Dear Ann,\ncome."),
        ("blockquote", "No."),
        ("heading", "QUEEN DEAD"),
    ]
