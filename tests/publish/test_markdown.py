"""The book's Markdown reads back as the same scenes, whatever the manuscript holds."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import config
from manuscript.parsing import parse_file
from publish.contents import BookChapter, BookContents, BookScene, Opening, Plate, make_book
from publish.details import BookDetails
from publish.markdown import escaped, make_markdown
from publish.paragraphs import Paragraph, TextRun
from scene_parser import read_novel
from workspace.pictures import Picture

ROOT = Path(__file__).parent.parent.parent


def book_of(*paragraphs, plate=None):
    scene = BookScene((1, 1), "", tuple(paragraphs), plate)
    return BookContents(BookDetails("The Sea", "Ann"), (BookChapter(1, Opening("Chapter One", "Night"), (scene,)),))


def body(*paragraphs, plate=None):
    return make_markdown(book_of(*paragraphs, plate=plate), "p", ".jpg").split("## Chapter One: Night\n\n")[1]


def test_the_sample_novel_reads_back_as_it_was():
    novel = read_novel(ROOT / config.NOVEL)
    text = make_markdown(make_book(novel, BookDetails("The Crossing Board"), {}), "p", ".jpg")

    again = [scene.text for chapter in parse_file(text).chapters for scene in chapter.scenes]
    assert again == [scene.text for scene in novel.scenes]


@example("++}")
@given(st.text(alphabet="aB *_`[]<>#~=&!|\\-+.)1:;'\"%^{}$é@", min_size=1, max_size=60))
def test_hostile_words_read_back_as_they_were(words):
    text = " ".join(f"Word {words} word.".split())
    (chapter,) = parse_file(make_markdown(book_of(Paragraph((TextRun(text),))), "p", ".jpg")).chapters

    assert chapter.scenes[0].text == text


@pytest.mark.parametrize(
    "start",
    [
        "#",
        "# ",
        "> ",
        ">",
        "1. ",
        "12) ",
        "- ",
        "-",
        ":::",
        "@pov: ",
        "% ",
        "%%",
        "~~~",
        "```",
        "---",
        "==",
        "|a|",
        "[x]: ",
    ],
)
def test_what_begins_a_paragraph_is_no_mark(start):
    paragraphs = (Paragraph((TextRun("A first one."),)), Paragraph((TextRun(f"{start}word and a word."),)))
    (chapter,) = parse_file(make_markdown(book_of(*paragraphs), "p", ".jpg")).chapters

    assert chapter.scenes[0].text == f"A first one.\n{start}word and a word."


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param(
            Paragraph((TextRun("a "), TextRun("b ", italic=True), TextRun("c"))), "a *b* c\n", id="tight italics"
        ),
        pytest.param(Paragraph((TextRun("a", italic=True, bold=True),)), "***a***\n", id="bold italics"),
        pytest.param(Paragraph((TextRun("a\nb"),), "verse"), "a\\\nb\n", id="verse"),
        pytest.param(Paragraph((TextRun("a\nb", italic=True),), "verse"), "*a*\\\n*b*\n", id="italic verse"),
        pytest.param(Paragraph((TextRun("1. A list?"),)), "1\\. A list?\n", id="no list"),
        pytest.param(Paragraph((TextRun("# A tag"),)), "\\# A tag\n", id="no heading"),
        pytest.param(Paragraph((TextRun("- He came."),)), "\\- He came.\n", id="no bullet"),
        pytest.param(Paragraph((TextRun("FIRE"),), "headline"), "#### FIRE\n", id="a headline"),
        pytest.param(Paragraph((TextRun("Dear"),), quote=1), "> Dear\n", id="a quote"),
    ],
)
def test_paragraphs(paragraph, expected):
    assert body(paragraph) == expected


@pytest.mark.parametrize(
    "text", ["It's 5% off!", "snake_case", "A & B", "a ~ b = c", "50-60", "(so)", "C:\\".rstrip("\\")]
)
def test_what_is_no_mark_is_not_escaped(text):
    assert escaped(text) == text


def test_a_picture_is_a_link_with_its_words():
    plate = Plate(Picture(Path("x.png"), None, sound=True), "chapter_01_scene_01", "Emma [left]", "She ran.")

    assert body(Paragraph((TextRun("A."),)), plate=plate) == (
        "![Emma \\[left\\]](p/chapter_01_scene_01.jpg)\n\n*She ran.*\n\nA.\n"
    )
