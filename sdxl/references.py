"""Likeness without weights: where somebody stands, the picture's attention to itself also reads their portrait.

Before each step the UNet runs on the portraits, each with as much noise on it as the picture has, and the keys and
values of its attentions to itself (attn1) are kept; then, inside that person's mask, the picture attends to them too.
Hooks do it, as for regional words: nothing changes outside every mask, nor on the negative's row.
"""

from __future__ import annotations

import math
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from sdxl.attentions import answering, attend, list_attentions
from sdxl.guides import LATENT
from sdxl.masks import FittedMasks, mask_figures
from sdxl.painting import adding_inputs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sdxl.guides import GuidedFigure, Reference
    from sdxl.painting import Inputs, Painting

Module = Any  # torch.nn.Module
Tensor = Any  # torch.Tensor

PARTS = {"up": ("up_blocks.",), "all": ("",)}  # where a portrait is read, by `Reference.layers`
HEARD = ("to_q", "to_k", "to_v")  # projections of an attention to the picture itself


@contextmanager
def references(painting: Painting) -> Iterator[None]:
    """Hold each figure of a painting to its portrait for as long as the context lasts."""
    guide = painting.guide
    if not guide.reads_along or not guide.held:
        yield
        return
    portraits = ReadPortraits(painting, guide.held, guide.reads_along)
    with ExitStack() as stack:
        for attention in list_attentions(painting.unet, "attn1", portraits.parts):
            stack.enter_context(answering(attention, ReferenceAttention(attention, portraits).answer, *HEARD))
        stack.enter_context(adding_inputs(painting, portraits.read))
        yield


class ReadPortraits:
    """What the attentions of one picture share: its portraits, whose turn it is to be read, and the masks."""

    def __init__(self, painting: Painting, figures: Sequence[GuidedFigure], reference: Reference) -> None:
        """Take the portraits of the figures, as latents, with noise of their own."""
        guide, job, conditioning = painting.guide, painting.job, painting.conditioning
        self.painting, self.reference = painting, reference
        self.parts = PARTS[self.reference.layers]
        self.words = dict(zip(guide.speakers, conditioning.figures, strict=False))
        self.figures = figures
        self.latents = [conditioning.portraits[figure.portrait, self.reference.size] for figure in figures]
        self.noise = [make_noise(figure.portrait, one) for figure, one in zip(figures, self.latents, strict=True)]
        self.masks = FittedMasks(mask_figures(guide, figures, job.width, job.height), job)
        self.under_way: int | None = None  # the figure whose portrait the UNet runs on
        self.is_heard = False  # whether the picture's step reads what was kept

    def read(self, latents: Tensor, timestep: Tensor, named: Inputs) -> Mapping[str, Any]:
        """Run the UNet on each portrait before the picture's own step; nothing of its inputs changes."""
        self.is_heard = self.painting.is_within(self.reference.end)
        if self.is_heard:
            mix = share_noise(self.painting.model.pipeline.scheduler.alphas_cumprod, timestep)
            with self.painting.aside():
                for number, figure in enumerate(self.figures):
                    self.under_way = number
                    try:
                        self.run(number, figure, mix, latents, timestep, named)
                    finally:
                        self.under_way = None
        return {}

    def run(
        self,
        number: int,
        figure: GuidedFigure,
        mix: tuple[float, float],
        latents: Tensor,
        timestep: Tensor,
        named: Inputs,
    ) -> None:
        """Run the UNet on one portrait, one row, with the figure's own words where it has some."""
        signal, noise = mix
        portrait = (self.latents[number] * signal + self.noise[number] * noise).to(latents)
        given, words = named["added_cond_kwargs"], self.words.get(figure)
        hidden, pooled = (
            (words.hidden, words.pooled) if words else (named["encoder_hidden_states"][-1:], given["text_embeds"][-1:])
        )
        height, width = (LATENT * side for side in portrait.shape[2:])
        condition = named.get("timestep_cond")
        self.painting.unet(
            portrait,
            timestep,
            encoder_hidden_states=hidden.to(latents),
            timestep_cond=None if condition is None else condition[-1:],
            added_cond_kwargs={
                "text_embeds": pooled.to(latents),
                "time_ids": given["time_ids"].new_tensor([[height, width, 0, 0, height, width]]),
            },
            return_dict=False,
        )


class ReferenceAttention:
    """What an attention of the picture to itself reads of portraits."""

    def __init__(self, attention: Module, portraits: ReadPortraits) -> None:
        """Read nothing yet."""
        self.attention, self.portraits = attention, portraits
        self.kept: dict[int, tuple[Tensor, Tensor]] = {}  # of each portrait: keys and values, [1, tokens, channels]

    def answer(self, hidden: Tensor, *projected: Tensor) -> Tensor:
        """Keep what a portrait says; or add to the picture's last row, which follows the prompt, what was kept."""
        import torch

        portraits, (query, keys, said) = self.portraits, (one[-1:] for one in projected)
        if portraits.under_way is not None:
            self.kept[portraits.under_way] = keys, said
        if not portraits.is_heard or portraits.painting.is_aside:
            return hidden
        prompted, weights = hidden[-1:].clone(), portraits.masks.on_grid(hidden.shape[1], hidden)
        for number, (more_keys, more_said) in self.kept.items():
            where = weights[number, :, 0].nonzero().flatten()
            both = torch.cat([keys, more_keys], dim=1), torch.cat([said, more_said], dim=1)
            read = attend(self.attention, query[:, where], *both) - hidden[-1:, where]
            prompted[:, where] += read * weights[number, where]
        return torch.cat([hidden[:-1], prompted])


def make_noise(portrait: str, latents: Tensor) -> Tensor:
    """Make a portrait's noise, its own in every picture: made on the CPU, so that it is the same on every device."""
    import torch

    generator = torch.Generator("cpu").manual_seed(int(portrait[:8], 16))
    return torch.randn(latents.shape, generator=generator)


def share_noise(alphas_cumprod: Tensor, timestep: Tensor) -> tuple[float, float]:
    """Give the shares of signal and of noise that the UNet sees at a timestep, between two of training's if need be.

    Every sampler shows the UNet such a mix, whatever it keeps itself: their squares sum to 1.
    """
    place, last = float(timestep.flatten()[0]), len(alphas_cumprod) - 1
    low = min(max(int(place), 0), last)
    angles = [math.acos(min(float(alphas_cumprod[at]) ** 0.5, 1.0)) for at in (low, min(low + 1, last))]
    angle = angles[0] + (angles[1] - angles[0]) * (place - low)
    return math.cos(angle), math.sin(angle)
