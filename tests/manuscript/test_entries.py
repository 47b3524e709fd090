"""What each block says: headings, lone lines, labels and marks, and prose that only looks like them."""

import pytest

from manuscript.entries import read_entries
from manuscript.inlines import Block

LINES = (1, 1)


def paragraph(text, **marks):
    return Block("paragraph", text, LINES, line_map=((0, 1),), **marks)


def read(block):
    """Give what each piece of a block is: its role, "p" or "-", and how far it reaches if it is no story."""
    return [
        (entry.role or ("-" if entry.is_break else "p"), entry.note.reach if entry.note else "")
        for entry in read_entries(block)
    ]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param(Block("break", "***", LINES), ("-", ""), id="a break"),
        pytest.param(Block("heading", "Chapter 1", LINES, level=1), ("chapter", ""), id="a heading"),
        pytest.param(Block("heading", "CRAFT NOTES", LINES, level=2), ("note", "section"), id="a heading of notes"),
        pytest.param(Block("heading", "Author’s Note", LINES, level=2), ("note", "aside"), id="of words to readers"),
        pytest.param(Block("heading", "Ships", LINES, level=2), ("other", ""), id="a word that stories use"),
        pytest.param(
            Block("heading", "Notes from the Sea", LINES, level=2),
            ("other", "aside"),
            id="or a title",
        ),
        pytest.param(Block("heading", "The Sea", LINES, level=2), ("other", ""), id="a title"),
        pytest.param(paragraph("Chapter One"), ("chapter", ""), id="a lone line"),
        pytest.param(paragraph("Craft notes"), ("note", "section"), id="a lone line of notes"),
        pytest.param(paragraph("A/N: Sorry."), ("p", "aside"), id="a label"),
        pytest.param(paragraph("A/N: Sorry.", quote=1), ("p", "aside"), id="a label in a quote"),
        pytest.param(paragraph("Ships: none.", quote=1), ("p", ""), id="a form that somebody reads"),
        pytest.param(paragraph("Chapter One", quote=1), ("p", ""), id="a chapter's line that somebody reads"),
        pytest.param(paragraph("Chapter One", item="bullet"), ("p", ""), id="and one in a list"),
        pytest.param(paragraph("Fix the date.", quote=1, callout="todo"), ("p", "mark"), id="an author's callout"),
        pytest.param(paragraph("Come home.", quote=1, callout="letter"), ("p", ""), id="a letter's callout"),
        pytest.param(paragraph("toc"), ("p", "mark"), id="a mark of the page"),
        pytest.param(paragraph("[TK]"), ("p", "mark"), id="a note to oneself"),
        pytest.param(paragraph("He went home."), ("p", ""), id="prose"),
    ],
)
def test_what_a_block_says(block, expected):
    assert read(block) == [expected]


def test_a_chapters_line_is_cut_from_its_paragraph():
    block = Block("paragraph", "He left. CHAPTER TWO She ran.", (1, 3), line_map=((0, 1), (9, 2), (21, 3)))

    assert [(entry.role, entry.block.text, entry.block.lines) for entry in read_entries(block)] == [
        ("", "He left.", (1, 1)),
        ("chapter", "CHAPTER TWO", (2, 2)),
        ("", "She ran.", (3, 3)),
    ]
