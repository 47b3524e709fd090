import pytest
from reading_steps import read_passage

from english.tokens import parse_prose
from reading.place_prepositions import governor, say_where, usual_preposition


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


@pytest.mark.parametrize(
    ("text", "place", "where"),
    [
        pytest.param("He lay on the knoll. From the knoll he saw.", "knoll", "on the knoll", id="as the text has it"),
        pytest.param("She sat at the counter.", "counter", "at the counter", id="at"),
        pytest.param("They went aboard the ferry.", "ferry", "on the ferry", id="aboard"),
        pytest.param("The desk was bare.", "desk", "at the desk", id="furniture, where nothing tells"),
        pytest.param("The bridge was bare.", "bridge", "on the bridge", id="a place that one is on"),
        pytest.param("The kitchen was bare.", "kitchen", "in the kitchen", id="any other"),
        pytest.param("He lived in Cedar Street.", "Cedar Street", "in Cedar Street", id="a name has no article"),
        pytest.param("He sat in the Nest.", "Nest", "in the Nest", id="but some have"),
    ],
)
def test_says_where_somebody_is(text, place, where):
    assert " ".join(say_where(parse_prose(text), place.split())) == where


def test_what_usually_stands_before_a_place():
    assert [usual_preposition([place]) for place in ("table", "garden", "grimpen")] == ["at", "in", "in"]
