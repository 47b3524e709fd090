import pytest

from cast.sheet_tables import Place, read_looks, what_is_meant

TEXT = """[emma]
age = "old"

[emmanuel]
age = "old"

[[emma.from]]
chapter = 1
age = "old"

[[emma.from]]
chapter = 2
age = "old"
"""


@pytest.mark.parametrize(
    ("table", "change", "key", "line"),
    [
        ("emma", 0, "age", 2),
        ("emma", 1, "age", 9),
        ("emma", 2, "age", 13),
        ("emma", 0, "", 1),
        ("emma", 0, "no such key", 1),
        ("emmanuel", 0, "age", 5),
    ],
)
def test_a_fault_has_the_line_of_its_key(table, change, key, line):
    assert Place("f", TEXT, table, change).line_of(key) == line


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("outfits", "outfit"),
        ("Look", "look"),
        ("coat", "outfit"),
        ("alias", "aliases"),
        ("zzz", ""),
    ],
)
def test_the_key_that_was_meant(word, meant):
    assert what_is_meant(word, ("name", "aliases", "look", "outfit")) == meant


def test_values_stand_with_the_scene_from_which_they_hold():
    table = {"age": "old", "from": [{"chapter": 2, "outfit": "a  red\ncoat"}, {"chapter": 2, "scene": 1, "age": ""}]}
    assert read_looks(table, Place("f", "", "emma"), (0, 0)) == {
        (0, 0): {"age": "old"},
        (2, 1): {"outfit": "a red coat", "age": ""},
    }
