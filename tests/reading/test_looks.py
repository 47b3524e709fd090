"""What is known of garments, features and adjectives."""

import pytest
from reading_steps import read_passage

from english.tables import read_columns
from reading.looks import (
    FEATURES,
    Fact,
    adjective_fact,
    colors_of,
    follows,
    follows_any,
    garment_of,
    garments,
    grammar,
    is_adjective,
    is_colored,
    is_compound,
    is_degree,
    is_of_body,
    is_seen_of_person,
    is_visible,
    shown,
    slot_by_noun,
)
from reading.wardrobe import SHOWN


@pytest.mark.parametrize(
    ("noun", "slot"),
    [
        ("braids", "hair"),
        ("moustache", "beard"),
        ("eyes", "eyes"),
        ("chin", "face"),
        ("scar", "marks"),
        ("grin", "smile"),
        ("dress", "whole"),
        ("dresses", "whole"),
        ("raincoat", "outer"),
        ("shirt", "shirt"),
        ("jeans", "bottom"),
        ("top hat", "head"),
        ("boots", "feet"),
        ("velvet", "stuff"),
        ("pyjama trousers", "bottom"),
        ("lantern", None),
        ("red", None),
    ],
)
def test_nouns_fill_slots(noun, slot):
    assert slot_by_noun().get(noun) == slot


def test_every_value_of_the_tables_is_read():
    """A column that no rule reads would be dead knowledge."""
    layers, uses, sure = zip(*read_columns("garments.txt").values(), strict=True)
    assert set(layers) == {*SHOWN, "carried", "stuff"}
    assert set(uses) == {"plain", "always", "duty", "event", "night", "bath", "bare"}
    assert set(sure) == {"sure", "unsure"}
    assert {slot for (slot,) in read_columns("features.txt").values()} == set(FEATURES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("black top hat", ("head", "plain")),
        ("smoking-coat", ("outer", "plain")),
        ("spectacles", ("mask", "always")),
        ("silk pyjamas", ("whole", "night")),
        ("red hair", None),
        ("", None),
    ],
)
def test_a_garment_is_known_by_its_noun(text, expected):
    known = garment_of(text)
    assert (known and (known.layer, known.use)) == expected


def test_a_doubtful_noun_is_known_as_such():
    assert (garments()["coat"].is_sure, garments()["gun"].is_sure) == (True, False)


@pytest.mark.parametrize(
    ("word", "slot", "text"),
    [
        ("elderly", "age", "elderly"),
        ("middle-aged", "age", "middle-aged"),
        ("tall", "build", "tall"),
        ("barefoot", "feet", "bare feet"),
        ("pale", "state", "pale"),
        ("red-haired", "manner", "red-haired"),
    ],
)
def test_adjectives_say_different_things(word, slot, text):
    assert adjective_fact(3, word, 8) == Fact(3, slot, text, 8)


@pytest.mark.parametrize("word", ["red", "tall", "ungainly", "gold-rimmed", "half-humorous", "folded", "round"])
def test_knows_an_adjective(word):
    assert is_adjective(word)


@pytest.mark.parametrize("word", ["under", "table", "walked", "the", "rabbit-eyes"])
def test_knows_what_is_no_adjective(word):
    assert not is_adjective(word)


@pytest.mark.parametrize(
    ("test", "fitting", "others"),
    [
        (is_compound, ["fur-lined", "close-fitting", "too-small"], ["red", "well-man", "-ed"]),
        (is_of_body, ["lithe-limbed", "red-faced", "thin-lipped", "well-built"], ["red", "fur-lined", "faced"]),
        (is_visible, ["red", "tall", "clasped", "gold-rimmed"], ["natural", "experienced", "own"]),
        (is_seen_of_person, ["tall", "pale", "red-haired", "startled"], ["experienced", "ordinary", "soft"]),
        (is_degree, ["very", "rather", "slightly"], ["red", "coat"]),
        (is_colored, ["navy-blue uniform", "red coat"], ["old coat", ""]),
    ],
)
def test_words_are_of_kinds(test, fitting, others):
    assert [word for word in (*fitting, *others) if test(word)] == fitting


@pytest.mark.parametrize(
    ("word", "participle"),
    [("shook", "shaking"), ("clouded", "clouded"), ("swelled", "swollen"), ("open", ""), ("ran", ""), ("hair", "")],
)
def test_says_how_a_part_of_the_body_is_seen(word, participle):
    assert shown(word) == participle


@pytest.mark.parametrize(
    ("text", "colors"),
    [("navy-blue uniform", {"navy", "blue"}), ("dark red coat", {"dark", "red"}), ("old coat", set())],
)
def test_finds_colors(text, colors):
    assert colors_of(text) == colors


def test_nothing_follows_the_end():
    tokens = read_passage("red hair").tokens
    assert (follows(tokens, 1, "hair"), follows(tokens, 0, "hair"), follows(tokens, 2, "hair")) == (True, False, False)
    assert follows_any(tokens, 1, ("hair", "beard"))
    assert not follows_any(tokens, 2, ("hair", "beard"))


def test_small_words_are_in_one_table():
    assert "her" in grammar().determiners
    assert "red" not in grammar().determiners
