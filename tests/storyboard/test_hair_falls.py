"""Long hair, tails, plaits, knots."""

import pytest
from painting import painted
from sitting import sitter

from storyboard.hair import hair_row, shell_of
from storyboard.hair_falls import curtain_forms, draw_curtain, draw_tail, lock_edges, lock_forms, tail_facing, tails_of
from storyboard.sitters import Sitter


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


@pytest.mark.parametrize("heading", [-90, -64, -30])
def test_a_loose_tail_has_a_round_root(heading, monkeypatch):
    drawn, who = [], sitter(heading)
    monkeypatch.setattr(Sitter, "forms", lambda _, forms, *__: drawn.extend(forms))
    (tail,) = tails_of(hair_row("ponytail"))
    draw_tail(who, tail)
    _, *roots = drawn

    assert len(roots) == 2
    for root in roots:
        wide, high = (max(axis) - min(axis) for axis in zip(*root, strict=True))
        assert wide == pytest.approx(high, rel=0.1)
        assert wide > tail["radius"] * who.view.size


@pytest.mark.parametrize("curl", ["", "curls"])
def test_what_hangs_behind_can_be_drawn(curl):
    who = sitter(90)
    draw_curtain(who, shell("long", curl))

    assert painted(who.brush)


@pytest.mark.parametrize(
    ("heading", "side"), [(32, 1), (60, 1), (60, -1), (90, 1), (90, -1), (110, 1), (110, -1)], ids=str
)
def test_a_lock_hangs_beside_the_throat_and_has_some_width(heading, side):
    view, hair = sitter(heading).view, shell("long")
    throat = view.at(0.1, -0.6, 0.0)[0]
    inner, outer = lock_edges(view, hair, side)

    for a, b in zip(inner[:-1], outer[:-1], strict=True):
        assert abs(a[0] - b[0]) > 0.04 * view.size
        assert (a[0] < throat) == (b[0] < throat), "it does not cross the throat"
