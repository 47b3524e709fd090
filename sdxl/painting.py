"""One guided picture in the making: what every guide of it reads, and how far its steps have come."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from records import RenderJob
    from sdxl.encoding import Conditioning
    from sdxl.guides import Guide
    from sdxl.pipeline import LoadedModel

Module = Any  # torch.nn.Module
Tensor = Any  # torch.Tensor
Inputs = dict[str, Any]  # the named inputs of the UNet's forward


@dataclass(slots=True)
class Painting:
    """What the guides of one picture share."""

    model: LoadedModel
    job: RenderJob
    guide: Guide
    conditioning: Conditioning
    count_steps: Callable[[], int]  # done so far
    is_aside: bool = False  # whether the UNet runs on something else than the picture

    @property
    def unet(self) -> Module:
        """The UNet that is guided."""
        return self.model.unet

    def is_within(self, end: float) -> bool:
        """Tell whether the step under way ends within this share of them; the pipeline knows their number by then."""
        return (self.count_steps() + 1) / int(self.model.pipeline.num_timesteps) <= end

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Run the UNet on something else, such as a portrait: words and nets are silent meanwhile."""
        self.is_aside = True
        try:
            yield
        finally:
            self.is_aside = False


@contextmanager
def adding_inputs(painting: Painting, add: Callable[[Tensor, Tensor, Inputs], Mapping[str, Any]]) -> Iterator[None]:
    """Have each step of the UNet read more: `add` sees latents, timestep and named inputs, and gives what is new.

    The latents are [rows, 4, height / 8, width / 8]: the negative's row first, then the prompt's; the prompt's alone
    without guidance and after it is cut. A hook of torch's does it, so that offloading's own stays untouched.
    """

    def extend(_unet: Module, values: tuple[Tensor, ...], named: Inputs) -> tuple[tuple[Tensor, ...], Inputs]:
        return values, named if painting.is_aside else {**named, **add(values[0], values[1], named)}

    hook = painting.unet.register_forward_pre_hook(extend, with_kwargs=True)
    try:
        yield
    finally:
        hook.remove()
