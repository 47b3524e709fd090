"""What hangs on a wall is not behind a head."""

from __future__ import annotations

import itertools

import pytest
from sweeping import sweep

from storyboard.artwork import read_table
from storyboard.backdrops import Thing
from storyboard.camera import make_camera
from storyboard.casting import Actor
from storyboard.deeds import poses
from storyboard.hangings import across, hang_clear, hangs, head_box, is_clear, movable
from storyboard.layout import lay_out
from storyboard.people import read_looks
from storyboard.shapes import Spot

ROOM = {"set": "room", "width": 7.0}
LOOKS = read_looks({"key": "k", "presence": "lead", "gender": "", "age": "", "look": "", "outfit": ""})
CAMERA = make_camera("", 1.75, 0.0, 2.6, 1.7)


def standing(x=0.0):
    return Actor(LOOKS, poses()["standing"], Spot(x, 0, 4.0))


def hung(x=0.0, y=1.4, name="portrait_hung"):
    return Thing(name, Spot(x, y, 7.98))


def test_a_portrait_behind_a_head_hangs_beside_it():
    before = hung()
    (after,) = hang_clear([before], [standing()], CAMERA, ROOM)

    head = [head_box(standing(), CAMERA)]
    assert not is_clear(before, head, CAMERA)
    assert is_clear(after, head, CAMERA)
    assert after.spot.y == before.spot.y


def test_what_is_clear_stays_and_a_thing_on_the_floor_too():
    things = [hung(2.6), Thing("sofa", Spot(0, 0, 6.5)), hung(0.2, 1.0, "window")]

    assert hang_clear(things, [standing()], CAMERA, ROOM) == things
    assert [hangs(thing) for thing in things] == [True, False, True]
    assert not movable(things[2])


def test_outdoors_and_in_a_vehicle_nothing_moves():
    assert hang_clear([hung()], [standing()], CAMERA, {"set": "open"}) == [hung()]
    assert hang_clear([hung()], [standing()], CAMERA, {**ROOM, "seats": []}) == [hung()]


def test_what_finds_no_place_is_left_out():
    row = [standing(x / 2) for x in range(-9, 10)]

    assert hang_clear([hung()], row, CAMERA, ROOM) == []


def test_two_things_on_a_wall_do_not_hang_on_each_other():
    things = hang_clear([hung(), hung(0.7)], [standing()], CAMERA, ROOM)
    spans = sorted(across(thing) for thing in things)

    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))


@pytest.mark.parametrize(
    "place", sweep(name for name, row in read_table("places")["place"].items() if row["set"] == "room")
)
def test_in_no_room_hangs_anything_small_behind_a_head(place):
    people = [
        {"key": f"k{index}", "presence": "present", "gender": "", "age": "", "look": "", "outfit": ""}
        for index in range(3)
    ]
    stage = lay_out({"people": people, "place": place.replace("_", " "), "action": "talking"}, 1.75, 1)
    if "seats" in stage.place or stage.place["set"] != "room":
        return
    heads = [head_box(actor, stage.staging.camera) for actor in stage.staging.actors]
    behind = [
        thing.name for thing in stage.things if movable(thing) and not is_clear(thing, heads, stage.staging.camera)
    ]
    assert not set(behind) - {"wall_clock"}
