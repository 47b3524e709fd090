"""Hats, helmets and crowns."""

import pytest
from painting import painted
from sitting import sitter

from storyboard.artwork import read_table
from storyboard.headgear import CROWN, crown_of, disc, draw_headgear, draw_peak, gear_row, rounded

GEAR = read_table("heads")["headgear"]
HATS = [name for name, row in GEAR.items() if "shapes" in row]


@pytest.mark.parametrize("name", HATS)
def test_every_hat_can_be_drawn_from_every_side(name):
    for heading in (-90, 0, 32):
        who = sitter(heading)
        draw_headgear(who, gear_row(name))
        assert bool(painted(who.brush)) != (heading < 0 and gear_row(name).get("throat", False)), heading


def test_nobody_wears_an_unknown_hat():
    assert gear_row("") == {}


def test_a_peak_is_not_seen_from_behind():
    who = sitter(-90)
    draw_peak(who, "hat", [0.25, 0.3])

    assert painted(who.brush) is None


def test_a_disc_lies_around_the_head():
    view = sitter(90).view
    across = [x for x, _ in disc(view, 0.2, 0.5, -0.5, 0.5)]

    assert max(across) - min(across) == pytest.approx(view.size, rel=0.1)


def test_solids_are_rounded_where_they_have_three_rings():
    drum = [[0, 1, -1, 1], [1, 1, -1, 1]]

    assert len(rounded(drum)) == 2
    assert len(rounded([*drum, [2, 0, 0, 0]])) > 5


@pytest.mark.parametrize(
    ("name", "higher", "why"),
    [
        ("top_hat", True, "a tall hat"),
        ("crown", True, "its tips stand up"),
        ("space_helmet", True, "a globe is larger than the head"),
        ("", False, "hair"),
        ("veil", False, "cloth lies on the hair"),
    ],
)
def test_a_hat_makes_a_head_higher(name, higher, why):
    assert (crown_of(name) > CROWN + 0.02) == higher, why


@pytest.mark.parametrize("name", [name for name, row in GEAR.items() if "line" in row])
def test_no_opening_reaches_below_the_chin(name):
    """The skin in it would hang from the chin as a thorn."""
    numbers = [float(number) for number in GEAR[name]["line"].split()]

    assert min(numbers[1::2]) >= -0.5
