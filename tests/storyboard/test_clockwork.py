"""The hour that words tell."""

import pytest

from storyboard.clockwork import of_day, read_hour, told_hour


@pytest.mark.parametrize(
    ("text", "hands"),
    [
        ("waiting at ten past two in the morning", (2, 10)),
        ("half past three", (3, 30)),
        ("a quarter to five", (4, 45)),
        ("five to one", (12, 55)),
        ("twenty-five past six", (6, 25)),
        ("three o'clock", (3, 0)),
        ("the 14:30 train", (14, 30)),
        ("at 7.05 sharp", (7, 5)),
        ("midnight", (12, 0)),
        ("running past two guards", ()),
        ("walking to one of them", ()),
        ("room 12", ()),
        ("version 3.141", ()),
        ("", ()),
    ],
)
def test_an_hour_is_read_from_words_and_figures(text, hands):
    assert read_hour(text) == hands


def test_the_deed_tells_before_the_place():
    told = {"action": "arriving at half past one", "place": "the 9:15 train", "props": ["ticket"]}

    assert told_hour(told) == (1, 30)
    assert told_hour({**told, "action": "arriving"}) == (9, 15)
    assert told_hour({}) == ()


@pytest.mark.parametrize(
    ("hands", "part", "hour"),
    [
        ((3, 30), "afternoon", (15, 30)),
        ((9, 0), "morning", (9, 0)),
        ((12, 0), "midday", (12, 0)),
        ((12, 0), "night", (0, 0)),
        ((11, 15), "night", (23, 15)),
        ((2, 10), "night", (2, 10)),
        ((8, 15), "dusk", (20, 15)),
        ((5, 5), "dawn", (5, 5)),
        ((22, 5), "night", (22, 5)),
        ((7, 0), "unknown", (7, 0)),
        ((), "night", ()),
    ],
)
def test_a_part_of_the_day_tells_which_half_of_it_a_clock_shows(hands, part, hour):
    assert of_day(hands, part) == hour
