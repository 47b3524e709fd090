"""A head's colours and the hand that draws on it."""

from painting import painted
from sitting import sitter

from storyboard.canvas import mix
from storyboard.shapes import BLACK, WHITE


def test_colours_are_the_persons_own_in_steps():
    who = sitter(look="red hair")

    assert who.colour("hair") == who.lit(who.looks.hair)
    assert who.colour("hair-") == mix(who.colour("hair"), BLACK, 0.2)
    assert who.colour("hair+") == mix(who.colour("hair"), WHITE, 0.2)
    assert who.colour("brass") == who.lit((0xC5, 0x99, 0x3F))


def test_lines_and_forms_are_drawn():
    who = sitter()
    size = who.view.size
    who.line([(0.5, 0.5), (0.5 + size, 0.5)])
    left, _, right, _ = painted(who.brush)
    who.forms([[(0.5, 0.5), (0.5 + size, 0.5), (0.5, 0.5 + size)]], "skin")

    assert right - left > 20
    assert painted(who.brush)[3] > 40


def test_a_beard_has_its_own_colour():
    who = sitter(look="brown hair and a red beard", gender="male")

    assert who.colour("beard") != who.colour("hair")
