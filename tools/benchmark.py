"""How fast this machine is at every part of the job, as a table and as JSON.

python -m tools.benchmark                      start-up, dry run, reading, the engine's overhead on a tiny random model
python -m tools.benchmark --json figures.json  the same, and the figures in a file
python -m tools.benchmark --scale              books of up to 10,000 scenes, and several processes on one book
python -m tools.benchmark --plans              SDXL under caps of 6, 8, 10 and 24 GB of a CUDA card, with random weights
python -m tools.benchmark --plans --model ~/models/my_checkpoint
python -m tools.benchmark --guides             every guide, likewise, under caps of 8, 10 and 24 GB
python -m tools.benchmark --plans --minutes 6  caps of 8, 10 and 24 GB and what may make it faster, in six minutes
python -m tools.benchmark --bleed images       how far colours bleed over a book's pictures, and nothing else
"""

from __future__ import annotations

import argparse
import json
import math
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import config
from cast.sheet import read_cast_sheet
from errors import NovelError
from scene_parser import read_novel
from scene_reader import read_scenes
from sdxl import devices
from sdxl.engine import draw_pictures
from sdxl.models import ModelChoice, resolve_model
from sdxl.options import EngineOptions
from tools.benchmark_bleed import measure_bleed
from tools.benchmark_compare import minutes_table
from tools.benchmark_guides import guide_table, measure_guides
from tools.benchmark_minutes import Budget, measure_minutes
from tools.benchmark_plans import drawing_table, measure_cards
from tools.benchmark_scale import measure_books, measure_processes
from tools.plain_diffusers import bare_loop, job_for, time_once
from tools.random_model import TINY, write_random_model
from workspace.request import read_defaults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from records import RenderJob
    from tools.benchmark_compare import Report

HasTime = Callable[[], bool]
ROOT = Path(__file__).parent.parent
REPEATS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured."""

    name: str
    value: float
    unit: str
    note: str = ""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; gives the exit status."""
    parser = make_parser()
    args = parser.parse_args(argv)
    if (args.minutes and not args.plans) or (args.tiny and not args.minutes):
        parser.error("--minutes goes with --plans, and --tiny with --minutes")
    if args.bleed:
        return show_bleed(args.bleed, args.novel)
    budget = Budget(60 * args.minutes, time.monotonic) if args.minutes else None
    grown = measure_growth() if args.scale else []  # first: a process is weighed with what its parent held
    figures = [*measure_program(budget.is_early if budget else time_enough), *grown]
    report = measure_in_time(budget, args.model, is_tiny=args.tiny) if budget else None
    drawings = list(measure_cards(args.model, args.pictures)) if args.plans and not budget else []
    guides = list(measure_guides(args.model, args.pictures)) if args.guides else []
    print(machine_line())
    more = [drawing_table(drawings) if drawings else "", guide_table(guides) if guides else ""]
    tables = [figure_table(figures), *more, minutes_table(report) if report else ""]
    print("\n\n".join(filter(None, tables)))
    if args.json:
        values = {
            "machine": machine_line(),
            "figures": [asdict(figure) for figure in figures],
            "drawings": [asdict(drawing) for drawing in drawings],
            "guides": [asdict(guided) for guided in guides],
            "minutes": report.to_json() if report else None,
        }
        args.json.write_text(json.dumps(values, indent=2), encoding="utf-8")
    return 0


def make_parser() -> argparse.ArgumentParser:
    """Make the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.benchmark",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--scale", action="store_true", help="also very large books and several processes: minutes")
    parser.add_argument("--plans", action="store_true", help="draw with SDXL's own size under every cap; needs CUDA")
    parser.add_argument("--guides", action="store_true", help="draw with every guide of SDXL's own size; needs CUDA")
    parser.add_argument("--model", metavar="PATH", help="with --plans: a real model instead of random weights")
    parser.add_argument("--pictures", type=int, default=3, metavar="N", help="with --plans: how many (%(default)s)")
    parser.add_argument(
        "--minutes", type=minutes, metavar="N", help="with --plans: what matters most, within N minutes"
    )
    parser.add_argument("--tiny", action="store_true", help="with --minutes: a tiny model on the processor, as a trial")
    parser.add_argument("--bleed", type=Path, metavar="FOLDER", help="judge the colours of coats on its pictures")
    parser.add_argument(
        "--novel", type=Path, metavar="FOLDER", help="with --bleed: their novel, if nothing guides them"
    )
    return parser


def show_bleed(pictures: Path, novel: Path | None) -> int:
    """Print how far colours bleed over a folder's pictures; gives the exit status."""
    try:
        bleed = measure_bleed(pictures, novel)
    except NovelError as error:
        print(error, file=sys.stderr)
        return 1
    if not bleed.pictures:
        print(f"{pictures}: there is no picture whose coats can be judged.", file=sys.stderr)
        return 1
    print(figure_table([Figure(name, value, "%", note) for name, value, note in bleed.rows]))
    return 0


