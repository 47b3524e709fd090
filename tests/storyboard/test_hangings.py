"""What hangs on a wall is not behind a head."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from sweeping import sweep

from storyboard.artwork import read_table
from storyboard.backdrops import Thing
from storyboard.camera import make_camera
from storyboard.casting import Actor
from storyboard.deeds import poses
from storyboard.hangings import (
    CORDS,
    ON_RODS,
    across,
    at_wall_of,
    covers,
    hang_clear,
    hangs,
    head_box,
    is_before,
    is_clear,
    is_clear_of_rod,
    is_set_on,
    movable,
    slide_rods,
)
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


def test_where_no_ceiling_is_what_hangs_behind_a_head_is_left_out_and_in_a_vehicle_nothing_moves():
    assert hang_clear([hung(), hung(2.6)], [standing()], CAMERA, {"set": "bare"}) == [hung(2.6)]
    assert hang_clear([hung()], [standing()], CAMERA, {**ROOM, "seats": []}) == [hung()]


@pytest.mark.parametrize(
    ("thing", "other", "goes", "why"),
    [
        (Thing("till", Spot(0, 0.98, 5.5)), Thing("counter", Spot(0, 0, 5.5)), "", "it stands on its counter"),
        (Thing("candelabra", Spot(0, 1.35, 7.25)), Thing("fireplace", Spot(0, 0, 7.3)), "", "on the mantelpiece"),
        (hung(), Thing("counter", Spot(0, 0, 5.5)), "portrait_hung", "it hangs on the wall above a counter"),
    ],
)
def test_what_stands_on_something_high_is_left_out_behind_a_head_and_never_hangs_beside_it(thing, other, goes, why):
    heads = [replace(standing(), spot=Spot(x, 0, 4.0)) for x in (-2.2, -1.9, 0.0)]
    moved = [one.name for one in hang_clear([other, thing], heads, CAMERA, ROOM) if one.name == thing.name]

    assert "".join(moved) == goes, why
    assert thing in hang_clear([other, thing], [standing(-2.6)], CAMERA, ROOM), "beside a head it stays"


def test_a_portrait_on_a_side_wall_hangs_farther_back_than_the_head_before_it():
    before = Thing("portrait_hung", Spot(-3.5, 1.4, 6.5, turn="left"))
    heads = [replace(standing(), spot=Spot(x, 0, 4.0)) for x in (-2.2, -1.9, 0.0)]
    (after,) = hang_clear([before], heads, CAMERA, ROOM)

    assert (after.spot.x, after.spot.y) == (before.spot.x, before.spot.y)
    assert after.spot.z != before.spot.z


def test_nothing_is_hung_behind_a_chimney_breast_nor_a_clock_behind_a_staircase():
    fireplace = Thing("fireplace", Spot(0.9, 0, 7.3))
    for x in (0.0, 0.3, 0.9, 1.2):
        for picture in hang_clear([hung(x, 1.75), fireplace], [standing()], CAMERA, ROOM):
            assert picture == fireplace or not covers(fireplace, picture, CAMERA), x


@pytest.mark.parametrize(
    ("name", "hidden", "why"),
    [("fireplace", True, "it reaches up to the ceiling"), ("plant", False, "a plant hides only the foot of a poster")],
)
def test_what_stands_before_a_wall_hides_what_hangs_there_where_it_reaches_above_its_foot(name, hidden, why):
    assert covers(Thing(name, Spot(0.1, 0, 7.3)), hung(0.0, 1.2, "poster"), CAMERA) == hidden, why


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
    told = {"people": people, "background": ["three men"], "place": place.replace("_", " "), "action": "talking"}
    stage = lay_out({**told, "time_of_day": "morning"}, 1.75, 1)
    if "seats" in stage.place or stage.place["set"] != "room":
        return
    camera, heads = stage.staging.camera, [head_box(actor, stage.staging.camera) for actor in stage.people]
    for at, thing in enumerate(stage.things):
        free = [*stage.things[:at], *stage.things[at + 1 :]]
        if movable(thing) and not is_set_on(thing, free) and thing.name not in CORDS:
            assert is_clear(thing, heads, camera), thing.name
            near = [other for other in free if at_wall_of(other, thing, camera) and is_before(other, thing)]
            from_ceiling = "hangs" in read_table("things")["thing"][thing.name]
            assert from_ceiling or not any(covers(one, thing, camera) for one in near), thing.name


HEADS = [head_box(standing(), CAMERA)]
WINDOW = [Thing(name, Spot(1.2, 0.95, 7.98)) for name in ("window", "curtains")]


@pytest.mark.parametrize(
    ("x", "others", "names", "is_moved", "why"),
    [
        (1.2, [], ["window", "curtains"], True, "the rod would start at the head"),
        (2.1, [], ["window", "curtains"], False, "it hangs beside"),
        (0.0, [], ["window"], False, "it would run through the hair"),
        (1.2, [hung(-0.6), hung(2.8)], ["window"], False, "there is no room to move: it does without curtains"),
    ],
)
def test_no_rod_of_curtains_starts_at_a_head(x, others, names, is_moved, why):
    window = [replace(one, spot=replace(one.spot, x=x)) for one in WINDOW]
    after = slide_rods([*window, *others], HEADS, CAMERA, 3.35)
    kept = after[: len(names)]

    assert [one.name for one in kept] == names, why
    assert len({one.spot.x for one in kept}) == 1, "they stay together"
    assert (kept[0].spot.x != x) is is_moved, why
    assert all(is_clear_of_rod(one, HEADS, CAMERA) for one in after if one.name == "curtains")


@pytest.mark.parametrize(
    ("y", "expected", "why"),
    [
        (1.3, True, "above the hat"),
        (0.95, False, "through the hair"),
        (0.65, False, "through the face"),
        (0.2, True, "behind the chin it is a rail along the wall"),
    ],
)
def test_a_rod_runs_through_no_hair_and_no_face(y, expected, why):
    assert is_clear_of_rod(Thing("curtains", Spot(0.0, y, 7.98)), HEADS, CAMERA) is expected, why


def test_a_window_that_stands_on_the_floor_moves_with_its_curtains():
    window = [Thing(name, Spot(1.2, y, 7.98)) for name, y in (("tall_window", 0.5), ("curtains", 1.0))]
    after = slide_rods(window, HEADS, CAMERA, 3.35)
    assert after[0].spot.x == after[1].spot.x != 1.2


@pytest.mark.parametrize("count", [1, 2, 4])
@pytest.mark.parametrize("shot", ["full shot", "medium shot", "wide shot", "bust"])
def test_nowhere_starts_a_rod_at_a_head(shot, count):
    rows = read_table("places")["place"]
    people = [{"key": f"k{n}", "presence": "present" if n else "lead"} for n in range(count)]
    for row in [name for name, one in rows.items() if "curtains" in one.get("put", "")][count % 3 :: 3]:
        told = {"people": people, "place": row.replace("_", " "), "interior": True, "background": ["two men"]}
        laid = lay_out({**told, "action": "talking", "shot": shot}, 1.75, 7)
        heads = [head_box(one, laid.staging.camera) for one in laid.people]
        rods = [one for one in laid.things if one.name in ON_RODS]
        assert "seats" in laid.place or all(is_clear_of_rod(one, heads, laid.staging.camera) for one in rods), row
