"""The book's title and author, and a chapter's title, as files state them."""

from pathlib import Path

import pytest

from manuscript.front_matter import FrontMatter, read_front_matter
from manuscript.titles import (
    Stated,
    chapter_title,
    default_title,
    find_facts,
    folder_title,
    is_title_page,
    line_facts,
    page_facts,
    says_part,
)


def stated(*fronts, heading="", book_title="", text=""):
    return [
        Stated(
            f"{number}.md", front if isinstance(front, FrontMatter) else FrontMatter(front), text, book_title, heading
        )
        for number, front in enumerate(fronts, 1)
    ]


@pytest.mark.parametrize(
    ("files", "title", "why"),
    [
        (stated({"title": "The Ferry"}), "The Ferry", "a novel in one file"),
        (stated({"title": "Rope"}, {"title": "Snow"}), "", "each file its chapter's"),
        (stated({"title": "Rope"}, {}), "", "the first chapter's alone"),
        (stated({"title": "The Ferry", "author": "Ro"}, {}), "The Ferry", "with an author"),
        (stated({"title": "The Ferry", "subtitle": "A Novel"}, {}), "The Ferry", "with a subtitle"),
        (stated({"title": "The Ferry"}, {}, heading="Rope"), "The Ferry", "above another heading of the chapter"),
        (stated({"title": "Rope"}, {}, heading="Rope"), "", "the heading once more"),
        (
            stated({"title": "The Ferry", "author": "Ro"}, {"title": "Snow"}),
            "",
            "with an author, but others have titles",
        ),
        (stated({"book": "The Ferry", "title": "Rope"}, {"book": "The Ferry", "title": "Snow"}), "The Ferry", "shared"),
        (stated({"book": "1"}, {"book": "1"}), "", "a number is no title"),
        (stated({"title": "The Ferry"}, {"title": "The Ferry"}), "The Ferry", "the title of all files is the book's"),
        (stated({"novel": "A"}, {"novel": "B"}), "", "not shared"),
        (stated({"series": "Rivers"}, {"series": "Rivers"}), "Rivers", "a series, where nothing else is"),
        (
            stated(FrontMatter({"title": "The Ferry"}, is_of_book=True), {}),
            "The Ferry",
            "MultiMarkdown's is of the book",
        ),
        (stated({}, {}, book_title="The Ferry"), "The Ferry", "a heading above the chapters"),
        ([], "", "nothing"),
    ],
)
def test_the_books_title(files, title, why):
    assert find_facts((), (), files).get("title", "") == title, why


def test_settings_come_before_title_pages_and_those_before_chapters():
    files = stated({"title": "C"})

    assert find_facts([{"title": "A"}], ["# B"], files)["title"] == "A"
    assert find_facts([{"title": ""}], ["# B"], files)["title"] == "B"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("# The Ferry\n\n*by Ro Quill*\n", {"title": "The Ferry", "author": "Ro Quill"}),
        ("Title: The Ferry\nAuthor: Ro\n", {"title": "The Ferry", "author": "Ro"}),
        ("---\ntitle: The Ferry\ndate: 2026-05\n---\n", {"title": "The Ferry", "date": "2026-05"}),
        ("# Title Page\n", {}),
        ("![](cover.png)\n", {}),
        ("", {}),
    ],
)
def test_a_title_page(text, facts):
    found = page_facts(text)

    assert {key: value for key, value in found.items() if key in facts or key != "title"} == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        pytest.param("# The Sea\n\n*by Ann Bee*\n\n## One\n", {"author": "Ann Bee"}, id="a by-line"),
        pytest.param("By night they came to the sea.", {}, id="prose that begins with by"),
        pytest.param('"Author: nobody," she read.', {}, id="speech"),
        pytest.param("Language: de", {"language": "de"}, id="a language"),
        pytest.param("x\n" * 100 + "Author: Ann", {}, id="far below"),
    ],
)
def test_lines_near_the_top(text, facts):
    assert dict(line_facts(text)) == facts


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ({"title": "Chapter 1 - Rope"}, ("Rope", "Chapter 1", 1)),
        ({"title": "Chapter Two: Snow"}, ("Snow", "Chapter Two", 2)),
        ({"title": "12. The Lock"}, ("The Lock", "12", 12)),
        ({"title": "Chapter 3"}, ("", "Chapter 3", 3)),
        ({"title": "🌊 The Ferry {#ferry .big}"}, ("The Ferry", "", None)),
        ({"title": "Rope", "chapter_title": "The Rope"}, ("The Rope", "", None)),
        ({"title": "Prologue"}, ("Prologue", "", None)),
        ({"title": "The Book"}, None),
        ({}, None),
    ],
)
def test_a_chapters_title_in_front_matter(front, expected):
    found = chapter_title(FrontMatter(front), "The Book")

    assert (found and (found.title, found.label, found.number)) == expected


def test_metadata_of_the_book_is_no_chapters():
    assert chapter_title(FrontMatter({"title": "Rope"}, is_of_book=True), "") is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("**Rope**", "Rope"),
        ("The *Old* [Ferry](x.md)", "The Old Ferry"),
        ("[[snow|Snow]] falls", "Snow falls"),
        ("🚣 Rope ⛵", "Rope"),
        ("snake_case_title", "snake_case_title"),
    ],
)
def test_titles_are_plain(text, title):
    assert chapter_title(FrontMatter({"title": text}), "").title == title


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("title: Part One", "Part One"),
        ("title: Rope", ""),
        ("part_title: 'Book Two: Ice'", "Book Two: Ice"),
        ("a: b", ""),
    ],
)
def test_a_part_in_front_matter(text, part):
    assert says_part(read_front_matter(f"---\n{text}\n---\n")) == part


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("title_page", True),
        ("Title-Page.md", True),
        ("00-title.md", True),
        ("metadata.md", True),
        ("Book.txt", False),
        ("chapter_01", False),
        ("the title of it", False),
    ],
)
def test_title_pages_by_name(name, expected):
    assert is_title_page(name) == expected


@pytest.mark.parametrize(
    ("folder", "title"),
    [
        ("/books/The_Ferry", "The Ferry"),
        ("/books/the_ferry/chapters", "the ferry"),
        ("/books/the-ferry/Manuscript", "the ferry"),
        ("/books/der_fluss/kapitel", "der fluss"),
    ],
)
def test_the_folders_title(folder, title):
    assert folder_title(Path(folder)) == title


def test_a_file_gives_its_own_name_unless_it_is_a_chapter(tmp_path):
    assert default_title(tmp_path / "the_ferry.md", tmp_path) == "the ferry"
    assert default_title(tmp_path / "chapter_1.md", tmp_path) == folder_title(tmp_path)
