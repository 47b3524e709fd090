"""What a card can do with SDXL, within some minutes: few steps of every way that matters, the most telling first.

Of each way a picture of 2 steps warms up, then one of 2 and one of 8 are timed. Their difference is six steps; what the
shorter one takes beyond its two is what a picture costs besides. A whole picture's seconds are worked out from both.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import config
from errors import RenderError
from sdxl import devices
from sdxl.memory import GIB, say_gigabytes
from sdxl.models import resolve_model
from tools.benchmark_compare import LONG, SHORT, Report, compare_trials
from tools.benchmark_ways import (
    BARE,
    OURS,
    PLAIN,
    RECIPE,
    SWITCHES,
    Bench,
    OutOfTimeError,
    Trial,
    sample_way,
    say_cap,
)
from tools.plain_diffusers import job_for
from tools.random_model import FULL, TINY, write_random_model
from workspace.request import read_defaults

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from records import RenderJob
    from tools.benchmark_ways import Sample
    from tools.random_model import Settings

CAPS = (10.0, 8.0, 24.0)  # GB, by worth: the card the program is made for, the smaller one, plenty
SIDE = 64  # pixels of the tiny model's pictures
SPARE = 5.0  # seconds at the end for the table
SHARE = 0.25  # of the time, for what needs no card
ROOM = 8 * GIB  # of the disk, for the random weights
NO_CARD = "no CUDA card: nothing is timed; --tiny tries the measurement with a tiny model on the processor"


class Budget:
    """The time that a measurement may take, and what each kind of trial took so far."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        """Begin now and end after so many seconds of the clock."""
        self.seconds, self.clock = seconds, clock
        self.ends = clock() + seconds - SPARE
        self.took: dict[str, float] = {}

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.ends - self.clock()

    def is_early(self) -> bool:
        """Tell whether figures that need no card may still be begun: most of the time is the card's."""
        return self.left > (1 - SHARE) * self.seconds

    def has_room(self, trial: Trial) -> bool:
        """Tell whether a trial should fit, as long as the longest of its kind so far."""
        expected = self.took.get(trial.kind, max(self.took.values(), default=0.0))
        return self.left > expected + trial.setup

    def hear_step(self, *_: object) -> None:
        """Raise OutOfTimeError at a step that ends too late."""
        if self.left <= 0:
            raise OutOfTimeError

    def note(self, trial: Trial, seconds: float) -> None:
        """Learn how long a kind of trial takes."""
        self.took[trial.kind] = max(seconds - trial.setup, self.took.get(trial.kind, 0.0))


def measure_minutes(budget: Budget, model: str | None, *, is_tiny: bool = False) -> Report | None:
    """Time the ways in the order of their worth until the budget is spent; None where there is no card."""
    import torch

    if not (is_tiny or torch.cuda.is_available()):
        print(NO_CARD, file=sys.stderr)
        return None
    device = devices.find_device("cpu" if is_tiny else "cuda")
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(model).expanduser()) if model else make_model(Path(folder), TINY if is_tiny else FULL)
        choice = resolve_model(path, read_defaults().presets)
        width, height = (SIDE, SIDE) if is_tiny else (config.WIDTH, config.HEIGHT)
        jobs = [job_for(choice, width, height, steps) for steps in (SHORT, SHORT, LONG)]
        total = torch.cuda.mem_get_info()[1] / GIB if device.kind == "cuda" else max(CAPS)
        trials, smaller = list_trials(fitting_caps(total)), [cap for cap in CAPS if cap > total]
        report = run_trials(trials, Bench(choice, device), jobs, budget)
        report.left_out += [f"{say_cap(cap)}: the card has {total:.1f} GB" for cap in smaller]
    about = {"model": model or "random weights", "device": device.name, "width": width, "height": height}
    return replace(report, about=about)


def make_model(folder: Path, settings: Settings) -> str:
    """Write random weights; raises RenderError where there is no room for them."""
    if settings is FULL and shutil.disk_usage(folder).free < ROOM:
        raise RenderError(
            f"{folder.parent}: random weights take {say_gigabytes(ROOM)} GB, and fewer are free: name another folder "
            "in TMPDIR, or give a model with --model"
        )
    return str(write_random_model(folder / "sdxl", settings))


def fitting_caps(total: float) -> list[float | None]:
    """Give the caps that a card of so many GB can be held to; a smaller card is measured whole instead of the rest."""
    fitting: list[float | None] = [cap for cap in CAPS if cap <= total]
    return fitting if len(fitting) == len(CAPS) else [*fitting, None]


def list_trials(caps: Sequence[float | None]) -> list[Trial]:
    """List what is timed, the most telling first; switches are turned where there is most memory."""
    last = caps[-1]
    ours = {cap: Trial(OURS.name, OURS, cap) for cap in caps}
    recipe = {cap: Trial(RECIPE, PLAIN[RECIPE], cap) for cap in caps}
    first, *others = caps
    return [
        Trial(BARE, PLAIN[BARE], None),
        ours[first],
        recipe[first],
        *(ours[cap] for cap in others),
        *(recipe[cap] for cap in others),
        *(Trial(switch.name, switch, last, switch.base) for switch in SWITCHES),
    ]


def run_trials(trials: Sequence[Trial], bench: Bench, jobs: Sequence[RenderJob], budget: Budget) -> Report:
    """Run what there is time for; one that fails is a row, and a card that computes no more ends them."""
    report, samples = Report(), dict[Trial, "Sample"]()
    for position, trial in enumerate(trials):
        if not budget.has_room(trial):
            report.left_out.append(f"{trial.says}: no time")
            continue
        started = budget.clock()
        try:
            sample = sample_way(trial.way, replace(bench, cap=trial.cap), jobs, budget.hear_step)
        except OutOfTimeError:
            report.left_out.append(f"{trial.says}: the time ran out while it was drawn")
            continue
        budget.note(trial, budget.clock() - started)
        samples[trial] = sample
        print(f"{trial.says}: {sample.error or 'timed'}; {max(0.0, budget.left):.0f} s left", file=sys.stderr)
        if sample.error and not devices.still_computes(bench.device):
            report.left_out += [f"{rest.says}: the card computes no more" for rest in trials[position + 1 :]]
            break
    report.timings = list(compare_trials(samples))
    return report
