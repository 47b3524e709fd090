"""What the words of a heading or a lone line say, and what only looks like one."""

import pytest

from english.lexicon import lexicon
from manuscript import headings
from manuscript.files import is_no_chapter
from manuscript.headings import is_note_heading, note_pattern, parse_number, sense_of


def sense(text, *, is_marked=True):
    return sense_of(text, is_marked=is_marked)


@pytest.mark.parametrize(
    ("text", "role", "number", "title"),
    [
        pytest.param("Chapter 12: The Door", "chapter", 12, "The Door", id="number and title"),
        pytest.param("CHAPTER TWO THE DOOR", "chapter", 2, "THE DOOR", id="no separator"),
        pytest.param("Chapter the First", "chapter", 1, "", id="an ordinal"),
        pytest.param("Ch. 3", "chapter", 3, "", id="short for chapter"),
        pytest.param("Kapitel 4 – Der Hafen", "chapter", 4, "Der Hafen", id="German"),
        pytest.param("Глава 5", "chapter", 5, "", id="Russian"),
        pytest.param("~ *Chapter 6* ~", "chapter", 6, "", id="ornaments around it"),
        pytest.param("XII. THE KEY", "numeral", 12, "THE KEY", id="a Roman number and a title"),
        pytest.param("7", "numeral", 7, "", id="only a number"),
        pytest.param("No. 5", "numeral", 5, "", id="number five"),
        pytest.param("Prologue", "story", None, "Prologue", id="a prologue"),
        pytest.param("The Epilogue: After", "story", None, "The Epilogue: After", id="an epilogue keeps its words"),
        pytest.param("Part Two: The Sea", "part", 2, "The Sea", id="a part"),
        pytest.param("The Second Part", "part", None, "", id="a part without a number of its own"),
        pytest.param("Scene 4 – Night", "scene", 4, "Night", id="a scene"),
        pytest.param("Title: The Drawer", "metadata", None, "The Drawer", id="what a title page states"),
        pytest.param("by Jane Doe", "metadata", None, "", id="a by-line"),
        pytest.param("The End of Part One", "ending", None, "The End of Part One", id="an end"),
        pytest.param("*The End*", "ending", None, "The End", id="an end in italics"),
        pytest.param("- 30 -", "ending", None, "30", id="a journalist's end"),
        pytest.param("**Author’s Note:**", "note", None, "Author’s Note", id="notes, curly apostrophe, bold, colon"),
        pytest.param("CRAFT NOTES — Chapter 3", "note", None, "CRAFT NOTES — Chapter 3", id="notes on a chapter"),
        pytest.param(
            "Craft notes for the reader", "note", None, "Craft notes for the reader", id="two words may go on"
        ),
        pytest.param("Notes 3", "note", None, "Notes 3", id="one word, with a number"),
    ],
)
def test_what_a_heading_says(text, role, number, title):
    found = sense(text)

    assert (found.role, found.number, found.title, found.is_continued) == (role, number, title, False)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Chapter 1984", id="a year is no chapter"),
        pytest.param("1984", id="nor a number"),
        pytest.param("1914-1918", id="years from to"),
        pytest.param("Twenty people came", id="a number amid words"),
        pytest.param("3, The Key", id="a list"),
        pytest.param("Mix", id="Roman digits in no order"),
        pytest.param("Chapters", id="begins like a chapter"),
        pytest.param("Bookends", id="begins like a book"),
        pytest.param("Part of the story", id="part of what?"),
        pytest.param("Scenery", id="begins like a scene"),
        pytest.param("By morning it rained", id="by, and no name"),
        pytest.param("The End of the Affair", id="a title that begins like an end"),
        pytest.param("Notes from the Sea", id="a title that begins like notes"),
        pytest.param("Summary Justice", id="a title that begins like a summary"),
        pytest.param("* * *", id="only ornament"),
        pytest.param("Chapter 1: " + "word " * 40, id="as long as a paragraph"),
    ],
)
def test_what_only_looks_like_one(text):
    found = sense(text)

    assert (found.role, found.number, found.title) == ("other", None, text.strip() if len(text) < 160 else text)


@pytest.mark.parametrize(
    ("line", "is_chapter"),
    [
        pytest.param("Chapter Two: The Door", True, id="a short title behind a colon"),
        pytest.param("CHAPTER TWO THE DOOR", True, id="capitals"),
        pytest.param("Chapter Two was the hardest to write.", False, id="prose about a chapter"),
        pytest.param("Chapter Two: He came back.", False, id="a sentence behind a colon"),
        pytest.param("Chapter Two: " + "and then " * 6, False, id="more words than a title has"),
    ],
)
def test_of_a_line_that_may_be_prose_only_the_unmistakable(line, is_chapter):
    assert (sense(line, is_marked=False).role == "chapter") is is_chapter
    assert sense(line).role == "chapter"


@pytest.mark.parametrize("text", ["IX (Cont.)", "Chapter IX, continued", "IX [continued]", "Chapter 9: Cont'd"])
def test_a_chapter_that_goes_on_has_its_number_and_no_title(text):
    found = sense(text)

    assert (found.number, found.title, found.is_continued) == (9, "", True)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("XII", 12),
        ("xl", 40),
        ("XCIX", 99),
        ("CIV", 104),
        ("twelve", 12),
        ("Twenty-One", 21),
        ("the First", 1),
        ("twelfth", 12),
        ("thirtieth", 30),
        ("3rd", 3),
        ("one hundred and five", 105),
        ("zero", 0),
        ("999", 999),
        ("1000", None),
        ("1984", None),
        ("C", None),
        ("mix", None),
        ("twenty people", None),
        ("", None),
    ],
)
def test_numbers(text, number):
    assert parse_number(text) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("CRAFT NOTES", True, id="in capitals"),
        pytest.param("Craft Notes: the door", True, id="two words may be followed by any title"),
        pytest.param("Author’s Note", True, id="a curly apostrophe"),
        pytest.param("Notes for Chapter 3", True, id="one word by a chapter"),
        pytest.param("Summary 4:", True, id="one word by a number and a colon"),
        pytest.param("Notes from the Sea", False, id="a chapter's title"),
        pytest.param("The Outline of a Man", False, id="a word inside a title"),
    ],
)
def test_note_headings(text, expected):
    assert is_note_heading(text) is expected


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        pytest.param("README", True, id="readme"),
        pytest.param("story-bible", True, id="two words"),
        pytest.param("synopsis", True, id="a note heading is no chapter either"),
        pytest.param("05-research", False, id="a number makes it a chapter"),
        pytest.param("00-readme", True, id="but for the plainest names"),
        pytest.param("notes-from-the-sea", False, id="a title"),
    ],
)
def test_files_beside_the_story(stem, expected):
    assert is_no_chapter(stem) is expected


def test_a_heading_that_an_author_adds_counts(monkeypatch):
    own = lexicon().headings._replace(notes=frozenset(("deleted scenes",)))
    hers = lexicon()._replace(headings=own)
    note_pattern.cache_clear()
    monkeypatch.setattr(headings, "lexicon", lambda: hers)

    assert is_note_heading("Deleted Scenes: the pier")
    assert not is_note_heading("Craft Notes")
    note_pattern.cache_clear()
