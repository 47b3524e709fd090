"""A stage is drawn from far to near, and what has a roof stays dry."""

from __future__ import annotations

import pytest
from painting import brush

from storyboard.backdrops import Thing
from storyboard.canvas import make_canvas
from storyboard.casting import Actor
from storyboard.deeds import poses
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.stage import brush_on, draw_behind, far_to_near, set_stage, shelter

EMMA = {"key": "aa11", "presence": "lead", "gender": "female", "age": "", "look": "", "outfit": "green coat"}
BOY = {**EMMA, "key": "bb22", "presence": "present", "gender": "male", "age": "8", "look": "boy of eight"}


def drawing(**changes):
    return {"people": [EMMA, BOY], "place": "kitchen", "interior": True, "action": "talking", **changes}


def test_what_is_nearer_is_drawn_later():
    items = far_to_near(set_stage(drawing(background=["two guards"]), 1.75, 1).layout)
    depths = [item.spot.z for item in items if item.spot.turn == "front"]

    assert depths == sorted(depths, reverse=True)
    assert sum(isinstance(item, Actor) for item in items) == 4


@pytest.mark.parametrize(
    ("changes", "indoors", "covered"),
    [({}, True, True), ({"place": "beach", "interior": False}, False, False)],
    ids=["a room", "the open"],
)
def test_where_walls_and_weather_are(changes, indoors, covered):
    stage = set_stage(drawing(**changes), 1.75, 1)

    assert (stage.indoors, stage.covered) == (indoors, covered)


def test_a_brush_knows_which_way_round_its_picture_ends():
    sides = {place: set_stage(drawing(place=place), 1.75, 1).mirrored for place in ("kitchen", "beach")}
    brushes = {
        place: brush_on(set_stage(drawing(place=place), 1.75, 1), make_canvas(70, 40, (0, 0, 0))) for place in sides
    }

    assert {place: made.mirrored for place, made in brushes.items()} == sides
    assert len(set(sides.values())) == 2


def test_it_does_not_rain_into_a_car():
    used = brush("midday", weather=("rain",))
    used.canvas.streak([(0.0, 0.5), (used.canvas.aspect, 0.5)], 1.0, 1.0)
    shelter(used, [Thing("car_front", Spot(used.camera.x, used.camera.y - 0.8, 4.0))])
    fall = used.canvas.layers().fall
    x, y = (round(number * fall.height) for number in used.camera.project((used.camera.x, used.camera.y, 4.0)))

    assert fall.getpixel((x, y)) == 0
    assert fall.getpixel((2, y)) > 0


@pytest.mark.parametrize(("age", "drawn"), [("baby", []), ("", ["", "cot"])])
def test_a_baby_has_its_own_cradle_and_no_bed(age, drawn, monkeypatch):
    things = []
    monkeypatch.setattr("storyboard.stage.draw_thing", lambda _brush, name, _spot: things.append(name))
    draw_behind(brush(), Actor(read_looks({**EMMA, "age": age}), poses()["sleeping"], Spot(0, 0, 4.0), seat="cot"))

    assert things == drawn
