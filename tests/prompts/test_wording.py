"""A reading's people in words that SDXL follows, and the clean-up of words."""

import pytest

from prompts.wording import (
    clean,
    cut_names,
    dress,
    is_child,
    name_words,
    one_color,
    say_crowd,
    say_lead,
    second_forms,
    shorten_lead,
    strip_article,
    with_article,
    without_colors,
    without_love,
)
from records import Person, SceneReading


def person(name="Emma", **known):
    return Person(name, "lead", **known)


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        pytest.param("hat", "a hat", id="a consonant"),
        pytest.param("umbrella", "an umbrella", id="a vowel"),
        pytest.param("uniform", "a uniform", id="a vowel that sounds like a consonant"),
        pytest.param("dress", "a dress", id="one thing that ends in s"),
        pytest.param("woman with blue eyes", "a woman with blue eyes", id="the head noun counts"),
        pytest.param("boots", "boots", id="several"),
        pytest.param("dark clothing", "dark clothing", id="what is not counted"),
        pytest.param("the coat", "the coat", id="it has an article"),
        pytest.param("two guards", "two guards", id="or a number"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_articles(phrase, said):
    assert with_article(phrase) == said


@pytest.mark.parametrize(
    ("phrase", "bare"), [("the boy", "boy"), ("His coat", "coat"), ("theatre", "theatre"), ("this", "this")]
)
def test_determiners_go(phrase, bare):
    assert strip_article(phrase) == bare


@pytest.mark.parametrize(
    ("look", "outfit", "said"),
    [
        pytest.param("woman with red hair", "green coat", "a woman with red hair in a green coat", id="both"),
        pytest.param("old man", "", "an old man", id="nothing worn"),
        pytest.param("man", "coat and boots", "a man in a coat and boots", id="the first takes the article"),
        pytest.param(
            "man", "boots and coat", "a man in boots and a coat", id="or the second, where the first has none"
        ),
    ],
)
def test_dress(look, outfit, said):
    assert dress(look, outfit) == said


@pytest.mark.parametrize(
    ("known", "said"),
    [
        pytest.param({"look": "man with black beard"}, "a man with a black beard", id="one beard"),
        pytest.param({"look": "man with fair hair"}, "a man with fair hair", id="hair is not counted"),
        pytest.param({"look": "boy, freckles and scar"}, "a boy, freckles and a scar", id="the author's own commas"),
        pytest.param({"gender": "male", "age": "old"}, "an old man", id="no look: age and gender"),
        pytest.param({"gender": "female", "age": "in her thirties"}, "a woman", id="an age that is no adjective"),
        pytest.param({}, "a person", id="nothing known, and never the name"),
        pytest.param({"name": "the boy", "named": False}, "a boy", id="an unnamed one by his description"),
        pytest.param({"name": "the speaker", "named": False, "gender": "male"}, "a man", id="that tells no look"),
        pytest.param({"look": "occupant", "gender": "male"}, "a man", id="nor does this one"),
        pytest.param(
            {"look": "woman", "outfit": "green coat and red hat"}, "a woman in a green coat and hat", id="1 color"
        ),
        pytest.param({"look": "girl with red hair", "age": "in her teens"}, "a girl with red hair", id="in her teens"),
    ],
)
def test_the_lead(known, said):
    assert say_lead(person(**known)) == said


@pytest.mark.parametrize("age", ["in her twenties", "in her sixties", "old", "middle-aged", "elderly"])
def test_nobody_grown_is_called_a_girl(age):
    girl = person(look="small girl with red hair", gender="female", age=age)

    assert say_lead(girl) == "a small woman with red hair"


def test_the_lead_of_a_monochrome_style_wears_no_color():
    assert say_lead(person(look="woman", outfit="green coat"), in_color=False) == "a woman in a coat"


@pytest.mark.parametrize(
    ("known", "forms"),
    [
        pytest.param(
            {"look": "woman with red hair", "outfit": "green coat"},
            ("a woman with red hair in a coat", "a woman in a coat", "a woman"),
            id="from full to bare",
        ),
        pytest.param({}, ("a person", "a person", "a person"), id="of whom nothing is told: who is there is counted"),
    ],
)
def test_the_second_person(known, forms):
    assert second_forms(person(**known)) == forms


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        pytest.param({"look": "girl with black braids"}, True, id="a girl"),
        pytest.param({"name": "the boy", "named": False}, True, id="an unnamed boy"),
        pytest.param({"look": "girl with black braids", "age": "in her sixties"}, False, id="called so at sixty"),
        pytest.param({"look": "woman with girl"}, False, id="beside a girl"),
    ],
)
def test_children(known, expected):
    assert is_child(person(**known)) is expected


