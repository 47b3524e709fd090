"""Polygons in panel heights in, pixels out."""

import math

import pytest

from storyboard.canvas import INK, SHEET_PIXELS, Ink, capsule, hexcolour, make_canvas, mix, oval, smooth

BLACK, WHITE = (0, 0, 0), (255, 255, 255)
SQUARE = [(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75)]


@pytest.mark.parametrize(("width", "height"), [(64, 64), (100, 37), (5000, 8)])
def test_a_panel_has_its_own_size_whatever_the_sheet(width, height):
    canvas = make_canvas(width, height, WHITE)

    assert canvas.finish().size == (width, height)
    assert max(canvas.image.size) <= max(1.5 * SHEET_PIXELS, width)
    assert canvas.aspect == pytest.approx(width / height)


def test_what_is_filled_is_filled_and_nothing_else():
    canvas = make_canvas(80, 80, WHITE)
    canvas.fill(SQUARE, BLACK)
    picture = canvas.finish()

    assert [picture.getpixel(at) for at in ((40, 40), (10, 40), (70, 40), (40, 10))] == [BLACK, WHITE, WHITE, WHITE]


def test_a_wash_lets_the_paper_show():
    canvas = make_canvas(80, 80, WHITE)
    canvas.fill(SQUARE, BLACK, 128)

    assert canvas.finish().getpixel((40, 40)) == pytest.approx((127, 127, 127), abs=2)


def test_an_outline_leaves_the_middle_alone():
    canvas = make_canvas(80, 80, WHITE)
    canvas.outline(SQUARE, BLACK, 0.05)
    picture = canvas.finish()

    assert (picture.getpixel((20, 40)), picture.getpixel((40, 40))) == (BLACK, WHITE)


@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(lambda canvas: canvas.fill(SQUARE[:2], BLACK), id="two corners are no polygon"),
        pytest.param(lambda canvas: canvas.outline(SQUARE, BLACK, 0), id="no weight"),
        pytest.param(lambda canvas: canvas.outline(SQUARE[:1], BLACK, 0.1), id="one point"),
        pytest.param(lambda canvas: canvas.fill([(9e9, 9e9), (9e9, 8e9), (8e9, 9e9)], BLACK), id="far out"),
    ],
)
def test_what_is_nothing_draws_nothing(draw):
    canvas = make_canvas(40, 40, WHITE)
    draw(canvas)

    assert canvas.finish().getcolors() == [(1600, WHITE)]


def test_a_smooth_curve_passes_through_its_points():
    points = [(0, 0), (1, 2), (3, 1), (4, 4)]

    assert set(points) <= set(smooth(points, closed=False))
    assert set(points) <= set(smooth(points, closed=True))
    assert smooth(points[:2], closed=True) == points[:2], "two points stay a line"


def test_an_oval_has_its_radii_and_turns():
    across, up = (max(point[axis] for point in oval((0, 0), 2, 1)) for axis in (0, 1))

    assert (across, up) == pytest.approx((2, 1))
    assert max(x for x, _ in oval((0, 0), 2, 1, math.pi / 2)) == pytest.approx(1)


def test_a_limb_is_round_at_both_ends():
    limb = capsule((0, 0), (0, -4), 1.0, 0.5)

    assert (max(y for _, y in limb), min(y for _, y in limb)) == pytest.approx((1.0, -4.5))
    assert max(x for x, _ in limb) == pytest.approx(1.0)


@pytest.mark.parametrize(("share", "colour"), [(0, (0, 100, 200)), (1, (200, 100, 0)), (0.5, (100, 100, 100))])
def test_colours_are_blended(share, colour):
    assert mix((0, 100, 200), (200, 100, 0), share) == colour


def test_colours_are_read_as_they_are_written():
    assert hexcolour("#0a64ff") == (10, 100, 255)


