"""Garments by cut: every row of the table is one that can be worn, from every side."""

import pytest
from painting import brush, painted, pixels
from sweeping import sweep

from storyboard.artwork import parse_rows, read_table
from storyboard.clothes import (
    LONG,
    attire_of,
    cut_of,
    draw_neck,
    draw_skirt,
    draw_trunk,
    levels_of,
    named,
    sleeve_colour,
)
from storyboard.collars import COLLARS, OPEN
from storyboard.deeds import poses
from storyboard.limbs import Easel, shaded
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.skeleton import make_skeleton
from storyboard.trunk import Trunk, make_skirt

GARMENTS = read_table("garments")["garment"]
POSES = poses()
WORN = {name: row for name, row in GARMENTS.items() if row["slot"] != "feet"}
SLOTS = {"over", "top", "whole", "lower", "feet"}
KEYS = {"words", "slot", "hem", "flare", "neck", "sleeve", "wide", "bulk", "boots", "legs", "colour", "details"}


def looks(outfit, gender="female"):
    return read_looks({"key": "k", "gender": gender, "age": "", "look": "", "outfit": outfit})


def dressed(outfit, heading=90, pose="standing", gender="female"):
    who = looks(outfit, gender)
    return Easel(brush(), Spot(0, 0, 4.0)), attire_of(who), Trunk(make_skeleton(who, POSES[pose], heading), who)


def clothe(outfit, heading=90, pose="standing"):
    easel, worn, trunk = dressed(outfit, heading, pose)
    draw_skirt(easel, worn, trunk, lap=pose != "standing")
    draw_trunk(easel, worn, trunk, hangs=pose == "standing")
    return easel


@pytest.mark.parametrize("name", GARMENTS)
def test_a_row_is_whole(name):
    row = GARMENTS[name]

    assert set(row) <= KEYS
    assert row["slot"] in SLOTS
    assert 0 <= row["hem"] <= 1
    assert row.get("neck", "crew") in {*COLLARS, *OPEN, "crew"}
    for kind, *rest in parse_rows(row.get("details", "")):
        numbers = [float(word) for word in rest[(kind != "line") :]]
        assert kind in {"line", "patch", "belt", "button"}
        assert len(numbers) == {"belt": 2, "button": 3}.get(kind, len(numbers) // 2 * 2)
        named(attire_of(looks("red coat")), rest[0] if kind != "line" else "self")


@pytest.mark.parametrize("name", sweep((name for name, row in WORN.items() if row["slot"] != "lower"), 3))
def test_its_first_word_puts_it_on_and_it_shows_from_every_side(name):
    word = GARMENTS[name]["words"].split()[0].replace("_", " ")
    who = looks(word)

    assert (who.over or who.top).cut == name
    for heading in (-90, 0, 90):
        assert painted(clothe(word, heading).brush)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("red dress", "red gown"),
        ("blue jacket", "blue coat"),
        ("grey suit", "grey uniform"),
        ("white shirt", "white t-shirt"),
        ("brown robe", "brown kimono"),
        ("white lab coat", "white nightgown"),
        ("green hoodie", "green jumper"),
    ],
)
def test_cuts_of_one_colour_are_told_apart(first, second):
    assert pixels(clothe(first).brush) != pixels(clothe(second).brush)


@pytest.mark.parametrize(
    ("outfit", "legs", "skirt", "sleeve", "why"),
    [
        ("jeans, shirt", True, False, 1.0, "trousers"),
        ("red skirt, blouse", False, True, 1.0, "bare legs under a skirt"),
        ("black gown", False, False, 0.0, "the gown hangs around the legs itself"),
        ("t-shirt, jeans", True, False, 0.3, "short sleeves"),
        ("long coat over a red dress", False, True, 1.0, "the dress shows below the coat"),
        ("waistcoat, white shirt, jeans", True, False, 1.0, "the shirt's sleeves"),
        ("shorts, shirt", False, True, 1.0, "shorts are short trousers around each leg"),
        ("swimsuit", False, False, 0.0, "bare"),
    ],
)
def test_what_an_outfit_covers(outfit, legs, skirt, sleeve, why):
    worn = attire_of(looks(outfit))

    assert (worn.legs is not None) is legs, why
    assert (worn.skirt is not None) is skirt, why
    assert worn.sleeve == pytest.approx(sleeve), why


def test_under_a_waistcoat_the_sleeves_are_the_shirts():
    worn = attire_of(looks("black waistcoat, white shirt"))

    assert sleeve_colour(worn) == worn.inner.colour != worn.outer.colour
    assert sleeve_colour(attire_of(looks("black coat"))) == attire_of(looks("black coat")).outer.colour


@pytest.mark.parametrize(
    ("outfit", "boots", "why"),
    [("jeans, boots", 0.55, "boots"), ("jeans, shoes", 0.0, "shoes"), ("spacesuit", 0.5, "they belong to the suit")],
)
def test_boots_reach_up_the_shin(outfit, boots, why):
    assert attire_of(looks(outfit)).boots == pytest.approx(boots), why


def test_a_suit_has_boots_of_its_own_colour():
    worn = attire_of(looks("spacesuit"))

    assert worn.shoes == worn.outer.colour


@pytest.mark.parametrize(
    ("name", "same"), [("self", True), ("self-", False), ("self++", False), ("white", False), ("#ff0000", False)]
)
def test_colours_of_the_details(name, same):
    worn = attire_of(looks("navy coat"))

    assert (named(worn, name) == worn.outer.colour) is same
    assert named(worn, "#ff0000") == (255, 0, 0)


def test_a_garment_that_no_word_names_has_a_cut_without_details():
    plain = looks("").top

    assert plain.cut == ""
    assert cut_of(plain) == {}


@pytest.mark.parametrize("pose", ["standing", "sitting", "running", "kneeling"])
@pytest.mark.parametrize("outfit", ["long coat", "ball gown", "red skirt"])
def test_what_hangs_is_drawn_in_every_posture(pose, outfit):
    assert painted(clothe(outfit, 32, pose).brush)


def test_a_skirt_is_wider_below():
    easel, _, trunk = dressed("red skirt")
    edges = levels_of(easel, make_skirt(trunk, 0.6, 1.5))

    assert edges[-1][1][0] - edges[-1][0][0] > edges[0][1][0] - edges[0][0][0]
    assert LONG < 0.3


def test_a_neck_is_drawn_between_head_and_trunk():
    easel, _, trunk = dressed("red skirt")
    draw_neck(easel, trunk.looks, trunk.skeleton)

    assert painted(easel.brush)


def test_a_lap_shows_its_knees_and_the_shade_below_them():
    easel, worn, trunk = dressed("blue dress", pose="sitting")
    draw_skirt(easel, worn, trunk, lap=True)
    tones = {colour for _, colour in easel.brush.canvas.finish().getcolors(10_000)}

    assert easel.tone(worn.outer.colour) in tones
    assert easel.tone(shaded(worn.outer.colour)) in tones
