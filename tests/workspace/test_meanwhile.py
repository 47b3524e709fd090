"""What became of a scene since it was planned: its picture and its prompt file, as they were found and as they are."""

from dataclasses import replace

import pytest
from proof import drawn, plan_one, save

from workspace.generated import Chosen
from workspace.meanwhile import Overtaken, check_place, find_news, has_changed, is_settled, stamp_of
from workspace.preparation import write_prompts
from workspace.prompt_changes import write_choice, write_keep, write_prompt_file, write_remembered
from workspace.prompt_files import read_prompt_file
from workspace.remembered import remember
from workspace.request import read_defaults

LIMITS = read_defaults().limits


@pytest.fixture
def planned(tmp_path):
    path = tmp_path / "prompts" / "chapter_01_scene_01.toml"
    path.parent.mkdir()
    plan = replace(plan_one(images=tmp_path), prompt_path=path, remembered=remember({"width": 96}, {}))
    write_prompts([plan], LIMITS)
    return plan


def find(planned, before=None, *, is_take=False):
    return find_news(planned, before, LIMITS, is_take=is_take)


def comment(path):
    path.write_text("# a thought\n" + path.read_text("utf-8"), "utf-8")


def edit(path):
    path.write_text(path.read_text("utf-8").replace("seed = ", "steps = 40\nseed = ", 1), "utf-8")


def correct(path):
    path.write_text(path.read_text("utf-8").replace("[generated]", '[scene]\nplace = "a van"\n\n[generated]'), "utf-8")


@pytest.mark.parametrize(
    ("act", "changed"),
    [
        pytest.param(lambda _: None, False, id="nothing"),
        pytest.param(comment, False, id="a comment"),
        pytest.param(lambda path: write_choice(path, Chosen("a", ""), 7, None), True, id="--choose"),
        pytest.param(lambda path: write_keep(path, keep=True), True, id="--keep"),
        pytest.param(lambda path: write_remembered(path, remember({"style": "noir"}, {})), True, id="other settings"),
        pytest.param(edit, True, id="an edit"),
        pytest.param(correct, True, id="--correct"),
        pytest.param(lambda path: path.write_text("prompt = "), True, id="half written"),
        pytest.param(lambda path: path.unlink(), False, id="deleted, to start afresh"),
    ],
)
def test_what_counts_as_a_change_of_hers(planned, act, changed):
    act(planned.prompt_path)

    assert has_changed(planned, LIMITS) == changed
    assert find(planned) == ("changed" if changed else "")
    assert find(planned, is_take=True) == "", "a take is drawn as it was planned"


def test_what_was_edited_before_is_no_change(planned):
    edit(planned.prompt_path)
    file = read_prompt_file(planned.prompt_path, LIMITS)
    write_prompt_file(planned.prompt_path, replace(planned.generated, prompt="other words"), edits=file.edits)

    assert not has_changed(replace(planned, prompt_file=file), LIMITS)


def test_a_picture_of_exactly_this_job_is_drawn_already(planned):
    save(replace(planned, record=replace(planned.record, job=replace(planned.job, width=64))), planned.path)
    assert find(planned) == "", "another one is there"
    save(planned, planned.path)
    assert find(planned) == "drawn"


def test_a_picture_that_is_forced_is_drawn_already_if_it_is_another_file(planned):
    forced = replace(planned, is_forced=True)
    save(planned, planned.path)
    before = stamp_of(planned.path)

    assert find(forced, before) == ""
    planned.path.unlink()
    save(planned, planned.path)
    assert find(forced, before) == "drawn"


def test_a_place_that_was_taken_is_left(planned):
    check_place(planned, None, LIMITS, is_take=False)
    save(planned, planned.path)
    with pytest.raises(Overtaken):
        check_place(planned, None, LIMITS, is_take=False)
    check_place(planned, stamp_of(planned.path), LIMITS, is_take=False)


def test_a_picture_that_was_kept_meanwhile_is_left(planned):
    edit(planned.prompt_path)
    check_place(planned, None, LIMITS, is_take=False)
    write_keep(planned.prompt_path, keep=True)

    with pytest.raises(Overtaken):
        check_place(planned, None, LIMITS, is_take=False)
    check_place(planned, None, LIMITS, is_take=True)


def test_a_chosen_or_kept_scene_is_settled_and_an_edited_one_is_not(planned):
    with_old = replace(planned, picture=drawn(planned))
    save(planned, planned.path)
    assert not is_settled(with_old, LIMITS)
    write_keep(planned.prompt_path, keep=True)
    assert is_settled(with_old, LIMITS)
    write_keep(planned.prompt_path, keep=False)
    save(replace(planned, record=replace(planned.record, job=replace(planned.job, seed=7, width=64))), planned.path)
    assert is_settled(with_old, LIMITS)
