"""An engine's name in, a function that draws jobs out; no model is loaded before the first picture."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import doorstep
from errors import RenderError
from sdxl.machine import Probes, find_gpu, find_idle_card, this_machine
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
    probes = probes or this_machine()
    if requested == "auto" and not model_given:
        works, reason = find_gpu(probes)
        return EngineChoice("sdxl" if works else "storyboard", reason)
    if requested == "storyboard":
        return EngineChoice(requested, "asked for with --engine storyboard")
    asked = "a model is given with --model" if requested == "auto" else "asked for with --engine sdxl"
    idle = find_idle_card(probes)
    return EngineChoice("sdxl", f"{asked}; {idle}" if idle else asked)


def open_engine(name: str, options: EngineOptions) -> Engine:
    """Give the engine of this name, imported only here so that other runs start sooner; `options` are for SDXL.

    Raises RenderError where SDXL's packages are not installed.
    """
    if name == "storyboard":
        from storyboard import engine as storyboard  # noqa: PLC0415

        return storyboard.draw_pictures
    if fault := doorstep.find_fault(doorstep.FULL):
        raise RenderError(f"SDXL cannot draw yet. {fault}")
    from sdxl import engine as sdxl  # noqa: PLC0415

    return functools.partial(sdxl.draw_pictures, options=options)
