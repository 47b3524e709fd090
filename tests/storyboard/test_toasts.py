"""Glasses that touch."""

import itertools
import math

import pytest

from storyboard.artwork import read_table
from storyboard.casting import Actor
from storyboard.deeds import poses
from storyboard.figures import drawn_skeleton
from storyboard.grips import lay
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.solids import reach_of
from storyboard.staging import stage_people
from storyboard.toasts import FIST, palm_at_rim, rim_of

PLACES = read_table("places")["place"]
THINGS = read_table("things")["thing"]
AGES = ("adult", "old", "teenage")
VESSELS = [name for name, row in THINGS.items() if "rim" in row]


def someone(index, age, gender):
    return {
        "key": f"k{index}",
        "presence": "present" if index else "lead",
        "gender": gender,
        "age": age,
        "look": "",
        "outfit": "",
    }


def rim(actor):
    """The point of what somebody holds that touches the other one's, on the stage."""
    held = lay(drawn_skeleton(actor.looks, actor.pose, actor.prop), actor.pose, actor.prop)
    x, y = rim_of(actor.prop)
    return actor.spot.place(*held.at(x, y))


@pytest.mark.parametrize("shot", ["medium", "full", "close"])
@pytest.mark.parametrize("ages", list(itertools.product(AGES, AGES)), ids="-".join)
@pytest.mark.parametrize("prop", VESSELS)
def test_two_glasses_touch_at_their_rims(prop, ages, shot):
    people = [
        someone(index, age, gender) for index, (age, gender) in enumerate(zip(ages, ("male", "female"), strict=True))
    ]
    drawing = {"people": people, "action": "toasting", "shot": shot, "props": [prop]}
    first, second = stage_people(drawing, PLACES["meadow"], 1.75, 0.0).actors[:2]
    mine, theirs = rim(first), rim(second)

    assert math.dist(mine[:2], theirs[:2]) < 0.05
    for actor in (first, second):
        palm = lay(drawn_skeleton(actor.looks, actor.pose, actor.prop), actor.pose, actor.prop).place
        assert palm[0] > 0.2, "each glass is in its own hand, before its own body"
        assert palm[1] < actor.skeleton.head.origin[1], "and before no eyes"


@pytest.mark.parametrize("name", VESSELS)
def test_a_rim_is_at_the_end_of_its_vessel(name):
    ((_, right), (_, top)), (x, y) = reach_of(name), rim_of(name)
    assert right - 0.05 < x <= right
    assert 0 < top - y < 0.03


def test_who_has_no_glass_holds_out_a_fist():
    looks = read_looks(someone(0, "adult", "male"))
    actor = Actor(looks, poses()["toasting"], Spot(0, 0, 4.0))

    assert rim_of("") == FIST
    assert palm_at_rim(actor, actor, (0.5, 1.0, 0.1))[0] == pytest.approx(0.5 - FIST[0])
    assert palm_at_rim(actor, actor, (-0.5, 1.0, 0.1))[0] == pytest.approx(-0.5 + FIST[0])
