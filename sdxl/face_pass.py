"""A picture and its guide in, the same with its small faces drawn once more out: large, then scaled back.

A face of fifty pixels is too small for SDXL to draw. The guide says where each head is, so none has to be found. A
square around it is drawn at 512 pixels with that person's words and portrait, from what is there with some noise on
it, and comes back in an ellipse within the head's box. Every pixel outside stays as it is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from PIL import Image

from errors import RenderError
from sdxl.devices import find_device, give_back_memory, half_accumulation
from sdxl.drawing import StepClock, decode, embeddings_of, explain_nan, has_numbers
from sdxl.encoding import Conditioning
from sdxl.failures import is_out_of_memory
from sdxl.guides import Faces, Guide, count_cells, guide_of, read_guide
from sdxl.guiding import guided
from sdxl.pipeline import fetch, make_scheduler, park
from sdxl.vae_encoders import encode_picture, open_vae_encoder

if TYPE_CHECKING:
    from records import RenderJob, StepReport
    from sdxl.devices import Device
    from sdxl.encoding import Embedding
    from sdxl.guides import Box, GuidedFigure
    from sdxl.loading import Source
    from sdxl.pipeline import LoadedModel

Module = Any  # torch.nn.Module
Tensor = Any  # torch.Tensor

AROUND = 1.8  # sides of a head's box that the square around it has: neck, and some of what is behind
FEATHER = 0.35  # share of the ellipse's radius over which what is new fades out
RIM = 181  # of Pillow's radial gradient at the middle of each side, where an ellipse within the box ends
WHOLE_SIZE = (1024, 1024)  # as which SDXL is told of a face's size
FULL = "out of memory while drawing small faces once more"
STAY = "they stay as they are"


@dataclass(frozen=True, slots=True)
class Faced:
    """A picture after its faces."""

    image: Image.Image
    job: RenderJob  # as it was drawn: without faces where they could not be
    notes: tuple[str, ...] = ()


class FaceDrawer:
    """Draws the small faces of one model's pictures; keeps the half of its VAE that encodes, in main memory."""

    def __init__(self, source: Source) -> None:
        """Load nothing yet."""
        self.source = source
        self.encoder: Module = None

    def draw(
        self, model: LoadedModel, job: RenderJob, given: Conditioning, image: Image.Image, on_step: StepReport
    ) -> Faced:
        """Draw all small faces of a picture; where one cannot be, the picture stays as it was, and a note says so."""
        if not has_small_faces(job):
            return Faced(image, job)
        try:
            drawn = self.draw_each(model, job, given, image, on_step)
        except RenderError as error:
            why = f"its small faces cannot be drawn once more ({error})"
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            why = FULL
        else:
            return Faced(drawn, job)
        finally:
            for name, module in (("unet", model.unet), ("vae", model.vae)):
                park(model, name, module)
        give_back_memory()  # only now: the error kept the face's tensors alive
        return Faced(image, without_faces(job), (f"{why}: {STAY}",))

    def draw_each(
        self, model: LoadedModel, job: RenderJob, given: Conditioning, image: Image.Image, on_step: StepReport
    ) -> Image.Image:
        """Draw one face after the other, the farthest first: who is nearer is in front also where heads touch."""
        guide, side = read_guide(job.guide), faces_of(job).size
        for figure, words in zip(guide.small_faces, given.faces, strict=True):
            assert figure.head  # which makes it one of them
            square = square_around(figure.head, image.size)
            seen = image.crop(square).resize((side, side), Image.Resampling.LANCZOS)
            latents = self.encode(seen, model.device)
            latents = redraw(model, job_of_face(job, guide, figure), conditioning_of(given, words), latents, on_step)
            new, _ = decode(model, latents, tiled=False)
            image = put_back(image, new, square, figure.head)
        return image

    def encode(self, picture: Image.Image, device: Device) -> Tensor:
        """Encode a picture on the device, where the encoder is for no longer than that."""
        self.encoder = self.encoder or open_vae_encoder(self.source, find_device("cpu"))
        try:
            return encode_picture(self.encoder.to(device.kind), picture)
        finally:
            self.encoder.to("cpu")


def faces_of(job: RenderJob) -> Faces:
    """Give how a job draws small faces once more; whoever asks has seen that it does."""
    return read_guide(job.guide).faces or Faces()


def has_small_faces(job: RenderJob) -> bool:
    """Tell whether a job draws any face once more."""
    guide = guide_of(job)
    return bool(guide and guide.small_faces)


def without_faces(job: RenderJob) -> RenderJob:
    """Give a job whose small faces stay as they are."""
    lower = replace(read_guide(job.guide), faces=None)
    has_more = lower.kind != "none" or lower.portraits
    return replace(job, guide=lower.to_json() if has_more else {})


