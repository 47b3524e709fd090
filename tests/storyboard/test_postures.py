"""Who is said to stand is not drawn on a chair, and who sits is."""

import pytest

from storyboard.artwork import read_table
from storyboard.postures import in_posture, named_posture

POSES = read_table("poses")["pose"]


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("reading the letter, standing", "standing"),
        ("smoking, sitting", "sitting"),
        ("crouching beside a tree", "kneeling"),
        ("reading, lying in the grass", "sleeping"),
        ("reading the letter", ""),
        ("", ""),
    ],
)
def test_the_posture_that_an_action_names(action, name):
    assert named_posture(action) == name


@pytest.mark.parametrize(
    ("pose", "action", "seat", "legs"),
    [
        pytest.param("reading", "reading, standing", None, "standing", id="no chair"),
        pytest.param("writing", "writing, pacing", None, "standing", id="no desk either"),
        pytest.param("leaning", "smoking, sitting", "chair", "sitting", id="a chair"),
        pytest.param("weeping", "weeping, kneeling", None, "kneeling", id="on the knees"),
        pytest.param("reading", "reading, lying on the bed", "cot", "sleeping", id="in bed"),
        pytest.param("reading", "reading", "chair", "reading", id="nothing is said"),
        pytest.param("reading", "reading, sitting", "chair", "reading", id="said, and drawn so already"),
        pytest.param("sitting", "sitting", "chair", "sitting", id="itself"),
        pytest.param("rowing", "rowing, standing", None, "rowing", id="a boat is rowed as it is"),
        pytest.param("riding", "riding, sitting", "horse", "riding", id="a horse ridden"),
    ],
)
def test_a_pose_takes_the_legs_and_the_seat_of_the_posture(pose, action, seat, legs):
    row = in_posture(POSES[pose], action)
    assert row.get("seat") == seat
    assert (row["leg_near"], row["leg_far"]) == (POSES[legs]["leg_near"], POSES[legs]["leg_far"])


def test_what_hands_do_stays():
    row = in_posture(POSES["reading"], "reading, standing")
    assert (row["arm_near"], row["hold"]) == (POSES["reading"]["arm_near"], "book")
    assert not {"seat", "table", "outdoors"} & set(row)


def test_every_posture_is_a_pose():
    assert set(read_table("poses")["posture"]) <= set(POSES)
