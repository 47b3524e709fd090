"""No lamp and no animal half behind another of its kind."""

import pytest

from storyboard.artwork import read_table
from storyboard.backdrops import Thing
from storyboard.camera import Camera
from storyboard.doubles import doubles, heights_of, is_single, without_doubles
from storyboard.shapes import Spot

CAMERA = Camera(0.0, 1.6, -1.0, 1.2, 0.42, 1.75)
THINGS = read_table("things")["thing"]


def lamp(x, z, y=2.9):
    return Thing("ceiling_lamp", Spot(x, y, z))


@pytest.mark.parametrize(
    ("first", "second", "kept", "why"),
    [
        (lamp(0, 4), lamp(0.3, 6), 1, "two shades in one"),
        (lamp(0, 4), lamp(2.5, 6), 2, "side by side"),
        (lamp(0, 4), lamp(0.3, 6, 4.6), 2, "far above it"),
        (Thing("sheep", Spot(2.4, 0, 9)), Thing("sheep", Spot(3.2, 0, 12)), 1, "two heads"),
        (Thing("sheep", Spot(2.4, 0, 9)), Thing("sheep", Spot(6.6, 0, 12)), 2, "a flock"),
        (Thing("sheep", Spot(2.4, 0, 9)), Thing("cow", Spot(3.2, 0, 12)), 2, "another animal"),
        (Thing("tree", Spot(2.4, 0, 9)), Thing("tree", Spot(2.6, 0, 12)), 2, "trees make a wood"),
    ],
)
def test_the_nearer_one_of_two_alone_is_drawn(first, second, kept, why):
    left = without_doubles([second, first], CAMERA)

    assert len(left) == kept, why
    assert first in left


def test_a_lamp_goes_with_its_cord_and_its_rose():
    hung = [Thing(name, Spot(0.3, 2.9, 6)) for name in ("ceiling_rose", "cord", "ceiling_lamp")]
    near = lamp(0, 4)
    assert without_doubles([*hung, near], CAMERA) == [near]
    assert without_doubles(hung, CAMERA) == hung


def test_what_is_seen_by_itself():
    assert is_single(lamp(0, 4))
    assert is_single(Thing("sheep", Spot(0, 0, 4)))
    assert not is_single(Thing("sheep", Spot(0, 0, 4, turn="left")))
    assert not is_single(Thing("tree", Spot(0, 0, 4)))
    assert not is_single(Thing("no such thing", Spot(0, 0, 4)))


def test_how_two_are_seen():
    assert doubles(lamp(0, 4), lamp(0.3, 6), CAMERA)
    assert not doubles(lamp(0, 4), lamp(2.5, 6), CAMERA)
    top, bottom = heights_of(Thing("sheep", Spot(0, 0, 6)), CAMERA)
    assert 0 < top < bottom < 1
