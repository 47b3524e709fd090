"""The plan is pure: scenes, readings and what lies on the desk in; statuses, moves and jobs out."""

from dataclasses import replace
from pathlib import Path

import pytest

import config
from errors import NovelError, UsageError
from records import Person, Scene, SceneReading
from sdxl.models import ModelChoice
from workspace.identity import identify
from workspace.matching import Workspace
from workspace.pictures import Picture
from workspace.plan import Request, plan_scenes
from workspace.prompt_files import PromptFile
from workspace.remembered import Remembered
from workspace.request import read_defaults

TEXTS = [
    "Emma read the letter twice at her desk and then a third time with her finger under the last line but one.",
    "The market had filled before seven and the fish were gone by eight, and a boy ran between the barrows shouting.",
    "Nobody came to the lighthouse that winter; the gulls had it, and the wind, and a bucket rolling on the stair.",
]
IMAGES, PROMPTS = Path("images"), Path("prompts")
CHOICE = ModelChoice("sdxl", "hub", "owner/name", "owner/name", 30, 7.0, "dpm++ 2m karras")


def find_model(name):
    if name not in ("sdxl", "other"):
        raise UsageError(f'model "{name}" is not there.')
    return replace(CHOICE, name=name, location=name, identity=name)


def scenes_of(texts):
    return [Scene(1, n, "", "chapter_01.md", n, (n, n), text) for n, text in enumerate(texts, 1)]


def reading_of(text):
    return (
        SceneReading((Person("Emma", "lead", gender="female"),), place="office") if "Emma" in text else SceneReading()
    )


def plan(texts=TEXTS, pictures=(), files=(), *, engine="storyboard", selected=None, force=False, **given):
    scenes = scenes_of(texts)
    request = Request(engine, given, read_defaults(), find_model, selected or [scene.key for scene in scenes], force)
    readings = [reading_of(text) for text in texts]
    return plan_scenes(scenes, readings, Workspace(IMAGES, PROMPTS, pictures, files), request)


def drawn(plans):
    """Give the desk as a run of this plan leaves it."""
    return [Picture(planned.path, planned.record, sound=True) for planned in plans]


def written(plans, **edits):
    """Give the prompt files as a run of this plan leaves them; `edits` go into the first."""
    files = []
    for planned in plans:
        own = planned.generated
        values = {"prompt": own.prompt, "negative_prompt": own.negative_prompt, "seed": own.seed}
        files.append(PromptFile(planned.prompt_path, values, own, planned.remembered))
    files[0] = replace(files[0], values={**files[0].values, **edits})
    return files


def statuses(plans):
    return [planned.status for planned in plans]


def test_without_pictures_everything_is_new():
    plans = plan()

    assert statuses(plans) == ["new", "new", "new"]
    assert [planned.path.name for planned in plans] == [
        "chapter_01_scene_01_emma_office.png",
        "chapter_01_scene_02.png",
        "chapter_01_scene_03.png",
    ]
    assert all(planned.is_to_draw for planned in plans)


def test_after_a_run_there_is_nothing_to_do():
    first = plan()
    again = plan(pictures=drawn(first), files=written(first))

    assert statuses(again) == ["done", "done", "done"]
    assert not any(planned.is_to_draw for planned in again)


@pytest.mark.parametrize(
    ("edits", "reason"),
    [
        pytest.param({"prompt": "a red door"}, "You edited its prompt file: prompt.", id="prompt"),
        pytest.param({"seed": 0}, "You edited its prompt file: seed.", id="seed"),
        pytest.param({"steps": 12, "width": 512}, "You edited its prompt file: steps, width.", id="settings"),
    ],
)
def test_an_edit_draws_that_scene_alone_and_wins(edits, reason):
    first = plan(engine="sdxl")
    again = plan(pictures=drawn(first), files=written(first, **edits), engine="sdxl")

    assert statuses(again) == ["edited", "done", "done"]
    assert again[0].reason == reason
    for key, value in edits.items():
        assert getattr(again[0].job, key) == value


@pytest.mark.parametrize(
    ("edits", "reason"),
    [
        ({"prompt": "a red door"}, "the edited prompt is kept for SDXL."),
        ({"prompt": "a door", "steps": 12}, "the edited steps and prompt are kept for SDXL."),
    ],
    ids=["prompt", "two"],
)
def test_an_edit_that_a_panel_does_not_read_changes_nothing(edits, reason):
    first = plan()
    again = plan(pictures=drawn(first), files=written(first, **edits))

    assert statuses(again) == ["done", "done", "done"]
    assert again[0].reason == f"The picture is up to date; {reason}"
    assert again[0].job == first[0].job


