"""Phrases of an action are cut to whole parts, and their objects are of kinds."""

import pytest

from reading.phrase_cuts import cut_words, is_manner, kind_of, kind_of_noun, shorten, trim, without_adjectives


@pytest.mark.parametrize("word", ["slowly", "softly", "again", "almost", "today"])
def test_words_of_manner_show_nothing(word):
    assert is_manner(word)


@pytest.mark.parametrize("word", ["lily", "holly", "family", "friendly", "map", "red"])
def test_other_words_are_no_manner_though_they_end_in_ly(word):
    assert not is_manner(word)


@pytest.mark.parametrize(
    ("words", "longest", "cut"),
    [
        pytest.param("mending the net", 6, "mending the net", id="it fits"),
        pytest.param("mending the net by the old pier", 6, "mending the net by the old pier", id="it just fits"),
        pytest.param(
            "mending the torn brown net by the pier", 6, "mending the net by the pier", id="adjectives go first"
        ),
        pytest.param(
            "mending the net by the wall of the house", 6, "mending the net by the wall", id="then the last part"
        ),
        pytest.param("looking at the end", 6, "looking", id="an end of nothing"),
        pytest.param("holding the net at the end of the pier", 6, "holding the net", id="a vague place"),
        pytest.param("rowing to the island in silence", 6, "rowing to the island", id="what cannot be seen"),
        pytest.param("mending the", 6, "mending", id="an article alone"),
    ],
)
def test_a_whole_phrase_is_cut_to_whole_parts(words, longest, cut):
    assert " ".join(cut_words(words.split(), longest, whole=True)) == cut


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        pytest.param("mending the net by the", "mending the net", id="its last part is not whole"),
        pytest.param("mending the net", "mending the net", id="no part to take off"),
        pytest.param("leaning against the net", "leaning against the net", id="the only part stays"),
    ],
)
def test_of_a_phrase_that_goes_on_the_last_part_goes(words, cut):
    assert " ".join(cut_words(words.split(), 6, whole=False)) == cut


def test_what_is_sure_stays():
    words = ["looking", "at", "her"]
    assert cut_words(words, 6, 3, whole=True) == words
    assert cut_words(words, 6, 1, whole=True) == ["looking"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("mending the torn brown net", "mending the net", id="of the object"),
        pytest.param("leaning on the old wall", "leaning on the wall", id="after a preposition"),
        pytest.param("holding a long pole with her left hand", "holding a pole with her hand", id="of two nouns"),
        pytest.param("lifting the heavy pole up", "lifting the pole up", id="before a direction"),
        pytest.param("growing tired", "growing tired", id="without an article nothing is left out"),
    ],
)
def test_keeps_the_noun_of_an_article(words, expected):
    assert " ".join(without_adjectives(words.split())) == expected


@pytest.mark.parametrize(
    ("words", "longest", "expected"),
    [
        ("mending the net by the pier", 6, "mending the net by the pier"),
        ("mending the net by the pier", 5, "mending the net"),
        ("mending the net by the pier", 2, "mending"),
        ("lying on the floor", 3, "lying"),
    ],
)
def test_shortens_by_whole_parts(words, longest, expected):
    assert " ".join(shorten(words.split(), longest)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("mending the old", "mending", id="an adjective without its noun"),
        pytest.param("looking at", "looking", id="a preposition"),
        pytest.param("walking on", "walking", id="a preposition that is a direction, too"),
        pytest.param("walking up", "walking up", id="a direction"),
        pytest.param("wiping it", "wiping", id="a pronoun"),
        pytest.param("counting two", "counting", id="a number"),
        pytest.param("counting sheep", "counting sheep", id="a noun"),
    ],
)
def test_trims_what_ends_no_phrase(words, expected):
    assert " ".join(trim(words.split())) == expected


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("crossing the moor", "object"),
        ("lifting the lantern", "thing"),
        ("putting on the hat", "thing"),
        ("picking up the lantern", "thing"),
        ("raising her hand", "body"),
        ("opening her mouth", "face"),
        ("greeting the sailor", "person"),
        ("greeting him", "person"),
        ("washing herself", "self"),
        ("losing her way", "abstract"),
        ("dreaming a dream", "abstract"),
        ("standing by the lantern", "place"),
        ("sitting on the lantern", "place"),
        ("running", ""),
        ("running away", ""),
    ],
)
def test_says_what_an_event_is_done_to(words, kind):
    assert kind_of(words.split(), None) == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("looking at her", "person"),
        ("striking her", "person"),
        ("handing her the lantern", "person"),
        ("lifting the lantern", "thing"),
    ],
)
def test_knows_whether_somebody_else_is_in_it(words, kind):
    assert kind_of(words.split(), 1) == kind


@pytest.mark.parametrize(
    ("noun", "kind"),
    [("silence", "abstract"), ("hand", "body"), ("sailor", "person"), ("lantern", "thing"), ("moor", "object")],
)
def test_nouns_are_of_kinds(noun, kind):
    assert kind_of_noun(noun) == kind
