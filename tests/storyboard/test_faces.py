"""Eyes, brows, mouths and noses."""

import itertools

import pytest
from painting import painted, pixels
from sitting import sitter

from storyboard.artwork import read_table
from storyboard.faces import draw_features, draw_nose, face_row, lid, nose_places

FACES = tuple(read_table("heads")["face"])
AGES = ("baby", "girl of four", "girl of nine", "15", "22", "35", "52", "80")


def drawn(name="calm", heading=32.0, **changes):
    who = sitter(heading, **changes)
    draw_features(who, name)
    return who.brush


@pytest.mark.parametrize("heading", [0, 30, 60, 90])
@pytest.mark.parametrize("name", FACES)
def test_every_face_can_be_drawn_from_every_side(name, heading):
    assert painted(drawn(name, heading)) is not None


@pytest.mark.parametrize("heading", [-90, -60])
@pytest.mark.parametrize("name", FACES)
def test_from_behind_nothing_of_a_face_is_seen(name, heading):
    assert painted(drawn(name, heading)) is None


@pytest.mark.parametrize("heading", [0, 32, 90])
def test_no_two_moods_are_alike(heading):
    seen = {name: pixels(drawn(name, heading)) for name in FACES}

    assert [pair for pair in itertools.combinations(FACES, 2) if seen[pair[0]] == seen[pair[1]]] == []


def test_no_two_ages_are_alike():
    assert len({pixels(drawn(age=age)) for age in AGES}) == len(AGES)


def test_an_unknown_face_is_calm():
    assert face_row("xyzzy") == face_row("calm")


def test_a_laughing_mouth_gapes_and_a_tense_one_does_not():
    assert face_row("laughing")["mouth"][3] > 0.08
    assert face_row("tense")["mouth"][3] == 0
    assert face_row("sad")["mouth"][1] < face_row("calm")["mouth"][1] < face_row("glad")["mouth"][1]


def test_a_lid_begins_and_ends_at_the_corners():
    places = lid(sitter(), 1, 0.05)

    assert places[0][1] == pytest.approx(places[-1][1], abs=0.02)
    assert places[3][1] > places[0][1] + 0.03


def test_the_nose_of_a_child_is_small():
    def reach(age):
        places = nose_places(sitter(age=age))
        return places[2][0] - places[4][0]

    assert reach("girl of nine") < reach("35") < reach("80")


def test_no_nose_is_drawn_from_behind():
    who = sitter(-60)
    draw_nose(who)

    assert painted(who.brush) is None


def test_who_weeps_has_tears():
    assert face_row("weeping")["tears"]
    assert pixels(drawn("weeping", 90)) != pixels(drawn("sad", 90))