def test_another_seed_shows_an_office_from_elsewhere():
    first = plan()
    again = plan(pictures=drawn(first), files=written(first, seed=5))

    assert statuses(again) == ["edited", "done", "done"]
    assert (first[0].job.seed, again[0].job.seed) == (0, 5)


@pytest.mark.parametrize("engine", ["storyboard", "sdxl"])
def test_another_style_draws_every_picture_again(engine):
    first = plan(engine=engine)
    again = plan(pictures=drawn(first), files=written(first), engine=engine, style="noir")

    assert statuses(again) == ["changed"] * 3


def test_where_a_panel_has_changed_only_what_it_reads_is_named():
    first = plan()
    again = plan(pictures=drawn(first), files=written(first, prompt="a red door", steps=3, width=512))
    rewritten = [TEXTS[0].replace("Emma read", "He read"), *TEXTS[1:]]
    changed = plan(rewritten, pictures=drawn(first), files=written(first, prompt="a red door"))

    assert (again[0].status, again[0].reason) == ("edited", "You edited its prompt file: width.")
    assert (changed[0].status, changed[0].reason) == ("changed", "Changed since it was drawn: who is there, the place.")


def test_without_guidance_the_negative_prompt_is_not_read():
    first = plan(engine="sdxl", guidance=1.0)
    files = written(first, negative_prompt="fog")
    again = plan(pictures=drawn(first), files=files, engine="sdxl", cfg_cutoff=0.5)

    assert statuses(again) == ["done"] * 3
    assert again[0].reason.endswith("; the edited negative prompt is kept for a guidance above 1.")
    assert (
        statuses(plan(pictures=drawn(first), files=files, engine="sdxl", guidance=2.0)) == ["edited"] + ["changed"] * 2
    )


def test_an_edit_that_is_drawn_is_done():
    files = written(plan(), prompt="a red door")
    edited = plan(files=files, engine="sdxl")

    assert statuses(plan(pictures=drawn(edited), files=files, engine="sdxl")) == ["done", "done", "done"]


def test_no_word_is_said_to_be_kept_where_only_a_seed_is_hers():
    changed = plan([TEXTS[0].replace("desk", "table"), *TEXTS[1:]], files=written(plan(), seed=5))

    assert changed[0].warning == ""


def test_an_edit_stays_when_its_scene_changes_and_the_run_says_so():
    files = written(plan(), prompt="a red door")
    changed = plan([TEXTS[0].replace("desk", "table"), *TEXTS[1:]], files=files)

    assert changed[0].prompt.prompt == "a red door"
    assert "the scene has changed since you edited its prompt" in changed[0].warning
    assert changed[1].warning == ""


def test_an_edit_taken_back_draws_the_old_picture_again():
    first = plan(engine="sdxl")
    edited = plan(files=written(first, prompt="a red door"), engine="sdxl")
    back = plan(pictures=drawn(edited), files=written(first), engine="sdxl")

    assert statuses(back) == ["edited", "done", "done"]
    assert back[0].job.fingerprint == first[0].job.fingerprint


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        pytest.param({"width": 640}, "Changed since it was drawn: width.", id="width"),
        pytest.param({"negative": "fog"}, "Changed since it was drawn: negative prompt.", id="negative"),
        pytest.param({"steps": 40, "guidance": 8.0}, "Changed since it was drawn: steps, guidance.", id="steps"),
    ],
)
def test_a_setting_of_the_command_line_changes_everything_once(given, reason):
    first = plan(engine="sdxl")
    changed = plan(pictures=drawn(first), files=written(first), engine="sdxl", **given)
    kept = plan(pictures=drawn(changed), files=written(changed), engine="sdxl")

    assert statuses(changed) == ["changed"] * 3
    assert changed[0].reason == reason
    assert statuses(kept) == ["done"] * 3


def test_a_later_edit_wins_over_an_earlier_command_line_and_a_later_command_line_over_both():
    earlier = plan(engine="sdxl", steps=40)
    files = written(earlier, steps=12)

    assert plan(pictures=drawn(earlier), files=files, engine="sdxl")[0].job.steps == 12
    assert plan(pictures=drawn(earlier), files=files, engine="sdxl", steps=20)[0].job.steps == 20


def test_an_earlier_command_line_stays_over_an_edit_it_already_won_over():
    earlier = plan(files=written(plan(), steps=12), engine="sdxl", steps=40)
    files = written(earlier, steps=12)

    assert plan(pictures=drawn(earlier), files=files, engine="sdxl")[0].job.steps == 40


def test_an_earlier_command_line_counts_without_the_picture_that_it_made():
    earlier = plan(engine="sdxl", steps=40, style="noir")
    again = plan(files=written(earlier), engine="sdxl")

    assert [planned.job for planned in again] == [planned.job for planned in earlier]
    assert all(planned.record.given == {} for planned in earlier), "a picture remembers nothing"
    assert statuses(plan(pictures=drawn(earlier), engine="sdxl")) == ["changed"] * 3, "nor does it decide"


