"""The trunk and what hangs from it."""

import math

import pytest
from painting import brush

from storyboard.deeds import poses
from storyboard.limbs import Easel
from storyboard.pen import area_of
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.skeleton import make_skeleton
from storyboard.trunk import (
    EDGE,
    LEVELS,
    Trunk,
    make_skirt,
    shade_patch,
    shoulder_hulls,
    skirt_forms,
    sphere_ring,
    trunk_forms,
    unit3,
    widened,
)

POSES = poses()
HERE = Spot(0, 0, 4.0)


def trunk(heading=90, pose="standing", gender="male", look="", age=""):
    looks = read_looks({"key": "k", "gender": gender, "age": age, "look": look, "outfit": ""})
    return Trunk(make_skeleton(looks, POSES[pose], heading), looks)


def easel(spot=HERE):
    return Easel(brush(), spot)


@pytest.mark.parametrize("heading", [-90, -30, 0, 32, 90])
def test_the_side_that_faces_the_viewer_follows_the_heading(heading):
    assert trunk(heading).facing(0.2) == pytest.approx(90 - heading, abs=8)


def test_the_front_is_seen_from_the_front_and_not_from_behind():
    buttons = [(0, 0.5), (0, 0.3)]

    assert trunk(90).seen(buttons)
    assert trunk(-90).seen(buttons) == []


def test_a_patch_ends_where_the_surface_turns_away():
    made = trunk(90)
    inside, clamped = made.seen([(0, 0.5), (170, 0.5)])

    assert inside == pytest.approx(made.on(0, 0.5))
    assert clamped == pytest.approx(made.on(made.facing(0.146) + EDGE, 0.5), abs=0.02)


@pytest.mark.parametrize(
    ("wider", "slimmer", "height"),
    [
        ({"look": "stout man"}, {"look": "thin man"}, 0.1),
        ({"gender": "male"}, {"gender": "female"}, 0.25),
        ({"look": "broad man"}, {}, 0.25),
    ],
)
def test_builds_differ(wider, slimmer, height):
    assert trunk(**wider).axes(height)[0] > trunk(**slimmer).axes(height)[0]


def test_a_belly_comes_forward_and_clothes_are_wider_than_the_body():
    assert trunk(look="stout man").axes(0.09)[2] > trunk().axes(0.09)[2]
    assert widened(trunk(), 1.2).axes(0.1)[0] == pytest.approx(1.2 * trunk().axes(0.1)[0])


def test_a_high_collar_is_as_wide_as_a_neck():
    assert 0.02 < trunk().axes(0.34)[0] < 0.1


@pytest.mark.parametrize("heading", [-90, 0, 45, 90])
@pytest.mark.parametrize("pose", ["standing", "sleeping", "kneeling", "running"])
def test_every_form_of_a_trunk_has_an_area(heading, pose):
    forms = trunk_forms(easel(), trunk(heading, pose))

    assert len(forms) == 5
    assert all(abs(area_of(form)) > 0 for form in forms)


def test_both_shoulders_slope_to_the_neck():
    assert len(shoulder_hulls(easel(), trunk(), [(0.5, 0.5)])) == 2


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("heading", [-60, 0, 32, 90])
def test_the_shade_lies_on_the_right_of_who_stands(heading, flip):
    here, made = easel(Spot(0, 0, 4.0, flip=flip)), trunk(heading)
    patch, middle = shade_patch(here, made), here.point(made.frame(0.14).origin)

    assert sum(x for x, _ in patch) / len(patch) > middle[0]


def test_a_skirt_hangs_straight_from_who_stands_and_follows_the_thighs_of_who_sits():
    standing, sitting = make_skirt(trunk(), 0.6, 1.4), make_skirt(trunk(pose="sitting"), 0.6, 1.4)

    assert standing.upright
    assert not sitting.upright
    assert len(standing.levels) == LEVELS
    assert standing.levels[-1][2] > sitting.levels[-1][2], "it swings out where it hangs"


@pytest.mark.parametrize(("hem", "joint"), [(0.5, "knees"), (1.0, "ankles")])
def test_the_hem_ends_where_it_is_said(hem, joint):
    made = trunk()
    near, _, _ = make_skirt(made, hem, 1.2).levels[-1]

    assert near == pytest.approx(getattr(made.skeleton, joint)[0])


def test_the_forms_of_a_skirt_hang_together():
    forms = skirt_forms(easel(), make_skirt(trunk(), 0.9, 1.6))

    assert len(forms) == LEVELS - 1
    assert max(y for _, y in forms[-1]) > max(y for _, y in forms[0])


def test_a_level_ring_has_one_height_and_a_balls_ring_one_depth():
    assert {y for _, y, _ in sphere_ring((0, 1, 2), 0.3, level=True)} == {1}
    assert {z for _, _, z in sphere_ring((0, 1, 2), 0.3, level=False)} == {2}
    assert math.hypot(*unit3((3, 4, 12))) == pytest.approx(1)
