"""One job's embeddings in, its picture out: denoise, then decode, with fallbacks where decoding fails.

No failure of the decode repeats the steps: the same latents are decoded again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PIL import Image

from errors import RenderError
from sdxl.devices import give_back_memory, half_accumulation
from sdxl.failures import NoNumbersError, is_out_of_memory
from sdxl.guiding import guided
from sdxl.memory import TILE, TILE_LATENT
from sdxl.pipeline import LoadedModel, decode_dtype, fetch, make_scheduler, needs_float32, park

if TYPE_CHECKING:
    from records import RenderJob, StepReport
    from sdxl.devices import Device, Dtype
    from sdxl.encoding import Conditioning

Tensor = Any  # torch.Tensor

# Ways to decode, the fastest first; out of memory takes the next.
WHOLE, TILES, PROCESSOR = "whole", "in tiles", "in tiles, on the processor"
WAYS = (WHOLE, TILES, PROCESSOR)
LOST_TONES = "tones may differ a little from tile to tile"
BLACK = "the picture came out black in half precision: decoded again in full, and so are all that follow"


class ReportFailed(BaseException):
    """What the caller does with a step failed; the run ends with that error."""


@dataclass(frozen=True, slots=True)
class Denoised:
    """A picture before it is decoded."""

    latents: Tensor  # [1, 4, height / 8, width / 8]
    step_seconds: float  # of one step, the first left out where there are more


def denoise(model: LoadedModel, job: RenderJob, conditioning: Conditioning, on_step: StepReport) -> Denoised:
    """Denoise to latents; the noise is made on the CPU, so that a seed gives the same noise on every device."""
    import torch

    pipeline, device = model.pipeline, model.device.kind
    pipeline.register_modules(scheduler=make_scheduler(job.scheduler, model.base_scheduler))
    fetch(model, "unet", model.unet)
    clock = StepClock(on_step)
    with (
        half_accumulation(wanted=job.fp16_accumulation),
        guided(model, job, conditioning, lambda: clock.steps),
    ):
        latents = pipeline(
            **embeddings_of(conditioning, device),
            width=job.width,
            height=job.height,
            original_size=(job.height, job.width),  # what SDXL is told of the picture's size and crop: a whole one,
            target_size=(job.height, job.width),  # of just this size
            num_inference_steps=job.steps,
            guidance_scale=job.guidance,
            generator=torch.Generator("cpu").manual_seed(job.seed),
            callback_on_step_end=clock.hear_with(expecting_numbers(model.device, job)),
            callback_on_step_end_tensor_inputs=["latents", "prompt_embeds", "add_text_embeds", "add_time_ids"],
            output_type="latent",
        ).images
    if not has_numbers(latents):
        raise RenderError(explain_nan(model.device, job))
    return Denoised(latents, clock.step_seconds)


def embeddings_of(conditioning: Conditioning, device: str) -> dict[str, Tensor | None]:
    """Give prompt and negative prompt as a pipeline takes them."""
    prompt, negative = conditioning.prompt, conditioning.negative
    return {
        "prompt_embeds": prompt.hidden.to(device),
        "pooled_prompt_embeds": prompt.pooled.to(device),
        "negative_prompt_embeds": negative.hidden.to(device) if negative else None,
        "negative_pooled_prompt_embeds": negative.pooled.to(device) if negative else None,
    }


StepEnd = Callable[[Any, int, Any, dict[str, Tensor]], dict[str, Tensor]]


class StepClock:
    """Reports every step to the caller, and measures how long a step takes."""

    def __init__(self, on_step: StepReport) -> None:
        """Time from the end of the first step, which includes one-time setup."""
        self.on_step = on_step
        self.started = time.perf_counter()
        self.first = self.last = self.started
        self.steps = 0

    @property
    def step_seconds(self) -> float:
        """Seconds of one step so far."""
        if self.steps > 1:
            return (self.last - self.first) / (self.steps - 1)
        return self.last - self.started

    def hear_with(self, change: StepEnd) -> StepEnd:
        """Make the pipeline's step-end callback, which also applies `change`."""

        def step_end(pipeline: Any, step: int, timestep: Any, tensors: dict[str, Tensor]) -> dict[str, Tensor]:  # noqa: ANN401
            self.steps, self.last = step + 1, time.perf_counter()
            if self.steps == 1:
                self.first = self.last
            try:
                self.on_step(self.steps, pipeline.num_timesteps)
            except Exception as error:
                raise ReportFailed from error
            return change(pipeline, step, timestep, tensors)

        return step_end


def expecting_numbers(device: Device, job: RenderJob) -> StepEnd:
    """Make the job's own callback, which raises NoNumbersError where the first step gives NaN: so would the rest."""
    change = cut_guidance(job)

    def look(pipeline: Any, step: int, timestep: Any, tensors: dict[str, Tensor]) -> dict[str, Tensor]:  # noqa: ANN401
        if step == 0 and not has_numbers(tensors["latents"]):
            raise NoNumbersError(explain_nan(device, job))
        return change(pipeline, step, timestep, tensors)

    return look


def has_numbers(values: Tensor) -> bool:
    """Tell whether latents or pixels are all numbers: neither NaN nor infinite."""
    import torch

    return bool(torch.isfinite(values).all())


