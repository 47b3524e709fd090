import pytest

from prose import parse_prose
from realis import find_realis
from weather import find_weather


def weather_of(text, *, interior=False):
    prose = parse_prose(text)
    return find_weather(prose, find_realis(prose, ()), interior=interior)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell on the street.", ("rain",)),
        ("The snow lay deep.", ("snow",)),
        ("Fog filled the bay and a gust shook the tree.", ("fog", "wind")),
        ("The sun shone on the roofs.", ("sun",)),
        ("Heavy clouds hung in the sky.", ("cloud",)),
    ],
)
def test_tells_the_weather(text, expected):
    assert weather_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A storm of applause broke out.",
        "He was as quick as lightning.",
        "It had not rained for weeks.",
        "He had a sunny smile.",
        "The power over the winds was hers.",
        "If it snowed, they would stay.",
        "The cloud of dark hair fell down.",
    ],
)
def test_leaves_out_what_is_not_in_the_air(text):
    assert weather_of(text) == ()


def test_indoors_one_word_is_not_enough_but_a_window_is():
    assert weather_of("Snow, she thought, at the kitchen table.", interior=True) == ()
    assert weather_of("Rain ran down the window.", interior=True) == ("rain",)
