"""Chapters and scenes from Markdown text: what is a break, what is none, what is dropped, what opens a chapter."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records import Mark, Scene
from scene_parser import parse_file

HOUSE = "He went into the house and shut the door."
RIVER = "She waited by the river until it was dark."
SQUARE = "They met at noon in the empty square."
LONG = " ".join([RIVER] * 8)


def scenes(text: str, *, one_chapter: bool = True, blank_lines_break: int = 0) -> list[Scene]:
    parsed = parse_file(text, one_chapter=one_chapter, blank_lines_break=blank_lines_break)
    return [scene for chapter in parsed.chapters for scene in chapter.scenes]


BREAKS = [
    "* * *", "***", "*****", "*  *  *", "- - -", "---", "-----------", "___", "#", r"\#", "# # #", "###", "~ ~ ~",
    "~~~", "⁂", r"\* \* \*", r"\*\*\*", r"\---", "### * * *", r"# \* \* \*", "### ~ ~ ~", "## ⁂", "• • •", "· · ·",
    "❦", "§", "◆", "★", "—", "<hr>", "<hr/>", "<hr />", "<HR>", '<hr class="scene">', "<hr\n class='scene'>",
    "<center>***</center>", "<center>\n***\n</center>", '<p align="center">* * *</p>',
    '<div align="center">\n\n* * *\n\n</div>', "::: center\n* * *\n:::", "::: {.center}\n\n* * *\n\n:::",
    r"**\* \* \***", "*\xa0*\xa0*", "          * * *", "\t***", "\uff0a\u3000\uff0a\u3000\uff0a", "&#42; &#42; &#42;",
    "*", "-", "~", "===", "oOo", "-oOo-", "x x x", "~*~", "+ + +", "*** ", "***\\", "***\n***",
    "***\n\n![](picture.png)\n\n***",
]  # fmt: skip


@pytest.mark.parametrize("mark", BREAKS)
def test_a_break_ends_a_scene(mark):
    found = scenes(f"# Chapter 1\n\n{HOUSE}\n\n{mark}\n\n{RIVER}\n")

    assert [scene.text for scene in found] == [HOUSE, RIVER]


@pytest.mark.parametrize(
    "mark", ["* * *", "***", "---", "- - -", "___", "#", "###", "~~~", "~ ~ ~", "⁂", "<hr>", r"\* \* \*"]
)
def test_a_break_may_touch_the_prose_around_it(mark):
    found = scenes(f"# Chapter 1\n\n{HOUSE}\nIt was late.\n{mark}\n{RIVER}\n")

    assert [scene.text for scene in found] == [f"{HOUSE} It was late.", RIVER]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"***\n\n{HOUSE}", id="a break that opens the file"),
        pytest.param(f"{HOUSE}\n\n***\n", id="a break that closes the file"),
        pytest.param(f"---\ntitle: x\ntags:\n  - a\n---\n\n{HOUSE}", id="YAML front matter"),
        pytest.param(f"---\ntitle: x\n...\n\n{HOUSE}", id="YAML that ends in dots"),
        pytest.param(f'+++\ntitle="x"\n+++\n\n{HOUSE}', id="TOML front matter"),
        pytest.param(f"The House\n===\n\n{HOUSE}", id="setext heading 1"),
        pytest.param(f"The House\n---------\n\n{HOUSE}", id="setext heading 2"),
        pytest.param(f"{HOUSE}\n\n| a | b |\n|---|---|\n| c | d |\n\n{RIVER}", id="table"),
        pytest.param(f"{HOUSE}\n\n  Name  Age\n------- ---\n  Bob    3\n\n{RIVER}", id="pandoc's simple table"),
        pytest.param(f"{HOUSE}\n\n+---+---+\n| a | b |\n+---+---+\n\n{RIVER}", id="grid table"),
        pytest.param(f"{HOUSE}\n\n```\n***\nERROR\n---\n```\n\n{RIVER}", id="fence"),
        pytest.param(f"{HOUSE}\n\n~~~text\n---\n~~~\n\n{RIVER}", id="fence of tildes that says what is in it"),
        pytest.param(f"{HOUSE}\n\n<!--\n\n***\n\n-->\n\n{RIVER}", id="comment"),
        pytest.param(f"{HOUSE}\n\n%%\n\n***\n\n%%\n\n{RIVER}", id="Obsidian's comment"),
        pytest.param(f"{HOUSE}\n\n> {RIVER}\n>\n> ---\n>\n> Yours\n\n{SQUARE}", id="rule inside a quoted letter"),
        pytest.param(
            f"{HOUSE}\n\n---\n\nDear Fi,\n\nCome home.\n\nKyle\n\n---\n\n{RIVER}", id="letter framed by two rules"
        ),
        pytest.param(
            f'{HOUSE}\n\n---\n"Dear Fi,\n\nCome home.\n\nYours."\n---\n\n{RIVER}', id="letter set tight in its frame"
        ),
        pytest.param(f"{HOUSE}\n\n***\n\n> {RIVER}\n\n***\n\n{SQUARE}", id="quoted document framed by two rules"),
        pytest.param("He said\n—\nand went on walking.", id="dash at a line of hard-wrapped prose"),
        pytest.param(f"{HOUSE}\n\n...\n\n{RIVER}", id="silence in dialogue"),
        pytest.param(f'{HOUSE}\n\n"***"\n\n{RIVER}', id="asterisks somebody says"),
        pytest.param(f"{HOUSE}\n\n?\n\n!!!\n\n{RIVER}", id="marks of surprise"),
        pytest.param(f"{HOUSE}\n\n\U0001f602\n\n{RIVER}", id="a face sent in a chat"),
        pytest.param(f"{HOUSE}\n\n\n\n\n{RIVER}", id="blank lines"),
        pytest.param(f"{HOUSE}\n\n1\n\n{RIVER}", id="one number"),
        pytest.param(f"{HOUSE}\n\nOne.\n\nTwo.\n\nThree.\n\n{RIVER}", id="somebody counts"),
        pytest.param(f"{HOUSE}\n\n**GUESSED**\n\n{RIVER}", id="bold caption"),
        pytest.param(f"{HOUSE}\n\n#blessed\n\n{RIVER}", id="hashtag"),
        pytest.param(f"{HOUSE}\n\n![](picture.png)\n\n{RIVER}", id="picture"),
        pytest.param(f"{HOUSE}\n\n* one\n    * two\n* three\n\n{RIVER}", id="a list of thoughts"),
        pytest.param(f"{HOUSE}\n\n***\n\n![](picture.png)", id="a break with no words after it"),
        pytest.param(f"{HOUSE}\n\n***\n\n1914 - 1918", id="a break with no letters after it"),
        pytest.param(f"# I\n\n{HOUSE}\n\n# I (Cont.)\n\n{RIVER}", id="a chapter that goes on over the page"),
    ],
)
def test_what_is_no_break(text):
    assert len(scenes(text)) == 1


TWO = f"# Chapter 1\n\n{HOUSE}\n\n***\n\n{RIVER}\n\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{TWO}## CRAFT NOTES\n\n{SQUARE}\n\n***\n\n{SQUARE}", id="heading, breaks inside"),
        pytest.param(f"{TWO}###### Author’s Note\n\n{SQUARE}", id="heading of any level, curly apostrophe"),
        pytest.param(f"{TWO}CRAFT NOTES\n\n{SQUARE}\n\n***\n\n{SQUARE}", id="lone line"),
        pytest.param(f"{TWO}CRAFT NOTES\n{SQUARE}", id="line that opens a paragraph"),
        pytest.param(f"{TWO}**Craft notes:**\n\n{SQUARE}", id="bold, with a colon"),
        pytest.param(f"{TWO}**CRAFT NOTES:** {SQUARE}", id="bold, running into the text"),
        pytest.param(f"{TWO}---\n\nEPILOGUE NOTES\n\n- {SQUARE}", id="after a rule"),
        pytest.param(f"{TWO}CRAFT NOTES — Chapter 3\n\n{SQUARE}", id="with its chapter"),
        pytest.param(f"{TWO}## Notes\n\n### Themes\n\n{SQUARE}", id="lower headings inside"),
        pytest.param(f"{TWO}## Acknowledgements\n\n{SQUARE}\n\n## About the Author\n\n{SQUARE}", id="back matter"),
        pytest.param(f"{TWO}THE END", id="THE END"),
        pytest.param(f"{TWO}#\n\nEND", id="END after a break"),
        pytest.param(f"{TWO}***\n\n*Fin*", id="Fin in italics"),
        pytest.param(f"{TWO}*write and revise*", id="note to oneself"),
        pytest.param(f"{TWO}[TODO: expand]", id="note to oneself in brackets"),
        pytest.param(f"{TWO}[^1]: {SQUARE}\n    {SQUARE}", id="footnote"),
        pytest.param(f"{TWO}<!-- {SQUARE} -->", id="comment"),
        pytest.param(f"{TWO}% {SQUARE}\n@pov: Jane\n%Synopsis: {SQUARE}", id="novelWriter's comments and tags"),
        pytest.param(f"{TWO}<style>\np {{ x: y }}\n\n</style>", id="style sheet"),
        pytest.param(f"{TWO}***\n\n![A house](house.png)", id="picture"),
        pytest.param(f"{TWO}***\n\n[Buy the book](https://example.org)", id="link to a shop"),
        pytest.param(f"by Jane Doe\n\nCopyright © 2024\n\n***\n\n{TWO}", id="title page"),
        pytest.param(f"> To be or not.\n>\n> — Shakespeare\n\n***\n\n{TWO}", id="epigraph"),
        pytest.param(TWO.replace("house and", "house[^1] and") + "[^1]: His own.", id="footnote mark"),
    ],
)
def test_what_is_dropped(text):
    assert [scene.text for scene in scenes(text)] == [HOUSE, RIVER]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param(f"# Notes from the Underground\n\n{HOUSE}", 1, id="title that begins like notes"),
        pytest.param(f"# Contents of the Drawer\n\n{HOUSE}", 1, id="title that begins like contents"),
        pytest.param(f"# Summary Justice\n\n{HOUSE}", 1, id="title that begins like a summary"),
        pytest.param(
            f"# A\n\nNotes were scattered on the desk.\n\n***\n\n{RIVER}", 2, id="prose that begins like notes"
        ),
        pytest.param(f"# A\n\n{HOUSE}\n\nNotes\n\n{RIVER}\n\n***\n\n{SQUARE}", 2, id="a word amid the prose"),
        pytest.param(
            f"# A\n\n{HOUSE}\n\n## Craft notes\n\nx\n\n## Evening\n\n{RIVER}", 2, id="notes end at the next heading"
        ),
        pytest.param(f"# 1\n\n{HOUSE}\n\nCRAFT NOTES\n\nx\n\n# 2\n\n{RIVER}", 2, id="notes end at the next chapter"),
        pytest.param(
            f"CHAPTER ONE\n\n{HOUSE}\n\nCRAFT NOTES\n\nx\n\nCHAPTER TWO\n\n{RIVER}", 2, id="also at a lone line"
        ),
    ],
)
def test_story_that_looks_like_notes_is_kept(text, kept):
    assert len(scenes(text, one_chapter=False)) == kept


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param(f"# A\n\n## Dawn\n\n{HOUSE}\n\n## Dusk\n\n{RIVER}", ["Dawn", "Dusk"], id="headings as scenes"),
        pytest.param(f"# A\n\n{HOUSE}\n\n## Dusk\n\n{RIVER}", ["A", "Dusk"], id="the first scene without a heading"),
        pytest.param(
            f"# A\n\n{HOUSE}\n\n***\n\n## Dusk\n\n{RIVER}", ["A", "Dusk"], id="rule and heading are one break"
        ),
        pytest.param(
            f"## A\n\n### B\n\n{HOUSE}\n\n### C\n\n{RIVER}\n\n#### D\n\n{SQUARE}", ["B", "C"], id="novelWriter"
        ),
        pytest.param(f"##! A\n\n###! B\n\n{HOUSE}\n\n### C\n\n{RIVER}", ["B", "C"], id="novelWriter's unnumbered"),
        pytest.param(
            f"# A\n\n{HOUSE}\n\n***\n\n{RIVER}\n\n***\n\n{SQUARE}\n\n### QUEEN DEAD\n\n{HOUSE}",
            ["A"] * 3,
            id="a headline in the story",
        ),
        pytest.param(f"# A\n\n1\n\n{LONG}\n\n2\n\n{LONG}\n\n3\n\n{LONG}", ["A"] * 3, id="lone numbers that count"),
        pytest.param(
            f"# A\n\n{LONG}\n\n**2**\n\n{LONG}\n\n**3**\n\n{LONG}", ["A"] * 3, id="numbers from the second section"
        ),
    ],
)
def test_headings_and_numbers_as_scenes(text, titles):
    assert [scene.title for scene in scenes(text)] == titles


def test_notices_between_unusual_rules_stay_in_their_scene():
    text = f"{HOUSE}\n\n***\n\n{RIVER}\n\n***\n\n{SQUARE}\n\n"
    text += f"---\n\nWANTED: Jesse James.\n\n---\n\n{HOUSE}\n\n***\n\n{RIVER}"

    assert [len(scene.text.split("\n")) for scene in scenes(text)] == [1, 1, 3, 1]


@pytest.mark.parametrize(
    "opening",
    [
        pytest.param('"Darling," said Ann, "you are late."', id="said to a husband"),
        pytest.param("“Dear me!” said the mayor, and sat down.", id="an exclamation"),
        pytest.param("Dear God, she thought, and ran.", id="a prayer"),
    ],
)
def test_a_scene_that_opens_with_dear_is_no_letter(opening):
    assert len(scenes(f"{HOUSE}\n\n---\n\n{opening}\n\n{HOUSE}\n\n---\n\n{RIVER}")) == 3


def test_an_exchange_of_letters_is_a_row_of_scenes():
    text = "\n\n---\n\n".join(f"Dear {name},\n\n{HOUSE}" for name in ("Ann", "Ben", "Ann", "Ben"))

    assert len(scenes(text)) == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"CHAPTER ONE\n\n{HOUSE}\n\nCHAPTER TWO\n\n{RIVER}", [(1, ""), (2, "")], id="lone lines"),
        pytest.param(
            f"CHAPTER I.\nThe Door\n\n{HOUSE}\n\nCHAPTER II.\nThe Key\n\n{RIVER}",
            [(1, "The Door"), (2, "The Key")],
            id="two lines",
        ),
        pytest.param(
            f"CHAPTER I\n\nTHE DOOR\n\n{HOUSE}\n\nCHAPTER II\n\nTHE KEY\n\n{RIVER}",
            [(1, "THE DOOR"), (2, "THE KEY")],
            id="title below",
        ),
        pytest.param(
            f"**Chapter 1**\n\n{HOUSE}\n\n**Chapter 2: Key**\n\n{RIVER}", [(1, ""), (2, "Key")], id="bold lines"
        ),
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
        pytest.param(f"1\n\n{LONG}\n\n2\n\n{LONG}", [(1, ""), (2, "")], id="lone numbers"),
        pytest.param(
            f"# Chapter 1\n\n{HOUSE}\n\n# Chapter 2\n\n# Chapter 3\n\n{RIVER}",
            [(1, ""), (3, "")],
            id="a chapter not yet written",
        ),
        pytest.param(
            f"# B\n\n## Contents\n\n- Chapter One\n\n## Chapter One\n\n{HOUSE}", [(1, "")], id="table of contents"
        ),
        pytest.param(
            f"CONTENTS\n\nChapter One\n\nChapter Two\n\nCHAPTER ONE\n\n{HOUSE}\n\nCHAPTER TWO\n\n{RIVER}",
            [(1, ""), (2, "")],
            id="plain contents",
        ),
        pytest.param(
            f"# B\n\nby Jane Doe\n\nCopyright 2024\n\n*For Bob.*\n\n## Chapter One\n\n{HOUSE}",
            [(1, "")],
            id="title page",
        ),
        pytest.param(
            f"# Title: B\n\n## Author: A\n\n-------\n{LONG}\n\n## I\n\n{HOUSE}\n\n## II\n\n{RIVER}",
            [(None, ""), (1, ""), (2, "")],
            id="frame story",
        ),
        pytest.param(
            f"# Chapter 1\n\n{HOUSE}\n\nChapter Two was the hardest.\n\n{RIVER}", [(1, "")], id="prose about a chapter"
        ),
        pytest.param(
            f"# 1\n\n## Door\n\n{HOUSE}\n\n# 2\n\n## Key\n\n{RIVER}",
            [(1, "Door"), (2, "Key")],
            id="title as a heading below",
        ),
        pytest.param(
            f"# B\n\n## RED\n\n### I\n\n{HOUSE}\n\n### II\n\n{RIVER}\n\n## BLUE\n\n{RIVER}\n\n## GREY\n\n{SQUARE}",
            [(None, "RED"), (None, "BLUE"), (None, "GREY")],
            id="numbered sections of some of the stories",
        ),
        pytest.param(
            f"{HOUSE} {RIVER}\n\n## Two\n\n{RIVER}\n\n## Three\n\n{SQUARE}",
            [(None, ""), (2, ""), (3, "")],
            id="an opening without a title",
        ),
    ],
)
def test_chapters_in_one_file(text, expected):
    assert [(chapter.number, chapter.title) for chapter in parse_file(text).chapters] == expected


def test_a_chapter_file_keeps_its_headings_as_scenes():
    text = f"# The Letter\n\n## 1\n\n{HOUSE}\n\n## 2\n\n{RIVER}"

    assert [(chapter.title, len(chapter.scenes)) for chapter in parse_file(text, one_chapter=True).chapters] == [
        ("The Letter", 2)
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: 'The Drawer'\n---\n\n# One\n\nHe left.", "The Drawer"),
        ("# Title: Ethan Frome\n\n## Author: E. W.\n\n## I\n\nHe left.\n\n## II\n\nShe left.", "Ethan Frome"),
        ("# The Book\n\n## Door\n\nHe left.\n\n## Key\n\nShe left.", "The Book"),
        ("He left.", ""),
    ],
)
def test_the_title_of_the_book(text, title):
    assert parse_file(text).title == title


def test_blank_lines_end_a_scene_only_on_request():
    text = f"{HOUSE}\n\n\n{RIVER}\n\n{SQUARE}"

    assert len(scenes(text)) == 1
    assert [scene.text for scene in scenes(text, one_chapter=False, blank_lines_break=2)] == [
        HOUSE,
        f"{RIVER}\n{SQUARE}",
    ]


def test_a_scene_knows_its_words_lines_and_marks():
    text = "# Chapter 1\n\nOld.\n\n***\n\nHe *ran\nhome* fast.\n\n> Dear   Ann,\n>\n> come.\n"

    (scene,) = scenes(text)[1:]

    assert scene == Scene(
        chapter=0,
        number=2,
        title="",
        file="",
        file_scene=2,
        lines=(7, 12),
        text="He ran home fast.\nDear Ann,\ncome.",
        line_map=((0, 7), (7, 8), (18, 10), (28, 12)),
        marks=(Mark("emphasis", 3, 11), Mark("blockquote", 18, 33)),
    )
    assert scene.line_at(scene.text.index("home")) == 8


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_change_nothing(line_end):
    text = f"# One\n\n{HOUSE}\n\n***\n\n{RIVER}\n"

    assert parse_file(text.replace("\n", line_end)) == parse_file(text)


MARKDOWN = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *BREAKS,
                "# Chapter 1",
                "## Notes",
                "CHAPTER TWO",
                "> quote",
                "- item",
                "*it",
                "```",
                "<!--",
                "%%",
                "[^1]: n",
                "|a|b|",
                "|-|-|",
            ]
        ),
        st.text(max_size=30),
        st.sampled_from([HOUSE, "", "\n", "e\u0301", "\ud800", "\x00", "---\na: b\n---"]),
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(MARKDOWN, st.sampled_from(["\n", "\n\n", "\r\n"]), st.booleans())
def test_any_text_gives_sound_scenes(pieces, joint, one_chapter):
    text = joint.join(pieces)
    last_line = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))

    for scene in scenes(text, one_chapter=one_chapter):
        assert unicodedata.is_normalized("NFC", scene.text)
        assert any(map(str.isalpha, scene.text))
        assert [" ".join(line.split()) for line in scene.text.split("\n")] == scene.text.split("\n")
        assert 1 <= scene.lines[0] <= scene.lines[1] <= last_line
        assert scene.line_map[0][0] == 0
        assert list(scene.line_map) == sorted(scene.line_map)
        assert all(offset < len(scene.text) for offset, _ in scene.line_map)
        assert all(scene.lines[0] <= line <= scene.lines[1] for _, line in scene.line_map)
        assert all(0 <= mark.start < mark.end <= len(scene.text) for mark in scene.marks)
