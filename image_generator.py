"""The SDXL engine: jobs in, pictures out, one after the other; one that fails does not end the run.

Its parts: `sdxl_models` chooses a model without torch, `sdxl_hub` and `sdxl_layout` find its files and settings,
`sdxl_pipeline` loads and places it, `sdxl_failures` puts errors into words. Here the drawing is done.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from errors import RenderError
from render_job import Begin, Drawn, RenderJob, StepReport, always
from sdxl_failures import explain_drawing
from sdxl_pipeline import EngineOptions, Studio, free_memory, open_studio, read_peak, reset_peak, set_scheduler

if TYPE_CHECKING:
    from PIL import Image

    from sdxl_models import ModelChoice

OpenStudio = Callable[["ModelChoice", EngineOptions], Studio]


def draw_pictures(
    jobs: Sequence[RenderJob],
    on_step: StepReport,
    begin: Begin = always,
    *,
    options: EngineOptions,
    load: OpenStudio = open_studio,
) -> Iterator[Drawn]:
    """Draw every job in order; raises RenderError where the only model of the run cannot be loaded."""
    is_only_model = len({model_of(job) for job in jobs}) == 1
    for model, group in groupby(enumerate(jobs), key=lambda numbered: model_of(numbered[1])):
        try:
            studio = load(find_choice(model, options), options)
        except RenderError as error:
            if is_only_model:
                raise
            details = traceback.format_exc()
            yield from (Drawn(index, None, str(error), details) for index, _ in group)
            continue
        for index, job in group:
            if begin(index):
                yield draw_picture(studio, job, index, on_step)
        del studio  # before another model is loaded
        free_memory()


def model_of(job: RenderJob) -> tuple[str, str]:
    """Give what has to be loaded for a job: the identities of its model and of the VAE in its place."""
    return job.model, job.vae


def find_choice(model: tuple[str, str], options: EngineOptions) -> ModelChoice:
    """Find where the model of a job lies; a job knows it by its identity only."""
    for choice in options.models:
        if (choice.identity, choice.vae_identity) == model:
            return choice
    raise RenderError(f'model "{model[0]}" is not among those of this run: give it with --model')


def draw_picture(studio: Studio, job: RenderJob, index: int, on_step: StepReport) -> Drawn:
    """Draw one job; whatever goes wrong becomes a sentence, since one bad scene must not end the night."""
    started = time.perf_counter()
    image, sentence, details = None, "", ""
    reset_peak(studio.device)
    try:
        image = render(studio, job, on_step)
    except Exception as error:  # noqa: BLE001
        sentence = explain_drawing(error, job.width, job.height, studio.device_name)
        details = traceback.format_exc()
    if image is None:
        free_memory(studio)  # only now: the error kept the picture's tensors alive
    return Drawn(
        index=index,
        image=image,
        error=sentence,
        details=details,
        seconds=time.perf_counter() - started,
        peak_bytes=read_peak(studio.device),
        device=studio.device_name,
    )


def render(studio: Studio, job: RenderJob, on_step: StepReport) -> Image.Image:
    """Run the pipeline once; the noise comes from the CPU, so that a seed means the same on every device."""
    import torch

    def report(pipeline: Any, step: int, _timestep: Any, tensors: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
        on_step(step + 1, pipeline.num_timesteps)
        return tensors

    set_scheduler(studio, job.scheduler)
    drawn = studio.pipeline(
        prompt=job.prompt,
        negative_prompt=job.negative_prompt,  # "" too: without one diffusers sends zeros, another picture
        width=job.width,
        height=job.height,
        num_inference_steps=job.steps,
        guidance_scale=job.guidance,
        generator=torch.Generator("cpu").manual_seed(job.seed),
        callback_on_step_end=report,
    )
    image: Image.Image = drawn.images[0]
    return image
