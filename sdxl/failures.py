"""An exception of torch or diffusers in, one sentence with a remedy out, without importing either."""

from __future__ import annotations

import re

import doorstep
from errors import RenderError

MEMORY = re.compile(r"out of memory|can't allocate memory|not enough memory|failed to allocate", re.IGNORECASE)
GRID = 64  # pixels; sizes that SDXL likes are multiples of it
SMALLER = 0.75  # of each side, which takes about half the memory


def is_out_of_memory(error: BaseException) -> bool:
    """Tell whether an error means that the card's or the machine's memory ran out."""
    return (
        isinstance(error, MemoryError)
        or type(error).__name__ == "OutOfMemoryError"
        or (isinstance(error, RuntimeError) and bool(MEMORY.search(str(error))))
    )


def explain_drawing(error: BaseException, width: int, height: int, device: str) -> str:
    """Say why a picture could not be drawn, and what to do."""
    if isinstance(error, RenderError):
        return str(error)
    if is_out_of_memory(error):
        return (
            f"out of memory at {width}x{height} on {device}: close what else uses its memory, "
            f"or draw smaller (--width {shrink(width)} --height {shrink(height)})"
        )
    return f"could not be drawn: {first_line(error)}; the log has the whole story"


def explain_loading(error: BaseException, name: str, device: str) -> str:
    """Say why a model could not be loaded, and what to do."""
    if is_out_of_memory(error):
        return (
            f"out of memory while loading {name} on {device}: close what else uses its memory, or use a smaller model"
        )
    if isinstance(error, ImportError):
        package = error.name or first_line(error)
        return (
            f"the SDXL engine needs {package}: type `{doorstep.install_line(doorstep.FULL)}`, "
            "or use --engine storyboard"
        )
    if type(error).__name__ == "SafetensorError":
        return f"the weights of {name} are cut off or broken ({first_line(error)}): fetch the model again"
    return f"{name} cannot be loaded: {first_line(error)}; the log has the whole story"


def shrink(side: int) -> int:
    """Give the next smaller side worth trying, a multiple of 64."""
    return max(GRID, round(side * SMALLER / GRID) * GRID)


def first_line(error: BaseException) -> str:
    """Give the message's first line, or the error's name where it says nothing."""
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(" .:") if lines else type(error).__name__
