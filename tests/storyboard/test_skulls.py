"""A head as a solid, from any side."""

import math

import pytest
from sitting import HEADINGS, looks, sitter

from storyboard.artwork import read_table
from storyboard.skulls import AROUND, height_at, rings_of, round_ring, skull_forms, skull_of


def middle(points):
    return sum(x for x, _ in points) / len(points)


def test_from_the_front_both_sides_are_seen_and_from_behind_no_face():
    front, back = sitter(90).view, sitter(-90).view

    assert front.seen(0.3, 0.0)
    assert front.seen(-0.3, 0.0)
    assert front.yaw == pytest.approx(0.0, abs=0.1)
    assert not back.seen(0.0, 0.0)
    assert back.ahead < -0.9


def test_a_profile_shows_the_near_side():
    view = sitter(0).view

    assert view.seen(0.3, 0.0)
    assert not view.seen(-0.3, 0.0)
    assert view.near > 0.9


def test_what_lies_behind_is_moved_to_the_edge_of_what_is_seen():
    view = sitter(0).view

    assert view.on(-0.2, 0.0) == pytest.approx(view.on(-0.4, 0.0))
    assert view.on(0.0, 0.0) == pytest.approx(view.through(view.limb(0.0) * AROUND - AROUND * math.pi / 2, 0.0))


def test_the_face_looks_where_the_head_is_turned_and_flipped():
    right, left = sitter(0).view, sitter(0, flip=True).view

    assert right.on(0.1, 0.0)[0] > right.origin[0]
    assert left.on(0.1, 0.0)[0] < left.origin[0]


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("flip", [False, True])
def test_right_leads_to_the_right(heading, flip):
    view = sitter(heading, flip=flip).view
    facing = view.limb(0.1) * AROUND

    assert view.through(facing + 0.2 * view.right, 0.1)[0] > view.through(facing, 0.1)[0]


@pytest.mark.parametrize("lean", [-40, 0, 40])
@pytest.mark.parametrize("heading", HEADINGS)
def test_the_outline_holds_every_ring(heading, lean):
    view = sitter(heading, lean=lean).view
    points = [point for form in skull_forms(view) for point in form]

    assert math.dist(view.at(0, 0.5, 0), view.at(0, -0.5, 0)) < 1.2 * view.size
    for y in (-0.3, 0.0, 0.3):
        for x, _ in round_ring(view, y):
            assert min(p[0] for p in points) - 0.02 * view.size <= x <= max(p[0] for p in points) + 0.02 * view.size


def test_a_mans_jaw_is_wider_than_a_womans_and_cheeks_fall_in():
    def width(name, wide=1.0, sunken=0.0, y=-0.3):
        rings = rings_of(name, wide, sunken)
        return rings[round((0.5 - y) * 50)][2]

    assert width("man") > width("woman")
    assert width("man", wide=1.1) > width("man")
    assert width("man", sunken=0.03, y=-0.2) < width("man", y=-0.2)


def test_every_age_has_its_skull():
    for age in read_table("heads")["age"]:
        assert skull_of(looks(age="")) in read_table("heads")["skull"], age


def test_heights_between_the_rows():
    assert height_at([(1.0, 0.0), (0.0, 2.0)], 0.5) == 1.0
    assert height_at([(1.0, 0.0), (0.0, 2.0)], -3.0) == 2.0


def test_a_lifted_place_lies_farther_out():
    view = sitter(90).view

    assert view.on(0.0, 0.45, 0.2)[1] < view.on(0.0, 0.45)[1], "higher on the panel"
