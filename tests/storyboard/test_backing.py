"""Nothing that stands on the ground grows out of a head."""

from __future__ import annotations

import pytest

from storyboard.artwork import read_table
from storyboard.backdrops import Thing
from storyboard.backing import (
    ROW,
    bears,
    belongs,
    clear_heads,
    companions,
    grows,
    growths,
    is_small,
    stands,
    stands_in_people,
    wall_of,
    without_merging,
)
from storyboard.camera import make_camera
from storyboard.casting import Actor
from storyboard.deeds import poses
from storyboard.hangings import head_box
from storyboard.layout import lay_out
from storyboard.people import read_looks
from storyboard.shapes import Spot

PLACES = read_table("places")["place"]
OPEN, ROOM = {"set": "open"}, {"set": "room", "width": 7.0, "depth": 8.0}
LOOKS = read_looks({"key": "k", "presence": "lead", "gender": "", "age": "", "look": "", "outfit": ""})
CAMERA = make_camera("", 1.75, 0.0, 2.6, 1.7)
PERSON = Actor(LOOKS, poses()["standing"], Spot(0, 0, 4.0))
HEADS = [(head_box(PERSON, CAMERA), 4.0)]


@pytest.mark.parametrize(
    ("name", "spot", "expected"),
    [
        pytest.param("dark_tree", Spot(0, 0, 7, size=1.6), True, id="a trunk"),
        pytest.param("street_lamp", Spot(0, 0, 8), True, id="a post"),
        pytest.param("birch", Spot(2.2, 0, 7), False, id="a trunk beside"),
        pytest.param("birch", Spot(0, 0, 3), False, id="a trunk before the person hides, but does not grow"),
        pytest.param("yard_wall", Spot(0, 0, 7), False, id="a wall is a background"),
        pytest.param("table", Spot(0, 0, 6), False, id="a table ends below the head"),
        pytest.param("campfire", Spot(0, 0, 20), False, id="what ends at the chest"),
        pytest.param("rocking_horse", Spot(0, 0.9, 6.2), True, id="a toy behind the chin"),
        pytest.param("rocking_horse", Spot(2.2, 0.9, 6.2), False, id="a toy beside"),
        pytest.param("dog", Spot(0, 1.2, 6), True, id="an animal behind the cheeks"),
        pytest.param("globe", Spot(0, 0.5, 6), True, id="a globe"),
        pytest.param("chair", Spot(0, 0.9, 6), True, id="the back of a chair"),
        pytest.param("bookcase", Spot(0, 0, 6, size=1.2), False, id="a cupboard is a background"),
        pytest.param("sofa", Spot(0, 0.75, 6), False, id="so is what is as wide as a sofa"),
        pytest.param("big_cask", Spot(0, 0, 6), False, id="and a cask"),
    ],
)
def test_what_grows_out_of_a_head(name, spot, expected):
    assert grows(Thing(name, spot), HEADS, CAMERA) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("bin", True, id="a bin can stand elsewhere"),
        pytest.param("alley_wall", False, id="a house as long as this stays, with the windows in its wall"),
        pytest.param("train_coaches", False, id="a train stays on its rails"),
        pytest.param("bridge_deck", False, id="a bridge stays over its water"),
    ],
)
def test_what_can_stand_elsewhere(name, expected):
    assert stands(Thing(name, Spot(0, 0, 8))) is expected


@pytest.mark.parametrize(
    ("spot", "expected"),
    [
        (Spot(0, 0, 4.2), True),
        (Spot(1.0, 0, 4.0), True),
        (Spot(2.4, 0, 4.0), False),
        (Spot(0, 0, 5.5), False),
        (Spot(0, 1.4, 4.0), False),
    ],
    ids=["where somebody stands", "at the elbow", "beside", "behind", "above on a wall"],
)
def test_nothing_is_moved_to_where_somebody_stands(spot, expected):
    assert stands_in_people(Thing("rocking_horse", spot), HEADS, CAMERA) is expected


