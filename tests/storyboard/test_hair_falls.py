"""Long hair, tails, plaits, knots."""

import pytest
from painting import painted
from sitting import sitter

from storyboard.hair import hair_row, shell_of
from storyboard.hair_falls import curtain_forms, draw_curtain, draw_tail, lock_edges, lock_forms, tail_facing, tails_of


def shell(name, curl=""):
    return shell_of("hair", name, curl, covered=False)


def test_long_hair_hangs_behind_and_before_the_shoulders():
    who = sitter(90)
    hair = shell("long")
    low = max(y for form in [*curtain_forms(who, hair), *lock_forms(who, hair)] for _, y in form)

    assert low > who.view.at(0, -0.9, 0)[1]
    assert lock_edges(who.view, hair, 1) is not None
    assert lock_edges(sitter(0).view, hair, -1) is None, "the far side of a profile is hidden"


def test_a_bun_lies_behind_the_head():
    (bun,) = tails_of(hair_row("bun"))

    assert tail_facing(sitter(90).view, bun) < -0.5
    assert tail_facing(sitter(-90).view, bun) > 0.5


@pytest.mark.parametrize("name", ["bun", "ponytail", "braid"])
def test_tails_can_be_drawn(name):
    who = sitter(-64)
    for tail in tails_of(hair_row(name)):
        draw_tail(who, tail)

    assert painted(who.brush)


@pytest.mark.parametrize("curl", ["", "curls"])
def test_what_hangs_behind_can_be_drawn(curl):
    who = sitter(90)
    draw_curtain(who, shell("long", curl))

    assert painted(who.brush)


def test_a_lock_begins_beside_the_cheek_and_hangs_clear_of_the_throat():
    view, hair = sitter(32).view, shell("long")
    inner, outer = lock_edges(view, hair, 1)

    assert inner[2][0] > inner[0][0], "towards the face, so that no corner of the cheek stays bare"
    assert inner[-1][0] < view.at(0.3, -0.5, 0)[0], "not before the throat"
    assert all(a[0] > b[0] for a, b in zip(inner, outer, strict=True))
