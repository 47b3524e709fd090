"""What kind of garment a text names, and which of two is meant."""

import pytest

from reading.garment_kinds import (
    find_lasting,
    is_for_duty,
    is_for_night,
    is_light,
    is_occasion,
    is_one_of,
    is_same_garment,
    is_undress,
    stays_on,
)


@pytest.mark.parametrize(
    ("text", "lasting"),
    [
        ("wet coat", "coat"),
        ("torn muddy green coat", "green coat"),
        ("green coat", "green coat"),
        ("wet", "wet"),
    ],
)
def test_dirt_and_rain_last_an_hour(text, lasting):
    assert find_lasting(text) == lasting


@pytest.mark.parametrize(
    ("worn", "off", "expected"),
    [
        pytest.param("grey cardigan", "green coat", True, id="a cardigan under a coat"),
        pytest.param("cardigan", "cardigan", False, id="the cardigan itself"),
        pytest.param("waistcoat", "cardigan", False, id="two that are worn under a coat"),
        pytest.param("jacket", "coat", False, id="a jacket comes off"),
        pytest.param("cardigan", "", False, id="nothing is taken off"),
        pytest.param("", "coat", False, id="nothing is worn"),
    ],
)
def test_a_cardigan_stays_on(worn, off, expected):
    assert stays_on(worn, off) == expected


@pytest.mark.parametrize(
    ("test", "fitting", "others"),
    [
        pytest.param(
            is_undress, ["towel", "white vest and shorts"], ["", "white shirt", "towelling robe"], id="undress"
        ),
        pytest.param(is_for_duty, ["school shirt", "red apron"], ["", "shirt", "schoolish hat"], id="duty"),
        pytest.param(
            is_for_night, ["silk pyjamas", "striped pyjama trousers"], ["", "trousers", "wedding dress"], id="night"
        ),
        pytest.param(is_occasion, ["wedding dress", "silk pyjamas"], ["", "red dress", "pyjamas coat"], id="occasion"),
        pytest.param(is_light, ["red gloves", "boots"], ["coat", "boots coat"], id="light"),
    ],
)
def test_garments_are_of_kinds(test, fitting, others):
    assert [text for text in (*fitting, *others) if test(text)] == fitting


@pytest.mark.parametrize(
    ("text", "expected"),
    [("red top hat", True), ("cap", True), ("hat", False), ("cap coat", False), ("", False)],
)
def test_a_kind_is_told_by_the_last_word_or_two(text, expected):
    assert is_one_of(text, {"top hat", "cap"}) == expected


@pytest.mark.parametrize(
    ("known", "text", "expected"),
    [
        pytest.param("green raincoat", "coat", True, id="less is said of it"),
        pytest.param("green coat", "green coat", True, id="the same words"),
        pytest.param("long coat", "long coat", True, id="the same words, without a colour"),
        pytest.param("green raincoat", "green coat", True, id="the same colour"),
        pytest.param("green coat", "red coat", False, id="another colour"),
        pytest.param("coat", "green coat", False, id="a colour that nobody told"),
        pytest.param("coat", "long coat", False, id="more is said"),
        pytest.param("raincoat", "long coat", False, id="another word with an adjective"),
        pytest.param("green coat", "raincoat", False, id="a raincoat is no word for a coat"),
        pytest.param("green coat", "hat", False, id="another kind"),
    ],
)
def test_knows_a_garment_again(known, text, expected):
    assert is_same_garment(known, text) == expected
