"""Plain diffusers drawing the engine's jobs, the way its documentation says, to measure the engine against."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from records import RenderJob, StepReport
from sdxl import devices
from sdxl.loading import quieten_libraries
from sdxl.pipeline import make_scheduler

if TYPE_CHECKING:
    from sdxl.devices import Device
    from sdxl.models import ModelChoice

DrawPlain = Callable[[RenderJob, StepReport], None]
OpenPlain = Callable[["ModelChoice", "Device"], DrawPlain]

PROMPT = "graphic novel illustration, medium shot of a woman in a green coat, reading a letter at a desk, modern office"
NEGATIVE = "photograph, 3d render, anime, text, speech bubble, multiple panels, deformed, blurry"


def bare_loop(choice: ModelChoice, jobs: Sequence[RenderJob]) -> Callable[[], float]:
    """Load with plain diffusers on the CPU; gives the loop that draws the jobs from the same embeddings."""
    draw_one = open_bare(choice, devices.find_device("cpu"))

    def draw() -> None:
        for job in jobs:
            draw_one(job, lambda *_: None)

    return lambda: time_once(draw)


def open_bare(choice: ModelChoice, device: Device) -> DrawPlain:
    """Load, encode once, let the encoders go and keep the rest on the device; gives what draws a job."""
    import torch

    pipeline = load_plain(choice, device.dtype)
    for encoder in (pipeline.text_encoder, pipeline.text_encoder_2):
        encoder.to(device.kind)
    names = ("prompt_embeds", "negative_prompt_embeds", "pooled_prompt_embeds", "negative_pooled_prompt_embeds")
    with torch.no_grad():  # else what was encoded keeps the encoders
        encoded = pipeline.encode_prompt(PROMPT, device=device.kind, negative_prompt=NEGATIVE)
    pipeline.register_modules(text_encoder=None, text_encoder_2=None)
    pipeline.to(device.kind)
    return draw_with(pipeline, dict(zip(names, encoded, strict=True)))


def open_recipe(choice: ModelChoice, device: Device) -> DrawPlain:
    """Load and have diffusers move each part to the card in its turn; every picture's prompts are encoded with it."""
    pipeline = load_plain(choice, device.dtype)
    if device.kind != "cpu":
        pipeline.enable_model_cpu_offload(device=device.kind)
    return draw_with(pipeline, {"prompt": PROMPT, "negative_prompt": NEGATIVE})


def draw_with(pipeline: Any, prompts: Mapping[str, Any]) -> DrawPlain:  # noqa: ANN401
    """Give what draws a job with a pipeline, and reports its steps."""
    import torch

    settings = pipeline.scheduler.config

    def draw(job: RenderJob, on_step: StepReport) -> None:
        def step_end(_pipeline: Any, step: int, _timestep: Any, tensors: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
            on_step(step + 1, job.steps)
            return tensors

        pipeline.scheduler = make_scheduler(job.scheduler, settings)
        generator = torch.Generator("cpu").manual_seed(job.seed)
        pipeline(**prompts, **size_of(job), generator=generator, callback_on_step_end=step_end)

    return draw


def load_plain(choice: ModelChoice, dtype: Any) -> Any:  # noqa: ANN401
    """Load a model folder the way diffusers' documentation says."""
    from diffusers import StableDiffusionXLPipeline

    quieten_libraries()
    pipeline = StableDiffusionXLPipeline.from_pretrained(
        choice.location, dtype=dtype, local_files_only=True, add_watermarker=False
    )
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def job_for(choice: ModelChoice, width: int, height: int, steps: int) -> RenderJob:
    """Make a job of this size and number of steps."""
    return RenderJob(
        engine="sdxl",
        model=choice.identity,
        vae=choice.vae_identity,
        prompt=PROMPT,
        negative_prompt=NEGATIVE,
        seed=0,
        steps=steps,
        guidance=7.0,
        width=width,
        height=height,
        scheduler=choice.scheduler,
    )


def size_of(job: RenderJob) -> dict[str, Any]:
    """Give a job's settings as diffusers names them."""
    return {
        "width": job.width,
        "height": job.height,
        "num_inference_steps": job.steps,
        "guidance_scale": job.guidance,
    }


def time_once(call: Callable[[], object]) -> float:
    """Time a call."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def time_plain(pipeline: Any, job: RenderJob) -> float:  # noqa: ANN401
    """Time one picture of plain diffusers."""
    import torch

    generator = torch.Generator("cpu").manual_seed(job.seed)
    return time_once(lambda: pipeline(PROMPT, negative_prompt=NEGATIVE, **size_of(job), generator=generator))


# --- Ways to place a pipeline -----------------------------------------------------------------------------------------

PlainWay = Callable[[Any], None]


def plain_resident(pipeline: Any) -> None:  # noqa: ANN401
    """Put everything on the card."""
    pipeline.to("cuda")


def seed_recipe(pipeline: Any) -> None:  # noqa: ANN401
    """Follow the recipe this project started from: move to the card, then offload; encode prompts for every picture."""
    pipeline.to("cuda")
    pipeline.enable_model_cpu_offload()


WAYS: Mapping[PlainWay, str] = {
    plain_resident: "plain diffusers, everything resident",
    seed_recipe: 'the first recipe: `.to("cuda")`, then model offload',
}
