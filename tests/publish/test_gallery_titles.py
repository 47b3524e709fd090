"""A scene is called by what happens in it."""

import pytest
from proof import scene

from publish.gallery_titles import OPENING, first_words, scene_title
from records import Person, SceneReading

EMMA, JONAS = Person("Emma", "lead"), Person("Jonas", "present")


@pytest.mark.parametrize(
    ("reading", "title"),
    [
        pytest.param(
            SceneReading((EMMA, JONAS), place="office", action="reading a letter"),
            "Emma reading a letter, office",
            id="who does what, where",
        ),
        pytest.param(
            SceneReading((EMMA,), place="harbour office", action="reading in the office"),
            "Emma reading in the office",
            id="a place that the deed has named is named once",
        ),
        pytest.param(
            SceneReading((EMMA,), place="bar", action="opening the barrel"), "Emma opening the barrel, bar", id="a word"
        ),
        pytest.param(SceneReading((EMMA,)), "Emma", id="nothing but the lead"),
        pytest.param(SceneReading((EMMA,), action="waiting"), "Emma waiting", id="no place"),
        pytest.param(SceneReading((Person("the boy", "lead"),), place="quay"), "The boy, quay", id="a capital letter"),
        pytest.param(
            SceneReading(people=("two guards", "a crowd"), place="gate"), "Two guards and a crowd, gate", id="crowd"
        ),
        pytest.param(SceneReading(place="lighthouse", action="rolling"), "Lighthouse, nobody there", id="nobody"),
        pytest.param(SceneReading((JONAS,)), "It rained that day.", id="nothing told: its first words"),
        pytest.param(SceneReading((EMMA,), place="C++ (lab"), "Emma, C++ (lab", id="a place is no pattern"),
    ],
)
def test_what_a_scene_is_called(reading, title):
    assert scene_title(scene("It rained that day.\nShe ran."), reading) == title


def test_a_scene_without_words_is_called_something():
    assert scene_title(scene(""), SceneReading()) == "Nobody"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("It rained.\nShe ran.", "It rained.", id="the first paragraph"),
        pytest.param("", "", id="nothing"),
        pytest.param("word, " * 60, "word, " * 24 + "word …", id="cut between two words"),
    ],
)
def test_the_first_words_stand_for_a_picture(text, words):
    assert first_words(text) == words
    assert len(first_words(text)) <= OPENING + 2
