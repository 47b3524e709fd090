import pytest

from cast.sheet_people import Member
from reading.looks import Fact
from reading.natures import nature_of


@pytest.mark.parametrize(
    ("name", "facts", "nature"),
    [
        pytest.param("Cowardly Lion", [], "lion", id="the name says it"),
        pytest.param("Cowardly Lion", [("called", "man")] * 3, "", id="a man by that name"),
        pytest.param("Wolf Larsen", [], "", id="a surname"),
        pytest.param("Mr. Fox", [], "", id="a name with a title"),
        pytest.param("Robin Swan", [], "", id="a first name"),
        pytest.param("Rex", [("noun", "big dog"), ("called", "dog")], "dog", id="called so twice"),
        pytest.param("Rex", [("noun", "dog")], "", id="called so once: a dog of a man"),
        pytest.param("Amy", [("body", "claws"), ("face", "grey muzzle")], "furry creature", id="by the parts"),
        pytest.param("Amy", [("body", "claws"), ("body", "tail"), ("noun", "girl")], "", id="and called a girl"),
        pytest.param("Billie", [("body", "wing"), ("face", "beak")], "bird", id="a bird"),
        pytest.param("Six", [("called", "robot"), ("body", "tail"), ("called", "robot")], "robot", id="a robot"),
        pytest.param("Emma", [("hair", "red hair"), ("body", "hands")], "", id="a woman"),
    ],
)
def test_says_what_somebody_is_who_is_no_human_being(name, facts, nature):
    assert nature_of(Member(name), [Fact(0, slot, text, 0) for slot, text in facts]) == nature
