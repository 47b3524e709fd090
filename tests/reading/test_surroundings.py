import pytest
from reading_steps import read_passage

from reading.places import find_places
from reading.surroundings import find_surroundings, place_kept
from records import Person, SceneReading

KITCHEN = SceneReading(
    characters=(Person("Emma", "lead"), Person("the boy", "present", named=False)),
    place="kitchen",
    interior=True,
    time_of_day="evening",
)
STREET = SceneReading(characters=KITCHEN.characters, place="street", interior=False, time_of_day="morning")
CORNER = SceneReading(place="corner", interior=True)


def surroundings(text, before=None, here=("Emma",)):
    passage = read_passage(text)
    return find_surroundings(passage.prose, passage.realis, passage.cast.names[0], passage.cast, here, before)


@pytest.mark.parametrize(
    ("text", "before", "here", "kept"),
    [
        pytest.param("Emma laughed.", KITCHEN, ["Emma"], "kitchen", id="no place told"),
        pytest.param("Emma laughed.", STREET, ["Emma"], "street", id="outdoors too"),
        pytest.param("Emma laughed.", KITCHEN, ["Ruth"], "kitchen", id="no place told, of others"),
        pytest.param("The room was quiet.", KITCHEN, ["Emma"], "kitchen", id="the room, among the same"),
        pytest.param("The room was quiet.", KITCHEN, [], "kitchen", id="the room, with nobody named"),
        pytest.param("The room was quiet.", KITCHEN, ["Ruth"], "", id="the room, of others"),
        pytest.param("The room was quiet.", STREET, ["Emma"], "", id="the room, after a street"),
        pytest.param("Emma sat in the garden.", KITCHEN, ["Emma"], "", id="another place"),
        pytest.param("Emma laughed.", CORNER, ["Emma"], "", id="a corner is no set"),
        pytest.param("Emma laughed.", None, ["Emma"], "", id="the first scene"),
    ],
)
def test_a_scene_goes_on_where_the_one_before_was(text, before, here, kept):
    passage = read_passage(text)
    places = find_places(passage.prose, passage.cast.names[0], passage.cast, passage.realis)
    assert place_kept(before, here, passage.prose, places) == kept


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        pytest.param("Emma sat in the garden at noon.", KITCHEN, ("garden", False, "midday"), id="all told"),
        pytest.param("Emma laughed.", KITCHEN, ("kitchen", True, "evening"), id="nothing told"),
        pytest.param("Emma laughed at dawn.", KITCHEN, ("kitchen", True, "dawn"), id="only the hour told"),
        pytest.param("Emma sat in the kitchen.", KITCHEN, ("kitchen", True, "evening"), id="the same place again"),
        pytest.param("Emma sat in the garden.", KITCHEN, ("garden", False, "unknown"), id="elsewhere, at any hour"),
        pytest.param("Emma laughed.", None, ("", None, "unknown"), id="the first scene"),
    ],
)
def test_takes_over_what_is_not_told(text, before, expected):
    around = surroundings(text, before)
    assert (around.place, around.interior, around.time_of_day) == expected


def test_ranks_the_place_kept_before_what_is_only_named():
    around = surroundings("The room was quiet.", KITCHEN)
    assert around.places == ("kitchen", "room")


def test_knows_the_words_and_paragraphs_that_tell():
    text = "Emma laughed.\nAt noon she sat in the garden.\nIn the garden she sang."
    passage, around = read_passage(text), surroundings(text)
    assert {passage.tokens[first].word for first, _ in around.place_spans} == {"garden"}
    assert [passage.tokens[first].word for first, _ in around.time_spans] == ["noon"]
    assert around.paragraphs == {1, 2}


def test_a_place_that_is_kept_has_no_words_here():
    assert surroundings("The room was quiet.", KITCHEN).place_spans == ()
    assert surroundings("The room was quiet.").place_spans != ()
