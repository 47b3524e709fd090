"""One value as an author writes it."""

import pytest

from records import TIMES_OF_DAY, WEATHERS
from workspace.correction_values import (
    CorrectionError,
    plain,
    read_list,
    read_mood,
    read_shot,
    read_text,
    read_time,
    read_weathers,
    read_yes,
)


@pytest.mark.parametrize(
    ("read", "written", "value"),
    [
        (read_text, " an  old\nvan ", "an old van"),
        (read_text, "'old van'", "old van"),  # cmd.exe leaves single quotes
        (read_text, "“old van”", "old van"),
        (read_text, "Emma's van", "Emma's van"),
        (read_text, "none", ""),
        (read_text, "a \x1b[31m van", "a [31m van"),
        (read_yes, True, True),
        (read_yes, "yes", True),
        (read_yes, "No", False),
        (read_yes, "indoors", True),
        (read_yes, "outside", False),
        (read_time, "noon", "midday"),
        (read_time, "three in the morning", "night"),
        (read_time, "half past four in the afternoon", "afternoon"),
        (read_time, "3 am", "night"),
        (read_time, "At Night", "night"),
        (read_time, "late afternoon", "afternoon"),
        (read_time, "the dead of night", "night"),
        (read_time, "sunset", "dusk"),
        (read_time, "unknown", "unknown"),
        (read_time, "none", "unknown"),
        (read_weathers, "rain, wind", ["rain", "wind"]),
        (read_weathers, "heavy rain and strong wind", ["rain", "wind"]),
        (read_weathers, "rainy, raining", ["rain"]),
        (read_weathers, ["fog"], ["fog"]),
        (read_weathers, "none", []),
        (read_weathers, "clear", []),
        (read_weathers, "thunder storm", ["storm"]),
        (read_mood, "Tense", "tense"),
        (read_mood, "tension", "tense"),
        (read_mood, "cosy", "cozy"),
        (read_mood, "none", ""),
        (read_shot, "close up", "close-up"),
        (read_shot, "a Wide shot", "wide shot"),
        (read_shot, "over the shoulder", "over-the-shoulder shot"),
        (read_shot, "two-shot", "two-shot"),
        (read_shot, "bird's-eye view", "high angle shot"),
        (read_list, "a lantern, a map and rope", ["a lantern", "a map", "rope"]),
        (read_list, ["rope", ""], ["rope"]),
        (read_list, "none", []),
    ],
)
def test_what_an_author_writes_is_understood(read, written, value):
    assert read("key", written) == value


@pytest.mark.parametrize(
    ("read", "written", "sentence"),
    [
        (read_text, 3, 'key is 3, not text: write key = "…".'),
        (read_text, ["x"], "not text"),
        (read_yes, "perhaps", 'key is "perhaps", neither yes nor no'),
        (read_yes, 1, "key is 1, neither yes nor no"),
        (read_time, "nigt", 'did you mean "night"?'),
        (read_time, "six", "take one of dawn"),
        (read_time, "noone", 'did you mean "midday"?'),
        (read_time, "some day soon", "take one of dawn, morning, midday"),
        (read_weathers, "rian", 'did you mean "rain"?'),
        (read_weathers, "plague", "take one of rain, snow"),
        (read_mood, "tnese", 'did you mean "tense"?'),
        (read_mood, "noir", "take one of adventurous, angry"),
        (read_shot, "medum", 'did you mean "medium shot"?'),
        (read_shot, "xyz", "take one of establishing shot"),
        (read_list, 3, 'not a list of words: write key = ["…", "…"].'),
        (read_list, ["rope", 3], "not a list of words"),
    ],
)
def test_what_cannot_be_meant_is_said_with_the_nearest_right_word(read, written, sentence):
    with pytest.raises(CorrectionError) as raised:
        read("key", written)

    assert sentence in str(raised.value)
    assert "unknown" not in str(raised.value)
    assert raised.value.key == "key"


@pytest.mark.parametrize("time", TIMES_OF_DAY)
def test_every_hour_of_the_program_is_one(time):
    assert read_time("time", time) == time


@pytest.mark.parametrize("weather", WEATHERS)
def test_every_weather_of_the_program_is_one(weather):
    assert read_weathers("weather", weather) == [weather]


def test_a_quotation_mark_alone_is_no_pair():
    assert plain("'") == "'"
