"""What readers see of a text: each mark of a writing tool by its own example, and what only looks like one."""

import pytest

from english.lexicon import lexicon
from manuscript.dialects import is_worded_break, read_text, visible_text

TABLE = lexicon().dialects


@pytest.mark.parametrize("row", [*TABLE.stretches, *TABLE.marks], ids=lambda row: f"{row.dialect}: {row.example[:30]}")
def test_every_mark_by_its_own_example(row):
    assert any(sign in "\n" + row.example for sign in row.needs)
    assert visible_text(row.example) == row.reads


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("co\u00adop\u200berate \ufeffnow\u00a0", "cooperate now "),
        ("e\u0301", "\u00e9"),
        ("a\x00b\ud800c\x0cd", "ab\ufffdc d"),
        ("a <!-- b --> c", "a  c"),
        ("a <!-- b", "a <!-- b"),
        ("a %%b%% c", "a  c"),
        ("% d\n@pov: e\n\\newpage\nf", "\n\n\nf"),
        ("<style>\np { x: y }\n\n</style>b", "\n\n\nb"),
        ("100% of it", "100% of it"),
        ("[[Emma|She]] and [[Jonas]] ![[Map]]", "She and Jonas "),
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
    "text",
    [
        pytest.param("She had 100% of it, @home and elsewhere.", id="signs within prose"),
        pytest.param("He wrote C:\\Users\\mara on the card.", id="a folder, not LaTeX"),
        pytest.param("[Emma]: hello", id="a chat"),
        pytest.param("<Nick> hello\n<Jo> hi", id="names in a chat"),
        pytest.param("{I am here}, said the voice.", id="braces of a voice in the head"),
        pytest.param("The total was 3 < 4, and 5 > 4.", id="less and more"),
        pytest.param("She typed :: and waited.", id="colons that name nothing"),
        pytest.param("#blessed and #grateful", id="hashtags somebody writes"),
        pytest.param("It was [redacted] (see below).", id="brackets"),
        pytest.param("She left. <!-- never closed", id="a comment that never closes hides nothing"),
        pytest.param("{-- and so on", id="nor does a deletion"),
        pytest.param("a | b", id="a bar"),
        pytest.param("5 ^ 2 is 25", id="a caret"),
        pytest.param("---\nMara: I go.\nPell: No.\n---", id="a dialogue between two rules"),
    ],
)
def test_what_only_looks_like_a_mark_stays(text):
    assert visible_text(text) == text


@pytest.mark.parametrize(
    ("line", "expected", "why"),
    [
        ("[Line Break]", True, "in brackets"),
        ("--- scene break ---", True, "between dashes"),
        ("Scene Change", True, "two words alone"),
        ("**POV switch**", True, "in bold"),
        ("*break*", True, "one word, set apart"),
        ("Break", False, "one word is somebody speaking"),
        ("The scene changes now", False, "words around it"),
        ("[scene break in the glass of the window, and of the door as well]", False, "too long"),
    ],
)
def test_words_for_a_break(line, expected, why):
    assert is_worded_break(line) is expected, why


def test_hidden_stretches_are_told_with_their_lines():
    found = read_text("a\n\n<!-- Ask Jo\nabout tides. -->\n\n{--no--}b").hidden

    assert [(stretch.what, stretch.lines, stretch.text.split()) for stretch in found] == [
        ("deleted text", (6, 6), ["no"]),
        ("a comment", (3, 4), ["Ask", "Jo", "about", "tides."]),
    ]


def test_front_matter_is_taken_off_before_the_marks_are_read():
    found = read_text("---\ntitle: x\nheader: |\n  \\usepackage{y}\n---\n% z\n\nShe left.")

    assert found.text == "\n" * 7 + "She left."
    assert found.front.text("title") == "x"
