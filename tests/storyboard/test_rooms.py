"""Floor, walls and ceiling, and what is drawn on them."""

import pytest
from painting import SIZE, brush, painted, pixels

from storyboard.rooms import first_window, paint_room, windows_of

ROOM = {"set": "room", "width": 7.0, "depth": 8.0, "height": 2.9}
COLOURS = {"wall": "plaster", "floor": "wood", "ceiling": "cream"}


def room(hour="midday", **changes):
    used = brush(hour, colours=COLOURS)
    paint_room(used, {**ROOM, **changes})
    return used


def test_a_room_leaves_no_paper():
    assert painted(room()) == (0, 0, *SIZE)


def test_the_back_wall_is_darker_toward_the_ceiling_than_in_its_middle():
    picture = room().canvas.finish()
    column = [sum(picture.getpixel((SIZE[0] // 2 + 20, y))[:3]) for y in range(SIZE[1])]

    assert len(set(column)) > 10


@pytest.mark.parametrize(
    ("put", "windows"),
    [
        pytest.param("window 1.5 B 1.1", [("window", 1.5, 1.1)], id="in the back wall"),
        pytest.param("window L 5 1.1", [], id="a side wall's is not seen from the front"),
        pytest.param("window L B 1.1", [], id="in the corner"),
        pytest.param("stove 1 B 0", [], id="a stove is no window"),
        pytest.param("window 1 B 1\ntall_window -1 B 0.8", [("window", 1, 1), ("tall_window", -1, 0.8)], id="two"),
        pytest.param("", [], id="none"),
    ],
)
def test_windows_are_those_of_the_back_wall(put, windows):
    assert windows_of({**ROOM, "put": put}) == windows


def test_the_sun_stands_in_the_first_window_of_a_room():
    put = "window 1 B 1\nwindow -2 B 1"

    assert first_window({**ROOM, "put": put}) == 1
    assert first_window({"set": "open", "put": put}) is None
    assert first_window(ROOM) is None


def test_the_sun_falls_through_a_window_by_day_and_not_where_it_does_not_shine():
    def beam(hour):
        return pixels(room(hour, put="window 1 B 1")) != pixels(room(hour))

    assert beam("morning")
    assert not beam("night")
