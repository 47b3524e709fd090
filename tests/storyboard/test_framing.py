"""What of people a camera shows."""

from __future__ import annotations

import itertools
from dataclasses import replace
from types import SimpleNamespace

import pytest
from sweeping import sweep

from storyboard.artwork import read_table
from storyboard.camera import EDGE_BELOW, Camera
from storyboard.casting import Actor, grip
from storyboard.deeds import poses
from storyboard.framing import (
    FOR_FEET,
    breast,
    cuts_foot,
    cuts_hand,
    framed,
    hands_seen,
    must_be_seen,
    raised_end,
    raised_hands,
    settled_camera,
    shows_feet,
    well_framed,
)
from storyboard.grips import holding
from storyboard.layout import lay_out
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.skeleton import palm_of
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


@pytest.mark.parametrize("pose", ["standing", "huddling", "kneeling", "sitting", "crouching", "grounded"])
@pytest.mark.parametrize(("below", "seen"), [(0.0, False), (0.05, False), (0.3, True)])
def test_nobodys_head_looks_in_over_the_lower_edge_alone(pose, below, seen):
    actor = standing(pose=pose)
    chin = actor.head_ends()[1][1]

    assert framed(actor, camera(chin - below)) is seen


def test_who_lies_is_seen_down_to_the_ground():
    actor = standing(pose="lying_ground")
    assert breast(actor) == 0.0


@pytest.mark.parametrize("prop", ["staff", "sword", "lantern", "bag"])
def test_nothing_is_seen_that_a_hand_below_the_picture_holds(prop):
    """A knob that looks in over the lower edge is held by nobody; what both hands carry hides them anyway."""
    pose = grip(poses()["standing"], prop)
    actor = Actor(LOOKS, pose, Spot(0, 0, 4.0), prop)
    palm = actor.spot.place(*palm_of(actor.skeleton, holding(pose, prop)[0]))[1]

    assert hands_seen(actor, camera(palm - 0.4)) is actor
    assert hands_seen(actor, camera(palm + 0.05)).prop == ""
    box = replace(actor, prop="crate", pose=grip(poses()["standing"], "crate"))
    assert hands_seen(box, camera(1.4)) is box


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
    assert well_framed([standing(2.4)], "full", camera(0.3), 0), "a picture that shows no feet shows none"


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


def side_of_head(actor, eye):
    """Give how far from the nearer edge of the panel the outside of somebody's hair is, in panel heights."""
    (x, crown), (other, chin) = (eye.project(place) for place in actor.head_ends())
    middle, half = (x + other) / 2, 0.6 * abs(chin - crown)
    return min(middle - half, eye.aspect - middle - half)


@pytest.mark.parametrize("count", [1, 2, 4, 6])
@pytest.mark.parametrize("shot", [*SHOTS, "bust", "over the shoulder", "two shot", ""])
@pytest.mark.parametrize("crowd", ["", "a crowd", "three men"])
def test_the_frame_shaves_nobodys_head(shot, count, crowd):
    """Over a shoulder the one before the lens may be cut."""
    people = [{"key": f"k{n}", "presence": "present" if n else "lead"} for n in range(count)]
    told = {"people": people, "action": "talking", "shot": shot, "background": [crowd] if crowd else []}
    for aspect, row in itertools.product((1.75, 1.0), ("street", "kitchen")):
        laid = lay_out({**told, "place": row, "interior": PLACES[row]["set"] == "room"}, aspect, 3)
        seen = [*must_be_seen(laid.staging.actors, laid.shot), *laid.extras]
        assert all(side_of_head(one, laid.staging.camera) > 0.02 for one in seen), (row, aspect)


@pytest.mark.parametrize(
    ("pose", "count", "why"),
    [
        ("cheering", 2, "both are above the crown"),
        ("standing", 0, "both hang"),
        ("talking", 0, "before the chest"),
        ("climbing", 1, "one hand holds on higher up"),
    ],
)
def test_a_hand_above_the_head_is_in_the_picture(pose, count, why):
    who = standing(pose=pose)
    hands = raised_hands(who)

    assert len(hands) == count, why
    for _, y, _ in hands:
        near = Camera(0.0, y - 0.4, 2.0, 1.0, 0.4, 1.75)
        assert framed(who, replace(near, z=-2.0))
        assert not framed(who, replace(near, y=near.y - 0.5))


@pytest.mark.parametrize(
    ("pose", "prop", "seen", "why"),
    [
        ("brandishing", "sword", True, "the whole blade is in the picture"),
        ("drawing_sword", "sword", True, "at the shoulder too"),
        ("raising", "cup", False, "a cup is near its hand"),
        ("walking", "sword", False, "a blade that hangs is no matter of the upper edge"),
        ("walking", "rifle", False, "nor is a barrel before the chest"),
        ("raising", "", False, "an empty hand"),
    ],
)
def test_a_raised_blade_is_in_the_picture_as_a_whole(pose, prop, seen, why):
    who = replace(standing(pose=pose), pose=grip(poses()[pose], prop), prop=prop)
    ends = raised_end(who)

    assert bool(ends) is seen, why
    for _, y, _ in ends:
        assert y > who.top
        near, far = (Camera(0.0, y - height, 3.0, 1.0, 0.5, 1.75) for height in (0.6, 0.3))
        assert not framed(who, near)
        assert framed(who, replace(far, z=-2.0))


@pytest.mark.parametrize(
    ("hand", "cut", "why"),
    [
        ((0.0, 2.0, 0.0), False, "a raised hand with air above"),
        ((0.0, 2.6, 0.0), True, "one at the upper edge"),
        ((-1.3, 1.2, 0.0), False, "a hand held out"),
        ((-2.2, 1.2, 0.0), True, "one at the left edge"),
        ((2.2, 1.2, 0.0), True, "one at the right edge"),
        ((-2.2, -0.4, 0.0), False, "below the lower edge it is anyone's"),
    ],
)
def test_whether_an_edge_cuts_a_hand(hand, cut, why):
    actor, eye = standing(2.0), Camera(0.0, 1.2, -1.0, 1.2, 0.45, 1.75)
    reaching = SimpleNamespace(looks=actor.looks, spot=actor.spot, skeleton=SimpleNamespace(fingers=((0, 1, 0), hand)))

    assert cuts_hand(reaching, eye) is cut, why


def test_a_camera_goes_back_for_a_raised_hand():
    lead = standing(pose="cheering")
    top = max(y for _, y, _ in lead.skeleton.fingers)
    near, far = (Camera(0.0, top - down, z, 1.2, 0.45, 1.75) for down, z in ((0.9, 1.4), (1.0, 0.4)))

    assert framed(lead, near)
    assert [cuts_hand(lead, eye) for eye in (near, far)] == [True, False]
    assert [well_framed([lead], "two", eye, 0) for eye in (near, far)] == [False, True]
    assert well_framed([lead], "two", near, FOR_FEET), "not for ever"
    assert not cuts_hand(replace(lead, looks=replace(lead.looks, beast="dog")), near), "an animal has none"
