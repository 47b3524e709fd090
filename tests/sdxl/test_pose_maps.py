"""The OpenPose map: ControlNet's colours, order and widths, and what is nearer before what is farther."""

import dataclasses

import pytest

from sdxl.guides import JOINTS, GuidedFigure
from sdxl.pose_maps import COLOURS, LIMBS, draw_pose_map, half_stick

NOSE, NECK, RIGHT_SHOULDER, RIGHT_ELBOW, RIGHT_WRIST, LEFT_SHOULDER = range(6)
RIGHT_EAR, LEFT_EAR = 16, 17
SIZE = (512, 512)
BLACK = (0, 0, 0)


def figure(joints, **changes):
    """A figure of these joints by their numbers."""
    return GuidedFigure("aa", "", (), tuple(joints.get(number) for number in range(JOINTS)), **changes)


def dim(colour):
    return tuple(int(value * 0.6) for value in colour)


@pytest.mark.parametrize(
    ("first", "second", "colour"),
    [
        pytest.param(NECK, RIGHT_SHOULDER, (153, 0, 0), id="the right shoulder is red"),
        pytest.param(NECK, LEFT_SHOULDER, (153, 51, 0), id="the left shoulder comes second"),
        pytest.param(RIGHT_SHOULDER, RIGHT_ELBOW, (153, 102, 0), id="the right upper arm"),
        pytest.param(1, 8, (0, 153, 0), id="the right half of the trunk is green"),
        pytest.param(1, 11, (0, 153, 153), id="the left half of the trunk is cyan"),
        pytest.param(NECK, NOSE, (0, 0, 153), id="the neck is blue"),
        pytest.param(15, LEFT_EAR, (153, 0, 102), id="the left ear is the last limb"),
    ],
)
def test_a_limb_has_the_colour_that_openpose_gives_it(first, second, colour):
    image = draw_pose_map([figure({first: (100, 200), second: (300, 200)})], SIZE)

    assert image.getpixel((200, 200)) == colour
    assert image.getpixel((100, 200)) == COLOURS[first]
    assert image.getpixel((300, 200)) == COLOURS[second]


def test_every_limb_joins_two_of_the_eighteen_and_has_a_colour_of_its_own():
    assert len(set(LIMBS)) == 17
    assert {joint for limb in LIMBS for joint in limb} == set(range(JOINTS))
    assert len(set(COLOURS)) == JOINTS


@pytest.mark.parametrize("joints", [{}, {NECK: None}], ids=["nobody's", "all hidden"])
def test_who_shows_no_joint_leaves_no_trace(joints):
    nobody = figure(joints) if joints else dataclasses.replace(figure({}), joints=())

    assert draw_pose_map([nobody], SIZE).getcolors() == [(512 * 512, BLACK)]


def test_a_limb_with_one_end_hidden_is_its_other_joint_alone():
    image = draw_pose_map([figure({RIGHT_ELBOW: (200, 200)})], SIZE)

    assert {colour for _, colour in image.getcolors()} == {BLACK, COLOURS[RIGHT_ELBOW]}
    assert image.getbbox() == (196, 196, 205, 205)


def test_a_joint_beyond_the_edge_is_cut_and_not_moved():
    image = draw_pose_map([figure({NECK: (-200, 100), NOSE: (200, 100)})], SIZE)

    assert image.getpixel((0, 100)) == dim(COLOURS[12])


@pytest.mark.parametrize("turned", [False, True], ids=["near first", "far first"])
def test_what_is_nearer_covers_what_is_farther_in_whatever_order_they_come(turned):
    near = figure({NECK: (100, 200), RIGHT_SHOULDER: (300, 200)}, depth=100)
    far = figure({NECK: (200, 100), LEFT_SHOULDER: (200, 300)}, depth=300)
    pair = [far, near] if turned else [near, far]

    assert draw_pose_map(pair, SIZE).getpixel((200, 200)) == dim(COLOURS[0])


@pytest.mark.parametrize(
    ("size", "wide", "half"),
    [
        pytest.param((512, 512), False, 4, id="as OpenPose draws at 512"),
        pytest.param((1024, 1024), False, 8, id="enlarged with the picture"),
        pytest.param((1344, 768), False, 6, id="by its shorter side"),
        pytest.param((448, 256), True, 4, id="wide: below 500"),
        pytest.param((672, 384), True, 8, id="wide: below 1000"),
        pytest.param((768, 1344), True, 12, id="wide: below 2000"),
        pytest.param((2016, 1152), True, 16, id="wide: below 3000"),
        pytest.param((9000, 9000), True, 28, id="wide: no more than seven times"),
    ],
)
def test_limbs_are_as_wide_as_on_the_maps_that_nets_were_trained_on(size, wide, half):
    assert half_stick(size, wide=wide) == half


def test_a_limb_is_as_wide_as_said():
    thin, wide = (
        draw_pose_map([figure({NECK: (100, 300), NOSE: (900, 300)})], (1000, 600), wide=wide) for wide in (False, True)
    )

    assert [image.crop((500, 0, 501, 600)).getbbox()[1] for image in (thin, wide)] == [295, 288]
