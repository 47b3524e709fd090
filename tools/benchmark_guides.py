"""Measure what each guide costs on a CUDA card: memory and seconds beside what is counted, as a table.

Model and networks have SDXL's own size and random weights: what they draw is noise, what they take is the same.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

import config
from sdxl import devices
from sdxl.engine import draw_pictures
from sdxl.guide_costs import count_bytes, count_operations
from sdxl.guide_nets import NetChoice, resolve_net
from sdxl.guides import JOINTS, Faces, Guide, GuidedFigure, Net, Reference, count_cells
from sdxl.job_nets import find_nets
from sdxl.known_nets import CONTROLNET, T2I, UNION
from sdxl.loading import find_source, read_settings, read_sizes
from sdxl.memory import GIB, PLANS, Work, count_need, say_gigabytes
from sdxl.models import ModelChoice, resolve_model
from sdxl.options import EngineOptions
from sdxl.portraits import digest_pixels
from sdxl.speed import forward_flops
from tools.benchmark_ways import lift_cap
from tools.plain_diffusers import job_for
from tools.random_model import FULL, write_random_model
from tools.random_nets import write_random_net
from workspace.request import read_defaults

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from records import RenderJob

CAPS = (8.0, 10.0, 24.0)  # GB
STEPS = 30
PEOPLE = ("woman in a yellow raincoat, dark red plait", "old man in a navy sweater, white beard")
NETS = {"pose": T2I, "strong": UNION, "controlnet": CONTROLNET}


@dataclass(frozen=True, slots=True)
class GuidedDrawing:
    """The measurements of pictures drawn with one guide."""

    guide: str
    cap: float | None  # GB; None: the whole card
    plan: str
    seconds: float  # a picture
    peak_bytes: int | None
    need_bytes: int  # as the plan counts them
    more: float  # of the plain picture's operations, as they are counted
    notes: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Studio:
    """What is drawn with."""

    choice: ModelChoice
    nets: Mapping[str, NetChoice]  # by NETS
    portraits: Mapping[str, Path]  # by digest


def measure_guides(model: str | None, pictures: int) -> Iterator[GuidedDrawing]:
    """Draw with every guide under every cap; nothing where there is no card."""
    import torch

    if not torch.cuda.is_available():
        print("no CUDA card: guides are not measured", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = model or str(write_random_model(Path(folder) / "sdxl", FULL))
        studio = open_studio(path, Path(folder), FULL["unet"])
        total = torch.cuda.mem_get_info()[1] / GIB
        for cap in [*(cap for cap in CAPS if cap < total), None]:
            yield from measure_cap(studio, pictures, cap)


def open_studio(model: str, folder: Path, unet: Mapping[str, Any]) -> Studio:
    """Write networks and portraits of random numbers for a model."""
    nets = {
        use: resolve_net(
            str(write_random_net(folder / f"{use}-pose.safetensors", kind, unet)), "pose" if use == "pose" else "strong"
        )
        for use, kind in NETS.items()
    }
    portraits = {}
    for number in range(len(PEOPLE)):
        path = folder / f"portrait_{number}.png"
        pixels = Image.effect_noise((384, 512), 60 + number).convert("RGB")
        pixels.save(path)
        portraits[digest_pixels(pixels)] = path
    return Studio(resolve_model(model, read_defaults().presets), nets, portraits)


def measure_cap(studio: Studio, pictures: int, cap: float | None, *, is_small: bool = False) -> Iterator[GuidedDrawing]:
    """Draw with every guide under one cap; `is_small` is for trials on a processor."""
    device = devices.find_device("cpu" if is_small else None)
    lift_cap(device)
    size = (128, 96, 2) if is_small else (config.WIDTH, config.HEIGHT, STEPS)
    plain = job_for(studio.choice, *size)
    for name, guide in list_guides(studio, plain.width, plain.height).items():
        job = replace(plain, guide=guide.to_json()) if guide else plain
        options = EngineOptions(
            (studio.choice,),
            guide_nets=tuple(studio.nets.values()),
            portraits=studio.portraits,
            max_vram=cap,
            device="cpu" if is_small else None,
        )
        yield measure(name, [replace(job, seed=seed) for seed in range(pictures)], options)


def list_guides(studio: Studio, width: int, height: int) -> dict[str, Guide | None]:
    """List guides of two people, each with the half of the picture, by what they are called."""
    words = Guide(tuple(stand(number, width, height) for number in range(len(PEOPLE))), "words", "two people")
    defaults = config.GUIDE_NETS
    nets = {
        use: Net(choice.identity, "openpose", defaults[choice.use].strength, defaults[choice.use].end)
        for use, choice in studio.nets.items()
    }
    known = tuple(
        replace(figure, portrait=digest) for figure, digest in zip(words.figures, studio.portraits, strict=True)
    )
    pose, strong = replace(words, kind="pose", net=nets["pose"]), replace(words, kind="strong", net=nets["strong"])
    side = min(512, width)  # a small picture is a trial, which need not take long
    likeness = replace(words, figures=known, likeness="reference", reference=Reference(size=side))
    return {
        "none": None,
        "words": words,
        "pose": pose,
        "strong (Union)": strong,
        "strong (ControlNet)": replace(strong, net=nets["controlnet"]),
        "words, two portraits": likeness,
        "words, two small faces": replace(words, faces=Faces(size=side)),
        "strong, two portraits": replace(likeness, kind="strong", net=nets["strong"]),
    }


def stand(number: int, width: int, height: int) -> GuidedFigure:
    """Make a figure that stands in its half of the picture, with a small head."""
    across, down = count_cells(width, height)
    half, middle = across // 2, width * (1 + 2 * number) // 4
    cells = [value for row in range(down // 4, down) for value in (row * across + number * half, half)]
    joints = tuple((middle, height // 4 + height * joint // (2 * JOINTS)) for joint in range(JOINTS))
    head = (middle - 40, height // 8, middle + 40, height // 8 + 100)
    return GuidedFigure(str(number), PEOPLE[number], tuple(cells), joints, head)


def measure(name: str, jobs: Sequence[RenderJob], options: EngineOptions) -> GuidedDrawing:
    """Draw a series; the first picture warms up and is not counted."""
    drawn = list(draw_pictures([jobs[0], *jobs], lambda *_: None, options=options))
    source = find_source(options.models[0])
    sizes, nets = read_sizes(source), find_nets(jobs, options, lambda: read_settings(source)["unet"], "model")
    job, good = jobs[0], [picture for picture in drawn[1:] if picture.image]
    more = count_operations(job, sizes.unet) / (2 * job.steps * forward_flops(job.width * job.height, sizes.unet))
    if not good:
        return GuidedDrawing(name, options.max_vram, "", 0, None, 0, more, error=drawn[-1].error)
    number = devices.find_device(options.device).weight_bytes
    work = Work(job.width * job.height, True, number, number, *count_bytes(job, nets))
    return GuidedDrawing(
        name,
        options.max_vram,
        good[-1].plan,
        statistics.median(picture.seconds for picture in good),
        max((picture.peak_bytes or 0) for picture in good) or None,
        count_need(PLANS[good[-1].plan], work, sizes, tiled=True),
        more,
        good[-1].notes,
    )


def guide_table(drawings: Sequence[GuidedDrawing]) -> str:
    """Format the measurements as a Markdown table; "more" is against the picture without a guide under the same cap."""
    plain = {one.cap: one.seconds for one in drawings if one.guide == "none"}
    return "\n".join(
        [
            "| cap | guide | plan | s a picture | more, measured | counted | peak GB | counted, in tiles |",
            "|---|---|---|---|---|---|---|---|",
            *(guide_row(one, plain.get(one.cap, 0)) for one in drawings),
        ]
    )


def guide_row(one: GuidedDrawing, plain: float) -> str:
    """Format one measurement as a table row; `plain` are the seconds of a picture without a guide."""
    cap = f"{one.cap:g} GB" if one.cap else "none"
    if one.error:
        return f"| {cap} | {one.guide} | {one.error.replace('|', '/')} | | | | | |"
    more = f"{100 * (one.seconds / plain - 1):+.1f} %" if plain else ""
    peak = say_gigabytes(one.peak_bytes) if one.peak_bytes else ""
    plan = "; ".join((one.plan, *one.notes)).replace("|", "/")
    counted = f"{100 * one.more:+.1f} %"
    return (
        f"| {cap} | {one.guide} | {plan} | {one.seconds:.2f} | {more} | {counted} | {peak} | "
        f"{say_gigabytes(one.need_bytes)} |"
    )
