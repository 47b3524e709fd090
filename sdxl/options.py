"""What the SDXL engine is opened with: models, adapters, and how it may use the machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from records import Lora
    from sdxl.devices import Kind
    from sdxl.guide_nets import NetChoice
    from sdxl.guides import Net
    from sdxl.loras import LoraChoice
    from sdxl.models import ModelChoice

ModelKey = tuple[str, str, "tuple[Lora, ...]"]  # what has to be loaded for a job: model, VAE, adapters


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How the engine draws; none of it decides what is in the picture."""

    models: tuple[ModelChoice, ...]  # every model that a job of the run names
    loras: tuple[LoraChoice, ...] = ()  # every adapter that a job of the run names
    guide_nets: tuple[NetChoice, ...] = ()  # every network that a guide of the run names
    spare_net: Net | None = None  # of "pose", which is drawn where "strong" is too much; None where none is here
    portraits: Mapping[str, Path] = field(default_factory=dict)  # where each lies that a guide names, by its digest
    attention: str = "sdpa"  # one of ATTENTIONS
    memory: str = "auto"  # one of MEMORY_CHOICES
    max_vram: float | None = None  # GB to plan for; None: what is free
    compiled: bool = False  # compile the UNet before the first picture
    device: Kind | None = None  # None: the best there is
    seconds_a_picture: float | None = None  # as measured by earlier runs; None: not yet


def find_choice(key: ModelKey, options: EngineOptions) -> ModelChoice:
    """Find the model of a job in the options; a job names it by its identity only."""
    for choice in options.models:
        if (choice.identity, choice.vae_identity) == key[:2]:
            return choice
    raise RenderError(f'model "{key[0]}" is not among those of this run: give it with --model')


def find_loras(key: ModelKey, options: EngineOptions) -> tuple[LoraChoice, ...]:
    """Find the adapters of a job in the options."""
    known = {lora.recorded: lora for lora in options.loras}
    for lora in key[2]:
        if lora not in known:
            raise RenderError(f'LoRA "{lora.name}" is not among those of this run: give it with --lora')
    return tuple(known[lora] for lora in key[2])
