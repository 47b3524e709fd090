"""A skirt of who sits: over the thighs, then straight down from both knees, never to a ball on them."""

from dataclasses import replace

import pytest
from painting import brush, painted

from storyboard.deeds import poses
from storyboard.laps import draw_lap, fall_from_knees, fold_between_thighs, seated, shade_of
from storyboard.limbs import Easel
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.skeleton import make_skeleton
from storyboard.space import between
from storyboard.trunk import Trunk

SITTERS = ("sitting", "at_table", "eating", "lounging", "passenger", "typing")


def woman(age=""):
    return read_looks({"key": "k", "gender": "female", "age": age, "look": "", "outfit": "red skirt"})


@pytest.mark.parametrize("pose", SITTERS)
@pytest.mark.parametrize("age", ["", "eight years old"])
@pytest.mark.parametrize("hem", [0.5, 0.7, 1.0])
def test_it_hangs_from_both_knees_to_a_level_hem_above_the_ground(pose, age, hem):
    easel, skeleton = Easel(brush(), Spot(0, 0, 4.0)), make_skeleton(woman(age), poses()[pose])

    (left, top), (right, _), (right_hem, low), (left_hem, other) = fall_from_knees(easel, skeleton, hem)

    knees = [easel.point(knee) for knee in skeleton.knees]
    assert seated(skeleton)
    assert all(left < x < right for x, _ in knees)
    assert low == other > max(y for _, y in knees)
    assert low < max(easel.point((x, 0.0, z))[1] for x, _, z in skeleton.knees)
    assert left_hem < left
    assert right_hem > right
    assert all(
        left_hem < x < right_hem and top < y < low
        for x, y in shade_of([(left, top), (right, top), (right_hem, low), (left_hem, low)])
    )


def test_a_longer_skirt_hangs_lower():
    easel, skeleton = Easel(brush(), Spot(0, 0, 4.0)), make_skeleton(woman(), poses()["sitting"])

    lows = [fall_from_knees(easel, skeleton, hem)[2][1] for hem in (0.7, 0.85, 1.0)]

    assert lows == sorted(set(lows))


def test_a_short_one_ends_on_the_thighs_and_a_long_one_below_them():
    lows = []
    for hem in (0.3, 0.42, 0.5, 1.0):
        easel, who = Easel(brush(), Spot(0, 0, 4.0)), woman()
        draw_lap(easel, Trunk(make_skeleton(who, poses()["sitting"]), who), replace(who.lower, hem=hem))
        lows.append(painted(easel.brush)[3])

    assert lows[1] < lows[2] < lows[3]
    assert lows[0] <= lows[1]


@pytest.mark.parametrize(
    ("pose", "sits"), [("sitting", True), ("standing", False), ("kneeling", False), ("running", False)]
)
def test_only_who_has_level_thighs_sits(pose, sits):
    assert seated(make_skeleton(woman(), poses()[pose])) is sits


def test_it_is_drawn():
    easel, who = Easel(brush(), Spot(0, 0, 4.0)), woman()

    draw_lap(easel, Trunk(make_skeleton(who, poses()["sitting"]), who), who.lower)

    assert painted(easel.brush)


@pytest.mark.parametrize("pose", ["crouching", "kneeling", "huddling"])
def test_over_bent_legs_a_fold_runs_between_the_thighs(pose):
    easel = Easel(brush(), Spot(0, 0, 4.0))
    skeleton = make_skeleton(woman(), poses()[pose])
    fold_between_thighs(easel, skeleton)

    x, y = easel.point(between(between(*skeleton.hips, 0.5), between(*skeleton.knees, 0.5), 0.7))
    left, top, right, bottom = painted(easel.brush)
    high = easel.brush.canvas.finish().height
    assert left - 2 <= x * high <= right + 2
    assert top - 2 <= y * high <= bottom + 2
