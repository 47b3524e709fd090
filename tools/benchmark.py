"""How fast this machine is at every part of the job, as a table and as JSON.

python benchmark.py                      start-up, dry run, reading, the engine's overhead on a tiny random model
python benchmark.py --json figures.json  the same, and the figures in a file
python benchmark.py --scale              books of up to 10,000 scenes, and several processes on one book
python benchmark.py --plans              SDXL under caps of 6, 8, 10 and 24 GB of a CUDA card, with random weights
python benchmark.py --plans --model ~/models/my_checkpoint
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import config
from cast.sheet import read_cast_sheet
from records import RenderJob
from scene_parser import read_novel
from scene_reader import read_scenes
from sdxl import devices as sdxl_device
from sdxl.engine import draw_pictures
from sdxl.loading import find_source, quieten_libraries, read_sizes
from sdxl.memory import PLANS, count_moved, say_gigabytes
from sdxl.models import ModelChoice, resolve_model
from sdxl.pipeline import EngineOptions, make_scheduler
from tools.benchmark_scale import measure_books, measure_processes
from tools.random_model import FULL, TINY, write_random_model
from workspace.request import read_defaults

ROOT = Path(__file__).parent.parent
CAPS = (6.0, 8.0, 10.0, 24.0)  # GB
REPEATS = 5
PROMPT = "graphic novel illustration, medium shot of a woman in a green coat, reading a letter at a desk, modern office"
NEGATIVE = "photograph, 3d render, anime, text, speech bubble, multiple panels, deformed, blurry"


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured."""

    name: str
    value: float
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What was measured of a series of pictures drawn in one way."""

    way: str  # a plan, or somebody else's recipe
    cap: float | None  # GB; None: the whole card
    seconds: float  # a picture
    steps_a_second: float
    peak_bytes: int | None
    moved_bytes: int  # over the bus for a picture, counted from the plan
    error: str = ""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--scale", action="store_true", help="also very large books and several processes: minutes")
    parser.add_argument("--plans", action="store_true", help="draw with SDXL's own size under every cap; needs CUDA")
    parser.add_argument("--model", metavar="PATH", help="with --plans: a real model instead of random weights")
    parser.add_argument("--pictures", type=int, default=3, metavar="N", help="with --plans: how many (%(default)s)")
    args = parser.parse_args(argv)
    grown = measure_growth() if args.scale else []  # first: a process is weighed with what its parent held
    figures = [*measure_program(), *grown]
    drawings = list(measure_cards(args.model, args.pictures)) if args.plans else []
    print(machine_line())
    print(figure_table(figures))
    if drawings:
        print(drawing_table(drawings))
    if args.json:
        values = {
            "machine": machine_line(),
            "figures": [asdict(figure) for figure in figures],
            "drawings": [asdict(drawing) for drawing in drawings],
        }
        args.json.write_text(json.dumps(values, indent=2), encoding="utf-8")
    return 0


# --- Any machine ----------------------------------------------------------------------------------------------------


def measure_program() -> Iterator[Figure]:
    """Measure what needs no card."""
    yield Figure("--help", time_command("--help"), "s", "start-up")
    with tempfile.TemporaryDirectory() as folder:
        logs = ("--logs", folder, "--output", folder, "--prompts", folder, "--engine", "storyboard")
        yield Figure("--dry-run of the sample novel", time_command("--dry-run", *logs), "s")
        yield measure_reading()
        yield from measure_overhead(Path(folder))


def measure_growth() -> list[Figure]:
    """Measure very large books, and several processes on one."""
    with tempfile.TemporaryDirectory() as folder:
        grown = [*measure_books(Path(folder)), *measure_processes(Path(folder))]
    return [Figure(one.what, one.seconds, "s", one.note) for one in grown]


def time_command(*arguments: str) -> float:
    """Time the real command, the best of a few runs."""
    command = [sys.executable, str(ROOT / "generate_scene_images.py"), *arguments]

    def run() -> None:
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)

    return min(time_once(run) for _ in range(3))


def measure_reading() -> Figure:
    """Measure how many words a second are read for who, where, when and what."""
    novel = read_novel(ROOT / config.NOVEL)
    words = sum(scene.words for scene in novel.scenes)
    sheet = read_cast_sheet(ROOT / config.CAST)
    seconds = min(time_once(lambda: read_scenes(novel.scenes, sheet)) for _ in range(REPEATS))
    return Figure("reading", words / seconds, "words/s", f"{words:,} words")


def measure_overhead(folder: Path) -> Iterator[Figure]:
    """Compare the engine with a bare diffusers loop that makes the same calls, on a tiny random model."""
    model = write_random_model(folder / "tiny", TINY)
    choice = resolve_model(str(model), read_defaults().presets)
    jobs = [replace(job_for(choice, 256, 256, 4), seed=seed) for seed in range(4)]
    bare = bare_loop(choice, jobs)
    ratios, seconds = compare(lambda: draw_with_engine(choice, jobs), bare)
    yield Figure("engine, a tiny picture", seconds / len(jobs), "s", "256x256, 4 steps, on the CPU")
    yield Figure("engine overhead", (statistics.median(ratios) - 1) * 100, "%", "over a bare loop of the same calls")


def compare(ours: Callable[[], float], theirs: Callable[[], float]) -> tuple[list[float], float]:
    """Run both in turns, so that a busy machine slows both; gives the ratios and our best time."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(REPEATS)]
    return [mine / other for mine, other in pairs], min(mine for mine, _ in pairs)


def draw_with_engine(choice: ModelChoice, jobs: Sequence[RenderJob]) -> float:
    """Draw with the engine; gives the seconds that drawing took, loading apart."""
    options = EngineOptions((choice,), device="cpu")
    return sum(drawn.seconds for drawn in draw_pictures(jobs, lambda *_: None, options=options))


