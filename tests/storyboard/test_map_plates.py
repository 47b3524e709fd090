"""A plate marks what covers, with the number it was given, and nothing else."""

import pytest

from storyboard.canvas import Ink
from storyboard.map_plates import make_plate

SQUARE = [(0.0, 0.0), (0.5, 0.0), (0.5, 0.5), (0.0, 0.5)]
RED = (200, 0, 0)


def marked(plate):
    return {number for _, number in plate.image.getcolors()}


@pytest.mark.parametrize(
    ("paint", "numbers", "why"),
    [
        (lambda plate: plate.fill(SQUARE, RED), {0, 7}, "a colour"),
        (lambda plate: plate.fill(SQUARE, Ink(RED, 0.2)), {0, 7}, "a line that the distance fades"),
        (lambda plate: plate.stroke(SQUARE, RED, 0.05), {0, 7}, "a stroke"),
        (lambda plate: plate.outline(SQUARE, RED, 0.05), {0, 7}, "an edge"),
        (lambda plate: plate.fill(SQUARE, RED, 90), {0}, "glass and shadow let the ground show"),
        (lambda plate: plate.fill(SQUARE[:2], RED), {0}, "two corners are no polygon"),
        (lambda plate: plate.glow((0.5, 0.5), 0.4, RED, 1.0), {0}, "light"),
        (lambda plate: plate.streak(SQUARE, 1.0, 0.05), {0}, "rain"),
        (lambda plate: plate.fleck(SQUARE), {0}, "snow"),
    ],
)
def test_what_marks_a_plate(paint, numbers, why):
    plate = make_plate(40, 20).marking(7)
    paint(plate)

    assert marked(plate) == numbers, why


def test_the_last_that_covers_counts():
    plate = make_plate(40, 20)
    plate.marking(7).fill(SQUARE, RED)
    plate.marking(3).fill(SQUARE, RED)
    plate.marking(0).fill([(0.0, 0.0), (0.2, 0.0), (0.2, 0.2)], RED)

    assert marked(plate) == {0, 3}