@pytest.mark.parametrize(
    ("things", "kept", "why"),
    [
        ([Thing("plant", Spot(0, 0, 5.4, size=1.3))], 0, "a plant at somebody's cheeks"),
        ([Thing("plant", Spot(2, 0, 5.4, size=1.3))], 1, "it stands beside"),
        ([Thing("plant", Spot(x, 0, 5.4, size=1.3)) for x in (0, 0.1, 0.2)], 3, "a row is the place itself"),
        ([Thing("number_door", Spot(0, 0, 7.98))], 1, "what is in the wall is no thing of its own"),
        ([Thing("file_cabinet", Spot(0, 0, 6)), Thing("globe", Spot(0, 1.4, 6))], 2, "something stands on it"),
        (
            [Thing("table", Spot(0, 0, 6)), Thing("globe", Spot(0, 0.85, 6, size=1.8))],
            1,
            "a globe at a sitter's cheeks",
        ),
        ([Thing("table", Spot(0, 0, 6)), Thing("globe", Spot(1.4, 0.85, 6, size=1.8))], 2, "a globe beside"),
        ([Thing("picture", Spot(0, 1.5, 7.9))], 1, "what hangs is hung elsewhere"),
    ],
)
def test_what_is_left_out_behind_somebody_without_a_name(things, kept, why):
    assert len(without_merging(things, [PERSON], CAMERA, ROOM)) == kept, why
    assert without_merging(things, [PERSON], CAMERA, {**ROOM, "seats": []}) == things, "a vehicle stays whole"


def test_a_trunk_moves_aside_and_all_else_stays():
    things = [Thing("street_lamp", Spot(0, 0, 8)), Thing("yard_wall", Spot(0, 0, 9)), Thing("bush", Spot(4, 0, 9))]
    lamp, *others = clear_heads(things, [PERSON], CAMERA, OPEN)

    assert not grows(lamp, HEADS, CAMERA)
    assert 0 < abs(lamp.spot.x) < 2
    assert others == things[1:]


def test_what_hangs_or_lies_does_not_stand():
    assert not stands(Thing("picture", Spot(0, 1.5, 8)))
    assert not stands(Thing("rug", Spot(0, 0, 8, turn="flat")))
    assert not stands(Thing("quay", Spot(0, 0, 8)))


@pytest.mark.parametrize(
    ("thing", "other", "expected"),
    [
        pytest.param(Thing("desk_lamp", Spot(2, 0.79, 5.9)), Thing("desk", Spot(2, 0, 6)), True, id="a lamp on it"),
        pytest.param(Thing("chair", Spot(0.5, 0, 6.3)), Thing("round_table", Spot(1, 0, 6)), True, id="a chair at it"),
        pytest.param(Thing("chair", Spot(-2, 0, 6.3)), Thing("round_table", Spot(1, 0, 6)), False, id="too far"),
        pytest.param(Thing("bookcase", Spot(2.4, 0, 6)), Thing("bookcase", Spot(1, 0, 6)), False, id="side by side"),
    ],
)
def test_what_stands_together(thing, other, expected):
    assert belongs(thing, other) is expected
    assert companions([thing, other], 1) == ({0, 1} if expected else {1})


def test_what_stands_on_a_desk_moves_with_it():
    things = [Thing("file_cabinet", Spot(0, 0, 6, size=1.6)), Thing("globe", Spot(0, 2.1, 6, size=0.4))]
    cabinet, globe = clear_heads(things, [PERSON], CAMERA, ROOM)

    assert cabinet.spot.x == globe.spot.x != 0


@pytest.mark.parametrize(
    ("others", "stays", "why"),
    [
        ([], True, "there is room beside the head"),
        ([Thing("sink", Spot(x, 0, 7.2)) for x in (-2.7, -1.1, 1.1, 2.7)], False, "it would stand in the sink"),
        ([Thing("window", Spot(x, 1.0, 7.98)) for x in (-2.7, -1.2, 1.2, 2.7)], False, "it would hide the window"),
        ([Thing("picture", Spot(x, 2.9, 7.98)) for x in (-2.7, -1.2, 1.2, 2.7)], True, "they hang higher"),
    ],
)
def test_nothing_is_moved_into_furniture_or_before_a_window(others, stays, why):
    post = Thing("street_lamp", Spot(0, 0, 7.2))
    kept = clear_heads([post, *others], [PERSON], CAMERA, ROOM)

    assert grows(post, HEADS, CAMERA)
    assert (kept[0].name == post.name) is stays, why
    assert kept[-len(others) :] == others or not others


def test_a_ladder_moves_and_the_loft_that_it_leans_on_stays():
    things = [Thing("hay_loft", Spot(0, 0, 7.6)), Thing("loft_ladder", Spot(-0.1, 0, 7.59))]
    loft, ladder = clear_heads(things, [PERSON], CAMERA, {**ROOM, "width": 9.0, "depth": 9.0})

    assert loft == things[0]
    assert ladder.spot.x != things[1].spot.x


STRUNG = [name for name, row in read_table("things")["thing"].items() if row.get("strung")]


