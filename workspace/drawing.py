"""The run itself: picture after picture is claimed, drawn and saved; one that fails does not end it."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from tqdm import tqdm

from workspace.claims import claim_path, try_claim
from workspace.log import log, record_picture
from workspace.pictures import is_picture_of, save_picture
from workspace.settings import list_files

if TYPE_CHECKING:
    from filelock import SoftFileLease

    from records import Drawn, Engine
    from workspace.plan import PlannedScene

GIB = 2**30


class Pace:
    """Times the steps of one picture after the other."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        """Begin before the first step."""
        self.clock = clock
        self.started = 0.0
        self.peak_bytes = 0

    def note_peak(self, peak_bytes: int | None) -> None:
        """Remember the highest peak of the run."""
        self.peak_bytes = max(self.peak_bytes, peak_bytes or 0)

    def say(self, step: int, steps: int) -> str:
        """Describe a step that is done; the first one only starts the clock, since it pays for what is set up once."""
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


Save = Callable[..., None]  # save_picture, or what a test puts in its place


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended."""

    drawn: int = 0
    failed: int = 0
    elsewhere: int = 0  # scenes that another run has, or has drawn meanwhile
    is_stopped: bool = False


class Run:
    """The scenes of one run on their way: claimed, drawn, saved, and let go."""

    def __init__(self, to_draw: Sequence[PlannedScene], logs: Path, stop: StopSwitch, save: Save) -> None:
        """Begin with nothing drawn."""
        self.to_draw = to_draw
        self.logs = logs
        self.stop = stop
        self.save = save
        self.claims: dict[int, SoftFileLease] = {}
        self.drawn = self.failed = self.elsewhere = 0
        self.pace = Pace()
        self.writer = ThreadPoolExecutor(max_workers=1)  # a picture is packed and written while the next one is drawn
        self.saving: tuple[int, Future[bool]] | None = None

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
        """Show a picture's own progress; a stop waits for the step, and after the last one for the picture."""
        self.stop.is_busy = True
        bar.set_postfix_str(self.pace.say(step, steps) if steps > 1 else "")
        if step < steps:
            self.stop.check()

    def finish(self, picture: Drawn, *, is_shown: bool) -> None:
        """Have one picture saved at once, or say why there is none; the one before it is on disk by then."""
        self.settle()
        planned = self.to_draw[picture.index]
        saved = self.writer.submit(save_drawn, planned, picture, self.logs, self.save, is_shown=is_shown)
        self.saving = (picture.index, saved)
        self.pace.note_peak(picture.peak_bytes)
        self.stop.is_busy = False
        self.stop.check()

    def settle(self) -> None:
        """Wait for the picture that is being saved, count it, and give its claim back."""
        if self.saving is None:
            return
        (index, saved), self.saving = self.saving, None
        is_saved = saved.result()
        self.drawn += is_saved
        self.failed += not is_saved
        if not self.to_draw[index].is_forced:  # another run cannot tell a forced picture from an old one
            self.let_go(index)

    def let_go(self, index: int) -> None:
        """Give a claim back."""
        if claim := self.claims.pop(index, None):
            claim.release()

    def outcome(self, *, is_stopped: bool) -> Outcome:
        """Finish what is being saved, give every claim back and say how it ended."""
        try:
            self.settle()
        finally:
            self.writer.shutdown()
            for index in list(self.claims):
                self.let_go(index)
        return Outcome(self.drawn, self.failed, self.elsewhere, is_stopped)


def draw_scenes(
    to_draw: Sequence[PlannedScene],
    engine: Engine,
    logs: Path,
    stop: StopSwitch,
    *,
    show_bar: bool,
    save: Save = save_picture,
) -> Outcome:
    """Draw and save one scene after the other; one that fails does not end the run."""
    run = Run(to_draw, logs, stop, save)
    is_stopped = False
    with tqdm(total=len(to_draw), unit="picture", disable=not show_bar, dynamic_ncols=True) as bar:
        try:
            for picture in engine([p.job for p in to_draw], lambda step, steps: run.step(bar, step, steps), run.begin):
                run.finish(picture, is_shown=not show_bar)
                bar.update()
        except KeyboardInterrupt:
            is_stopped = True
        finally:
            outcome = run.outcome(is_stopped=is_stopped)
    return outcome


def save_drawn(planned: PlannedScene, picture: Drawn, logs: Path, save: Save, *, is_shown: bool) -> bool:
    """Save one picture, or say why there is none; gives whether it is there."""
    name = f"Scene {planned.scene.chapter}:{planned.scene.number}"
    for note in picture.notes:
        log.warning("%s: %s", name, note)
    if picture.image is None:
        log.error("%s was not drawn: %s", name, picture.error)
        log.debug("%s", picture.details)
        return False
    try:
        save(picture.image, planned.record, planned.path, standing_picture(planned))
        record_picture(logs, planned.path, planned.job, picture, list_files(planned.settings))
    except OSError as error:
        log.error("%s was drawn but not saved: %s: %s.", name, error.filename or planned.path, error.strerror)
        log.debug("", exc_info=True)
        return False
    peak = f", peak {picture.peak_bytes / 2**30:.1f} GB" if picture.peak_bytes else ""
    level = "info" if is_shown else "debug"
    getattr(log, level)("%s: %s (%.1f s%s)", name, planned.path, picture.seconds, peak)
    return True


def standing_picture(planned: PlannedScene) -> Path | None:
    """Give the old file that the new picture takes the place of; one with a recipe has been renamed already."""
    return planned.picture.path if planned.picture and not planned.picture.record else None


SIGNALS = (signal.SIGINT, signal.SIGTERM)


class StopSwitch:
    """Turns signals into a KeyboardInterrupt at a moment when nothing is lost by it."""

    def __init__(self) -> None:
        """Make a switch that nobody has pressed."""
        self.is_busy = False  # a picture is under way: its steps are paid for
        self.is_pressed = False

    def install(self) -> None:
        """Listen to the signals; only a process's main thread can."""
        if threading.current_thread() is threading.main_thread():
            for number in SIGNALS:
                signal.signal(number, self.press)

    def press(self, _number: int, _frame: FrameType | None) -> None:
        """Take the first signal; the next one finds the system's own, deadly answer."""
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        self.is_pressed = True
        if not self.is_busy:
            raise KeyboardInterrupt
        log.warning("Stopping after this step. Once more stops at once.")

    def check(self) -> None:
        """Stop here if somebody wants to; raises KeyboardInterrupt."""
        if self.is_pressed:
            raise KeyboardInterrupt
