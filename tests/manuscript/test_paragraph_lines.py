"""Lists, lines that are paragraphs, indented paragraphs: how many blocks the lines of one block are."""

import pytest

from manuscript.blocks import parse_blocks
from manuscript.dialects import read_text

WRAPPED = "   She carried the lantern down\nand counted the boats.\n   One of them was gone, and\nso was he."


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        pytest.param(
            WRAPPED,
            ["She carried the lantern down and counted the boats.", "One of them was gone, and so was he."],
            id="paragraphs told by their indents",
        ),
        pytest.param("Row her over,\n  row her back,\nnever", ["Row her over, row her back, never"], id="verse"),
        pytest.param("  One.\n  Two and\n  three.", ["One. Two and three."], id="all lines are indented"),
        pytest.param("* a\n* b c\nd", ["a", "b c d"], id="a list with a wrapped item"),
        pytest.param("- a.\n- b.", ["- a.", "- b."], id="dashes of speech stay"),
    ],
)
def test_paragraphs_without_blank_lines(text, texts):
    assert [block.text for block in parse_blocks(read_text(text))] == texts


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("* a\n* b", ["bullet", "bullet"]),
        ("1. a\n2. b", ["number", "number"]),
        ("- [ ] a\n- [x] b", ["task", "task"]),
        ("a\n\nb", ["", ""]),
    ],
)
def test_items_know_their_list(text, items):
    assert [block.item for block in parse_blocks(read_text(text))] == items
