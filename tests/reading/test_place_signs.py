import pytest
from reading_steps import read_passage

from reading.place_signs import features_of, governed_by, see_mention
from reading.place_words import find_mentions_of_places


def mention_in(text, place):
    passage = read_passage(text)
    found = [mention for mention in find_mentions_of_places(passage.prose) if mention.kind.place == place]
    return passage, found


@pytest.mark.parametrize(
    ("text", "place", "expected", "why"),
    [
        ("Emma sat down in the kitchen.", "kitchen", True, "there"),
        ('"Wait in the kitchen," said Emma.', "kitchen", False, "only said"),
        ("Emma remembered the barn, the yard and the well.", "yard", False, "recalled"),
        ("Emma told him about the barn.", "barn", False, "told of"),
        ("Nobody was in the barn.", "barn", False, "nobody there"),
        ("There was no barn.", "barn", False, "there is none"),
        ("Emma never went to the barn.", "barn", False, "never"),
        ("Emma did not go into the barn.", "barn", False, "not"),
        ("Emma had been hidden in the barn.", "barn", False, "before now"),
    ],
)
def test_tells_whether_people_are_there_now(text, place, expected, why):
    passage, found = mention_in(text, place)
    assert see_mention(found[0], passage.realis).is_now is expected, why


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("Emma sat in the kitchen.", "kitchen", "in"),
        ("Emma nodded to the house.", "house", ""),
        ("The kitchen was warm.", "kitchen", "being"),
        ("Dunmore market was loud.", "market", "being"),
        ("Emma liked the kitchen.", "kitchen", ""),
        ("Emma stepped into the kitchen.", "kitchen", "into"),
    ],
)
def test_names_what_governs(text, place, expected):
    passage, found = mention_in(text, place)
    assert governed_by(passage.tokens, found[0]) == expected


@pytest.mark.parametrize(
    ("text", "place", "sign", "expected"),
    [
        ("Emma sat down in the kitchen.", "kitchen", "somebody acts in", True),
        ("The cat in the kitchen was old.", "kitchen", "somebody acts in", False),
        ("Emma sat in the kitchen.", "kitchen", "opens the scene", True),
        ("He lifted his club.", "club", "article the", False),
        ("Emma stepped out of the car.", "car", "left", True),
        ("Emma stepped into the car.", "car", "left", False),
    ],
)
def test_sees_signs(text, place, sign, expected):
    passage, found = mention_in(text, place)
    assert (sign in see_mention(found[0], passage.realis).signs) is expected


def test_puts_all_mentions_together():
    passage, found = mention_in("Emma sat in the kitchen.\nThe kitchen was warm.", "kitchen")
    features = features_of([see_mention(mention, passage.realis) for mention in found])
    assert features["said with in"] == features["said with being"] < features["now"]
