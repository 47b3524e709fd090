"""An exception of torch or diffusers in, one sentence with a remedy out, without importing either."""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING

import doorstep
from errors import RenderError, say_os_error
from sdxl.cards import INDEX
from sdxl.fault_words import WORDS, Kind, Words, read_system_error
from sdxl.machine import read_torch_build

if TYPE_CHECKING:
    from collections.abc import Iterator

GRID = 64  # pixels; sizes that SDXL likes are multiples of it
SMALLER = 0.75  # of each side, which takes about half the memory

WINDOWS_MEMORY = (8, 14, 1450, 1455)  # Windows' own numbers: its words are in the machine's language
SPEAKING = (
    "SafetensorError",
    "AcceleratorError",
    "OutOfMemoryError",
    "AssertionError",
    "AttributeError",
)  # by name, without their package


RUNTIME = "Microsoft's Visual C++ runtime (https://aka.ms/vs/17/release/vc_redist.x64.exe)"
# Kinds after which nothing more is computed by this process.
LASTING: tuple[Kind, ...] = ("lost", "build", "install")


class NoNumbersError(RenderError):
    """A model gives NaN from its first step on, or its VAE of numbers: with the first picture, so with every other."""


class LoadingError(RenderError):
    """A model cannot be loaded, for this picture or any other that is drawn with it."""


def kind_of_failure(error: BaseException) -> Kind:
    """Tell what an error means for the run, by itself or by what it was raised from; "" for a failure of its own."""
    return next((kind for one in list_causes(error) if (kind := kind_of_one(one))), "")


def kind_of_one(error: BaseException) -> Kind:
    """Tell what one error means, whatever it was raised from; an error of our own only quotes others."""
    if isinstance(error, MemoryError) or is_systems_memory(error):
        return "main memory"
    name = type(error).__name__
    if isinstance(error, RuntimeError | OSError | ImportError) or name in SPEAKING:
        found = (kind for kind, rows in WORDS.items() if any(has_words(error, row) for row in rows))
        return next(found, "memory" if name == "OutOfMemoryError" else "lost" if name == "AcceleratorError" else "")
    return ""


def has_words(error: BaseException, row: Words) -> bool:
    """Tell whether an error says such words, the name of its file aside."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return re.search(row.pattern, said, re.IGNORECASE) is not None


def is_systems_memory(error: BaseException) -> bool:
    """Tell whether the system's own number of an error means memory."""
    if not isinstance(error, OSError):
        return False
    return getattr(error, "winerror", None) in WINDOWS_MEMORY or error.errno in (errno.ENOMEM, *WINDOWS_MEMORY[2:])


def list_causes(error: BaseException, *, with_hidden: bool = False) -> Iterator[BaseException]:
    """Give an error and those it was raised from, the last one first raised: libraries wrap what the system says.

    `with_hidden` gives also those that were raised `from None`.
    """
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (one.__context__ if with_hidden or not one.__suppress_context__ else None)


def is_out_of_memory(error: BaseException) -> bool:
    """Tell whether an error means that the card's or the machine's memory ran out."""
    return kind_of_failure(error) in ("memory", "main memory")


def is_lost(error: BaseException) -> bool:
    """Tell whether an error means that the device, or what computes on it, does nothing more for this process."""
    return kind_of_failure(error) in LASTING


def is_about_handles(error: BaseException) -> bool:
    """Tell whether a library's handle of the card fails: lack of memory at first, a lost card once a picture is drawn.

    PyTorch makes a handle once and keeps it.
    """
    return any(re.search(r"blas_status_not_initialized", str(one), re.IGNORECASE) for one in list_causes(error))


def explain_drawing(error: BaseException, width: int, height: int, device: str) -> str:
    """Say why a picture could not be drawn, and what to do."""
    if isinstance(error, RenderError):
        return str(error)
    if is_out_of_memory(error):
        return (
            f"out of memory at {width}x{height} on {device}: {make_room(error)}, "
            f"or draw smaller (--width {shrink(width)} --height {shrink(height)})"
        )
    if is_lost(error):
        return explain_loss(error, device)
    return f"could not be drawn: {say_systems(error) or f'{first_line(error)}; the log has the whole story'}"


