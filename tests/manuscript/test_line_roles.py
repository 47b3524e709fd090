"""What headings and lone lines are in their file, and what of it is no story: notes, title pages, marks to oneself."""

import pytest

from manuscript.blocks import parse_blocks
from manuscript.dialects import read_text
from manuscript.line_roles import outline_entries

PROSE = "He went into the house and shut the door."
LONG = " ".join([PROSE] * 6)


def entries_of(text):
    title, entries, _ = outline_entries(parse_blocks(read_text(text)))
    return title, entries


def read(text):
    """Give the book's title and each entry's role, "p" for prose and "-" for a break."""
    title, entries = entries_of(text)
    return title, [entry.role or ("p" if entry.is_prose else "-") for entry in entries]


def roles(text):
    return read(text)[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"CHAPTER ONE\n\n{PROSE}", ["chapter", "p"], id="a chapter"),
        pytest.param(f"**Chapter 1**\n\n{PROSE}", ["chapter", "p"], id="a bold chapter"),
        pytest.param(f"CHAPTER ONE\n{PROSE}", ["chapter", "p"], id="a chapter that opens a paragraph"),
        pytest.param(f"{PROSE}\nCHAPTER TWO\n{PROSE}", ["p", "chapter", "p"], id="a chapter without blank lines"),
        pytest.param(f"Prologue\n\n{PROSE}", ["story", "p"], id="a prologue"),
        pytest.param(f"{PROSE}\n\n> CHAPTER ONE", ["p", "p"], id="a chapter's line that somebody reads"),
        pytest.param(f'"Chapter One"\n\n{PROSE}', ["p", "p"], id="and one that somebody says"),
        pytest.param(f"Chapter One,\n{PROSE}", ["p"], id="a line that goes on"),
        pytest.param(f"Chapter Two was the hardest.\n\n{PROSE}", ["p", "p"], id="prose about a chapter"),
        pytest.param("He had come to\nChapter Two\nof the book.", ["p"], id="a chapter's name at a line's end"),
        pytest.param(f"# Chapter 1\n\n{PROSE}\n\nChapter Two\n\n{PROSE}", ["chapter", "p", "p", "p"], id="# is used"),
        pytest.param(f"1\n\n{LONG}\n\n2\n\n{LONG}", ["numeral", "p", "numeral", "p"], id="numbers that count"),
        pytest.param(f"{LONG}\n\n**2**\n\n{LONG}\n\n**3**\n\n{LONG}", ["p", *["numeral", "p"] * 2], id="from 2 on"),
        pytest.param(f"{PROSE}\n\n1\n\n{PROSE}", ["p", "p", "p"], id="one number"),
        pytest.param(f"{PROSE}\n\nOne.\n\nTwo.\n\n{PROSE}", ["p"] * 4, id="somebody counts"),
        pytest.param(f"1\n\n{LONG}\n\n3\n\n{LONG}", ["p"] * 4, id="numbers that do not count"),
    ],
)
def test_lone_lines(text, expected):
    assert roles(text) == expected


TWO = f"# Chapter 1\n\n{PROSE}\n\n***\n\n{PROSE}\n\n"


