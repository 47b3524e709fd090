"""What stands within a paragraph: marks and tags go, words, lines and italics stay."""

import pytest

from manuscript.blocks import parse_blocks
from manuscript.dialects import read_text
from manuscript.inlines import cut


def blocks_of(text):
    return parse_blocks(read_text(text))


@pytest.mark.parametrize(
    ("markdown", "texts"),
    [
        pytest.param("He *ran* **fast** `home`.", ["He ran fast home."], id="marks go"),
        pytest.param(
            "He [ran](https://x.org 'y') home ![p](p.png).", ["He ran home ."], id="link text stays, pictures go"
        ),
        pytest.param("a  b\tc\nd\\\ne  \nf &nbsp; g\u00a0h", ["a b c d e f g h"], id="every white space is one space"),
        pytest.param("t&eacute;", ["t\u00e9"], id="entities"),
        pytest.param("He said \\*so\\* twice.", ["He said *so* twice."], id="what is escaped"),
        pytest.param("*I should go\n\nand stay.*", ["I should go", "and stay."], id="italics over two paragraphs"),
        pytest.param(
            "<Come here>, he sent. <i>Now</i>.", ["<Come here>, he sent. Now."], id="thoughts in angle brackets"
        ),
        pytest.param("<p>He left.</p><p>She<br>stayed.</p>", ["He left.", "She stayed."], id="HTML paragraphs"),
        pytest.param("He left.<hr>She stayed.", ["He left.", "<hr>", "She stayed."], id="an HTML rule"),
    ],
)
def test_text(markdown, texts):
    assert [block.text for block in blocks_of(markdown)] == texts


@pytest.mark.parametrize(
    ("markdown", "emphasis", "strong"),
    [
        pytest.param("He *ran* and **fell**.", ["ran"], ["fell"], id="one each"),
        pytest.param("He ***ran***.", ["ran"], ["ran"], id="both"),
        pytest.param("<i>He <em>ran</em> home</i>.", ["He ran home"], [], id="nested ones count once"),
        pytest.param("He <cite>ran", ["ran"], [], id="never closed: to the end"),
        pytest.param("He ran</i>.", [], [], id="never opened"),
        pytest.param("He <i></i> ran.", [], [], id="nothing in it"),
    ],
)
def test_what_is_set_apart(markdown, emphasis, strong):
    (block,) = blocks_of(markdown)

    assert [block.text[start:end] for start, end in block.emphasis] == emphasis
    assert [block.text[start:end] for start, end in block.strong] == strong


@pytest.mark.parametrize(
    ("markdown", "is_bold", "links", "turns"),
    [
        pytest.param("**He ran.**", True, 0, (), id="all of it bold"),
        pytest.param("**He** ran.", False, 0, (), id="some of it"),
        pytest.param("[Buy](https://x.org) [it](#shop)", False, 1, (), id="links to the web, not within the book"),
        pytest.param("Roses,\\\nviolets<br>and\nthyme.", False, 0, (6, 14), id="lines of verse, not of the file"),
    ],
)
def test_what_a_block_knows_of_itself(markdown, is_bold, links, turns):
    (block,) = blocks_of(markdown)

    assert (block.is_bold, block.links, block.turns) == (is_bold, links, turns)


def test_lines_and_marks_of_a_paragraph():
    (block,) = blocks_of("\n\nHe _ran\nhome_ <i>and\nout</i>.\n")

    assert block.text == "He ran home and out."
    assert block.lines == (3, 5)
    assert block.line_map == ((0, 3), (7, 4), (16, 5))
    assert [block.text[start:end] for start, end in block.emphasis] == ["ran home", "and out"]


@pytest.mark.parametrize(
    ("stretch", "text", "lines", "line_map", "emphasis"),
    [
        pytest.param((4, 18), "two three four", (1, 2), ((0, 1), (4, 2)), ((0, 9),), id="the end"),
        pytest.param((0, 4), "one", (1, 1), ((0, 1),), (), id="the start, without its space"),
        pytest.param((8, 13), "three", (2, 2), ((0, 2),), ((0, 5),), id="within the italics"),
    ],
)
def test_cutting_a_block_moves_its_lines_and_marks(stretch, text, lines, line_map, emphasis):
    (block,) = blocks_of("one *two\nthree* four")
    part = cut(block, *stretch)

    assert (part.text, part.lines, part.line_map, part.emphasis) == (text, lines, line_map, emphasis)


def test_italics_that_begin_where_a_part_ends_are_none_of_it():
    (block,) = blocks_of("one*two*")

    assert cut(block, 0, 3).emphasis == ()
