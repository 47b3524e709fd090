"""A room shows what hour it is: the sky in an opening where it is seen, or a clock."""

import pytest

from storyboard.artwork import parse_rows, read_table
from storyboard.backdrops import Thing
from storyboard.camera import Camera
from storyboard.layout import lay_out
from storyboard.openings import SEEN, is_clock, let_in, opening_of, shares_place, tell_hour, with_opening
from storyboard.rooms import WINDOWS
from storyboard.shapes import Spot
from storyboard.sightlines import sight_of, sky_of
from storyboard.staging import Staging

CAMERA = Camera(0.0, 1.5, 0.0, 1.2, 0.42, 1.75)
ROOM = {"set": "room", "depth": 8.0, "width": 7.0, "height": 2.9, "opens": "window 1.0"}
PLACES = read_table("places")["place"]
ROOMS = sorted(name for name, row in PLACES.items() if row["set"] == "room" and "seats" not in row)
PERSON = {"gender": "", "age": "", "look": "", "outfit": "", "presence": "lead"}


def sight(things=()):
    return sight_of(things, (), CAMERA)


def shown(room, things=()):
    return tell_hour(room, list(things), (), Staging((), CAMERA))[1]


def test_a_room_without_a_window_gets_one_that_is_seen():
    (window,) = let_in(ROOM, [], sight())
    assert (window.name, window.spot.turn) == ("window", "front")
    assert sight().shown(window) > SEEN


def test_a_window_that_is_seen_is_enough():
    window = Thing("window", Spot(1.0, 1.0, 7.98))
    assert [thing for thing in shown(ROOM, [window]) if sky_of(thing.name)] == [window]


def test_a_window_behind_a_cupboard_gets_a_second():
    hidden = [Thing("window", Spot(0.0, 1.0, 7.98)), Thing("bookcase", Spot(0.0, 0.0, 7.0, 1.2))]
    assert len([thing for thing in shown(ROOM, hidden) if sky_of(thing.name)]) == 2


def test_where_the_back_wall_is_full_a_side_wall_opens():
    cases = [Thing("bookcase", Spot(-4.0 + 0.8 * index, 0.0, 7.4)) for index in range(11)]
    assert {thing.spot.turn for thing in let_in(ROOM, cases, sight(cases))} <= {"left", "right"}
    assert let_in(ROOM, cases, sight(cases))


def test_a_room_that_has_none_stays_closed():
    closed = {**ROOM, "put": ""}
    del closed["opens"]
    assert let_in(closed, [], sight()) == []
    assert [thing.name for thing in shown(closed)] == ["wall_clock"]
    assert [thing.name for thing in shown({**closed, "clock": "digital"})] == ["digital_clock"]
    assert shown({**closed, "clock": False}) == []


def test_where_the_back_wall_is_full_the_clock_hangs_on_a_side_wall():
    cases = [Thing("bookcase", Spot(-4.0 + 0.8 * index, 0.0, 7.4)) for index in range(11)]
    room = {**ROOM, "put": "", "height": 2.2}
    del room["opens"]
    clocks = [thing for thing in shown(room, cases) if is_clock(thing)]
    assert [clock.spot.turn in ("left", "right") for clock in clocks] == [True]


@pytest.mark.parametrize("place", [{**ROOM, "set": "open"}, {**ROOM, "seats": [[0, 0]]}])
def test_the_open_and_vehicles_stay_as_they_are(place):
    assert tell_hour(place, [], (), Staging((), CAMERA)) == (place, [])


def test_the_sun_falls_in_through_what_was_opened_in_the_back_wall():
    opened = [Thing("window", Spot(1.5, 1.0, 7.98))]
    assert parse_rows(with_opening(ROOM, opened)["put"])[0][:3] == ("window", "1.5", "B")
    assert with_opening(ROOM, [Thing("window", Spot(1.5, 1.0, 5, turn="left"))]) is ROOM


@pytest.mark.parametrize(
    ("other", "shares"),
    [
        (Thing("picture", Spot(0.2, 1.3, 7.98)), True),
        (Thing("picture", Spot(2.6, 1.3, 7.98)), False),
        (Thing("picture", Spot(0.2, 1.3, 5.0)), False),
        (Thing("picture", Spot(0.2, 1.3, 7.98, turn="left")), False),
    ],
    ids=["where it would be", "beside", "far before the wall", "on another wall"],
)
def test_nothing_hangs_where_a_wall_is_opened(other, shares):
    assert shares_place(other, Thing("window", Spot(0.0, 1.0, 7.98))) is shares


@pytest.mark.parametrize("name", [name for name in ROOMS if "opens" in PLACES[name]])
def test_every_opening_shows_the_sky_and_lets_the_sun_in(name):
    opening, height = opening_of(PLACES[name])
    assert sky_of(opening)
    assert 0 <= height < PLACES[name].get("height", 2.9)
    assert opening in WINDOWS or opening in ("porthole", "ice_window")


UNTOLD = {
    "stage",
    "lift",
    "archive",
    "stairwell",
}  # curtains, figures on a panel, files and stairs before what is small


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in ROOMS if name not in UNTOLD])
def test_every_room_tells_the_hour_in_a_full_shot(name):
    words = PLACES[name]["words"].split()[0].replace("_", " ")
    people = [{**PERSON, "key": key} for key in ("k0", "k1")]
    drawing = {"place": words, "interior": True, "people": people, "time_of_day": "afternoon", "shot": "full"}
    stage = lay_out({**drawing, "action": "talking"}, 1.75, 7)
    seen = sight_of(stage.things, stage.staging.actors, stage.staging.camera)
    assert any(is_clock(thing) or seen.shown(thing) >= SEEN for thing in stage.things)
