"""What the SDXL engine is opened with: models, adapters, and how it may use the machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sdxl.devices import Kind
    from sdxl.loras import LoraChoice
    from sdxl.models import ModelChoice


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How the engine draws; none of it decides what is in the picture."""

    models: tuple[ModelChoice, ...]  # every model that a job of the run names
    loras: tuple[LoraChoice, ...] = ()  # every adapter that a job of the run names
    attention: str = "sdpa"  # one of ATTENTIONS
    memory: str = "auto"  # one of MEMORY_CHOICES
    max_vram: float | None = None  # GB to plan for; None: what is free
    compiled: bool = False  # compile the UNet before the first picture
    device: Kind | None = None  # None: the best there is
    seconds_a_picture: float | None = None  # as measured by earlier runs; None: not yet
