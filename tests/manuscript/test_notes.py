"""How far a note reaches: it stays out whole, and the story around it stays in."""

import pytest
from kept_story import EELS, FERRY, kept

from manuscript.entries import read_entries
from manuscript.inlines import Block
from manuscript.notes import without_notes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("**A/N:** Sorry.\n\n---\n\nF\n\nE", ["-", "F", "E"], id="a paragraph above a break"),
        pytest.param("**a/n**\n\nHello.\n\nI am back.\n\n---\n\nF", ["-", "F"], id="paragraphs above a break"),
        pytest.param("**a/n**\n\nHello.\n\nF\n\nE\n\n---\n\nF", ["F", "E", "-", "F"], id="no break before the story"),
        pytest.param("a/n: hi.\n\nF\n\nE", ["F", "E"], id="no break at all"),
        pytest.param("a/n: hi.\n\nI hope you like this chapter.\n\nF", ["F"], id="two that speak to readers"),
        pytest.param("(a/n: play the song)\n\nF", ["F"], id="in brackets"),
        pytest.param("Chapter Summary\n\n> Rope.\n>\n> Water.\n\nF", ["F"], id="a quote below a label"),
        pytest.param("**Chapter Summary:**\n\nText.\n\n**Chapter Notes:**\n\nMore.\n\n---\n\nF", ["-", "F"], id="AO3"),
        pytest.param("## Author's note\n\nThanks.\n\nF\n\nE", ["F", "E"], id="a heading, and the story right below"),
        pytest.param("## Outline\n\nPlans.\n\nF", [], id="a chapter that is only planned"),
        pytest.param("F\n\n---\n\na/n: hi.\n\nThe next is about ice.", ["F", "-"], id="to the end below a break"),
        pytest.param("F\n\n---\n\n**a/n**\n\nhi.\n\n---\n\nE", ["F", "-", "-", "E"], id="between rules"),
        pytest.param("F\n\n---\n\n## Author's note\n\nhi.\n\n---\n\nE", ["F", "-", "-", "E"], id="and a heading"),
        pytest.param("F\n\n## Author's note\n\nhi.\n\n---\n\nE", ["F"], id="a heading right below the story"),
        pytest.param("**TW:**\n\n- a\n- b\n\nTake care of yourselves!\n\n---\n\nF", ["-", "F"], id="a list"),
        pytest.param(f"F\n\nScene notes\n\n{'E.' * 99}", ["F", "Scene notes", f"{EELS}." * 99], id="a long story"),
        pytest.param("F\n\n[EDITOR: too long]\n\nE", ["F", "E"], id="a remark in brackets"),
        pytest.param("## Thanks\n\nThank you for your votes!\n\n---\n\nF", ["-", "F"], id="thanks under a heading"),
        pytest.param("F\n\na/n: play the song now.\n\nE", ["F", "E"], id="amid the story"),
        pytest.param("F\n\n## CRAFT NOTES\n\nText.\n\n---\n\nMore.", ["F"], id="a section with breaks inside"),
        pytest.param("F\n\n## Notes\n\nChapter 11: the ice\n\nText.", ["F"], id="a chapter's line in notes"),
        pytest.param("F\n\n## Chapter 2 Notes\n\nText.", ["F"], id="notes on a chapter"),
        pytest.param("F\n\n*Disclaimer: none.*", ["F"], id="a plain word below the story"),
        pytest.param("F\n\nShips: none.\n\nE", ["F", "Ships: none.", "E"], id="and amid it"),
        pytest.param("F\n\nNotes\n\nE", ["F", "Notes", "E"], id="a word amid the story"),
        pytest.param("F\n\nThe sign said:\n\nTODO: eels.", ["F", "The sign said:", "TODO: eels."], id="on a sign"),
        pytest.param("Dear Ann,\n\nNote: the tide.\n\nF", ["Dear Ann,", "Note: the tide.", "F"], id="a letter"),
    ],
)  # fmt: skip
def test_notes(text, expected):
    assert kept(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("**Content Warnings**\n\n- drowning\n- ice\n\nF", ["F"], id="a label and a list"),
        pytest.param("**Content warnings**\n\ndrowning, ice.\n\nF", ["F"], id="a label and a paragraph"),
        pytest.param("*TW: drowning*\n\nF", ["F"], id="one line"),
        pytest.param("F\n\nTODO: fix the tides\n\nE", ["F", "E"], id="a note to oneself amid the story"),
        pytest.param("F\n\nTo do:\n\nE", ["F", "E"], id="a paragraph is no list"),
        pytest.param("F\n\nAlso by Ro Quill\n\nThe Lock\n\nThe Weir", ["F"], id="titles"),
        pytest.param("F\n\n## Also by Ro Quill\n\n- The Lock", ["F"], id="a heading and a list"),
        pytest.param("Also by the door stood a lamp.\n\nF", ["Also by the door stood a lamp.", "F"], id="a sentence"),
    ],
)
def test_lists(text, expected):
    assert kept(text) == expected


def blocks(*pieces):
    return [Block(line_map=((0, 1),), lines=(number, number), **piece) for number, piece in enumerate(pieces, 1)]


def prose(text, **marks):
    return {"kind": "paragraph", "text": text, **marks}


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        pytest.param([prose(FERRY), prose("a", item="task"), prose("b", item="task")], [FERRY], id="tasks"),
        pytest.param(
            [prose("She had written:"), prose("a", item="task"), prose(FERRY)],
            ["She had written:", "a", FERRY],
            id="a list that somebody reads",
        ),
        pytest.param(
            [prose("She had written:"), prose("a", item="task"), prose("b", item="task")],
            ["She had written:", "a", "b"],
            id="all of a list that somebody reads",
        ),
        pytest.param([prose(FERRY), prose("a", quote=1, callout="todo")], [FERRY], id="a callout"),
        pytest.param(
            [prose("Chapter 1: Rope", item="bullet"), prose("Chapter 2", item="bullet"), prose(FERRY)],
            [FERRY],
            id="a table of contents",
        ),
        pytest.param([prose("Chapter 1", linked=9), prose(FERRY)], [FERRY], id="a list of links"),
    ],
)
def test_what_marks_of_the_block_say(pieces, expected):
    entries = [entry for block in blocks(*pieces) for entry in read_entries(block)]

    assert [entry.block.text for entry in without_notes(entries, one_chapter=True)[0]] == expected


def test_what_is_left_out_is_named_as_its_author_names_it():
    read = [
        entry for block in blocks(prose(FERRY), prose("A/N: thanks."), prose("FIN")) for entry in read_entries(block)
    ]
    _, left = without_notes(read, one_chapter=True)

    assert sorted((each.what, len(each.blocks)) for each in left) == [("A/N", 1), ("an end mark", 1)]
