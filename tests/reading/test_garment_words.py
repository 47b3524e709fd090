"""The small words around a garment."""

import pytest

from english.tokens import parse_prose
from reading.garment_words import has_part, is_both, is_gerund, is_measure, over_measure, over_owner


def tokens_of(text):
    return parse_prose(text).tokens


@pytest.mark.parametrize(
    ("word", "expected"), [("pair", True), ("great", True), ("a", True), ("wore", False), ("dog", False)]
)
def test_words_of_a_measure(word, expected):
    assert is_measure(word) is expected


@pytest.mark.parametrize(
    ("text", "opens", "noun", "expected"),
    [
        ("in his vest pocket", 1, 2, True),
        ("the front of his vest", 3, 4, True),
        ("the colour of his vest", 3, 4, False),
        ("his vest was red", 0, 1, False),
    ],
)
def test_a_part_of_a_garment(text, opens, noun, expected):
    assert has_part(tokens_of(text), opens, noun) is expected


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [("plainly but neatly dressed", 2, True), ("plainly and red", 2, False), ("neatly dressed", 1, False)],
)
def test_two_adverbs(text, number, expected):
    assert is_both(tokens_of(text), number) is expected


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [("for wearing hats", 1, True), ("was wearing hats", 1, False), ("in worn", 1, False)],
)
def test_a_deed_that_is_only_named(text, number, expected):
    assert is_gerund(tokens_of(text), number) is expected


@pytest.mark.parametrize(
    ("text", "opens", "before"),
    [
        ("He had a great shock of red hair.", "red", "had"),
        ("He wore a pair of boots.", "boots", "wore"),
        ("He wore one of Tom's old shirts.", "'s", "wore"),
    ],
)
def test_steps_back_over_measures(text, opens, before):
    tokens = tokens_of(text)
    number = next(at for at, token in enumerate(tokens) if token.word == opens)
    assert tokens[over_measure(tokens, number) - 1].word == before


def test_steps_back_over_an_owner():
    tokens = tokens_of("He wore one of Tom's old shirts.")
    assert tokens[over_owner(tokens, 5)].word == "one"
