"""A chosen take is kept, and one of another style or model is asked for twice."""

import json
import re
import tomllib
from dataclasses import replace

import night
import pytest
from PIL import Image
from proof import drawn, plan_one

from errors import NovelError, UsageError
from records import Lora, SceneReading
from sdxl.loras import resolve_lora
from workspace.chosen import check_choice, differences, own_settings, say_left_out, settings_of, style_of
from workspace.generated import Chosen
from workspace.named_files import Names
from workspace.pictures import read_picture, save_picture
from workspace.prompt_files import PromptFile, read_prompt_file
from workspace.remembered import Remembered, remember
from workspace.request import read_defaults
from workspace.run_settings import TakeChoice

DEFAULTS = read_defaults()
CHOICE = TakeChoice((1, 1), 3)


def sdxl(**given):
    return plan_one(engine="sdxl", **given)


def take_of(planned, **changes):
    """Give a take of a plan, its job changed."""
    job = replace(planned.job, seed=5, **changes)
    given = planned.remembered.given if planned.remembered else {}
    return replace(drawn(planned), record=replace(planned.record, job=job, given=given))


def with_picture(planned):
    return replace(planned, picture=drawn(planned))


@pytest.mark.parametrize(
    ("planned", "take", "others"),
    [
        pytest.param(with_picture(sdxl()), take_of(sdxl()), [], id="another seed"),
        pytest.param(with_picture(sdxl()), take_of(sdxl(steps=9, width=64)), [], id="other steps and size"),
        pytest.param(
            with_picture(sdxl()), take_of(sdxl(style="noir")), ["another style (noir instead of graphic novel)"],
            id="style",
        ),
        pytest.param(
            with_picture(plan_one()), take_of(plan_one(style="noir")),
            ["another style (noir instead of graphic novel)"], id="the style of a panel",
        ),
        pytest.param(
            with_picture(sdxl()), take_of(sdxl(), model="owner/name"), ["another model (owner/name instead of none)"],
            id="model",
        ),
        pytest.param(
            with_picture(sdxl()), take_of(sdxl(), loras=(Lora("ink.safetensors 5 ab", 0.5),)),
            ["another model (ink.safetensors instead of none)"], id="a LoRA makes another model",
        ),
        pytest.param(
            replace(sdxl(), picture=take_of(sdxl(), model="m.safetensors 5 ab")),
            take_of(sdxl(), model="m.safetensors 5 cd"),
            ["another model (m.safetensors 5 cd instead of m.safetensors 5 ab)"], id="another file of the same name",
        ),
        pytest.param(
            with_picture(sdxl()), take_of(sdxl(), prompt="a red door"), [], id="words without a style",
        ),
        pytest.param(sdxl(style="noir"), take_of(sdxl(style="noir")), [], id="no picture, the same style"),
        pytest.param(
            sdxl(), take_of(sdxl(style="noir")), ["another style (noir instead of graphic novel)"],
            id="no picture, another style than it would have",
        ),
        pytest.param(with_picture(plan_one()), take_of(plan_one()), [], id="panels"),
        pytest.param(with_picture(plan_one()), take_of(sdxl()), [], id="SDXL instead of a sketch"),
        pytest.param(plan_one(), take_of(sdxl()), [], id="SDXL and no picture"),
        pytest.param(
            with_picture(sdxl()), take_of(plan_one()), ["another engine (a storyboard panel instead of SDXL)"],
            id="a sketch instead of SDXL",
        ),
    ],
)  # fmt: skip
def test_what_sets_a_take_apart_is_named(planned, take, others):
    assert differences(planned, take, DEFAULTS.styles) == others


def test_it_is_asked_for_once_more():
    planned, take = with_picture(sdxl()), take_of(sdxl(style="noir"))

    asked = r"Take 3 of scene 1:1 is of another style \(noir instead .*: .* --choose 1:1=3 --anyway\."
    with pytest.raises(UsageError, match=asked):
        check_choice(CHOICE, planned, take, DEFAULTS.styles, anyway=False)
    assert "noir" in check_choice(CHOICE, planned, take, DEFAULTS.styles, anyway=True)
    assert check_choice(CHOICE, planned, take_of(sdxl()), DEFAULTS.styles, anyway=False) == ""


def test_a_prompt_file_that_cannot_be_read_stops_the_choice(tmp_path):
    broken = replace(sdxl(), prompt_file=PromptFile(tmp_path / "x.toml", error="x.toml: line 1."))

    with pytest.raises(NovelError, match=r"x\.toml: line 1"):
        check_choice(CHOICE, broken, take_of(sdxl()), DEFAULTS.styles, anyway=True)