def test_what_pictures_of_older_versions_were_given_counts_where_the_prompt_file_remembers_nothing():
    earlier = plan(engine="sdxl", steps=40)
    pictures = [replace(p, record=replace(p.record, given={"steps": 40})) for p in drawn(earlier)]
    old_files = [replace(file, remembered=None) for file in written(earlier)]
    upgraded = plan(pictures=pictures, files=old_files, engine="sdxl")

    assert statuses(upgraded) == ["done"] * 3
    assert "an earlier version was told its steps" in upgraded[0].reason
    assert [(planned.remembered, planned.job.steps) for planned in upgraded] == [(None, 30)] * 3, "nothing is set by it"
    files = [replace(file, remembered=Remembered({"steps": 30}, {})) for file in old_files]
    assert statuses(plan(pictures=pictures, files=files, engine="sdxl")) == ["changed"] * 3


def test_what_is_taken_back_is_written_as_nothing():
    earlier = plan(engine="sdxl", steps=40)
    again = plan(files=written(earlier, steps=12), engine="sdxl")

    assert (again[0].remembered.given, again[1].remembered.given) == ({}, {"steps": 40})
    assert plan()[0].remembered is None


def test_the_command_lines_seed_is_mixed_with_each_scene():
    plans = plan(seed=5)

    assert len({planned.seed for planned in plans}) == 3
    assert [planned.seed for planned in plan(seed=5)] == [planned.seed for planned in plans]
    assert plan(seed=0)[0].seed != plan()[0].seed
    assert plan(engine="sdxl", seed=5)[0].job.seed == plans[0].seed


def test_a_seed_stays_in_its_file_when_the_text_changes():
    first = plan()
    changed = plan([TEXTS[0].replace("desk", "table"), *TEXTS[1:]], files=written(first))

    assert changed[0].seed == first[0].seed


def test_an_inserted_scene_renames_the_others_and_draws_only_itself():
    first = plan()
    longer = plan([TEXTS[0], "A new scene in a new place where it rains all day long.", *TEXTS[1:]], drawn(first))

    assert statuses(longer) == ["done", "new", "done", "done"]
    assert [planned.moved_from for planned in longer] == ["", "", "chapter_01_scene_02.png", "chapter_01_scene_03.png"]
    assert longer[3].prompt_path.name == "chapter_01_scene_04.toml"


def test_a_deleted_scene_leaves_the_others_done():
    assert statuses(plan([TEXTS[0], TEXTS[2]], drawn(plan()))) == ["done", "done"]


def test_a_prompt_file_follows_its_scene():
    files = written(plan(), prompt="a red door")
    swapped = plan([TEXTS[1], TEXTS[0], TEXTS[2]], files=files)

    assert swapped[1].prompt.prompt == "a red door"
    assert swapped[1].prompt_file.path.name == "chapter_01_scene_01.toml"
    assert swapped[1].prompt_path.name == "chapter_01_scene_02.toml"


def test_a_damaged_picture_is_drawn_again():
    first = plan()
    pictures = [replace(drawn(first)[0], sound=False), *drawn(first)[1:]]

    assert statuses(plan(pictures=pictures)) == ["damaged", "done", "done"]


def test_a_picture_too_damaged_to_say_what_it_is_is_known_by_its_name():
    first = plan()
    pictures = [*drawn(first)[:1], Picture(IMAGES / "chapter_01_scene_02.png", None, sound=False), drawn(first)[2]]

    assert statuses(plan(pictures=pictures)) == ["done", "damaged", "done"]


def test_a_strangers_picture_in_the_way_is_told():
    plans = plan(pictures=[Picture(IMAGES / "chapter_01_scene_02.png", None, sound=True)])

    assert plans[1].status == "new"
    assert "not made here" in plans[1].reason


def test_a_strangers_picture_beside_ours_is_left_alone():
    plans = plan(pictures=[Picture(IMAGES / "chapter_01_scene_02_my_sketch.png", None, sound=True)])

    assert plans[1].picture is None


def test_a_file_that_does_not_parse_stops_its_scene_alone():
    first = plan()
    files = written(first)
    files[1] = PromptFile(files[1].path, error="prompts/x.toml: line 3; mend it.")
    plans = plan(files=files)

    assert statuses(plans) == ["new", "unreadable", "new"]
    assert plans[1].reason == "prompts/x.toml: line 3; mend it."
    assert plans[1].is_failed
    assert not plans[1].is_to_draw


def test_a_model_that_only_a_prompt_file_names_stops_its_scene_alone():
    plans = plan(files=written(plan(), model="nowhere"), engine="sdxl")

    assert statuses(plans) == ["unreadable", "new", "new"]
    assert 'model "nowhere" is not there' in plans[0].reason


