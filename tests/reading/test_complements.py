"""What somebody is said to be."""

import pytest
from reading_steps import read_passage

from english.tokens import parse_prose
from reading.complements import (
    PersonPhrase,
    aside_end,
    complement,
    complement_start,
    facts_of_own_words,
    is_telling,
    phrase_years,
    read_person_phrase,
    verb_after_aside,
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
        pytest.param("a clever young girl", ["clever", "young"], "girl", id="any adjective"),
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
            [("build", "tall"), ("noun", "tall man"), ("years", "50")],
            id="a phrase with all that belongs to it",
        ),
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


def test_a_description_tells_looks_but_whose_it_is():
    passage = read_passage("Rain fell. The tall clever old man sang.")
    (mention,) = passage.mentions.found
    assert [fact[1:3] for fact in facts_of_own_words(passage.tokens, mention)] == [
        ("build", "tall"),
        ("manner", "clever"),
        ("age", "old"),
    ]


@pytest.mark.parametrize(
    ("word", "expected"), [("tall", True), ("lithe-limbed", True), ("brittle", True), ("own", False), ("table", False)]
)
def test_some_adjectives_tell_of_a_person(word, expected):
    assert is_telling(word) == expected
