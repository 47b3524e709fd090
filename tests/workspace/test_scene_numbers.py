"""Numbers of chapters, scenes and takes; which of them exist is tried in test_selection.py."""

import argparse

import pytest

from workspace.run_settings import TakeChoice
from workspace.scene_numbers import parse_chapters, parse_choice, parse_positive, parse_scenes


@pytest.mark.parametrize(
    ("parse", "text", "expected"),
    [
        (parse_positive, "12", 12),
        (parse_chapters, "3", [range(3, 4)]),
        (parse_chapters, "1-3", [range(1, 4)]),
        (parse_chapters, "1,3 5-6", [range(1, 2), range(3, 4), range(5, 7)]),
        (parse_chapters, "3,", [range(3, 4)]),
        (parse_chapters, "Snow, again.md", ["Snow, again.md"]),
        (parse_chapters, "02-snow", ["02-snow"]),
        (parse_scenes, "2:3", [(2, range(3, 4))]),
        (parse_scenes, "2:3-5,4:1", [(2, range(3, 6)), (4, range(1, 2))]),
        (parse_choice, "2:5=3", TakeChoice((2, 5), 3)),
    ],
)
def test_numbers_are_read_as_they_are_written(parse, text, expected):
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("parse", "text", "said"),
    [
        (parse_positive, "two", "'two' is no number"),
        (parse_chapters, "1-", "'1-' is no chapter"),
        (parse_chapters, "3-1", "'3-1' runs backwards"),
        (parse_chapters, ",", "',' is no chapter"),
        (parse_scenes, "2", "'2' is no scene"),
        (parse_scenes, "2:1,3", "'2:1,3' is no scene"),
        (parse_choice, "2:5", "'2:5' is no choice"),
    ],
)
def test_what_is_none_is_said_with_an_example(parse, text, said):
    with pytest.raises(argparse.ArgumentTypeError, match=said):
        parse(text)
