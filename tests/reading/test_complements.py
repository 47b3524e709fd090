"""What somebody is said to be."""

import pytest

from english.tokens import parse_prose
from reading.complements import (
    PersonPhrase,
    aside_end,
    complement,
    complement_start,
    phrase_years,
    predicates,
    read_person_phrase,
    second_verb,
    verb_after_aside,
    with_things,
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
        pytest.param("a clever young girl", ["young"], "girl", id="what cannot be seen is left out"),
        pytest.param("the miller's only tall son", ["tall"], "son", id="over an owner"),
        pytest.param("a pale, and, in short, rather small woman", ["pale", "small"], "woman", id="over an aside"),
        pytest.param("a grey-eyed, broken-nosed sailor", ["grey-eyed"], "sailor", id="known compounds only"),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(", as they called her, was tall", "was", id="after an aside"),
        pytest.param(", as they called her, is tall", "is", id="in the present"),
        pytest.param(", as they called her, sang", "", id="another verb"),
        pytest.param(", as they called her. It was", "", id="another sentence"),
        pytest.param(", as they had always called her in those days, was", "", id="too long"),
    ],
)
def test_finds_the_verb_after_an_aside(text, expected):
    tokens = tokens_of(f"Beth{text}")
    at = verb_after_aside(tokens, 2)
    assert (tokens[at].word if at else "") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in her tenth year, and was tall", 6),
        ("in her tenth year and sang", 0),
        ("in her tenth year; and was tall", 0),
        ("in the year of Paul and was tall", 0),
    ],
)
def test_finds_a_second_verb(text, expected):
    assert second_verb(tokens_of(text), 0) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("admitted by all to be tall", "tall", id="what others say"),
        pytest.param("tall", "tall", id="said at once"),
        pytest.param("said not to be tall", "said", id="denied"),
        pytest.param("known, to be sure, tall", "known", id="not over a mark"),
        pytest.param("known for a song", "known", id="known for something"),
    ],
)
def test_begins_after_what_others_say(text, expected):
    tokens = tokens_of(text)
    assert tokens[complement_start(tokens, 0)].word == expected


def test_an_aside_ends_with_its_comma():
    tokens = tokens_of("pale, in short, sad, but old")
    assert (aside_end(tokens, 1), aside_end(tokens, 4), aside_end(tokens, 0)) == (4, 0, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "a tall man of fifty with a white beard",
            [("build", "tall"), ("noun", "tall man"), ("years", "50"), ("beard", "white beard")],
            id="a phrase with all that belongs to it",
        ),
        pytest.param("only tall and very thin", [("build", "tall"), ("build", "thin")], id="adjectives alone"),
        pytest.param("not tall", [], id="denied"),
        pytest.param("a tall house", [], id="no person"),
        pytest.param("still", [], id="nothing follows"),
        pytest.param(", tall", [], id="a comma"),
    ],
)
def test_reads_what_somebody_is(text, expected):
    assert told(complement(tokens_of(text), WHO, 0)) == expected


def test_an_apposition_may_have_another_and_needs_an_article():
    both = told(complement(tokens_of("a tall man, a sailor"), WHO, 0, apposed=True))
    assert both == [("build", "tall"), ("noun", "tall man"), ("noun", "sailor")]
    assert told(complement(tokens_of("a tall man, a sailor"), WHO, 0)) == both[:2]
    assert told(complement(tokens_of("tall and thin"), WHO, 0, apposed=True)) == []


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("tall, thin but old", ["tall", "thin", "old"], id="a list"),
        pytest.param("tall enough", [], id="only enough"),
        pytest.param("quite young, not more than eighteen", ["young", "18"], id="years after it"),
        pytest.param("tall, with red hair", ["tall", "red hair"], id="with"),
        pytest.param("tall, dressed in a green coat", ["tall", "green coat"], id="dressed in"),
        pytest.param("tall sang thin", ["tall"], id="up to another word"),
    ],
)
def test_reads_adjectives_alone(text, expected):
    assert [fact.text for fact in predicates(tokens_of(text), WHO, 0)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("of forty, with red hair and a scar", ["red hair", "scar"], id="after the years"),
        pytest.param("in a green coat", ["green coat"], id="clothes"),
        pytest.param("in her thirties with red hair", ["red hair"], id="after the decade"),
        pytest.param("clad in a gown", ["gown"], id="clad in"),
        pytest.param("in his coat", [], id="read with its owner"),
        pytest.param("who sang with red hair", [], id="another clause"),
        pytest.param(". With red hair", [], id="another sentence"),
    ],
)
def test_reads_what_follows_the_noun(text, expected):
    assert [fact.text for fact in with_things(tokens_of(text), WHO, 0) if fact.text] == expected
