"""Words about a head in, rows of the tables out."""

import pytest

from storyboard.artwork import read_table
from storyboard.canvas import hexcolour
from storyboard.head_looks import (
    beard_colour,
    count_years,
    eye_colour,
    find_age,
    find_beard,
    find_expression,
    find_hairstyle,
    find_headgear,
    find_length,
    find_locks,
    hair_colour,
    headgear_colour,
    skin_colour,
)

PALE, DARK = (239, 208, 180), (90, 56, 41)
HAIR = {name: hexcolour(text) for name, text in read_table("colours")["hair"].items()}


@pytest.mark.parametrize(
    ("look", "age"),
    [
        ("a baby", "baby"),
        ("eight months old", "baby"),
        ("toddler", "toddler"),
        ("girl of four", "toddler"),
        ("five-year-old boy", "toddler"),
        ("boy of nine", "child"),
        ("nine-year-old girl", "child"),
        ("boy", "child"),
        ("fifteen", "teen"),
        ("teenage girl", "teen"),
        ("young woman", "young"),
        ("in her twenties", "young"),
        ("woman, 34", "adult"),
        ("man in his thirties", "adult"),
        ("", "adult"),
        ("forty-eight", "middle"),
        ("mid-forties", "middle"),
        ("middle-aged man", "middle"),
        ("man of fifty", "middle"),
        ("in his 50s", "middle"),
        ("old woman", "old"),
        ("sixty-one", "old"),
        ("eighty", "old"),
        ("eighty years old", "old"),
        ("elderly", "old"),
    ],
)
def test_ages(look, age):
    assert find_age(look) == age


@pytest.mark.parametrize(
    ("words", "years"),
    [
        (("thirty", "four"), 34),
        (("nineteen",), 19),
        (("forties",), 45),
        (("90s",), 94),
        (("one", "arm"), None),
        (("1984",), None),
        ((), None),
    ],
)
def test_years_are_read_in_words_and_digits(words, years):
    assert count_years(words) == years


@pytest.mark.parametrize(
    ("look", "style"),
    [
        ("grey hair cropped so close", "cropped"),
        ("shaved head", "shaved"),
        ("bald man", "bald"),
        ("a mop of curls", "curly"),
        ("hair pinned up", "bun"),
        ("a long black braid", "braid"),
        ("two long braids", "plaits"),
        ("red pigtails", "plaits"),
        ("brown ponytail", "ponytail"),
        ("tied-back fair hair", "ponytail"),
        ("black bob", "bob"),
        ("shoulder-length brown hair", "shoulder"),
        ("long red hair", "long"),
        ("short dark hair", "short"),
        ("an afro", "afro"),
        ("green mohawk", "mohawk"),
        ("an undercut", "undercut"),
        ("dreadlocks", "dreadlocks"),
        ("combed-back chestnut hair", "combed"),
        ("untidy dark hair", "tousled"),
        ("a receding hairline", "receding"),
        ("a topknot", "topknot"),
        ("man with clipped hair", "cropped"),
        ("long thick golden-brown hair", "long"),
        ("short heavy hair", "short"),
        ("a tonsured monk", "fringed_bald"),
    ],
)
def test_hair_is_as_told(look, style):
    assert find_hairstyle("k", "female", look) == style


def test_a_clean_shaven_man_keeps_his_hair():
    assert find_hairstyle("k", "male", "clean-shaven man") == find_hairstyle("k", "male", "man")
    assert find_beard("man without a beard") == ""


@pytest.mark.parametrize(
    ("look", "length"),
    [("long red hair", "long"), ("long legs and hair", ""), ("short man with red curls", ""), ("short curls", "short")],
)
def test_only_hair_is_called_long(look, length):
    assert find_length(look) == length


def test_a_man_with_long_hair_does_not_wear_it_like_a_woman():
    assert find_hairstyle("k", "male", "long brown hair") == "flowing"


