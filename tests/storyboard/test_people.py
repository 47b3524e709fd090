"""Words about a person in, the looks of a figure out."""

import dataclasses

import pytest

from storyboard.artwork import read_table
from storyboard.people import MOST_BACKGROUND, choose, count_people, garments, read_looks

RED, GREEN, BLACK = (0xA6, 0x49, 0x2A), (0x4F, 0x7F, 0x54), (0x2A, 0x25, 0x26)


def looks(look="", outfit="", age="", gender="female", key="k"):
    return read_looks({"key": key, "presence": "lead", "gender": gender, "age": age, "look": look, "outfit": outfit})


@pytest.mark.parametrize(
    ("look", "outfit", "field", "expected"),
    [
        ("woman with short red hair", "", "hair", RED),
        ("red-haired woman", "", "hair", RED),
        ("woman with blue eyes and black hair", "", "hair", BLACK),
        ("woman with long red hair", "", "hairstyle", "long"),
        ("woman with a long black braid", "", "hairstyle", "braid"),
        ("bald man", "", "hairstyle", "bald"),
        ("man with a grey beard", "", "beard", "beard"),
        ("boy of nine", "", "age", "child"),
        ("woman, 34", "", "age", "adult"),
        ("old woman", "", "age", "old"),
        ("tall stout man", "", "age", "adult"),
        ("woman with glasses", "", "extras", ("glasses",)),
        ("", "black hat", "headgear", "hat"),
        ("that man", "", "headgear", ""),
    ],
)
def test_looks_say_what_the_words_say(look, outfit, field, expected):
    assert getattr(looks(look, outfit), field) == expected


@pytest.mark.parametrize(
    ("outfit", "slot", "colour"),
    [
        ("green coat", "over", GREEN),
        ("long green woollen coat", "over", GREEN),
        ("red scarf and green coat", "over", GREEN),
        ("green dress", "top", GREEN),
        ("white shirt and green trousers", "lower", GREEN),
        ("coat of green wool", "over", GREEN),
        ("green wool coat", "over", GREEN),
        ("green leather jacket", "over", GREEN),
        ("coat of wool in green", "over", GREEN),
        ("red jumper and coat in green", "over", GREEN),
    ],
)
def test_clothes_have_their_colour(outfit, slot, colour):
    assert getattr(looks(outfit=outfit), slot).colour == colour


def test_a_dress_in_one_colour_does_not_dye_the_coat():
    figure = looks(outfit="green dress under a black coat")
    assert (figure.top.colour, figure.over.colour) == (GREEN, (0x35, 0x34, 0x3A))


def test_a_coat_without_a_colour_does_not_take_the_jumpers():
    figure = looks(outfit="green jumper and coat")
    assert figure.top.colour == GREEN
    assert figure.over.colour != GREEN


def test_boots_are_coloured_like_the_words_say():
    assert looks(outfit="red wellingtons").shoes == (0xB2, 0x3A, 0x34)
    assert looks(outfit="boots").shoes == looks(outfit="boots and coat").shoes


def test_the_same_person_looks_the_same_in_every_panel():
    assert looks(key="a") == looks(key="a")
    assert dataclasses.replace(looks(key="a", outfit="green coat"), over=None) != looks(key="a")
    assert looks(key="a", outfit="green coat").hair == looks(key="a").hair
    assert looks(key="a", outfit="green coat").skin == looks(key="a").skin


def test_unnamed_looks_vary_from_person_to_person():
    assert len({looks(key=str(number)).top.colour for number in range(30)}) > 4
    assert len({looks(key=str(number)).hair for number in range(30)}) > 3


@pytest.mark.parametrize(
    ("phrase", "count"),
    [
        ("two guards", 2),
        ("a guard", 1),
        ("a crowd", MOST_BACKGROUND),
        ("guards", 3),
        ("three soldiers", 3),
        ("soldiers", 6),
        ("a group of five men", 5),
        ("three hundred men", MOST_BACKGROUND),
        ("12 men", 12),
        ("900 men", MOST_BACKGROUND),
        ("", 1),
        ("nobody", 1),
    ],
)
def test_people_in_the_background_are_counted(phrase, count):
    assert count_people(phrase) == count


def test_what_is_chosen_is_the_same_for_the_same_key_and_question():
    options = [str(number) for number in range(100)]

    assert choose("k", "coat", options) == choose("k", "coat", options)
    assert len({choose("k", what, options) for what in ("coat", "hair", "skin", "shoes")}) > 1
    assert choose("k", "coat", ["only"]) == "only"


def test_a_scarf_has_its_own_colour_beside_glasses():
    assert looks("woman with glasses", outfit="green scarf").extra_colour == GREEN


def test_a_sandy_moustache_is_sandy():
    assert looks("man with a sandy moustache", gender="male").hair == (0xB9, 0x95, 0x5F)


@pytest.mark.parametrize(
    ("outfit", "same"),
    [("red tracksuit", True), ("grey suit", True), ("red jacket", False), ("red suit, blue jeans", False)],
)
def test_what_has_trousers_of_its_own_gives_them_its_colour(outfit, same):
    worn = read_looks({"key": "k", "gender": "male", "age": "", "look": "", "outfit": outfit})

    assert ((worn.over or worn.top).colour == worn.lower.colour) is same


@pytest.mark.parametrize(("who", "choices"), read_table("looks")["unstated"].items())
def test_what_is_worn_where_nothing_is_told_are_garments_of_the_table(who, choices):
    for outfit in choices:
        assert len(garments("k", outfit)) == outfit.count(",") + 1, who


def test_people_of_whom_nothing_is_told_do_not_all_wear_the_same():
    worn = {read_looks({"key": f"k{n}", "gender": "female"}).top.cut for n in range(20)}

    assert len(worn) > 3
