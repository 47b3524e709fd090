"""How clothes close at the neck."""

import pytest
from painting import brush, painted, pixels

from storyboard.artwork import read_table
from storyboard.clothes import attire_of, draw_trunk
from storyboard.collars import COLLARS, OPEN, draw_apron, draw_collar, hem_over_skirt
from storyboard.deeds import poses
from storyboard.limbs import Easel
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.skeleton import make_skeleton
from storyboard.trunk import Trunk

POSES = poses()
BY_NECK = {}
for _row in read_table("garments")["garment"].values():
    BY_NECK.setdefault(_row.get("neck", ""), _row["words"].split()[0].replace("_", " "))


def closed(outfit, heading=90, *, collar=True, apron=False):
    who = read_looks({"key": "k", "gender": "male", "age": "", "look": "", "outfit": outfit})
    easel, worn = Easel(brush(), Spot(0, 0, 3.0)), attire_of(who)
    trunk = Trunk(make_skeleton(who, POSES["standing"], heading), who)
    if not apron:
        draw_trunk(easel, worn, trunk, hangs=True)
    if collar:
        draw_collar(easel, worn, trunk)
    if apron:
        draw_apron(easel, worn, trunk)
    return easel.brush


@pytest.mark.parametrize("neck", [*COLLARS, *OPEN, "crew"])
def test_every_neck_is_some_garments_and_shows_from_the_front(neck):
    outfit = BY_NECK[neck]

    assert pixels(closed(outfit)) != pixels(closed(outfit, collar=False))


@pytest.mark.parametrize("neck", [*COLLARS, *OPEN, "crew"])
@pytest.mark.parametrize("heading", [-90, -30, 0, 120])
def test_every_neck_can_be_drawn_from_every_side(neck, heading):
    assert painted(closed(BY_NECK[neck], heading))


@pytest.mark.parametrize("extra", ["red tie", "red scarf"])
def test_a_tie_and_a_scarf_show(extra):
    assert pixels(closed(f"shirt, {extra}")) != pixels(closed("shirt"))


@pytest.mark.parametrize("heading", [-60, 0, 30, 55, 62, 75, 90])
def test_within_a_scarf_neither_neck_nor_collar_is_seen(heading):
    used = closed("white shirt, red scarf", heading)
    who = read_looks({"key": "k", "gender": "male", "age": "", "look": "", "outfit": ""})
    chest, picture = make_skeleton(who, POSES["standing"], heading).chest, used.canvas.finish()
    for aside in (-0.03, 0.0, 0.03):
        place = Spot(0, 0, 3.0).place(*chest.at(0.0, 0.01 * who.stature, aside))
        red, green, _ = picture.getpixel(tuple(round(number * picture.height) for number in used.camera.project(place)))
        assert red > 1.6 * green or red < 60, "the scarf, or its line"


def test_a_tie_does_not_show_from_behind():
    assert pixels(closed("shirt, red tie", -90)) == pixels(closed("shirt", -90))


@pytest.mark.parametrize(
    ("outfit", "heading", "shows"),
    [("shirt, apron", 90, True), ("shirt, apron", 10, True), ("shirt, apron", -90, False), ("shirt", 90, False)],
)
def test_an_apron_shows_in_front(outfit, heading, shows):
    assert (painted(closed(outfit, heading, collar=False, apron=True)) is not None) is shows


@pytest.mark.parametrize("outfit", ["t-shirt", "v-neck sweater"])
def test_an_open_neck_is_closed_behind(outfit):
    assert pixels(closed(outfit, -90)) != pixels(closed(outfit, -90, collar=False)), (
        "cloth lies over the base of the neck"
    )


@pytest.mark.parametrize(
    ("outfit", "pose", "round_skirt", "why"),
    [
        ("long skirt, apron", "standing", True, "over a skirt that hangs"),
        ("trousers, apron", "standing", False, "over trousers it hangs between the legs"),
        ("long skirt, apron", "sitting", False, "in a lap it lies on the thighs"),
    ],
)
@pytest.mark.parametrize("heading", [0, 45, 90])
def test_an_apron_lies_around_the_front_of_a_skirt(outfit, pose, round_skirt, why, heading):
    who = read_looks({"key": "k", "gender": "female", "age": "", "look": "", "outfit": outfit})
    trunk = Trunk(make_skeleton(who, POSES[pose], heading), who)
    hem = hem_over_skirt(attire_of(who), trunk)

    assert bool(hem) == round_skirt, why
    if hem:
        xs = [x for x, _, _ in hem]
        assert max(xs) - min(xs) > 0.1, "it is no strip"
        assert max(y for _, y, _ in hem) < trunk.skeleton.pelvis.origin[1]
