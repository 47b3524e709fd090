"""What words tell of looks."""

import pytest

from storyboard.told import choose, colour_before, find_in, stated_colour, toned, words_in

RED = {"red": "#ff0000", "blue": "#0000ff"}


def test_what_is_chosen_is_the_same_for_the_same_key_and_question():
    options = [str(number) for number in range(100)]

    assert choose("k", "coat", options) == choose("k", "coat", options)
    assert len({choose("k", what, options) for what in ("coat", "hair", "skin", "shoes")}) > 1
    assert choose("k", "coat", ["only"]) == "only"


@pytest.mark.parametrize(
    ("words", "colour"),
    [
        ("long red hair", (255, 0, 0)),
        ("red eyes and hair", None),
        ("hair of blue", None),
        ("red", None),
    ],
)
def test_a_colour_stands_before_its_noun(words, colour):
    assert colour_before(RED, words.split(), frozenset({"hair"})) == colour


def test_a_pale_colour_is_lighter():
    assert sum(toned((100, 50, 50), ["pale", "red", "coat"])) > sum(toned((100, 50, 50), ["red", "coat"]))


def test_stuff_counts_for_cloth_only():
    assert stated_colour("cloth", "straw hat", frozenset({"hat"}))
    assert stated_colour("hair", "tweed hair", frozenset({"hair"})) is None


def test_words_of_a_row():
    assert find_in("extra", "glasses", "woman with Spectacles")
    assert not find_in("extra", "glasses", "woman with a glass")
    assert "spectacle" in words_in("extra", "glasses")
    assert words_in("extra", "nothing") == frozenset()
