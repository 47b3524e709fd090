"""The Markdown that novels are written in: which lines are breaks, headings, fences and front matter, which prose."""

import pytest

from manuscript.markdown import front_matter_lines, front_matter_title, is_scene_break, novel_parser, visible_text

PAIRS = {"paragraph_open": "p", "scene_break": "break", "fence": "fence", "heading_open": "heading", "tr_open": "row"}


def kinds(text):
    """Give the kinds of a text's blocks, in order."""
    return [PAIRS[token.type] for token in novel_parser().parse(visible_text(text)) if token.type in PAIRS]


BREAKS = [
    "* * *", "***", "*****", "*  *  *", "- - -", "---", "-----------", "___", "#", r"\#", "# # #", "###", "~ ~ ~",
    "~~~", "⁂", r"\* \* \*", r"\*\*\*", r"\---", "• • •", "· · ·", "❦", "§", "◆", "★", "—", "*\xa0*\xa0*",
    "          * * *", "\t***", "\uff0a\u3000\uff0a\u3000\uff0a", "*", "-", "~", "===", "oOo", "-oOo-", "x x x", "~*~",
    "+ + +", "*** ", "***\\", "❦\ufe0e",
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
        ("xxx", "kisses: crosses stand apart"),
        ("", "nothing"),
        ("*" * 201, "longer than anybody draws"),
    ],
)
def test_a_line_that_is_read_is_no_break(line, why):
    assert not is_scene_break(line), why


@pytest.mark.parametrize("mark", ["* * *", "***", "---", "- - -", "___", "#", "###", "~~~", "~ ~ ~", "⁂", r"\* \* \*"])
def test_an_unmistakable_break_may_touch_the_prose_around_it(mark):
    assert kinds(f"He left.\n{mark}\nShe stayed.") == ["p", "break", "p"]


@pytest.mark.parametrize("line", ["—", "*", "-", "~", "--- ---", "+---+---+"])
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
        pytest.param("[x]: https://x.org", [], id="a web reference"),
        pytest.param("[Emma]: hello", ["p"], id="a chat"),
    ],
)
def test_kinds_of_blocks(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("co\u00adop\u200berate \ufeffnow\u00a0", "cooperate now "),
        ("e\u0301", "\u00e9"),
        ("a\x00b\ud800c\x0cd", "ab\ufffdc d"),
        ("a <!-- b --> c", "a   c"),
        ("a <!-- b", "a <!-- b"),
        ("a %%b%% c", "a   c"),
        ("% d\n@pov: e\n::: center\n\\newpage\nf", "\n\n\n\nf"),
        ("<style>\np { x: y }\n\n</style>b", "\n\n\nb"),
        ("100% of it", "100% of it"),
        ("[[Emma|She]] and [[Jonas]] ![[map.png]]", "She and Jonas "),
        ("[Small]{.smallcaps} ==words== ~~struck~~", "Small words struck"),
        ("word[^1] and^[a note] on", "word and on"),
        ("word<sup>1</sup>, 1<sup>st</sup>", "word, 1<sup>st</sup>"),
        ("   * * *\n   He", "* * *\n   He"),
    ],
)
def test_what_readers_see(text, seen):
    assert visible_text(text) == seen


def test_hiding_keeps_every_line_number():
    text = "a\r\n<!-- b\r\n\r\nc -->\r%% d\n%%\n% e\n:::\nf"

    assert visible_text(text).split("\n")[8] == "f"


@pytest.mark.parametrize(
    ("text", "lines", "title"),
    [
        pytest.param("---\ntitle: x\ntags:\n  - a\n---\n\nHe left.", 5, "x", id="YAML"),
        pytest.param("\n\n---\ntitle: x\n...\nHe left.", 5, "x", id="blank lines above, dots below"),
        pytest.param('+++\ntitle = "x"\n+++\n\nHe left.', 3, "x", id="TOML"),
        pytest.param("---\ntitle: 'It: a Novel'\n---", 3, "It: a Novel", id="a colon in the title"),
        pytest.param("---\nTitle: A=B\n---", 3, "A=B", id="an equals sign in it"),
        pytest.param("---\nauthor: x\n---", 3, "", id="no title"),
        pytest.param("---\ntitle: x\n\nHe left.", 0, "", id="never closed"),
        pytest.param("---\nHe left.\n---", 0, "", id="prose between two rules"),
        pytest.param("---\ntitle: x\nHe left.\n---", 0, "", id="prose below a colon"),
        pytest.param("---\n\ntitle: x\n---", 0, "", id="a break and a blank line"),
        pytest.param("He left.\n\n---\ntitle: x\n---", 0, "", id="not at the top"),
    ],
)
def test_front_matter(text, lines, title):
    assert (front_matter_lines(text), front_matter_title(text)) == (lines, title)
