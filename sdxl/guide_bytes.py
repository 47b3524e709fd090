"""The parts of a guide in, the bytes that each keeps on the device out: known without a job, a network or Pillow."""

from __future__ import annotations

from typing import NamedTuple

from sdxl.memory import FEATURE_BYTES, RESIDUAL_BYTES

PROMPT_BYTES = 5_324_800  # an image prompt: keys and values of its 16 tokens in 70 attentions


class GuideBytes(NamedTuple):
    """What a guide keeps on the device while its picture is drawn, in half precision."""

    beside: int = 0  # small tensors
    control: int = 0  # weights of a ControlNet
    control_layer: int = 0  # its largest tensor
    faces: int = 0  # what encoding a face takes, in full precision


def count_steering(kind: str, pixels: int, rows: int) -> float:
    """Count what the network of a kind of guide gives the UNet, for a picture with or without guidance."""
    counts = {"pose": FEATURE_BYTES * pixels * (1 + rows), "strong": RESIDUAL_BYTES * pixels * rows}
    return counts.get(kind, 0.0)


def count_prompts(portraits: int) -> int:
    """Count the image prompts of so many portraits, and that of no picture."""
    return (portraits + 1) * PROMPT_BYTES if portraits else 0
