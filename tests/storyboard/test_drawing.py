"""What a panel depends on: whatever is not in it may change without the panel being drawn again."""

import dataclasses
import json

import pytest

from records import Evidence, Person, SceneReading
from storyboard.drawing import DRAWING_VERSION, drawing_of, person_key, person_of

EMMA = Person("Emma Hale", "lead", ("Emma",), "female", "old", look="old woman", outfit="green coat", facts=("old",))
READING = SceneReading((EMMA,), ("two guards",), "office", ("office", "desk"), True, "night", ("wind", "rain"), "calm")


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"evidence": {"place": (Evidence(1, 0, "office"),)}}, id="the words that told it"),
        pytest.param({"characters": (EMMA, Person("Jonas", "mentioned"))}, id="who is only spoken of"),
        pytest.param({"characters": (dataclasses.replace(EMMA, aliases=()),)}, id="other names"),
        pytest.param({"weather": ("rain", "wind")}, id="the order of the weathers"),
    ],
)
def test_what_is_not_seen_changes_nothing(changes):
    assert drawing_of(dataclasses.replace(READING, **changes)) == drawing_of(READING)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"characters": (dataclasses.replace(EMMA, outfit="red coat"),)}, id="a coat"),
        pytest.param({"characters": (EMMA, Person("Jonas", "remote"))}, id="a voice on the phone"),
        pytest.param({"people": ()}, id="the guards"),
        pytest.param({"places": ("office", "window")}, id="what else stands there"),
        pytest.param({"interior": None}, id="whether it is indoors"),
        pytest.param({"props": ("letter",)}, id="a thing in hand"),
    ],
)
def test_what_is_seen_changes_it(changes):
    assert drawing_of(dataclasses.replace(READING, **changes)) != drawing_of(READING)


def test_it_is_json_with_the_version_of_the_art():
    drawing = drawing_of(READING)

    assert json.loads(json.dumps(drawing)) == drawing
    assert drawing["version"] == DRAWING_VERSION
    assert drawing["weather"] == ["rain", "wind"]


def test_a_name_is_in_it_only_as_a_key():
    assert "Emma" not in json.dumps(drawing_of(READING))
    assert person_of(EMMA)["key"] == person_key("Emma Hale")


def test_a_key_heeds_neither_case_nor_accents():
    assert person_key("Émile Hale") == person_key("emile  HALE")
    assert person_key("Emile") != person_key("Emma")
    assert "emile" not in person_key("Emile")
