"""What arms, legs and held things cover on the panel."""

import itertools

import pytest

from storyboard.camera import Camera
from storyboard.casting import Actor
from storyboard.crossing import bars_of, covers, spans_between
from storyboard.crowding import COVERED, LOST, cover_of, crossed_share
from storyboard.deeds import poses
from storyboard.layout import lay_out
from storyboard.people import read_looks
from storyboard.shapes import Spot

CAMERA = Camera(0.0, 1.5, 0.0, 1.0, 0.4, 1.75)
WHO = {"key": "k", "gender": "male", "age": "", "look": "", "outfit": ""}


def actor(pose="standing", prop="", look="", z=4.0):
    return Actor(read_looks({**WHO, "look": look}), poses()[pose], Spot(0, 0, z), prop)


@pytest.mark.parametrize(
    ("prop", "look", "count", "why"),
    [("", "", 8, "two pieces of each limb"), ("sword", "", 9, "the blade as well"), ("", "a dog", 0, "an animal")],
)
def test_how_many_bars(prop, look, count, why):
    assert len(bars_of(actor(prop=prop, look=look), CAMERA)) == count, why


@pytest.mark.parametrize(
    ("bar", "band", "span", "why"),
    [
        (((0.2, 0.2), (0.6, 0.6), 0.0), (0.0, 1.0), (0.2, 0.6), "all of it"),
        (((0.2, 0.2), (0.6, 0.6), 0.0), (0.3, 0.4), (0.3, 0.4), "a slanted one, between two heights"),
        (((0.2, 0.5), (0.6, 0.5), 0.1), (0.4, 0.6), (0.1, 0.7), "a level one"),
        (((0.2, 0.2), (0.6, 0.2), 0.05), (0.4, 0.6), None, "above"),
    ],
)
def test_what_a_bar_covers_between_two_heights(bar, band, span, why):
    found = spans_between([bar], band, 1.0)

    assert found[0] == pytest.approx(span) if found else span is None, why


@pytest.mark.parametrize(
    ("point", "inside"), [((0.5, 0.5), True), ((0.5, 0.58), True), ((0.5, 0.62), False), ((0.75, 0.5), False)]
)
def test_which_points_a_bar_covers(point, inside):
    assert covers(((0.3, 0.5), (0.6, 0.5), 0.1), point) is inside


@pytest.mark.slow
@pytest.mark.parametrize("place", ["park", "kitchen", "street", "church", "office"])
@pytest.mark.parametrize("action", ["walking", "running", "pointing", "fighting", "holding out a sword", "cheering"])
def test_no_arm_and_no_blade_is_before_the_face_of_somebody_without_a_name(place, action):
    for count, crowd in itertools.product((1, 3, 5), ("two boys", "three men", "a crowd")):
        people = [{**WHO, "key": f"k{n}", "presence": "present" if n else "lead"} for n in range(count)]
        laid = lay_out({"people": people, "place": place, "action": action, "background": [crowd]}, 1.75, 1)
        assert laid.extras or count == 5, (count, crowd)
        drawn = sorted(laid.people, key=lambda one: -one.spot.z)
        for extra in laid.extras:
            nearer = [cover_of(one, laid.staging.camera) for one in drawn[drawn.index(extra) + 1 :]]
            crossed, lost = crossed_share(extra, nearer, laid.staging.camera)
            assert crossed <= COVERED, (count, crowd)
            assert lost <= LOST, (count, crowd)
