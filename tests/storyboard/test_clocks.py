"""A room's clock is seen whole, or there is none."""

import pytest

from storyboard.artwork import read_table
from storyboard.backdrops import Thing
from storyboard.camera import Camera
from storyboard.clocks import blocks, covers, hang_clock, timed
from storyboard.layout import lay_out
from storyboard.shapes import Spot
from storyboard.sightlines import sight_of

CAMERA = Camera(0.0, 1.5, 0.0, 1.2, 0.42, 1.75)
ROOM = {"set": "room", "depth": 8.0, "width": 7.0, "height": 2.9}
CLOCK = Spot(0.0, 2.2, 7.98)
ROOMS = sorted(name for name, row in read_table("places")["place"].items() if row["set"] == "room")


@pytest.mark.parametrize(
    ("thing", "hidden", "why"),
    [
        (Thing("ceiling_lamp", Spot(0.0, 2.3, 4.5)), True, "a lamp right before it"),
        (Thing("ceiling_lamp", Spot(1.5, 2.3, 4.5)), False, "a lamp beside it"),
        (Thing("bookcase", Spot(0.0, 0.0, 5.0)), True, "a case that is high enough"),
        (Thing("crate", Spot(0.0, 0.0, 5.0)), False, "we look over a crate"),
        (Thing("bookcase", Spot(0.0, 0.0, 5.0, turn="left")), False, "along the side wall"),
        (Thing("picture", Spot(0.0, 2.0, 9.0)), False, "behind the wall"),
    ],
)
def test_what_stands_before_a_clock_hides_it(thing, hidden, why):
    assert covers(thing, CLOCK, CAMERA) == hidden, why


def test_where_all_of_the_wall_is_hidden_there_is_no_clock():
    cases = [Thing("bookcase", Spot(-4.0 + 0.8 * index, 0.0, 5.0)) for index in range(11)]

    assert hang_clock(ROOM, [], [], CAMERA)
    assert hang_clock(ROOM, cases, [], CAMERA) == []
    assert hang_clock(ROOM, [], [(0.0, 1.0)], CAMERA) == []
    assert hang_clock({**ROOM, "clock": False}, [], [], CAMERA) == []


def test_a_picture_has_the_place_where_it_hangs():
    picture = Thing("picture", Spot(0.0, 2.0, 7.98))

    assert blocks(picture, 0.0, 2.2, 8.0)
    assert not blocks(picture, 2.0, 2.2, 8.0)


def test_no_hour_no_clock():
    things = [Thing("wall_clock", CLOCK), Thing("crate", Spot(0, 0, 5))]

    assert timed(things, (9, 0)) == things
    assert timed(things, ()) == things[1:]


@pytest.mark.slow
@pytest.mark.parametrize("name", ROOMS)
def test_every_rooms_own_clock_is_seen_whole(name):
    people = [{"key": f"k{n}", "gender": "", "age": "", "look": "", "outfit": "", "presence": "lead"} for n in (0, 1)]
    word = str(read_table("places")["place"][name].get("words", name)).split()[0].replace("_", " ")
    for shot in ("wide shot", "full shot", "medium shot"):
        drawing = {"people": people, "place": word, "interior": True, "time_of_day": "midday", "shot": shot}
        laid = lay_out(drawing, 1.75, 1)
        for clock in (thing for thing in laid.things if thing.name == "wall_clock"):
            others = [thing for thing in laid.things if thing is not clock]
            if clock.spot.turn == "front":
                assert not any(covers(thing, clock.spot, laid.staging.camera) for thing in others), shot
            else:  # on a side wall
                assert sight_of(others, laid.staging.actors, laid.staging.camera).share(clock) == 1, shot
