"""Words that hold for one figure alone: where somebody stands, the prompt's row also attends to their own words.

In each attention to the text (attn2) the mean of what the prompt says and what the figures' words say, weighed by
their masks, takes the place of what the prompt says. The attention itself runs as ever, by whatever processor: hooks
take the queries from it and change what goes into its output's projection. So neither is computed twice, weights that
a processor brings stay where they are, and nothing changes outside every mask nor on the negative's row.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from sdxl.attentions import attend, list_attentions
from sdxl.masks import fit_masks, mask_figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    words = [embedding.hidden for embedding in painting.conditioning.figures]
    regions = RegionalWords(words, masks, painting)
    with ExitStack() as stack:
        for attention in list_attentions(painting.unet, "attn2"):
            stack.enter_context(RegionalAttention(attention, regions))
        yield


class RegionalWords:
    """What the attentions of one picture share: the figures' words, and their weights on every grid."""

    def __init__(self, words: Sequence[Tensor], masks: Tensor, painting: Painting) -> None:
        """Take [1, 77, 2048] of words and [rows, columns] of weights in cells for each figure."""
        self.words, self.masks, self.painting = words, masks, painting
        self.fitted: dict[int, Tensor] = {}  # by the number of tokens

    def weights(self, tokens: int, like: Tensor) -> Tensor:
        """Give the figures' weights on the grid of this many tokens: [figures, tokens, 1]."""
        if tokens not in self.fitted:
            fitted = fit_masks(self.masks, tokens, self.painting.job.width, self.painting.job.height)
            self.fitted[tokens] = fitted[..., None].to(like)
        return self.fitted[tokens]


class RegionalAttention:
    """An attention that also hears the figures' words."""

    def __init__(self, attention: Module, regions: RegionalWords) -> None:
        """Listen to nothing yet."""
        self.attention, self.regions = attention, regions
        self.hooks: list[Any] = []
        self.heard: dict[str, Tensor] = {}  # by the projection: queries, keys and values of the call under way
        self.spoken: tuple[Tensor, Tensor] | None = None  # keys and values of the figures' words, alike in every step

    def __enter__(self) -> None:
        """Listen."""
        attention = self.attention
        # An image prompt is added to what the text says before it is projected: then the text is attended to anew.
        listened = ("to_q", "to_k", "to_v") if self.has_image_prompt else ("to_q",)
        self.hooks = [getattr(attention, name).register_forward_hook(self.hear(name)) for name in listened]
        self.hooks.append(attention.to_out[0].register_forward_pre_hook(self.mix))

    def __exit__(self, *_: object) -> None:
        """Leave the attention as it was."""
        for hook in self.hooks:
            hook.remove()

    @property
    def has_image_prompt(self) -> bool:
        """Whether its processor reads an image prompt (IP-Adapter)."""
        return hasattr(self.attention.processor, "to_k_ip")

    def hear(self, name: str) -> Any:  # noqa: ANN401  a hook of torch
        """Make the hook that remembers what a projection gives."""

        def remember(_projection: Module, _values: object, projected: Tensor) -> None:
            self.heard[name] = projected

        return remember

    def mix(self, _projection: Module, values: tuple[Tensor]) -> tuple[Tensor]:
        """Add to the last row, which follows the prompt, what the figures' words say more than it does."""
        import torch

        if self.regions.painting.is_aside:
            return values
        (hidden,) = values
        query, prompted = self.heard["to_q"][-1:], hidden[-1:]
        if self.has_image_prompt:
            prompted = attend(self.attention, query, self.heard["to_k"][-1:], self.heard["to_v"][-1:])
        said = attend(self.attention, query, *self.speak(query))
        more = ((said - prompted) * self.regions.weights(hidden.shape[1], hidden)).sum(dim=0, keepdim=True)
        self.heard.clear()
        return (torch.cat([hidden[:-1], hidden[-1:] + more]),)

    def speak(self, like: Tensor) -> tuple[Tensor, Tensor]:
        """Give keys and values of the figures' words, [figures, 77, channels] each; computed in the first step."""
        import torch

        if self.spoken is None:
            words = [one.to(like) for one in self.regions.words]
            keys, values = (
                torch.cat([project(one) for one in words]) for project in (self.attention.to_k, self.attention.to_v)
            )
            self.spoken = keys, values
        return self.spoken
