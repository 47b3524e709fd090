"""The device to draw on: a CUDA card, a Mac's GPU or the processor, with its precision and its free memory."""

from __future__ import annotations

import contextlib
import functools
import gc
import os
from dataclasses import dataclass
from typing import Any, Literal

from sdxl.cards import lacks_tensor_cores
from sdxl.failures import is_out_of_memory
from sdxl.machine import free_ram
from sdxl.memory import GIB

Kind = Literal["cuda", "mps", "cpu"]
Dtype = Any  # torch.dtype; torch is not typed for us


@dataclass(frozen=True, slots=True)
class Device:
    """The device of a run."""

    kind: Kind
    name: str  # as the log shows it: "NVIDIA GeForce RTX 3080"
    dtype: Dtype  # what weights are held and computed in
    has_broken_half: bool = False  # some convolutions give NaN in half precision, unless cuDNN searches for others

    @property
    def weight_bytes(self) -> int:
        """Bytes of a number."""
        return int(self.dtype.itemsize)


def find_device(kind: Kind | None = None) -> Device:
    """Find the fastest device that this torch can use, or describe the one asked for."""
    import torch

    if kind is None:
        kind = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    if kind == "cuda" and "LOCAL_RANK" in os.environ:  # one of several processes on one machine: a card of its own
        torch.cuda.set_device(int(os.environ["LOCAL_RANK"]) % torch.cuda.device_count())
    name = str(torch.cuda.get_device_name()) if kind == "cuda" else kind
    dtype = torch.float16 if kind != "cpu" else torch.bfloat16 if computes_bfloat16() else torch.float32
    is_broken = kind == "cuda" and lacks_tensor_cores(name, torch.cuda.get_device_capability())
    return Device(kind, name, dtype, is_broken)


def computes_bfloat16() -> bool:
    """Tell whether the processor has instructions for bfloat16; without them it is slower than float32."""
    import torch

    with contextlib.suppress(AttributeError, RuntimeError):  # builds without oneDNN
        return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported()) and has_bfloat16_instructions()  # noqa: SLF001
    return False


def has_bfloat16_instructions() -> bool:
    """Tell whether the instructions are real: oneDNN also emulates bfloat16 on processors with AVX-512 alone."""
    import torch

    checks = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
    return any(getattr(torch.cpu, check)() for check in checks if hasattr(torch.cpu, check))


def free_bytes(device: Device, max_vram: float | None = None) -> int:
    """Give the memory that a run may plan for: what is free, and no more than `max_vram` GB."""
    import torch

    if device.kind == "cuda":
        free = int(torch.cuda.mem_get_info()[0]) + int(torch.cuda.memory_reserved() - torch.cuda.memory_allocated())
    elif device.kind == "mps":
        free = int(torch.mps.recommended_max_memory() - torch.mps.driver_allocated_memory())
    else:
        free = free_ram()
    return min(free, int(max_vram * GIB)) if max_vram is not None else free


def held_bytes(device: Device) -> int:
    """Give the bytes of a card that this run's tensors take; 0 where other devices share the machine's memory."""
    import torch

    return int(torch.cuda.memory_allocated()) if device.kind == "cuda" else 0


def prepare_device(device: Device, max_vram: float | None = None) -> None:
    """Set the device up for the whole run: TF32 for what is computed in float32, and the limit of `--max-vram`.

    cuDNN searches for the fastest convolutions only where those it takes unasked give NaN: the search makes the last
    bits of a picture depend on the moment.
    """
    import torch

    if device.kind != "cuda":
        return
    torch.backends.cudnn.benchmark = device.has_broken_half
    torch.backends.cuda.matmul.fp32_precision = "tf32"
    torch.backends.cudnn.conv.fp32_precision = "tf32"
    if max_vram is not None:
        total = torch.cuda.mem_get_info()[1]
        torch.cuda.set_per_process_memory_fraction(min(1.0, max_vram * GIB / total))


@contextlib.contextmanager
def half_accumulation(*, wanted: bool) -> Any:  # noqa: ANN401
    """Let matrix products add up in half precision within the block: faster on GeForce cards, less exact."""
    import torch

    matmul = torch.backends.cuda.matmul
    before = matmul.allow_fp16_accumulation
    matmul.allow_fp16_accumulation = wanted
    try:
        yield
    finally:
        matmul.allow_fp16_accumulation = before


@functools.cache
def set_libraries_apart() -> None:
    """Keep the garbage collector from going through all that the libraries made while they were loaded, once a process.

    There are half a million such objects, none of which is ever given back; what a picture leaves is found at once.
    """
    gc.collect()
    gc.freeze()


def give_back_memory() -> None:
    """Return what dropped modules and failed pictures held to the device."""
    import torch

    gc.collect()
    with contextlib.suppress(RuntimeError):  # a card that crashed cannot free anything either
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        elif torch.backends.mps.is_available():
            torch.mps.empty_cache()


def still_computes(device: Device) -> bool:
    """Try whether a card computes after an error: one whose driver was reset answers every call with an error."""
    import torch

    if device.kind == "cpu" or (device.kind == "cuda" and not torch.cuda.is_initialized()):
        return True
    try:
        return bool(torch.ones(1, device=device.kind).sum().item() == 1)
    except Exception as error:  # noqa: BLE001 - which it is depends on the driver
        return is_out_of_memory(error)


def reset_peak(device: Device) -> None:
    """Reset the measurement of peak memory."""
    import torch

    if device.kind == "cuda":
        torch.cuda.reset_peak_memory_stats()


def read_peak(device: Device) -> int | None:
    """Give the peak of device memory since the last reset in bytes; None where the device does not tell."""
    import torch

    return int(torch.cuda.max_memory_allocated()) if device.kind == "cuda" else None


def synchronize(device: Device) -> None:
    """Wait until the device has finished its work, so that timings are right."""
    import torch

    if device.kind == "cuda":
        torch.cuda.synchronize()
    elif device.kind == "mps":
        torch.mps.synchronize()
