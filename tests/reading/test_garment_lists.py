"""Lists of what is worn or can be seen of somebody."""

import pytest

from english.tokens import parse_prose
from reading.garment_lists import (
    garment_at,
    is_overlaid,
    layered_over,
    one_of_them,
    over_aside,
    over_owner,
    read_things,
)
from reading.looks import FEATURES, LAYERS, Fact

WHO = 0


def tokens_of(text):
    return parse_prose(text).tokens


@pytest.mark.parametrize(
    ("text", "garments"),
    [
        pytest.param("a green coat, a hat and brown boots.", ["green coat", "hat", "brown boots"], id="a list"),
        pytest.param("a pair of jeans and a shirt.", ["jeans", "shirt"], id="a pair of"),
        pytest.param("a man's cardigan.", ["cardigan"], id="another's"),
        pytest.param("one of his old shirts.", ["old shirt"], id="one of several"),
        pytest.param(
            "green overalls, rolled down, and a white shirt.", ["green overalls", "white shirt"], id="an aside"
        ),
        pytest.param("boots and clothes and a hat.", ["boots", "hat"], id="what cannot be told apart"),
        pytest.param("a shawl over her pyjamas.", ["shawl"], id="nothing of the night beneath"),
        pytest.param("a shawl over a cardigan.", ["shawl"], id="one coat beneath another"),
        pytest.param("a cardigan over a shirt.", ["cardigan", "shirt"], id="a shirt beneath a cardigan"),
        pytest.param("a coat and sang in her hat.", ["coat"], id="up to another verb"),
        pytest.param("a coat like a hat.", ["coat"], id="no comparisons"),
        pytest.param("no coat.", [], id="denied"),
        pytest.param("a beard and a hat.", ["hat"], id="no features where garments are told"),
    ],
)
def test_reads_garments(text, garments):
    found = list(read_things(tokens_of(text), WHO, 0, LAYERS))
    assert [fact.text for fact in found] == garments
    assert {fact.removed for fact in found} <= {False}


@pytest.mark.parametrize(
    ("text", "features"),
    [
        pytest.param("red hair and a white beard.", ["red hair", "white beard"], id="a list"),
        pytest.param("a great shock of red hair.", ["red hair"], id="a measure"),
        pytest.param("hair and a beard.", ["beard"], id="all have hair"),
        pytest.param("a round face, framed by black curls.", ["round face", "black curls"], id="framed by"),
        pytest.param("a day's beard.", ["stubble"], id="a day's beard"),
        pytest.param("a white beard and a hat.", ["white beard"], id="no garments where features are told"),
    ],
)
def test_reads_features(text, features):
    assert [fact.text for fact in read_things(tokens_of(text), WHO, 0, FEATURES)] == features


def test_says_what_is_taken_off_and_where():
    found = list(read_things(tokens_of("off a green coat."), WHO, 0, LAYERS, removed=True))
    assert found == [Fact(WHO, "outer", "green coat", 2, removed=True)]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param("a man's cardigan", "cardigan", id="a man's"),
        pytest.param("one of Ann's old tops", "old", id="one of hers"),
        pytest.param("one of his tops", "his", id="one of his"),
        pytest.param("red hat and Ann's coat", "red", id="another garment between"),
        pytest.param("one hat", "one", id="one hat"),
    ],
)
def test_goes_over_owners(text, after):
    tokens = tokens_of(text)
    assert tokens[over_owner(tokens, 0)].word == after


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("of his old shirts", "of his old shirt"),
        ("of her watch caps", "of her watch cap"),
        ("of his old lanterns", "of his old lanterns"),
    ],
)
def test_one_of_several_is_one(text, expected):
    assert " ".join(token.word for token in one_of_them(tokens_of(text), 1)) == expected


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param("overalls, rolled down, and a shirt", "and", id="rolled down"),
        pytest.param("boots, scuffed at the heels, a shirt", "a", id="scuffed at the heels"),
        pytest.param("boots, scuffed at the heels, she sang", "", id="what follows is no garment"),
        pytest.param("boots, upstairs, and a shirt", "", id="no participle"),
        pytest.param("boots rolled down, and a shirt", "", id="no comma before it"),
        pytest.param("boots, scuffed by the sea and by long roads, a shirt", "", id="too long"),
    ],
)
def test_goes_over_asides(text, after):
    tokens = tokens_of(text)
    start = 2 if tokens[1].word == "," else 1
    passed = over_aside(tokens, start)
    assert (tokens[passed].word if passed else "") == after


@pytest.mark.parametrize(
    ("text", "garments"),
    [
        pytest.param("a shirt and, over it, a long cardigan.", ["long cardigan"], id="over it"),
        pytest.param("a coat and beneath that a shirt.", ["shirt"], id="beneath that"),
        pytest.param("a shirt and she leaned over it, a hat in hand.", [], id="another clause"),
        pytest.param("a shirt. Over it a coat hung.", [], id="another sentence"),
        pytest.param("a shirt and over it ran a stain.", [], id="no garment follows"),
        pytest.param("a shirt and a coat over a vest.", [], id="over what it is"),
    ],
)
def test_reads_what_is_worn_over_it(text, garments):
    assert [fact.text for fact in layered_over(tokens_of(text), WHO, 0)] == garments


@pytest.mark.parametrize(
    ("text", "expected"),
    [("framed by curls", True), ("streaked with gray", True), ("framed curls", False), ("side by side", False)],
)
def test_one_feature_leads_to_the_next(text, expected):
    assert is_overlaid(tokens_of(text), 0) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a green coat", True),
        ("only his cap", True),
        ("Ann's old hat", True),
        ("underwear and a shirt", True),
        ("a green door", False),
        ("red hair", False),
        ("a coat hanger", False),
        ("the", False),
    ],
)
def test_knows_where_a_garment_stands(text, expected):
    assert garment_at(tokens_of(text), 0) == expected
