"""Numbers as authors write them in headings, in English and in other languages."""

import pytest

from manuscript.numbers import other_number_words, parse_number, without_accents


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("XII", 12),
        ("xl", 40),
        ("XCIX", 99),
        ("CIV", 104),
        ("twelve", 12),
        ("Twenty-One", 21),
        ("the First", 1),
        ("twelfth", 12),
        ("thirtieth", 30),
        ("3rd", 3),
        ("one hundred and five", 105),
        ("zero", 0),
        ("999", 999),
        ("1000", None),
        ("1984", None),
        ("C", None),
        ("mix", None),
        ("twenty people", None),
        ("zwölf", 12),
        ("zwolf", 12),
        ("premier", 1),
        ("vingt et un", 21),
        ("3.", 3),
        ("2º", 2),
        ("", None),
    ],
)
def test_numbers(text, number):
    assert parse_number(text) == number


def test_words_of_other_languages_are_known_without_their_accents():
    words = other_number_words()

    assert words["três"] == words["tres"] == 3
    assert words["fünf"] == words["funf"] == words["fuenf"] == 5
    assert words["primera"] == 1, "the smaller value, where two languages share a word"
    assert without_accents("Épilogue") == "Epilogue"
