"""Stretches between breaks: letters in their frames, mottos, title pages, and what is no story."""

import pytest

from manuscript.blocks import parse_blocks
from manuscript.dialects import read_text
from manuscript.segments import (
    Segment,
    is_epigraph,
    is_letter,
    is_real_prose,
    is_story,
    join_framed,
    rule_habits,
    title_lines,
)

HOUSE = "He went into the house and shut the door."
RIVER = "She waited by the river until it was dark."
SQUARE = "They met at noon in the empty square."


def segments_of(text):
    segments = [Segment()]
    for block in parse_blocks(read_text(text)):
        if block.kind == "break":
            segments.append(Segment(opener=block))
        else:
            segments[-1].blocks.append(block)
    return segments


def segment(text):
    (only,) = segments_of(text)
    return only


def joined(text):
    """Give the number of paragraphs of each segment once frames are undone."""
    segments = segments_of(text)
    return [len(each.blocks) for each in join_framed(segments, rule_habits(segments))]


LETTER = "Dear Fi,\n\nCome home.\n\nKyle"


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        pytest.param(f"{HOUSE}\n\n---\n\n{LETTER}\n\n---\n\n{RIVER}", [5], id="a letter"),
        pytest.param(
            f'{HOUSE}\n\n---\n"Dear Fi,\n\nCome home.\n\nYours."\n---\n\n{RIVER}', [5], id="a letter set tight"
        ),
        pytest.param(f"{HOUSE}\n\n***\n\n> {RIVER}\n\n***\n\n{SQUARE}", [3], id="a quoted document"),
        pytest.param(
            "One.\n\n***\n\nTwo.\n\n***\n\nHe read.\n\n---\n\nWANTED: Jesse.\n\n---\n\nHe ran.\n\n***\n\nSix.",
            [1, 1, 3, 1],
            id="a notice between unusual rules",
        ),
        pytest.param(
            f"{HOUSE}\n\n***\n\n{RIVER}\n\n---\nWANTED.\n---\n\n{SQUARE}", [1, 3], id="a notice set tight once"
        ),
        pytest.param(f"{HOUSE}\n\n---\n\n{RIVER}\n\n---\n\n{SQUARE}", [1, 1, 1], id="three scenes"),
        pytest.param(f"{HOUSE}\n\n---\n\n{LETTER}\n\n***\n\n{RIVER}", [1, 3, 1], id="two kinds of rule are no frame"),
        pytest.param(f"---\n\n{LETTER}\n\n---\n\n{RIVER}", [0, 3, 1], id="a letter that no scene shows"),
        pytest.param(f"{HOUSE}\n\n---\n\n{LETTER}", [1, 3], id="a letter that closes the chapter"),
        pytest.param(
            "\n\n---\n\n".join(f"Dear {name},\n\n{HOUSE}" for name in ("Ann", "Ben", "Ann", "Ben")),
            [2, 2, 2, 2],
            id="an exchange of letters",
        ),
        pytest.param(
            f"{HOUSE}\n\n---\n\nDear Fi,\n\n{'Come home. ' * 301}\n\n---\n\n{RIVER}", [1, 2, 1], id="as long as a scene"
        ),
    ],
)
def test_what_two_rules_frame(text, paragraphs):
    assert joined(text) == paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("My dearest Ann,\n\nCome.", True, id="a salutation"),
        pytest.param("“Dear Ann: come at once.", True, id="quoted, not closed"),
        pytest.param("The note read:\n\nDear Ann,\n\nCome.", True, id="in the second paragraph"),
        pytest.param("To whom it may concern", True, id="to nobody"),
        pytest.param("From: Ann\n\nTo: Ben\n\nCome.", True, id="header lines"),
        pytest.param("From: Ann\n\nCome.", False, id="one header line may be anything"),
        pytest.param("One.\n\nTwo.\n\nDear Ann,", False, id="in the third paragraph"),
        pytest.param('"Darling," said Ann, "you are late."', False, id="said to a husband"),
        pytest.param("“Dear me!” said the mayor, and sat down.", False, id="an exclamation"),
        pytest.param("Dear God, she thought, and ran.", False, id="a prayer"),
        pytest.param("Dear diary,\n\nIt rained.", False, id="a diary is a scene"),
        pytest.param("Dear Ann,\n\n" + "Come. " * 600, False, id="as long as a scene"),
    ],
)
def test_letters(text, expected):
    assert is_letter(segment(text)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("> To be or not.\n>\n> — Shakespeare", True, id="quoted and signed"),
        pytest.param("*To be or not.*\n\n— Shakespeare", True, id="in italics and signed"),
        pytest.param("To be or not to be. — W. Shakespeare", True, id="short, signed in its line"),
        pytest.param("*To be or not.*", True, id="in italics and short"),
        pytest.param(f"> {'To be or not. ' * 20}\n>\n> — Shakespeare", True, id="long, quoted and signed"),
        pytest.param(f"{'To be or not. ' * 20}\n\n— Shakespeare", False, id="long, and only signed"),
        pytest.param(f"*{'To be or not. ' * 20}*", False, id="long, and only in italics"),
        pytest.param(f"> {'To be or not. ' * 40}\n>\n> — Shakespeare", False, id="longer than any motto"),
        pytest.param("To be *or not*.", False, id="some of it in italics"),
        pytest.param("> Dear Ann,\n>\n> come.", False, id="a letter"),
        pytest.param("— Go home, she thought.\n\nShe ran.", False, id="a dash of speech"),
    ],
)
def test_mottos(text, expected):
    assert is_epigraph(segment(text)) is expected


def test_nothing_is_no_motto():
    assert not is_epigraph(Segment())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He left.", True, id="prose"),
        pytest.param("1914–1918", False, id="no letters"),
        pytest.param("[Buy the book](https://example.org)", False, id="only a link to a shop"),
        pytest.param("[Buy](https://example.org) it.\n\nHe left.", True, id="a link and prose"),
        pytest.param("![A house](house.png)", False, id="only a picture"),
    ],
)
def test_what_is_story(text, expected):
    assert is_story(segment(text)) is expected


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("by Jane Doe\n\nCopyright © 2024\n\nFor Bob.\n\nA novel\n\nHe left.", ["He left."]),
        ("Word count: 90,000\n\nHe left.", ["He left."]),
        ("By morning the ice had gone.", ["By morning the ice had gone."]),
        ("For an hour nobody spoke.", ["For an hour nobody spoke."]),
        ("He left.\n\nby Jane Doe", ["He left.", "by Jane Doe"]),
    ],
)
def test_lines_of_a_title_page_go_from_the_top(text, left):
    blocks = segment(text).blocks

    assert [block.text for block in blocks[title_lines(blocks) :]] == left


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{HOUSE} {RIVER}", True, id="a frame story of 18 words"),
        pytest.param(HOUSE, False, id="nine words"),
        pytest.param("Ann, Ben, Carl and Dora in order of their coming in at the door of it", False, id="no sentence"),
        pytest.param(
            f"{HOUSE}\n\nCopyright by all the people who ever lived in it.", False, id="the copyright counts not"
        ),
        pytest.param(f"*{HOUSE} {RIVER}*", False, id="a motto"),
    ],
)
def test_prose_above_the_first_chapter(text, expected):
    assert is_real_prose(segment(text), 15) is expected
