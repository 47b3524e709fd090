"""The samplers an author can name."""

import re

import pytest

import config
from errors import RenderError
from sdxl.predictions import SCHEDULER
from sdxl.schedulers import SCHEDULERS, find_scheduler, fit_sampler

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


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


ENDS_IN_NOISE = {**SCHEDULER, "prediction_type": "v_prediction", "rescale_betas_zero_snr": True}


@pytest.mark.parametrize("name", SCHEDULERS)
def test_a_usual_model_takes_every_sampler_as_it_is(name):
    fitted = fit_sampler(name, SCHEDULER)

    assert (fitted.name, fitted.options, fitted.word) == (name, SCHEDULERS[name].options, "")


@pytest.mark.parametrize("name", SCHEDULERS)
def test_a_model_whose_noise_has_no_signal_takes_what_can_start_there(name):
    fitted = fit_sampler(name, ENDS_IN_NOISE)
    is_replaced = name.endswith("karras") or name in {"heun", "deis"}

    assert fitted.name == ("euler trailing" if is_replaced else name)
    assert bool(fitted.word) is is_replaced
    assert fitted.options["timestep_spacing"] == "trailing"
    assert not fitted.options.get("use_karras_sigmas")


@pytest.mark.parametrize("name", SCHEDULERS)
def test_what_the_model_says_reaches_diffusers(name):
    """None of it is ignored, and the first step is the last of the noise."""
    from sdxl.pipeline import make_scheduler

    made = make_scheduler(name, ENDS_IN_NOISE)
    made.set_timesteps(20)

    assert made.config.prediction_type == "v_prediction"
    assert made.config.rescale_betas_zero_snr
    assert made.timesteps[0] == 999


@pytest.mark.parametrize("name", SCHEDULERS)
def test_a_velocity_model_on_the_usual_schedule_keeps_its_sampler(name):
    from sdxl.pipeline import make_scheduler

    made = make_scheduler(name, {**SCHEDULER, "prediction_type": "v_prediction"})

    assert made.config.prediction_type == "v_prediction"
    assert type(made).__name__ == SCHEDULERS[name].class_name


@pytest.mark.parametrize("name", SCHEDULERS)
def test_latents_are_never_clipped_as_if_they_were_a_picture(name):
    from sdxl.pipeline import make_scheduler

    assert not make_scheduler(name, SCHEDULER).config.get("clip_sample", False)
