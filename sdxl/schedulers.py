"""A sampler's name in, its diffusers scheduler and its names in a picture's metadata out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Scheduler:
    """A sampler: its diffusers class and settings."""

    class_name: str  # in diffusers
    sampler: str  # as AUTOMATIC1111 writes it
    schedule_type: str = ""  # the same; "" where it has none
    options: Mapping[str, Any] = field(default_factory=dict)  # laid over the model's own scheduler settings


SIGMAS = {"use_karras_sigmas": False}  # stated, since a model's own settings may say otherwise


KARRAS = {"use_karras_sigmas": True}  # DPM++ shows artefacts below 50 steps without them


SCHEDULERS: Mapping[str, Scheduler] = {
    "dpm++ 2m karras": Scheduler("DPMSolverMultistepScheduler", "DPM++ 2M", "Karras", KARRAS),
    "dpm++ 2m": Scheduler("DPMSolverMultistepScheduler", "DPM++ 2M", options=SIGMAS),
    "dpm++ 2m sde karras": Scheduler(
        "DPMSolverMultistepScheduler", "DPM++ 2M SDE", "Karras", {**KARRAS, "algorithm_type": "sde-dpmsolver++"}
    ),
    "euler": Scheduler("EulerDiscreteScheduler", "Euler", options=SIGMAS),
    "euler karras": Scheduler("EulerDiscreteScheduler", "Euler", "Karras", KARRAS),
    "euler trailing": Scheduler(  # what few-step distillations (Lightning, Turbo) were trained on
        "EulerDiscreteScheduler", "Euler", "SGM Uniform", {**SIGMAS, "timestep_spacing": "trailing"}
    ),
    "euler a": Scheduler("EulerAncestralDiscreteScheduler", "Euler a"),
    "euler a trailing": Scheduler(
        "EulerAncestralDiscreteScheduler", "Euler a", "SGM Uniform", {"timestep_spacing": "trailing"}
    ),
    "heun": Scheduler("HeunDiscreteScheduler", "Heun", options=SIGMAS),
    "unipc": Scheduler("UniPCMultistepScheduler", "UniPC", options=SIGMAS),
    "deis": Scheduler("DEISMultistepScheduler", "DEIS", options=SIGMAS),
    "ddim": Scheduler("DDIMScheduler", "DDIM"),
    "ddim trailing": Scheduler("DDIMScheduler", "DDIM", "SGM Uniform", {"timestep_spacing": "trailing"}),
    "lcm": Scheduler("LCMScheduler", "LCM"),
}


def find_scheduler(name: str) -> Scheduler:
    """Look a scheduler up by its name, in any case; raises RenderError that lists them."""
    scheduler = SCHEDULERS.get(name.lower())
    if scheduler is None:
        raise RenderError(f'scheduler "{name}" is unknown; config.py can name one of: {", ".join(SCHEDULERS)}')
    return scheduler
