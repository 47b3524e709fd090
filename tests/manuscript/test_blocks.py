"""Markdown to flat blocks: the plain text, its lines and its italics, whatever tool wrote the file."""

import pytest

from manuscript.blocks import parse_blocks
from manuscript.dialects import read_text


def blocks_of(text):
    return parse_blocks(read_text(text))


@pytest.mark.parametrize(
    ("markdown", "texts"),
    [
        pytest.param(
            '"Don\'t--" \u2014 he said... \\*so\\*',
            ['"Don\'t--" \u2014 he said... *so*'],
            id="dashes and quotes as written",
        ),
        pytest.param("1914. It was late.", ["1914. It was late."], id="a year is no list"),
        pytest.param("- Hello.\n- You?", ["- Hello.", "- You?"], id="dashes of speech stay"),
        pytest.param("* one\n    * two\n* three", ["one", "two", "three"], id="bullets go"),
        pytest.param("a [^1] b^[c] d\n\n[^1]: e\n\n    f", ["a b d"], id="footnotes"),
        pytest.param("| a | b |\n|---|---|\n| c | *d* |", ["a b", "c d"], id="a paragraph a table row"),
        pytest.param("```\nLEVEL UP\n---\n\nHP 5\n```", ["LEVEL UP", "HP 5"], id="a screen's words"),
        pytest.param("```yaml\nkey: 1\n```\n\na", ["a"], id="a tool's words"),
        pytest.param(
            "He left.\nShe stayed.\n'Why?'", ["He left.", "She stayed.", "'Why?'"], id="lines that are paragraphs"
        ),
        pytest.param("He left\nthe house. She\nstayed.", ["He left the house. She stayed."], id="hard-wrapped lines"),
    ],
)
def test_text(markdown, texts):
    assert [block.text for block in blocks_of(markdown)] == texts


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("# A #\n\n## B {#b .unnumbered}", [("A", 1), ("B", 2)], id="ATX"),
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
        pytest.param("> # A", [], id="a sign in a block quote"),
    ],
)
def test_headings(markdown, expected):
    assert [(block.text, block.level) for block in blocks_of(markdown) if block.kind == "heading"] == expected


BREAKS_IN_MARKUP = [
    "### * * *", r"# \* \* \*", "### ~ ~ ~", "## ⁂", "<hr>", "<hr/>", "<hr />", "<HR>", '<hr class="scene">',
    "<hr\n class='scene'>", "<center>***</center>", "<center>\n***\n</center>", '<p align="center">* * *</p>',
    '<div align="center">\n\n* * *\n\n</div>', "::: center\n* * *\n:::", "::: {.center}\n\n* * *\n\n:::",
    r"**\* \* \***", "&#42; &#42; &#42;",
]  # fmt: skip


@pytest.mark.parametrize("mark", BREAKS_IN_MARKUP)
def test_a_break_in_the_markup_of_some_tool(mark):
    assert [block.kind for block in blocks_of(f"He left.\n\n{mark}\n\nShe stayed.")] == [
        "paragraph",
        "break",
        "paragraph",
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He left.\n\n  Name  Age\n------- ---\n  Bob    3\n\nShe stayed.", id="pandoc's simple table"),
        pytest.param("He left.\n\n+---+---+\n| a | b |\n+---+---+\n\nShe stayed.", id="a grid table"),
        pytest.param("He left.\n\n~~~text\n---\n~~~\n\nShe stayed.", id="a fence of tildes that says what is in it"),
        pytest.param("He left.\n\n<!--\n\n***\n\n-->\n\nShe stayed.", id="a comment"),
        pytest.param("He left.\n\n> Ann,\n>\n> ---\n>\n> Yours\n\nShe stayed.", id="a rule inside a quoted letter"),
        pytest.param("---\ntitle: x\n---\n\nHe left.", id="front matter"),
        pytest.param("He left.\n\n**GUESSED**\n\nShe stayed.", id="a bold caption"),
    ],
)
def test_what_is_no_break(text):
    assert "break" not in [block.kind for block in blocks_of(text)]


def test_paragraphs_of_one_block_quote_belong_together():
    assert [block.quote for block in blocks_of("> a\n>\n> b\n\nc\n\n> d")] == [1, 1, 0, 2]


def test_a_giant_paragraph_keeps_its_words_and_lines():
    text = "\n".join(["*word* word"] * 5000)
    (block,) = blocks_of(text)

    assert block.text == " ".join(["word word"] * 5000)
    assert block.lines == (1, 5000)


