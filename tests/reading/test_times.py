import pytest

from english.tokens import parse_prose
from english.weights import Weights
from reading.events import find_events
from reading.realis import find_realis
from reading.times import find_time


def time_of(text, before="unknown", **told):
    prose = parse_prose(text)
    return find_time(prose, find_realis(prose, find_events(prose, ())), before, **told)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was early morning. The cock crew.", "morning"),
        ("At half past four the bell rang for tea.", "afternoon"),
        ("The moon stood over the roof. It was night.", "night"),
        ("Dusk fell over the bay.", "dusk"),
        ("They finished supper by candlelight and rose.", "evening"),
        ("The next morning the boat was gone.", "morning"),
        ('It was late when he went to bed. "It\'s already after midnight," she said.', "night"),
        pytest.param("They ate their breakfast. The sun shone on the plates.", "morning", id="a meal and the sun"),
        pytest.param(
            "It's twenty to one. Lena kneels in her pyjamas in the lamplight.", "night", id="an hour by lamps"
        ),
        pytest.param("It's twenty to one. Lena stands in the sunlight.", "midday", id="the same hour by day"),
        pytest.param("It was ten to two, and the headlamps lit the hedge.", "night", id="headlamps"),
    ],
)
def test_tells_the_time(text, expected):
    assert time_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Last night the dogs had barked.", id="another day"),
        pytest.param("Nothing was said.", id="nothing"),
        pytest.param("The matron gave him clean pyjamas and soup.", id="things for the night alone"),
        pytest.param("She read the Morning Globe.", id="a name"),
        pytest.param('"The board will meet in the evening," said Ruth.', id="a plan said aloud"),
    ],
)
def test_leaves_it_open(text):
    assert time_of(text) == "unknown"


def test_the_time_that_holds_longest_wins():
    text = "At three o'clock he left. It was night when he came. " + "He walked on and on. " * 20
    assert time_of(text) == "night"


def test_an_hour_goes_on_where_the_scene_stays():
    told = Weights({"hour": {"scene before, place stays": 2.0, "scene before": 0.5, "hour unknown": 1.0}})
    assert time_of("She sat down.", "evening", stays=True, weights=told) == "evening"
    assert time_of("She sat down.", "evening", weights=told) == "unknown"


def test_the_words_that_tell_it_come_first():
    prose = parse_prose("He lit the lamp. It was evening. Last night it rained.")
    _, signs = find_time(prose, find_realis(prose, find_events(prose, ())))
    assert [prose.tokens[sign.first].word for sign in signs] == ["evening", "lamp"]
