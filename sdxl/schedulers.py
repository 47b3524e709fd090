"""A sampler's name in, its diffusers scheduler and its names in a picture's metadata out, as a model needs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from errors import RenderError
from sdxl.predictions import ends_in_noise

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


# --- What a model needs ---------------------------------------------------------------------------------------------

# A model whose noise ends with no signal at all starts from sigma 4096. Karras' spacing would spend most steps up there
# (and diffusers fails over some numbers of steps), and these classes know nothing of such a schedule.
NOT_FROM_NOISE = ("HeunDiscreteScheduler", "DEISMultistepScheduler")
INSTEAD = "euler trailing"


@dataclass(frozen=True, slots=True)
class FittedSampler:
    """A sampler as a model needs it."""

    name: str  # the one asked for, or the one in its place
    options: Mapping[str, Any]  # laid over the model's own settings
    word: str = ""  # for the author, where it is another


def fit_sampler(name: str, schedule: Mapping[str, Any]) -> FittedSampler:
    """Fit a sampler to a model's schedule; raises RenderError where it is unknown."""
    sampler = find_scheduler(name)
    if not ends_in_noise(schedule):
        return FittedSampler(name, sampler.options)
    word = ""
    if sampler.options.get("use_karras_sigmas") or sampler.class_name in NOT_FROM_NOISE:
        word = f'its noise ends with no signal at all (zero terminal SNR), which "{name}" cannot sample'
        word = f'{word}: "{INSTEAD}" draws in its place'
        name, sampler = INSTEAD, SCHEDULERS[INSTEAD]
    return FittedSampler(name, {**sampler.options, "timestep_spacing": "trailing"}, word)
