"""What floors, walls and ceilings are made of."""

import pytest
from painting import brush, pixels

from storyboard.finishes import ROOM_MARKS
from storyboard.rooms import paint_room

ROOM = {"set": "room", "width": 7.0, "depth": 8.0, "height": 2.9}
COLOURS = {"wall": "plaster", "floor": "wood", "ceiling": "cream"}


def room(**changes):
    used = brush("midday", colours=COLOURS)
    paint_room(used, {**ROOM, **changes})
    return pixels(used)


@pytest.mark.parametrize("mark", ROOM_MARKS)
def test_every_mark_shows(mark):
    assert room(marks=mark) != room()


@pytest.mark.parametrize("mark", ROOM_MARKS)
def test_a_mark_is_the_same_every_time(mark):
    assert room(marks=mark) == room(marks=mark)