# --- One face ---------------------------------------------------------------------------------------------------------


def job_of_face(job: RenderJob, guide: Guide, figure: GuidedFigure) -> RenderJob:
    """Give the job of one face: it fills its square, and holds to its portrait as the whole picture does."""
    side = faces_of(job).size
    across, down = count_cells(side, side)
    is_held = figure.portrait in guide.portraits
    alone = replace(figure, cells=(0, across * down), joints=(), head=None, portrait=figure.portrait * is_held)
    likeness = (guide.likeness, guide.likeness_net, guide.reference) if is_held else ("", None, None)
    face = Guide((alone,), "none", "", guide.share, None, "", *likeness, faces=guide.faces)
    return replace(job, width=side, height=side, guide=face.to_json())


def conditioning_of(given: Conditioning, words: Embedding) -> Conditioning:
    """Give what the UNet reads for one face: that person's own words as the prompt."""
    return Conditioning(words, given.negative, portraits=given.portraits, image_prompts=given.image_prompts)


def redraw(
    model: LoadedModel, job: RenderJob, conditioning: Conditioning, latents: Tensor, on_step: StepReport
) -> Tensor:
    """Put noise on latents and denoise them with guidance to the end; only the last steps of a whole picture's are.

    SDXL is told of a larger picture than it draws: it was shown small ones blurred.
    """
    import torch

    faces, clock, late = faces_of(job), StepClock(on_step), open_late(model, job)
    fetch(model, "unet", model.unet)
    with (
        half_accumulation(wanted=job.fp16_accumulation),
        guided(late, job, conditioning, lambda: clock.steps),
    ):
        drawn = late.pipeline(
            **embeddings_of(conditioning, model.device.kind),
            image=latents,
            strength=faces.strength,
            num_inference_steps=math.ceil(faces.steps / faces.strength),
            original_size=WHOLE_SIZE,
            target_size=WHOLE_SIZE,
            guidance_scale=job.guidance,
            generator=torch.Generator("cpu").manual_seed(job.seed),
            callback_on_step_end=clock.hear_with(lambda _pipeline, _step, _time, tensors: tensors),
            output_type="latent",
        ).images
    if not has_numbers(drawn):
        raise RenderError(explain_nan(model.device, job))
    return drawn


def open_late(model: LoadedModel, job: RenderJob) -> LoadedModel:
    """Give a loaded model with diffusers' pipeline that begins from a picture, around the very same UNet."""
    from diffusers import StableDiffusionXLImg2ImgPipeline

    nothing = dict.fromkeys(("vae", "text_encoder", "text_encoder_2", "tokenizer", "tokenizer_2"))
    scheduler = make_scheduler(job.scheduler, model.base_scheduler)
    pipeline = StableDiffusionXLImg2ImgPipeline(**nothing, unet=model.unet, scheduler=scheduler, add_watermarker=False)
    pipeline.vae = SimpleNamespace(config=None)  # it asks how latents are scaled, which ours are already
    pipeline.set_progress_bar_config(disable=True)
    return replace(model, pipeline=pipeline)


# --- There and back ---------------------------------------------------------------------------------------------------


def square_around(head: Box, size: tuple[int, int]) -> Box:
    """Give the square around a head, moved inwards at the picture's edges."""
    left, top, right, bottom = head
    side = min(math.ceil(AROUND * max(right - left, bottom - top)), *size)
    starts = [
        min(max((low + high - side) // 2, 0), length - side)
        for low, high, length in zip((left, top), (right, bottom), size, strict=True)
    ]
    return (starts[0], starts[1], starts[0] + side, starts[1] + side)


def put_back(image: Image.Image, new: Image.Image, square: Box, head: Box) -> Image.Image:
    """Put a face that was drawn large back into its head's box; gives another picture."""
    left, top, right, bottom = square
    mask = Image.new("L", (right - left, bottom - top))
    mask.paste(feathered_ellipse(head[2] - head[0], head[3] - head[1]), (head[0] - left, head[1] - top))
    changed = image.copy()
    changed.paste(new.resize(mask.size, Image.Resampling.LANCZOS), (left, top), mask)
    return changed


def feathered_ellipse(width: int, height: int) -> Image.Image:
    """Give a mask of an ellipse that fills a box: 255 in its middle, fading to 0 at the box's edge."""
    fades = [max(0, min(255, round(255 * (RIM - place) / (RIM * FEATHER)))) for place in range(256)]
    return Image.radial_gradient("L").resize((width, height), Image.Resampling.BILINEAR).point(fades)
