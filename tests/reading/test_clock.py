import pytest

from english.tokens import parse_prose
from reading.clock import read_clock, to_24


def hours(text):
    tokens = parse_prose(text).tokens
    return [clock.hour_of_day() for number in range(len(tokens)) if (clock := read_clock(tokens, number))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was half past four when he came", [16]),
        ("at a quarter to five", [16]),
        ("ten minutes past six", [18]),
        ("at 10.15 p.m. he", [22]),
        ("at 16:30 the", [16]),
        ("twelve thirty-eight a.m. came", [0]),
        ("he came at five for tea", [17]),
        ("at six, he", [18]),
        ("at seven o'clock", [7]),
        ("two at night", [2]),
        ("eleven at night", [23]),
        ("at seven that evening", [19]),
        ("at one with him", []),
        ("five men came", []),
        ("page 12 of the book", []),
        ("half of them", []),
        ("a quarter past nothing", []),
    ],
)
def test_reads_clock_times(text, expected):
    assert hours(text) == expected


@pytest.mark.parametrize(
    ("hour", "half", "expected"), [(12, "am", 0), (12, "pm", 12), (12, "night", 0), (3, "", 15), (9, "", 9)]
)
def test_turns_hours_into_24(hour, half, expected):
    assert to_24(hour, half) == expected