def minutes(text: str) -> float:
    """Read how many minutes; raises ArgumentTypeError where it is no number of them."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f'"{text}" is no number of minutes; it can be 6')
    return number


def measure_in_time(budget: Budget, model: str | None, *, is_tiny: bool) -> Report | None:
    """Measure a card within a budget; says why where it cannot be, for the other figures are whole."""
    try:
        return measure_minutes(budget, model, is_tiny=is_tiny)
    except NovelError as error:
        print(error, file=sys.stderr)
        return None


# --- Any machine ----------------------------------------------------------------------------------------------------


def time_enough() -> bool:
    """Say that there is no haste."""
    return True


def measure_program(has_time: HasTime) -> Iterator[Figure]:
    """Measure what needs no card; says what there was no time to begin."""
    with tempfile.TemporaryDirectory() as folder:
        logs = ("--logs", folder, "--output", folder, "--prompts", folder, "--engine", "storyboard")
        parts: dict[str, Callable[[], Iterable[Figure]]] = {
            "--help": lambda: [Figure("--help", time_command("--help"), "s", "start-up")],
            "--dry-run": lambda: [Figure("--dry-run of the sample novel", time_command("--dry-run", *logs), "s")],
            "reading": lambda: [measure_reading()],
            "the engine's overhead": lambda: measure_overhead(Path(folder), has_time),
        }
        for name, measure in parts.items():
            figures = list(measure()) if has_time() else []
            yield from figures
            if not figures:
                print(f"no time for {name}", file=sys.stderr)


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


def measure_overhead(folder: Path, has_time: HasTime) -> Iterator[Figure]:
    """Compare the engine with a bare diffusers loop that makes the same calls, on a tiny random model."""
    model = write_random_model(folder / "tiny", TINY)
    choice = resolve_model(str(model), read_defaults().presets)
    jobs = [replace(job_for(choice, 256, 256, 4), seed=seed) for seed in range(4)]
    bare = bare_loop(choice, jobs)
    ratios, seconds = compare(lambda: draw_with_engine(choice, jobs), bare, has_time)
    if not ratios:
        return
    yield Figure("engine, a tiny picture", seconds / len(jobs), "s", "256x256, 4 steps, on the CPU")
    yield Figure("engine overhead", (statistics.median(ratios) - 1) * 100, "%", "over a bare loop of the same calls")


def compare(
    ours: Callable[[], float], theirs: Callable[[], float], has_time: HasTime = time_enough
) -> tuple[list[float], float]:
    """Run both in turns, so that a busy machine slows both; gives the ratios and our best time, 0 without time."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(REPEATS) if has_time()]
    return [mine / other for mine, other in pairs], min((mine for mine, _ in pairs), default=0.0)


def draw_with_engine(choice: ModelChoice, jobs: Sequence[RenderJob]) -> float:
    """Draw with the engine; gives the seconds that drawing took, loading apart."""
    options = EngineOptions((choice,), device="cpu")
    return sum(drawn.seconds for drawn in draw_pictures(jobs, lambda *_: None, options=options))


# --- Tables ---------------------------------------------------------------------------------------------------------


def machine_line() -> str:
    """Name the machine."""
    device = devices.find_device()
    return f"{device.name}, {platform.machine()}, Python {platform.python_version()}, {platform.system()}"


def figure_table(figures: Sequence[Figure]) -> str:
    """Set the figures as a Markdown table."""
    rows = [f"| {one.name} | {one.value:,.2f} {one.unit} | {one.note} |" for one in figures]
    return "\n".join(["| what | figure | |", "|---|---|---|", *rows])


if __name__ == "__main__":
    raise SystemExit(main())