def test_the_command_lines_model_must_exist():
    for engine in ("sdxl", "storyboard"):
        with pytest.raises(UsageError, match="nowhere"):
            plan(engine=engine, model="nowhere")


def test_a_storyboard_needs_no_model():
    assert statuses(plan(files=written(plan(), model="nowhere"))) == ["new"] * 3


def test_a_picture_whose_model_is_gone_is_not_drawn_with_another():
    first = plan(engine="sdxl", model="other")
    files = [replace(file, remembered=Remembered({"model": "nowhere"}, {})) for file in written(first)]
    again = plan(pictures=drawn(first), files=files, engine="sdxl")

    assert statuses(again) == ["unreadable"] * 3
    assert not any(planned.is_to_draw for planned in again)


def test_a_storyboard_never_counts_as_done_for_sdxl():
    plans = plan(pictures=drawn(plan()), engine="sdxl")

    assert statuses(plans) == ["changed"] * 3
    assert "the engine (sdxl instead of storyboard)" in plans[0].reason


def test_a_storyboard_replaces_an_sdxl_picture_only_by_force():
    pictures = drawn(plan(engine="sdxl"))

    assert not any(planned.is_to_draw for planned in plan(pictures=pictures))
    assert all(planned.is_to_draw for planned in plan(pictures=pictures, force=True))


def test_force_draws_what_is_done_and_says_so():
    plans = plan(pictures=drawn(plan()), force=True)

    assert statuses(plans) == ["done"] * 3
    assert plans[0].reason == "The picture is up to date, but --force draws it again."


def test_a_selection_chooses_what_is_drawn_not_what_is_planned():
    plans = plan(selected=[(1, 2)])

    assert [planned.is_to_draw for planned in plans] == [False, True, False]


def test_another_novels_pictures_stop_the_run():
    strange = [replace(p, record=replace(p.record, identity=identify("quite other words " * 9))) for p in drawn(plan())]

    with pytest.raises(NovelError, match="--output DIR and --prompts DIR"):
        plan(pictures=strange)


def test_one_picture_of_this_novel_is_enough_to_go_on():
    pictures = drawn(plan())
    strange = replace(pictures[1], record=replace(pictures[1].record, identity=identify("quite other words " * 9)))

    assert statuses(plan(pictures=[pictures[0], strange])) == ["done", "new", "new"]


def test_an_edited_prompt_past_clips_limit_is_counted_to_the_limit_and_said():
    plans = plan(files=written(plan(), prompt="door, " * 60))

    assert plans[0].prompt.tokens == 77
    assert plans[0].prompt.dropped == ("words past CLIP's 77 tokens in the prompt",)


def test_numbers_past_99_widen_the_names():
    plans = plan([f"{TEXTS[n % 3]} {n} {n}." for n in range(100)])

    assert plans[0].path.name.startswith("chapter_01_scene_001")


def test_the_style_is_part_of_what_is_kept():
    ink = config.Style(medium="ink wash drawing", finish=("gray washes",), negative="color")
    config.STYLES["test ink"] = ink
    try:
        inked = plan(engine="sdxl", style="test ink")
        again = plan(pictures=drawn(inked), files=written(inked), engine="sdxl")
    finally:
        del config.STYLES["test ink"]

    assert inked[0].job.prompt.startswith("ink wash drawing")
    assert statuses(again) == ["done"] * 3


def test_a_correction_is_an_edit_that_names_its_keys():
    first = plan()
    files = written(first, width=640)
    files[0] = replace(files[0], corrections={"place": "van", "time": "night"})
    files[1] = replace(files[1], corrections={"mood": "eerie"})
    corrected = plan(pictures=drawn(first), files=files)

    assert statuses(corrected) == ["edited", "edited", "done"]
    assert corrected[0].reason == "You edited its prompt file: width. You corrected: place, time."
    assert corrected[1].reason == "You corrected: mood."
    assert [planned.corrected for planned in corrected] == [("place", "time"), ("mood",), ()]
    assert corrected[0].record.corrections == {"place": "van", "time": "night"}
    assert statuses(plan(pictures=drawn(corrected), files=files)) == ["done"] * 3
    back = plan(pictures=drawn(corrected), files=[files[0], replace(files[1], corrections={}), *files[2:]])
    assert (back[1].status, back[1].reason) == ("edited", "You took back what you corrected: mood.")


def test_a_correction_that_says_what_was_read_draws_nothing():
    first = plan()
    files = written(first)
    files[0] = replace(files[0], corrections={"time": "unknown", "lead": "Emma"})

    assert statuses(plan(pictures=drawn(first), files=files)) == ["done"] * 3
