"""A run's scenes in turn: each is claimed, drawn, saved and released, while other runs and the author are at work."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from errors import say_os_error, say_refusal
from workspace.claims import LEASE, claim_path, take, try_claim
from workspace.log import log, record_picture
from workspace.meanwhile import News, Overtaken, check_place, find_news, is_drawn, is_settled, stamp_of
from workspace.outcome import Outcome
from workspace.pictures import is_picture_of
from workspace.settings import list_files

if TYPE_CHECKING:
    from pathlib import Path

    from filelock import SoftFileLease
    from tqdm import tqdm

    from records import Drawn
    from workspace.picture_records import PictureRecord
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


Save = Callable[..., bool]  # save_picture, or what a test puts in its place
Saved = Literal["", "new", "same", "overtaken"]  # failed, another picture than before, the same to the last pixel


class Run:
    """The scenes of one run as they are claimed, drawn, saved and released."""

    def __init__(
        self, to_draw: Sequence[PlannedScene], settings: RunSettings, stop: StopSwitch, save: Save, pace: Pace
    ) -> None:
        """Begin with nothing drawn."""
        self.to_draw = to_draw
        self.logs, self.limits = settings.folders.logs, settings.defaults.limits
        self.draws_takes = settings.takes > 0
        self.stop = stop
        self.save = save
        self.claims: dict[int, SoftFileLease] = {}
        self.standing = {index: stamp_of(planned.path) for index, planned in enumerate(to_draw) if planned.is_forced}
        self.drawn = self.same = self.failed = self.elsewhere = 0
        self.left: list[int] = []  # to another run that has them
        self.changed: list[int] = []  # by their author since this run was planned
        self.seen: set[int] = set()  # scenes whose turn has come
        self.pace = pace
        self.writer = ThreadPoolExecutor(max_workers=1)  # a picture is packed and written while the next one is drawn
        self.saving: tuple[int, Future[Saved]] | None = None

    def begin(self, index: int) -> bool:
        """Claim a scene; False where another run has it or has drawn it, or where its author changed it since."""
        self.stop.check()
        self.seen.add(index)
        planned = self.to_draw[index]
        try:
            claim = try_claim(claim_path(planned.path))
        except OSError as error:
            log.error("%s cannot be claimed: %s.", name_of(planned), say_os_error(error, planned.path))
            self.failed += 1
            return False
        if claim is None:
            self.left.append(index)
            return False
        self.claims[index] = claim
        before = stamp_of(planned.path)
        news = find_news(planned, self.standing.get(index), self.limits, is_take=self.draws_takes)
        if news:
            self.let_go(index)
            self.leave(index, news)
            return False
        self.standing[index] = before
        return True

    def leave(self, index: int, news: News) -> None:
        """Count a scene that has become another's, or its author's, since this run was planned."""
        if news == "drawn":
            self.elsewhere += 1
            return
        log.info("%s was changed since this run was planned: it is left as it is now.", name_of(self.to_draw[index]))
        self.changed.append(index)

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
        check = functools.partial(
            check_place, planned, self.standing[picture.index], self.limits, is_take=self.draws_takes
        )
        save = functools.partial(self.save, check=check)
        saved = self.writer.submit(save_drawn, planned, picture, self.logs, save, is_shown=is_shown)
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
        planned = self.to_draw[index]
        if how == "overtaken":
            self.leave(index, "drawn" if is_picture_of(planned.path, planned.job) else "changed")
        self.drawn += how in ("new", "same")
        self.same += how == "same"
        self.failed += not how
        if not planned.is_forced:  # another run that began later cannot tell a forced picture from an old one
            self.let_go(index)

    def let_go(self, index: int) -> None:
        """Release a scene's claim."""
        if claim := self.claims.pop(index, None):
            claim.release()

    def look_again(self) -> list[int]:
        """Look at the scenes that another run had: count those that it drew, and give those that are free now."""
        self.settle()
        left, self.left = self.left, []
        free = []
        for index in left:
            planned = self.to_draw[index]
            if is_drawn(planned, self.standing.get(index)):
                self.elsewhere += 1
            elif claim := take(claim_path(planned.path), LEASE):
                claim.release()
                free.append(index)
            else:
                self.left.append(index)
        return free

    def outcome(self, *, is_stopped: bool) -> Outcome:
        """Finish saving, release every claim and give how the run ended."""
        try:
            self.settle()
        finally:
            self.writer.shutdown()
            for index in list(self.claims):
                self.let_go(index)
        left = tuple(self.to_draw[index].path for index in self.left)
        settled = sum(is_settled(self.to_draw[index], self.limits) for index in self.changed)
        open_ones = len(self.changed) - settled
        unseen = len(self.to_draw) - len(self.seen)
        counts = (self.drawn, self.same, self.failed, self.elsewhere, left, settled, open_ones, unseen)
        return Outcome(*counts, is_stopped=is_stopped)


def save_drawn(planned: PlannedScene, picture: Drawn, logs: Path, save: Save, *, is_shown: bool) -> Saved:
    """Save one picture, or report why there is none; gives whether it was saved, and is another than before."""
    name = name_of(planned)
    for note in picture.notes:
        log.warning("%s: %s", name, note)
    if picture.image is None:
        log.error("%s was not drawn: %s", name, picture.error)
        log.debug("%s", picture.details)
        return ""
    try:
        is_same = save(picture.image, record_of(planned, picture), planned.path, standing_picture(planned))
    except Overtaken:
        return "overtaken"
    except (OSError, MemoryError) as error:
        log.error("%s was drawn but not saved: %s.", name, say_refusal(error, planned.path))
        log.debug("", exc_info=True)
        return ""
    record_picture(logs, planned.path, picture.job or planned.job, picture, list_files(planned.settings))
    peak = f", peak {picture.peak_bytes / 2**30:.1f} GB" if picture.peak_bytes else ""
    level = "info" if is_shown else "debug"
    as_before = ", as it was" if is_same else ""
    getattr(log, level)("%s: %s (%.1f s%s)%s", name, planned.path, picture.seconds, peak, as_before)
    return "same" if is_same else "new"


def record_of(planned: PlannedScene, picture: Drawn) -> PictureRecord:
    """Give what a picture says of itself: the job as it was drawn, and the guide that was asked for."""
    if picture.job is None or picture.job == planned.job:
        return planned.record
    return replace(planned.record, job=picture.job, asked=planned.job.guide)


def name_of(planned: PlannedScene) -> str:
    """Name a scene, or what else is drawn, at the beginning of a sentence."""
    return planned.called or "Scene {}:{}".format(*planned.scene.key)


def standing_picture(planned: PlannedScene) -> Path | None:
    """Give the old file that the new picture replaces; one with a recipe has been renamed already."""
    return planned.picture.path if planned.picture and not planned.picture.record else None
