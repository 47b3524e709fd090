"""Chapters as markup: what parts the scenes, which paragraphs are indented, and what a screen reader is told."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from publish.contents import BookChapter, BookScene, Opening, Plate
from publish.paragraphs import Paragraph, TextRun
from publish.sections import chapter_section, contents_list, part_section, text_direction
from workspace.pictures import Picture

PLATE = Plate(Picture(Path("x.png"), None, sound=True), "x", 'Emma & "Jonas"', "She <ran>.")


def words(text, **changes):
    return Paragraph((TextRun(text),), **changes)


def chapter(*scenes, **opening):
    return BookChapter(1, Opening(**{"title": "Night", **opening}), scenes)


def scene(*paragraphs, plate=None, title=""):
    return BookScene((1, 1), title, paragraphs, plate)


def section(made):
    return ET.fromstring(chapter_section(made, "c1", lambda plate: (f"{plate.name}.jpg", (4, 3))))


def children(made):
    return [(child.tag, child.get("class")) for child in section(made)]


def test_an_ornament_parts_scenes_without_a_picture():
    assert children(chapter(scene(words("A.")), scene(words("B."), words("C.")))) == [
        ("header", "opening"),
        ("p", "opens chapter-opens"),
        ("hr", "ornament"),
        ("p", "opens"),
        ("p", None),
    ]


def test_a_picture_stands_where_its_scene_begins():
    made = chapter(scene(words("A."), plate=PLATE), scene(words("B."), plate=PLATE))

    assert [tag for tag, _ in children(made)] == ["header", "figure", "p", "figure", "p"]


def test_a_scenes_own_heading_needs_no_ornament():
    assert [tag for tag, _ in children(chapter(scene(words("A.")), scene(words("B."), title="Later")))] == [
        "header",
        "p",
        "h2",
        "p",
    ]


def test_after_a_headline_there_is_no_indent():
    made = chapter(scene(words("A."), words("FIRE", kind="headline"), words("B.")))

    assert [found for _, found in children(made)][1:] == ["opens chapter-opens", "headline", "opens"]


def test_quotes_are_quotes():
    made = section(chapter(scene(words("A."), words("Dear,", quote=1), words("bye.", quote=1), words("B."))))

    assert [p.text for p in made.find("blockquote")] == ["Dear,", "bye."]


def test_a_picture_is_described_and_may_have_a_caption():
    figure = section(chapter(scene(words("A."), plate=PLATE))).find("figure")

    assert figure.find("img").attrib == {"src": "x.jpg", "alt": 'Emma & "Jonas"', "width": "4", "height": "3"}
    assert figure.find("figcaption").text == "She <ran>."


def test_verse_breaks_its_lines_and_styles_nest():
    made = section(chapter(scene(Paragraph((TextRun("a\nb", italic=True, bold=True),), "verse"))))

    assert ET.tostring(made.find("p"), encoding="unicode") == (
        '<p class="opens chapter-opens verse"><em><strong>a<br />b</strong></em></p>'
    )


def test_headings_and_epigraphs():
    made = section(chapter(scene(words("A.")), label="Chapter One", epigraph=(words("All doors.", quote=1),)))

    assert "".join(made.find("header/h1").itertext()) == "Chapter One Night"
    assert made.get("aria-labelledby") == made.find("header/h1").get("id")
    assert made.find("div").get("role") == "doc-epigraph"


def test_contents_nest_under_parts():
    chapters = [
        chapter(scene(words("A.")), title="Before"),
        chapter(scene(words("A.")), title="One", part="Winter"),
        chapter(scene(words("A.")), title="Two"),
        chapter(scene(words("A.")), title="Three", part="Spring"),
    ]
    found = ET.fromstring(contents_list(chapters, "{}.xhtml".format))

    assert [li.find("a").text for li in found] == ["Before", "Winter", "Spring"]
    assert [a.get("href") for a in found[1].iter("a")] == ["part_02.xhtml", "chapter_02.xhtml", "chapter_03.xhtml"]


def test_a_part_has_a_page():
    assert ET.fromstring(part_section("Winter", "part_02")).find("h1").text == "Winter"


@pytest.mark.parametrize(("language", "direction"), [("en", None), ("he", "rtl"), ("ar-EG", "rtl"), ("de-DE", None)])
def test_direction(language, direction):
    assert text_direction(language) == direction
