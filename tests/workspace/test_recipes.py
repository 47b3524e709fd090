"""What a scene would be drawn from: the words that stay or those of now, and what its picture says of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from records import Person, SceneReading
from sdxl.models import ModelChoice
from workspace.cached_plan import PlanCache
from workspace.identity import identify
from workspace.matching import Workspace
from workspace.pictures import Picture
from workspace.portraits import PortraitFile
from workspace.prompt_files import PromptFile
from workspace.recipes import Found, Request, is_final, make_recipe
from workspace.remembered import Remembered
from workspace.request import read_defaults
from workspace.shots import Shot

CHOICE = ModelChoice("sdxl", "hub", "owner/name", "owner/name", 30, 7.0, "dpm++ 2m karras")
READING = SceneReading((Person("Emma", "lead", look="woman"),), place="office", action="reading")
IDENTITY = identify("Emma read the letter in the office.")
KEY, PATH = (1, 1), Path("images/chapter_01_scene_01.png")


def recipe(picture=None, file=None, reading=READING, identity=IDENTITY, **wanted):
    request = Request("sdxl", {}, read_defaults(), lambda _: CHOICE, [KEY])
    found = Found(
        Workspace(Path("images"), Path("prompts")), (2, 2), picture, file, {}, Shot("medium shot", "Emma: reading")
    )
    return make_recipe(KEY, reading, identity, found, replace(request, **wanted))


def finished(**wanted):
    return Picture(PATH, recipe(**wanted).record, sound=True)


OTHER = replace(READING, place="kitchen")  # what other rules would read


def test_a_new_scene_has_the_words_of_now():
    made = recipe()

    assert made.prompt.prompt == made.generated.prompt
    assert made.fresh is None
    assert made.record.style
    assert made.record.cast.keys() == {"Emma"}


@pytest.mark.parametrize(
    ("wanted", "stays"),
    [
        pytest.param({}, True, id="nothing changed"),
        pytest.param({"identity": identify("Emma read it in the kitchen.")}, False, id="the text"),
        pytest.param({"refresh": [KEY]}, False, id="refreshed"),
        pytest.param({"refresh": [(1, 2)]}, True, id="another scene refreshed"),
        pytest.param({"given": {"style": "noir"}}, False, id="the style"),
        pytest.param({"given": {"negative": "fog"}}, False, id="the negative prompt"),
        pytest.param({"given": {"steps": 12}}, True, id="settings draw the same words"),
        pytest.param({"defaults": replace(read_defaults(), long_prompts=True)}, False, id="room for more words"),
        pytest.param({"defaults": replace(read_defaults(), version="99.0")}, True, id="the version"),
    ],
)
def test_words_stay_while_nothing_of_the_authors_has_changed(wanted, stays):
    made = recipe(finished(), reading=OTHER, **wanted)

    assert ("office" in made.prompt.prompt) is stays
    assert (made.fresh is not None) is stays
    assert made.is_refreshed is ("refresh" in wanted and not stays)


def test_a_broken_picture_keeps_no_words():
    assert "kitchen" in recipe(replace(finished(), sound=False), reading=OTHER).prompt.prompt


def test_a_panel_keeps_no_words():
    assert "kitchen" in recipe(finished(engine="storyboard"), reading=OTHER).prompt.prompt


def test_an_sdxl_picture_keeps_its_words_in_the_prompt_file_where_panels_are_drawn():
    made = recipe(finished(), reading=OTHER, engine="storyboard")

    assert "office" in made.generated.prompt
    assert made.fresh is None


def test_no_command_line_reaches_a_kept_picture():
    file = PromptFile(Path("prompts/chapter_01_scene_01.toml"), keep=True)
    made = recipe(finished(), file, OTHER, given={"style": "noir"}, refresh=[KEY])

    assert "office" in made.prompt.prompt
    assert made.settings.style == read_defaults().style


@pytest.mark.parametrize(("keep", "picture", "final"), [(True, True, True), (True, False, False), (False, True, False)])
def test_a_picture_is_final_once_it_is_there(keep, picture, final):
    assert is_final(PromptFile(Path("x.toml"), keep=keep), finished() if picture else None) is final
    assert not is_final(None, finished())


# --- What a picture says it was given ---------------------------------------------------------------------------------


def told(says, drawn=None, file=None, **wanted):
    """Give the recipe of a scene whose picture, perhaps a stranger's, says that it was given something."""
    picture = finished(given=drawn or {})
    return recipe(replace(picture, record=replace(picture.record, given=says)), file, **wanted)


def test_numbers_and_words_of_an_older_version_explain_a_picture_and_set_nothing():
    made = told({"steps": 9, "style": "noir"}, {"steps": 9, "style": "noir"})

    assert made.as_before == ("steps", "style")
    assert (made.record.job.steps, made.settings.style, made.remembered) == (30, read_defaults().style, None)
    assert told({"steps": 8}, {"steps": 9}).as_before == (), "these do not explain it"
    assert told({"steps": 9}).as_before == (), "it needs no explanation"


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param({"given": {"steps": 30}}, id="the command line"),
        pytest.param({"book": {"steps": 30}}, id="novel.toml"),
        pytest.param(
            {"file": PromptFile(PATH, remembered=Remembered({"steps": 30}, {}))}, id="an earlier command line"
        ),
        pytest.param({"file": PromptFile(PATH, {"steps": 30})}, id="the prompt file"),
    ],
)
def test_where_the_author_has_spoken_a_picture_has_no_say(wanted):
    assert told({"steps": 9}, {"steps": 9}, **wanted).as_before == ()


def test_what_else_the_author_said_stays_said():
    file = PromptFile(PATH, remembered=Remembered({"width": 640}, {}))

    assert told({"steps": 9}, {"steps": 9, "width": 640}, file).as_before == ("steps",)


