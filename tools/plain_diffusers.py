"""Plain diffusers drawing the engine's jobs, the way its documentation says, to measure the engine against."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from records import RenderJob
from sdxl import devices
from sdxl.loading import quieten_libraries
from sdxl.pipeline import make_scheduler

if TYPE_CHECKING:
    from sdxl.models import ModelChoice

PROMPT = "graphic novel illustration, medium shot of a woman in a green coat, reading a letter at a desk, modern office"
NEGATIVE = "photograph, 3d render, anime, text, speech bubble, multiple panels, deformed, blurry"


def bare_loop(choice: ModelChoice, jobs: Sequence[RenderJob]) -> Callable[[], float]:
    """Load with plain diffusers; gives the loop that draws the same pictures from the same embeddings."""
    import torch

    pipeline = load_plain(choice, devices.find_device("cpu").dtype)
    names = ("prompt_embeds", "negative_prompt_embeds", "pooled_prompt_embeds", "negative_pooled_prompt_embeds")
    embeddings = dict(zip(names, pipeline.encode_prompt(PROMPT, negative_prompt=NEGATIVE), strict=True))
    settings = pipeline.scheduler.config

    def draw() -> None:
        for job in jobs:
            pipeline.scheduler = make_scheduler(job.scheduler, settings)
            generator = torch.Generator("cpu").manual_seed(job.seed)
            pipeline(**embeddings, **size_of(job), generator=generator)

    return lambda: time_once(draw)


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
