"""The engine that a run's jobs are planned for, ready to be called; nothing heavy is loaded before a picture."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import config
from sdxl import engine as image_generator
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