def cut_guidance(job: RenderJob) -> StepEnd:
    """Make the callback that ends guidance after the job's share of the steps, from where a step costs half."""
    if job.cfg_cutoff is None or job.cfg_cutoff >= 1:
        return lambda _pipeline, _step, _timestep, tensors: tensors
    from diffusers.callbacks import SDXLCFGCutoffCallback

    cut: StepEnd = SDXLCFGCutoffCallback(cutoff_step_ratio=job.cfg_cutoff)
    return cut


# --- Decoding -------------------------------------------------------------------------------------------------------


def decode(model: LoadedModel, latents: Tensor, *, tiled: bool, in_full: bool = False) -> tuple[Image.Image, list[str]]:
    """Decode latents to a picture and notes on the fallbacks used; raises RenderError where every way fails.

    `in_full` decodes in full precision at once, for a VAE that an earlier note said is `BLACK` in half.
    """
    import torch

    park(model, "unet", model.unet)
    fetch(model, "vae", model.vae)
    dtype, notes = torch.float32 if in_full else decode_dtype(model), []
    pixels, way = decode_somehow(model, latents, dtype, WAYS[1 if tiled else 0 :])
    if way != (TILES if tiled else WHOLE):
        notes.append(f"out of memory while decoding: decoded again {way} ({LOST_TONES})")
    if is_empty(pixels) and dtype != torch.float32:
        notes.append(BLACK)
        pixels, _ = decode_somehow(model, latents, torch.float32, WAYS[WAYS.index(way) :])
    park(model, "vae", model.vae)
    if is_empty(pixels):
        failed = RenderError if has_numbers(pixels) else NoNumbersError
        raise failed(
            "the picture came out black: use a VAE made for half precision (config.py, `vae` of the preset: "
            '"madebyollin/sdxl-vae-fp16-fix"), or another model'
        )
    return to_image(pixels), notes


def explain_nan(device: Device, job: RenderJob) -> str:
    """Say why a model may have given no numbers, and what to do."""
    if device.has_broken_half:
        return (
            f"the model gave no numbers but NaN: so do cards like the {device.name}, which have no tensor cores, in "
            "half precision; update NVIDIA's driver and PyTorch, or take a model made for half precision"
        )
    ways = [
        *(["--no-fp16-accumulation"] if job.fp16_accumulation else []),
        *(["a lower LoRA weight"] if job.loras else []),
    ]
    why = "it or a LoRA may be broken, or a LoRA too strong" if job.loras else "it may be broken"
    return f"the model gave no numbers but NaN: {why}; try {', '.join(ways) + ' or ' if ways else ''}another model"


def decode_somehow(model: LoadedModel, latents: Tensor, dtype: Dtype, ways: Sequence[str]) -> tuple[Tensor, str]:
    """Decode in the first of these ways that fits in memory; gives the pixels and the way's name."""
    for way in ways:
        failed: BaseException
        try:
            return decode_once(model, latents, dtype, way), way
        except Exception as error:
            if way == ways[-1] or not is_out_of_memory(error):
                raise
            failed = error
        failed.__traceback__ = None  # it would keep the failed decode's tensors
        give_back_memory()
    raise AssertionError("unreachable: the last way returns or raises")


def decode_once(model: LoadedModel, latents: Tensor, dtype: Dtype, way: str) -> Tensor:
    """Decode in one way; gives [height, width, 3] in main memory, about 0 to 1, not yet clamped."""
    import torch

    vae = model.vae
    device = "cpu" if way == PROCESSOR else model.device.kind
    dtype = torch.float32 if way == PROCESSOR and dtype == torch.float16 else dtype
    set_tiles(vae, wanted=way != WHOLE)
    moved = way == PROCESSOR or dtype != vae.dtype
    if moved:
        vae.to(device=device, dtype=dtype)
    try:
        with torch.no_grad():
            scaled = latents.to(device=device, dtype=dtype) / vae.config.scaling_factor
            decoded = vae.decode(unscale(vae, scaled), return_dict=False)[0]
            return (decoded[0] / 2 + 0.5).permute(1, 2, 0).float().cpu()
    finally:
        if moved:
            vae.to(device=model.device.kind, dtype=model.device.dtype)


def unscale(vae: Any, scaled: Tensor) -> Tensor:  # noqa: ANN401
    """Undo the normalization of a VAE that has one; SDXL's own has none."""
    import torch

    mean, deviation = getattr(vae.config, "latents_mean", None), getattr(vae.config, "latents_std", None)
    if mean is None or deviation is None:
        return scaled
    tensors = [torch.tensor(values).view(1, -1, 1, 1).to(scaled) for values in (deviation, mean)]
    return scaled * tensors[0] + tensors[1]


def set_tiles(vae: Any, *, wanted: bool) -> None:  # noqa: ANN401
    """Switch tiling off, or on with tiles of 512 pixels (the default of 1024 is too large to help)."""
    vae.use_tiling = wanted
    vae.tile_sample_min_size, vae.tile_latent_min_size = TILE, TILE_LATENT


def is_empty(pixels: Tensor) -> bool:
    """Tell whether the pixels are no picture: a NaN anywhere, or black all over."""
    return not has_numbers(pixels) or bool((pixels <= 0).all())


def to_image(pixels: Tensor) -> Image.Image:
    """Turn [height, width, 3] pixels, 0 to 1, into an image."""
    import torch

    return Image.fromarray((pixels.clamp(0, 1) * 255).round().to(torch.uint8).numpy())


def decode_bytes(model: LoadedModel) -> int:
    """Give the bytes per number while decoding."""
    return 4 if needs_float32(model) else int(model.device.dtype.itemsize)
