"""What a model predicts, as its folder's scheduler says, and which of it samplers are made from."""

import json

import pytest

from errors import RenderError
from sdxl.predictions import DISCRETE, EDM, FLOW, PICTURE, SCHEDULER, SETTINGS, check_settings, schedule_of_folder

# The scheduler of SDXL's base model, as published.
PUBLISHED = {
    "_class_name": "EulerDiscreteScheduler",
    "_diffusers_version": "0.19.0.dev0",
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "beta_start": 0.00085,
    "clip_sample": False,
    "interpolation_type": "linear",
    "num_train_timesteps": 1000,
    "prediction_type": "epsilon",
    "sample_max_value": 1.0,
    "set_alpha_to_one": False,
    "skip_prk_steps": True,
    "steps_offset": 1,
    "timestep_spacing": "leading",
    "trained_betas": None,
    "use_karras_sigmas": False,
}


@pytest.fixture
def read(tmp_path):
    def read_written(settings):
        path = tmp_path / "scheduler" / "scheduler_config.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(settings if isinstance(settings, str) else json.dumps(settings), encoding="utf-8")
        return schedule_of_folder(tmp_path)

    return read_written


def test_sdxls_own_schedule_is_that_of_its_file(read):
    assert read(PUBLISHED) == {**SCHEDULER, "prediction_type": "epsilon"}


@pytest.mark.parametrize(
    "saved",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"_class_name": "DPMSolverMultistepScheduler", "algorithm_type": "sde-dpmsolver++"}, id="SDE"),
        pytest.param({"_class_name": "DPMSolverMultistepScheduler", "use_karras_sigmas": True}, id="Karras"),
        pytest.param({"_class_name": "DDIMScheduler", "clip_sample": True, "thresholding": True}, id="clipped"),
        pytest.param({"_class_name": "UniPCMultistepScheduler", "final_sigmas_type": "sigma_min"}, id="last sigma"),
        pytest.param({"trained_betas": None, "sigma_max": None, "prediction_type": None}, id="unset"),
    ],
)
def test_which_sampler_a_folder_was_saved_with_makes_no_difference(read, saved):
    assert read(saved) == SCHEDULER


@pytest.mark.parametrize(
    "stated",
    [
        {"prediction_type": "v_prediction"},
        {"rescale_betas_zero_snr": True},
        {"timestep_spacing": "trailing"},
        {"beta_end": 0.0125},
        {"steps_offset": 0},
        {"trained_betas": [0.1, 0.2]},
    ],
)
def test_what_a_folder_says_of_its_model_is_kept(read, stated):
    assert read(stated) == {**SCHEDULER, **stated}


@pytest.mark.parametrize("mark", SETTINGS)
def test_every_row_refuses_its_settings(mark):
    value = mark.begins or "anything"
    with pytest.raises(RenderError, match=f"mine {mark.says}: choose another model"):
        check_settings({mark.key: value}, "mine")


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"_class_name": "EDMDPMSolverMultistepScheduler", "sigma_data": 0.5}, EDM),
        ({"_class_name": "EDMEulerScheduler"}, EDM),
        ({"_class_name": "EulerDiscreteScheduler", "timestep_type": "continuous", "sigma_max": 120.0}, EDM),
        ({"_class_name": "FlowMatchEulerDiscreteScheduler"}, FLOW),
        ({"_class_name": "FlowMatchHeunDiscreteScheduler"}, FLOW),
        ({"_class_name": "UniPCMultistepScheduler", "use_flow_sigmas": True}, FLOW),
        ({"_class_name": "UniPCMultistepScheduler", "prediction_type": "flow_prediction"}, FLOW),
        ({"_class_name": "DDIMScheduler", "prediction_type": "sample"}, PICTURE),
        ({"_class_name": "DDPMWuerstchenScheduler"}, "that this engine does not know"),
        ({"_class_name": "MyScheduler"}, "that this engine does not know"),
        ({"prediction_type": "x"}, "which this engine does not know"),
    ],
)
def test_another_kind_of_noise_is_refused(read, settings, says):
    with pytest.raises(RenderError) as caught:
        read(settings)

    assert says in str(caught.value)


@pytest.mark.parametrize("stated", [{"num_train_timesteps": 1000.0}, {"steps_offset": 1.0}])
def test_a_whole_number_may_be_written_with_a_point(read, stated):
    schedule = read(stated)

    assert schedule == SCHEDULER
    assert all(isinstance(schedule[key], int) for key in stated)


@pytest.mark.parametrize("betas", ["exponential", "sigmoid", "laplace"])
def test_a_schedule_that_no_sampler_here_knows_says_to_choose_another(read, betas):
    with pytest.raises(RenderError, match=f'has a noise schedule "{betas}" that this engine does not know: choose'):
        read({"beta_schedule": betas})


@pytest.mark.parametrize(
    "settings",
    [
        "{",
        "[]",
        {"num_train_timesteps": 1000.5},
        {"beta_end": "much"},
        {"num_train_timesteps": -1},
        {"timestep_spacing": 4},
    ],
)
def test_broken_settings_say_to_fetch_the_model_again(read, settings):
    with pytest.raises(RenderError, match=r"scheduler_config\.json cannot be used \(.*\): fetch the model again"):
        read(settings)


def test_every_sampler_of_the_kind_is_one_of_diffusers():
    import diffusers

    names = [name for name in dir(diffusers) if name.endswith("Scheduler")]
    assert [begins for begins in DISCRETE if not any(name.startswith(begins) for name in names)] == []
    assert not [name for name in names if name.startswith(DISCRETE) and name.startswith(("EDM", "Flow"))]
