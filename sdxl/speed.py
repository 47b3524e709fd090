"""A device in, the seconds that a step should take out, and a warning where it takes ten times as long."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sdxl.memory import SDXL_SIZES, Plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sdxl.devices import Device

# One forward of SDXL's UNet, counted layer by layer: convolutions and matrices grow with the pixels, attention with
# their square. At 1344x768 it comes to 6.6 TFLOP, twice that for a step with guidance.
MEGAPIXEL = 2**20
LINEAR_FLOPS = 5.98e12  # at one megapixel
ATTENTION_FLOPS = 0.78e12
DECODE_FLOPS = 10.5e12
WORDS_FLOPS = 32.3e9  # a step and figure with words of its own: the prompt's row attends to 77 tokens more
# Half-precision operations per clock and multiprocessor with sums in float32, by compute capability: the makers' peak
# figures divided by multiprocessors and clock. A capability that is not listed counts as the one below it.
FLOPS_PER_CLOCK: Mapping[tuple[int, int], int] = {
    (5, 0): 256,  # no tensor cores: as in float32
    (7, 0): 1024,
    (7, 5): 512,
    (8, 0): 2048,
    (8, 6): 512,
    (8, 7): 512,
    (8, 9): 512,
    (9, 0): 4096,
    (10, 0): 8192,
    (12, 0): 512,
}
SHARE = 0.6  # of the peak that a healthy run reaches; a published RTX 3090 reaches 0.76
CPU_SHARE = 0.35  # of a bare matrix product's speed
SPILLS = 10  # times slower than expected: then weights travel over the bus at every step
CURE = (
    "the driver moves memory to the machine's own: close what else uses the card; in NVIDIA's control panel set "
    '"CUDA - Sysmem Fallback Policy" to "Prefer No Sysmem Fallback"; or plan for less with --max-vram'
)


@dataclass(frozen=True, slots=True)
class Speed:
    """The speed that a device should reach."""

    flops: float  # a second, as a healthy run reaches


def card_speed(processors: int, clock_hertz: float, capability: tuple[int, int]) -> Speed:
    """Work out a card's speed from its multiprocessors, clock and compute capability."""
    known = [FLOPS_PER_CLOCK[listed] for listed in sorted(FLOPS_PER_CLOCK) if listed <= capability]
    return Speed(SHARE * processors * clock_hertz * (known[-1] if known else FLOPS_PER_CLOCK[5, 0]))


def read_speed(device: Device) -> Speed | None:
    """Read a card's speed from its properties, or time a matrix product on the CPU; None where neither tells."""
    import torch

    if device.kind == "mps" or torch.version.hip:  # the table above knows NVIDIA's cards, and so does the cure
        return None
    if device.kind == "cuda":
        card = torch.cuda.get_device_properties()
        clock = getattr(card, "clock_rate", 0) * 1000  # it is given in kHz
        capability = (5, 0) if device.has_broken_half else (card.major, card.minor)  # of cards without tensor cores
        return card_speed(card.multi_processor_count, clock, capability) if clock else None
    side = 1024
    matrix = torch.ones(side, side, dtype=device.dtype)
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        matrix @ matrix
        seconds.append(time.perf_counter() - started)
    return Speed(CPU_SHARE * 2 * side**3 / max(min(seconds), 1e-9))


def forward_flops(pixels: int, unet_bytes: int = SDXL_SIZES.unet) -> float:
    """Count the operations of one forward at a size; smaller relatives of SDXL in proportion."""
    megapixels = pixels / MEGAPIXEL
    return (LINEAR_FLOPS * megapixels + ATTENTION_FLOPS * megapixels**2) * unet_bytes / SDXL_SIZES.unet


def words_flops(pixels: int, figures: int, unet_bytes: int = SDXL_SIZES.unet) -> float:
    """Count the operations of a step that figures with words of their own add."""
    return WORDS_FLOPS * figures * pixels / MEGAPIXEL * unet_bytes / SDXL_SIZES.unet


def expect_step(speed: Speed, pixels: int, *, guided: bool, unet_bytes: int = SDXL_SIZES.unet) -> float:
    """Give the seconds a step should take."""
    return forward_flops(pixels, unet_bytes) * (1 + guided) / speed.flops


def expect_picture(
    speed: Speed, pixels: int, steps: int, *, guided: bool, unet_bytes: int = SDXL_SIZES.unet, more: float = 0
) -> float:
    """Give the seconds a picture should take, decode included, and so many operations of its guide."""
    decode = DECODE_FLOPS * pixels / MEGAPIXEL * unet_bytes / SDXL_SIZES.unet
    return steps * expect_step(speed, pixels, guided=guided, unet_bytes=unet_bytes) + (decode + more) / speed.flops


def judge_step(seconds: float, expected: float, plan: Plan) -> str:
    """Give a warning if a card spills into main memory; "" if it does not or the plan moves weights on purpose."""
    if plan.layers or seconds < SPILLS * expected:
        return ""
    return f"A step takes {seconds:.1f} s where this card should take {expected:.2f} s: {CURE}."
