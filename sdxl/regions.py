"""Words that hold for one figure alone: where somebody stands, the prompt's row also attends to their own words.

In each attention to the text (attn2) the mean of what the prompt says and what the figures' words say, weighed by
their masks, takes the place of what the prompt says. Queries and the output's projection are shared, and nothing
changes outside every mask nor on the negative's row.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from sdxl.attentions import answering, attend, list_attentions
from sdxl.masks import FittedMasks, mask_figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sdxl.painting import Painting

Module = Any  # torch.nn.Module
Tensor = Any  # torch.Tensor


@contextmanager
def regional_words(painting: Painting) -> Iterator[None]:
    """Let each figure of a painting speak its own words for as long as the context lasts."""
    guide, job = painting.guide, painting.job
    if not guide.has_words:
        yield
        return
    masks = mask_figures(guide, guide.speakers, job.width, job.height) * (1 - guide.share)
    fitted = FittedMasks(masks, job)
    with ExitStack() as stack:
        for attention in list_attentions(painting.unet, "attn2"):
            heard = RegionalAttention(attention, painting, fitted)
            stack.enter_context(answering(attention, heard.answer, "to_q"))
        yield


class RegionalAttention:
    """What an attention hears of the figures' words."""

    def __init__(self, attention: Module, painting: Painting, masks: FittedMasks) -> None:
        """Hear nothing yet; the masks are those of `Guide.speakers`."""
        self.attention, self.painting, self.masks = attention, painting, masks
        self.spoken: tuple[Tensor, Tensor] | None = None  # keys and values of the figures' words, alike in every step

    def answer(self, hidden: Tensor, query: Tensor) -> Tensor:
        """Add to the last row, which follows the prompt, what the figures' words say more than it does."""
        import torch

        if self.painting.is_aside:
            return hidden
        said = attend(self.attention, query[-1:], *self.speak(query))
        weights = self.masks.on_grid(hidden.shape[1], hidden)
        more = ((said - hidden[-1:]) * weights).sum(dim=0, keepdim=True)
        return torch.cat([hidden[:-1], hidden[-1:] + more])

    def speak(self, like: Tensor) -> tuple[Tensor, Tensor]:
        """Give keys and values of the figures' words, [figures, 77, channels] each; computed in the first step."""
        import torch

        if self.spoken is None:
            words = [figure.hidden.to(like) for figure in self.painting.conditioning.figures]
            keys, values = (
                torch.cat([project(one) for one in words]) for project in (self.attention.to_k, self.attention.to_v)
            )
            self.spoken = keys, values
        return self.spoken
