"""An exception of torch or diffusers in, one sentence with a remedy out, without importing either."""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

import doorstep
from errors import RenderError, say_os_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

GRID = 64  # pixels; sizes that SDXL likes are multiples of it
SMALLER = 0.75  # of each side, which takes about half the memory

# What an error means for the run. Where memory is short another plan may do; after the last two kinds every further
# call fails, until the program is started again or another build of PyTorch is installed.
Kind = Literal["", "memory", "main memory", "lost", "build"]


class Words(NamedTuple):
    """Words of drivers and libraries, with an example from a public report."""

    pattern: str
    example: str


# What means which kind. The first row that matches counts: "CUDA error: out of memory" leaves the card alive.
WORDS: Mapping[Kind, tuple[Words, ...]] = {
    "main memory": (
        Words(r"paging file is too small|\b(os |win|windows )?error:? 1455\b", "os error 1455"),
        Words(r"DefaultCPUAllocator", "DefaultCPUAllocator: not enough memory: you tried to allocate 7 GB"),
        Words(
            r"cannot allocate memory(?! in static tls)|\bos error 12\b",
            "unable to mmap 5 bytes: Cannot allocate memory (12)",
        ),
        Words(r"insufficient system resources|\b(os |win)error:? 1450\b", "Insufficient system resources exist"),
        Words(r"not enough (memory resources|storage) (are|is) available", "Not enough memory resources are available"),
        Words(r"\bbad[_ ]alloc(ation)?\b", "std::bad_alloc"),
    ),
    "memory": (
        Words(r"out[ _]?of[ _]?(\w+[ _])?memory|memoryallocation", "HIP out of memory. Tried to allocate 2.00 GiB"),
        Words(
            r"(can't|could not|unable to|failed to) allocate|not enough (gpu |video |device )*memory",
            "Could not allocate tensor with 41943040 bytes. There is not enough GPU video memory available!",
        ),
        Words(
            r"alloc(ation)?_?failed|status_memory_error",
            "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate`",
        ),
        Words(r"(cublas|cudnn|hipblas|cusolver)_status_not_initialized", "CUDA error: CUBLAS_STATUS_NOT_INITIALIZED"),
        Words(r"cudnn_status_internal_error(?!_)", "cuDNN error: CUDNN_STATUS_INTERNAL_ERROR"),
        Words(
            r"unable to find (a valid cudnn algorithm|an engine)", "FIND was unable to find an engine to execute this"
        ),
        Words(r"invalid buffer size|total bytes of ndarray", "Invalid buffer size: 4.00 GB"),
        Words(r"error_out_of_(resources|\w+_memory)", "Native API returns: -5 (PI_ERROR_OUT_OF_RESOURCES)"),
    ),
    "build": (
        Words(r"no kernel image is available", "CUDA error: no kernel image is available for execution"),
        Words(r"invalid device function|device kernel image is invalid", "HIP error: invalid device function"),
        Words(
            r"unsupported toolchain|ptx jit|named symbol not found",
            "the provided PTX was compiled with an unsupported toolchain.",
        ),
        Words(
            r"driver version is insufficient|driver on your system is too old",
            "CUDA driver version is insufficient for CUDA runtime version",
        ),
        Words(
            r"not compiled with cuda enabled|not compatible with the current pytorch",
            "Torch not compiled with CUDA enabled",
        ),
        Words(
            r"unsupported display driver / cuda driver",
            "system has unsupported display driver / cuda driver combination",
        ),
    ),
    "lost": (
        Words(r"(cuda|hip|xpu|driver) (error: )?(unknown|initialization) error", "CUDA error: unknown error"),
        Words(r"unspecified launch failure|launch[_ ]failed", "CUDA error: unspecified launch failure"),
        Words(
            r"illegal memory access|illegal[_ ]address|illegal instruction",
            "HIP error: an illegal memory access was encountered",
        ),
        Words(
            r"device-side assert|launch timed out|launch[_ ]timeout",
            "CUDA error: the launch timed out and was terminated",
        ),
        Words(r"misaligned address|invalid program counter|hardware stack error", "CUDA error: misaligned address"),
        Words(
            r"uncorrectable (ecc|nvlink)|global/shared address space", "CUDA error: uncorrectable ECC error encountered"
        ),
        Words(
            r"(cublas|cudnn|hipblas|miopen)_?status_?(execution_?failed|mapping_error)",
            "cuDNN error: CUDNN_STATUS_EXECUTION_FAILED",
        ),
        Words(
            r"driver (is )?shut(ting)? down|driver initialization failed|context is destroyed",
            "CUDA error: driver shutting down",
        ),
        Words(
            r"device[_ ](was |is )?(lost|removed|hung)|gpu is lost|fallen off the bus",
            "Native API returns: 20 (UR_RESULT_ERROR_DEVICE_LOST)",
        ),
        Words(
            r"busy or unavailable|no cuda gpus are available",
            "CUDA error: CUDA-capable device(s) is/are busy or unavailable",
        ),
    ),
}
WINDOWS_MEMORY = (8, 14, 1450, 1455)  # Windows' own numbers: its words are in the machine's language
SPEAKING = (
    "SafetensorError",
    "AcceleratorError",
    "OutOfMemoryError",
    "AssertionError",
)  # by name, without their package


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


def list_causes(error: BaseException) -> Iterator[BaseException]:
    """Give an error and those it was raised from, the last one first raised: libraries wrap what the system says."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def is_out_of_memory(error: BaseException) -> bool:
    """Tell whether an error means that the card's or the machine's memory ran out."""
    return kind_of_failure(error) in ("memory", "main memory")


def is_lost(error: BaseException) -> bool:
    """Tell whether an error means that the device computes nothing more for this process."""
    return kind_of_failure(error) in ("lost", "build")


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
    return f"could not be drawn: {first_line(error)}; the log has the whole story"


def explain_loading(error: BaseException, name: str, device: str) -> str:
    """Say why a model could not be loaded, and what to do."""
    if isinstance(error, RenderError):
        return str(error)
    if is_out_of_memory(error):
        return f"out of memory while loading {name} on {device}: {make_room(error)}, or use a smaller model"
    if is_lost(error):
        return explain_loss(error, device)
    if isinstance(error, ImportError):
        package = error.name or first_line(error)
        return (
            f"the SDXL engine needs {package}: type `{doorstep.install_line(doorstep.FULL)}`, "
            "or use --engine storyboard"
        )
    if isinstance(error, OSError) and error.errno and error.filename:
        return say_os_error(error, deed="cannot be read")
    if type(error).__name__ == "SafetensorError":
        return f"the weights of {name} are cut off or broken ({first_line(error)}): fetch the model again"
    return f"{name} cannot be loaded: {first_line(error)}; the log has the whole story"


def explain_loss(error: BaseException, device: str) -> str:
    """Say why a device computes nothing more, and what to do."""
    cause = next(one for one in list_causes(error) if kind_of_one(one) in ("lost", "build"))
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


def first_line(error: BaseException) -> str:
    """Give the message's first line, or the error's name where it says nothing."""
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(" .:") if lines else type(error).__name__
