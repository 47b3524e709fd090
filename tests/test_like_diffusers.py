"""Our picture is plain diffusers' own, set up by hand: same words, seed, sampler and precision; folder and file."""

import dataclasses

import pytest
import tiny_sdxl
from tiny_engine import draw, job_for, lent, load_tiny, pixels

from sdxl.predictions import schedule_of_file
from sdxl.schedulers import SCHEDULERS

pytestmark = [
    pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:__array_wrap__ must accept:DeprecationWarning"),
]

STEPS = 5
# The samplers as diffusers' manual tells how to get them.
BY_HAND = {
    "dpm++ 2m karras": ("DPMSolverMultistepScheduler", {"use_karras_sigmas": True}),
    "dpm++ 2m": ("DPMSolverMultistepScheduler", {}),
    "dpm++ 2m sde karras": (
        "DPMSolverMultistepScheduler",
        {"algorithm_type": "sde-dpmsolver++", "use_karras_sigmas": True},
    ),
    "euler": ("EulerDiscreteScheduler", {}),
    "euler karras": ("EulerDiscreteScheduler", {"use_karras_sigmas": True}),
    "euler trailing": ("EulerDiscreteScheduler", {"timestep_spacing": "trailing"}),
    "euler a": ("EulerAncestralDiscreteScheduler", {}),
    "euler a trailing": ("EulerAncestralDiscreteScheduler", {"timestep_spacing": "trailing"}),
    "heun": ("HeunDiscreteScheduler", {}),
    "unipc": ("UniPCMultistepScheduler", {}),
    "deis": ("DEISMultistepScheduler", {}),
    "ddim": ("DDIMScheduler", {}),
    "ddim trailing": ("DDIMScheduler", {"timestep_spacing": "trailing"}),
    "lcm": ("LCMScheduler", {}),
}
ZERO_SNR = {"rescale_betas_zero_snr": True, "timestep_spacing": "trailing"}
VELOCITY = {"prediction_type": "v_prediction"}


@pytest.fixture(scope="module")
def plain(tiny_sdxl_folder):
    import torch
    from diffusers import StableDiffusionXLPipeline

    pipeline = StableDiffusionXLPipeline.from_pretrained(
        tiny_sdxl_folder, dtype=torch.float32, local_files_only=True, add_watermarker=False
    )
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


@pytest.fixture(scope="module")
def by_hand(plain):
    """Draw the tests' job with plain diffusers and a scheduler made by hand."""
    import diffusers
    import torch

    own = plain.scheduler.config

    def draw_plain(name, job, **settings):
        class_name, options = BY_HAND[name]
        plain.scheduler = getattr(diffusers, class_name).from_config(own, **{**options, **settings})
        return plain(
            job.prompt,
            negative_prompt=job.negative_prompt,
            num_inference_steps=job.steps,
            guidance_scale=job.guidance,
            width=job.width,
            height=job.height,
            generator=torch.Generator("cpu").manual_seed(job.seed),
        ).images[0]

    return draw_plain


@pytest.fixture(scope="module")
def draw_file(tiny_sdxl_file, device, encoders):
    """Draw a job with the single file of the same weights."""
    from sdxl.loading import find_source
    from sdxl.models import resolve_model
    from workspace.request import read_defaults

    choice = resolve_model(str(tiny_sdxl_file), read_defaults().presets)
    model = load_tiny(choice, find_source(choice), device)

    def draw_changed(job):
        (drawn,) = draw(choice, dataclasses.replace(job, model=choice.identity), tools=lent(model, encoders))
        return pixels(drawn)

    return draw_changed


@pytest.fixture
def draw_folder(choice, loaded_model, encoders):
    """Draw a job with the tiny folder, whose scheduler may say something else of the model."""

    def draw_changed(job, schedule=None):
        model = dataclasses.replace(loaded_model, base_scheduler=schedule or loaded_model.base_scheduler)
        (drawn,) = draw(choice, job, tools=lent(model, encoders))
        return pixels(drawn)

    return draw_changed


def largest_difference(ours, theirs):
    return max(abs(one - other) for one, other in zip(ours, theirs.tobytes(), strict=True))


def test_every_sampler_is_set_up_by_hand():
    assert BY_HAND.keys() == SCHEDULERS.keys()


@pytest.mark.parametrize("name", SCHEDULERS)
@pytest.mark.slow
def test_a_folder_and_its_file_draw_what_plain_diffusers_draws(name, choice, draw_folder, draw_file, by_hand):
    job = job_for(choice, scheduler=name, steps=STEPS)
    theirs, folder, file = by_hand(name, job), draw_folder(job), draw_file(job)

    assert largest_difference(folder, theirs) <= 1
    assert folder == file


def test_velocity_is_told_by_a_tensor_or_by_metadata():
    assert schedule_of_file(("v_pred",), {}) == schedule_of_file((), {"modelspec.prediction_type": "v"})


@pytest.mark.parametrize(
    ("schedule", "settings"),
    [
        pytest.param(schedule_of_file(("v_pred",), {}), VELOCITY, id="velocity"),
        pytest.param(schedule_of_file(("v_pred", "ztsnr"), {}), VELOCITY | ZERO_SNR, id="zero terminal SNR"),
    ],
)
@pytest.mark.parametrize("name", [name for name in BY_HAND if name not in {"heun", "deis"} and "karras" not in name])
@pytest.mark.slow
def test_a_velocity_model_draws_as_by_hand(name, schedule, settings, choice, draw_folder, by_hand):
    job = job_for(choice, scheduler=name, steps=STEPS)

    assert largest_difference(draw_folder(job, schedule), by_hand(name, job, **settings)) <= 1


@pytest.mark.parametrize("name", ["dpm++ 2m karras", "dpm++ 2m sde karras", "euler karras", "heun", "deis"])
@pytest.mark.slow
def test_a_sampler_that_cannot_start_from_noise_alone_gives_way(name, choice, draw_folder, by_hand):
    job = job_for(choice, scheduler=name, steps=STEPS)
    ours = draw_folder(job, schedule_of_file(("v_pred", "ztsnr"), {}))

    assert largest_difference(ours, by_hand("euler trailing", job, **VELOCITY, **ZERO_SNR)) <= 1


# --- SDXL's smaller relatives, whose layers are not all alike

RELATIVES = {
    "SSD-1B": {
        "mid_block_type": "UNetMidBlock2D",
        "transformer_layers_per_block": [1, [1]],
        "reverse_transformer_layers_per_block": [[1, 2], 1],
    },
    "KOALA": {"mid_block_type": None},
    "SDXL": {},
}


@pytest.mark.parametrize("changes", RELATIVES.values(), ids=RELATIVES)
@pytest.mark.slow
def test_a_relatives_file_draws_as_its_folder_does(tmp_path, changes, encoders, device):
    from sdxl.loading import find_source
    from sdxl.models import resolve_model
    from tools.random_model import TINY, write_random_model
    from workspace.request import read_defaults

    folder = write_random_model(tmp_path / "folder", {**TINY, "unet": {**TINY["unet"], **changes}})
    file = tiny_sdxl.build_file(tmp_path / "file.safetensors", folder)
    drawn = []
    for path in (folder, file):
        own = resolve_model(str(path), read_defaults().presets)
        model = load_tiny(own, find_source(own), device)
        drawn += draw(own, job_for(own, steps=2), tools=lent(model, encoders))

    assert pixels(drawn[0]) == pixels(drawn[1])
