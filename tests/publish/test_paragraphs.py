"""A scene's marks become a book's styles, and its words stay the words that were read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manuscript.parsing import parse_file
from publish.paragraphs import Paragraph, TextRun, group_quotes, scene_paragraphs


def paragraphs(text):
    (chapter,) = parse_file(f"# One\n\n{text}\n").chapters
    return [paragraph for scene in chapter.scenes for paragraph in scene_paragraphs(scene)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        pytest.param("Plain words.", [TextRun("Plain words.")], id="plain"),
        pytest.param(
            "He *never* came.", [TextRun("He "), TextRun("never", italic=True), TextRun(" came.")], id="italics"
        ),
        pytest.param("A **loud** one.", [TextRun("A "), TextRun("loud", bold=True), TextRun(" one.")], id="bold"),
        pytest.param(
            "*All **of** it*",
            [TextRun("All ", italic=True), TextRun("of", italic=True, bold=True), TextRun(" it", italic=True)],
            id="bold within italics",
        ),
        pytest.param("A <i>tag</i>.", [TextRun("A "), TextRun("tag", italic=True), TextRun(".")], id="HTML's italics"),
        pytest.param("A <b>tag</b>.", [TextRun("A tag.")], id="HTML's bold is dropped, its words stay"),
        pytest.param(
            "Two\nlines of prose.", [TextRun("Two lines of prose.")], id="a hard-wrapped paragraph is one line"
        ),
    ],
)
def test_styles(text, spans):
    (paragraph,) = paragraphs(text)

    assert list(paragraph.spans) == spans


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("Roses are red,\\\nviolets blue", ["Roses are red,", "violets blue"], id="backslashes"),
        pytest.param("Roses are red,  \nviolets blue", ["Roses are red,", "violets blue"], id="two spaces"),
        pytest.param("Roses are red,<br>violets blue", ["Roses are red,", "violets blue"], id="HTML"),
        pytest.param(
            "The rain came down on Marlow town,\nAnd no one\nSaw it fall,",
            ["The rain came down on Marlow town,", "And no one", "Saw it fall,"],
            id="plain lines of verse",
        ),
        pytest.param("*Red,\\\nblue*", ["Red,", "blue"], id="in italics"),
    ],
)
def test_verse_keeps_its_lines(text, lines):
    (paragraph,) = paragraphs(text)

    assert paragraph.kind == "verse"
    assert paragraph.text.split("\n") == lines


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The rain came down on\nMarlow town, and no one\nSaw it fall.", id="a line without a capital"),
        pytest.param("Tom Smith met Ann\nBrown and his Ma\nJones at the Inn.", id="names at the edges, lines filled"),
        pytest.param("One line.\nTwo lines, and both\nof them are prose.", id="three lines of prose"),
        pytest.param("A\nB", id="two lines are too few to tell"),
    ],
)
def test_prose_is_no_verse(text):
    assert all(paragraph.kind == "prose" for paragraph in paragraphs(text))


def test_a_quote_is_one_group_and_two_quotes_are_two():
    found = paragraphs("Before.\n\n> Dear Ann,\n>\n> all is well.\n\nBetween.\n\n> Another.\n")
    groups = [(is_quote, [p.text for p in run]) for is_quote, run in group_quotes(found)]

    assert groups == [
        (False, ["Before."]),
        (True, ["Dear Ann,", "all is well."]),
        (False, ["Between."]),
        (True, ["Another."]),
    ]


def test_groups_of_nothing_are_none():
    assert list(group_quotes([])) == []


def test_a_heading_in_the_text_is_a_headline():
    text = "A scene.\n\n* * *\n\nA second scene.\n\n### FIRE AT THE MILL\n\nIt said so.\n\n* * *\n\nA third one.\n"

    assert [p.kind for p in paragraphs(text) if p.text == "FIRE AT THE MILL"] == ["headline"]


@given(st.lists(st.sampled_from(["word", "*it*", "**b**", "\n", "\n\n", "> q", "\\\n", "<br>", "# h", "* * *", "é"])))
def test_no_word_is_lost_or_added(pieces):
    for chapter in parse_file(" ".join(pieces)).chapters:
        for scene in chapter.scenes:
            found = scene_paragraphs(scene)
            assert " ".join(p.text for p in found).split() == scene.text.split()
            assert all(isinstance(p, Paragraph) and all(span.text for span in p.spans) for p in found)
