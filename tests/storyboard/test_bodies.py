"""Looks and a pose in, joints and outlines in metres out."""

import math

import pytest

from storyboard.bodies import SOLE, along_leg, circle, hem_outline, hull, make_body, swing, torso_outline
from storyboard.deeds import poses
from storyboard.people import read_looks

POSES = poses()


def looks(age="", outfit=""):
    return read_looks({"key": "k", "gender": "", "age": age, "look": "", "outfit": outfit})


def body(pose="standing", **changes):
    return make_body(looks(**changes), POSES[pose])


@pytest.mark.parametrize(
    ("degrees", "end"),
    [
        pytest.param(0, (0, -2), id="hangs"),
        pytest.param(90, (2, 0), id="points forward"),
        pytest.param(180, (0, 2), id="points up"),
        pytest.param(-90, (-2, 0), id="points back"),
    ],
)
def test_a_limb_swings_from_where_it_hangs(degrees, end):
    assert swing((0, 0), 2, degrees) == pytest.approx(end, abs=1e-9)


@pytest.mark.parametrize("pose", [name for name, row in POSES.items() if not row.get("astride")])
def test_the_lowest_joint_rests_on_the_ground_or_on_what_the_pose_says(pose):
    made = body(pose)
    lowest = min(y for _, y in [*made.knees, *made.ankles, made.neck, made.hip])

    assert lowest - SOLE * made.stature == pytest.approx(POSES[pose].get("on", 0.0))


def test_a_body_stands_upright_with_the_head_above_and_the_feet_below():
    made = body()

    assert made.head[1] > made.neck[1] > made.hip[1] > max(y for _, y in made.knees) > max(y for _, y in made.ankles)
    assert made.head[1] < made.stature


def test_a_child_is_smaller_in_every_joint():
    assert body(age="boy of seven").head[1] < 0.8 * body().head[1]


def test_the_old_stoop_where_they_stand_and_not_where_they_lie():
    assert body(age="old").spine > body().spine
    assert body("sleeping", age="old").spine == body("sleeping").spine


def test_the_hull_has_the_corners_alone():
    square = [(0, 0), (2, 0), (2, 2), (0, 2)]

    assert sorted(hull([*square, (1, 1), (0.5, 1.5), (1, 0)])) == sorted(square)


@pytest.mark.parametrize(("share", "joint"), [(0.0, "hips"), (0.5, "knees"), (1.0, "ankles")])
def test_a_share_of_the_leg_runs_from_hip_to_ankle(share, joint):
    assert along_leg(body(), 0, share) == pytest.approx(getattr(body(), joint)[0])


def test_a_circle_keeps_its_distance():
    assert [math.dist((1, 2), point) for point in circle((1, 2), 0.3)] == pytest.approx([0.3] * 12)


def test_a_wider_trunk_is_wider_and_no_taller():
    def span(points, axis):
        return max(point[axis] for point in points) - min(point[axis] for point in points)

    slim, wide = (torso_outline(body(), width, 0.07) for width in (1.0, 1.3))
    assert span(wide, 0) > 1.2 * span(slim, 0)
    assert span(wide, 1) == pytest.approx(span(slim, 1), rel=0.02)


def test_a_long_coat_reaches_down_the_legs_and_a_jacket_does_not():
    made = body()
    long, short = (
        min(y for _, y in hem_outline(made, looks(outfit=outfit).over, 1.0)) for outfit in ("long coat", "jacket")
    )

    assert long < made.knees[0][1] < short
