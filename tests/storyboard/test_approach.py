"""People at the window or the doorway of a room."""

import pytest

from storyboard.approach import in_its_way, opened
from storyboard.artwork import read_table
from storyboard.backdrops import Thing
from storyboard.framing import framed
from storyboard.layout import lay_out
from storyboard.shapes import Spot

WIDE = 1344 / 768
PLACES = read_table("places")["place"]


PLAIN = {"gender": "", "age": "", "look": "", "outfit": ""}
PEOPLE = [{**PLAIN, "key": f"k{n}", "presence": "present" if n else "lead"} for n in range(6)]
PAIR = PEOPLE[:2]


def stage(action, place, count=1):
    return lay_out({"people": PEOPLE[:count], "action": action, "place": place}, WIDE, 1)


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("place", ["kitchen", "office", "living room"])
def test_who_gazes_out_of_a_window_stands_at_it(place, count):
    laid = stage("gazing out of the window", place, count)
    lead = laid.staging.actors[0]
    windows = [thing.spot for thing in laid.things if "window" in thing.name or "pane" in thing.name]
    assert lead.heading < 0, "with the back to us"
    assert min(abs(spot.z - lead.spot.z) for spot in windows) < 1
    assert min(abs(spot.x - lead.spot.x) for spot in windows) < 2.4


@pytest.mark.parametrize("action", ["leaving", "walking into the room"])
@pytest.mark.parametrize("place", ["cellar", "kitchen", "hall"])
def test_who_comes_and_goes_does_so_through_a_doorway(action, place):
    laid = stage(action, place, 2)
    lead, doors = laid.staging.actors[0].spot, [t.spot for t in laid.things if t.name == "open_doorway"]
    assert len(doors) == 1
    assert abs(doors[0].x - lead.x) < 0.6


def test_a_ship_among_the_stars_has_no_wooden_door():
    laid = stage("leaving", "spaceship corridor")
    assert {thing.name for thing in laid.things if "open_" in thing.name} == {"open_hatch"}


@pytest.mark.parametrize("place", ["theatre", "aquarium", "barn"])
def test_no_doorway_is_opened_in_what_makes_a_place_what_it_is(place):
    laid = stage("leaving", place)
    assert not [thing for thing in laid.things if thing.name.startswith("open_")]
    assert laid.staging.actors[0].heading < 0, "who leaves still turns away"


@pytest.mark.parametrize("action", ["leaving", "gazing out of the window", "walking into the shop"])
def test_in_the_open_everybody_stays(action):
    assert not [thing for thing in stage(action, "meadow").things if thing.name == "open_doorway"]


def test_who_only_walks_opens_nothing():
    assert not [thing for thing in stage("walking up and down", "kitchen").things if thing.name == "open_doorway"]


def test_a_doorway_is_opened_where_it_hides_the_least():
    room = {"set": "room", "width": 7.0, "depth": 8.0}
    window = Thing("window", Spot(0.0, 0.95, 7.98))
    door = opened("open_doorway", [window], Spot(0.0, 0, 4.0), room)
    assert not in_its_way(window, door)
    assert in_its_way(window, Thing("open_doorway", Spot(0.3, 0, 7.98)))


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("action", ["leaving", "walking into the room", "gazing out of the window"])
@pytest.mark.parametrize("place", ["kitchen", "bedroom", "corridor"])
def test_whoever_came_along_stands_in_the_room_in_nobody_and_in_the_picture(place, action, count):
    laid = stage(action, place, count)
    spots, half = [actor.spot for actor in laid.staging.actors], float(laid.place.get("width", 7.0)) / 2
    assert all(abs(spot.x) < half and spot.z < float(laid.place.get("depth", 8.0)) for spot in spots)
    assert all(abs(a.x - b.x) + abs(a.z - b.z) > 0.5 for n, a in enumerate(spots) for b in spots[n + 1 :])
    assert all(framed(actor, laid.staging.camera) for actor in laid.staging.actors[:3])


@pytest.mark.parametrize(("place", "houses"), [("forest", 1), ("road", 1), ("kitchen", 0)])
def test_who_walks_up_to_a_house_has_it_ahead(place, houses):
    laid = stage("walking up to the house", place, 2)
    lead, seen = laid.staging.actors[0], [thing.spot for thing in laid.things if thing.name == "house"]
    assert len(seen) == houses
    assert all(lead.heading < 0 and spot.z > lead.spot.z + 3 for spot in seen)


def test_for_a_painting_heads_stay_as_large_at_the_doorway():
    drawing = {"people": PAIR, "action": "leaving", "place": "kitchen", "shot": "wide"}
    far, near = (lay_out(drawing, WIDE, 1, least_head=least).staging for least in (0.0, 0.12))
    heads = [one.camera.scale(one.actors[0].spot.z) for one in (far, near)]
    assert heads[1] > 1.5 * heads[0]