@pytest.mark.parametrize(
    "end",
    [
        pytest.param(f"## CRAFT NOTES\n\n{PROSE}\n\n***\n\n{PROSE}", id="heading, breaks inside"),
        pytest.param(f"###### Author’s Note\n\n{PROSE}", id="heading of any level, curly apostrophe"),
        pytest.param(f"CRAFT NOTES\n\n{PROSE}\n\n***\n\n{PROSE}", id="lone line"),
        pytest.param(f"CRAFT NOTES\n{PROSE}", id="line that opens a paragraph"),
        pytest.param(f"**Craft notes:**\n\n{PROSE}", id="bold, with a colon"),
        pytest.param(f"**CRAFT NOTES:** {PROSE}", id="bold, running into the text"),
        pytest.param(f"CRAFT NOTES — Chapter 3\n\n{PROSE}", id="with its chapter"),
        pytest.param(f"## Notes\n\n### Themes\n\n{PROSE}", id="lower headings inside"),
        pytest.param(f"## Acknowledgements\n\n{PROSE}\n\n## About the Author\n\n{PROSE}", id="back matter"),
        pytest.param("THE END", id="THE END"),
        pytest.param("*Fin*", id="Fin in italics"),
        pytest.param("*write and revise*", id="note to oneself"),
        pytest.param("[TODO: expand]", id="note to oneself in brackets"),
    ],
)
def test_what_is_dropped(end):
    assert roles(TWO + end) == ["chapter", "p", "-", "p"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"# A\n\n{PROSE}\n\nNotes\n\n{PROSE}", ["other", "p", "p", "p"], id="a word amid the prose"),
        pytest.param("# A\n\nNotes were scattered on the desk.", ["other", "p"], id="prose that begins like notes"),
        pytest.param(
            f"# A\n\n## Craft notes\n\nx\n\n## Evening\n\n{PROSE}", ["other", "other", "p"], id="the next heading"
        ),
        pytest.param(
            f"# 1\n\n### Craft notes\n\nx\n\n# 2\n\n{PROSE}", ["numeral", "numeral", "p"], id="a higher heading"
        ),
        pytest.param(f"# Craft notes\n\nx\n\n### Chapter 2\n\n{PROSE}", ["chapter", "p"], id="a chapter of any level"),
        pytest.param(
            f"CHAPTER ONE\n\n{PROSE}\n\nCRAFT NOTES\n\nx\n\nCHAPTER TWO\n\n{PROSE}",
            ["chapter", "p", "chapter", "p"],
            id="a chapter at a lone line",
        ),
        pytest.param(f"# A\n\n{PROSE}\n\nWrite to me and revise it.", ["other", "p", "p"], id="prose about writing"),
        pytest.param(f"# A\n\n{PROSE}\n\n*The end of it all.*", ["other", "p", "p"], id="a last sentence"),
    ],
)
def test_notes_end_and_story_that_looks_like_them_is_kept(text, expected):
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        pytest.param(f"# Title: B\n\n## Author: A\n\n## I\n\n{PROSE}", "B", ["numeral", "p"], id="headings"),
        pytest.param(f"Title: B\n\nby Jane Doe\n\n{PROSE}", "B", ["p"], id="lone lines"),
        pytest.param(f"{PROSE}\n\nTitle: B", "", ["p", "p"], id="below prose it is prose"),
        pytest.param(f"# by Jane Doe\n\n{PROSE}", "", ["metadata", "p"], id="a first heading stays"),
    ],
)
def test_title_pages(text, title, expected):
    assert read(text) == (title, expected)


def test_only_what_a_digital_library_put_between_its_lines_is_read():
    licence = "*** START OF THE PROJECT GUTENBERG EBOOK X ***\n\n{}\n\n*** END OF THE PROJECT GUTENBERG EBOOK X ***"

    assert roles(f"# Licence\n\n{licence.format(PROSE)}\n\n# Licence\n\n{PROSE}") == ["p"]


@pytest.mark.parametrize(
    ("below", "title"),
    [
        pytest.param("THE DOOR", "THE DOOR", id="capitals"),
        pytest.param("The Man Who Died in the Lane", "The Man Who Died in the Lane", id="capitalised"),
        pytest.param("He left.", "", id="a first sentence"),
        pytest.param("London, 1914", "", id="a place and date"),
        pytest.param("> THE DOOR", "", id="a quotation"),
        pytest.param("The " + "Very " * 12 + "End", "", id="too long for a title that is not in capitals"),
    ],
)
def test_the_line_below_a_bare_chapter(below, title):
    _, entries = entries_of(f"CHAPTER I\n\n{below}\n\n{PROSE}\n\n{PROSE}")

    assert entries[0].sense.title == title
    assert len(entries) == (3 if title else 4)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param("", ["numeral", "p", "numeral", "p"], id="headings that only ever stand there are titles"),
        pytest.param("\n\n## Dusk\n\nHe slept.", ["numeral", "other", "p"] * 2 + ["other", "p"], id="else scenes"),
    ],
)
def test_headings_below_bare_chapters(more, expected):
    assert roles(f"# 1\n\n## Door\n\n{PROSE}\n\n# 2\n\n## Key\n\n{PROSE}{more}") == expected
