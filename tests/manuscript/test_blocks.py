"""Markdown to flat blocks: the plain text, its lines and its italics, whatever tool wrote the file."""

import pytest

from manuscript.blocks import parse_blocks
from manuscript.headings import parse_number
from manuscript.inlines import cut
from manuscript.markdown import visible_text


def blocks_of(text):
    return parse_blocks(visible_text(text))


@pytest.mark.parametrize(
    ("markdown", "texts"),
    [
        pytest.param("He *ran* **fast** `home`.", ["He ran fast home."], id="marks go"),
        pytest.param(
            "He [ran](https://x.org 'y') home ![p](p.png).", ["He ran home ."], id="link text stays, pictures go"
        ),
        pytest.param("[[Emma|She]] and [[Jonas]] ![[map.png]]", ["She and Jonas"], id="Obsidian's links"),
        pytest.param(
            "[Small]{.smallcaps} ==words== ~~struck~~", ["Small words struck"], id="pandoc's spans, highlights"
        ),
        pytest.param("a  b\tc\nd\\\ne  \nf &nbsp; g\u00a0h", ["a b c d e f g h"], id="every white space is one space"),
        pytest.param("co\u00adop\u200berate \ufeffnow", ["cooperate now"], id="invisible characters go"),
        pytest.param("e\u0301t&eacute;", ["\u00e9t\u00e9"], id="NFC"),
        pytest.param(
            '"Don\'t--" \u2014 he said... \\*so\\*',
            ['"Don\'t--" \u2014 he said... *so*'],
            id="dashes and quotes as written",
        ),
        pytest.param("*I should go\n\nand stay.*", ["I should go", "and stay."], id="italics over two paragraphs"),
        pytest.param("1914. It was late.", ["1914. It was late."], id="a year is no list"),
        pytest.param("- Hello.\n- You?", ["- Hello.", "- You?"], id="dashes of speech stay"),
        pytest.param("* one\n    * two\n* three", ["one", "two", "three"], id="bullets go"),
        pytest.param("    He left.\n\n\tShe stayed.", ["He left.", "She stayed."], id="indented prose is no code"),
        pytest.param(
            "<Come here>, he sent. <i>Now</i>.", ["<Come here>, he sent. Now."], id="thoughts in angle brackets"
        ),
        pytest.param("<p>He left.</p><p>She<br>stayed.</p>", ["He left.", "She stayed."], id="HTML paragraphs"),
        pytest.param("word<sup>1</sup>, 1<sup>st</sup>", ["word, 1st"], id="footnote numbers go"),
        pytest.param("[Emma]: hello\n\n[x]: https://x.org", ["[Emma]: hello"], id="a chat is no link reference"),
        pytest.param("a [^1] b^[c] d\n\n[^1]: e\n\n    f", ["a b d"], id="footnotes"),
        pytest.param("a <!-- b --> c <!-- d", ["a c <!-- d"], id="comments, but an open one hides nothing"),
        pytest.param("a %%b%% c\n\n% d\n\n@pov: e", ["a c"], id="comments of Obsidian and novelWriter"),
        pytest.param("| a | b |\n|---|---|\n| c | *d* |", ["a b", "c d"], id="a paragraph a table row"),
        pytest.param("```\nLEVEL UP\n---\n\nHP 5\n```", ["LEVEL UP", "HP 5"], id="a screen's words"),
        pytest.param("```yaml\nkey: 1\n```\n\na", ["a"], id="a tool's words"),
        pytest.param("```\nHe left.", ["``` He left."], id="a fence that never closes"),
        pytest.param(
            "He left.\nShe stayed.\n'Why?'", ["He left.", "She stayed.", "'Why?'"], id="lines that are paragraphs"
        ),
        pytest.param("He left\nthe house. She\nstayed.", ["He left the house. She stayed."], id="hard-wrapped lines"),
        pytest.param("a\x00b\ud800c\x0cd", ["ab\ufffdc d"], id="control characters"),
    ],
)
def test_text(markdown, texts):
    assert [block.text for block in blocks_of(markdown)] == texts


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("# A #\n\n## B {#b .unnumbered}", [("A", 1), ("B", 2)], id="ATX"),
        pytest.param("#Chapter Twelve", [("Chapter Twelve", 1)], id="no space"),
        pytest.param("##! Prologue", [("Prologue", 2)], id="novelWriter"),
        pytest.param("A\n===\n\nB\n---", [("A", 1), ("B", 2)], id="setext"),
        pytest.param(
            "A walk in the sun.\n------------------", [("A walk in the sun.", 2)], id="setext with a full stop"
        ),
        pytest.param('"I went."\n---', [], id="speech over a rule"),
        pytest.param("He went.\n---\n\nShe went.", [], id="a sentence over three dashes"),
        pytest.param("Kyle\n---\n\nShe went.\n\n---\n\nHe went.", [], id="the same rule stands alone elsewhere"),
        pytest.param("He went\naway\n----------", [], id="two lines over a rule"),
        pytest.param("<h2>A <em>b</em></h2>", [("A b", 2)], id="HTML"),
        pytest.param("#blessed\n\n#MeToo", [], id="hashtags"),
        pytest.param("> # A", [], id="a sign in a block quote"),
    ],
)
def test_headings(markdown, expected):
    assert [(block.text, block.level) for block in blocks_of(markdown) if block.kind == "heading"] == expected


def test_lines_and_marks_of_a_paragraph():
    (block,) = blocks_of("\n\nHe _ran\nhome_ <i>and\nout</i>.\n")

    assert block.text == "He ran home and out."
    assert block.lines == (3, 5)
    assert block.line_map == ((0, 3), (7, 4), (16, 5))
    assert [block.text[start:end] for start, end in block.emphasis] == ["ran home", "and out"]


def test_cutting_a_block_keeps_its_lines_and_marks():
    (block,) = blocks_of("one *two\nthree* four")
    part = cut(block, 4, len(block.text))

    assert part.text == "two three four"
    assert part.line_map == ((0, 1), (4, 2))
    assert part.emphasis == ((0, 9),)


def test_paragraphs_of_one_block_quote_belong_together():
    assert [block.quote for block in blocks_of("> a\n>\n> b\n\nc\n\n> d")] == [1, 1, 0, 2]


def test_hiding_keeps_every_line_number():
    text = "a\r\n<!-- b\r\n\r\nc -->\r%% d\n%%\n% e\n:::\nf"

    assert visible_text(text).split("\n")[8] == "f"


def test_a_giant_paragraph_keeps_its_words_and_lines():
    text = "\n".join(["*word* word"] * 5000)
    (block,) = blocks_of(text)

    assert block.text == " ".join(["word word"] * 5000)
    assert block.lines == (1, 5000)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("XII", 12),
        ("xl", 40),
        ("twelve", 12),
        ("Twenty-One", 21),
        ("the First", 1),
        ("twelfth", 12),
        ("thirtieth", 30),
        ("one hundred and five", 105),
        ("zero", 0),
        ("1984", None),
        ("C", None),
        ("mix", None),
        ("twenty people", None),
        ("", None),
    ],
)
def test_numbers(text, number):
    assert parse_number(text) == number
