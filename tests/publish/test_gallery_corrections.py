"""The forms in which a reading is corrected, and the frame of the command that does it."""

import pytest
from proof import IMAGES, OFFICE, named, plan, scene

from publish.gallery_corrections import CORRECTABLE, choices_of, find_alternatives, make_forms, value_of
from publish.gallery_pictures import Desktop
from records import TIMES_OF_DAY, WEATHERS, Person, SceneReading
from workspace.corrections import KEYS, read_corrections

EMMA, JONAS, RUTH = Person("Emma", "lead"), Person("Jonas", "present"), Person("Ruth", "mentioned")


def forms(**desktop):
    return make_forms(plan([scene()], [OFFICE]), Desktop(IMAGES, **desktop))


@pytest.mark.parametrize(
    ("key", "reading", "value"),
    [
        ("lead", SceneReading((EMMA, JONAS)), "Emma"),
        ("lead", SceneReading(), ""),
        (
            "people",
            SceneReading((EMMA, JONAS, RUTH), people=("two guards", "a crowd")),
            "Emma; Jonas; two guards; a crowd",
        ),
        ("people", SceneReading(), ""),
        ("interior", SceneReading(interior=False), "no"),
        ("interior", SceneReading(), ""),
        ("time", SceneReading(), ""),
        ("time", SceneReading(time_of_day="dusk"), "dusk"),
        ("weather", SceneReading(weather=("rain", "wind")), "rain, wind"),
        ("props", SceneReading(props=("lamp", "two crates")), "lamp, two crates"),
        ("shot", SceneReading(shot="close-up"), "close-up"),
    ],
)
def test_a_value_as_the_command_takes_it(key, reading, value):
    assert value_of(reading, key) == value


def test_nobody_who_is_there_is_offered_again():
    reading = SceneReading((EMMA, JONAS, RUTH))

    assert find_alternatives(reading, "people") == ["Ruth"]
    assert find_alternatives(reading, "lead") == ["Jonas", "Ruth"]


def test_each_key_has_its_form():
    templates = {t.attributes["id"] for t in named(forms(), "template") if t.attributes["id"].startswith("correct-")}

    assert templates == {f"correct-{key}" for key in CORRECTABLE}
    assert {*CORRECTABLE, "nobody"} == set(KEYS), "the keys of the command"


@pytest.mark.parametrize(
    ("key", "values"), [("time", TIMES_OF_DAY), ("weather", (*WEATHERS, "none")), ("interior", ("yes", "no"))]
)
def test_values_of_a_set_are_chosen_from_it(key, values):
    assert [value for value, _ in choices_of(key)] == list(values)
    assert all(read_corrections({key: value}) for value in values), "the command takes each"


def test_shots_are_the_programs_own_each_once():
    shots = [value for value, _ in choices_of("shot")]

    assert "close-up" in shots
    assert len(shots) == len(set(shots))
    assert [read_corrections({"shot": shot})["shot"] for shot in shots] == shots


def test_every_hint_and_list_belongs_to_a_line():
    html = forms()
    lines = [line.attributes for line in named(html, "input")]

    assert {line["aria-describedby"] for line in lines if "aria-describedby" in line} == {
        hint.attributes["id"] for hint in named(html, "p", "hint")
    }
    assert {line["list"] for line in lines if "list" in line} == {
        one.attributes["id"] for one in named(html, "datalist")
    }


@pytest.mark.parametrize(("shell", "after"), [("posix", "--output 'my images'"), ("windows", '--output "my images"')])
def test_the_commands_frame_is_quoted_for_the_shell(shell, after):
    frame = named(forms(script="x.py", options=("--output", "my images"), shell=shell), "template")[-1].attributes

    assert (frame["data-before"], frame["data-after"]) == ("python x.py --correct", after)
    assert frame["data-shell"] == shell