def bare_loop(choice: ModelChoice, jobs: Sequence[RenderJob]) -> Callable[[], float]:
    """Load with plain diffusers; gives the loop that draws the same pictures from the same embeddings."""
    import torch

    pipeline = load_plain(choice, sdxl_device.find_device("cpu").dtype)
    names = ("prompt_embeds", "negative_prompt_embeds", "pooled_prompt_embeds", "negative_pooled_prompt_embeds")
    embeddings = dict(zip(names, pipeline.encode_prompt(PROMPT, negative_prompt=NEGATIVE), strict=True))
    settings = pipeline.scheduler.config

    def draw() -> None:
        for job in jobs:
            pipeline.scheduler = make_scheduler(job.scheduler, settings)
            generator = torch.Generator("cpu").manual_seed(job.seed)
            pipeline(**embeddings, **size_of(job), generator=generator)

    return lambda: time_once(draw)


def load_plain(choice: ModelChoice, dtype: Any) -> Any:  # noqa: ANN401
    """Load a folder the way diffusers' own page says."""
    from diffusers import StableDiffusionXLPipeline

    quieten_libraries()
    pipeline = StableDiffusionXLPipeline.from_pretrained(
        choice.location, dtype=dtype, local_files_only=True, add_watermarker=False
    )
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def job_for(choice: ModelChoice, width: int, height: int, steps: int) -> RenderJob:
    """Make a job of some size."""
    return RenderJob(
        engine="sdxl",
        model=choice.identity,
        vae=choice.vae_identity,
        prompt=PROMPT,
        negative_prompt=NEGATIVE,
        seed=0,
        steps=steps,
        guidance=7.0,
        width=width,
        height=height,
        scheduler=choice.scheduler,
    )


def size_of(job: RenderJob) -> dict[str, Any]:
    """Give a job's settings as diffusers names them."""
    return {
        "width": job.width,
        "height": job.height,
        "num_inference_steps": job.steps,
        "guidance_scale": job.guidance,
    }


def time_once(call: Callable[[], object]) -> float:
    """Time a call."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


# --- CUDA -----------------------------------------------------------------------------------------------------------


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
    for memory in ("auto", *PLANS):
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


PlainWay = Callable[[Any], None]


def plain_resident(pipeline: Any) -> None:  # noqa: ANN401
    """Put everything on the card."""
    pipeline.to("cuda")


def seed_recipe(pipeline: Any) -> None:  # noqa: ANN401
    """Follow what this project started from: on the card first, then offload; prompts encoded for every picture."""
    pipeline.to("cuda")
    pipeline.enable_model_cpu_offload()


WAYS: Mapping[PlainWay, str] = {
    plain_resident: "plain diffusers, everything resident",
    seed_recipe: 'the first recipe: `.to("cuda")`, then model offload',
}


def measure_plain(
    name: str, way: PlainWay, choice: ModelChoice, jobs: Sequence[RenderJob], cap: float | None
) -> Drawing:
    """Draw a series with plain diffusers."""
    import torch

    device = sdxl_device.find_device()
    sdxl_device.prepare_device(device, cap)
    sdxl_device.give_back_memory()
    sdxl_device.reset_peak(device)
    try:
        pipeline = load_plain(choice, device.dtype)
        way(pipeline)
        seconds = [time_plain(pipeline, job) for job in (jobs[0], *jobs)][1:]
    except (torch.OutOfMemoryError, RuntimeError) as error:
        return Drawing(name, cap, 0, 0, None, 0, str(error).partition("\n")[0])
    median = statistics.median(seconds)
    sizes = read_sizes(find_source(choice))
    moved = 2 * (sizes.unet + sizes.vae + sizes.encoders) if way is seed_recipe else 0  # there and back
    return Drawing(name, cap, median, jobs[0].steps / median, sdxl_device.read_peak(device), moved)


def time_plain(pipeline: Any, job: RenderJob) -> float:  # noqa: ANN401
    """Time one picture of plain diffusers."""
    import torch

    generator = torch.Generator("cpu").manual_seed(job.seed)
    return time_once(lambda: pipeline(PROMPT, negative_prompt=NEGATIVE, **size_of(job), generator=generator))


# --- Tables ---------------------------------------------------------------------------------------------------------


def machine_line() -> str:
    """Name the machine."""
    device = sdxl_device.find_device()
    return f"{device.name}, {platform.machine()}, Python {platform.python_version()}, {platform.system()}"


def figure_table(figures: Sequence[Figure]) -> str:
    """Set the figures as a Markdown table."""
    rows = [f"| {one.name} | {one.value:,.2f} {one.unit} | {one.note} |" for one in figures]
    return "\n".join(["| what | figure | |", "|---|---|---|", *rows])


def drawing_table(drawings: Sequence[Drawing]) -> str:
    """Set the drawings as a Markdown table."""
    return "\n".join(
        [
            "| cap | way | s a picture | steps/s | peak GB | GB over the bus |",
            "|---|---|---|---|---|---|",
            *(drawing_row(one) for one in drawings),
        ]
    )


def drawing_row(one: Drawing) -> str:
    """Set one drawing as a row."""
    cap = f"{one.cap:g} GB" if one.cap else "none"
    if one.error:
        return f"| {cap} | {one.way} | {one.error.replace('|', '/')} | | | |"
    peak = say_gigabytes(one.peak_bytes) if one.peak_bytes else ""
    moved = say_gigabytes(one.moved_bytes)
    return f"| {cap} | {one.way} | {one.seconds:.2f} | {one.steps_a_second:.2f} | {peak} | {moved} |"


if __name__ == "__main__":
    raise SystemExit(main())
