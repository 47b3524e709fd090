"""Frames in space, and solids as the camera sees them."""

import math

import pytest
from painting import brush

from storyboard.shapes import Spot
from storyboard.space import between, blend, cut_to, hull, is_in, make_frame, outline, project, radius_at, ring

HERE = Spot(0, 0, 4.0)


@pytest.mark.parametrize(
    ("heading", "forward", "side"),
    [
        (0, (1, 0, 0), (0, 0, -1)),
        (90, (0, 0, -1), (-1, 0, 0)),
        (-90, (0, 0, 1), (1, 0, 0)),
        (180, (-1, 0, 0), (0, 0, 1)),
    ],
)
def test_a_heading_turns_the_front_towards_the_viewer_and_away(heading, forward, side):
    frame = make_frame((0, 0, 0), heading)

    assert frame.forward == pytest.approx(forward, abs=1e-9)
    assert frame.side == pytest.approx(side, abs=1e-9)
    assert frame.up == pytest.approx((0, 1, 0))


@pytest.mark.parametrize("heading", [0, 35, 90, -120])
@pytest.mark.parametrize(("lean", "tilt"), [(0, 0), (30, 0), (-80, 10), (15, -20)])
def test_the_directions_of_a_frame_stay_square_and_one_long(heading, lean, tilt):
    frame = make_frame((1, 2, 3), heading, lean, tilt)
    ways = (frame.forward, frame.up, frame.side)

    assert [math.hypot(*way) for way in ways] == pytest.approx([1, 1, 1])
    products = [sum(a * b for a, b in zip(ways[n], ways[n - 1], strict=True)) for n in range(3)]
    assert products == pytest.approx([0, 0, 0], abs=1e-9)


def test_a_lean_tips_the_head_forward():
    assert make_frame((0, 0, 0), 0, 30).up[0] == pytest.approx(0.5)


def test_a_frame_counts_from_its_origin_and_a_direction_from_nowhere():
    frame = make_frame((1, 2, 3), 0)

    assert frame.at(1, 1, 1) == pytest.approx((2, 3, 2))
    assert frame.along(1, 1, 1) == pytest.approx((1, 1, -1))


def test_points_between():
    assert between((0, 0, 0), (2, 4, 6), 0.5) == (1, 2, 3)
    assert blend((1, 0, 0), 2, (0, 1, 0), 3) == (2, 3, 0)


def test_what_is_nearer_looks_larger_and_a_ring_seen_from_the_side_is_a_line():
    used = brush()
    frame = make_frame((0, 1.4, 0), 0)
    flat = project(used, HERE, ring(frame, (0, 0, 0), 0.3, 0.3))

    assert radius_at(used, HERE, (0, 0, -1), 0.1) > radius_at(used, HERE, (0, 0, 1), 0.1)
    assert max(y for _, y in flat) - min(y for _, y in flat) < 0.01, "level with the eye"


def test_the_outline_of_a_ball_is_round():
    used = brush()
    frame = make_frame((0, 1.0, 0), 20)
    points = [point for up in (-0.1, 0, 0.1) for point in ring(frame, (0, up, 0), 0.2, 0.2)]

    assert len(outline(used, HERE, points)) > 10


def test_the_hull_has_the_corners_alone():
    square = [(0, 0), (2, 0), (2, 2), (0, 2)]

    assert sorted(hull([*square, (1, 1), (0.5, 1.5), (1, 0)])) == sorted(square)


def test_a_polygon_is_cut_to_an_outline():
    outline = [(0.0, 0.0), (2.0, 0.0), (1.0, 2.0)]

    large = cut_to([(-1, -1), (3, -1), (3, 3), (-1, 3)], outline)

    assert {(round(x, 6), round(y, 6)) for x, y in large} == set(outline)
    assert cut_to([(5.0, 5.0), (6.0, 5.0), (6.0, 6.0)], outline) == []
    assert cut_to([(5.0, 5.0), (6.0, 5.0), (6.0, 6.0)], ()) == [(5.0, 5.0), (6.0, 5.0), (6.0, 6.0)]


@pytest.mark.parametrize(("point", "inside"), [((1.0, 0.5), True), ((0.1, 1.5), False), ((1.0, -0.1), False)])
def test_a_point_is_in_an_outline_or_not(point, inside):
    assert is_in(point, [(0.0, 0.0), (2.0, 0.0), (1.0, 2.0)]) is inside
    assert is_in(point, ())
