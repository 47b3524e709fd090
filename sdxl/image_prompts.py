"""Likeness by an IP-Adapter: where somebody stands, the picture also attends to what it made of their portrait.

In each attention to the text (attn2) the answer of the portrait's tokens is added to the text's, on the prompt's row;
on the negative's, that of no picture at all, as the adapter was trained. Hooks do it, so that the UNet's own weights
and processors stay as they are, and nothing changes outside every mask.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from sdxl.attentions import answering, attend, list_attentions
from sdxl.image_adapters import NOTHING
from sdxl.masks import FittedMasks, mask_figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sdxl.guides import GuidedFigure, Net
    from sdxl.image_adapters import Attended
    from sdxl.painting import Painting

Module = Any  # torch.nn.Module
Tensor = Any  # torch.Tensor


@contextmanager
def image_prompts(painting: Painting) -> Iterator[None]:
    """Have each figure of a painting prompted by its portrait for as long as the context lasts."""
    net, figures = painting.guide.prompts_by, painting.guide.held
    if not net or not net.strength or not figures:
        yield
        return
    prompted = PromptedFigures(painting, figures, net)
    with ExitStack() as stack:
        for number, attention in enumerate(list_attentions(painting.unet, "attn2")):
            hears = PromptedAttention(attention, prompted, prompted.read(number))
            stack.enter_context(answering(attention, hears.answer, "to_q"))
        yield


class PromptedFigures:
    """What the attentions of one picture share: who is prompted, how strongly, and where."""

    def __init__(self, painting: Painting, figures: Sequence[GuidedFigure], net: Net) -> None:
        """Take figures with a portrait each."""
        job = painting.job
        self.painting, self.net = painting, net
        self.shown = [figure.portrait for figure in figures]
        masks = mask_figures(painting.guide, figures, job.width, job.height)
        self.masks = FittedMasks(masks * net.strength, job)

    @property
    def is_silent(self) -> bool:
        """Whether the step under way is none of the picture's, or is after the net's share of them."""
        return self.painting.is_aside or not self.painting.is_within(self.net.end)

    def read(self, layer: int) -> list[Attended]:
        """Give what a layer attends to for each figure, and last for nobody."""
        prompts: Mapping[str, Sequence[Attended]] = self.painting.conditioning.image_prompts
        return [prompts[shown][layer] for shown in (*self.shown, NOTHING)]


class PromptedAttention:
    """What an attention makes of portraits' tokens."""

    def __init__(self, attention: Module, figures: PromptedFigures, prompts: Sequence[Attended]) -> None:
        """Attend to nothing yet."""
        self.attention, self.figures, self.prompts = attention, figures, prompts
        self.placed: tuple[Tensor, Tensor] | None = None  # keys and values of all prompts, where the UNet computes

    def answer(self, hidden: Tensor, query: Tensor) -> Tensor:
        """Add what the portraits answer to the prompt's row, and what nothing answers to the negative's."""
        import torch

        if self.figures.is_silent:
            return hidden
        keys, said = self.place(hidden)
        weights = self.figures.masks.on_grid(hidden.shape[1], hidden)
        more = (attend(self.attention, query[-1:], keys[:-1], said[:-1]) * weights).sum(dim=0, keepdim=True)
        if len(hidden) > 1:
            nothing = attend(self.attention, query[:1], keys[-1:], said[-1:]) * weights.sum(dim=0)
            more = torch.cat([nothing, more])
        return hidden + more

    def place(self, like: Tensor) -> tuple[Tensor, Tensor]:
        """Give keys and values, [figures + 1, tokens, channels] each, on the device; put there in the first step."""
        import torch

        if self.placed is None:
            keys, values = (torch.cat(part).to(like) for part in zip(*self.prompts, strict=True))
            self.placed = keys, values
        return self.placed
