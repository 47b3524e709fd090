"""The samplers an author can name."""

import re

import pytest

import config
from errors import RenderError
from sdxl.schedulers import SCHEDULERS, find_scheduler


def test_every_preset_of_config_names_one():
    assert {preset.scheduler for preset in config.PRESETS.values()} <= SCHEDULERS.keys()


def test_no_two_mean_the_same():
    """Other tools tell them apart by these words in a picture's metadata."""
    said = [(scheduler.sampler, scheduler.schedule_type) for scheduler in SCHEDULERS.values()]

    assert len(set(said)) == len(said)


@pytest.mark.parametrize("name", SCHEDULERS)
def test_karras_is_in_the_name_where_it_is_in_the_options(name):
    """Stated either way, since a model's own settings may say otherwise."""
    scheduler = SCHEDULERS[name]

    assert bool(scheduler.options.get("use_karras_sigmas")) == name.endswith("karras")
    assert (scheduler.schedule_type == "Karras") == name.endswith("karras")


@pytest.mark.parametrize("name", [name for name in SCHEDULERS if name.endswith("trailing")])
def test_a_trailing_one_spaces_its_steps_so(name):
    assert SCHEDULERS[name].options["timestep_spacing"] == "trailing"


@pytest.mark.parametrize("name", ["euler", "Euler", "EULER"])
def test_a_name_gives_its_scheduler_in_any_case(name):
    assert find_scheduler(name).class_name == "EulerDiscreteScheduler"


@pytest.mark.parametrize("name", ["dmp++", "", "euler b"])
def test_another_name_is_refused_with_those_there_are(name):
    with pytest.raises(RenderError, match=rf'scheduler "{re.escape(name)}" is unknown.*dpm\+\+ 2m karras'):
        find_scheduler(name)
