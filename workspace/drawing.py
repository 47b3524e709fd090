"""Plans in, pictures on disk out: each is claimed, drawn and saved in turn; a failed one does not end the run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tqdm import tqdm

from errors import INTERRUPTED, count, say_duration
from image_generator import EngineOptions, open_engine
from workspace.claims import claim_path, try_claim
from workspace.keeping import report_left_alone
from workspace.log import log, record_picture
from workspace.pictures import is_picture_of, save_picture
from workspace.report import find_rate, report_plan
from workspace.settings import list_files
from workspace.takes import TAKES, with_takes

if TYPE_CHECKING:
    from pathlib import Path

    from filelock import SoftFileLease

    from image_generator import EngineChoice
    from records import Drawn
    from sdxl.loras import LoraChoice
    from sdxl.models import ModelChoice
    from workspace.plan import PlannedScene
    from workspace.run_settings import RunSettings
    from workspace.stop import StopSwitch

GIB = 2**30


class Pace:
    """Step times and peak memory of a run's pictures."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        """Begin before the first step."""
        self.clock = clock
        self.started = 0.0
        self.peak_bytes = 0

    def note_peak(self, peak_bytes: int | None) -> None:
        """Remember the highest peak of the run."""
        self.peak_bytes = max(self.peak_bytes, peak_bytes or 0)

    def say(self, step: int, steps: int) -> str:
        """Describe a finished step; the first one only starts the clock, since it includes one-time setup."""
        now = self.clock()
        parts = [f"step {step} of {steps}"]
        if step == 1:
            self.started = now
        elif now > self.started:
            rate = (step - 1) / (now - self.started)
            pace = f"{rate:.1f} steps/s" if rate >= 1 else f"{1 / rate:.1f} s/step"
            parts += [pace, f"{(steps - step) / rate:.0f} s left"]
        if self.peak_bytes:
            parts.append(f"peak {self.peak_bytes / GIB:.1f} GB")
        return ", ".join(parts)


Save = Callable[..., bool | None]  # save_picture, or what a test puts in its place
Saved = Literal["", "new", "same"]  # not saved, another picture than before, the same to the last pixel


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended."""

    drawn: int = 0
    same: int = 0  # of them, those that are as they were
    failed: int = 0
    elsewhere: int = 0  # scenes that another run has, or has drawn meanwhile
    is_stopped: bool = False


class Run:
    """The scenes of one run as they are claimed, drawn, saved and released."""

    def __init__(self, to_draw: Sequence[PlannedScene], logs: Path, stop: StopSwitch, save: Save) -> None:
        """Begin with nothing drawn."""
        self.to_draw = to_draw
        self.logs = logs
        self.stop = stop
        self.save = save
        self.claims: dict[int, SoftFileLease] = {}
        self.drawn = self.same = self.failed = self.elsewhere = 0
        self.pace = Pace()
        self.writer = ThreadPoolExecutor(max_workers=1)  # a picture is packed and written while the next one is drawn
        self.saving: tuple[int, Future[Saved]] | None = None

    def begin(self, index: int) -> bool:
        """Claim a scene; False where another run has it, or has drawn it since this one was planned."""
        self.stop.check()
        planned = self.to_draw[index]
        claim = try_claim(claim_path(planned.path))
        if claim:
            self.claims[index] = claim
            if planned.is_forced or not is_picture_of(planned.path, planned.job):
                return True
            self.let_go(index)
        self.elsewhere += 1
        return False

    def step(self, bar: tqdm[None], step: int, steps: int) -> None:
        """Show a picture's progress; Ctrl-C takes effect after the step, after the last one once it is saved."""
        self.stop.is_busy = True
        bar.set_postfix_str(self.pace.say(step, steps) if steps > 1 else "")
        if step < steps:
            self.stop.check()

    def finish(self, picture: Drawn, *, is_shown: bool) -> None:
        """Start saving a picture, or report why there is none; waits first until the one before it is on disk."""
        self.settle()
        planned = self.to_draw[picture.index]
        saved = self.writer.submit(save_drawn, planned, picture, self.logs, self.save, is_shown=is_shown)
        self.saving = (picture.index, saved)
        self.pace.note_peak(picture.peak_bytes)
        self.stop.is_busy = False
        self.stop.check()

    def settle(self) -> None:
        """Wait for the picture that is being saved, count it and release its claim."""
        if self.saving is None:
            return
        (index, saved), self.saving = self.saving, None
        how = saved.result()
        self.drawn += bool(how)
        self.same += how == "same"
        self.failed += not how
        if not self.to_draw[index].is_forced:  # another run cannot tell a forced picture from an old one
            self.let_go(index)

    def let_go(self, index: int) -> None:
        """Release a scene's claim."""
        if claim := self.claims.pop(index, None):
            claim.release()

    def outcome(self, *, is_stopped: bool) -> Outcome:
        """Finish saving, release every claim and give how the run ended."""
        try:
            self.settle()
        finally:
            self.writer.shutdown()
            for index in list(self.claims):
                self.let_go(index)
        return Outcome(self.drawn, self.same, self.failed, self.elsewhere, is_stopped)


