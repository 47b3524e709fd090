import pytest
from reading_steps import read_passage

from reading.place_references import NAMED, add_references
from reading.place_words import PlaceFound, common_places


def gains(text):
    """What "it", "the room" and the things of a car add to each place of a passage and take from it."""
    passage = read_passage(text)
    found = {}
    for first, last, kind in common_places(passage.tokens):
        place = found.setdefault(kind.place, PlaceFound(kind.place, kind.place, kind.interior))
        place.spans.append((NAMED, first, last))
    add_references(passage.prose, found, passage.realis)
    return {name: round(place.weight, 2) for name, place in found.items() if place.weight}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "A footbridge spanned the canal, and Nell danced in the middle of it.", ["footbridge"], id="a part of it"
        ),
        pytest.param("The street was wet. Nell danced along it.", ["street"], id="along it, a sentence later"),
        pytest.param("Nell saw a street. She danced along it.", [], id="a place that opens no sentence"),
        pytest.param("The street was wet. Nell laughed. She danced along it.", [], id="two sentences later"),
        pytest.param("The street was wet. Nell looked at it.", [], id="at it"),
        pytest.param('The street was wet. "Dance along it," said Nell.', [], id="said aloud"),
    ],
)
def test_it_is_the_place_that_opened_the_sentence(text, expected):
    assert [name for name, weight in gains(text).items() if weight > 0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ruth sat in the kitchen. Steam filled the room.", {"kitchen": NAMED, "room": -NAMED}, id="named before"
        ),
        pytest.param(
            "Ruth sat in the kitchen. She left for the office. Steam filled the room.",
            {"office": NAMED, "room": -NAMED},
            id="the last one named",
        ),
        pytest.param(
            "Ruth sat in the kitchen. Steam filled the room. Ruth crossed the room.",
            {"kitchen": 2 * NAMED, "room": -2 * NAMED},
            id="as often as it is said",
        ),
        pytest.param(
            f"Ruth sat in the kitchen. {'She sang. ' * 90}Steam filled the room. {'She sang. ' * 90}She left the room.",
            {"kitchen": 2 * NAMED, "room": -2 * NAMED},
            id="long ago, but spoken of since",
        ),
        pytest.param("Ruth sat in the kitchen. There was a room beside.", {}, id="a room"),
        pytest.param('Ruth sat in the kitchen. "Leave the room," she said.', {}, id="said aloud"),
        pytest.param("Ruth sat in the hall. Steam filled the room.", {}, id="a hall is no room"),
        pytest.param("Ruth sat in the garden. Steam filled the room.", {}, id="nor is a garden"),
        pytest.param("Steam filled the room. Ruth sat in the kitchen.", {}, id="named only later"),
        pytest.param(f"Ruth sat in the kitchen. {'She sang. ' * 140}Steam filled the room.", {}, id="long ago"),
    ],
)
def test_the_room_is_the_one_named_before(text, expected):
    assert gains(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The wipers of the van squeaked, and the dashboard lit her hands.", {"van": 2.0}, id="two things"),
        pytest.param(
            "A car passed. The wipers squeaked, and the dashboard of the van shone.",
            {"van": 2.0},
            id="the van, not a car",
        ),
        pytest.param("The wipers of the van squeaked. The wipers stuck.", {}, id="one thing, named twice"),
        pytest.param("The wipers squeaked, and the dashboard lit her hands.", {}, id="no vehicle named"),
        pytest.param('"The wipers of the van stuck. The dashboard went dark," she said.', {}, id="said aloud"),
    ],
)
def test_the_things_of_a_car_put_the_scene_into_it(text, expected):
    assert gains(text) == expected
