"""Arms, hands and what they hold."""

import pytest
from painting import brush, pixels

from storyboard.arms import bares_neck, hand_of, sleeve_row
from storyboard.artwork import read_table
from storyboard.casting import grip
from storyboard.clothes import attire_of
from storyboard.deeds import poses
from storyboard.dressed import DressedBody
from storyboard.figures import draw_figure, drawn_skeleton
from storyboard.limbs import Easel
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.skeleton import make_skeleton
from storyboard.space import project

STANDING = poses()["standing"]


def looks(**changes):
    return read_looks({"key": "k", "gender": "female", "age": "", "look": "", "outfit": "green coat", **changes})


def figure(pose=STANDING, prop="", **changes):
    used = brush()
    draw_figure(used, looks(**changes), pose, Spot(0, 0, 4.0), prop)
    return used


def test_a_short_sleeve_leaves_the_forearm_bare():
    worn = attire_of(looks(outfit="t-shirt"))
    shoulder, elbow, wrist = (0, 2, 0), (0, 1, 0), (0, 0, 0)
    upper = [(shoulder, 0.03), (elbow, 0.03), (elbow, 0.03)]
    fore = [(elbow, 0.03), (wrist, 0.02), (wrist, 0.02)]

    assert sleeve_row(upper, (shoulder, elbow, wrist), worn)[-1][0][1] > 1.3, "it ends above the elbow"
    assert sleeve_row(fore, (shoulder, elbow, wrist), worn) == []


def test_a_thing_is_held_in_the_hand():
    assert pixels(figure(prop="cup")) != pixels(figure())


def row_of(pose, side=0, prop=""):
    used = brush()
    who, own = looks(), poses()[pose]
    body = DressedBody(Easel(used, Spot(0, 0, 4.0)), who, own, make_skeleton(who, own), attire_of(who), prop)
    return hand_of(body, side).row


def test_hands_that_meet_are_folded():
    assert row_of("clasped") == row_of("clasped", 1) == "fold"
    assert row_of("standing") == "rest"


def test_hands_on_the_hips_have_a_shape_of_their_own():
    assert row_of("akimbo") == row_of("akimbo", 1) == "hip"


TWO_HANDED = ("crate", "broom", "infant")


@pytest.mark.slow
@pytest.mark.parametrize("pose", [name for name in poses() if "empty" not in poses()[name]][::4])
@pytest.mark.parametrize("prop", ["", "cup", *TWO_HANDED[:2]])
def test_everybody_has_two_hands_each_at_the_end_of_its_arm(pose, prop, monkeypatch):
    drawn = []
    keep = lambda _easel, hand, _colour, part="under": drawn.append((part, hand.wrist))  # noqa: E731 (a recorder)
    monkeypatch.setattr("storyboard.arms.draw_hand", keep)
    row = grip(poses()[pose], prop)
    used, who = brush(), looks()
    draw_figure(used, who, row, Spot(0, 0, 4.0), prop)
    ends = project(used, Spot(0, 0, 4.0), drawn_skeleton(who, row, prop).wrists)

    assert sorted(wrist for part, wrist in drawn if part == "under") == sorted(ends)
    assert {wrist for part, wrist in drawn if part == "over"} <= set(ends)


@pytest.mark.parametrize("prop", TWO_HANDED)
def test_the_fingers_of_the_hands_that_are_seen_close_over_what_both_hold(prop, monkeypatch):
    drawn = []
    monkeypatch.setattr("storyboard.arms.draw_prop", lambda _figure: drawn.append("thing"))
    monkeypatch.setattr("storyboard.arms.draw_hand", lambda _e, _h, _c, part="under": drawn.append(part))
    figure(pose={**poses()["carrying"], "holds": "both"}, prop=prop)

    seen = 1 if "hides" in read_table("things")["thing"][prop] else 2
    assert drawn[drawn.index("thing") :] == ["thing", *["over"] * seen]
    assert drawn.count("thing") == 1


def test_what_hangs_over_a_shoulder_is_drawn_behind_who_carries_it(monkeypatch):
    drawn = []
    monkeypatch.setattr("storyboard.figures.draw_prop", lambda _figure: drawn.append("thing"))
    monkeypatch.setattr("storyboard.figures.draw_arms", lambda *_: drawn.append("arms"))
    figure(pose=poses()["shouldering"], prop="sack")

    assert drawn[0] == "thing"


def test_only_who_pours_lets_it_run(monkeypatch):
    runs = []
    monkeypatch.setattr("storyboard.canvas.Canvas.stroke", lambda _canvas, _ends, colour, _width: runs.append(colour))
    for pose in ("standing", "pouring"):
        figure(pose=poses()[pose], prop="jug")
    water = brush().colour("water", Easel(brush(), Spot(0, 0, 4.0)).distance)

    assert runs.count(water) == 1


@pytest.mark.parametrize(
    ("turn", "side", "bare", "why"),
    [
        (30, 1, True, "the farther shoulder is seen over the opening of a shirt"),
        (55, 0, False, "the nearer one is beside it"),
        (85, 1, False, "from before, both are"),
        (-30, 1, False, "a back has no opening"),
    ],
)
def test_no_seam_is_sewn_over_a_bare_neck_or_lapels(turn, side, bare, why):
    assert bares_neck(make_skeleton(looks(), {**poses()["standing"], "turn": turn}), side) == bare, why
