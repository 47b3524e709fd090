"""The ways to draw that are timed on a card: ours, ours with a switch turned, a bare loop, the recipe with offload.

A way draws all its jobs with one loaded model. What goes wrong is part of what was measured.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from sdxl import devices
from sdxl.engine import draw_pictures
from sdxl.failures import first_line
from sdxl.options import EngineOptions
from sdxl.pipeline import LoadedModel, load_model
from sdxl.session import Tools
from tools.plain_diffusers import open_bare, open_recipe, time_once

if TYPE_CHECKING:
    from PIL import Image

    from records import RenderJob, StepReport
    from sdxl.devices import Device
    from sdxl.loading import Source
    from sdxl.memory import Plan
    from sdxl.models import ModelChoice
    from tools.plain_diffusers import OpenPlain


class OutOfTimeError(Exception):
    """The minutes of a measurement are over; raised between two steps."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What came of drawing some jobs in one way."""

    seconds: tuple[float, ...] = ()  # of each job; loading apart
    peak_bytes: int | None = None  # while drawing
    plan: str = ""  # of ours
    notes: tuple[str, ...] = ()  # what the engine warned of
    image: Image.Image | None = None  # the last
    error: str = ""


@dataclass(frozen=True, slots=True)
class Bench:
    """What is drawn with, and where."""

    choice: ModelChoice
    device: Device
    cap: float | None = None  # GB; None: the whole card


Way = Callable[[Bench, Sequence["RenderJob"], "StepReport"], Sample]


# --- Ours -----------------------------------------------------------------------------------------------------------


def keep(model: LoadedModel) -> None:
    """Leave a loaded model as the engine loads it."""


def lay_contiguous(model: LoadedModel) -> None:
    """Take back the memory layout that the engine gives UNet and VAE on a card."""
    import torch

    for module in (model.unet, model.vae):
        module.to(memory_format=torch.contiguous_format)


def decode_in_full(model: LoadedModel) -> None:
    """Decode in float32, as most checkpoints' own VAEs need: nothing else of a picture is computed in it."""
    model.vae.register_to_config(force_upcast=True)


def decode_without_tf32(model: LoadedModel) -> None:
    """Decode in float32 and switch off what the engine switched on for it; the next run sets both again."""
    import torch

    decode_in_full(model)
    torch.backends.cuda.matmul.fp32_precision = "ieee"
    torch.backends.cudnn.conv.fp32_precision = "ieee"


@dataclass(frozen=True, slots=True)
class Switch:
    """A setting that may pay, as a change of how the engine draws."""

    name: str
    base: str = "ours"  # what it is compared with
    change: Callable[[LoadedModel], None] = keep  # of the model as soon as it is loaded
    is_compiled: bool = False
    adds_in_half: bool = False
    setup: float = 0.0  # seconds that it takes longer than others, once; a guess

    def __call__(self, bench: Bench, jobs: Sequence[RenderJob], on_step: StepReport) -> Sample:
        """Draw with the engine under the plan that it chooses itself."""
        options = EngineOptions(
            (bench.choice,), max_vram=bench.cap, compiled=self.is_compiled, device=bench.device.kind
        )
        changed = [replace(job, fp16_accumulation=self.adds_in_half) for job in jobs]

        def load(source: Source, plan: Plan, device: Device, options: EngineOptions) -> LoadedModel:
            model = load_model(source, plan, device, options)
            self.change(model)
            return model

        with Warnings() as heard:
            drawn = list(draw_pictures(changed, on_step, options=options, tools=Tools(load_model=load)))
        faults = [one.error for one in drawn if one.image is None]
        if self.is_compiled:  # the engine goes on without, and that would be timed
            faults += [sentence for sentence in heard.sentences if sentence.startswith("--compile")]
        return Sample(
            seconds=tuple(one.seconds for one in drawn),
            peak_bytes=max((one.peak_bytes or 0 for one in drawn), default=0) or None,
            plan=drawn[-1].plan,
            notes=tuple(dict.fromkeys([*heard.sentences, *(note for one in drawn for note in one.notes)])),
            image=drawn[-1].image,
            error=faults[0] if faults else "",
        )


OURS = Switch("ours")
IN_FULL = Switch("ours, VAE in float32", change=decode_in_full)
# By worth: what a run can ask for today, then what it cannot.
SWITCHES = (
    Switch("fp16 accumulation", adds_in_half=True),
    Switch("without channels-last", change=lay_contiguous),
    Switch("compile", is_compiled=True, setup=60.0),
    IN_FULL,
    Switch("VAE in float32, without TF32", base=IN_FULL.name, change=decode_without_tf32),
)


class Warnings(logging.Handler):
    """Hears what the engine warns of within a block."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        super().__init__(logging.WARNING)
        self.sentences: list[str] = []
        self.engine = logging.getLogger("novel_scenes.engine")

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning."""
        self.sentences.append(record.getMessage())

    def __enter__(self) -> Self:
        """Listen."""
        self.engine.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        """Listen no more."""
        self.engine.removeHandler(self)


# --- Plain diffusers ------------------------------------------------------------------------------------------------


def plain(open_plain: OpenPlain) -> Way:
    """Make the way that draws with a pipeline of plain diffusers."""

    def draw(bench: Bench, jobs: Sequence[RenderJob], on_step: StepReport) -> Sample:
        devices.prepare_device(bench.device, bench.cap)
        devices.reset_peak(bench.device)
        draw_one = open_plain(bench.choice, bench.device)
        seconds = tuple(time_once(functools.partial(draw_one, job, on_step)) for job in jobs)
        return Sample(seconds, devices.read_peak(bench.device))

    return draw


BARE = "bare loop, UNet and VAE resident"
RECIPE = "recipe: model CPU offload, encode one picture at a time"
PLAIN: Mapping[str, Way] = {BARE: plain(open_bare), RECIPE: plain(open_recipe)}


@dataclass(frozen=True, slots=True)
class Trial:
    """A way to draw under a cap."""

    name: str
    way: Way
    cap: float | None  # GB; None: the whole card
    base: str = ""  # the way that a switch is compared with

    @property
    def kind(self) -> str:
        """Group it with those that take as long."""
        return "ours" if isinstance(self.way, Switch) else self.name

    @property
    def setup(self) -> float:
        """Give the seconds that it takes longer than others of its kind."""
        return self.way.setup if isinstance(self.way, Switch) else 0.0

    @property
    def says(self) -> str:
        """Name it with its cap."""
        return f"{self.name}, {say_cap(self.cap)}"


def say_cap(cap: float | None) -> str:
    """Name a cap."""
    return f"{cap:g} GB" if cap else "whole card"


# --- Any way --------------------------------------------------------------------------------------------------------


def sample_way(way: Way, bench: Bench, jobs: Sequence[RenderJob], on_step: StepReport) -> Sample:
    """Draw in a way; an error becomes a sentence, but that the time is out is told to the caller."""
    lift_cap(bench.device)
    try:
        return way(bench, jobs, on_step)
    except OutOfTimeError:
        raise
    except Exception as error:  # noqa: BLE001 - what breaks is what is asked
        return Sample(error=first_line(error))
    finally:
        devices.give_back_memory()


def lift_cap(device: Device) -> None:
    """Take back the limit on a card's memory that an earlier way was measured under."""
    import torch

    if device.kind == "cuda":
        torch.cuda.set_per_process_memory_fraction(1.0)