def explain_loading(error: BaseException, name: str, device: str) -> str:
    """Say why a model could not be loaded, and what to do."""
    if isinstance(error, RenderError):
        return str(error)
    if is_out_of_memory(error):
        return f"out of memory while loading {name} on {device}: {make_room(error)}, or use a smaller model"
    if is_lost(error):
        return explain_loss(error, device)
    if isinstance(error, ModuleNotFoundError) and error.name:
        return say_missing(error.name)
    if isinstance(error, ImportError):
        return explain_install(error)
    if system := say_systems(error, name, deed="cannot be read"):
        return system
    if type(error).__name__ == "SafetensorError":
        return f"the weights of {name} are cut off or broken ({first_line(error)}): fetch the model again"
    return f"{name} cannot be loaded: {first_line(error)}; the log has the whole story"


def say_systems(error: BaseException, name: str = "", deed: str = "") -> str:
    """Say what the system refuses, in its own error or in a library's words; "" for other errors."""
    if isinstance(error, OSError) and error.errno and error.strerror:
        return say_os_error(error, name, deed)
    found = next((found for one in list_causes(error) if (found := read_system_error(str(one)))), None)
    return say_os_error(found, name, deed) if found else ""


def say_missing(package: str) -> str:
    """Say that a package is not installed, and what to do."""
    line = doorstep.install_line(doorstep.FULL)
    return f"the SDXL engine needs {package}: type `{line}`, or use --engine storyboard"


def explain_install(error: BaseException) -> str:
    """Say what of the installed libraries is missing or does not fit, and what to do."""
    cause = [error, *(one for one in list_causes(error) if kind_of_one(one) == "install")][-1]
    while cause.__cause__:
        cause = cause.__cause__
    said = last_line(cause)
    if missing := re.search(r"No module named '([^']+)'", said):
        return say_missing(missing[1])
    if re.search(r"\bGLIBC_", said):
        return f"this system is older than the installed PyTorch needs ({said}): update the system"
    also = f", after {RUNTIME}" if re.search(r"DLL (load|init)|error loading|WinError", said, re.IGNORECASE) else ""
    return (
        f"the installed libraries are incomplete or do not fit each other ({said}): "
        f"install them again{also}: `{reinstall_line()}`"
    )


def reinstall_line() -> str:
    """Give the command that installs the libraries again, PyTorch in the build that is here."""
    line, build = doorstep.install_line(doorstep.FULL, again=True), read_torch_build()
    made = build.version.partition("+")[2] if build else ""
    return f"{line} --extra-index-url {INDEX}{made}" if made else line


def explain_loss(error: BaseException, device: str) -> str:
    """Say why a device, or what computes on it, does nothing more, and what to do."""
    cause = next((one for one in list_causes(error) if kind_of_one(one) in LASTING), error)
    if kind_of_one(cause) == "install":
        return explain_install(error)
    if kind_of_one(cause) == "build" and "hip" in str(cause).lower():
        return (
            f"this build of PyTorch holds no code for {device} ({first_line(cause)}): install the one for ROCm that "
            "AMD's list of cards names, or set HSA_OVERRIDE_GFX_VERSION to that of a card of the same family"
        )
    if kind_of_one(cause) == "build":
        return (
            f"this build of PyTorch cannot use {device} ({first_line(cause)}): "
            f"`{doorstep.name_command()} --check` says which build can"
        )
    return (
        f"{device} no longer answers ({first_line(cause)}), as after the machine slept or its driver was reset: "
        "run the same command again, and restart the machine where that does not help"
    )


def make_room(error: BaseException) -> str:
    """Say how to make room in the memory that is full."""
    if kind_of_failure(error) == "main memory":
        return "close what else uses its memory, enlarge the page file (Windows) or the swap space"
    return "close what else uses its memory"


def shrink(side: int) -> int:
    """Give the next smaller side worth trying, a multiple of 64."""
    return max(GRID, round(side * SMALLER / GRID) * GRID)


def last_line(error: BaseException) -> str:
    """Give the message's last line where the first only announces it, else its first."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1].rstrip(" .:") if lines and "following error" in lines[0] else first_line(error)


def first_line(error: BaseException) -> str:
    """Give the message's first line, or the error's name where it says nothing."""
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(" .:") if lines else type(error).__name__
