"""What names say of copies: every example of the table, and names that say nothing."""

import unicodedata

import pytest

from english.lexicon import lexicon
from manuscript.copies import find_copy, find_originals, is_copy_of, placeholder_of

MARKS = lexicon().copies.marks


@pytest.mark.parametrize("mark", MARKS, ids=[mark.what for mark in MARKS])
def test_every_row_does_what_it_says(mark):
    for example in mark.examples:
        for form in ("NFC", "NFD"):
            found = find_copy(unicodedata.normalize(form, example))
            assert found is not None, example
            assert (found.original, found.mark.what) == ("scene", mark.what), example
    for name in mark.silent:
        assert find_copy(name) is None or find_copy(name).original != "scene", name


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("chapter_01_scene_02 - Copy (2) (conflicted copy)", "chapter_01_scene_02"),
        ("Copy of Copy of scene", "scene"),
        ("._scene (1)", "scene"),
        ("Scène (copie)", "scene"),
    ],
)
def test_several_marks_are_taken_off(name, original):
    assert find_copy(name).original == original


@pytest.mark.parametrize("name", ["chapter_01_scene_02", "copy", "(1)", "", "  ", "---", "conflict", "()", "old", "~"])
def test_what_is_nothing_but_a_mark_is_no_copy(name):
    assert find_copy(name) is None


def test_a_copy_needs_its_original():
    names = ["02", "02 (conflicted copy)", "03 (conflicted copy)", "02-old", "the mill", "The Mill copy"]

    assert find_originals(names, is_sure=True) == {"02 (conflicted copy)": "02"}
    assert find_originals(names) == {"02 (conflicted copy)": "02", "02-old": "02", "The Mill copy": "the mill"}
    assert is_copy_of("02-OLD", "02")
    assert not is_copy_of("02", "02-old")


@pytest.mark.parametrize(
    ("name", "stands_for"),
    [
        (".02.md.icloud", "02.md"),
        (".a.b.toml.icloud", "a.b.toml"),
        ("02.md.icloud", ""),
        (".icloud", ""),
        ("..icloud", ""),
        ("02.md", ""),
    ],
)
def test_what_stands_for_a_file_that_is_elsewhere(name, stands_for):
    assert placeholder_of(name) == stands_for
