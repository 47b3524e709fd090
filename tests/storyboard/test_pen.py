"""Ink of changing width."""

import math

import pytest
from painting import brush, painted, pixels

from storyboard.pen import HEAVY_LINE, LIGHT_LINE, area_of, even_steps, ink_forms, ink_stroke, swell, unit

SQUARE = [(0.2, 0.2), (0.6, 0.2), (0.6, 0.6), (0.2, 0.6)]
RED = (200, 30, 30)


@pytest.mark.parametrize("points", [SQUARE, SQUARE[::-1]], ids=["clockwise", "the other way round"])
def test_ink_lies_outside_and_is_heavier_below_and_to_the_right(points):
    swollen = swell(points, 0.01)
    left, right = min(x for x, _ in swollen), max(x for x, _ in swollen)
    top, bottom = min(y for _, y in swollen), max(y for _, y in swollen)

    assert max(left, top) < 0.2
    assert min(right, bottom) > 0.6
    assert bottom - 0.6 > 1.3 * (0.2 - top)


def test_ink_is_never_finer_or_heavier_than_it_may_be():
    circle = [(math.cos(t / 8), math.sin(t / 8)) for t in range(50)]
    reaches = [math.dist(a, b) for a, b in zip(circle, swell(circle, 0.1), strict=True)]

    assert min(reaches) > 0.08 * LIGHT_LINE
    assert max(reaches) < 0.12 * HEAVY_LINE


def test_a_sharp_corner_grows_no_thorn():
    needle = [(0, 0), (1, 0.005), (0, 0.01)]

    assert max(x for x, _ in swell(needle, 0.02)) < 1.12


def test_the_area_tells_the_way_round():
    assert area_of(SQUARE) == pytest.approx(0.16)
    assert area_of(SQUARE[::-1]) == pytest.approx(-0.16)
    assert unit(0.0, 0.0) == (0.0, 0.0)


def test_forms_share_an_outline_and_no_ink_lies_between_them():
    used = brush()
    ink_forms(used, [SQUARE, [(x + 0.2, y) for x, y in SQUARE]], RED, 3.0)
    row = [used.canvas.finish().getpixel((x, 32)) for x in range(25, 60)]

    assert set(row) == {RED}


def test_without_weight_there_is_no_ink():
    used = brush()
    ink_forms(used, [SQUARE, [(0, 0), (1, 1)]], RED, 3.0, 0.0)

    reds = [colour for _, colour in used.canvas.finish().getcolors(1000)]
    assert min(red for red, _, _ in reds) == RED[0], "ink is darker than the red"


def test_a_stroke_swells_in_the_middle_and_may_have_a_colour():
    used, coloured, nothing = brush(), brush(), brush()
    ink_stroke(used, [(0.2, 0.5), (1.2, 0.5)], 1.0, 8.0)
    ink_stroke(coloured, [(0.2, 0.5), (1.2, 0.5)], 1.0, 8.0, RED)
    ink_stroke(nothing, [(0.2, 0.5), (0.2, 0.5)], 1.0)
    picture = used.canvas.finish()

    def thick(x):
        return sum(picture.getpixel((x, y)) != (255, 255, 255) for y in range(80))

    assert thick(56) > thick(18) > 0
    assert pixels(coloured) != pixels(used)
    assert painted(nothing) is None


def test_steps_along_a_line_are_even():
    steps = even_steps([(0, 0), (1, 0), (1, 3)], 4)

    assert [x for x, _ in steps] == pytest.approx([0, 1, 1, 1, 1])
    assert [y for _, y in steps] == pytest.approx([0, 0, 1, 2, 3])
    assert even_steps([(2, 2), (2, 2)], 4) == []
