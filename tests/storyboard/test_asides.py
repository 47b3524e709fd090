"""People and camera step past what would grow out of a head."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sweeping import sweep

from storyboard.artwork import read_table
from storyboard.asides import ashore, cost_of, each_past_lines, past_lines, room_to_step, sidestep, step_aside, stepped
from storyboard.backdrops import Thing
from storyboard.camera import make_camera
from storyboard.casting import Actor
from storyboard.crowns import Meeting, edges_of, starts, strokes_of
from storyboard.deeds import poses
from storyboard.hangings import head_box
from storyboard.layout import lay_out
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.staging import Staging

LOOKS = read_looks({"key": "k", "presence": "lead", "gender": "", "age": "", "look": "", "outfit": ""})
CAMERA = make_camera("", 1.75, 0.0, 2.6, 1.7)
ROOM, OPEN = {"set": "room", "width": 7.0, "depth": 8.0}, {"set": "open"}
PLACES = read_table("places")["place"]


def staged(*xs):
    """Stand people at these places across the stage."""
    return Staging(tuple(Actor(LOOKS, poses()["standing"], Spot(x, 0, 4.0)) for x in xs), CAMERA)


def met(staging, things):
    """Count the heads at which a thin part starts."""
    strokes = strokes_of(things, staging.camera)
    heads = [head_box(actor, staging.camera) for actor in staging.actors]
    return sum(
        any(left < (head[0] + head[2]) / 2 < right for left, right in starts(strokes, head, 4.0)) for head in heads
    )


@pytest.mark.parametrize(
    ("place", "thing"),
    [
        (ROOM, Thing("window", Spot(0, 1.0, 8, size=1.4))),
        (ROOM, Thing("judge_bench", Spot(0, 0, 6.5))),
        ({**OPEN, "steps": 1.3}, Thing("gantry_sign", Spot(6.4, 0, 22))),
    ],
)
def test_all_step_past_a_line(place, thing):
    before = staged(0.0, 1.1)
    after = past_lines(before, [thing], place)
    assert met(before, [thing]) == 1
    assert met(after, [thing]) == 0
    steps = {round(new.spot.x - old.spot.x, 6) for new, old in zip(after.actors, before.actors, strict=True)}
    assert steps == {round(after.camera.x - before.camera.x, 6)}, "people and camera step together"


def test_all_step_past_the_corner_of_a_room():
    narrow = {"set": "room", "width": 4.4, "depth": 5.0}
    before = staged(1.45)
    after = past_lines(before, [], narrow)

    def at_corner(staging):
        head = head_box(staging.actors[0], staging.camera)
        spans = starts(edges_of(narrow, staging.camera), head, 4.0)
        return any(left < (head[0] + head[2]) / 2 < right for left, right in spans)

    assert at_corner(before)
    assert not at_corner(after)


@pytest.mark.parametrize("thing", [Thing("window", Spot(0.6, 1.0, 8)), Thing("bookcase", Spot(0, 0, 7))])
def test_nobody_steps_aside_without_need(thing):
    before = staged(0.0)
    assert past_lines(before, [thing], ROOM) is before


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (ROOM, (-0.8, 0.05)),
        ({**ROOM, "steps": 0.0}, (0.0, 0.0)),
        (OPEN, (-0.8, 0.8)),
        ({**OPEN, "steps": 2.5}, (-2.5, 2.5)),
    ],
)
def test_how_far_there_is_room(place, expected):
    assert room_to_step(staged(-1.0, 3.0), place) == pytest.approx(expected)


SHORE = {**OPEN, "stand": [-60, 0.6, 8.5]}


@pytest.mark.parametrize(
    ("place", "xs", "step"),
    [
        (SHORE, (-1.0, 0.2), 0.0),
        (SHORE, (-1.0, 1.0), -0.7),
        ({**OPEN, "stand": [-2.0, 2.0, 8.5]}, (-3.0, 0.0), 1.3),
        ({**OPEN, "stand": [-2.0, 2.0, 8.5]}, (-3.0, 3.0), 0.0),
        (OPEN, (-3.0, 9.0), 0.0),
    ],
    ids=["all on the sand", "one in the sea", "one beyond the railing", "too many for the bridge", "land all around"],
)
def test_nobody_stands_on_the_sea(place, xs, step):
    before = staged(*xs)
    assert ashore(before, place).camera.x == pytest.approx(step)


def test_nobody_steps_into_the_sea_to_pass_a_line():
    assert room_to_step(staged(-1.0, 0.5), SHORE) == pytest.approx((-0.8, 0.1))
    assert room_to_step(staged(-1.0, 0.9), SHORE) == pytest.approx((-0.8, 0.0))


def test_who_rides_needs_room_for_the_horse():
    rider = Staging((Actor(LOOKS, poses()["riding"], Spot(0.0, 0, 4.0)),), CAMERA)
    assert ashore(rider, SHORE).camera.x == pytest.approx(-0.7)


def test_a_tower_is_stepped_past_in_the_open_only():
    tower, before = [Thing("lighthouse", Spot(0, 0, 30))], staged(0.0)
    assert sidestep(before, tower, 2.5).camera.x != 0
    assert step_aside(before, tower, {**OPEN, "steps": 2.5}).camera.x != 0
    assert step_aside(before, tower, ROOM).camera.x == 0


def test_no_step_is_none():
    assert stepped(before := staged(0.0), 0.0) is before


@pytest.mark.parametrize("place", sweep(["office", "courtroom", "spaceship", "hospital_room", "motorway"], 5))
def test_few_lines_start_at_heads(place):
    row = PLACES[place]
    people = [{"key": f"k{n}", "presence": "present" if n else "lead", "look": "man", "outfit": ""} for n in range(2)]
    word = row["words"].split()[0].replace("_", " ")
    for shot in ("", "full shot", "medium close-up"):
        drawing = {"people": people, "place": word, "action": "talking", "shot": shot, "interior": row["set"] == "room"}
        layout = lay_out(drawing, 1.75, 3)
        assert met(layout.staging, layout.things) == 0, shot


@pytest.mark.parametrize(("step", "cost"), [(0.0, 4.0), (0.3, 3.0), (1.0, 0.0)])
def test_a_rail_costs_more_than_a_post(step, cost):
    met = [(Meeting(0.5, 1.0, 0.2), 0.5), (Meeting(0.6, 1.0, 0.4, 3.0), 0.5)]

    assert cost_of(met, step) == cost


def behind(x):
    """Hang a window so that its bar is behind somebody who stands there."""
    return Thing("window", Spot(x * CAMERA.distance(8.0) / CAMERA.distance(4.0), 1.0, 8, size=1.4))


@pytest.mark.parametrize(
    ("staging", "stays", "why"),
    [
        (staged(-0.6, 0.6, 1.3), False, "who stands beside steps past the bar"),
        (staged(-0.6, 1.3), True, "the two who act stay"),
        (staged(-0.6, 0.6, 0.0), True, "nothing is behind the third"),
    ],
)
def test_who_stands_beside_steps_past_a_bar_alone(staging, stays, why):
    after = each_past_lines(staging, [behind(1.3)], ROOM)

    assert after.actors[:2] == staging.actors[:2], why
    assert (after.actors == staging.actors) is stays, why
    assert stays or not met(after, [behind(1.3)]), why


def test_who_sits_beside_stays_in_the_seat():
    staging = staged(-0.6, 0.6, 1.3)
    seated = Staging((*staging.actors[:2], replace(staging.actors[2], seat="chair")), staging.camera)

    assert each_past_lines(seated, [behind(1.3)], ROOM) == seated
