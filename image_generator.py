"""The engine that a run's jobs are planned for, ready to be called; nothing heavy is loaded before a picture."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import config
from sdxl import engine as image_generator
from sdxl.machine import Probes, find_gpu, this_machine
from sdxl.pipeline import EngineOptions
from storyboard import engine as storyboard

if TYPE_CHECKING:
    from records import Engine
    from sdxl.loras import LoraChoice
    from sdxl.models import ModelChoice
    from workspace.arguments import Arguments
    from workspace.plan import PlannedScene


def open_engine(to_draw: Sequence[PlannedScene], args: Arguments, seconds_a_picture: float | None = None) -> Engine:
    """Give the engine that all these scenes are planned for."""
    if to_draw[0].job.engine == "storyboard":
        return storyboard.draw_pictures
    models = dict.fromkeys(planned.settings.choice for planned in to_draw if planned.settings.choice)
    loras = dict.fromkeys(lora for planned in to_draw for lora in planned.settings.loras)
    return sdxl_engine(tuple(models), tuple(loras), args, seconds_a_picture)


def sdxl_engine(
    models: tuple[ModelChoice, ...],
    loras: tuple[LoraChoice, ...],
    args: Arguments,
    seconds_a_picture: float | None = None,
) -> Engine:
    """Give the SDXL engine for these models and adapters."""
    options = EngineOptions(
        models=models,
        loras=loras,
        attention=config.ATTENTION,
        memory=args.memory,
        max_vram=args.max_vram,
        compiled=args.compile,
        seconds_a_picture=seconds_a_picture,
    )
    return functools.partial(image_generator.draw_pictures, options=options)


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """The engine of a run and the sentence that says why."""

    name: str  # "sdxl" or "storyboard"
    reason: str


def choose_engine(requested: str, *, model_given: bool, probes: Probes | None = None) -> EngineChoice:
    """Choose the engine for `--engine`; `auto` takes sdxl where a GPU works or a model is given, else storyboard."""
    if requested != "auto":
        return EngineChoice(requested, f"asked for with --engine {requested}")
    if model_given:
        return EngineChoice("sdxl", "a model is given with --model")
    works, reason = find_gpu(probes or this_machine())
    return EngineChoice("sdxl" if works else "storyboard", reason)
