"""Where the sun and the moon stand."""

import itertools
import math
from dataclasses import replace

import pytest

from storyboard.artwork import read_table
from storyboard.backdrops import Thing
from storyboard.camera import Camera
from storyboard.casting import Actor
from storyboard.deeds import poses
from storyboard.hangings import head_box
from storyboard.heavens import (
    GAP,
    LOW,
    bodies_of,
    clear_sun,
    framed_by,
    hidden,
    is_in,
    outline_seen,
    ridge_of,
)
from storyboard.layout import Layout
from storyboard.light import Sun, make_light
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.stage import near_points, set_stage
from storyboard.staging import Staging

CAMERA = Camera(0.0, 1.5, 0.0, 1.2, 0.42, 1.75)
LOOKS = read_looks({"key": "k", "presence": "lead", "gender": "", "age": "", "look": "", "outfit": ""})
SUN = Sun(0.72, 0.5, 0.04, (255, 255, 200), False, 12)
MOON = replace(SUN, moon=True, rays=0)
RISING = replace(SUN, height=0.1)
MEADOW = {"set": "open", "far": "hills hill 140 6"}


def at(x, z=4.0):
    """Somebody who stands where a share of the panel's width is."""
    across = (x - 0.5) * CAMERA.aspect / CAMERA.scale(z)
    return Actor(LOOKS, poses()["standing"], Spot(across, 0, z))


def layout(people=(), things=(), place=MEADOW):
    return Layout(place, "full", Staging(tuple(people), CAMERA), tuple(things), ())


def centre(sun):
    return sun.x * CAMERA.aspect, CAMERA.horizon * (1 - sun.height)


@pytest.mark.parametrize("sun", [SUN, MOON, RISING])
def test_where_the_sky_is_free_it_stands_as_the_hour_says(sun):
    found = clear_sun(sun, layout())
    assert (found.x, found.height) == (sun.x, pytest.approx(sun.height))


@pytest.mark.parametrize("sun", [SUN, MOON, RISING])
@pytest.mark.parametrize("x", [0.66, 0.7, 0.72, 0.75])
@pytest.mark.parametrize("z", [2.2, 3.0, 4.0])
def test_it_is_behind_no_head(sun, x, z):
    found = clear_sun(sun, layout([at(x, z), at(0.3)]))
    u, v = centre(found)
    for left, top, right, bottom in (head_box(at(place, depth), CAMERA) for place, depth in ((x, z), (0.3, 4.0))):
        aside = max(left - u, u - right, 0.0)
        above = max(top - v, v - bottom, 0.0)
        assert math.hypot(aside, above) > found.radius, "nor does it touch a hat or a chin"


@pytest.mark.parametrize("name", ["tree", "church", "bare_tree", "tent", "tower_block"])
def test_it_is_behind_no_tree_and_no_roof(name):
    thing = Thing(name, replace(at(0.72, 8.0).spot, size=1.3))
    outline = outline_seen(name, thing.spot, CAMERA)
    for sun in (SUN, RISING):
        found = clear_sun(sun, layout(things=[thing]))
        assert not is_in(centre(found), outline)


def test_it_stands_above_the_ridges_or_not_at_all():
    low, high = {"set": "open", "far": "peaks mountain 160 18"}, {"set": "open", "far": "peaks mountain 160 60"}
    found = clear_sun(replace(MOON, height=0.4), layout(place=low))

    assert centre(found)[1] + found.radius < ridge_of(low, CAMERA)
    assert clear_sun(MOON, layout(place=high)) is None, "no moon lies on a slope"
    assert clear_sun(RISING, layout(place=high)).x == RISING.x, "but the sun rises behind it"


def test_in_a_street_it_stays_in_the_gap():
    street = {**MEADOW, "gap": 0.5}
    found = clear_sun(replace(MOON, x=0.5), layout([at(0.5, 3.0)], place=street))
    assert found is None or abs(found.x - 0.5) <= GAP


def test_what_is_at_the_lens_hides_it_too():
    u, v = centre(SUN)
    leaves = [[(u - 0.1, v - 0.1), (u + 0.1, v - 0.1), (u + 0.1, v + 0.1), (u - 0.1, v + 0.1)]]
    found = clear_sun(SUN, layout(), leaves)
    assert not is_in(centre(found), framed_by(leaves[0]))


def test_a_room_and_a_dull_day_have_no_sun_to_move():
    assert clear_sun(None, layout()) is None
    assert clear_sun(SUN, layout(place={"set": "room"})) == SUN, "it shines through the window"


def test_what_hides_it_counts():
    body = bodies_of(at(0.72), CAMERA)
    free, before = hidden(SUN, (0.1, 0.2), body, (), 1.0), hidden(SUN, (0.72 * 1.75, 0.3), body, (), 1.0)

    assert free == 0 < before
    assert hidden(SUN, (0.1, 0.2), (), (), 0.1) > 0
    assert hidden(replace(SUN, height=LOW), (0.1, 0.2), (), (), 0.1) == 0


def test_it_is_behind_no_thought():
    (plain, *_), thinking = bodies_of(at(0.72), CAMERA), replace(at(0.72), pose=poses()["musing"])
    *_, air = bodies_of(thinking, CAMERA)

    assert air[0][1] < plain[0][1], "a bubble is above the head"
    assert len(bodies_of(at(0.72), CAMERA)) == 2


def test_no_outline_is_of_what_lies_flat_or_is_at_the_lens():
    assert outline_seen("tree", Spot(0, 0, 8.0), CAMERA)
    assert outline_seen("tree", Spot(0, 0, 8.0, turn="flat"), CAMERA) is None
    assert outline_seen("tree", Spot(0, 0, 0.5), CAMERA) is None
    assert outline_seen("bollard", Spot(0, 0, 8.0), CAMERA) is None, "it does not rise into the sky"


HOURS = [hour for hour in read_table("light")["time"] if make_light(hour, (), "", indoors=False).sun]


@pytest.mark.parametrize(("place", "hour"), list(itertools.product(["graveyard", "park", "meadow"], HOURS)))
def test_in_a_picture_it_touches_nobody(place, hour):
    people = [
        {"key": f"k{n}", "presence": "present" if n else "lead", "gender": "", "age": "", "look": "", "outfit": ""}
        for n in range(3)
    ]
    drawing = {"people": people, "place": place, "time_of_day": hour, "shot": "medium", "action": "talking"}
    stage = set_stage(drawing, 1.75, 3)
    camera = stage.layout.staging.camera
    sun = clear_sun(make_light(hour, (), "", indoors=False).sun, stage.layout, near_points(stage, camera))
    if sun is None:
        return
    u, v = sun.x * camera.aspect, camera.horizon * (1 - sun.height)
    for actor in stage.layout.people:
        left, top, right, bottom = head_box(actor, camera)
        assert not (left < u < right and top < v < bottom)
