"""Landscapes: the ground, its road, and what marks it."""

from random import Random

import pytest
from painting import SIZE, brush, painted, pixels

from storyboard.ground import LAND_MARKS
from storyboard.land import UNDER_ROADS, paint_land

MEADOW = {"ground": "grass"}


def test_the_ground_lies_below_the_horizon():
    used = brush()
    paint_land(used, MEADOW, Random(1))

    assert painted(used) == (0, pytest.approx(0.45 * SIZE[1], abs=2), *SIZE)


@pytest.mark.parametrize(
    "row",
    [*({"marks": mark} for mark in LAND_MARKS), {"road": "earth"}, {"ground": "sand"}, {"far": "hills hill 40 9"}],
)
def test_every_column_of_a_place_shows(row):
    plain, marked = brush(), brush()
    paint_land(plain, MEADOW, Random(1))
    paint_land(marked, {**MEADOW, **row}, Random(1))

    assert pixels(marked) != pixels(plain)


@pytest.mark.parametrize("mark", UNDER_ROADS)
def test_a_road_lies_on_the_marks_of_the_ground(mark):
    used, plain = brush(), brush()
    road = {**MEADOW, "road": "earth", "roadway": 6.0}
    paint_land(used, {**road, "marks": mark}, Random(1))
    paint_land(plain, road, Random(1))
    spot = (SIZE[0] // 2 - 30, SIZE[1] - 4)

    assert used.canvas.finish().getpixel(spot) == plain.canvas.finish().getpixel(spot)