@pytest.mark.parametrize(
    ("text", "blank_lines", "breaks"),
    [
        pytest.param("a\n\n\nb\n\nc", 2, [(2, 3)], id="two blank lines"),
        pytest.param("a\n\n\nb\n\nc", 1, [(2, 3), (5, 5)], id="any"),
        pytest.param("a\n\n\nb\n\nc", 3, [], id="fewer than asked for"),
        pytest.param("a\r\n \r\n\t\r\nb", 2, [(2, 3)], id="Windows' line ends, and lines of white space"),
        pytest.param("a\n\n<!-- x -->\n\nb", 2, [], id="a comment between"),
        pytest.param("# A\n\n\nb\n\n\n***\n\n\nc", 2, [], id="only between two paragraphs"),
    ],
)
def test_blank_lines_that_end_a_scene(text, blank_lines, breaks):
    blocks = parse_blocks(read_text(text), blank_lines)

    assert [block.lines for block in blocks if block.kind == "break" and not block.text] == breaks


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("a\n\n![](x.png)\n\nb", ["paragraph", "break", "paragraph"], id="a picture as a divider"),
        pytest.param("a\n\n![The mill](x.png)\n\nb", ["paragraph", "paragraph"], id="an illustration"),
        pytest.param("a\n\n![[divider.png]]\n\nb", ["paragraph", "break", "paragraph"], id="Obsidian's"),
        pytest.param("a\n\n![[mill.png]]\n\nb", ["paragraph", "paragraph"], id="an illustration of Obsidian's"),
        pytest.param("a\n\n![](map.png)\n\nb", ["paragraph", "paragraph"], id="one by its name"),
        pytest.param("He knocked:\n\n· · · — —\n\nb", ["paragraph"] * 3, id="marks that the line above shows"),
        pytest.param("He said:\n\n* * *\n\nb", ["paragraph", "break", "paragraph"], id="a rule below a colon"),
        pytest.param("a\n\n<img src='x.png'>\n\nb", ["paragraph", "break", "paragraph"], id="HTML's"),
        pytest.param("a\n![](x.png)\nb", ["paragraph"], id="within a paragraph"),
        pytest.param("a\n\n&nbsp;\n\nb", ["paragraph", "break", "paragraph"], id="an empty paragraph"),
        pytest.param("a\n\n<br>\n\nb", ["paragraph", "break", "paragraph"], id="an HTML line end"),
        pytest.param("a\n\n\\\n\nb", ["paragraph", "break", "paragraph"], id="a line end alone"),
        pytest.param("a\n\n&nbsp;\n\nb" * 5, ["paragraph"] * 6, id="an empty one below every paragraph spaces them"),
        pytest.param("> a\n>\n> &nbsp;\n>\n> b", ["paragraph", "paragraph"], id="in a letter"),
        pytest.param("a\n\n::: scene\n:::\n\nb", ["paragraph", "break", "paragraph"], id="an empty div"),
        pytest.param("a\n\n::: x\n* * *\n:::\n\nb", ["paragraph", "break", "paragraph"], id="a break in a div"),
        pytest.param("::: x\na\n\n* * *\n\nb\n:::", ["paragraph"] * 3, id="bullets among the words of a div"),
        pytest.param(f"::: x\n{'a ' * 200}\n\n* * *\n\nb\n:::", ["paragraph", "break", "paragraph"], id="a chapter's"),
        pytest.param("a\n\n* * *\n\nb\n\n:::", ["paragraph", "break", "paragraph"], id="a div that never began"),
    ],
)
def test_gaps_and_frames(text, kinds):
    assert [block.kind for block in parse_blocks(read_text(text))] == kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("> [!todo]- Fix\n> The dates.", [("todo", "Fix The dates.")], id="a callout with a title"),
        pytest.param("> [!WARNING]\n> Rope.", [("warning", "Rope.")], id="GitHub's"),
        pytest.param("> [!note]\n>\n> a\n\nb\n\n> c", [("note", "a"), ("", "b"), ("", "c")], id="to its end"),
        pytest.param("[!note] a", [("", "[!note] a")], id="only in a block quote"),
    ],
)
def test_callouts(text, expected):
    assert [(block.callout, block.text) for block in parse_blocks(read_text(text))] == expected