def test_love_is_left_out_in_every_form():
    assert without_love(("kissing her hand", "kissing", "sitting")) == ("sitting",)


@pytest.mark.parametrize(
    ("people", "said"),
    [
        pytest.param(["a crowd of fishermen"], "crowd of fishermen", id="a crowd"),
        pytest.param(["two guards"], "two guards", id="two can be counted"),
        pytest.param(["three guards", "people"], "group of guards", id="three cannot"),
        pytest.param(["people", "the soldiers"], "soldiers", id="the first who can be told"),
        pytest.param(["people"], "people", id="nobody else"),
        pytest.param(["", "a boy"], "boy", id="a blank"),
        pytest.param([], "", id="nobody"),
    ],
)
def test_the_crowd(people, said):
    assert say_crowd(people, "group of ") == said


@pytest.mark.parametrize(
    ("outfit", "colorless", "one"),
    [
        ("green coat", "coat", "green coat"),
        ("dark green coat and red hat", "coat and hat", "dark green coat and hat"),
        ("black coat and green hat", "coat and hat", "black coat and green hat"),
        ("green clothes", "", "green clothes"),
        ("black clothes", "black clothes", "black clothes"),
        ("red", "dark clothes", "red"),
        ("", "", ""),
    ],
)
def test_colors_of_clothes(outfit, colorless, one):
    assert (without_colors(outfit), one_color(outfit)) == (colorless, one)


LONG = "woman in her thirties with red hair, scar and glasses in green coat over grey shirt and hat"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(18, LONG, id="it fits"),
        pytest.param(16, LONG.replace(" and glasses", ""), id="a feature"),
        pytest.param(15, LONG.replace(", scar and glasses", ""), id="all features but one"),
        pytest.param(13, "woman in her thirties with red hair in green coat over grey shirt", id="a garment"),
        pytest.param(10, "woman in her thirties in green coat over grey shirt", id="the last feature"),
        pytest.param(7, "woman in her thirties in green coat", id="what is under the coat"),
        pytest.param(1, "woman in her thirties in green coat", id="the rest is never dropped"),
    ],
)
def test_a_long_lead_loses_its_features_before_its_garments(words, said):
    assert shorten_lead(LONG, lambda text: len(text.split()) <= words) == said


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        ("talking to Jonas", ["Jonas"], "talking"),
        ("talking to Jonas and Ann by the sea", ["Jonas", "Ann"], "talking by the sea"),
        ("sitting beside Jonas", ["Jonas"], "sitting"),
        ("Emma's kitchen", ["Emma"], "kitchen"),
        ("Emma's kitchen", ["Em"], "Emma's kitchen"),
        ("running", ["Jonas"], "running"),
    ],
)
def test_names_are_cut(text, names, left):
    assert cut_names(text, names) == left


def test_names_to_cut_are_the_words_of_named_people_the_longest_first():
    people = (person("Captain Emma Hale", aliases=("Mrs. Hale", "the Fox")), person("the boy Tom", named=False))

    assert name_words(SceneReading(people)) == ("Emma", "Hale", "Fox")


@pytest.mark.parametrize(
    ("phrase", "left"),
    [
        pytest.param("Grey harbour", "gray harbor", id="American spelling"),
        pytest.param("grey-blue coat", "gray-blue coat", id="within a compound"),
        pytest.param("room 12", "room", id="digits"),
        pytest.param("“ring” (gold) {x} <y>", "ring gold x y", id="brackets and quotes that weigh words"),
        pytest.param("Emma's 'so' o'clock", "emma's so o'clock", id="apostrophes stay"),
        pytest.param("standing without a hat", "standing", id="what is denied would be drawn"),
        pytest.param("night, isn't dark", "night", id="a contracted denial"),
        pytest.param("red , blue;", "red, blue", id="spaces and commas"),
    ],
)
def test_clean_up(phrase, left):
    assert clean(phrase) == left
