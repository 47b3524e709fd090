"""How tests drive the engine with the tiny model: jobs, and models that are loaded once."""

import dataclasses

from records import RenderJob
from sdxl.engine import draw_pictures
from sdxl.memory import PLANS
from sdxl.options import EngineOptions
from sdxl.pipeline import load_model
from sdxl.session import Tools


def job_for(choice, **changes):
    job = RenderJob(
        engine="sdxl",
        model=choice.identity,
        vae=choice.vae_identity,
        prompt="graphic novel illustration, a woman in a green coat",
        negative_prompt="photograph",
        seed=7,
        steps=2,
        guidance=7.0,
        width=64,
        height=64,
        scheduler=choice.scheduler,
    )
    return dataclasses.replace(job, **changes)


def load_tiny(choice, source, device):
    """Load UNet and VAE in the device's precision, to be lent to many drawings."""
    return load_model(source, PLANS["two-phase"], device, EngineOptions((choice,), device="cpu"))


def silent(_done, _total):
    pass


def draw(choice, *jobs, on_step=silent, tools=None, **options):
    options = EngineOptions(**{"models": (choice,), "device": "cpu", **options})
    return list(draw_pictures(jobs, on_step, options=options, tools=tools))


def lent(loaded_model, encoders, **others):
    """Tools that hand out what is loaded already."""
    return Tools(load_model=lambda *_: loaded_model, open_encoders=lambda *_: encoders, **others)


def pixels(drawn):
    assert drawn.image is not None, drawn.details
    return drawn.image.tobytes()


def draw_plain(folder, device, lora=None):
    """Draw the tests' job as diffusers' manual says it is done, with an adapter or without."""
    import torch
    from diffusers import DPMSolverMultistepScheduler, StableDiffusionXLPipeline

    pipeline = StableDiffusionXLPipeline.from_pretrained(folder, dtype=device.dtype, add_watermarker=False)
    pipeline.scheduler = DPMSolverMultistepScheduler.from_config(pipeline.scheduler.config, use_karras_sigmas=True)
    pipeline.set_progress_bar_config(disable=True)
    if lora is not None:
        pipeline.load_lora_weights(str(lora))
    return pipeline(
        "graphic novel illustration, a woman in a green coat",
        negative_prompt="photograph",
        width=64,
        height=64,
        num_inference_steps=2,
        guidance_scale=7.0,
        generator=torch.Generator("cpu").manual_seed(7),
    ).images[0]


def out_of_memory(*_arguments, **_named):
    import torch

    raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has 9.77 GiB")