@pytest.mark.parametrize("name", STRUNG)
@pytest.mark.parametrize("x", [-2.0, -1.2, -0.9, -0.4, 0.15, 0.8, 1.6])
@pytest.mark.parametrize("tilt", [0.0, 4.0])
def test_no_herb_and_no_ham_hangs_on_a_head(name, x, tilt):
    camera = make_camera("", 1.75, tilt, 2.6, 1.7)
    rail = Thing(name, Spot(-x, 1.9, 6.8))
    (kept,) = clear_heads([rail], [PERSON], camera, {**ROOM, "width": 9.0})

    assert not grows(kept, HEADS, CAMERA)


@pytest.mark.parametrize("tilt", [-4.0, -2.0, 2.0, 4.0])
@pytest.mark.parametrize("x", [-1.6, 0.0, 1.6])
def test_a_camera_that_leans_sees_the_same_things_behind_heads(tilt, x):
    """Trunks lean with the heads before them."""
    person = Actor(LOOKS, poses()["standing"], Spot(x, 0, 4.0))
    trees = [Thing("tree", Spot(x * 2.6, 0, z)) for z in (7.0, 9.0, 11.0)]
    leaning = make_camera("", 1.75, tilt, 2.6, 1.7)

    assert growths(trees, person, leaning) == growths(trees, person, CAMERA)
    assert clear_heads(trees, [person], leaning, OPEN) == clear_heads(trees, [person], CAMERA, OPEN)


def behind_heads(row, shot, count):
    people = [
        {"key": f"k{n}", "gender": "", "age": "", "look": "", "outfit": "", "presence": "present" if n else "lead"}
        for n in range(count)
    ]
    place = {"place": row.replace("_", " "), "interior": PLACES[row]["set"] == "room"}
    laid = lay_out({"people": people, **place, "action": "talking", "shot": shot}, 1.75, 7)
    heads = [(head_box(actor, laid.staging.camera), actor.spot.z) for actor in laid.staging.actors]
    wall = float(laid.place.get("depth", 8.0)) - 0.1 if laid.place["set"] == "room" else 999.0
    return [
        thing.name
        for thing in laid.things
        if stands(thing) and thing.spot.z < wall and grows(thing, heads, laid.staging.camera) and "seats" not in place
    ]


@pytest.mark.parametrize("row", ["street", "forest", "lighthouse", "church", "station_platform", "wine_cellar"])
def test_no_trunk_post_or_spire_grows_out_of_a_head(row):
    assert behind_heads(row, "full shot", 2) == []


@pytest.mark.slow
@pytest.mark.parametrize("shot", ["full shot", "wide shot", "medium shot"])
def test_hardly_anywhere_grows_anything_out_of_a_head(shot):
    """Where there is no room to step aside it stays: a machine that fills its hall, a rib of the hull."""
    found = [(row, names) for row in PLACES for count in (1, 2, 4) if (names := behind_heads(row, shot, count))]

    assert len(found) < 0.05 * 3 * len(PLACES), found


@pytest.mark.slow
@pytest.mark.parametrize("shot", ["full shot", "wide shot", "medium shot", "over the shoulder"])
def test_nowhere_merges_anything_small_with_a_head(shot):
    for row in PLACES:
        told = {"place": row.replace("_", " "), "interior": PLACES[row]["set"] == "room", "background": ["two men"]}
        for count in (1, 2, 4):
            people = [{"key": f"k{n}", "presence": "present" if n else "lead"} for n in range(count)]
            laid = lay_out({**told, "people": people, "action": "talking", "shot": shot}, 1.75, 7)
            camera, wall = laid.staging.camera, wall_of(laid.place)
            heads = [(head_box(one, camera), one.spot.z) for one in laid.people]
            free = [one for one in laid.things if is_small(one) and one.spot.z < wall and not bears(one, laid.things)]
            names = [one.name for one in laid.things]
            found = [one.name for one in free if grows(one, heads, camera) and names.count(one.name) < ROW]
            assert "seats" in laid.place or found == [], (row, count)


@pytest.mark.parametrize(
    ("name", "place", "stays"),
    [
        ("kitchenette", {"set": "room", "width": 3.3, "depth": 8.0}, True),
        ("street_lamp", {"set": "room", "width": 0.6}, False),
    ],
)
def test_wide_furniture_stays_in_its_room_where_there_is_no_other_place(name, place, stays):
    thing = Thing(name, Spot(-0.38 if name == "kitchenette" else 0.0, 0, 7.0))

    assert grows(thing, HEADS, CAMERA)
    assert (thing in clear_heads([thing], [PERSON], CAMERA, place)) is stays
