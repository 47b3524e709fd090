"""The hour that words tell."""

import pytest

from storyboard.clockwork import read_hour, told_hour


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
