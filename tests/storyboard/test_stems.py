"""Nothing shows its upper end beside somebody who hides its whole post."""

import pytest

from storyboard.backdrops import Thing
from storyboard.camera import make_camera
from storyboard.casting import Actor
from storyboard.deeds import poses
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.stems import floats, part_of, trunk_of, with_stems

CAMERA = make_camera("", 1.75, 0.0, 2.6, 1.7)
WHO = {"key": "k", "gender": "male", "age": "", "look": "", "outfit": ""}
PERSON = Actor(read_looks(WHO), poses()["standing"], Spot(0, 0, 4.0))
BODIES = [(4.0, trunk_of(PERSON, CAMERA))]


@pytest.mark.parametrize(
    ("name", "spot", "expected"),
    [
        pytest.param("floor_lamp", Spot(0.25, 0, 6), True, id="a shade at the shoulder, its post behind the legs"),
        pytest.param("floor_lamp", Spot(-0.25, 0, 6), True, id="at the other one"),
        pytest.param("floor_lamp", Spot(1.2, 0, 6), False, id="beside somebody"),
        pytest.param("floor_lamp", Spot(0.15, 0, 3), False, id="before somebody"),
        pytest.param("floor_lamp", Spot(0.45, 0, 6), False, id="the post is seen"),
        pytest.param("chair", Spot(0.1, 0, 6), False, id="a chair has no post"),
        pytest.param("bookcase", Spot(0.1, 0, 6), False, id="a bookcase is wide"),
    ],
)
def test_what_nothing_seems_to_hold(name, spot, expected):
    thing = Thing(name, spot)

    assert floats(thing, BODIES, CAMERA) is expected
    assert with_stems([thing], [PERSON], CAMERA) == ([] if expected else [thing])


def test_behind_an_animal_everything_stays():
    lamp = Thing("floor_lamp", Spot(0.25, 0, 6))
    dog = Actor(read_looks({**WHO, "look": "a dog"}), poses()["standing"], Spot(0, 0, 4.0))

    assert with_stems([lamp], [dog], CAMERA) == [lamp]
    assert with_stems([lamp], [], CAMERA) == [lamp]


def test_a_post_is_slimmer_than_its_shade():
    lamp = Thing("floor_lamp", Spot(0, 0, 6))
    post, top = part_of(lamp, (0.25, 0.6), CAMERA), part_of(lamp, (0.75, 1.0), CAMERA)

    assert top[0] < post[0] <= post[1] < top[1]
    assert part_of(Thing("nothing_of_the_kind", Spot(0, 0, 6)), (0.0, 1.0), CAMERA) is None
