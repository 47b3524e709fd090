"""A noun phrase is read to its noun, whatever adjectives stand before it."""

import pytest

from english.tokens import parse_prose
from reading.noun_phrases import (
    LONGEST_READ,
    builds_only,
    is_degree_here,
    is_how,
    is_how_before,
    is_open,
    names_something,
    opens_noun,
    read_noun_phrase,
    with_its_article,
)


def noun_in(text, start, **options):
    tokens = parse_prose(text).tokens
    number = next(number for number, token in enumerate(tokens) if token.word == start)
    return tokens, read_noun_phrase(tokens, number, **options)


@pytest.mark.parametrize(
    ("text", "start", "words"),
    [
        pytest.param("She mended the torn net by the pier.", "the", "the torn net", id="up to a preposition"),
        pytest.param("She read her brother's final notes.", "her", "her brother's final notes", id="what is owned"),
        pytest.param("She went on with new understanding.", "new", "new understanding", id="a noun in -ing"),
        pytest.param("She threw more crackling wood.", "crackling", "crackling wood", id="an adjective in -ing"),
        pytest.param("He gave a dry, soft kiss.", "a", "a soft kiss", id="adjectives in a row"),
        pytest.param("He pushed through the milling, murmuring crowd.", "the", "the murmuring crowd", id="two in -ing"),
        pytest.param("She told the strange and secret tale.", "the", "the secret tale", id="joined by and"),
        pytest.param("She watched a nearly helpless boy.", "a", "a helpless boy", id="without its degree"),
        pytest.param("She watched an even older boat.", "an", "an older boat", id="with the article that fits"),
        pytest.param("She read the first page.", "the", "the first page", id="an adverb that is an adjective"),
        pytest.param("He sat in the open back of the cart.", "the", "the open back", id="a direction that is a noun"),
        pytest.param("He knelt on the ground, and dug.", "the", "the ground", id="a past form that is a noun"),
        pytest.param("She nursed the wounded until dawn.", "the", "the wounded", id="an adjective for a noun"),
        pytest.param("He met two old men.", "two", "two old men", id="a number"),
        pytest.param("She took both hands.", "both", "both hands", id="both"),
        pytest.param("He crossed the old London road.", "the", "the old London road", id="a name within"),
        pytest.param("She pointed to a paper written in ink.", "a", "a paper", id="no participle after it"),
        pytest.param("They played a game designed for her.", "a", "a game", id="nor what was done to it"),
        pytest.param("He held the rifle tighter.", "the", "the rifle", id="nor how it is held"),
    ],
)
def test_reads_to_the_noun(text, start, words):
    _, phrase = noun_in(text, start)
    assert " ".join(phrase.words) == words


@pytest.mark.parametrize(
    ("text", "start"),
    [
        pytest.param("She held her tight and tried to speak.", "her", id="her, the object"),
        pytest.param("She wiped the one.", "the", id="the one"),
        pytest.param("She took the.", "the", id="nothing at all"),
        pytest.param("He pointed to the handcuffed one.", "the", id="which one?"),
        pytest.param("She saw his and left.", "his", id="an owner alone"),
    ],
)
def test_without_a_noun_there_is_no_phrase(text, start):
    assert noun_in(text, start)[1] is None


def test_what_others_do_is_no_part_of_who_they_are():
    assert noun_in("She watched the girls chase a hen.", "the", of_doers=True)[1].words == ("the", "girls")
    assert noun_in("She watched the boy eat his bread.", "the", of_doers=True)[1].words == ("the", "boy")
    assert noun_in("She watched the gas flame.", "the", of_doers=True)[1].words == ("the", "gas", "flame")


def test_it_is_shortened_by_adjectives_then_to_its_noun():
    _, phrase = noun_in("She took an old tin milk bucket.", "an")
    assert phrase.short == ("a", "tin", "milk", "bucket")
    assert phrase.bare == ("a", "bucket")
    assert phrase.head == "bucket"


def test_it_ends_where_the_next_word_begins():
    tokens, phrase = noun_in("She took the lamp and ran.", "the")
    assert tokens[phrase.last].word == "and"


def test_it_is_not_read_for_ever():
    _, phrase = noun_in(f"She took the {'cat ' * 2 * LONGEST_READ}.", "the")
    assert len(phrase.words) <= LONGEST_READ


@pytest.mark.parametrize(
    ("word", "expected"), [("the", True), ("her", True), ("two", True), ("both", True), ("lamp", False), ("at", False)]
)
def test_what_opens_a_noun(word, expected):
    assert opens_noun(word) is expected


@pytest.mark.parametrize(
    ("word", "expected"), [("slowly", True), ("anyway", True), ("him", True), ("at", True), ("lamp", False)]
)
def test_what_builds_only(word, expected):
    assert builds_only(word) is expected


def test_a_possessor_is_open_though_it_says_when():
    tokens = parse_prose("She held up today's paper today.").tokens
    assert [is_open(tokens, number) for number, token in enumerate(tokens) if token.word == "today"] == [True, False]


def test_words_in_ly():
    assert [is_how(word) for word in ("slowly", "family", "elderly")] == [True, False, False]
    assert [is_how_before(word) for word in ("very", "nearly", "more", "old")] == [True, True, True, False]
    tokens = parse_prose("very old very").tokens
    assert [is_degree_here(tokens, 0), is_degree_here(tokens, 2)] == [True, False]


def test_known_nouns():
    assert [names_something(word) for word in ("lamp", "lamps", "square", "tall")] == [True, True, True, False]


@pytest.mark.parametrize(
    ("words", "told", "said"),
    [
        (("an", "hour"), "hour", ("an", "hour")),
        (("an", "boat"), "old", ("a", "boat")),
        (("a", "apple"), "red", ("an", "apple")),
        (("the", "apple"), "red", ("the", "apple")),
    ],
)
def test_the_article_fits_the_next_word(words, told, said):
    assert with_its_article(words, told) == said
