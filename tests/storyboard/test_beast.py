"""The frame of an animal."""

import pytest
from painting import brush, painted

from storyboard.artwork import read_table
from storyboard.beast import Beast, ahead, find_beast, height_of, paint, reach_of_beast
from storyboard.limbs import Easel
from storyboard.shapes import Spot

BEASTS = read_table("beasts")["beast"]
KEYS = {"words", "body", "neck", "head", "legs", "tail", "colour", "ears", "has"}
PARTS = {"horns", "antlers", "mane", "tusks", "trunk", "wings", "fins", "beak", "comb", "hump", "shell", "two"}


def beast(name, gait="standing"):
    return Beast(Easel(brush(), Spot(0, 0, 4.0)), BEASTS[name], (90, 90, 90), gait)


@pytest.mark.parametrize("name", BEASTS)
def test_a_row_is_whole(name):
    row = BEASTS[name]
    length, height, chest, loin = row["body"]

    assert set(row) == KEYS
    assert set(row["has"].split()) <= PARTS
    assert 0 < max(chest, loin) < length + height
    assert len(row["legs"]) in (0, 3)
    assert not row["legs"] or height > chest, "the chest is above the ground"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("old sheepdog", "dog"),
        ("two wolves", "wolf"),
        ("brown horse", "horse"),
        ("herring gull", "bird"),
        ("lioness", "tiger"),
        ("billy goat", "goat"),
        ("a woman in a red coat", ""),
        ("guards", ""),
    ],
)
def test_a_phrase_names_its_beast(text, name):
    assert find_beast(text) == name


@pytest.mark.parametrize(
    ("smaller", "larger"), [("cat", "dog"), ("dog", "horse"), ("horse", "elephant"), ("rat", "cat")]
)
def test_beasts_are_as_high_as_they_are_in_life(smaller, larger):
    assert height_of(smaller) < height_of(larger)


@pytest.mark.parametrize("name", BEASTS)
def test_the_head_is_ahead_and_the_rump_behind(name):
    made = beast(name)

    assert made.nose[0] > made.shoulder[0] > 0 > made.rump[0]


def test_who_lies_is_lower():
    assert beast("dog", "lying").shoulder[1] < beast("dog").shoulder[1]
    assert beast("snake", "lying").shoulder == beast("snake").shoulder


def test_places_and_parts():
    assert ahead((0, 1, 2), 1, 90) == pytest.approx((0, 2, 2))
    assert beast("deer").has("antlers")
    assert not beast("deer").has("mane")


def test_an_outline_is_painted():
    made = beast("cat")
    paint(made, [(0, 0, 0), (0.5, 0, 0), (0.5, 0.5, 0)], (90, 20, 20))

    assert painted(made.easel.brush)


def test_a_horse_reaches_farther_than_a_cat():
    assert reach_of_beast("horse") > 2 * reach_of_beast("cat") > 0
