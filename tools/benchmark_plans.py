"""Measure SDXL under caps on a CUDA card's memory: each of our plans and plain diffusers, as a table."""

from __future__ import annotations

import statistics
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import config
from records import MEMORY_CHOICES
from sdxl import devices
from sdxl.engine import draw_pictures
from sdxl.loading import find_source, read_sizes
from sdxl.memory import PLANS, count_moved, say_gigabytes
from sdxl.models import ModelChoice, resolve_model
from sdxl.options import EngineOptions
from tools.benchmark_ways import lift_cap
from tools.plain_diffusers import WAYS, PlainWay, job_for, load_plain, seed_recipe, time_plain
from tools.random_model import FULL, write_random_model
from workspace.request import read_defaults

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from records import RenderJob

CAPS = (6.0, 8.0, 10.0, 24.0)  # GB


@dataclass(frozen=True, slots=True)
class Drawing:
    """The measurements of a series of pictures drawn in one way."""

    way: str  # a plan, or somebody else's recipe
    cap: float | None  # GB; None: the whole card
    seconds: float  # a picture
    steps_a_second: float
    peak_bytes: int | None
    moved_bytes: int  # over the bus for a picture, counted from the plan
    error: str = ""


def measure_cards(model: str | None, pictures: int) -> Iterator[Drawing]:
    """Draw with SDXL under every cap: each plan of ours, then plain diffusers; nothing where there is no card."""
    import torch

    if not torch.cuda.is_available():
        print("no CUDA card: the plans are not measured", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = model or str(write_random_model(Path(folder) / "sdxl", FULL))
        choice = resolve_model(path, read_defaults().presets)
        jobs = [replace(job_for(choice, config.WIDTH, config.HEIGHT, 30), seed=seed) for seed in range(pictures)]
        total = torch.cuda.mem_get_info()[1] / 2**30
        for cap in [cap for cap in CAPS if cap < total] + [None]:
            yield from measure_cap(choice, jobs, cap)


def measure_cap(choice: ModelChoice, jobs: Sequence[RenderJob], cap: float | None) -> Iterator[Drawing]:
    """Draw under one cap in every way."""
    lift_cap(devices.find_device())  # that of the cap before: where there is none now, nobody else would
    for memory in MEMORY_CHOICES:
        options = EngineOptions((choice,), memory=memory, max_vram=cap)
        yield measure_engine(choice, jobs, options)
    for way, name in WAYS.items():
        yield measure_plain(name, way, choice, jobs, cap)


def measure_engine(choice: ModelChoice, jobs: Sequence[RenderJob], options: EngineOptions) -> Drawing:
    """Draw a series with the engine under one plan; the first picture warms up and is not counted."""
    drawn = list(draw_pictures([jobs[0], *jobs], lambda *_: None, options=options))
    good = [picture for picture in drawn[1:] if picture.image]
    if not good:
        return Drawing(options.memory, options.max_vram, 0, 0, None, 0, drawn[-1].error)
    plan = good[-1].plan
    seconds = statistics.median(picture.seconds for picture in good)
    step = statistics.median(picture.step_seconds for picture in good)
    moved = count_moved(PLANS[plan], read_sizes(find_source(choice)), jobs[0].steps)
    peak = max((picture.peak_bytes or 0) for picture in good) or None
    name = f"auto ({plan})" if options.memory == "auto" else plan
    return Drawing(name, options.max_vram, seconds, 1 / step if step else 0, peak, moved)


def measure_plain(
    name: str, way: PlainWay, choice: ModelChoice, jobs: Sequence[RenderJob], cap: float | None
) -> Drawing:
    """Draw a series with plain diffusers."""
    import torch

    device = devices.find_device()
    devices.prepare_device(device, cap)
    devices.give_back_memory()
    devices.reset_peak(device)
    try:
        pipeline = load_plain(choice, device.dtype)
        way(pipeline)
        seconds = [time_plain(pipeline, job) for job in (jobs[0], *jobs)][1:]
    except (torch.OutOfMemoryError, RuntimeError) as error:
        return Drawing(name, cap, 0, 0, None, 0, str(error).partition("\n")[0])
    median = statistics.median(seconds)
    sizes = read_sizes(find_source(choice))
    moved = 2 * (sizes.unet + sizes.vae + sizes.encoders) if way is seed_recipe else 0  # there and back
    return Drawing(name, cap, median, jobs[0].steps / median, devices.read_peak(device), moved)


def drawing_table(drawings: Sequence[Drawing]) -> str:
    """Format the measurements as a Markdown table."""
    return "\n".join(
        [
            "| cap | way | s a picture | steps/s | peak GB | GB over the bus |",
            "|---|---|---|---|---|---|",
            *(drawing_row(one) for one in drawings),
        ]
    )


def drawing_row(one: Drawing) -> str:
    """Format one measurement as a table row."""
    cap = f"{one.cap:g} GB" if one.cap else "none"
    if one.error:
        return f"| {cap} | {one.way} | {one.error.replace('|', '/')} | | | |"
    peak = say_gigabytes(one.peak_bytes) if one.peak_bytes else ""
    moved = say_gigabytes(one.moved_bytes)
    return f"| {cap} | {one.way} | {one.seconds:.2f} | {one.steps_a_second:.2f} | {peak} | {moved} |"
