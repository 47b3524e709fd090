import pytest

from cast import find_cast
from cast_sheet import CastSheet
from deeds import find_deeds
from mentions import find_mentions
from places import find_places, setting_interior, singular
from prose import parse_prose
from realis import find_realis


def places_of(text):
    prose = parse_prose(text)
    cast = find_cast([prose], CastSheet())
    mentions = find_mentions(prose, cast.names[0], cast)
    realis = find_realis(prose, find_deeds(prose, mentions.found))
    return prose, find_places(prose, cast.names[0], cast, realis)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Emma sat in the kitchen and read.", "kitchen", id="after in"),
        pytest.param("He entered the railway office.", "railway office", id="a noun that joins"),
        pytest.param("They stood in the narrow dark street.", "narrow dark street", id="what can be seen of it"),
        pytest.param("She went to church. In church she knelt.", "church", id="bare places"),
        pytest.param("Emma walked down Mill Street and laughed.", "Mill Street", id="a proper name"),
    ],
)
def test_finds_the_place(text, expected):
    assert places_of(text)[1][0].phrase == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He thought in study and in prayer.", id="no article"),
        pytest.param("A sea of faces looked up.", id="a measure"),
        pytest.param("He stood a few yards away.", id="yards"),
        pytest.param("He lifted his club.", id="a weapon"),
        pytest.param('"We will meet at the hotel," said Emma.', id="only spoken of"),
        pytest.param("It was like a palace.", id="a comparison"),
    ],
)
def test_finds_none(text):
    assert places_of(text)[1] == []


def test_ranks_where_people_act_first():
    _, places = places_of(
        "He had come from the farm. He stood in the market. In the market he bought a hen and sat down."
    )
    assert places[0].phrase == "market"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She sat by the fire in the parlour.", True),
        ("She sat in the meadow under the sky.", False),
        ("She stood outside the church in the street.", False),
        ("She laughed.", None),
    ],
)
def test_tells_indoors(text, expected):
    assert setting_interior(*places_of(text)) is expected


@pytest.mark.parametrize(
    ("plural", "expected"),
    [("streets", "street"), ("galleries", "gallery"), ("churches", "church"), ("grass", "grass")],
)
def test_strips_plurals(plural, expected):
    assert singular(plural) == expected
