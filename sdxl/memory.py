"""The memory plan: module sizes and free memory in, the fastest way to draw that fits out. Arithmetic only, no torch.

A plan counts weights, which are known exactly, and working memory, which the layers need besides.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from errors import RenderError
from records import MEMORY_CHOICES
from sdxl.guides import LATENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

GIB = 2**30
HALF = 2  # bytes of a number in half precision
TILE = 512  # pixels of a side that the VAE decodes at once where memory is short
TILE_LATENT = TILE // LATENT

# Working memory in half precision. The UNet's live tensors were traced on SDXL's true shapes at 158 bytes a pixel
# and picture of the batch (classifier-free guidance makes it two); the VAE's at 1536. A card takes about three times
# that, with its libraries' workspaces: diffusers' table for an RTX 3080 says 4600 for the VAE, at every size.
DENOISE_BYTES = 480  # a pixel and picture of the batch
DECODE_BYTES = 4600  # a pixel decoded at once
WORDS_BYTES = 25_625_600  # a figure with words of its own: their keys and values in SDXL's 70 attentions to the text
FEATURE_BYTES = 12.5  # a pixel: a T2I-Adapter's features, 320 and 640 wide at 1/16, twice 1280 at 1/32
RESIDUAL_BYTES = 51.25  # a pixel and picture of the batch: what a ControlNet gives each level of the UNet
ENCODE_BYTES = 200_000_000  # a batch of prompts
RESERVE = 600_000_000  # what the allocator loses to gaps

FP8_CONTROL = "fp8-control"  # a plan that only "auto" takes, and only where a ControlNet steers


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes of a model's modules in half precision."""

    unet: int
    vae: int
    encoders: int  # both
    layer: int  # the UNet's largest single layer


SDXL_SIZES = Sizes(unet=5_134_927_368, vae=167_307_726, encoders=1_635_440_640, layer=58_982_400)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is on the device, and when."""

    name: str  # as --memory takes it
    says: str  # as the console shows it
    unet: float = 1.0  # share of the UNet's weights that is there while it draws
    control: float = 1.0  # likewise of a ControlNet's
    layers: int = 0  # single layers there instead
    is_roomy: bool = False  # taken where the encoders would find room besides; they are freed all the same
    unet_leaves: bool = False  # before the VAE comes
    is_exact: bool = True  # the picture is the same to the byte as under any other exact plan

    @property
    def of_control(self) -> Plan:
        """The plan of a ControlNet beside the UNet."""
        return PLANS["fp8"] if self.control < self.unet else self

    @property
    def can_compile(self) -> bool:
        """Whether the UNet's weights stay where they are, in the precision they are computed in."""
        return self.unet == 1 and not self.unet_leaves


PLANS: Mapping[str, Plan] = {
    plan.name: plan
    for plan in (
        Plan("resident", "everything resident", is_roomy=True),
        Plan("two-phase", "two-phase"),
        Plan("fp8", "two-phase with fp8 weights", unet=0.5, control=0.5, is_exact=False),
        Plan("model-offload", "model offload", unet_leaves=True),
        Plan("group-offload", "group offload", unet=0.0, control=0.0, layers=4),
        Plan("sequential", "sequential offload", unet=0.0, control=0.0, layers=1),
        Plan(FP8_CONTROL, "two-phase with fp8 weights in the ControlNet", control=0.5, is_exact=False),
    )
}


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A plan with its way of decoding, and what it needs."""

    plan: Plan
    tiled: bool
    need: int = 0  # bytes at the highest point

    @property
    def says(self) -> str:
        """Its name for the console."""
        return f"{self.plan.says}, decoding in tiles" if self.tiled else self.plan.says


# The fastest first. `auto` takes the first that fits and comes down a step where memory runs out all the same.
# A tiled decode comes before fp8 weights: it costs a fifth of a second, and changes less in the picture.
STEPS: Sequence[tuple[str, bool]] = (
    # plan, decodes in tiles
    ("resident", False),
    ("two-phase", False),
    ("two-phase", True),
    (FP8_CONTROL, True),  # where a ControlNet steers: its weights alone in fp8, which costs less than the UNet's
    ("fp8", True),
    ("model-offload", True),
    ("group-offload", True),
    ("sequential", True),
)
# A Mac and a CPU draw from the machine's own memory: keeping the encoders there, or weights "off" it, gains nothing.
SHARED_STEPS: Sequence[tuple[str, bool]] = (("two-phase", False), ("two-phase", True))


@dataclass(frozen=True, slots=True)
class Work:
    """What one picture needs of the device."""

    pixels: int
    guided: bool = True  # guidance draws two pictures at once
    weight_bytes: int = HALF  # of a number
    decode_bytes: int = HALF  # of a number while decoding; 4 for a VAE that overflows in half precision
    beside: int = 0  # bytes of a guide's small tensors, in half precision
    control: int = 0  # likewise of a ControlNet's weights
    control_layer: int = 0  # likewise of its largest tensor
    faces: int = 0  # bytes that encoding a face takes, always in full precision


def count_need(plan: Plan, work: Work, sizes: Sizes, *, tiled: bool) -> int:
    """Count the bytes on the device at the highest point of encoding, drawing, decoding and drawing faces once more."""
    scale = work.weight_bytes / HALF
    unet = sizes.unet * plan.unet + sizes.layer * plan.layers
    at_once = min(work.pixels, TILE * TILE) if tiled else work.pixels
    encode = sizes.encoders + ENCODE_BYTES
    weights = unet + work.control * plan.control + work.control_layer * plan.layers
    denoise = weights + sizes.vae * (not plan.unet_leaves) + DENOISE_BYTES * work.pixels * (1 + work.guided)
    beside = weights * (not plan.unet_leaves)
    decode = beside * scale + (sizes.vae + DECODE_BYTES * at_once) * work.decode_bytes / HALF
    faces = work.faces and beside * scale + sizes.vae * scale * (not plan.unet_leaves) + work.faces
    return math.ceil(max(encode * scale, (denoise + work.beside) * scale, decode, faces) + RESERVE)


def has_room(plan: Plan, work: Work, sizes: Sizes, free: int) -> bool:
    """Tell whether a plan has room for a picture, decoded at once; 0 free bytes mean that the system does not say."""
    return not free or count_need(plan, work, sizes, tiled=False) <= free


def count_ram(plan: Plan, sizes: Sizes, control: int = 0) -> int:
    """Count the bytes of main memory that a plan for a card keeps weights in while it draws, a ControlNet's too."""
    return sizes.unet + control + sizes.vae * plan.unet_leaves if plan.unet_leaves or plan.layers else 0


