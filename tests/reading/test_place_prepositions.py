import pytest
from reading_steps import read_passage

from reading.place_prepositions import arrives, governor, is_present


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


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("He came to the bridge.", True, "past"),
        ("She walks to the bridge.", True, "present"),
        ("They took their walks to the bridge.", False, "a noun"),
        ("He wanted to go to the bridge.", False, "an aim"),
        ("He nodded to the bridge.", False, "no motion"),
    ],
)
def test_tells_arrival(text, expected, why):
    passage, found = governs(text, "bridge")
    assert arrives(passage.tokens, found) is expected, why


@pytest.mark.parametrize(("text", "expected"), [("She walks on.", True), ("They took their walks.", False)])
def test_tells_a_verb_in_s(text, expected):
    passage = read_passage(text)
    assert is_present(passage.tokens, passage.at("walks")) is expected
