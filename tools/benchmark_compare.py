"""Short pictures of several ways to draw in, a table out: whole pictures' seconds, and how the ways compare."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from sdxl.memory import say_gigabytes
from tools.benchmark_ways import BARE, RECIPE, say_cap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tools.benchmark_ways import Sample, Trial

STEPS, SHORT, LONG = 30, 2, 8
EVEN = 0.02  # by less a switch neither pays nor costs


@dataclass(frozen=True, slots=True)
class Timing:
    """A trial's result: seconds are of a whole picture, worked out from short ones."""

    way: str
    cap: float | None  # GB
    plan: str = ""
    seconds: float | None = None
    step_seconds: float | None = None
    besides_seconds: float | None = None  # a picture's, apart from its steps: decoding, moving weights, encoding
    peak_bytes: int | None = None  # of the card's memory, while drawing
    to_bare: float | None = None  # times as long as the bare loop
    to_recipe: float | None = None  # times as long as the recipe under the same cap
    to_base: float | None = None  # of a switch
    difference: float | None = None  # mean of the pixels' levels, of 255, between the switch's picture and its base's
    verdict: str = ""
    note: str = ""


@dataclass(slots=True)
class Report:
    """What was measured, and what there was no time for."""

    timings: list[Timing] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)  # model, device and size of the pictures

    def to_json(self) -> dict[str, Any]:
        """Give it as JSON values, with what the seconds were worked out from."""
        return {
            "versions": {name: version(name) for name in ("torch", "diffusers")},
            **self.about,
            "steps": STEPS,
            "timed_steps": [SHORT, LONG],
            "timings": [asdict(timing) for timing in self.timings],
            "left_out": self.left_out,
        }


# --- Arithmetic -----------------------------------------------------------------------------------------------------


def work_out(seconds: Sequence[float]) -> tuple[float, float, float]:
    """Give the seconds of a whole picture, of a step, and of what there is besides, from warm-up, short and long."""
    _, short, long = seconds
    step = max(0.0, (long - short) / (LONG - SHORT))
    besides = max(0.0, short - SHORT * step)
    return besides + STEPS * step, step, besides


def compare_trials(samples: Mapping[Trial, Sample]) -> Iterator[Timing]:
    """Set every trial against the bare loop, the recipe under its cap, and a switch against its base."""
    whole = {
        (trial.name, trial.cap): work_out(sample.seconds)[0] for trial, sample in samples.items() if not sample.error
    }
    images = {(trial.name, trial.cap): sample.image for trial, sample in samples.items()}
    for trial, sample in samples.items():
        notes = "; ".join(filter(None, (sample.error, *sample.notes)))
        made = Timing(trial.name, trial.cap, sample.plan, note=notes)
        if sample.error:
            yield replace(made, verdict="breaks" if trial.base else "")
            continue
        seconds, step, besides = work_out(sample.seconds)
        base = (trial.base, trial.cap)
        to_base = divide(seconds, whole.get(base))
        yield replace(
            made,
            seconds=seconds,
            step_seconds=step,
            besides_seconds=besides,
            peak_bytes=sample.peak_bytes,
            to_bare=divide(seconds, whole.get((BARE, None))),
            to_recipe=None if trial.base else divide(seconds, whole.get((RECIPE, trial.cap))),
            to_base=to_base,
            difference=differ(sample.image, images.get(base)),
            verdict=judge(to_base),
        )


def divide(seconds: float, others: float | None) -> float | None:
    """Give how many times as long; None where the other was not measured."""
    return seconds / others if others else None


def judge(to_base: float | None) -> str:
    """Say whether a switch pays in time; what it does to the picture stands beside it."""
    if to_base is None:
        return ""
    return "pays" if to_base < 1 - EVEN else "costs" if to_base > 1 + EVEN else "even"


def differ(image: Any, base: Any) -> float | None:  # noqa: ANN401
    """Give the mean difference of two pictures in levels of 255; None where one is missing."""
    from PIL import ImageChops, ImageStat

    if image is None or base is None or image.size != base.size:
        return None
    means = ImageStat.Stat(ImageChops.difference(image, base)).mean
    return sum(means) / len(means)


# --- The table ------------------------------------------------------------------------------------------------------


def minutes_table(report: Report) -> str:
    """Format a report as Markdown: the table, how its seconds came about, and what is not in it."""
    head = (
        "| cap | way | plan | s a picture | s a step | s besides | peak GB | / bare loop | / recipe | switch | note |"
    )
    how = (
        f"Seconds a picture are worked out for {STEPS} steps from pictures of {SHORT} and {LONG}, loading apart; ours "
        "encodes all prompts of a run before the first. A switch stands against `ours` under its cap, or as named."
    )
    rows = [head, "|---" * head.count(" | ") + "|---|", *(timing_row(timing) for timing in report.timings)]
    return "\n".join([*rows, "", how, *(f"Left out: {one}." for one in report.left_out)])


def timing_row(one: Timing) -> str:
    """Format a timing as a table row."""
    times = [say_number(value) for value in (one.seconds, one.step_seconds, one.besides_seconds)]
    peak = say_gigabytes(one.peak_bytes) if one.peak_bytes else ""
    cells = [say_cap(one.cap), one.way, one.plan, *times, peak, say_number(one.to_bare), say_number(one.to_recipe)]
    cells += [say_switch(one), one.note.replace("|", "/").replace("\n", " ")]
    return f"| {' | '.join(cells)} |"


def say_switch(one: Timing) -> str:
    """Say what a switch does: "pays: 0.82 of the time, 1.3 levels off"."""
    if one.to_base is None:
        return one.verdict
    off = "" if one.difference is None else f", {one.difference:.1f} levels off"
    return f"{one.verdict}: {one.to_base:.2f} of the time{off}"


def say_number(value: float | None) -> str:
    """Format a number that may be missing."""
    return "" if value is None else f"{value:.2f}"
