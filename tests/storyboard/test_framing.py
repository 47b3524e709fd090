"""What of people a camera shows."""

from __future__ import annotations

import pytest
from sweeping import sweep

from storyboard.artwork import read_table
from storyboard.camera import EDGE_BELOW, Camera
from storyboard.casting import Actor
from storyboard.deeds import poses
from storyboard.framing import cuts_foot, framed, must_be_seen, settled_camera, shows_feet, well_framed
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.staging import shot_of, stage_people

PLACES = read_table("places")["place"]
LOOKS = read_looks({"key": "k", "presence": "lead", "gender": "", "age": "", "look": "", "outfit": ""})
SHOTS = ["full shot", "wide shot", "medium shot", "long shot", "low angle", "high angle"]


def standing(z=4.0, pose="standing"):
    return Actor(LOOKS, poses()[pose], Spot(0, 0, z))


def camera(edge):
    """A camera whose lower edge is so many metres above the ground where somebody stands."""
    scale, horizon = 0.3, 0.4
    return Camera(0.0, edge + (EDGE_BELOW - horizon) / scale, 4.0 - 1.0 / scale, 1.0, horizon, 1.75)


@pytest.mark.parametrize(
    ("edge", "cut", "why"),
    [
        (-0.2, False, "below the feet"),
        (0.03, True, "through the toes"),
        (0.5, False, "through the shins: no foot is seen"),
        (0.9, False, "through the thighs"),
    ],
)
def test_whether_the_lower_edge_cuts_a_foot(edge, cut, why):
    assert cuts_foot(standing(), camera(edge)) is cut, why


def test_a_camera_steps_back_for_feet_only_so_often_and_never_in_a_close_shot():
    cut = camera(0.03)

    assert framed(standing(), cut)
    assert [well_framed([standing()], "full", cut, step) for step in (0, 8, 9)] == [False, False, True]
    assert well_framed([standing()], "bust", cut, 0)
    assert well_framed([standing()], "close", camera(9.0), 0), "the closest shot may cut a crown"
    assert not well_framed([standing()], "bust", camera(9.0), 20)


def test_where_the_leads_feet_are_seen_nobody_ends_at_the_shins():
    lead, near, eye = standing(4.0), standing(3.0), camera(-0.25)

    assert shows_feet(lead, eye)
    assert cuts_foot(near, eye, shins=True)
    assert not well_framed([lead, near], "full", eye, 0)
    assert well_framed([standing(2.4)], "full", camera(0.5), 0), "a picture that shows no feet shows none"


def test_a_camera_goes_down_before_it_goes_back_for_feet():
    eye = camera(0.06)
    settled = settled_camera([standing()], "full", eye, 0)

    assert settled is not None
    assert settled.y < eye.y
    assert (settled.x, settled.z) == (eye.x, eye.z)
    assert settled_camera([standing()], "full", camera(-0.2), 0) == camera(-0.2), "it stays where all is seen"
    assert settled_camera([standing()], "over", eye, 0) is None, "somebody stands where the lens is"


def people(count):
    plain = {"gender": "", "age": "", "look": "", "outfit": ""}
    return [{**plain, "key": f"k{n}", "presence": "present" if n else "lead"} for n in range(count)]


@pytest.mark.parametrize("shot", SHOTS)
@pytest.mark.parametrize("count", [1, 2, 4])
@pytest.mark.parametrize("action", sweep(["talking", "sitting", "reading", "walking", "running", "eating", "digging"]))
def test_no_shot_that_shows_feet_cuts_one(shot, count, action):
    for place in ("living_room", "street", "meadow", "hall"):
        drawing = {"people": people(count), "action": action, "shot": shot}
        made = stage_people(drawing, PLACES[place], 1.75, 0.0)
        seen = must_be_seen(made.actors, shot_of(drawing, PLACES[place]))

        assert not any(cuts_foot(actor, made.camera) for actor in seen), place
