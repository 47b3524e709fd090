"""Title, author, language and date: from what was given, from the manuscript's top, or from the folder."""

from pathlib import Path

import pytest

from publish.details import BookDetails, find_details, is_title_page, stated_details
from records import Novel


def details(text="", title="chapters", folder="/books/my_sea/chapters", **given):
    return find_details(Novel(title, Path(folder), ()), [text], given)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        pytest.param(
            "---\ntitle: The Sea\nauthor: Ann\n---\nProse.", {"title": "The Sea", "author": "Ann"}, id="plain"
        ),
        pytest.param('---\ntitle: "A: B"\n---\n', {"title": "A: B"}, id="a colon in quotes"),
        pytest.param("---\nauthor: [Ann, 'Bob']\n---\n", {"author": "Ann, Bob"}, id="a list on the line"),
        pytest.param("---\nauthors:\n  - Ann\n  - Bob\n---\n", {"author": "Ann, Bob"}, id="a list below"),
        pytest.param("---\nlang: de\ndate: 2026-05-17\n---\n", {"language": "de", "date": "2026-05-17"}, id="others"),
        pytest.param('+++\ntitle = "The Sea"\n+++\n', {"title": "The Sea"}, id="TOML"),
        pytest.param(
            "Title: The Sea\nAuthor: Ann Bee\n\nIt was.", {"title": "The Sea", "author": "Ann Bee"}, id="lines"
        ),
        pytest.param("# The Sea\n\n*by Ann Bee*\n\n## One\n", {"author": "Ann Bee"}, id="a by-line"),
        pytest.param("By night they came to the sea.", {}, id="prose that begins with by"),
        pytest.param('"Author: nobody," she read.', {}, id="speech"),
        pytest.param("---\ndraft: 3\n---\n", {}, id="other keys"),
        pytest.param("", {}, id="nothing"),
    ],
)
def test_what_a_text_states(text, stated):
    assert dict(stated_details(text)) == stated


def test_the_command_line_wins_over_the_manuscript():
    text = "---\ntitle: A\nauthor: B\nlanguage: de\n---\n"
    novel = Novel("A", Path("/books/a"), ())

    assert find_details(novel, [text], {"title": "X", "author": "Y", "language": "fr"}) == BookDetails("X", "Y", "fr")


@pytest.mark.parametrize(
    ("title", "folder", "expected"),
    [
        pytest.param("The Sea", "/books/x", "The Sea", id="the manuscript's"),
        pytest.param("my sea", "/books/my_sea", "My Sea", id="the folder's, in a title's capitals"),
        pytest.param("chapters", "/books/my_sea/chapters", "My Sea", id="the folder above one called chapters"),
        pytest.param("McKay", "/books/McKay", "McKay", id="capitals stay"),
        pytest.param("  ", "/books/x", "Untitled", id="none at all"),
    ],
)
def test_the_default_title(title, folder, expected):
    assert find_details(Novel(title, Path(folder), ()), [], {}).title == expected


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        pytest.param("---\nlanguage: English\n---\n", "en", "", id="a language's name is no code"),
        pytest.param("---\nlanguage: en-GB\ndate: 2026\n---\n", "en-GB", "2026", id="codes"),
        pytest.param("---\ndate: 17 May\n---\n", "en", "", id="a date in words"),
        pytest.param("---\ndate: 2026-13-01\n---\n", "en", "", id="a month that is none"),
        pytest.param("---\ndate: 2026-05-17T10:00:00Z\n---\n", "en", "2026-05-17", id="a date with a time"),
    ],
)
def test_codes_and_dates_that_books_can_hold(text, language, date):
    found = details(text)

    assert (found.language, found.date) == (language, date)


@pytest.mark.parametrize(
    ("stem", "expected"),
    [("title_page", True), ("Title-Page", True), ("metadata", True), ("chapter_01", False), ("the title of it", False)],
)
def test_title_pages_by_name(stem, expected):
    assert is_title_page(stem) == expected
