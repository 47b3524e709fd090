"""What a book holds: how its chapters open, which picture stands where, what it is called."""

import books
import pytest

from cast.sheet import CastSheet
from manuscript.parsing import parse_file
from publish.contents import (
    Opening,
    find_openings,
    make_book,
    make_plates,
)
from publish.details import BookDetails
from records import Chapter
from scene_parser import read_novel
from scene_reader import read_scenes
from workspace.pictures import Picture, read_pictures


@pytest.fixture
def novel(tmp_path):
    return read_novel(books.make_novel(tmp_path / "novel"))


def plates_of(novel, images, *, captions=False):
    readings = read_scenes(novel.scenes, CastSheet())
    return make_plates(novel.scenes, readings, read_pictures(images), captions=captions)


def test_every_scene_has_its_own_picture(novel, tmp_path):
    plates = plates_of(novel, books.draw_pictures(novel.folder, tmp_path / "images"))

    assert {key: plate.picture.path.name for key, plate in plates.items()} == {
        (1, 1): "chapter_01_scene_01_x.png",
        (1, 2): "chapter_01_scene_02_x.png",
        (2, 1): "chapter_02_scene_01_x.png",
    }
    assert plates[1, 2].name == "chapter_01_scene_02"
    assert all(plate.alt and not plate.caption for plate in plates.values())


def test_a_picture_follows_its_scene_not_its_number(novel, tmp_path):
    images = books.draw_pictures(novel.folder, tmp_path / "images")
    (images / "chapter_01_scene_02_x.png").rename(images / "renamed.png")

    assert plates_of(novel, images)[1, 2].picture.path.name == "renamed.png"


def test_a_broken_picture_and_one_of_another_novel_are_no_plates(novel, tmp_path):
    images = books.draw_pictures(novel.folder, tmp_path / "images", keys={(1, 1), (1, 2)})
    broken = images / "chapter_01_scene_01_x.png"
    broken.write_bytes(broken.read_bytes()[:-20])
    other = books.make_novel(
        tmp_path / "other", "# One\n\nNothing here is like anything in the first of these books.\n"
    )
    books.draw_pictures(other, images)

    assert set(plates_of(novel, images)) <= {(1, 2)}


def test_a_book_holds_every_scene_and_no_notes(novel):
    book = make_book(novel, BookDetails("The Lantern"), {})

    assert [chapter.name for chapter in book.chapters] == ["Chapter One: The Door", "Chapter Two: The Thaw"]
    assert [scene.key for chapter in book.chapters for scene in chapter.scenes] == [(1, 1), (1, 2), (2, 1)]
    assert book.plates == ()
    assert "never be printed" not in repr(book)


def test_the_books_own_heading_is_no_part(tmp_path):
    text = "# The Sea\n\n## Chapter One\n\nIt was night.\n\n## Chapter Two\n\nIt was day.\n"
    novel = read_novel(books.make_novel(tmp_path / "novel", text))
    book = make_book(novel, BookDetails("Another Title"), {})

    assert [chapter.opening.part for chapter in book.chapters] == ["", ""]


def test_a_picture_that_only_its_name_connects_is_no_plate(novel, tmp_path):
    bare = Picture(tmp_path / "chapter_01_scene_01_x.png", None, sound=True)

    assert make_plates(novel.scenes, read_scenes(novel.scenes, CastSheet()), [bare], captions=False) == {}


# --- Openings ---------------------------------------------------------------------------------------------------------
def openings(text, *, one_chapter=False):
    parsed = parse_file(text, file="a.md", one_chapter=one_chapter).chapters
    chapters = [
        Chapter(number, c.title, "a.md", c.scenes, c.label, c.part, c.epigraph) for number, c in enumerate(parsed, 1)
    ]
    return find_openings(chapters)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Chapter One: The Door", ("Chapter One", "The Door")),
        ("CHAPTER II — The Door", ("CHAPTER II", "The Door")),
        ("Chapter One", ("", "Chapter One")),
        ("3 - The Door", ("3", "The Door")),
        ("The Door", ("", "The Door")),
        ("Prologue", ("", "Prologue")),
    ],
)
def test_headings_as_printed(heading, expected):
    (found,) = openings(f"# {heading}\n\nProse.\n", one_chapter=True)

    assert (found.label, found.title) == expected


def test_a_chapter_without_a_title_is_called_by_its_label():
    (found,) = openings("# Chapter Seven\n\nProse.\n", one_chapter=True)

    assert found == Opening(title="Chapter Seven")


def test_a_file_without_a_heading_is_numbered():
    (found,) = openings("Prose.\n", one_chapter=True)

    assert found == Opening(title="Chapter 1")


PARTS = """# Part One: Winter

## Chapter One: The Door

Prose of the first chapter.

## Chapter Two: The Hall

Prose of the second chapter.

# Part Two: Spring

## Chapter Three: The Thaw

Prose of the third chapter.
"""


def test_parts_open_with_their_first_chapter():
    assert [(o.part, o.label, o.title) for o in openings(PARTS)] == [
        ("Part One: Winter", "Chapter One", "The Door"),
        ("", "Chapter Two", "The Hall"),
        ("Part Two: Spring", "Chapter Three", "The Thaw"),
    ]


def test_notes_of_the_chapter_before_are_no_part_of_an_opening():
    text = "## Chapter One\n\nProse.\n\n### Craft Notes\n\nA secret.\n\n## Chapter Two\n\nMore prose.\n"

    assert all("secret" not in repr(opening) for opening in openings(text))


def test_an_epigraph_above_a_rule_is_kept():
    text = "# Chapter One: The Door\n\n> *All doors are one.*\n>\n> — Old saying\n\n* * *\n\nProse.\n\n* * *\n\nMore.\n"
    (found,) = openings(text, one_chapter=True)

    assert [p.text for p in found.epigraph] == ["All doors are one.", "— Old saying"]
    assert found.epigraph[0].spans[0].italic


def test_a_title_page_is_no_epigraph():
    (found,) = openings("# The Sea\n\nby Ann Bee\n\nCopyright 2026\n\n## Chapter One\n\nProse.\n")

    assert found.epigraph == ()
