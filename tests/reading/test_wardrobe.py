import pytest

from reading.looks import Fact
from reading.wardrobe import (
    Wardrobe,
    ends_whole,
    find_lasting,
    find_outfits,
    in_pairs,
    is_garment,
    is_light,
    is_same_garment,
    is_undress,
    make_outfit,
    noun_of,
    place_of,
    use_of,
)


def fact(slot, text, token=0, *, removed=False):
    return Fact(0, slot, text, token, removed)


def worn(*scenes):
    """What a wardrobe gives for scenes of (slot, text) facts."""
    wardrobe = Wardrobe()
    return [wardrobe.wear([fact(*each) for each in facts]) for facts in scenes]


@pytest.mark.parametrize(
    ("scenes", "outfits"),
    [
        pytest.param([[("outer", "coat"), ("shirt", "blue shirt")]], ["coat and blue shirt"], id="layer over layer"),
        pytest.param([[("head", "hat", 1), ("head", "cap", 30)]], ["cap"], id="one hat at a time"),
        pytest.param([[("shirt", "shirt", 1), ("shirt", "singlet", 4)]], ["shirt and singlet"], id="two of one list"),
        pytest.param([[("outer", "coat"), ("outer", "long coat")]], ["long coat"], id="more is said of the same coat"),
        pytest.param([[("jewel", "ring"), ("jewel", "red beads")]], ["ring and red beads"], id="several jewels"),
        pytest.param([[("shirt", "shirt")], [("undressed", "")]], ["shirt", ""], id="undressed"),
        pytest.param(
            [[("shirt", "shirt"), ("undressed", "")], []], ["shirt", ""], id="until it is taken off at the end"
        ),
        pytest.param([[("mask", "glasses")], [("undressed", "")]], ["glasses"] * 2, id="glasses are always worn"),
    ],
)
def test_wears(scenes, outfits):
    assert worn(*scenes) == outfits


def test_an_outfit_names_what_the_scene_tells_first():
    clothes = {"outer": "green coat", "feet": "boots", "shirt": "shirt", "head": "hat"}
    assert make_outfit(clothes, ["shirt"]) == "shirt, green coat and hat"
    assert make_outfit(clothes, ["shirt", "head", "feet"]) == "shirt, hat and boots"
    assert make_outfit({"head": "hat", "head#hat": "straw hat"}, ["head", "head#hat"]) == "straw hat"
    assert make_outfit({}, []) == ""


@pytest.mark.parametrize(
    ("whole", "slot", "expected"),
    [
        ("red dress", "shirt", True),
        ("suit", "shirt", False),
        ("suit", "bottom", True),
        ("red dress", "outer", False),
    ],
)
def test_a_shirt_ends_a_dress(whole, slot, expected):
    assert ends_whole(whole, slot) == expected


@pytest.mark.parametrize(
    ("facts", "outfit"),
    [
        pytest.param([("head", "hat", 1, True, True)], "hat", id="worn until it is taken off"),
        pytest.param([("head", "hat", 1, True, False)], "", id="not on"),
        pytest.param([("head", "hat", 1, True, True), ("head", "hat", 5, True)], "", id="given away"),
    ],
)
def test_what_is_taken_off_was_worn(facts, outfit):
    wardrobe = Wardrobe()
    assert wardrobe.wear([Fact(0, *each) for each in facts]) == outfit
    assert wardrobe.wear([]) == ""


@pytest.mark.parametrize(
    ("outfit", "expected"),
    [("towel", True), ("bra and shorts", True), ("hat, towel and boots", True), ("", False), ("white shirt", False)],
)
def test_little_is_worn(outfit, expected):
    assert is_undress(outfit) == expected


@pytest.mark.parametrize(
    ("text", "worn"),
    [
        ("stocking", "stockings"),
        ("brown shoe", "brown shoes"),
        ("work glove", "single work glove"),
        ("boots", "boots"),
        ("bare feet", "bare feet"),
        ("coat", "coat"),
    ],
)
def test_shoes_come_in_pairs(text, worn):
    assert in_pairs(text) == worn


def test_knows_a_garments_fact():
    assert [slot for slot in ("outer", "undressed", "hair", "state") if is_garment(fact(slot, "x"))] == [
        "outer",
        "undressed",
    ]


def test_an_outfit_ends_with_its_chapter():
    assert find_outfits([(0, fact("outer", "green coat"))], [1, 1, 2], ()) == {0: "green coat", 2: ""}


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
    ("text", "use"),
    [("school shirt", "plain"), ("striped pyjama trousers", "night"), ("glasses", "always"), ("lantern", "plain")],
)
def test_garments_have_their_time(text, use):
    assert use_of(text) == use


def test_two_coats_have_one_place_and_two_rings_have_two():
    assert place_of("outer", "green coat") == place_of("outer", "jacket") == "outer"
    assert (place_of("jewel", "gold ring"), place_of("jewel", "necklace")) == ("jewel ring", "jewel necklace")


def test_a_noun_is_compared_in_the_singular():
    assert (noun_of("heavy boots"), noun_of("coat")) == ("boot", "coat")


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


@pytest.mark.parametrize(("text", "expected"), [("red gloves", True), ("boots", True), ("boots coat", False)])
def test_gloves_are_no_outfit(text, expected):
    assert is_light(text) == expected