@pytest.mark.parametrize(
    "given",
    [
        {"model": "evil/model"},
        {"lora": ["evil/l/x.safetensors"]},
        {"width": 10**6},
        {"steps": "x"},
        {"steps": 1.5},
        {"guidance": float("nan")},
        {"seed": float("inf")},
        {"style": ["noir"]},
        {"negative": "x" * 5_000_000},
        {"cfg_cutoff": float("nan"), "fp16_accumulation": 1},
        {"model": ["evil/model"], "lora": "x", "y": {}},
    ],
    ids=lambda given: str(given)[:40],
)
def test_what_a_picture_says_sets_and_finds_nothing(given):
    asked = []

    def find_model(name):
        asked.append(name)
        return CHOICE

    made = told(given, find_model=find_model)

    assert made.record.job == finished().record.job
    assert (made.as_before, made.remembered) == ((), None)
    assert set(asked) == {"sdxl"}


def test_words_that_go_on_for_pages_are_not_kept():
    picture = finished()
    job = replace(picture.record.job, prompt=f"{picture.record.job.prompt}, {'x' * 100_000}")
    made = recipe(replace(picture, record=replace(picture.record, job=job)))

    assert made.prompt.prompt == picture.record.job.prompt


# --- Guides -----------------------------------------------------------------------------------------------------------

PAIR = replace(READING, characters=(*READING.characters, Person("Jonas", "present", look="man")))
GUIDED = {"given": {"guide": "words"}, "cache": PlanCache()}  # each picture is staged once
RED, BLUE = (PortraitFile(digit * 64, Path(f"{digit}.png")) for digit in "ab")


def portraits_of(**found):
    """Find portraits of these people alone, whoever is there."""
    return lambda _key, _reading: found


def test_a_guide_is_made_of_a_scene_that_sdxl_draws():
    made = recipe(reading=PAIR, **GUIDED)

    assert [figure["words"].partition(",")[0] for figure in made.record.job.guide["figures"]] == ["a woman", "a man"]
    assert recipe(reading=PAIR).record.job.guide == {}
    assert recipe(reading=PAIR, engine="storyboard", **GUIDED).record.job.guide == {}
    assert made.remembered.given == {"guide": "words"}


def test_a_scene_that_is_neither_drawn_nor_to_be_drawn_is_not_staged(monkeypatch):
    monkeypatch.setattr("workspace.recipes.direct", lambda *_: pytest.fail("it was staged"))
    monkeypatch.setattr("workspace.jobs.drawing_of", lambda *_, **__: pytest.fail("it was staged"))

    assert recipe(reading=PAIR, selected=[(1, 2)], book={"guide": "words"}).record.job.guide == {}


@pytest.mark.parametrize(
    ("wanted", "stays"),
    [
        pytest.param({}, True, id="nothing changed"),
        pytest.param({"identity": identify("Emma read it in the kitchen.")}, False, id="the text"),
        pytest.param({"refresh": [KEY]}, False, id="refreshed"),
        pytest.param({"given": {**GUIDED["given"], "style": "noir"}}, False, id="the style"),
        pytest.param({"given": {**GUIDED["given"], "steps": 12}}, True, id="settings leave people where they are"),
    ],
)
def test_a_guide_stays_as_the_words_do(wanted, stays):
    standing = finished(reading=PAIR, **GUIDED)
    made = recipe(standing, reading=replace(PAIR, place="kitchen"), **{**GUIDED, **wanted})

    assert (made.record.job.guide == standing.record.job.guide) is stays
    assert made.is_refreshed is ("refresh" in wanted)
    assert (made.fresh is not None) is stays


def test_another_seed_is_another_composition_in_the_same_words():
    standing = finished(reading=PAIR, **GUIDED)
    made = recipe(standing, reading=replace(PAIR, place="beach"), **{**GUIDED, "given": {"guide": "words", "seed": 5}})
    then, now = standing.record.job.guide, made.record.job.guide

    assert now["base"] == then["base"]
    assert [figure["cells"] for figure in now["figures"]] != [figure["cells"] for figure in then["figures"]]


def test_a_strangers_guide_that_cannot_be_is_made_anew():
    standing = finished(reading=PAIR, **GUIDED)
    odd = {**standing.record.job.guide, "figures": [{"key": "x", "words": "evil", "cells": [0, 10**6]}]}
    spoilt = replace(standing, record=replace(standing.record, job=replace(standing.record.job, guide=odd)))

    assert recipe(spoilt, reading=PAIR, **GUIDED).record.job == standing.record.job


@pytest.mark.parametrize(
    ("people", "is_hers"), [(PAIR.characters[:1], True), (PAIR.characters[1:], False)], ids=["hers", "another's"]
)
def test_a_new_portrait_changes_the_scenes_of_its_person_alone(people, is_hers):
    reading = replace(PAIR, characters=people)
    before = recipe(reading=reading, find_portraits=portraits_of(Emma=RED), cache=GUIDED["cache"]).record
    picture = Picture(PATH, before, sound=True)
    after = recipe(picture, reading=reading, find_portraits=portraits_of(Emma=BLUE), cache=GUIDED["cache"]).record.job

    assert (after.fingerprint != before.job.fingerprint) is is_hers
    assert [figure["portrait"] for figure in after.guide.get("figures", ())] == ([BLUE.sha256] if is_hers else [])


def test_a_recipe_tells_where_its_portraits_lie():
    made = recipe(reading=PAIR, find_portraits=portraits_of(Emma=RED, Kit=BLUE), cache=GUIDED["cache"])

    assert made.portraits == {RED.sha256: RED.path}
    assert recipe(reading=PAIR, find_portraits=portraits_of(Emma=RED), given={"likeness": "none"}).portraits == {}
