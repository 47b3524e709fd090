"""A shoulder, a place and two lengths in, elbow and wrist out."""

import math

import pytest

from storyboard.reach import FOLDED, STRETCHED, reach

LENGTHS = (0.3, 0.25)
WHOLE = sum(LENGTHS)


@pytest.mark.parametrize(
    ("target", "distance", "why"),
    [
        ((0.3, -0.2, 0.1), math.dist((0, 0, 0), (0.3, -0.2, 0.1)), "what is within reach is reached"),
        ((3.0, 0.0, 0.0), STRETCHED * WHOLE, "what is too far is reached for"),
        ((0.05, 0.0, 0.0), FOLDED * WHOLE, "a hand is not in its own shoulder"),
        ((0.0, 0.0, 0.0), FOLDED * WHOLE, "nor is it exactly there"),
    ],
)
def test_the_hand_goes_to_the_place_or_towards_it(target, distance, why):
    elbow, wrist = reach((0.0, 0.0, 0.0), target, LENGTHS, (0.0, -0.3, 0.0))

    assert math.hypot(*wrist) == pytest.approx(distance), why
    assert (math.hypot(*elbow), math.dist(elbow, wrist)) == pytest.approx(LENGTHS), "no bone is stretched"


@pytest.mark.parametrize(("side", "sign"), [((0.0, -1.0, 0.0), -1), ((0.0, 1.0, 0.0), 1)])
def test_the_elbow_bends_to_the_side_that_it_was_on(side, sign):
    elbow, _ = reach((0.0, 0.0, 0.0), (0.4, 0.0, 0.0), LENGTHS, side)

    assert sign * elbow[1] > 0.05


def test_an_elbow_in_line_with_the_hand_hangs_down():
    elbow, _ = reach((0.0, 0.0, 0.0), (0.4, 0.0, 0.0), LENGTHS, (0.3, 0.0, 0.0))

    assert elbow[1] < -0.05
