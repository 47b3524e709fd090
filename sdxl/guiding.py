"""A job with a guide in, a UNet that is guided while its picture is drawn: every guide a context around the steps.

On leaving, the UNet is as it was. A guide finds in the `Painting` whether it is wanted, and does nothing where it is
not.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import TYPE_CHECKING

from sdxl.adapters import adapter_features
from sdxl.controlnets import control_residuals
from sdxl.guides import guide_of
from sdxl.image_prompts import image_prompts
from sdxl.painting import Painting
from sdxl.references import references
from sdxl.regions import regional_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from records import RenderJob
    from sdxl.encoding import Conditioning
    from sdxl.pipeline import LoadedModel

# In this order: a portrait's answer is added to what the words have settled.
GUIDINGS: Sequence[Callable[[Painting], AbstractContextManager[None]]] = (
    *(regional_words, image_prompts),
    *(references, adapter_features, control_residuals),
)


@contextmanager
def guided(
    model: LoadedModel, job: RenderJob, conditioning: Conditioning, count_steps: Callable[[], int]
) -> Iterator[None]:
    """Guide every step of the UNet as the job says; `count_steps` tells how many are done."""
    guide = guide_of(job)
    with ExitStack() as stack:
        if guide is not None:
            painting = Painting(model, job, guide, conditioning, count_steps)
            stack.enter_context(plainly_run(model))
            for guiding in GUIDINGS:
                stack.enter_context(guiding(painting))
        yield


@contextmanager
def plainly_run(model: LoadedModel) -> Iterator[None]:
    """Run a compiled UNet as it was written: compiled code does not see what a guide hooks into it."""
    if "compile" not in model.extras:
        yield
        return
    import torch

    with torch.compiler.set_stance("force_eager"):
        yield
