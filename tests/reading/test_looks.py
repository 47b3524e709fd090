"""Visible facts: nouns of looks and garments with the adjectives that can be drawn."""

import pytest
from reading_steps import read_passage, token_at

from english.tokens import parse_prose
from reading.looks import (
    FEATURES,
    LAYERS,
    Fact,
    adjective_fact,
    after_measure,
    color_apart,
    colors_of,
    facts_of_own_words,
    feature_phrase,
    follows,
    follows_any,
    is_described,
    is_doing,
    may_stand_before,
    noun_run,
    slot_by_noun,
    streak_after,
)


def tokens_of(text):
    return parse_prose(text).tokens


@pytest.mark.parametrize(
    ("noun", "slot"),
    [
        ("braids", "hair"),
        ("moustache", "beard"),
        ("eyes", "eyes"),
        ("chin", "face"),
        ("scar", "marks"),
        ("dress", "whole"),
        ("raincoat", "outer"),
        ("shirt", "top"),
        ("jeans", "bottom"),
        ("top hat", "head"),
        ("boots", "feet"),
        ("apron", "extra"),
        ("pyjama trousers", "occasion"),
        ("lantern", None),
        ("red", None),
    ],
)
def test_nouns_fill_slots(noun, slot):
    assert slot_by_noun().get(noun) == slot


def test_every_slot_has_nouns():
    assert set(slot_by_noun().values()) == {*FEATURES, *LAYERS}


@pytest.mark.parametrize(
    ("word", "slot", "text"),
    [
        ("elderly", "age", "elderly"),
        ("middle-aged", "age", "middle-aged"),
        ("tall", "build", "tall"),
        ("barefoot", "feet", "bare feet"),
        ("red-haired", "manner", "red-haired"),
    ],
)
def test_adjectives_say_different_things(word, slot, text):
    assert adjective_fact(3, word, 8) == Fact(3, slot, text, 8)


def test_a_description_tells_looks_but_what_cannot_be_seen():
    passage = read_passage("Rain fell. The tall clever old man sang.")
    (mention,) = passage.mentions.found
    assert [fact[1:] for fact in facts_of_own_words(passage.tokens, mention)] == [
        ("build", "tall", 4, False),
        ("age", "old", 6, False),
    ]


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [("hair", "hair", False), ("red hair", "hair", True), ("beard", "beard", True), ("scar", "marks", True)],
)
def test_all_have_hair_but_not_all_have_a_beard(text, slot, expected):
    assert is_described(text, slot) == expected


@pytest.mark.parametrize(
    ("text", "colors"),
    [("navy-blue uniform", {"navy", "blue"}), ("dark red coat", {"dark", "red"}), ("old coat", set())],
)
def test_finds_colors(text, colors):
    assert colors_of(text) == colors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("great shock of red hair", "red", id="a great shock of"),
        pytest.param("many braids", "braids", id="many"),
        pytest.param("great red beard", "great", id="no measure"),
        pytest.param("red, shock of hair", "red", id="not over a mark"),
        pytest.param("shock and fear", "shock", id="no measure of anything"),
    ],
)
def test_goes_over_measures(text, expected):
    tokens = tokens_of(text)
    assert tokens[after_measure(tokens, 0)].word == expected


def test_nothing_follows_the_end():
    tokens = tokens_of("red hair")
    assert (follows(tokens, 1, "hair"), follows(tokens, 0, "hair"), follows(tokens, 2, "hair")) == (True, False, False)
    assert follows_any(tokens, 1, ("hair", "beard"))
    assert not follows_any(tokens, 2, ("hair", "beard"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("long red coat", (0, 2, "coat"), id="adjectives"),
        pytest.param("long, red and warm coat", (0, 5, "coat"), id="marks and and"),
        pytest.param("black top hat", (0, 2, "top hat"), id="two words"),
        pytest.param("long Harris tweed coat", (0, 3, "coat"), id="a name"),
        pytest.param("old suit trousers", (0, 2, "trousers"), id="the last of two garments"),
        pytest.param("coat rack", None, id="what garments hang on"),
        pytest.param("red man coat", None, id="somebody between"),
        pytest.param("red was his coat", None, id="a verb between"),
        pytest.param("caps her pen", None, id="a verb"),
        pytest.param("old new big red long warm coat", None, id="too far"),
        pytest.param("long road", None, id="no garment"),
    ],
)
def test_finds_a_noun_with_its_adjectives(text, expected):
    assert noun_run(tokens_of(text), 0) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("scrubs the floor", True),
        ("caps her pen", True),
        ("caps the colour", False),
        ("hat her pen", False),
        ("caps", False),
    ],
)
def test_some_garments_are_verbs(text, expected):
    assert is_doing(tokens_of(text), 0) == expected


@pytest.mark.parametrize("word", ["red", "tall", "fur-lined", "patched", "round", ",", "and"])
def test_words_that_may_stand_before_a_noun(word):
    assert may_stand_before(word)


@pytest.mark.parametrize("word", ["the", "man", "she", "went", "'s", "."])
def test_words_that_may_not(word):
    assert not may_stand_before(word)


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        pytest.param("her long lovely coat", "coat", "long coat", id="what cannot be seen is left out"),
        pytest.param("her close-fitting coat", "coat", "close-fitting coat", id="compounds can be seen"),
        pytest.param("a chain-mail shirt", "shirt", "chain-mail shirt", id="chain mail"),
        pytest.param("her best dress of brown silk.", "dress", "brown silk dress", id="its stuff"),
        pytest.param("a dress of some sort.", "dress", "dress", id="no stuff"),
        pytest.param("a jumper, bottle green, with holes", "jumper", "bottle-green jumper", id="its colour"),
        pytest.param("a robe, the quilted one.", "robe", "quilted robe", id="which one"),
        pytest.param("a robe, red, she thought", "robe", "red robe", id="a plain colour"),
        pytest.param("a robe, dark.", "robe", "dark robe", id="a shade that is a colour, too"),
        pytest.param("a robe, a hat, and a coat", "robe", "robe", id="another garment"),
        pytest.param("a black top hat", "hat", "black top hat", id="two words"),
    ],
)
def test_writes_a_garment(text, noun, expected):
    tokens = tokens_of(text)
    assert feature_phrase(tokens, 1, token_at(tokens, noun), slot_by_noun()[noun]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("hair, streaked with gray", ["gray-streaked"], id="streaked"),
        pytest.param("beard flecked with white", ["white-streaked"], id="flecked"),
        pytest.param("hair, streaked with mud", [], id="no colour"),
        pytest.param("hair, covered with gray", [], id="another verb"),
        pytest.param("hair, streaked", [], id="with nothing"),
    ],
)
def test_reads_streaks(text, expected):
    assert streak_after(tokens_of(text), 0) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dark blue, and", ["dark-blue"]),
        ("red and white,", []),
        ("the red one,", ["red"]),
        ("the man,", []),
        ("red", []),
    ],
)
def test_reads_a_color_said_apart(text, expected):
    assert color_apart(tokens_of(text), 0) == expected
