import pytest
from reading_steps import read_passage

from reading.place_prepositions import governor


def governs(text, place):
    passage = read_passage(text)
    return passage, governor(passage.tokens, passage.at(place))


@pytest.mark.parametrize(
    ("text", "place", "word", "article"),
    [
        ("She sat in the kitchen.", "kitchen", "in", "the"),
        ("She sat in a small, warm kitchen.", "kitchen", "in", "a"),
        ("She stood in the middle of the yard.", "yard", "in", "the"),
        ("She stood in front of the house.", "house", "before", "the"),
        ("He came out of the barn.", "barn", "out of", "the"),
        ("She sat in the old miller's barn.", "barn", "in", "own"),
        ("She sat in Nora's barn.", "barn", "in", "own"),
        ("Nora's barn was warm.", "barn", "", "own"),
        ("She entered her office.", "office", "entered", "own"),
        ("The kitchen was warm.", "kitchen", "", "the"),
        ("Dunmore market was loud.", "market", "", "name"),
        ("She went to church.", "church", "to", ""),
        ("They all cabin here.", "cabin", "", ""),
        ("She was in no kitchen.", "kitchen", "in", "no"),
    ],
)
def test_finds_what_governs(text, place, word, article):
    found = governs(text, place)[1]
    assert (found.word, found.article) == (word, article)