def test_a_style_is_known_by_its_words():
    assert style_of(sdxl().job, DEFAULTS.styles) == "graphic novel"
    assert style_of(sdxl(style="ink wash").job, DEFAULTS.styles) == "ink wash"
    assert style_of(replace(sdxl().job, prompt="a red door"), DEFAULTS.styles) == ""
    assert style_of(plan_one(style="ink wash").job, DEFAULTS.styles) == "ink wash"


def chosen(planned, take):
    """Give what the prompt file remembers of a chosen take, and what is left out."""
    names = Names((*planned_models(planned), *DEFAULTS.presets.by_name), tuple(remembered_loras(planned)))
    own, left_out = own_settings(take.record, names, DEFAULTS)
    return settings_of(planned, take.record.job, own).given, left_out


def planned_models(planned):
    return [planned.remembered.given["model"]] if "model" in planned.remembered.given else []


def remembered_loras(planned):
    return planned.remembered.given.get("lora", ())


@pytest.mark.parametrize(
    ("scenes", "takes", "now", "left_out"),
    [
        pytest.param(
            {"steps": 40}, {"style": "noir"}, {"style": "noir"}, [], id="the take's own instead of the scene's",
        ),
        pytest.param({"steps": 40, "seed": 3}, {"steps": 9, "seed": 8}, {"steps": 9}, [], id="the seed is hers"),
        pytest.param({"style": "noir"}, {}, {}, [], id="a take that was given nothing"),
        pytest.param({}, {"model": "evil/model", "steps": 9}, {"steps": 9}, ["model"], id="a model of nobody's"),
        pytest.param({}, {"lora": ["evil/l/x.safetensors"]}, {}, ["lora"], id="a LoRA of nobody's"),
        pytest.param({}, {"model": "turbo"}, {}, ["model"], id="a preset that it was not drawn with"),
        pytest.param({"model": "owner/name"}, {"model": "owner/name"}, {"model": "owner/name"}, [], id="the author's"),
        pytest.param({}, {"steps": 900, "width": 9999}, {}, ["steps", "width"], id="what cannot be"),
    ],
)  # fmt: skip
def test_the_settings_of_an_sdxl_take(scenes, takes, now, left_out):
    planned = replace(sdxl(), remembered=remember(scenes, {}))
    take = take_of(replace(sdxl(), remembered=remember(takes, {})), model="owner/name")

    assert chosen(planned, take) == (now, left_out)


def test_a_file_that_the_scene_knows_keeps_its_folder(tmp_path):
    path = tmp_path / "ink.safetensors"
    path.touch()
    planned = replace(sdxl(), remembered=remember({"lora": [f"{path}:0.8"]}, {}))
    given = replace(sdxl(), remembered=remember({"lora": ["ink.safetensors:0.5"]}, {}))

    assert chosen(planned, take_of(given, loras=(Lora(resolve_lora(str(path)).identity, 0.5),))) == (
        {"lora": [f"{path}:0.5"]},
        [],
    )
    assert chosen(planned, take_of(given, loras=(Lora("ink.safetensors 5 abc", 0.5),))) == ({}, ["lora"])


def test_the_settings_that_a_panel_does_not_read_stay_the_scenes():
    planned = replace(plan_one(), remembered=remember({"guidance": 5.0, "width": 64}, {}))
    take = take_of(replace(plan_one(), remembered=remember({"steps": 9, "width": 80, "model": "evil/model"}, {})))

    assert chosen(planned, take) == ({"guidance": 5.0, "width": 80}, [])


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ([], ""),
        (["model"], "; its model is not, as no setting of yours says so; --model NAME with --choose writes it"),
        (["steps"], "; its steps are not, as no setting of yours says so"),
        (
            ["guide_net"],
            "; its guide net is not, as no setting of yours says so; --guide-net NAME with",
        ),
        (["lora", "cfg_cutoff"], "; its LoRA and cfg cutoff are not, as no"),
    ],
)
def test_what_is_left_out_is_said(keys, words):
    assert say_left_out(keys).startswith(words)
    assert bool(say_left_out(keys)) is bool(words)


# --- The command ----------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(drawn_once, tmp_path):
    return night.copy(drawn_once, tmp_path / "desk")


def picture_of(desk, number=2):
    return next(desk.glob(f"images/chapter_01_scene_{number:02d}*.png"))


def prompt_path(desk, number=2):
    return desk / "prompt_cache" / f"chapter_01_scene_{number:02d}.toml"


def remembered(desk, number=2):
    return tomllib.loads(prompt_path(desk, number).read_text("utf-8"))["generated"]["given"]


def status_of(desk, capsys, number=2, *argv):
    capsys.readouterr()
    assert night.run(desk, "--dry-run", "--json", *argv) == 0
    row = json.loads(capsys.readouterr().out.splitlines()[number - 1])
    return row["status"], row["reason"]


