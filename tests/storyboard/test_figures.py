"""A body of flat colours on the stage."""

import dataclasses

import pytest
from painting import brush, painted, pixels

from storyboard.artwork import read_table
from storyboard.figures import as_hex, draw_figure, limb_tones, own_colours
from storyboard.people import read_looks
from storyboard.shapes import Spot

POSES = read_table("poses")["pose"]
STANDING = POSES["standing"]
HERE = Spot(0, 0, 4.0)


def looks(**changes):
    return read_looks({"key": "k", "gender": "female", "age": "", "look": "", "outfit": "green coat", **changes})


def figure(pose=STANDING, spot=HERE, prop="", **changes):
    used = brush()
    draw_figure(used, looks(**changes), pose, spot, prop)
    return used


@pytest.mark.parametrize(
    "changes",
    [
        {"outfit": "red coat"},
        {"outfit": "green dress"},
        {"outfit": "green coat, scarf"},
        {"outfit": "green coat and hat"},
        {"look": "woman with glasses"},
        {"look": "man with a grey beard"},
        {"age": "boy of nine"},
        {"pose": POSES["running"]},
        {"pose": POSES["turned"]},
        {"prop": "umbrella"},
        {"spot": dataclasses.replace(HERE, flip=True)},
    ],
    ids=lambda changes: next(iter(changes)) + " " + str(next(iter(changes.values())))[:20],
)
def test_what_is_said_of_a_person_shows(changes):
    assert pixels(figure(**changes)) != pixels(figure())


def test_a_figure_stands_where_its_spot_is():
    left, _, right, _ = painted(figure(spot=dataclasses.replace(HERE, x=1.0)))

    assert left > 70
    assert right <= 140


def test_one_who_is_farther_away_is_smaller():
    def height(used):
        _, top, _, bottom = painted(used)
        return bottom - top

    assert height(figure(spot=Spot(0, 0, 9.0))) < 0.5 * height(figure())


def test_the_stated_coat_is_the_largest_colour():
    counted = figure().canvas.finish().crop((55, 25, 85, 60)).getcolors(10_000)
    _, most = max((count, colour) for count, colour in counted if colour != (255, 255, 255))

    assert most[1] > max(most[0], most[2]), "green"


def test_a_persons_own_colours_are_named_for_the_tables():
    who = looks(look="woman with red hair")
    names = own_colours(brush(colours={"wall": "plaster"}), who)

    assert names["hair"] == as_hex(who.hair)
    assert names["skin"] == as_hex(who.skin)
    assert names["wall"] == "plaster", "what the brush knows already stays"


def test_far_limbs_are_darker():
    assert sum(limb_tones((200, 100, 50), 1)) < sum(limb_tones((200, 100, 50), 0)) < 350


def test_hex():
    assert as_hex((0, 171, 255)) == "#00abff"
