"""The Markdown that novels are written in: which lines are breaks, headings, fences and front matter, which prose."""

import pytest

from manuscript.dialects import visible_text
from manuscript.markdown import is_scene_break, novel_parser

KINDS = {"scene_break": "break", "fence": "fence", "tr_open": "row"}


def kinds(text):
    """Give the kinds of a text's blocks, in order; of a table its rows."""
    tokens = []
    parser = novel_parser()
    parser.block.parse(visible_text(text), parser, {}, tokens)
    cells = [token.map for token in tokens if token.type == "tr_open"]
    return [
        KINDS.get(token.type) or ("heading" if token.tag[0] == "h" else "p")
        for token in tokens
        if token.type in KINDS or (token.type == "inline" and token.map not in cells and token.tag)
    ]


BREAKS = [
    "* * *", "***", "*****", "*  *  *", "- - -", "---", "-----------", "___", "#", r"\#", "# # #", "###", "~ ~ ~",
    "~~~", "⁂", r"\* \* \*", r"\*\*\*", r"\---", "• • •", "· · ·", "❦", "§", "◆", "★", "—", "*\xa0*\xa0*",
    "          * * *", "\t***", "\uff0a\u3000\uff0a\u3000\uff0a", "*", "-", "~", "===", "oOo", "-oOo-", "x x x", "~*~",
    "+ + +", "*** ", "***\\", "XXX", "xXx", "-x-", "[Line Break]", "--- scene break ---", "Scene change", "❦\ufe0e",
]  # fmt: skip


@pytest.mark.parametrize("mark", BREAKS)
def test_a_line_of_ornaments_is_a_break(mark):
    assert kinds(f"He left.\n\n{mark}\n\nShe stayed.") == ["p", "break", "p"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("...", "silence in dialogue"),
        ("?", "surprise"),
        ("!!!", "more of it"),
        ('"***"', "asterisks somebody says"),
        ("\U0001f602", "a face sent in a chat"),
        ("\U0001f44b", "a hand sent in a chat"),
        ("1", "a number"),
        ("_", "a gap, not a line: such marks count from three up"),
        ("= =", "nor two of them"),
        ("|", "the edge of a table"),
        ("( * )", "one ornament in brackets"),
        ("oo", "letters from three up"),
        ("xxx", "kisses: crosses stand apart, or are capitals"),
        ("break", "one word of somebody's"),
        ("", "nothing"),
        ("*" * 201, "longer than anybody draws"),
    ],
)
def test_a_line_that_is_read_is_no_break(line, why):
    assert not is_scene_break(line), why


@pytest.mark.parametrize("mark", ["* * *", "***", "---", "- - -", "___", "#", "###", "~~~", "~ ~ ~", "⁂", r"\* \* \*"])
def test_an_unmistakable_break_may_touch_the_prose_around_it(mark):
    assert kinds(f"He left.\n{mark}\nShe stayed.") == ["p", "break", "p"]


@pytest.mark.parametrize("line", ["scene change", "—", "*", "-", "~", "--- ---", "+---+---+"])
def test_what_prose_and_tables_may_hold_touches_it_without_breaking_it(line):
    assert "break" not in kinds(f"He said\n{line}\nand went on.")


@pytest.mark.parametrize("text", ["He said\n—\n\nand went on.", "He said\n\n—\nand went on."])
def test_one_blank_line_is_not_enough(text):
    assert "break" not in kinds(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("#Chapter Twelve", ["heading"], id="a title without its space"),
        pytest.param("#5", ["heading"], id="a number without its space"),
        pytest.param("He left.\n#Chapter Twelve\nShe stayed.", ["p"], id="it must stand alone"),
        pytest.param("#chapter two", ["p"], id="and have a capital"),
        pytest.param("#Chapter two.", ["p"], id="and no full stop"),
        pytest.param("#MeToo", ["p"], id="a hashtag"),
        pytest.param("####### seven", ["p"], id="there are six levels"),
        pytest.param("    He left.", ["p"], id="indented prose is no code"),
        pytest.param("- Hello.", ["p"], id="a dash of speech is no list"),
        pytest.param("1. He left.", ["p"], id="a year or number is no list"),
        pytest.param("<div>\n\nHe left.", ["p", "p"], id="HTML swallows nothing"),
        pytest.param("He left.\n===", ["p", "break"], id="a line drawn under words is resolved later"),
        pytest.param("```\n***\n```", ["fence"], id="a fence hides a rule"),
        pytest.param("```\nHe left.", ["p"], id="a fence that never closes hides nothing"),
        pytest.param("~~~text\n---\n~~~", ["fence"], id="tildes that say what is in them"),
        pytest.param("~~~\nHe left.", ["break", "p"], id="bare tildes are a break"),
        pytest.param("| a | b |\n|---|---|\n| c | d |", ["row", "row"], id="a table"),
        pytest.param("| Row her over,\n| row her back.\n|\n| Never.", ["p", "p"], id="lines of verse"),
        pytest.param("| a | b |\n|---|---|", ["row"], id="a table without rows"),
        pytest.param("[x]: https://x.org", [], id="a web reference"),
        pytest.param("[Emma]: hello", ["p"], id="a chat"),
    ],
)
def test_kinds_of_blocks(text, expected):
    assert kinds(text) == expected