@pytest.mark.parametrize(
    ("look", "face"),
    [("weeping man", "weeping"), ("laughing girl", "laughing"), ("serious little face", "determined"), ("a man", "")],
)
def test_a_look_may_tell_the_face(look, face):
    assert find_expression(look) == face


def test_hair_that_no_word_tells_fits_age_and_sex():
    styles = read_table("heads")["hair"]
    for gender in ("female", "male", ""):
        for age in read_table("looks")["age"]:
            assert find_hairstyle("k", gender, "", age) in styles
    assert find_hairstyle("k", "male", "bald", "old") == "fringed_bald"
    assert find_hairstyle("k", "", "", "baby") == "down"


@pytest.mark.parametrize(
    ("look", "locks"),
    [
        ("long curly hair", ("curly",)),
        ("black curled hair", ("curly",)),
        ("a bob with a fringe", ("fringe",)),
        ("long hair", ()),
        ("wavy hair", ("curly",)),
    ],
)
def test_what_else_is_said_of_hair(look, locks):
    assert find_locks(look) == locks


@pytest.mark.parametrize(
    ("look", "beard"),
    [
        ("man with a grey beard", "beard"),
        ("long white beard", "long_beard"),
        ("neatly trimmed beard", "short_beard"),
        ("beard and moustache", "beard"),
        ("bearded man", "beard"),
        ("goatee", "goatee"),
        ("sandy moustache", "moustache"),
        ("unshaven", "stubble"),
        ("mutton chops", "sideburns"),
        ("clean-shaven", ""),
        ("long hair", ""),
    ],
)
def test_beards(look, beard):
    assert find_beard(look) == beard


def test_colours_of_hair_and_beard():
    assert hair_colour("k", "brown hair and a red beard", PALE, "adult") == HAIR["brown"]
    assert beard_colour("brown hair and a red beard") == HAIR["red"]
    assert beard_colour("brown hair") is None
    assert hair_colour("k", "a sandy moustache", PALE, "adult") == HAIR["sandy"]
    assert hair_colour("k", "redhead", PALE, "adult") == HAIR["red"]
    assert hair_colour("k", "", DARK, "adult") == HAIR["black"]
    assert min(hair_colour("k", "", PALE, "old")) > 150


def test_eyes_and_skin():
    eyes = read_table("colours")["eyes"]
    assert eye_colour("k", "blue-eyed girl", PALE) == hexcolour(eyes["blue"])
    assert eye_colour("k", "grey hair and green eyes", PALE) == hexcolour(eyes["green"])
    assert eye_colour("k", "", DARK) == hexcolour(eyes["brown"])
    assert skin_colour("k", "dark skin") == hexcolour(read_table("colours")["skin"]["dark"])
    assert skin_colour("k", "") == skin_colour("k", "")


@pytest.mark.parametrize(
    ("outfit", "headgear"),
    [
        ("black hat", "hat"),
        ("top hat and tails", "top_hat"),
        ("straw hat", "straw_hat"),
        ("flat cap", "flat_cap"),
        ("baseball cap", "cap"),
        ("red beret", "beret"),
        ("yellow hard hat", "hard_hat"),
        ("grey helmet", "helmet"),
        ("white spacesuit", "space_helmet"),
        ("nun's habit", "wimple"),
        ("bridal veil", "veil"),
        ("grey riding habit", "top_hat"),
        ("turban", "turban"),
        ("headscarf", "headscarf"),
        ("hooded cloak", "hood"),
        ("gold crown", "crown"),
        ("green coat", ""),
    ],
)
def test_headgear(outfit, headgear):
    assert find_headgear(outfit) == headgear


def test_a_hat_has_its_told_colour_else_the_usual_one():
    assert headgear_colour("beret", "red beret", (80, 80, 80)) == hexcolour(read_table("colours")["cloth"]["red"])
    assert headgear_colour("straw_hat", "straw hat", (80, 80, 80)) == (0xD9, 0xBF, 0x7C)
    assert headgear_colour("hat", "hat", (100, 100, 100)) == (60, 60, 60)
