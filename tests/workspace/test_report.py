"""The plan in words; that the JSON keeps its contract is tested with the whole command."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from records import Evidence, Person, Scene, SceneReading, Weighed
from workspace.matching import Workspace
from workspace.plan import Request, plan_scenes
from workspace.report import reading_json, scene_json, scene_table, summarize
from workspace.request import read_defaults

READING = SceneReading(
    (Person("Emma", "lead"), Person("Jonas", "mentioned")),
    place="office",
    action="reading",
    evidence={"place": (Evidence(3, 5, "at her desk"),)},
)


def plan(text="Emma read."):
    scene = Scene(1, 1, "The Letter", "chapter_01.md", 1, (3, 9), text)
    request = Request("storyboard", {}, read_defaults(), lambda _: None, {(1, 1)})
    return plan_scenes([scene], [READING], Workspace(Path("images"), Path("prompts")), request)


def test_a_scene_is_told_in_a_few_lines():
    table = scene_table(plan()[0])

    assert "chapter_01_scene_01_emma_office_reading.png" in table
    assert "Emma · reading · office" in table
    assert "of 77 tokens]" in table
    assert "Jonas" not in table


def test_escape_codes_in_a_manuscript_do_not_reach_the_table():
    planned = plan()[0]
    steering = SceneReading((Person("\x1b[31mEmma", "lead"),))
    from dataclasses import replace

    assert "\x1b" not in scene_table(replace(planned, reading=steering))


def test_json_is_one_line_and_evidence_slots_are_always_there():
    line = scene_json(plan()[0], "The Letter", "The Board")

    assert "\n" not in line
    assert list(json.loads(line))[2:10] == [
        *("title", "chapter_title", "book_title", "file", "file_scene", "lines", "words", "text"),
    ]
    assert json.loads(line)["reading"]["evidence"]["place"] == [{"line": 3, "start": 5, "text": "at her desk"}]
    assert reading_json(SceneReading())["evidence"] == {
        slot: [] for slot in ("lead", "place", "time_of_day", "weather", "mood", "action")
    }


def test_json_says_what_was_weighed():
    reading = SceneReading(weighed={"place": (Weighed("desk", 1.5, (("named", 1.5),)),), "mood": ()})

    assert reading_json(reading)["weighed"] == {
        "place": [{"answer": "desk", "weight": 1.5, "reasons": (("named", 1.5),)}],
        "mood": [],
    }


def planned(*statuses):
    return [SimpleNamespace(status=status, is_to_draw=status not in ("done", "unreadable")) for status in statuses]


@pytest.mark.parametrize(
    ("statuses", "rate", "said"),
    [
        pytest.param(["new"], None, "1 scene: 1 new. 1 picture to draw as sdxl, how long is known", id="first run"),
        pytest.param(
            ["new"] * 33, 9.4, "33 pictures to draw as sdxl, about 5 minutes at 9.4 seconds a picture", id="rate"
        ),
        pytest.param(["done", "done"], 9.4, "2 scenes: 2 done. Nothing to draw.", id="nothing to do"),
        pytest.param(
            ["done", "edited", "unreadable"], None, "3 scenes: 1 unreadable, 1 edited, 1 done. 1 picture", id="mix"
        ),
        pytest.param([], None, "0 scenes: none. Nothing to draw.", id="an empty selection"),
    ],
)
def test_the_summary(statuses, rate, said):
    assert said in summarize(planned(*statuses), rate, "sdxl")
