"""Arms, hands and what they hold."""

from painting import brush, pixels

from storyboard.arms import sleeve_row
from storyboard.clothes import attire_of
from storyboard.deeds import poses
from storyboard.figures import draw_figure
from storyboard.people import read_looks
from storyboard.shapes import Spot

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