def draw_plans(
    plans: Sequence[PlannedScene], engine: EngineChoice, settings: RunSettings, stop: StopSwitch, log_path: Path | None
) -> int:
    """Draw the selected scenes or takes of them and report how the run ended; gives the exit status."""
    log.info("Engine: %s (%s).", engine.name, engine.reason)
    selected = [planned for planned in plans if planned.is_selected]
    if settings.takes:
        selected = with_takes(selected, settings)
    report_plan(selected, engine, settings)
    report_faults(selected)
    report_left_alone(selected, settings)
    started = time.perf_counter()
    to_draw = [planned for planned in selected if planned.is_to_draw]
    outcome = draw_scenes(to_draw, settings, stop) if to_draw else Outcome()
    failed = outcome.failed + sum(planned.is_failed for planned in selected)
    if to_draw or failed:
        folder = settings.folders.output / TAKES if settings.takes else settings.folders.output
        log.info("%s", conclude(outcome, failed, time.perf_counter() - started, folder))
        log.info("The log is %s.", log_path)
    return INTERRUPTED if outcome.is_stopped else 1 if failed else 0


def report_faults(selected: Sequence[PlannedScene]) -> None:
    """Warn of edits that belong to an older text, and of scenes that cannot be drawn."""
    for planned in selected:
        if planned.warning:
            log.warning("%s", planned.warning)
        if planned.is_failed:
            log.error("Scene %d:%d cannot be drawn: %s", *planned.scene.key, planned.reason)


def engine_options(
    settings: RunSettings, models: Iterable[ModelChoice], loras: Iterable[LoraChoice], rate: float | None = None
) -> EngineOptions:
    """Give the engine its models, its adapters and its use of the machine; `rate` is seconds per picture."""
    machine = settings.machine
    return EngineOptions(
        models=tuple(models),
        loras=tuple(loras),
        attention=settings.defaults.attention,
        memory=machine.memory,
        max_vram=machine.max_vram,
        compiled=machine.compiled,
        seconds_a_picture=rate,
    )


def draw_scenes(
    to_draw: Sequence[PlannedScene], settings: RunSettings, stop: StopSwitch, save: Save = save_picture
) -> Outcome:
    """Draw and save one scene after the other; one that fails does not end the run."""
    log.debug("settings: %s", to_draw[0].settings)
    logs, jobs = settings.folders.logs, [planned.job for planned in to_draw]
    models = dict.fromkeys(planned.settings.choice for planned in to_draw if planned.settings.choice)
    loras = dict.fromkeys(lora for planned in to_draw for lora in planned.settings.loras)
    engine = open_engine(jobs[0].engine, engine_options(settings, models, loras, find_rate(to_draw, logs)))
    run = Run(to_draw, logs, stop, save)
    is_stopped = False
    with tqdm(total=len(to_draw), unit="picture", disable=not settings.show_bar, dynamic_ncols=True) as bar:
        try:
            for picture in engine(jobs, lambda step, steps: run.step(bar, step, steps), run.begin):
                run.finish(picture, is_shown=not settings.show_bar)
                bar.update()
        except KeyboardInterrupt:
            is_stopped = True
        finally:
            outcome = run.outcome(is_stopped=is_stopped)
    return outcome


def save_drawn(planned: PlannedScene, picture: Drawn, logs: Path, save: Save, *, is_shown: bool) -> Saved:
    """Save one picture, or report why there is none; gives whether it was saved, and is another than before."""
    name = f"Scene {planned.scene.chapter}:{planned.scene.number}"
    for note in picture.notes:
        log.warning("%s: %s", name, note)
    if picture.image is None:
        log.error("%s was not drawn: %s", name, picture.error)
        log.debug("%s", picture.details)
        return ""
    try:
        is_same = save(picture.image, planned.record, planned.path, standing_picture(planned))
        record_picture(logs, planned.path, planned.job, picture, list_files(planned.settings))
    except OSError as error:
        log.error("%s was drawn but not saved: %s: %s.", name, error.filename or planned.path, error.strerror)
        log.debug("", exc_info=True)
        return ""
    peak = f", peak {picture.peak_bytes / 2**30:.1f} GB" if picture.peak_bytes else ""
    level = "info" if is_shown else "debug"
    as_before = ", as it was" if is_same else ""
    getattr(log, level)("%s: %s (%.1f s%s)%s", name, planned.path, picture.seconds, peak, as_before)
    return "same" if is_same else "new"


def standing_picture(planned: PlannedScene) -> Path | None:
    """Give the old file that the new picture replaces; one with a recipe has been renamed already."""
    return planned.picture.path if planned.picture and not planned.picture.record else None


def conclude(outcome: Outcome, failed: int, seconds: float, folder: Path) -> str:
    """Say in a sentence or two how the run ended."""
    drawn = f"{count(outcome.drawn, 'picture')} drawn{say_same(outcome)}"
    parts = [f"{drawn} in {say_duration(seconds)} into {folder}"]
    parts += [f"{count(failed, 'scene')} failed"] if failed else []
    parts += [f"{count(outcome.elsewhere, 'scene')} left to another run"] if outcome.elsewhere else []
    stopped = "Stopped: " if outcome.is_stopped else ""
    further = ". The same command goes on from here" if outcome.is_stopped else ""
    return f"{stopped}{', '.join(parts)}{further}."


def say_same(outcome: Outcome) -> str:
    """Say how many pictures came out as they were, to be added after "drawn"; "" where none did."""
    if not outcome.same:
        return ""
    some = "all" if outcome.same == outcome.drawn else str(outcome.same)
    whose = "" if outcome.drawn == 1 else f" {some} of them"
    return f",{whose} as {'it was' if outcome.same == 1 else 'they were'},"
