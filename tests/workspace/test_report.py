"""The plan in words; that the JSON keeps its contract is tested with the whole command."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import books
import pytest

from records import Evidence, Person, Scene, SceneReading, Weighed
from sdxl.guides import Guide, GuidedFigure, Net
from workspace.guide_settings import GuideSettings
from workspace.matching import Workspace
from workspace.plan import Request, plan_scenes
from workspace.report import (
    LineStyle,
    after_plan,
    after_run,
    reading_json,
    say_foreign,
    say_idle_nets,
    say_scene,
    scene_json,
    show_scene,
    summarize,
)
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


def test_a_scene_is_told_in_one_line():
    line = show_scene(plan()[0], LineStyle())

    assert line == "   1:1  new         Emma · reading · office"


def test_a_line_says_which_edits_are_kept_for_sdxl():
    kept = replace(plan()[0], status="done", reason="The picture is up to date; the edited prompt is kept for SDXL.")

    assert "the edited prompt is kept for SDXL" in show_scene(kept, LineStyle())
    assert "up to date" not in show_scene(replace(kept, reason="The picture is up to date."), LineStyle())


def test_a_whole_page_also_shows_file_and_prompt():
    shown = show_scene(plan()[0], LineStyle(is_whole=True))

    assert shown.splitlines()[0] == show_scene(plan()[0], LineStyle())
    assert "chapter_01_scene_01_emma_office_reading.png" in shown
    assert "of 77 tokens]" in shown
    assert "Jonas" not in shown


def test_a_line_says_why_and_fits_the_terminal():
    changed = replace(plan()[0], status="changed", reason="Changed since it was drawn: prompt.")

    assert show_scene(changed, LineStyle()).endswith(
        "changed     Changed since it was drawn: prompt. Emma · reading · office"
    )
    assert len(show_scene(changed, LineStyle(60))) == 60
    assert (
        show_scene(changed, LineStyle(60, is_coloured=True))
        == f"   1:1  \x1b[33m{show_scene(changed, LineStyle(60))[8:]}\x1b[0m"
    )


def test_escape_codes_in_a_manuscript_do_not_reach_the_line():
    steering = SceneReading((Person("\x1b[31mEmma", "lead"),), place="\x1b[2Joffice")
    planned = replace(plan()[0], reading=steering)

    assert "\x1b" not in show_scene(planned, LineStyle(is_whole=True))


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


def test_takes_are_counted_as_takes():
    assert summarize(planned("new", "new"), None, "sdxl", "take").startswith("2 takes: 2 new. 2 pictures to draw")


def next_after(*statuses):
    rows = [SimpleNamespace(status=s, is_to_draw=s == "new", is_failed=s == "unreadable") for s in statuses]
    return after_plan(rows)


def test_a_dry_run_says_what_comes_next():
    assert "mend 1 scene" in next_after("new", "unreadable")
    assert "without --dry-run draws" in next_after("new", "done")
    assert "--gallery --open" in next_after("done")


@pytest.mark.parametrize(
    ("status", "said"), [(0, "--correct 1:1 place="), (1, "only what failed"), (130, "goes on from here")]
)
def test_a_run_says_what_comes_next(status, said):
    assert said in after_run(plan(), status=status)


def test_what_the_author_said_of_a_scene_is_told_as_hers():
    from dataclasses import replace

    emma = Person("Emma", "lead", doing="reading", holding="a lamp")
    planned = replace(plan()[0], reading=replace(READING, characters=(emma,), corrected=("place", "people")))
    told = json.loads(scene_json(planned, "The Letter", "The Board"))

    assert told["corrected"] == ["place", "people"]
    assert "corrected" not in told["reading"]
    assert (told["reading"]["characters"][0]["doing"], told["reading"]["characters"][0]["holding"]) == (
        "reading",
        "a lamp",
    )
    assert "By your word: place, people." in say_scene(planned)


def test_forms_of_other_programs_are_told_once_for_all_scenes():
    scene, inked = SimpleNamespace(key=(1, 1)), replace(books.INKED, negative_prompt="")
    jobs = [replace(inked, prompt=text) for text in ("a", "(coat:1.2)", "<lora:x:1>", "b")]
    weighed = [SimpleNamespace(scene=scene, job=job) for job in jobs]
    panels = [SimpleNamespace(scene=scene, job=replace(job, engine="storyboard")) for job in jobs]

    assert say_foreign(weighed).startswith('Scene 1:1 and 1 more: "(coat:1.2)" means nothing here.')
    assert say_foreign(panels) == say_foreign(weighed[:1]) == ""


# --- Guides -----------------------------------------------------------------------------------------------------------

EMMA = GuidedFigure("1", "a woman in a green coat", (0, 2), portrait="ab" * 32)
GUIDE = Guide((EMMA,), "pose", "a woman, reading", net=Net("owner/net", "openpose"), likeness="reference")


def guided(guide=GUIDE):
    """A scene that SDXL is to draw by a guide."""
    one = plan()[0]
    job = replace(books.INKED, guide=guide.to_json() if guide else {})
    return replace(one, record=replace(one.record, job=job))


def test_a_whole_page_shows_what_directs_a_scene():
    shown = show_scene(guided(), LineStyle(is_whole=True)).splitlines()
    at = shown.index("        guide: pose of 1 person (owner/net) and 1 portrait by reference")

    assert shown[at + 1 : at + 3] == ["          a woman, reading", "          a woman in a green coat"]
    assert "guide:" not in show_scene(guided(None), LineStyle(is_whole=True))


def test_json_tells_a_guide_only_where_there_is_one():
    settings = json.loads(scene_json(guided(), "", ""))["settings"]

    assert settings["guide"] == {
        "kind": "pose",
        "base": "a woman, reading",
        "people": ["a woman in a green coat"],
        "net": "owner/net",
        "likeness": "reference",
        "portraits": 1,
        "faces": False,
    }
    assert "guide" not in json.loads(scene_json(guided(None), "", ""))["settings"]


@pytest.mark.parametrize(
    ("given", "settings", "said"),
    [
        ({"guide_net": "x"}, GuideSettings("words"), ["SDXL reads --guide-net with --guide pose or strong alone"]),
        ({"likeness_net": "x"}, GuideSettings(), ["SDXL reads --likeness-net with --likeness ip-adapter alone"]),
        ({"guide_net": "x"}, GuideSettings("pose", net=object()), []),
        ({}, GuideSettings(), []),
    ],
    ids=["of a guide", "of a likeness", "it is read", "none is given"],
)
def test_a_network_that_no_scene_needs_is_said(given, settings, said):
    one = guided()
    found = say_idle_nets([replace(one, settings=replace(one.settings, guide=settings))], given)

    assert [words in sentence for words, sentence in zip(said, found, strict=True)] == [True] * len(said)
    assert say_idle_nets(plan(), {"guide_net": "x"}) == [], "panels read none anyway"
