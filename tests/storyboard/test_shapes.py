"""The shape language of the tables, and where a thing stands."""

import math

import pytest
from painting import brush

from storyboard.shapes import Shape, Spot, extent_of, local_colour, parse_shapes, points_of, reading_side, toned


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        pytest.param("poly wood 0 0  1 0  1 2", [Shape("poly", "wood", (0, 0, 1, 0, 1, 2), inked=True)], id="a line"),
        pytest.param("poly! wood- 0 0 1 0 1 2", [Shape("poly", "wood-", (0, 0, 1, 0, 1, 2), inked=False)], id="no ink"),
        pytest.param("# a remark\n\n", [], id="a remark"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_line_is_a_shape(text, shapes):
    assert list(parse_shapes(text)) == shapes


def test_numbers_are_points_in_pairs():
    assert parse_shapes("poly wood 0 1 2 3")[0].points == [(0, 1), (2, 3)]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        pytest.param({}, (1 + 0.5, 2 + 0.25, 5), id="seen from the front"),
        pytest.param({"flip": True}, (1 - 0.5, 2 + 0.25, 5), id="turned around"),
        pytest.param({"size": 2}, (1 + 1.0, 2 + 0.5, 5), id="twice as large"),
        pytest.param({"turn": "left"}, (1, 2 + 0.25, 5 - 0.5), id="along the left wall"),
        pytest.param({"turn": "right"}, (1, 2 + 0.25, 5 + 0.5), id="along the right wall"),
        pytest.param({"turn": "flat"}, (1 + 0.5, 2, 5 + 0.25), id="lying on the ground"),
        pytest.param({"lean": math.pi / 2}, (1 + 0.25, 2 - 0.5, 5), id="tipped forward"),
    ],
)
def test_a_point_of_a_thing_has_its_place_on_the_stage(changes, place):
    assert Spot(1, 2, 5, **changes).place(0.5, 0.25) == pytest.approx(place)


def test_an_unknown_colour_is_grey_and_no_error():
    assert local_colour("xyzzy") == (0x9B, 0x94, 0x8A)
    assert local_colour("#010203") == (1, 2, 3)
    assert local_colour("wood") != local_colour("xyzzy")


def test_each_sign_is_a_step():
    assert sum(toned("wood", "--")) < sum(toned("wood", "-")) < sum(local_colour("wood")) < sum(toned("wood", "+"))
    assert toned("wood", "") == local_colour("wood")


def test_a_brush_knows_the_names_of_its_place_and_darkens_them():
    named = brush(colours={"wall": "plaster-"})

    assert named.colour("wall") == brush().colour("plaster-")
    assert named.colour("wall-") == brush().colour("plaster--")
    assert named.colour("wall", 30.0) != named.colour("wall"), "distance fades it"


def test_what_shines_by_itself_does_so_at_night():
    assert sum(brush("night").colour("glow")) > sum(brush("night").colour("plaster"))


def test_a_things_extent_is_that_of_all_its_shapes():
    left, right, up = extent_of("table")

    assert left < 0 < right
    assert 0.6 < up < 1.0
    assert extent_of("tree")[2] > 2


def test_the_points_of_a_thing_are_those_of_its_extent():
    points = points_of("crate")

    assert (min(x for x, _ in points), max(x for x, _ in points)) == extent_of("crate")[:2]


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize(
    "spot",
    [
        Spot(0, 2, 6),
        Spot(0, 2, 6, flip=True),
        Spot(-3, 2, 6, turn="left"),
        Spot(3, 2, 6, turn="right"),
    ],
)
def test_what_is_written_runs_to_the_right_in_the_finished_picture(spot, mirrored):
    used = brush(mirrored=mirrored)
    way = reading_side(used, spot)
    start, end = (used.camera.project(spot.place(u, 0.0))[0] for u in (0.0, 0.1 * way))

    assert (end < start) if mirrored else (end > start)
