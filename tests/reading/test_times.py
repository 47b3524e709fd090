import pytest

from english.tokens import parse_prose
from reading.events import find_events
from reading.realis import find_realis
from reading.times import find_time, part_of_day


def time_of(text):
    prose = parse_prose(text)
    return find_time(prose, find_realis(prose, find_events(prose, ())))[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was early morning. The cock crew.", "morning"),
        ("At half past four the bell rang.", "afternoon"),
        ("The moon stood over the roof. It was night.", "night"),
        ("Dusk fell over the bay.", "dusk"),
        ("They finished supper and rose.", "evening"),
        ("The next morning the boat was gone.", "morning"),
        ("The mowing was not over till noon.", "midday"),
    ],
)
def test_tells_the_time(text, expected):
    assert time_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Last night the dogs had barked.", id="another day"),
        pytest.param("He came every evening.", id="a habit's day"),
        pytest.param("She wore an evening dress.", id="a dress"),
        pytest.param("It was midnight in Tokyo.", id="elsewhere"),
        pytest.param("They had three hours until dawn.", id="until"),
        pytest.param("Nothing was said.", id="nothing"),
        pytest.param("Everything lay where he had left it that morning.", id="looked back on"),
        pytest.param('"We sail in the morning," said Ruth.', id="planned aloud"),
        pytest.param("Yesterday, at breakfast, the cat had caught a wren.", id="yesterday"),
        pytest.param("He worked the rock day and night.", id="an idiom"),
    ],
)
def test_leaves_it_open(text):
    assert time_of(text) == "unknown"


def test_the_time_that_holds_longest_wins():
    text = "At three o'clock he left. It was night when he came. " + "He walked on and on. " * 20
    assert time_of(text) == "night"


@pytest.mark.parametrize(
    ("hour", "part"), [(5, "dawn"), (9, "morning"), (12, "midday"), (16, "afternoon"), (19, "evening"), (0, "night")]
)
def test_parts_of_the_day(hour, part):
    assert part_of_day(hour) == part


@pytest.mark.parametrize(("before", "expected"), [("evening", "night"), ("morning", "morning"), ("unknown", "morning")])
def test_an_hour_after_an_evening_scene_is_at_night(before, expected):
    prose = parse_prose("Somebody knocked at ten to ten.")
    assert find_time(prose, find_realis(prose, find_events(prose, ())), before)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It was not yet six. Lena filled the kettle.", "dawn", id="early, as one remarks"),
        pytest.param("It's gone six. The shutters are down along the row.", "evening", id="it's gone six"),
        pytest.param("It was already after four. Lena put the ledger away.", "afternoon", id="already after"),
        pytest.param("It's twenty to one. Lena kneels in her pyjamas, in bed, in the dark.", "night", id="dark hour"),
        pytest.param("It's twenty to one. Lena stands in the sunlight.", "midday", id="the same hour by day"),
        pytest.param("It was ten to two, and the headlamps lit the hedge.", "night", id="headlamps"),
        pytest.param('"It\'s lunch, anyway," said Tom.', "midday", id="said aloud of now"),
        pytest.param(
            '"She rang. This morning," said Tom. "It\'s lunch now," said Ann.', "midday", id="this morning is over"
        ),
        pytest.param(
            "A parcel that came at noon lay there. In the evening Ruth saw it.", "evening", id="relative clause"
        ),
        pytest.param("Ruth had sat there all night. A cock crowing woke the yard.", "dawn", id="all night is over"),
    ],
)
def test_tells_times_of_today(text, expected):
    assert time_of(text) == expected
