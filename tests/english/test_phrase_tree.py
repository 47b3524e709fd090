"""Phrases found in one walk: which stand in a text, and that many cost no more walks than few."""

import pytest
from line_steps import count_lines

from english.phrase_tree import PhraseTree

PHRASES = ("kettle", "mr hale", "st brannoc's", "hale", "salt hall", "kettle", "'neath")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("She sat in the Kettle.", {0, 5}, id="a word, which two have"),
        pytest.param("Three Kettles stood there.", {0, 5}, id="several of them"),
        pytest.param("Mr. Hale creaked.", {1, 3}, id="a title with its dot, and what stands in a longer phrase"),
        pytest.param("mr hales", {1, 3}, id="several of a phrase"),
        pytest.param("She prayed in St. Brannoc’s.", {2}, id="a typesetter's apostrophe"),
        pytest.param("the salt, hall", set(), id="parted by a comma"),
        pytest.param("salt  hall", set(), id="parted by more than a blank"),
        pytest.param("the old salt halls", {4}, id="in the midst"),
        pytest.param("kettledrum, teakettle, salt", set(), id="part of a longer word, or of a phrase"),
        pytest.param("She sat in 'Neath.", {6}, id="a word that begins with a mark"),
        pytest.param("", set(), id="nothing"),
    ],
)
def test_which_phrases_stand_in_a_text(text, numbers):
    assert PhraseTree(PHRASES).numbers_in(text) == numbers
    assert PhraseTree(()).numbers_in(text) == set()


def test_many_phrases_take_no_more_steps_than_few():
    few, many = (PhraseTree([*PHRASES, *(f"word{number} house" for number in range(count))]) for count in (1, 500))
    text = "Mr. Hale sat in the Kettle. " * 20

    assert count_lines(lambda: few.numbers_in(text)) == count_lines(lambda: many.numbers_in(text))
