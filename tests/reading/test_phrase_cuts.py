"""The parts of a phrase are cut to what can be seen, and to a number of words."""

import pytest

from reading.phrase_cuts import fitted, head_of, is_direction, is_manner, is_shown, trimmed, without_adjectives


@pytest.mark.parametrize("word", ["slowly", "softly", "again", "almost", "today"])
def test_words_of_manner_show_nothing(word):
    assert is_manner(word)


@pytest.mark.parametrize("word", ["lily", "holly", "family", "friendly", "map", "red"])
def test_other_words_are_no_manner_though_they_end_in_ly(word):
    assert not is_manner(word)


@pytest.mark.parametrize(
    ("part", "expected"),
    [("up", True), ("back home", True), ("up the hill", False), ("the net", False)],
)
def test_a_direction_has_no_noun(part, expected):
    assert is_direction(part.split()) == expected


@pytest.mark.parametrize(
    ("part", "head"),
    [
        pytest.param("the torn net", "net", id="the last word"),
        pytest.param("by the wall of the house", "wall", id="before of"),
        pytest.param("at the end of the pier", "pier", id="an end of something"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_the_head_is_the_noun_that_counts(part, head):
    assert head_of(part.split()) == head


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        pytest.param("by the pier", True, id="a place"),
        pytest.param("up", True, id="a direction"),
        pytest.param("at each other", True, id="mutual"),
        pytest.param("on her back", True, id="of a body"),
        pytest.param("at the end", False, id="an end of nothing"),
        pytest.param("in silence", False, id="what cannot be seen"),
        pytest.param("with", False, id="a preposition alone"),
        pytest.param("for a moment", False, id="a time"),
    ],
)
def test_a_part_is_kept_if_it_can_be_seen(part, expected):
    assert is_shown(part.split()) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        pytest.param("the old", "", id="an adjective without its noun"),
        pytest.param("at", "", id="a preposition"),
        pytest.param("up", "up", id="a direction"),
        pytest.param("it", "", id="a pronoun"),
        pytest.param("two", "", id="a number"),
        pytest.param("two sheep", "two sheep", id="a noun"),
        pytest.param("herself", "herself", id="herself"),
    ],
)
def test_trims_what_ends_no_part(part, expected):
    assert " ".join(trimmed(part.split())) == expected


@pytest.mark.parametrize(
    ("parts", "most", "expected"),
    [
        pytest.param(["the torn net", "by the pier"], 7, "the torn net by the pier", id="it fits"),
        pytest.param(["the torn brown net", "by the old pier"], 7, "the net by the old pier", id="adjectives first"),
        pytest.param(["the net", "by the wall of the house"], 7, "the net", id="then the last part"),
    ],
)
def test_parts_are_fitted_into_a_number_of_words(parts, most, expected):
    assert " ".join(word for part in fitted([part.split() for part in parts], most) for word in part) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        pytest.param("the torn brown net", "the net", id="of the object"),
        pytest.param("on the old wall", "on the wall", id="after a preposition"),
        pytest.param("the heavy pole up", "the pole up", id="before a direction"),
        pytest.param("tired", "tired", id="without an article nothing is left out"),
    ],
)
def test_keeps_the_noun_of_an_article(part, expected):
    assert " ".join(without_adjectives(part.split())) == expected
