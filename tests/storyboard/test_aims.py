"""No long thing that somebody without a name holds crosses another's head."""

from dataclasses import replace

import pytest

from storyboard.aims import aimed, heads_crossed, is_in, is_long
from storyboard.camera import make_camera
from storyboard.casting import Actor
from storyboard.crossing import bars_of
from storyboard.crowding import head_of
from storyboard.deeds import poses
from storyboard.people import read_looks
from storyboard.shapes import Spot

CAMERA = make_camera("", 1.75, 0.0, 2.6, 1.7)
LOOKS = read_looks({"key": "k", "gender": "male", "age": "", "look": "", "outfit": ""})


def person(prop="", x=0.0, z=4.0, *, flip=False):
    return Actor(LOOKS, poses()["standing"], Spot(x, 0, z, flip=flip), prop)


def beside_tip(guard):
    """Give somebody whose head is where the upper end of what a guard holds is."""
    (x0, y0), (x1, y1), _ = bars_of(guard, CAMERA)[-1]
    tip, foot = ((x0, y0), (x1, y1)) if y0 < y1 else ((x1, y1), (x0, y0))
    left, top, right, bottom = head_of(person(), CAMERA)
    other = person(x=(tip[0] - (left + right) / 2) / CAMERA.scale(4.0))
    lift = (bottom + top) / 2 - tip[1]
    return replace(other, spot=replace(other.spot, y=lift / CAMERA.scale(4.0))), foot


@pytest.mark.parametrize(
    ("prop", "expected"), [("", False), ("cup", False), ("rifle", True), ("spear", True), ("lantern", False)]
)
def test_what_is_long(prop, expected):
    assert is_long(person(prop)) is expected


@pytest.mark.parametrize("flip", [False, True])
def test_who_holds_a_rifle_before_a_head_turns_round(flip):
    guard = person("rifle", x=0.8, flip=flip)
    other, _ = beside_tip(guard)
    far = person(x=-3.0)

    assert heads_crossed(guard, [head_of(other, CAMERA)], CAMERA) == 1
    assert aimed([guard], [other], CAMERA)[0].spot.flip is not flip, "before the head of a named person"
    assert aimed([guard, other], [], CAMERA)[0].spot.flip is not flip, "before the head of another one"
    assert aimed([guard], [far], CAMERA) == [guard], "who stands elsewhere is in nobody's way"


def test_who_holds_nothing_long_stays():
    people = [person(), person("cup", x=0.2)]

    assert aimed(people, [person(x=0.1)], CAMERA) == people
    assert heads_crossed(people[0], [(0.0, 0.0, 2.0, 1.0)], CAMERA) == 0


@pytest.mark.parametrize(("point", "expected"), [((0.5, 0.5), True), ((0.62, 0.5), True), ((0.7, 0.5), False)])
def test_what_is_at_a_head(point, expected):
    assert is_in(point, (0.4, 0.4, 0.6, 0.6)) is expected
