"""The far layers of a landscape."""

import dataclasses
from random import Random

import pytest
from painting import SIZE, brush, painted, pixels

from storyboard.distance import DETAILS, LAYERS, paint_layer, rolled
from storyboard.shapes import Brush


@pytest.mark.parametrize("kind", LAYERS)
def test_a_ridge_runs_across_the_panel(kind):
    ridge = LAYERS[kind](Random(1), 1.75)

    assert ridge[0][0] == 0
    assert ridge[-1][0] >= 1.75
    assert all(0.1 < y < 1.2 for _, y in ridge)
    assert [x for x, _ in ridge] == sorted(x for x, _ in ridge), "from left to right"


def test_a_higher_layer_reaches_higher():
    def top(height):
        used = brush()
        paint_layer(used, "flat", "hill", (30.0, height), Random(1))
        return painted(used)[1]

    assert top(12.0) < top(4.0)


def test_only_houses_have_windows_that_are_lit_at_night():
    def changed_by_lamps(kind):
        pictures = []
        for lit in (True, False):
            used = brush("night")
            light = dataclasses.replace(used.light, lit=lit)
            paint_layer(Brush(used.canvas, used.camera, light, light), kind, "hill", (30.0, 12.0), Random(1))
            pictures.append(pixels(used))
        return pictures[0] != pictures[1]

    assert changed_by_lamps("skyline")
    assert not changed_by_lamps("hills")


@pytest.mark.parametrize("kind", DETAILS)
def test_a_far_layer_has_more_than_one_tone(kind):
    used = brush()
    paint_layer(used, kind, "hill", (30.0, 12.0), Random(1))

    assert len(used.canvas.finish().getcolors(99999)) > 3


def test_the_land_leans_with_the_camera():
    level, used = brush(), brush()
    leaning = dataclasses.replace(used, camera=dataclasses.replace(used.camera, roll=0.1))

    assert rolled(level, [(0.1, 0.2)])[0] == pytest.approx((0.1, 0.2))
    assert rolled(leaning, [(0.1, 0.2)])[0][1] < 0.2 < rolled(leaning, [(1.5, 0.2)])[0][1]


@pytest.mark.parametrize("eye", [0.5, 1.4, 6.0])
def test_far_houses_show_their_walls_below_their_roofs_from_any_height(eye):
    used = brush()
    used = dataclasses.replace(used, camera=dataclasses.replace(used.camera, y=eye))
    paint_layer(used, "roofs", "roof", (50.0, 9.0), Random(1))
    box = painted(used)
    horizon = used.camera.horizon * SIZE[1]

    assert box[1] < horizon - 0.1 * SIZE[1]
    wall = used.canvas.finish().crop((0, round(horizon) - 2, SIZE[0], round(horizon) - 1)).convert("RGB")
    red = [r - b for r, _, b in (wall.getpixel((x, 0)) for x in range(SIZE[0]))]
    assert sum(value < 60 for value in red) > 0.8 * len(red), "walls are no tiles"
