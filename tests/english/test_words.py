"""Kinds of words: nouns for people and what gender they tell, dictionary words, first names, nouns, adverbs."""

import pytest

from english.tokens import parse_prose
from english.words import (
    described_until,
    first_name_sex,
    is_adverb,
    is_noun,
    is_word,
    nickname_bases,
    person_gender,
)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        pytest.param("the man", "man", id="nothing between"),
        pytest.param("the tall old man ran", "man", id="adjectives"),
        pytest.param("a tall, thin woman came", "woman", id="with a comma"),
        pytest.param("the well-known doctor", "doctor", id="with a hyphen"),
        pytest.param("the school boy ran", "boy", id="a noun before the noun"),
        pytest.param("the woman's hat", "woman", id="an owner"),
        pytest.param("the driver's son ran", "driver", id="of somebody else"),
        pytest.param("the king bishop", "bishop", id="the last of two"),
        pytest.param("the courier company's van", None, id="a firm"),
        pytest.param("the house of the man", None, id="a preposition comes first"),
        pytest.param("a thin and tired man", None, id="a conjunction comes first"),
        pytest.param("the Old man", None, id="a name comes first"),
        pytest.param("the big grey old red man", None, id="too far away"),
        pytest.param("the tall", None, id="the text ends"),
        pytest.param("the crowd ran", None, id="many are not one"),
    ],
)
def test_whom_an_article_describes(text, noun):
    tokens = parse_prose(text).tokens
    at = described_until(tokens, 0)

    assert (tokens[at].word if at is not None else None) == noun


@pytest.mark.parametrize(
    ("noun", "gender"), [("actress", "female"), ("grandmother", "female"), ("man", "male"), ("doctor", ""), ("dog", "")]
)
def test_the_gender_that_a_noun_tells(noun, gender):
    assert person_gender(noun) == gender


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("house", True, id="in the dictionary"),
        pytest.param("boxes", True, id="a plural"),
        pytest.param("cities", True, id="a plural in ies"),
        pytest.param("hoped", True, id="a past form"),
        pytest.param("carried", True, id="a past form in ied"),
        pytest.param("making", True, id="an ing form"),
        pytest.param("don't", True, id="a contraction"),
        pytest.param("onion-sauce", True, id="two words"),
        pytest.param("emma-sauce", False, id="a name and a word"),
        pytest.param("emma", False, id="a name"),
        pytest.param("vitamancy", False, id="invented"),
    ],
)
def test_dictionary_words(word, expected):
    assert is_word(word) is expected


@pytest.mark.parametrize(("name", "sex"), [("Emma", "f"), ("tom", "m"), ("Tomasz", "m"), ("letter", ""), ("", "")])
def test_first_names(name, sex):
    assert first_name_sex(name) == sex


@pytest.mark.parametrize(("short", "full"), [("tom", "thomas"), ("lizzie", "elizabeth")])
def test_what_a_nickname_is_short_for(short, full):
    assert full in nickname_bases(short)


def test_a_word_is_short_for_nobody():
    assert nickname_bases("letter") == frozenset()


@pytest.mark.parametrize(
    ("word", "noun", "adverb"),
    [
        pytest.param("letter", True, False, id="a noun"),
        pytest.param("run", True, False, id="a noun that is also a verb"),
        pytest.param("fly", True, False, id="too short for an adverb in ly"),
        pytest.param("sat", False, False, id="a verb in the past"),
        pytest.param("walking", False, False, id="an ing form"),
        pytest.param("under", False, False, id="a preposition"),
        pytest.param("he", False, False, id="a pronoun"),
        pytest.param("well-known", False, False, id="not letters alone"),
        pytest.param("slowly", False, True, id="an adverb by its ending"),
        pytest.param("just", False, True, id="an adverb by the list"),
    ],
)
def test_nouns_and_adverbs(word, noun, adverb):
    assert (is_noun(word), is_adverb(word)) == (noun, adverb)
