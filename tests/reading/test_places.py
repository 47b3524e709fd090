from collections import Counter

import pytest
from reading_steps import read_passage

from english.weights import fitted_weights
from reading.place_fixtures import find_fixtures
from reading.place_trail import Trail
from reading.places import SceneText, count_sides, find_places, head_of, lean


def text_of(text):
    passage = read_passage(text)
    return SceneText(passage.prose, passage.realis, passage.cast.names[0], passage.cast)


def found_in(text, trail=None):
    scene = text_of(text)
    return find_places(scene, find_fixtures(scene.prose, scene.realis), trail or Trail(), fitted_weights())


def places_of(text, trail=None):
    return [place.phrase for place in found_in(text, trail)]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Emma sat in the kitchen and read.", "kitchen", "after in"),
        ("Emma walked down Mill Street and laughed.", "Mill Street", "a proper name"),
        ("She stood in the lane. She looked back at the island and sighed.", "lane", "looked at"),
        ("Nora kneels on the bathmat. She wipes the toilet with a towel.", "bathroom", "things of a room"),
        ("Ruth walked into the kitchen. Steam filled the room.", "kitchen", "the room"),
        ("The kitchen is cold and Nora sits down. He had stood in the barn.", "kitchen", "what was before is not now"),
        ("Ruth sat at the kitchen table and wrote.", "kitchen", "a noun before a table"),
    ],
)
def test_finds_the_place(text, expected, why):
    assert expected in places_of(text)[0], why


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He thought in silence and in prayer.", id="no place"),
        pytest.param("It was like a palace.", id="a comparison"),
        pytest.param('"We met at the hotel," said Emma. "The hotel was warm."', id="only spoken of"),
    ],
)
def test_finds_none(text):
    assert places_of(text) == []


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Emma laughed.", "kitchen", "nothing told"),
        ("The room was cold. Emma laughed.", "kitchen", "the room of before"),
        ("Emma sat in the garden.", "garden", "another place"),
        ('"We will meet at the hotel," said Emma.', "kitchen", "only spoken of"),
    ],
)
def test_goes_on_where_the_scene_before_was(text, expected, why):
    trail = Trail()
    trail.enter(1)
    trail.add("kitchen", interior=True)
    trail.enter(1)
    assert places_of(text, trail)[0] == expected, why


@pytest.mark.parametrize(
    ("phrase", "head"), [("dark hotel room", "hotel room"), ("wet street", "street"), ("Zog", "Zog")]
)
def test_finds_the_head_of_a_phrase(phrase, head):
    assert head_of(phrase) == head


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Ruth sat in the kitchen. She went into the garden.", (1, 1), "one of each"),
        ("Ruth sat in the kitchen and thought of the garden.", (1, 0), "only thought of"),
        ("Ruth stood on the step.", (0, 0), "a step is anywhere"),
    ],
)
def test_counts_how_often_it_is_told_to_be_indoors_and_out(text, expected, why):
    sides = count_sides(found_in(text))
    assert (sides["told in"], sides["told out"]) == expected, why


@pytest.mark.parametrize(("inside", "outside", "expected"), [(0, 0, 0.0), (1, 1, 0.0), (2, 0, 0.5), (0, 6, -0.75)])
def test_leans_by_how_much_is_told(inside, outside, expected):
    assert lean(Counter({"told in": inside, "things out": outside})) == expected


def test_quotes_first_what_says_that_people_are_there():
    text = "Ruth thought of the barn. She walked into the barn. The barn was cold. In the barn she sang."
    (barn,), tokens = found_in(text), text_of(text).prose.tokens
    assert [tokens[first].sentence for first, _ in barn.spans] == [1, 2, 3]
