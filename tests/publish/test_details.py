"""Title, author, language and date: from what was given, else from what the manuscript states."""

from pathlib import Path

import pytest

from publish.details import BookDetails, default_title, find_details, one_line
from records import Novel


def details(stated, title="chapters", folder="/books/my_sea/chapters", **given):
    return find_details(Novel(title, Path(folder), (), details=stated), given)


def test_the_command_line_wins_over_the_manuscript():
    novel = Novel("A", Path("/books/a"), (), details={"author": "B", "language": "de", "date": "2026"})

    assert find_details(novel, {}) == BookDetails("A", "B", "de", "2026")
    assert find_details(novel, {"title": "X", "author": "Y", "language": "fr"}) == BookDetails("X", "Y", "fr", "2026")


@pytest.mark.parametrize(
    ("title", "folder", "expected"),
    [
        pytest.param("The Sea", "/books/x", "The Sea", id="the manuscript's"),
        pytest.param("a sea of small letters", "/books/x", "a sea of small letters", id="as the manuscript has it"),
        pytest.param("my sea", "/books/my_sea", "My Sea", id="the folder's, in a title's capitals"),
        pytest.param("chapters", "/books/my_sea/chapters", "My Sea", id="the folder above one called chapters"),
        pytest.param("McKay", "/books/McKay", "McKay", id="capitals stay"),
        pytest.param("  ", "/books/x", "Untitled", id="none at all"),
    ],
)
def test_the_default_title(title, folder, expected):
    assert default_title(Novel(title, Path(folder), ())) == expected


@pytest.mark.parametrize(
    ("stated", "language", "date"),
    [
        pytest.param({"language": "English"}, "en", "", id="a language's name is no code"),
        pytest.param({"language": "en-GB", "date": "2026"}, "en-GB", "2026", id="codes"),
        pytest.param({"date": "17 May"}, "en", "", id="a date in words"),
        pytest.param({"date": "2026-13-01"}, "en", "", id="a month that is none"),
        pytest.param({"date": "2026-05-17T10:00:00Z"}, "en", "2026-05-17", id="a date with a time"),
    ],
)
def test_codes_and_dates_that_books_can_hold(stated, language, date):
    found = details(stated)

    assert (found.language, found.date) == (language, date)


def test_names_are_on_one_line():
    assert one_line(" Ann \n Bee ") == "Ann Bee"