def test_ink_lies_in_a_layer_of_its_own_until_something_covers_it():
    canvas = make_canvas(80, 80, WHITE)
    canvas.ink(SQUARE, BLACK)
    canvas.fill([(0.25, 0.25), (0.5, 0.25), (0.5, 0.75), (0.25, 0.75)], WHITE)
    colours, ink, fall = canvas.layers()

    assert colours.getcolors() == [(6400, WHITE)]
    assert [ink.getpixel(at) for at in ((50, 40), (30, 40), (10, 10))] == [255, 0, 0]
    assert fall.getbbox() is None
    assert canvas.finish().getpixel((50, 40)) == INK


@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(lambda canvas, ink: canvas.stroke([(0.2, 0.5), (0.8, 0.5)], ink, 0.2), id="a line"),
        pytest.param(lambda canvas, ink: canvas.fill(SQUARE, ink), id="a form"),
        pytest.param(lambda canvas, ink: canvas.ink(SQUARE, ink), id="a line of changing width"),
    ],
)
def test_far_ink_is_weaker(draw):
    canvas = make_canvas(80, 80, WHITE)
    draw(canvas, Ink(BLACK, 0.5))

    assert canvas.layers().ink.getpixel((40, 40)) == 128
    assert canvas.layers().colours.getcolors() == [(6400, WHITE)]


def test_the_round_ends_of_a_stroke_cover_the_ink_below():
    canvas = make_canvas(80, 80, WHITE)
    canvas.fill([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)], Ink(BLACK))
    canvas.stroke([(0.4, 0.5), (0.6, 0.5)], (200, 0, 0), 0.4)

    assert canvas.layers().ink.crop((18, 36, 62, 44)).getextrema() == (0, 0)


def test_a_coloured_line_covers_ink():
    canvas = make_canvas(80, 80, WHITE)
    canvas.ink(SQUARE, BLACK)
    canvas.stroke([(0.2, 0.5), (0.8, 0.5)], (200, 0, 0), 0.2)

    assert canvas.finish().getpixel((40, 40)) == (200, 0, 0)


def test_what_falls_lies_over_all_and_under_no_style():
    canvas = make_canvas(80, 80, BLACK)
    canvas.streak([(0.5, 0.0), (0.5, 1.0)], 0.5, 0.1)
    canvas.fleck([*SQUARE[:2], (0.5, 0.6)])

    assert canvas.layers().colours.getcolors() == [(6400, BLACK)]
    assert canvas.layers().fall.getpixel((40, 70)) == 128


@pytest.mark.parametrize("at", [(0.5, 0.5), (0.0, 0.1), (1.2, 0.5)])
def test_a_glow_fades_outwards_and_ends(at):
    canvas = make_canvas(80, 80, BLACK)
    canvas.glow(at, 0.4, WHITE, 0.5)
    lights = [canvas.finish().getpixel((x, round(at[1] * 80)))[0] for x in range(80)]

    assert max(lights) < 130
    assert lights.index(max(lights)) == pytest.approx(min(79, at[0] * 80), abs=2)
    assert min(lights) == 0


def test_a_glow_out_of_sight_is_none():
    canvas = make_canvas(80, 80, BLACK)
    canvas.glow((3.0, 0.5), 0.4, WHITE, 0.5)

    assert canvas.finish().getcolors() == [(6400, BLACK)]


def test_what_falls_is_taken_away_before_a_shelter():
    wet, dry = make_canvas(80, 80, BLACK), make_canvas(80, 80, BLACK)
    for canvas in (wet, dry):
        canvas.streak([(0.5, 0.0), (0.5, 1.0)], 1.0, 0.1)
    dry.dry(SQUARE)
    dry.dry([])

    assert [canvas.layers().fall.getpixel((40, 10)) > 0 for canvas in (wet, dry)] == [True, True]
    assert [canvas.layers().fall.getpixel((40, 40)) > 0 for canvas in (wet, dry)] == [True, False]
