"""Arms, hands and what they hold."""

from painting import brush, pixels

from storyboard.arms import hand_of, sleeve_row
from storyboard.clothes import attire_of
from storyboard.deeds import poses
from storyboard.dressed import DressedBody
from storyboard.figures import draw_figure
from storyboard.limbs import Easel
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.skeleton import make_skeleton

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
