"""Noun phrases about people."""

import pytest
from reading_steps import read_passage

from english.tokens import parse_prose
from reading.person_phrases import (
    PersonPhrase,
    apposition,
    aside_end,
    facts_of_own_words,
    phrase_years,
    read_person_phrase,
)

WHO = 0


def tokens_of(text):
    return parse_prose(text).tokens


def told(facts):
    return [(fact.slot, fact.text) for fact in facts]


@pytest.mark.parametrize(
    ("text", "adjectives", "noun"),
    [
        pytest.param("a tall, very thin old man", ["tall", "thin", "old"], "man", id="over adverbs"),
        pytest.param("a clever young girl", ["young"], "girl", id="what can be seen"),
        pytest.param("the miller's only tall son", ["tall"], "son", id="over an owner"),
        pytest.param("a pale, and, in short, rather small woman", ["pale", "small"], "woman", id="over an aside"),
        pytest.param("a grey-eyed, broken-nosed sailor", ["grey-eyed", "broken-nosed"], "sailor", id="compounds"),
    ],
)
def test_reads_a_phrase_about_a_person(text, adjectives, noun):
    phrase = read_person_phrase(tokens_of(text), 0)
    assert ([word for word, _ in phrase.adjectives], phrase.noun) == (adjectives, noun)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a tall house.", id="no person"),
        pytest.param("a tall house with a man", id="somebody after a preposition"),
        pytest.param("a thing that a man saw", id="another clause"),
        pytest.param("a road. A man came", id="another sentence"),
        pytest.param('a tall, "so he said", man', id="speech begins within it"),
        pytest.param("the one big man", id="the one"),
        pytest.param("tall man", id="no article"),
    ],
)
def test_reads_no_phrase_where_no_person_comes(text):
    assert read_person_phrase(tokens_of(text), 0) is None


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        pytest.param("man", [("age", "old"), ("build", "tall"), ("noun", "old tall man")], id="an old man"),
        pytest.param("friend", [("build", "tall"), ("noun", "old tall friend")], id="an old friend may be young"),
    ],
)
def test_a_phrase_is_facts(noun, expected):
    assert told(PersonPhrase((("old", 1), ("tall", 2)), 3, noun).facts(WHO)) == expected


def test_an_aside_ends_with_its_comma():
    tokens = tokens_of("pale, in short, sad, but old")
    assert (aside_end(tokens, 1), aside_end(tokens, 4), aside_end(tokens, 0)) == (4, 0, 0)


def test_an_apposition_may_have_another_and_needs_an_article():
    assert told(apposition(tokens_of("a tall blonde"), WHO, 0)) == [
        ("build", "tall"),
        ("hair", "blonde hair"),
        ("noun", "tall blonde"),
    ]
    both = told(apposition(tokens_of("a tall man, a sailor"), WHO, 0))
    assert both == [("build", "tall"), ("noun", "tall man"), ("noun", "sailor")]
    assert told(apposition(tokens_of("a pretty hard man"), WHO, 0)) == [("noun", "man")]
    assert ("manner", "pretty") in told(apposition(tokens_of("a pretty little girl"), WHO, 0))
    assert told(apposition(tokens_of("tall and thin"), WHO, 0)) == []
    assert told(apposition(tokens_of("a tall man called Tom"), WHO, 0)) == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("a man of fifty", ["50"]),
        ("a man of about five and forty", ["45"]),
        ("a man aged nine", ["9"]),
        ("a man in his thirties", ["35"]),
        ("a seven-year-old man", ["7"]),
        ("a man of the sea", []),
        ("a man in his boat", []),
        ("a man", []),
    ],
)
def test_reads_the_years_of_a_phrase(text, years):
    tokens = tokens_of(text)
    facts = list(phrase_years(tokens, WHO, read_person_phrase(tokens, 0)))
    assert [fact.text for fact in facts] == years


def test_a_description_tells_looks_but_whose_it_is():
    passage = read_passage("Rain fell. The tall clever old man sang.")
    (mention,) = passage.mentions.found
    assert [fact[1:3] for fact in facts_of_own_words(passage.tokens, mention)] == [
        ("build", "tall"),
        ("age", "old"),
    ]
