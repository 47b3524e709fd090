"""Rows of the places in, things at their spots out."""

from random import Random

import pytest

from storyboard.backdrops import Thing, put_thing, strew, things_of
from storyboard.shapes import Spot

ROOM = {"width": 6.0, "depth": 8.0}


@pytest.mark.parametrize(
    ("row", "spot"),
    [
        pytest.param("stove 2.4 7.2", Spot(2.4, 0, 7.2), id="on the floor"),
        pytest.param("lamp 1 5 0.8", Spot(1, 0.8, 5), id="on a table"),
        pytest.param("tree 1 9 x1.5", Spot(1, 0, 9, size=1.5), id="larger"),
        pytest.param("tree 1 9 flip", Spot(1, 0, 9, flip=True), id="turned around"),
        pytest.param("rug 0 5 flat", Spot(0, 0, 5, turn="flat"), id="lying"),
        pytest.param("shelf L 5", Spot(-3, 0, 5, turn="left"), id="along the left wall"),
        pytest.param("shelf R 5", Spot(3, 0, 5, turn="right"), id="along the right wall"),
        pytest.param("window 1 B 1.2", Spot(1, 1.2, 7.98), id="on the back wall"),
    ],
)
def test_a_row_says_where_a_thing_stands(row, spot):
    assert put_thing(row.split(), ROOM) == Thing(row.split()[0], spot)


def test_what_is_strewn_leaves_the_middle_free():
    things = strew(["tuft", "40", "-8", "8", "3", "12"], Random(1))

    assert len(things) == 40
    assert all(3 <= thing.spot.z <= 12 and -11 < thing.spot.x < 11 for thing in things)
    assert not [thing for thing in things if thing.spot.z < 6 and abs(thing.spot.x) < 2]
    assert len({thing.spot.size for thing in things}) > 20


def test_the_same_seed_strews_the_same():
    place = {"put": "stove 2 7", "strew": "tuft 3 -8 8 3 12"}

    assert things_of(place, Random(1)) == things_of(place, Random(1))
    assert things_of(place, Random(1)) != things_of(place, Random(2))
    assert [thing.name for thing in things_of(place, Random(1))] == ["stove", "tuft", "tuft", "tuft"]
