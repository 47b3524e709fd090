"""Portraits planned: upright, by nobody's guide, with seeds that stay, and not drawn twice."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PIL import Image

from records import Person
from workspace.pictures import save_picture
from workspace.portrait_cast import PortraitSitter
from workspace.portrait_plans import EACH, plan_portraits, upright
from workspace.recipes import Request
from workspace.request import read_defaults

DEFAULTS = read_defaults()
EMMA = Person("Emma", "lead", gender="female", look="woman with red hair", outfit="green coat")
SITTER = PortraitSitter("emma", "Emma", (0, 0), EMMA)
LATER = PortraitSitter("emma_from_12", "Emma", (12, 1), replace(EMMA, look="old woman"))


def choice(name):
    return SimpleNamespace(identity=name, vae_identity="", scheduler="euler")


def request(**changes):
    given = {"model": "owner/name", **changes.pop("given", {})}
    return Request("sdxl", given, DEFAULTS, choice, (), **changes)


def plan(folder, *sitters, **changes):
    return plan_portraits(sitters or (SITTER,), request(**changes), folder)


def test_everybody_has_four_portraits_of_each_look(tmp_path):
    plans = plan(tmp_path, SITTER, LATER)

    assert [planned.path.name for planned in plans] == [
        *(f"emma_{number}.png" for number in range(1, EACH + 1)),
        *(f"emma_from_12_{number}.png" for number in range(1, EACH + 1)),
    ]
    assert {planned.path.parent for planned in plans} == {tmp_path / "portraits"}
    assert len({planned.job.seed for planned in plans}) == 2 * EACH
    assert plans[4].record.chapter == 12
    assert plans[0].called == "Portrait emma_1"


def test_a_portrait_is_drawn_as_scenes_are_but_upright_and_without_a_guide(tmp_path):
    asked = {"steps": 9, "style": "noir", "negative": "hats", "guide": "pose", "likeness": "ip-adapter", "faces": True}
    book = {"width": 512, "guide": "strong", "guidance": 3.0}
    job = plan(tmp_path, given=asked, book=book)[0].job

    assert (job.steps, job.guidance, job.negative_prompt, job.guide) == (9, 3.0, "hats", {})
    assert (job.width, job.height) == (512, 768)
    assert job.prompt.startswith("black and white noir comic, half-length portrait of a woman with red hair in a coat")


def test_a_seed_stays_where_words_change_and_another_seed_draws_others(tmp_path):
    recoated = replace(SITTER, person=replace(EMMA, outfit="red coat"))
    plain, other = plan(tmp_path), plan(tmp_path, given={"seed": 5})

    assert [one.job.seed for one in plan(tmp_path, recoated)] == [one.job.seed for one in plain]
    assert {one.job.seed for one in other}.isdisjoint(one.job.seed for one in plain)


@pytest.mark.parametrize(
    ("changes", "is_to_draw", "why"),
    [
        ({}, False, "up to date"),
        ({"force": True}, True, "forced"),
        ({"given": {"steps": 3}}, True, "other settings"),
    ],
)
def test_a_portrait_that_is_up_to_date_is_not_drawn_again(tmp_path, changes, is_to_draw, why):
    first = plan(tmp_path)[0]
    first.path.parent.mkdir()
    save_picture(Image.new("RGB", (8, 8)), first.record, first.path)

    again, second, *_ = plan(tmp_path, **changes)
    assert again.is_to_draw is is_to_draw, why
    assert second.is_to_draw


def test_a_portrait_tells_whom_it_shows(tmp_path):
    assert list(plan(tmp_path)[0].record.cast) == ["Emma"]


@pytest.mark.parametrize(
    ("size", "wanted"),
    [((1344, 768), (832, 1216)), ((1024, 1024), (832, 1280)), ((672, 384), (384, 640)), ((64, 64), (64, 64))],
)
def test_a_portrait_is_upright_and_has_about_as_many_pixels(size, wanted):
    assert upright(*size) == wanted
