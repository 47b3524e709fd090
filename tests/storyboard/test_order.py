"""What stands beside a house or a barrier is drawn after it, however far away it stands."""

from __future__ import annotations

from random import Random

import pytest
from sweeping import sweep

from storyboard.artwork import read_table
from storyboard.backdrops import Thing, things_of
from storyboard.camera import make_camera
from storyboard.casting import Actor
from storyboard.deeds import poses
from storyboard.order import depth_of, far_to_near, meet, panel_span, span_of
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.solids import away_of

CAMERA = make_camera("", 1.75, 0.0, 2.6, 1.7)
LOOKS = read_looks({"key": "k", "presence": "lead", "gender": "", "age": "", "look": "", "outfit": ""})
PLACES = read_table("places")["place"]


def thing(name, x, z, turn="front"):
    return Thing(name, Spot(x, 0, z, turn=turn))


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (thing("shop_front", 5.4, 9.5), thing("street_lamp", 3.0, 12), "a lamp stands before the side of a house"),
        (thing("crash_barrier", 5.0, 4), thing("lorry_back", 2.0, 15), "a lorry drives between the barriers"),
        (thing("tree", 8.5, 12), thing("shop_front", 5.4, 9.5), "what stands beyond a house is behind it"),
        (thing("tree", 0, 12), thing("bush", 0, 9), "what is flat is behind what is nearer"),
        (thing("rug", 0, 4, "flat"), thing("sofa", 0, 7), "what lies on the floor is under everything"),
        (thing("lane_marks", 0, 4), thing("car_back", 2, 11), "the marks of a road are under its cars"),
        (thing("duckboard", 0, 4), thing("crate_stack", 0, 7), "so is a board that reaches away"),
        (
            thing("goods_shelf", -3.6, 5, "left"),
            thing("crate_stack", -2.4, 5.6),
            "a shelf on a side wall is behind all",
        ),
        (thing("picture", 3.6, 5, "right"), thing("plant", 2.8, 5.2), "so is what hangs on one"),
        (thing("plant", -2.4, 7.5), thing("goods_shelf", -3.6, 5, "left"), "beyond its end a thing is behind it"),
    ],
)
def test_which_of_two_things_is_drawn_first(first, second, why):
    assert far_to_near([first, second], [], CAMERA) == far_to_near([second, first], [], CAMERA) == [first, second], why


@pytest.mark.parametrize(
    "beyond",
    [thing("shop_front", -5.4, 13.5), thing("tree", -6.0, 12)],
    ids=["the next house of the row", "a tree behind it"],
)
def test_what_is_beyond_a_house_stays_so_when_something_stands_far_along_its_side(beyond):
    house, lamp = thing("town_house", -5.2, 9.0), thing("street_lamp", -3.0, 13.7)

    assert far_to_near([house, beyond, lamp], [], CAMERA) == [beyond, house, lamp]


def test_what_stands_across_the_street_moves_no_house():
    street = [thing("town_house", -5.2, 9.0), thing("shop_front", -5.4, 13.5), thing("shop_front", 5.4, 9.5)]
    lamp = thing("street_lamp", 3.0, 12.0)

    assert far_to_near([*street, lamp], [], CAMERA) == [street[1], street[2], lamp, street[0]]


@pytest.mark.parametrize(
    ("ground", "z"),
    [
        (thing("bridge_deck", 0, 6), 8.5),
        (thing("lane_marks", 0, 4), 9.0),
        (thing("mine_rails", 0, 4), 8.0),
        (thing("goods_shelf", -3.6, 6, "left"), 6.8),
    ],
)
def test_nobody_is_behind_the_ground_or_the_side_wall(ground, z):
    somebody = Actor(LOOKS, poses()["standing"], Spot(-2.6, 0, z))
    assert far_to_near([ground], [somebody], CAMERA) == [ground, somebody]


def test_people_are_drawn_after_things_of_their_depth():
    lead = Actor(LOOKS, poses()["standing"], Spot(0, 0, 4.0))
    table, lamp = thing("table", 1, 4.0), thing("street_lamp", 0, 3.0)

    assert far_to_near([lamp, table], [lead], CAMERA) == [table, lead, lamp]


def seen_together(long, other):
    return meet(*(panel_span(one, span_of(one), CAMERA) for one in (long, other)))


@pytest.mark.parametrize("place", sweep(name for name, row in PLACES.items() if row["set"] == "open"))
def test_in_no_open_place_a_long_thing_covers_what_stands_before_its_side(place):
    things = [one for one in things_of(PLACES[place], Random(1)) if one.spot.turn == "front"]
    drawn = far_to_near(things, [], CAMERA)
    for long in things:
        left, right = span_of(long)
        near, far = long.spot.z, long.spot.z + away_of(long.name)[1] * long.spot.size
        for other in things:
            beside = span_of(other)[1] < left if left >= 0 else span_of(other)[0] > right
            if (
                far - near > 1.5
                and near < other.spot.z < far
                and not left < 0 < right
                and beside
                and seen_together(long, other)
            ):
                assert drawn.index(long) < drawn.index(other), (long.name, other.name)


def test_what_lies_flat_counts_as_farthest():
    assert depth_of(Spot(0, 0, 4.0, turn="flat")) > depth_of(Spot(0, 0, 15.0))