def test_a_take_of_other_settings_is_kept_with_them(desk):
    night.run(desk, "--scenes", "1:2", "--takes", "2", "--width", "128", "--height", "80")
    assert remembered(desk) == {"width": 96, "height": 64}, "a take is not a choice"
    take = desk / "images" / "takes" / "chapter_01_scene_02_take_02.png"
    assert night.run(desk, "--choose", "1:2=2") == 0

    assert remembered(desk) == {"width": 128, "height": 80}
    argv = [word for word in night.argv_of(desk) if word not in night.SIZE]
    assert night.generate_scene_images.main([*argv, "--engine", "storyboard"]) == 0
    assert picture_of(desk).read_bytes() == take.read_bytes()


@pytest.mark.slow
def test_a_take_of_an_older_text_is_kept_until_the_scene_changes_again(desk, capsys):
    night.run(desk, "--scenes", "1:2", "--takes", "1")
    scenes = [night.BEGINNINGS[0], night.BEGINNINGS[1].replace("under the stars", "in the rain"), *night.BEGINNINGS[2:]]
    night.write_novel(desk, scenes)
    night.run(desk)
    take = desk / "images" / "takes" / "chapter_01_scene_02_take_01.png"
    assert night.run(desk, "--choose", "1:2=1") == 0

    assert status_of(desk, capsys)[0] == "done"
    assert "the take that you chose" in status_of(desk, capsys)[1]
    night.run(desk)
    assert picture_of(desk).read_bytes() == take.read_bytes()
    scenes[1] = scenes[1].replace("in the rain", "in the snow")
    night.write_novel(desk, scenes)
    assert status_of(desk, capsys)[0] == "changed"


def test_an_edit_after_the_choice_counts(desk, capsys):
    night.run(desk, "--scenes", "1:2", "--takes", "1")
    night.run(desk, "--choose", "1:2=1")
    text = prompt_path(desk).read_text("utf-8")
    prompt_path(desk).write_text(re.sub(r"(?m)^seed = .*$", "seed = 8", text, count=1), "utf-8")

    assert status_of(desk, capsys)[0] == "edited"


def test_choosing_what_is_there_already_sets_nothing_aside(desk):
    night.run(desk, "--scenes", "1:2", "--takes", "2")
    night.run(desk, "--choose", "1:2=2")
    assert len(list(desk.glob("images/replaced/*"))) == 1
    before = night.contents(desk)
    night.run(desk, "--choose", "1:2=2")

    assert night.contents(desk) == before


def test_a_prompt_file_of_her_own_hand_is_not_written_over(desk, capsys):
    path = prompt_path(desk)
    path.write_text('# mine\nprompt = "a boat"\n', "utf-8")
    night.run(desk, "--scenes", "1:2", "--takes", "1")
    assert night.run(desk, "--choose", "1:2=1") == 0

    text = path.read_text("utf-8")
    assert text.startswith('# mine\nprompt = "a boat"\nseed = ')
    assert read_prompt_file(path, DEFAULTS.limits).edits["prompt"] == "a boat"
    assert status_of(desk, capsys)[0] == "done"


def test_a_broken_prompt_file_moves_nothing(desk, capsys):
    night.run(desk, "--scenes", "1:2", "--takes", "1")
    prompt_path(desk).write_text("prompt = 'open\n", "utf-8")
    before = night.contents(desk)

    assert night.run(desk, "--choose", "1:2=1") == 1
    assert "line 1" in capsys.readouterr().err
    assert night.contents(desk) == before


def test_a_panel_does_not_take_an_sdxl_pictures_place_unasked(desk, capsys):
    night.run(desk, "--scenes", "1:2", "--takes", "1")
    panel = read_picture(picture_of(desk)).record
    painted = replace(panel, job=replace(plan_one(engine="sdxl").job, model="owner/name", scheduler="euler"))
    path = picture_of(desk)
    path.unlink()
    save_picture(Image.new("RGB", (96, 64)), painted, path)
    before = night.contents(desk)

    assert night.run(desk, "--choose", "1:2=1") == 2
    assert "--choose 1:2=1 --anyway" in capsys.readouterr().err
    assert night.contents(desk) == before
    assert night.run(desk, "--choose", "1:2=1", "--anyway") == 0
    assert read_picture(picture_of(desk)).record.job.engine == "storyboard"


def test_a_choice_is_two_beginnings_of_fingerprints():
    one, other = plan_one().job, plan_one(reading=SceneReading()).job

    assert Chosen.of(one, other) != Chosen.of(other, one)
    assert Chosen.of(one, other) == Chosen.of(replace(one), replace(other))
    assert Remembered({}, {}) == remember({}, {})
