"""Headings in the author's words, parts and epigraphs, for files of one chapter and of many."""

import pytest

from publish.contents import Opening, find_openings, split_heading
from records import Chapter
from scene_parser import parse_file


def openings(text, *, one_chapter=False):
    parsed = parse_file(text, file="a.md", one_chapter=one_chapter).chapters
    chapters = [Chapter(number, c.title, "a.md", c.scenes) for number, c in enumerate(parsed, 1)]
    return find_openings(chapters, {"a.md": text})


@pytest.mark.parametrize(
    ("heading", "title", "expected"),
    [
        ("Chapter One: The Door", "The Door", ("Chapter One", "The Door")),
        ("CHAPTER II — The Door", "The Door", ("CHAPTER II", "The Door")),
        ("Chapter One", "", ("Chapter One", "")),
        ("The Door", "The Door", ("", "The Door")),
        ("", "The Door", ("", "The Door")),
        ("Prologue", "Prologue", ("", "Prologue")),
    ],
)
def test_headings_split(heading, title, expected):
    assert split_heading(heading, title) == expected


def test_a_chapter_without_a_title_is_called_by_its_label():
    (found,) = openings("# Chapter Seven\n\nProse.\n", one_chapter=True)

    assert found == Opening(title="Chapter Seven")


def test_a_file_without_a_heading_is_numbered():
    (found,) = openings("Prose.\n", one_chapter=True)

    assert found == Opening(title="Chapter 1")


PARTS = """# Part One: Winter

## Chapter One: The Door

Prose of the first chapter.

## Chapter Two: The Hall

Prose of the second chapter.

# Part Two: Spring

## Chapter Three: The Thaw

Prose of the third chapter.
"""


def test_parts_open_with_their_first_chapter():
    assert [(o.part, o.label, o.title) for o in openings(PARTS)] == [
        ("Part One: Winter", "Chapter One", "The Door"),
        ("", "Chapter Two", "The Hall"),
        ("Part Two: Spring", "Chapter Three", "The Thaw"),
    ]


def test_notes_of_the_chapter_before_are_no_part_of_an_opening():
    text = "## Chapter One\n\nProse.\n\n### Craft Notes\n\nA secret.\n\n## Chapter Two\n\nMore prose.\n"

    assert all("secret" not in repr(opening) for opening in openings(text))


def test_an_epigraph_above_a_rule_is_kept():
    text = "# Chapter One: The Door\n\n> *All doors are one.*\n>\n> — Old saying\n\n* * *\n\nProse.\n\n* * *\n\nMore.\n"
    (found,) = openings(text, one_chapter=True)

    assert [p.text for p in found.epigraph] == ["All doors are one.", "— Old saying"]
    assert found.epigraph[0].spans[0].italic


def test_a_title_page_is_no_epigraph():
    (found,) = openings("# The Sea\n\nby Ann Bee\n\nCopyright 2026\n\n## Chapter One\n\nProse.\n")

    assert found.epigraph == ()
