import pytest

from english.tokens import parse_prose
from reading.clock import hours_of, part_of_day, read_clocks


def hours(text):
    return [clock.hours for clock in read_clocks(parse_prose(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was half past four when he came", [("night", "afternoon")]),
        ("at a quarter to five", [("night", "afternoon")]),
        ("ten minutes past six", [("morning", "evening")]),
        ("at 10.15 p.m. he", [("night",)]),
        ("at 16:30 the", [("afternoon",)]),
        ("twelve thirty-eight a.m. came", [("night",)]),
        ("he came at five for tea", [("evening",)]),
        ("at six, he", [("morning", "evening")]),
        ("at seven o'clock", [("morning", "evening")]),
        ("two at night", [("night",)]),
        ("eleven at night", [("night",)]),
        ("at seven that evening", [("evening",)]),
        ("It's gone six. The", [("morning", "evening")]),
        ("It was already after four.", [("night", "afternoon")]),
        ("His watch said a quarter past ten.", [("morning", "night")]),
        ("at ten to ten.", [("morning", "night")]),
        ("It's eight-thirty.", [("morning", "evening")]),
        ("At 0430 hours the", [("night",)]),
    ],
)
def test_reads_clock_times(text, expected):
    assert hours(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("at one with him", id="at one with"),
        pytest.param("five men came", id="a number"),
        pytest.param("page 12 of the book", id="a page"),
        pytest.param("half of them", id="a half"),
        pytest.param("a quarter past nothing", id="no hour"),
        pytest.param("with six to ten of the drones", id="from six to ten"),
        pytest.param("they counted from one to ten", id="counting"),
        pytest.param("a hour glass", id="an hour glass"),
        pytest.param("in 1888 he", id="a year"),
    ],
)
def test_leaves_numbers_alone(text):
    assert hours(text) == []


@pytest.mark.parametrize(
    ("hour", "half", "expected"),
    [(12, "am", (0,)), (12, "pm", (12,)), (12, "night", (0,)), (3, "", (3, 15)), (9, "", (9, 21)), (16, "", (16,))],
)
def test_gives_the_hours_of_24(hour, half, expected):
    assert hours_of(hour, half) == expected


@pytest.mark.parametrize(
    ("hour", "part"), [(5, "dawn"), (9, "morning"), (12, "midday"), (16, "afternoon"), (19, "evening"), (0, "night")]
)
def test_parts_of_the_day(hour, part):
    assert part_of_day(hour) == part
