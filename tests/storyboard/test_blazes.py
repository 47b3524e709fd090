"""Nobody stands in a fire, nor with a foot in a bench."""

from dataclasses import replace

import pytest

from storyboard.artwork import read_table
from storyboard.backdrops import Thing
from storyboard.blazes import (
    BODY,
    burns,
    clear_fires,
    cold,
    ground_of,
    has_room,
    in_sight,
    is_above,
    is_on,
    is_within,
    low_boxes,
    without_stuck,
)
from storyboard.camera import Camera
from storyboard.casting import Actor
from storyboard.deeds import poses
from storyboard.footing import flames_of
from storyboard.layout import lay_out
from storyboard.people import read_looks
from storyboard.shapes import Spot

CAMERA = Camera(0.0, 1.6, -1.0, 1.2, 0.42, 1.75)
LOOKS = read_looks({"key": "k", "presence": "lead", "gender": "", "age": "", "look": "", "outfit": ""})
OPEN, ROOM = {"set": "open"}, {"set": "room", "width": 7.0, "depth": 8.0}
THINGS = read_table("things")["thing"]
FIRES = [name for name, row in THINGS.items() if row.get("fire")]


def at(x, z=4.0, pose="standing"):
    return Actor(LOOKS, poses()[pose], Spot(x, 0, z))


@pytest.mark.parametrize("name", FIRES)
def test_a_fire_without_a_place_is_cold_or_out(name):
    left = cold(Thing(name, Spot(0, 0, 6)))
    assert left is None or left.name == name or not flames_of(left.name)


@pytest.mark.parametrize(
    ("x", "z", "seems", "why"),
    [
        (0.0, 4.5, True, "flames on both sides of the legs"),
        (0.0, 6.2, True, "behind it"),
        (0.0, 2.0, True, "far before it, with a tongue of it at the elbow"),
        (1.0, 2.0, False, "far before it and beside it"),
        (0.0, 7.5, False, "far behind it"),
        (1.6, 5.0, False, "beside it"),
    ],
)
def test_who_seems_to_burn(x, z, seems, why):
    assert burns(Thing("campfire", Spot(0, 0, 6.0)), [at(x, z)], CAMERA) is seems, why


def test_a_camp_fire_goes_aside():
    fire = Thing("campfire", Spot(0, 0, 6.0))
    (moved,) = clear_fires([fire], [at(0.0, 4.5)], CAMERA, OPEN)

    assert moved.spot.x != 0
    assert not burns(moved, [at(0.0, 4.5)], CAMERA)
    assert in_sight(moved, CAMERA)
    assert clear_fires([fire], [at(2.0, 4.5)], CAMERA, OPEN) == [fire], "whom nobody stands before stays"


def test_where_people_are_everywhere_a_hearth_is_cold_and_a_camp_fire_left_out():
    crowd = [at(x / 2, 5.5) for x in range(-8, 9)]
    hearth, camp = Thing("fireplace", Spot(0, 0, 7.3)), Thing("campfire", Spot(0, 0, 6.0))

    assert [thing.name for thing in clear_fires([hearth], crowd, CAMERA, ROOM)] == ["fireplace_cold"]
    assert clear_fires([camp], crowd, CAMERA, OPEN) == []
    assert [thing.name for thing in clear_fires([Thing("forge", Spot(0, 0, 7))], crowd, CAMERA, ROOM)] == ["forge"]


def test_a_fire_moves_into_nothing():
    fire, tent = Thing("campfire", Spot(0, 0, 6.0)), Thing("tent", Spot(2.0, 0, 6.0))

    assert not has_room(replace(fire, spot=Spot(1.4, 0, 6.0)), [tent], 6.0)
    assert has_room(replace(fire, spot=Spot(-2.0, 0, 6.0)), [tent], 6.0)
    assert not has_room(fire, [], 0.4), "nor into a wall"
    assert has_room(fire, [Thing("chandelier", Spot(0, 2.9, 6.0))], 6.0), "a lamp hangs above it"
    assert is_above(Thing("chandelier", Spot(0, 2.9, 6.0)), fire)
    assert not in_sight(replace(fire, spot=Spot(9.0, 0, 6.0)), CAMERA)


def test_who_sits_by_a_fire_has_it_aside():
    crowd = [at(-BODY, 5.0, "grounded"), at(0.9, 5.0, "grounded")]
    placed = clear_fires([Thing("campfire", Spot(0, 0, 6.0))], crowd, CAMERA, OPEN)
    assert not any(burns(thing, crowd, CAMERA) for thing in placed)


@pytest.mark.parametrize(
    ("thing", "x", "z", "within"),
    [
        (Thing("chair_row", Spot(-2.2, 0, 4.2, turn="left")), -2.1, 4.2, True),
        (Thing("chair_row", Spot(-2.2, 0, 4.2, turn="left")), -1.0, 4.2, False),
        (Thing("table", Spot(0, 0, 5.0)), 0.0, 5.1, True),
        (Thing("rug", Spot(0, 0, 5.0, turn="flat")), 0.0, 5.0, False),
        (Thing("tree", Spot(0, 0, 5.0)), 0.0, 5.0, False),
    ],
    ids=["in a row of chairs at the wall", "before it", "in a table", "on a rug", "a tree is no box"],
)
def test_what_somebody_stands_in(thing, x, z, within):
    assert is_within(x, z, thing) is within


def test_it_is_left_out_with_what_is_on_it():
    table = Thing("table", Spot(0, 0, 4.0))
    lamp, other = Thing("desk_lamp", Spot(0.1, 0.78, 4.0)), Thing("desk_lamp", Spot(3.0, 0.78, 4.0))

    assert is_on(lamp, table)
    assert without_stuck([table, lamp, other], [at(0.0, 4.1)]) == [other]
    assert without_stuck([table, lamp], [at(2.0, 4.1)]) == [table, lamp]
    assert without_stuck([table], [replace(at(0.0, 4.1), table="bare_table")]) == [table], "it is the sitter's own"


def test_only_what_is_as_low_as_legs_is_in_their_way():
    assert low_boxes("table", 0.0)
    assert not low_boxes("table", 2.0), "what hangs"
    assert not low_boxes("no such thing", 0.0)
    (left, right), (near, far) = ground_of(
        low_boxes("chair_row", 0.0)[0], Thing("chair_row", Spot(0, 0, 4, turn="left"))
    )
    assert right - left < far - near, "turned along the wall"


@pytest.mark.parametrize("place", ["camp", "living room", "castle hall", "corridor"])
@pytest.mark.parametrize("count", [2, 4, 6])
def test_in_a_picture_nobody_stands_in_fire_or_furniture(place, count):
    people = [
        {"key": f"k{n}", "presence": "present" if n else "lead", "gender": "", "age": "", "look": "", "outfit": ""}
        for n in range(count)
    ]
    drawing = {"people": people, "place": place, "action": "walking", "shot": "full", "background": ["several men"]}
    made = lay_out(drawing, 1.75, count)
    lit = [thing for thing in made.things if THINGS[thing.name].get("fire") and "cold" not in THINGS[thing.name]]

    assert not any(burns(thing, made.people, made.staging.camera) for thing in lit)
    assert without_stuck(made.things, made.people) == list(made.things)
