"""What each engine reads of a job, and how the rest is named."""

from dataclasses import replace

import pytest

from records import Lora, Person, RenderJob, SceneReading
from storyboard.drawing import drawing_of
from workspace.engine_reads import (
    WORDINGS,
    changed_in_drawing,
    file_key,
    machine_options,
    only_read,
    say_kept,
    say_unread,
    unread_keys,
)
from workspace.run_settings import GIVEN_KEYS, Machine

SDXL = RenderJob("sdxl", "owner/name", "a", "b", 7, 30, 7.0, 64, 40, "euler", "vae", (Lora("ink"),), 0.5)
GUIDED = replace(SDXL, guide={"kind": "words"})
UNGUIDED = replace(SDXL, guidance=1.0, negative_prompt="", cfg_cutoff=None)
OFFICE, SHORE = (drawing_of(SceneReading((Person("Emma", "lead"),), place=place)) for place in ("office", "shore"))
ROOM = RenderJob("storyboard", "", "", "", 0, 0, 0.0, 64, 40, drawing=OFFICE)
TAKE = {**OFFICE, "varied": True}
OUTSIDE = replace(ROOM, seed=7, drawing=SHORE)


@pytest.mark.parametrize(
    ("job", "read"),
    [
        pytest.param(SDXL, SDXL, id="sdxl reads all"),
        pytest.param(replace(SDXL, guidance=1.0), UNGUIDED, id="without guidance nothing of what it is for"),
        pytest.param(replace(OUTSIDE, prompt="a", negative_prompt="b", steps=30, guidance=7.0), OUTSIDE, id="a panel"),
        pytest.param(replace(OUTSIDE, loras=(Lora("x"),), cfg_cutoff=0.5, model="m"), OUTSIDE, id="nothing of models"),
        pytest.param(replace(OUTSIDE, guide={"kind": "words"}), OUTSIDE, id="nothing of guides"),
        pytest.param(GUIDED, GUIDED, id="but SDXL does"),
        pytest.param(replace(ROOM, seed=7), ROOM, id="a room leaves nothing to chance"),
        pytest.param(replace(ROOM, seed=7, drawing=TAKE), replace(ROOM, seed=7, drawing=TAKE), id="but its take"),
        pytest.param(replace(OUTSIDE, width=80), replace(OUTSIDE, width=80), id="the size is read"),
    ],
)
def test_a_job_is_cut_down_to_what_is_read(job, read):
    assert only_read(job) == read
    assert only_read(read) == read


def test_every_setting_has_words():
    assert {file_key(key) for key in GIVEN_KEYS} <= WORDINGS.keys() | {"width", "height", "seed", "style"}


@pytest.mark.parametrize(
    ("job", "edits", "said"),
    [
        (OUTSIDE, ["prompt"], "; the edited prompt is kept for SDXL"),
        (OUTSIDE, ["steps"], "; the edited steps are kept for SDXL"),
        (OUTSIDE, ["prompt", "model", "steps"], "; the edited model, steps and prompt are kept for SDXL"),
        (OUTSIDE, ["seed", "width"], ""),
        (ROOM, ["seed", "style"], ""),
        (SDXL, ["prompt", "negative_prompt", "steps", "model", "seed"], ""),
        (UNGUIDED, ["prompt", "negative_prompt"], "; the edited negative prompt is kept for a guidance above 1"),
    ],
)  # fmt: skip
def test_edits_that_are_kept_are_named(job, edits, said):
    assert say_kept(job, edits) == said


@pytest.mark.parametrize(
    ("scenes", "machine", "said"),
    [
        ([(OUTSIDE, ["steps", "prompt"])], (), "Storyboard panels do not read steps or prompts: kept for SDXL."),
        ([(OUTSIDE, ["steps"]), (OUTSIDE, ["negative"])], (),
         "Storyboard panels do not read steps or negative prompts: kept for SDXL."),
        ([(OUTSIDE, ["seed"]), (ROOM, ["seed", "style"])], (), ""),
        ([(OUTSIDE, ["seed", "width"])], (), ""),
        ([(OUTSIDE, ["lora"])], ("--compile",),
         "Storyboard panels do not read LoRAs: kept for SDXL. They do not use --compile."),
        ([(SDXL, GIVEN_KEYS)], ("--compile",), ""),
        ([(UNGUIDED, GIVEN_KEYS)], (),
         "Without guidance SDXL does not read the CFG cut-off or negative prompts: kept for a guidance above 1."),
        ([], ("--compile",), ""),
    ],
)  # fmt: skip
def test_what_is_not_read_is_one_line(scenes, machine, said):
    assert say_unread(scenes, machine) == said


def test_options_for_the_machine():
    assert machine_options(Machine("auto"), "auto") == []
    assert machine_options(Machine("fp8", 8.0, compiled=True), "auto") == ["--compile", "--max-vram", "--memory"]
    assert machine_options(Machine("fp8"), "fp8") == []


def test_a_scene_keeps_what_its_engine_does_not_read():
    assert "steps" in unread_keys(ROOM)
    assert not {"seed", "style", "width"} & set(unread_keys(OUTSIDE))
    assert unread_keys(SDXL) == frozenset()


EMMA, TOM = {"key": "1", "look": "tall"}, {"key": "2", "look": "old"}


@pytest.mark.parametrize(
    ("before", "after", "named", "why"),
    [
        ({"mood": "calm"}, {"mood": "calm"}, [], "nothing differs"),
        (
            {"time_of_day": "night", "mood": "calm"},
            {"time_of_day": "dawn", "mood": ""},
            ["the hour", "the mood"],
            "two",
        ),
        ({"place": "van", "places": []}, {"place": "hut", "places": ["van"]}, ["the place"], "named once"),
        ({"people": [EMMA]}, {"people": [EMMA, TOM]}, ["who is there"], "one more"),
        ({"people": [EMMA]}, {"people": [{**EMMA, "look": "small"}]}, ["how people look"], "the same, otherwise"),
        ({}, {"version": 5}, ["how panels are drawn"], "a panel of an older program"),
        ({"style": "noir"}, {"style": "manga"}, ["the style"], "the same in another style"),
        ({"mood": ""}, {"mood": "", "varied": True}, ["the camera"], "a take"),
    ],
)
def test_what_a_panel_shows_otherwise_is_named(before, after, named, why):
    assert changed_in_drawing(before, after) == named, why
