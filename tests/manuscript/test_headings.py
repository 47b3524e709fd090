"""Which headings and file names are no story: the table `vocabulary/headings.toml`."""

import pytest

from manuscript import headings
from manuscript.files import is_no_chapter
from manuscript.headings import is_note_heading, note_pattern


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("CRAFT NOTES", True, id="in capitals"),
        pytest.param("Craft Notes: the door", True, id="two words may be followed by any title"),
        pytest.param("Author’s Note", True, id="a curly apostrophe"),
        pytest.param("Notes for Chapter 3", True, id="one word by a chapter"),
        pytest.param("Summary 4:", True, id="one word by a number and a colon"),
        pytest.param("Notes from the Sea", False, id="a chapter's title"),
        pytest.param("The Outline of a Man", False, id="a word inside a title"),
    ],
)
def test_note_headings(text, expected):
    assert is_note_heading(text) is expected


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        pytest.param("README", True, id="readme"),
        pytest.param("story-bible", True, id="two words"),
        pytest.param("synopsis", True, id="a note heading is no chapter either"),
        pytest.param("05-research", False, id="a number makes it a chapter"),
        pytest.param("00-readme", True, id="but for the plainest names"),
        pytest.param("notes-from-the-sea", False, id="a title"),
    ],
)
def test_files_beside_the_story(stem, expected):
    assert is_no_chapter(stem) is expected


def test_a_heading_that_an_author_adds_counts(monkeypatch):
    note_pattern.cache_clear()
    monkeypatch.setattr(headings, "read_table", lambda _: {"notes": ["deleted scenes"]})

    assert is_note_heading("Deleted Scenes: the pier")
    assert not is_note_heading("Craft Notes")
    note_pattern.cache_clear()
