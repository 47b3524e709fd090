"""Which headings open a chapter, a part or a scene, and which are captions in the text."""

import pytest

from manuscript.blocks import parse_blocks
from manuscript.dialects import read_text
from manuscript.outline import make_outline

HOUSE = "He went into the house and shut the door."
RIVER = "She waited by the river until it was dark."
SQUARE = "They met at noon in the empty square."
LONG = " ".join([RIVER] * 8)


def outline(text, *, one_chapter=False):
    return make_outline(parse_blocks(read_text(text)), one_chapter=one_chapter)


def heads(text, role, *, one_chapter=False):
    return [(item.number, item.title) for item in outline(text, one_chapter=one_chapter).items if item.role == role]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"# 1\n\n{HOUSE}\n\n# 2\n\n{RIVER}", [(1, ""), (2, "")], id="numbers"),
        pytest.param(
            f"# B\n\n##  I. THE DOOR \n\n{HOUSE}\n\n## II.\n\n{RIVER}", [(1, "THE DOOR"), (2, "")], id="Roman numbers"
        ),
        pytest.param(f"# Twenty-One\n\n{HOUSE}\n\n# Twenty-Two\n\n{RIVER}", [(21, ""), (22, "")], id="number words"),
        pytest.param(
            f"### CHAPTER ONE - Door\n\n{HOUSE}\n\n### CHAPTER TWO -Key\n\n{RIVER}",
            [(1, "Door"), (2, "Key")],
            id="any level",
        ),
        pytest.param(
            f"#Chapter One\n\n{HOUSE}\n\n#Chapter Two\n\n{RIVER}", [(1, ""), (2, "")], id="no space after the #"
        ),
        pytest.param(f"# Door\n\n{HOUSE}\n\n# Key\n\n{RIVER}", [(None, "Door"), (None, "Key")], id="titles only"),
        pytest.param(
            f"# Book\n\n## Door\n\n{HOUSE}\n\n## Key\n\n{RIVER}",
            [(None, "Door"), (None, "Key")],
            id="under the book's title",
        ),
        pytest.param(
            f"Book\n====\n\nDoor\n----\n\n{HOUSE}\n\nKey\n----\n\n{RIVER}", [(None, "Door"), (None, "Key")], id="setext"
        ),
        pytest.param(
            f"# Part One\n\n## Chapter 1\n\n{HOUSE}\n\n# Part Two\n\n## Chapter 1\n\n{RIVER}",
            [(1, ""), (1, "")],
            id="parts",
        ),
        pytest.param(f"# Part One\n\n{LONG}\n\n# Part Two\n\n{LONG}", [(1, ""), (2, "")], id="parts that are chapters"),
        pytest.param(f"# Prologue\n\n{HOUSE}\n\n# Chapter 1\n\n{RIVER}", [(None, "Prologue"), (1, "")], id="prologue"),
        pytest.param(
            f"# Chapter 1\n\n## 1\n\n{HOUSE}\n\n## 2\n\n{RIVER}\n\n# Chapter 2\n\n{SQUARE}",
            [(1, ""), (2, "")],
            id="numbered sections",
        ),
        pytest.param(
            f"<h2>Chapter One</h2>\n<p>{HOUSE}</p>\n<h2>Chapter Two</h2>\n<p>{RIVER}</p>", [(1, ""), (2, "")], id="HTML"
        ),
        pytest.param(
            f"# B\n\n## Contents\n\n- Chapter One\n\n## Chapter One\n\n{HOUSE}", [(1, "")], id="table of contents"
        ),
        pytest.param(
            f"# B\n\nby Jane Doe\n\nCopyright 2024\n\n*For Bob.*\n\n## Chapter One\n\n{HOUSE}",
            [(1, "")],
            id="title page",
        ),
        pytest.param(
            f"# Chapter 1\n\n{HOUSE}\n\nChapter Two was the hardest.\n\n{RIVER}", [(1, "")], id="prose about a chapter"
        ),
        pytest.param(
            f"# B\n\n## RED\n\n### I\n\n{HOUSE}\n\n### II\n\n{RIVER}\n\n## BLUE\n\n{RIVER}\n\n## GREY\n\n{SQUARE}",
            [(None, "RED"), (None, "BLUE"), (None, "GREY")],
            id="numbered sections of some of the stories",
        ),
    ],
)
def test_chapters_of_a_book_in_one_file(text, expected):
    assert heads(text, "chapter") == expected


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param(f"# A\n\n## Dawn\n\n{HOUSE}\n\n## Dusk\n\n{RIVER}", ["Dawn", "Dusk"], id="headings"),
        pytest.param(f"# A\n\n{HOUSE}\n\n## Dusk\n\n{RIVER}", ["Dusk"], id="the first scene has none"),
        pytest.param(f"# A\n\n{HOUSE}\n\n***\n\n## Dusk\n\n{RIVER}", ["Dusk"], id="a rule and a heading"),
        pytest.param(
            f"## A\n\n### B\n\n{HOUSE}\n\n### C\n\n{RIVER}\n\n#### D\n\n{SQUARE}", ["B", "C"], id="novelWriter"
        ),
        pytest.param(f"##! A\n\n###! B\n\n{HOUSE}\n\n### C\n\n{RIVER}", ["B", "C"], id="novelWriter's unnumbered"),
        pytest.param(
            f"# A\n\n{HOUSE}\n\n***\n\n{RIVER}\n\n***\n\n{SQUARE}\n\n### QUEEN DEAD\n\n{HOUSE}", [], id="a headline"
        ),
        pytest.param(
            f"# A\n\n### B\n\n{HOUSE}\n\n#### C\n\n{RIVER}\n\n#### D\n\n{SQUARE}",
            ["B", "C", "D"],
            id="the level that repeats",
        ),
        pytest.param(
            f"# A\n\n{HOUSE}\n\n***\n\n## B\n\n{RIVER}\n\n***\n\n## C\n\n{SQUARE}\n\n***\n\n{HOUSE}",
            ["B", "C"],
            id="a rule above a heading is no other break",
        ),
        pytest.param(f"# A\n\n1\n\n{LONG}\n\n2\n\n{LONG}\n\n3\n\n{LONG}", ["", "", ""], id="lone numbers that count"),
        pytest.param(
            f"# A\n\n## Scene 1: Dawn\n\n{HOUSE}\n\n***\n\n{RIVER}\n\n***\n\n{RIVER}", ["Dawn"], id="it says so"
        ),
    ],
)
def test_headings_and_numbers_as_scenes(text, titles):
    assert heads(text, "scene", one_chapter=True) == [(None, title) for title in titles]


