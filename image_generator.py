"""An engine's name in, a function that draws jobs out; no model is loaded before the first picture."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sdxl.machine import Probes, find_gpu, this_machine
from sdxl.options import EngineOptions

if TYPE_CHECKING:
    from records import Engine

__all__ = ["EngineChoice", "EngineOptions", "choose_engine", "open_engine"]


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


def open_engine(name: str, options: EngineOptions) -> Engine:
    """Give the engine of this name, imported only here so that other runs start sooner; `options` are for SDXL."""
    if name == "storyboard":
        from storyboard import engine as storyboard  # noqa: PLC0415

        return storyboard.draw_pictures
    from sdxl import engine as sdxl  # noqa: PLC0415

    return functools.partial(sdxl.draw_pictures, options=options)
