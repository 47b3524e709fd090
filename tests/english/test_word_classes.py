import pytest

from english.word_classes import auxiliary_words, closed_classes, function_words, phrase_openers
from english.words import titles


@pytest.mark.parametrize(
    ("word", "expected", "why"),
    [
        ("under", {"opens", "closed", "function"}, "a preposition opens a phrase"),
        ("would", {"auxiliary", "closed", "function"}, "a modal builds a verb"),
        ("slowly", {"function"}, "an adverb may stand within a phrase"),
        ("lantern", set(), "a noun is of an open class"),
    ],
)
def test_a_word_is_of_its_classes(word, expected, why):
    found = {"auxiliary": auxiliary_words(), "opens": phrase_openers(), "closed": closed_classes()}
    found["function"] = function_words()
    assert {name for name, words in found.items() if word in words} == expected, why


def test_no_title_is_a_function_word():
    assert function_words().isdisjoint(titles())
