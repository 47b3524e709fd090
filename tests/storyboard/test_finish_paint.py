"""Finishes of paint and paper."""

import pytest
from painting import BLUE, RED, two_colours

from storyboard.finish_paint import blotch, edges, gaps, grain, margin, soften, strokes, wax, wobble

PAPER = "#fbf8f0"
BARE = (251, 248, 240)


@pytest.mark.parametrize(
    "finish",
    [
        lambda s: blotch(s, 0.4, 200),
        lambda s: grain(s, 0.4, 12),
        lambda s: strokes(s, 12, 0.3),
        lambda s: wax(s, 0.5, PAPER),
    ],
    ids=["blotch", "grain", "strokes", "wax"],
)
def test_a_flat_colour_comes_alive_and_stays_itself(finish):
    patch = finish(two_colours()).colours.crop((10, 10, 50, 70))
    colours = [colour for _, colour in patch.getcolors(5000)]

    assert len(colours) > 20
    assert all(red > blue for red, _, blue in colours)


def test_a_hand_that_trembles_moves_colours_and_lines():
    still, moved = two_colours(), wobble(two_colours(), 40, 100)

    assert moved.colours.tobytes() != still.colours.tobytes()
    assert moved.ink.tobytes() != still.ink.tobytes()


def test_colours_run_into_each_other():
    assert soften(two_colours(), 100).colours.getpixel((58, 40)) not in (RED, BLUE)


def test_pigment_gathers_at_the_edge():
    colours = edges(two_colours(), 0.5, 20).colours

    assert colours.getpixel((20, 40)) == RED
    assert sum(colours.getpixel((60, 40))) < sum(BLUE)


def test_paper_is_left_bare_only_between_colours():
    colours = gaps(two_colours(), 1.0, PAPER).colours

    assert colours.getpixel((20, 40)) == RED
    assert max(min(colours.getpixel((60, y))) for y in range(80)) > 220


def test_paint_ends_before_the_paper_and_takes_lines_along():
    sheet = margin(two_colours(), 40, 20, PAPER)

    assert sheet.colours.getpixel((0, 40)) == BARE
    assert sheet.colours.getpixel((30, 40)) == RED
    assert (sheet.ink.getpixel((60, 0)), sheet.ink.getpixel((60, 40))) == (0, 255)
    assert margin(two_colours(inset=True), 40, 20, PAPER).colours.getpixel((0, 40)) == RED
