import datetime as dt
from dataclasses import replace

import pytest

from manuscript.front_matter import FrontMatter
from manuscript.parsing import ParsedFile, parse_file
from records import Evidence, Mark, Person, Scene, ScenePrompt, Weighed
from storyboard.colour_bleed import JudgedCoat, OtherCoat
from workspace.cache import write_json
from workspace.cache_records import MisfitError, lay_out, read
from workspace.judged_takes import Judgement

SCENE = Scene(1, 2, "Door", "a.md", 2, (3, 9), "She ran.", ((0, 3), (4, 5)), (Mark("emphasis", 0, 3),))


def through_json(record):
    import json

    return read(type(record), json.loads(write_json(lay_out(record))))


@pytest.mark.parametrize(
    "record",
    [
        SCENE,
        Person("Emma", "lead", ("Em",), named=False, facts=("red hair",)),
        Evidence(3, 4, "“rain”\u2028 \t"),
        Weighed("office", 1.5, (("near", 0.25), ("desk", 1.0))),
        ScenePrompt("ink", "", 3, 2, ("props",)),
        Judgement((JudgedCoat("e1", "navy coat", 0.5, (OtherCoat("j1", "red coat", 0.25, is_vivid=True),)),)),
        parse_file("# One\n\n> *motto*\n\nShe *ran* home.\n\n***\n\nNight fell; nobody came.\n", file="a.md"),
    ],
    ids=lambda record: type(record).__name__,
)
def test_a_record_comes_back_as_it_was(record):
    assert through_json(record) == record


FIELDS = lay_out(SCENE)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, "1"),
        (0, True),
        (0, None),
        (2, 5),
        (5, [3]),
        (5, "39"),
        (5, [3, "9"]),
        (6, ["She"]),
        (7, [[0]]),
        (8, [["emphasis"]]),
    ],
    ids=repr,
)
def test_a_value_of_another_type_is_refused(place, value):
    values = [*FIELDS]
    values[place] = value

    with pytest.raises(MisfitError):
        read(Scene, values)


@pytest.mark.parametrize("values", [None, {}, [], "text", 5, [*FIELDS, 1], FIELDS[:-1]], ids=repr)
def test_what_is_no_record_is_refused(values):
    with pytest.raises(MisfitError):
        read(Scene, values)


@pytest.mark.parametrize("value", [dt.date(2026, 5, 1), {1: "a"}, ("a", "b"), {"a"}], ids=repr)
def test_what_json_would_change_is_not_laid_out(value):
    parsed = parse_file("She ran.\n", file="a.md")

    with pytest.raises(MisfitError):
        lay_out(replace(parsed, front=FrontMatter({"date": value})))
    assert isinstance(through_json(parsed), ParsedFile)
