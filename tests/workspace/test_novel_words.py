"""The author's words in novel.toml: places and what they are, names, things."""

import tomllib
from pathlib import Path

import pytest

from errors import NovelError
from workspace.novel_spot import TomlSpot
from workspace.novel_words import make_words, read_places


def places(text):
    return read_places(tomllib.loads(text)["places"], TomlSpot(Path("novel.toml"), text, "words"))


@pytest.mark.parametrize(
    ("value", "word", "shown", "interior"),
    [
        ('{ "the Kettle" = "pub" }', "kettle", "pub", True),
        ('{ "the Kettle" = "a pub" }', "kettle", "pub", True),
        ('{ "the Kettle" = "like a pub" }', "kettle", "pub", True),
        ('{ "the Kettle" = "pub, outdoors" }', "kettle", "pub", False),
        ('{ "the Kettle" = { like = "pub", indoors = false } }', "kettle", "pub", False),
        ('{ moot = "outdoors" }', "moot", "moot", False),
        ('{ "the Narrows" = "Inside" }', "narrows", "Narrows", True),
        ('{ moot = "" }', "moot", "moot", None),
        ('["the Moot"]', "moot", "Moot", None),
    ],
)
def test_a_place_and_what_it_is(value, word, shown, interior):
    (place,) = places(f"places = {value}")

    assert (place.kind.place, place.shown, place.kind.interior) == (word, shown, interior)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('{ "the Kettle" = "kitchin" }', '"the Kettle" is like "kitchin", which is no place that the program knows'),
        ('{ "the Kettle" = "kitchin" }', 'did you mean "kitchen"? Take a word'),
        ('{ moot = "outdoor, qqqq" }', 'is like "qqqq", which is no place that the program knows: Take a word'),
        ("{ moot = true }", 'novel.toml, line 1: "moot" is True; write "moot" = "pub"'),
        ('{ moot = { like = "pub", roof = true } }', '"moot" is {'),
        ('{ moot = { indoors = "yes" } }', '"moot" is {'),
        ('{ "hall of the old salt" = "hall" }', "has more than 3 words"),
        ('{ "" = "hall" }', "a word without letters"),
        ('"moot"', "places is 'moot', no table of places"),
        ("[1]", "no table of places"),
    ],
)  # fmt: skip
def test_a_place_that_cannot_be_understood(value, said):
    with pytest.raises(NovelError) as caught:
        places(f"places = {value}")

    assert said in str(caught.value)


def test_words_are_compared_without_article_and_capitals():
    words = make_words({"people": ("Dusk",), "things": ("the Betsy",)}, TomlSpot(Path("novel.toml"), ""))

    assert (words.people, words.things, words.places) == ({"dusk"}, {"betsy"}, ())


def test_one_word_is_one_thing():
    spot = TomlSpot(Path("novel.toml"), 'people = ["Dusk"]\nthings = ["the dusk"]', "words")
    with pytest.raises(NovelError, match='line 2: "dusk" stands under people and things: it can be one only'):
        make_words({"people": ("Dusk",), "things": ("the dusk",)}, spot)
