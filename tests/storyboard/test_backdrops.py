"""Rows of the places in, things at their spots out."""

from random import Random

import pytest

from storyboard.artwork import parse_rows, read_table
from storyboard.backdrops import Thing, hung, off_road, put_thing, strew, things_of
from storyboard.shapes import Spot
from storyboard.solids import across_of, reach_of, solids_of

PLACES, THINGS = read_table("places")["place"], read_table("things")["thing"]
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


def test_a_lamp_hangs_from_the_ceiling():
    lamp, room = Thing("ceiling_lamp", Spot(1, 2.4, 6)), {"set": "room", "height": 3.0}

    rose, cord, same = hung(lamp, room)

    assert same == lamp
    assert (rose.name, rose.spot.y) == ("ceiling_rose", 3.0)
    assert cord.name == "cord"
    assert cord.spot.place(0, 0)[1] == pytest.approx(2.4)
    assert cord.spot.place(0, 1)[1] == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("name", "y", "place", "names"),
    [
        pytest.param("ceiling_lamp", 3.0, {"set": "room", "height": 3.0}, ["ceiling_rose", "ceiling_lamp"], id="near"),
        pytest.param("ceiling_lamp", 2.4, {"set": "open"}, ["ceiling_lamp"], id="outdoors"),
        pytest.param("stove", 0.0, {"set": "room"}, ["stove"], id="what stands"),
    ],
)
def test_only_what_hangs_in_a_room_has_a_cord(name, y, place, names):
    assert [thing.name for thing in hung(Thing(name, Spot(1, y, 6)), place)] == names


def test_no_lamp_goes_through_its_ceiling():
    rooms = [(name, place) for name, place in PLACES.items() if place["set"] == "room"]
    for name, place in rooms:
        lamps = [thing for row in parse_rows(place["put"]) for thing in hung(put_thing(row, place), place)]
        for lamp in (thing for thing in lamps if "hangs" in THINGS[thing.name]):
            top = lamp.spot.y + THINGS[lamp.name].get("top", 0.0) * lamp.spot.size
            assert top <= place.get("height", 2.9) + 1e-6, (name, lamp)


@pytest.mark.parametrize(
    ("x", "place", "moved"),
    [
        pytest.param(0.5, {"road": "sand", "roadway": 1.0}, 2.1, id="from the path"),
        pytest.param(-0.5, {"road": "sand", "roadway": 1.0}, -2.1, id="to its own side"),
        pytest.param(2.0, {"road": "sand", "roadway": 1.0}, 2.0, id="beside it"),
        pytest.param(0.5, {}, 0.5, id="no road"),
    ],
)
def test_nothing_is_strewn_on_a_road(x, place, moved):
    assert off_road(Thing("bush", Spot(x, 0, 9)), place).spot.x == pytest.approx(moved)


# What hangs on something that is no table: a wall that is no room's, a rail, a boat's side.
HELD_OTHERWISE = {
    ("alley", "washing"),
    ("open_water", "gunwale_back"),
    ("oil_rig", "ring_buoy"),
    ("trench", "sandbags"),
    ("trench", "barbed_wire"),
    ("cave", "torch_hung"),
    ("sewer", "torch_hung"),
    ("tunnel", "lantern_hung"),
}


def floats(thing, things, place):
    """Whether nothing is drawn under a thing, behind it as a wall or above it as a ceiling."""
    spot, (across, (low, high)) = thing.spot, reach_of(thing.name)
    foot, top = spot.y + low * spot.size, spot.y + high * spot.size
    if foot < 0.13 or spot.turn != "front" or THINGS[thing.name].get("aloft") or not solids_of(thing.name):
        return False
    room = place["set"] == "room"
    if room and (
        "hangs" in THINGS[thing.name]
        or spot.z > place.get("depth", 8.0) - 0.75
        or top > place.get("height", 2.9) - 0.07
    ):
        return False
    x = sum(across_of(spot, across)) / 2
    for other in things:
        for solid in solids_of(other.name) if other is not thing and other.spot.turn == "front" else ():
            left, right = across_of(other.spot, solid.across)
            near, far = (other.spot.z + away * other.spot.size for away in solid.away)
            level = other.spot.y + solid.up[1] * other.spot.size
            hangs = abs(level - top) < 0.05 and THINGS[thing.name].get("hangs")
            if left - 0.1 < x < right + 0.1 and near - 0.4 < spot.z < far + 0.4 and (hangs or abs(level - foot) < 0.06):
                return False
    return True


@pytest.mark.parametrize("name", [name for name, row in PLACES.items() if "seats" not in row])
def test_what_a_place_puts_somewhere_stands_on_the_ground_on_a_thing_or_hangs(name):
    place = PLACES[name]
    things = [thing for row in parse_rows(place.get("put", "")) for thing in hung(put_thing(row, place), place)]

    assert {(name, thing.name) for thing in things if floats(thing, things, place)} <= HELD_OTHERWISE


@pytest.mark.parametrize("name", [name for name, row in PLACES.items() if row["set"] == "room"])
def test_nothing_goes_through_the_ceiling_but_what_is_cut_there(name):
    place = PLACES[name]
    for thing in things_of(place, Random(1)):
        top = thing.spot.y + reach_of(thing.name)[1][1] * thing.spot.size
        cut = "flue" in THINGS[thing.name]["shapes"] or thing.name in ("tent_wall", "igloo_wall", "periscope")
        assert cut or thing.spot.turn == "flat" or top <= place.get("height", 2.9) + 0.12, thing.name


def test_a_globe_above_its_desk_would_be_found():
    desk = Thing("desk", Spot(0, 0, 6.0))
    for y, expected in ((0.79, False), (1.0, True)):
        globe = Thing("globe", Spot(0.2, y, 5.9, size=0.4))
        assert floats(globe, [desk, globe], {"set": "room"}) is expected
