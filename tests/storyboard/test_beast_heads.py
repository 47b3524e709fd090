"""What tells one kind of animal from another."""

import pytest
from painting import brush, painted, pixels

from storyboard.artwork import read_table
from storyboard.beast import Beast
from storyboard.beast_heads import EARS, draw_extras, draw_head
from storyboard.limbs import Easel
from storyboard.shapes import Spot

BEASTS = read_table("beasts")["beast"]


def beast(name, **changes):
    here = Spot(-BEASTS[name]["body"][0] / 2, 1.5 - BEASTS[name]["body"][1], 4.0)  # the head before the lens
    return Beast(Easel(brush(), here), {**BEASTS[name], **changes}, (140, 120, 90), "standing")


def drawn(made, draw):
    draw(made)
    return pixels(made.easel.brush)


@pytest.mark.parametrize("name", BEASTS)
def test_every_head_is_drawn(name):
    made = beast(name)
    draw_head(made)

    assert painted(made.easel.brush)


@pytest.mark.parametrize("ears", [name for name in EARS if name != "none"])
def test_ears_show(ears):
    assert drawn(beast("wolf", ears=ears), draw_head) != drawn(beast("wolf", ears="none"), draw_head)


@pytest.mark.parametrize("part", ["horns", "antlers", "mane", "tusks", "trunk", "comb", "fins"])
def test_what_it_has_shows(part):
    with_part, without = beast("cow", has=part), beast("cow", has="")

    assert drawn(with_part, draw_extras) != drawn(without, draw_extras)


def test_who_has_nothing_has_nothing_drawn():
    made = beast("dog")
    draw_extras(made)

    assert painted(made.easel.brush) is None