def find_shortage(plan: Plan, sizes: Sizes, ram: int, control: int = 0) -> str:
    """Say that main memory is too small for the weights that a plan keeps there; "" where it is not, or not known."""
    need = count_ram(plan, sizes, control)
    if not ram or need <= ram:
        return ""
    return (
        f"{plan.says} keeps {say_gigabytes(need)} GB of the model in main memory, where {say_gigabytes(ram)} GB are "
        "free: close other programs, else it is read from the disk again and again"
    )


def list_plan_steps(work: Work, sizes: Sizes, free: int, device: str, memory: str = "auto") -> list[PlanStep]:
    """List the ways to draw from the first that fits down; where none fits the last is tried all the same.

    0 free bytes mean that the system does not say: then the fastest way is tried.
    """
    steps = [
        PlanStep(PLANS[name], tiled, count_need(PLANS[name], work, sizes, tiled=tiled))
        for name, tiled in choose_steps(device, memory, has_control=work.control > 0)
    ]
    rooms = [step.need + sizes.encoders * step.plan.is_roomy for step in steps]
    fitting = [position for position, room in enumerate(rooms) if room <= free or not free]
    return steps[fitting[0] if fitting else -1 :]


def first_of_each_plan(steps: Sequence[PlanStep]) -> list[PlanStep]:
    """Drop the steps that differ from one above only in how they decode: `decode` finds its own way down."""
    firsts: dict[str, PlanStep] = {}
    for step in steps:
        firsts.setdefault(step.plan.name, step)
    return list(firsts.values())


def choose_steps(device: str, memory: str, *, has_control: bool = False) -> Sequence[tuple[str, bool]]:
    """Give the plan steps that a device and `--memory` allow, where a ControlNet steers or none does."""
    if memory == "auto":
        steps = STEPS if device == "cuda" else SHARED_STEPS
        return [step for step in steps if has_control or step[0] != FP8_CONTROL]
    if memory not in MEMORY_CHOICES:
        raise RenderError(f'config.py: MEMORY is "{memory}"; it can be {", ".join(MEMORY_CHOICES)}')
    return ((memory, False), (memory, True))


def sum_sizes(shapes_by_module: Mapping[str, Mapping[str, tuple[int, ...]]]) -> Sizes:
    """Add up the sizes of a model's modules from the shapes of their tensors."""
    count = {
        module: [math.prod(shape) * HALF for shape in shapes.values()] for module, shapes in shapes_by_module.items()
    }
    return Sizes(
        unet=sum(count["unet"]),
        vae=sum(count["vae"]),
        encoders=sum(count["text_encoder"]) + sum(count["text_encoder_2"]),
        layer=max(count["unet"]),
    )


def count_moved(plan: Plan, sizes: Sizes, steps: int) -> int:
    """Count the bytes that cross the bus to the card for one picture; embeddings, latents and guides left out."""
    if plan.unet_leaves:
        return sizes.unet + sizes.vae
    return sizes.unet * steps if plan.layers else 0


def say_gigabytes(count: float) -> str:
    """Format bytes as gigabytes: "6.9"."""
    return f"{count / GIB:.1f}"


def describe_plan_step(step: PlanStep, pictures: int, free: int, how_long: str, guides: str = "") -> str:
    """Describe the plan in a line: "33 pictures, guided by pose, two-phase, about 6.9 of 9.2 GB, about 6 minutes"."""
    noun = "picture" if pictures == 1 else "pictures"
    memory = f"about {say_gigabytes(step.need)} of {say_gigabytes(free)} GB"
    return ", ".join(part for part in (f"{pictures} {noun}", guides, step.says, memory, how_long) if part)


def plan_table(sizes: Sizes, work: Work, cards: Iterable[float]) -> list[tuple[float, PlanStep]]:
    """Give the plan for cards of these sizes in GB, of which the system keeps 0.7 GB for itself."""
    return [(card, list_plan_steps(work, sizes, int((card - 0.7) * GIB), "cuda")[0]) for card in cards]
