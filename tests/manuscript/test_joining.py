"""The chapters of all files as the novel's: titles, parts, numbers, and chapters that run over several files."""

import pytest

from manuscript.front_matter import FrontMatter
from manuscript.joining import ChapterFile, Piece, join_files, number_chapters
from manuscript.orders import Order
from records import Chapter, Scene


def chapter(file, title="", scenes=1, **more):
    made = tuple(Scene(0, number, title, file, number, (1, 1), "Prose.") for number in range(1, scenes + 1))
    return Chapter(0, title, file, made, **more)


def file_of(name, *pieces, text="", part="", **front):
    return ChapterFile(name, text, FrontMatter(front), tuple(pieces), part)


def joined(files, order=None, book=""):
    return [piece.chapter for piece in join_files(files, order or Order(""), book)]


def test_front_matter_gives_a_file_its_title_and_its_untitled_scenes_too():
    first, second = joined(
        [
            file_of("a.md", Piece(chapter("a.md", "Old")), title="Chapter 1 - Rope"),
            file_of("b.md", Piece(chapter("b.md", "Snow"))),
        ]
    )

    assert (first.title, first.label, first.scenes[0].title) == ("Rope", "Chapter 1", "Rope")
    assert (second.title, second.scenes[0].title) == ("Snow", "Snow")


def test_the_title_of_a_novel_in_one_file_is_no_chapters():
    assert [one.title for one in joined([file_of("a.md", Piece(chapter("a.md")), title="The Ferry")])] == [""]


def test_the_books_title_is_no_chapters_and_no_parts():
    files = [
        file_of("a.md", Piece(chapter("a.md", part="The Ferry")), title="The Ferry"),
        file_of("b.md", Piece(chapter("b.md"))),
    ]

    assert [(one.title, one.part) for one in joined(files, book="The Ferry")] == [("", ""), ("", "")]


def test_a_list_gives_a_title_only_where_the_file_has_none():
    files = [file_of("a.md", Piece(chapter("a.md"))), file_of("b.md", Piece(chapter("b.md", "Snow")))]
    order = Order("SUMMARY.md", ("a.md", "b.md"), titles={"a.md": "1. Rope", "b.md": "Winter"})

    assert [one.title for one in joined(files, order)] == ["Rope", "Snow"]


def test_a_file_of_several_chapters_keeps_their_titles():
    files = [
        file_of("a.md", Piece(chapter("a.md", "Rope")), Piece(chapter("a.md", "Snow")), title="Part One"),
        file_of("b.md", Piece(chapter("b.md", "Mill"))),
    ]

    assert [one.title for one in joined(files)] == ["Rope", "Snow", "Mill"]


def test_a_parts_title_goes_to_the_next_chapter():
    files = [
        file_of("p1.md", part="The Water"),
        file_of("a.md", Piece(chapter("a.md")), part="The Ice"),
        file_of("b.md", Piece(chapter("b.md"))),
        file_of("c.md", Piece(chapter("c.md", part="Own"))),
    ]

    assert [one.part for one in joined(files)] == ["The Water", "The Ice", "Own"]
    assert [one.part for one in joined(files, Order("x", parts={"b.md": "Listed"}))] == ["The Water", "Listed", "Own"]


PIECES = Order("nwProject.nwx", is_pieces=True)


def test_a_document_below_a_chapter_goes_on_with_it():
    files = [
        file_of("t.nwd", text="#! The Ferry"),
        file_of("p.nwd", text="# Part One"),
        file_of("h.nwd", text="## Chapter 1: Rope"),
        file_of("a.nwd", Piece(chapter("a.nwd", "Dusk")), text="### Dusk"),
        file_of("b.nwd", Piece(chapter("b.nwd", scenes=2)), text="Prose."),
        file_of("c.nwd", Piece(chapter("c.nwd", "Snow")), text="## Snow\n\nProse."),
    ]
    first, second = joined(files, PIECES)

    assert (first.title, first.part, first.file) == ("Rope", "Part One", "a.nwd")
    assert [(scene.number, scene.title, scene.file) for scene in first.scenes] == [
        (1, "Dusk", "a.nwd"),
        (2, "Rope", "b.nwd"),
        (3, "Rope", "b.nwd"),
    ]
    assert (second.title, second.part, len(second.scenes)) == ("Snow", "", 1)


def test_documents_before_the_first_heading_are_a_chapter():
    files = [
        file_of("a.nwd", Piece(chapter("a.nwd")), text="x"),
        file_of("b.nwd", Piece(chapter("b.nwd")), text="### y"),
    ]

    assert [len(one.scenes) for one in joined(files, PIECES)] == [2]


@pytest.mark.parametrize(
    ("pieces", "numbers", "is_said"),
    [
        pytest.param([("1.md", None), ("2.md", None)], [1, 2], False, id="the names' own"),
        pytest.param([("prologue.md", None), ("1.md", None)], [1, 2], True, id="counted"),
        pytest.param([("a.md", 3), ("b.md", 5)], [3, 5], False, id="the headings'"),
        pytest.param([("a.md", None), ("b.md", None)], [1, 2], True, id="no numbers at all"),
        pytest.param([("a.md", 1), ("a.md", 1)], [1, 2], False, id="in one file"),
        pytest.param([("1.md", 1), ("1.md", 2), ("2.md", 3)], [1, 2, 3], False, id="several in a file"),
    ],
)
def test_chapters_and_their_scenes_are_numbered(pieces, numbers, is_said):
    chapters, said = number_chapters([Piece(chapter(file), stated) for file, stated in pieces])

    assert [one.number for one in chapters] == [one.scenes[0].chapter for one in chapters] == numbers
    assert bool(said) is is_said
