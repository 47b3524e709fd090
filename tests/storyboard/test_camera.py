"""The stage in metres, and the shots."""

import math

import pytest

from storyboard.camera import FARTHEST, LEAD_Z, SHOTS, Camera, find_shot, free_feet, make_camera, shooting_distance

OPEN = {"set": "open"}
CAMERA = Camera(x=0.0, y=1.5, z=0.0, focal=1.2, horizon=0.4, aspect=1.75)


@pytest.mark.parametrize(
    ("shot", "people", "name"),
    [
        ("medium shot", 1, "medium"),
        ("close-up", 1, "close"),
        ("over-the-shoulder shot", 2, "over"),
        ("over-the-shoulder shot", 1, "medium"),
        ("medium close-up", 1, "bust"),
        ("full shot", 1, "long"),
        ("two-shot", 2, "two"),
        ("establishing shot", 0, "establishing"),
        ("close-up", 0, "wide"),
        ("", 0, "wide"),
        ("", 1, ""),
        ("dutch angle", 1, ""),
    ],
)
def test_shots(shot, people, name):
    assert find_shot(shot, people) == name
    assert name in SHOTS


def test_eye_level_straight_ahead_is_the_middle_of_the_horizon():
    assert CAMERA.project((0, 1.5, 4)) == pytest.approx((1.75 / 2, 0.4))


@pytest.mark.parametrize(
    ("place", "right", "down"),
    [
        pytest.param((1, 1.5, 4), 0.3, 0, id="a metre to the right"),
        pytest.param((-2, 1.5, 4), -0.6, 0, id="two metres to the left"),
        pytest.param((0, 2.5, 4), 0, -0.3, id="a metre above the eye"),
        pytest.param((0, 0, 8), 0, 0.225, id="on the floor, twice as far away"),
    ],
)
def test_metres_become_panel_heights(place, right, down):
    assert CAMERA.project(place) == pytest.approx((1.75 / 2 + right, 0.4 + down))


def test_what_is_twice_as_far_is_half_as_large():
    assert CAMERA.scale(4) == pytest.approx(2 * CAMERA.scale(8))


def test_what_is_behind_the_lens_is_not_divided_by_nothing():
    assert CAMERA.distance(-3) > 0
    assert all(map(math.isfinite, CAMERA.project((1, 0, 0))))


@pytest.mark.parametrize("shot", SHOTS)
def test_the_camera_steps_back_for_all_but_never_out_of_sight(shot):
    near, far = (shooting_distance(shot, 1.75, wanted, OPEN) for wanted in (0.0, 8.0))

    assert near <= far <= FARTHEST
    assert shooting_distance(shot, 0.2, 50.0, OPEN) == FARTHEST


def test_a_small_room_keeps_the_camera_inside():
    room = {"set": "room", "width": 4.0, "depth": 6.0}

    assert shooting_distance("wide", 1.75, 0.0, room) < shooting_distance("wide", 1.75, 0.0, OPEN)


def test_a_picture_does_not_end_at_the_shins():
    assert free_feet("medium", 2.6, 1.75, seated=False) > 2.6
    assert free_feet("close", 2.6, 1.75, seated=False) == 2.6, "a close shot ends where it likes"
    assert free_feet("wide", 2.6, 1.75, seated=False) == 2.6, "its height is the shot's own"


def test_an_uneasy_camera_leans():
    level, tilted = (make_camera("medium", 1.75, tilt, 2.0, 1.7) for tilt in (0.0, 6.0))

    assert (level.roll, tilted.roll) == (0, pytest.approx(math.radians(6)))
    assert level.z == LEAD_Z - 2.0


def test_what_a_leaning_camera_sees_is_turned_around_the_middle():
    leaning = Camera(0.0, 1.5, 0.0, 1.2, 0.5, 1.75, roll=math.radians(90))

    assert leaning.project((0, 1.5, 4)) == pytest.approx((1.75 / 2, 0.5))
    assert leaning.project((1, 1.5, 4)) == pytest.approx((1.75 / 2, 0.5 + 0.3)), "what was right of it is below"