@pytest.mark.parametrize(
    ("text", "chapters", "parts"),
    [
        pytest.param(f"# The Letter\n\n## 1\n\n{HOUSE}\n\n## 2\n\n{RIVER}", [(None, "The Letter")], [], id="title"),
        pytest.param(
            f"# Book\n\n## Chapter 3: Key\n\n{HOUSE}", [(3, "Key")], [(None, "Book")], id="a worded one first"
        ),
        pytest.param(f"{HOUSE}\n\n## Dusk\n\n{RIVER}", [], [], id="below prose stands no title"),
        pytest.param(
            f"# Chapter 1\n\n{HOUSE}\n\n# Chapter 2\n\n{RIVER}", [(1, ""), (2, "")], [], id="two chapters after all"
        ),
    ],
)
def test_a_file_that_is_one_chapter(text, chapters, parts):
    assert heads(text, "chapter", one_chapter=True) == chapters
    assert heads(text, "part", one_chapter=True) == parts


def test_a_part_is_told_from_its_chapters():
    text = f"# Part One: Sea\n\n## Chapter 1\n\n{HOUSE}\n\n# Part Two\n\n## Chapter 2\n\n{RIVER}"

    assert heads(text, "part") == [(None, "Sea"), (None, "")]


def test_a_lone_line_below_a_chapter_is_no_part():
    text = f"# Chapter 1\n\n{HOUSE}\n\nSCENE 2\n\n{RIVER}\n\n# Chapter 2\n\n{HOUSE}"

    assert heads(text, "part") == []
    assert heads(text, "scene") == [(None, "")]


def test_a_heading_that_opens_nothing_stays_as_a_caption():
    text = f"# A\n\n{HOUSE}\n\n***\n\n{RIVER}\n\n***\n\n{SQUARE}\n\n### QUEEN DEAD"

    assert [item.block.text for item in outline(text, one_chapter=True).items if item.role == "text"][
        -1
    ] == "QUEEN DEAD"


def test_a_chapter_that_goes_on_over_the_page_opens_no_other():
    assert heads(f"# I\n\n{HOUSE}\n\n# I (Cont.)\n\n{RIVER}\n\n# II\n\n{HOUSE}", "chapter") == [(1, ""), (2, "")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(f"# The Book\n\n## Door\n\n{HOUSE}\n\n## Key\n\n{RIVER}", "The Book", id="above the chapters"),
        pytest.param(f"# Title: B\n\n## I\n\n{HOUSE}\n\n## II\n\n{RIVER}", "B", id="the title page says it"),
        pytest.param(f"# Part One\n\n## Chapter 1\n\n{HOUSE}\n\n## Chapter 2\n\n{RIVER}", "", id="a part is none"),
        pytest.param(f"# Door\n\n{HOUSE}\n\n# Key\n\n{RIVER}", "", id="a chapter is none"),
        pytest.param(HOUSE, "", id="nothing says it"),
    ],
)
def test_the_title_of_the_book(text, title):
    assert outline(text).title == title
