"""Where people without a name can stand: on the ground, and in nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sweeping import sweep

from storyboard.artwork import parse_rows, read_table
from storyboard.backdrops import Thing, put_thing
from storyboard.blocking import STANDING, TALL
from storyboard.extras import overlap, span_of
from storyboard.footing import FARTHEST, Footing, flames_of, footing_of, footprints, room_of, stepped_out
from storyboard.layout import lay_out
from storyboard.shapes import Spot
from storyboard.solids import across_of, away_of, reach_of

PLACES, THINGS = read_table("places")["place"], read_table("things")["thing"]
OPEN, ROOM = {"set": "open"}, {"set": "room", "width": 6.0, "depth": 8.0}
# What the ground ends at: the far edge of each is where its thing is put.
EDGES = ("quay", "deck", "bank", "bank_low", "terrace_floor", "roof_floor", "cliff_edge", "steel_deck")
SHORES = ("shoreline", "stream", "platform", "paddies")  # marks of water and pits


@pytest.mark.parametrize(
    ("place", "things", "x", "z", "holds"),
    [
        pytest.param(OPEN, [], 9, 6, True, id="in the open"),
        pytest.param(OPEN, [], 0, FARTHEST + 1, False, id="too far to be seen"),
        pytest.param(ROOM, [], 2, 6, True, id="in a room"),
        pytest.param(ROOM, [], 3.2, 6, False, id="in its wall"),
        pytest.param(ROOM, [], 0, 7.8, False, id="in its back wall"),
        pytest.param({**OPEN, "stand": [-9, 0.5, 7]}, [], 1, 6, False, id="in the sea on the right"),
        pytest.param({**OPEN, "stand": [-9, 0.5, 7]}, [], 0, 7.5, False, id="in the sea behind"),
        pytest.param(OPEN, [Thing("table", Spot(1, 0, 6))], 1, 6.1, False, id="in a table"),
        pytest.param(OPEN, [Thing("table", Spot(1, 0, 6))], 1, 7.6, True, id="behind it"),
        pytest.param(OPEN, [Thing("table", Spot(1, 0, 6))], 4, 6.1, True, id="beside it"),
        pytest.param(OPEN, [Thing("campfire", Spot(1, 0, 6))], 1, 6.1, False, id="in a fire"),
        pytest.param(OPEN, [Thing("rug", Spot(1, 0, 6, turn="flat"))], 1, 6, True, id="on a rug"),
        pytest.param(OPEN, [Thing("pool_water", Spot(0, 0, 7))], 1, 7, False, id="in a pool"),
        pytest.param(OPEN, [Thing("quay", Spot(0, 0, 7))], 1, 6, True, id="on a quay"),
        pytest.param(ROOM, [Thing("chandelier", Spot(1, 2.9, 6))], 1, 6, True, id="under a lamp"),
        pytest.param(ROOM, [Thing("bookcase", Spot(3, 0, 6, turn="right"))], 2.8, 6, False, id="in a case at the wall"),
    ],
)
def test_where_somebody_can_stand(place, things, x, z, holds):
    assert footing_of(place, things).holds(x, z) == holds


def test_a_tree_takes_up_its_trunk_alone():
    ((left, right), _), *_ = footprints("birch", Spot(0, 0, 6))

    assert right - left < 1.2


def test_ground_without_an_end_holds_everywhere():
    assert Footing((-60.0, 60.0), 8.0).holds(50, 8.0)


@pytest.mark.parametrize("name", sweep((name for name, row in PLACES.items() if row["set"] != "room"), 3))
def test_the_ground_of_a_place_ends_before_its_water(name):
    place = PLACES[name]
    things = [put_thing(row, place) for row in parse_rows(place.get("put", ""))]
    ends = [thing.spot.z for thing in things if thing.name in EDGES]
    end = float(place.get("stand", (0, 0, FARTHEST))[2])

    assert all(end < edge for edge in ends)
    for mark in set(SHORES) & set(str(place.get("marks", "")).split()):
        assert "stand" in place, mark


def crowd_in(row, phrase):
    people = [{"key": "k", "gender": "", "age": "", "look": "", "outfit": "", "presence": "lead"}]
    place = {"place": row.replace("_", " "), "interior": PLACES[row]["set"] == "room"}
    return lay_out({"people": people, **place, "action": "talking", "background": [phrase]}, 1.75, 7)


@pytest.mark.parametrize("name", [name for name, row in THINGS.items() if row.get("fire")])
def test_what_burns_has_flames(name):
    left, right = flames_of(name)

    assert 0.1 < right - left < 3


def test_what_only_glows_has_none():
    assert flames_of("stove") is None
    assert flames_of("no such thing") is None


@pytest.mark.parametrize("row", ["camp", "living_room", "throne_room", "great_hall"])
def test_three_people_stand_neither_before_nor_behind_a_fire(row):
    laid = crowd_in(row, "three people")
    camera, burning = laid.staging.camera, [thing for thing in laid.things if flames_of(thing.name)]
    flames = [
        span_of(replace(thing.spot, x=sum(across_of(thing.spot, flames_of(thing.name))) / 2), 0.2, camera)
        for thing in burning
    ]

    assert flames
    assert not [extra for extra in laid.extras for fire in flames if overlap(span_of(extra.spot, 0.2, camera), fire)]


def nobody_stands_in_anything(row):
    for phrase in ("three people", "a crowd"):
        laid = crowd_in(row, phrase)
        footing = footing_of(laid.place, laid.things)
        assert [extra.spot for extra in laid.extras if not footing.holds(extra.spot.x, extra.spot.z)] == []


@pytest.mark.parametrize("row", ["tavern", "tram", "beach", "harbour"])
def test_nobody_stands_in_tables_walls_water_or_fire(row):
    nobody_stands_in_anything(row)


@pytest.mark.slow
@pytest.mark.parametrize("row", PLACES)
def test_nowhere_stands_anybody_in_tables_walls_water_or_fire(row):
    nobody_stands_in_anything(row)


@pytest.mark.parametrize(
    ("spot", "moves", "why"),
    [
        (Spot(1.2, 0, 5.6), True, "in the bed"),
        (Spot(-2.0, 0, 5.6), False, "beside it"),
        (Spot(1.2, 0, 4.0), False, "before it"),
        (Spot(1.2, 0, 6.9), False, "too deep in it to step out"),
    ],
)
def test_who_would_stand_in_a_bed_steps_before_it(spot, moves, why):
    ground = footing_of({"set": "room"}, [Thing("bed", Spot(1.2, 0, 6.2))])
    after = stepped_out(spot, (0.2, 0.0), ground)

    assert (after != spot) is moves, why
    assert (after.x - 0.2) / after.z == pytest.approx((spot.x - 0.2) / spot.z), "at the same place of the panel"
    assert not moves or ground.holds(after.x, after.z)


@pytest.mark.parametrize(
    ("action", "wide"), [("running", True), ("kicking", True), ("standing", False), ("sitting", False)]
)
def test_who_lifts_a_foot_keeps_more_room_free(action, wide):
    (lead,) = stage(action, 1, "kitchen").staging.actors

    assert (room_of(lead) != STANDING) is wide


@pytest.mark.slow
@pytest.mark.parametrize(
    "place", ["kitchen", "room", "dining room", "office", "library", "tavern", "classroom", "cafe"]
)
@pytest.mark.parametrize("action", ["running", "kicking", "stumbling", "dancing alone", "mounting", "fleeing"])
def test_no_lifted_leg_is_in_furniture(place, action):
    for count in (1, 2, 3, 4):
        laid = stage(action, count, place)
        low = [thing for thing in laid.things if thing.spot.turn == "front" and thing.spot.y == 0]
        low = [thing for thing in low if reach_of(thing.name)[1][1] * thing.spot.size >= TALL]
        for actor in laid.staging.actors:
            left, right = (actor.spot.x + end for end in room_of(actor))
            near = [thing for thing in low if thing.spot.z + away_of(thing.name)[0] < actor.spot.z + 0.3]
            spans = [(thing.name, across_of(thing.spot, reach_of(thing.name)[0])) for thing in near]
            stuck = [name for name, (first, last) in spans if first < right - 0.05 and last > left + 0.05]
            assert room_of(actor) == STANDING or not stuck, (count, stuck)


def stage(action, count, place):
    plain = {"gender": "", "age": "", "look": "", "outfit": ""}
    people = [{**plain, "key": f"k{n}", "presence": "present" if n else "lead"} for n in range(count)]
    return lay_out({"people": people, "place": place, "action": action}, 1.75, 1)
