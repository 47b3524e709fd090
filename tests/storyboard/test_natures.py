"""Who is drawn as an animal, who as a figure with another skin, and who must stay a person."""

import pytest

from storyboard.natures import APART, as_being, beast_colour, beast_of, faint, kind_of, nature_row
from storyboard.people import read_figure, read_looks


def looks(look, outfit=""):
    return read_looks({"key": "k", "gender": "male", "age": "", "look": look, "outfit": outfit})


@pytest.mark.parametrize(
    ("look", "beast", "why"),
    [
        ("dog with tail", "dog", "the head noun"),
        ("grey wolf, limping", "wolf", "a comma ends it"),
        ("lion with a golden mane", "lion", ""),
        ("man with a dog", "", "the dog is not he"),
        ("woman in a fox fur", "", "nor is what she wears"),
        ("boy, horse in hand", "", ""),
        ("dog walker man", "", "a man all the same"),
        ("", "", "nothing told"),
        ("policeman", "", "a trade"),
        ("robot", "", "it has a human shape"),
    ],
)
def test_whose_shape_is_an_animals(look, beast, why):
    assert beast_of(look) == beast, why
    assert looks(look).beast == beast


@pytest.mark.parametrize(
    ("look", "is_being"),
    [
        ("robot with red eyes", True),
        ("green alien", True),
        ("old ghost", True),
        ("man like a robot", False),
        ("tall woman", False),
    ],
)
def test_beings_with_another_skin(look, is_being):
    assert bool(nature_row(look)) is is_being
    assert (
        looks(look) == read_figure({"key": "k", "gender": "male", "age": "", "look": look, "outfit": ""})
    ) is not is_being


def test_an_animal_has_its_size_and_its_colour():
    assert looks("horse").stature > looks("cat").stature
    assert looks("horse").skin == beast_colour("horse")
    assert looks("black horse").skin != beast_colour("horse"), "the told colour"


@pytest.mark.parametrize(
    ("look", "outfit", "cut"),
    [
        ("policeman", "", "uniform"),
        ("robot", "", "armour"),
        ("policeman", "red coat", "coat"),
        ("man", "jumper", "jumper"),
    ],
)
def test_where_no_clothes_are_told_the_trade_tells_them(look, outfit, cut):
    worn = looks(look, outfit)

    assert (worn.over or worn.top).cut == cut


def test_a_ghost_has_hardly_any_colour():
    plain = looks("man", "red coat")
    pale = faint(plain)

    assert min(pale.over.colour) > min(plain.over.colour)
    assert pale.lower.colour != plain.lower.colour


def test_what_stands_before_with_or_a_comma_says_what_somebody_is():
    assert kind_of("grey wolf with one ear").strip() == "grey wolf"
    assert kind_of("young woman") == ""
    assert APART.split("a, b")[0] == "a"
    assert as_being(looks("man"), "man") == looks("man")
