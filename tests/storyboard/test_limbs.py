"""Limbs, hands and creases."""

import pytest
from painting import brush, painted, pixels

from storyboard.artwork import read_table
from storyboard.limbs import (
    Easel,
    along,
    balls_of,
    bar,
    chains,
    crease,
    disc,
    draw_hand,
    draw_limbs,
    hand_bars,
    limb_forms,
    lined_part,
    make_hand,
    shade_strip,
    shaded,
)
from storyboard.shapes import Spot

HERE = Spot(0, 0, 4.0)
SKIN = (224, 172, 140)
HANDS = read_table("hands")["hand"]


def easel():
    return Easel(brush(), HERE)


def hand(row="open", fingers=(0.2, 1.4, 0), thumb=(0, 1.6, 0)):
    here = easel()
    return here, make_hand(here, (0, 1.4, 0), fingers, thumb, row, 0.18)


def test_a_limb_has_two_edges_as_far_apart_as_it_is_thick():
    left, right = chains([((0, 0), 0.1), ((1, 0), 0.2)])

    assert left == [(0.0, -0.1), (1.0, -0.2)]
    assert right == [(0.0, 0.1), (1.0, 0.2)]


@pytest.mark.parametrize(
    ("circles", "inside"),
    [
        ([((0, 0), 0.1), ((0, 1), 0.1)], (0.05, 0.5)),
        ([((0, 1), 0.1), ((0, 0), 0.1)], (0.05, 0.5)),
        ([((0, 0), 0.1), ((1, 0), 0.1)], (0.5, 0.05)),
        ([((1, 0), 0.1), ((0, 0), 0.1)], (0.5, 0.05)),
    ],
    ids=["down", "up", "right", "left"],
)
def test_the_shade_lies_to_the_right_and_below_whichever_way_a_limb_runs(circles, inside):
    strip = shade_strip(circles)
    across = [x for x, _ in strip] if inside[1] == 0.5 else [y for _, y in strip]

    assert min(across) > 0
    assert max(across) == pytest.approx(0.1)


def test_forms_are_closed_by_discs_and_bars():
    (whole,) = limb_forms([((0, 0), 0.1), ((1, 0), 0.1)])
    xs = [x for x, _ in whole]
    assert (min(xs), max(xs)) == pytest.approx((-0.1, 1.1), abs=0.002)
    assert len(limb_forms([((0, 0), 0.1), ((0.01, 0), 0.12)])) == 3, "one that points at the viewer"
    assert max(x for x, _ in disc((1, 1), 0.5)) == pytest.approx(1.5)
    xs = [x for x, _ in bar((0, 0), (1, 0), 0.1, 0.2)]
    assert (min(xs), max(xs)) == pytest.approx((-0.1, 1.2))


def test_what_lies_in_the_shade_is_darker():
    assert sum(shaded(SKIN)) < sum(SKIN)


def test_a_limb_is_drawn_with_its_shade():
    here = easel()
    draw_limbs(here, [balls_of([((0, 1.0, 0), 0.05), ((0, 1.8, 0), 0.05)], 1.7)], SKIN)
    colours = {colour for _, colour in here.brush.canvas.finish().getcolors(10_000)}

    assert here.tone(SKIN) in colours
    assert here.tone(shaded(SKIN)) in colours


@pytest.mark.parametrize("row", HANDS)
def test_every_hand_can_be_drawn_and_looks_like_no_other(row):
    here, made = hand(row)
    draw_hand(here, made, SKIN)
    draw_hand(here, made, SKIN, "over")
    drawn = pixels(here.brush)

    assert painted(here.brush)
    for other in HANDS:
        there, that = hand(other)
        draw_hand(there, that, SKIN)
        draw_hand(there, that, SKIN, "over")
        assert (pixels(there.brush) == drawn) == (other == row), other


@pytest.mark.parametrize("row", HANDS)
def test_the_bars_of_a_hand_lie_within_it(row):
    for x0, y0, r0, x1, y1, r1 in [*hand_bars(row, "under"), *hand_bars(row, "over")]:
        assert -0.25 <= min(x0 - r0, x1 - r1) <= max(x0 + r0, x1 + r1) <= 1.1
        assert max(abs(y0) + r0, abs(y1) + r1) < 0.6


def test_the_thumb_lies_on_the_side_that_is_asked_for():
    _, up = hand(thumb=(0, 1.6, 0))
    _, down = hand(thumb=(0, 1.2, 0))

    assert up.thumb[1] < 0 < down.thumb[1], "panel heights point down"


def test_a_hand_that_points_at_the_viewer_keeps_some_length():
    _, made = hand(fingers=(0.0, 1.4, -0.2))

    assert made.size > 0
    assert (made.ahead[0] ** 2 + made.ahead[1] ** 2) ** 0.5 >= 0.44 * made.size


def test_an_unknown_hand_rests():
    assert hand_bars("nothing", "under") == hand_bars("rest", "under")


@pytest.mark.parametrize(("end", "creased"), [((0.3, 1.4, 0), True), ((0, 1.1, 0), False)], ids=["bent", "straight"])
def test_only_a_bent_joint_is_creased(end, creased):
    here = easel()
    crease(here, (0, 1.7, 0), (0, 1.4, 0), end, 0.08)

    assert (painted(here.brush) is not None) is creased


@pytest.mark.parametrize(("share", "place"), [(0, (0, 0, 0)), (0.25, (0, 1, 0)), (0.5, (0, 2, 0)), (1, (2, 2, 0))])
def test_a_share_of_a_limb(share, place):
    assert along((0, 0, 0), (0, 2, 0), (2, 2, 0), share) == place


def test_who_is_far_away_has_few_details():
    near, far = (Easel(brush(), Spot(0, 0, z)) for z in (3.0, 30.0))

    assert far.small
    assert not near.small


@pytest.mark.parametrize(
    ("row", "part", "why"),
    [
        ("grip", "over", "the fingers close over a handle"),
        ("bear", "under", "fingers below a book's cover do not show through it"),
        ("pinch", "under", "nor below a letter"),
        ("open", "under", "an empty hand is all below"),
    ],
)
def test_which_fingers_are_parted(row, part, why):
    assert lined_part(row) == part, why
