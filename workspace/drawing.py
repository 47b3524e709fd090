"""Plans in, pictures on disk out: each is claimed, drawn and saved in turn; a failed one does not end the run."""

from __future__ import annotations

import functools
import logging
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tqdm import tqdm

from image_generator import EngineOptions, open_engine
from workspace.guide_settings import find_spare
from workspace.keeping import report_left_alone
from workspace.log import has_log, log
from workspace.outcome import Outcome, conclude
from workspace.pictures import TAKES, save_picture
from workspace.report import find_rate, report_plan
from workspace.takes import with_takes
from workspace.turns import Pace, Run, Save

if TYPE_CHECKING:
    from pathlib import Path

    from image_generator import EngineChoice
    from records import Engine
    from sdxl.guide_nets import NetChoice
    from sdxl.loras import LoraChoice
    from sdxl.models import ModelChoice
    from workspace.plan import PlannedScene
    from workspace.run_settings import RunSettings
    from workspace.stop import StopSwitch

SECONDS_BETWEEN_LOOKS = 0.5  # at scenes that another process draws


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
    outcome = replace(outcome, failed=outcome.failed + sum(planned.is_failed for planned in selected))
    if to_draw or outcome.failed:
        folder = settings.folders.output / TAKES if settings.takes else settings.folders.output
        level = logging.WARNING if outcome.unseen and not outcome.is_stopped else logging.INFO
        log.log(level, "%s", conclude(outcome, time.perf_counter() - started, folder))
        if has_log():
            log.info("The log is %s.", log_path)
    return outcome.status


def report_faults(selected: Sequence[PlannedScene]) -> None:
    """Warn of edits that belong to an older text, and of scenes that cannot be drawn."""
    for planned in selected:
        if planned.warning:
            log.warning("%s", planned.warning)
        if planned.is_failed:
            log.error("Scene %d:%d cannot be drawn: %s", *planned.scene.key, planned.reason)


class Opened(NamedTuple):
    """What the jobs of a run open, each once."""

    models: Iterable[ModelChoice] = ()
    loras: Iterable[LoraChoice] = ()
    nets: Iterable[NetChoice] = ()
    portraits: Mapping[str, Path] = {}  # by digest


def engine_options(settings: RunSettings, opened: Opened, rate: float | None = None) -> EngineOptions:
    """Give the engine what it opens and its use of the machine; `rate` is seconds per picture."""
    machine, nets = settings.machine, tuple(opened.nets)
    spare = find_spare(nets, settings.defaults.guides)
    return EngineOptions(
        models=tuple(opened.models),
        loras=tuple(opened.loras),
        guide_nets=(*nets, *([spare.choice] if spare and spare.choice not in nets else [])),
        spare_net=spare.recorded if spare else None,
        portraits=opened.portraits,
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
    engine = open_engine(jobs[0].engine, engine_options(settings, gather_opened(to_draw), find_rate(to_draw, logs)))
    run = Run(to_draw, settings, stop, save, Pace())
    is_stopped = False
    with tqdm(total=len(to_draw), unit="picture", disable=not settings.show_bar, dynamic_ncols=True) as bar:
        try:
            wanted = list(range(len(jobs)))
            while wanted and draw_wanted(engine, run, wanted, bar):
                wanted = wait_for_others(run) if are_launched_together() else run.look_again()
        except KeyboardInterrupt:
            is_stopped = True
        finally:
            outcome = run.outcome(is_stopped=is_stopped)
    return outcome


def gather_opened(to_draw: Sequence[PlannedScene]) -> Opened:
    """Gather what scenes are drawn with."""
    return Opened(
        models=dict.fromkeys(planned.settings.choice for planned in to_draw if planned.settings.choice),
        loras=dict.fromkeys(lora for planned in to_draw for lora in planned.settings.loras),
        nets=dict.fromkeys(net for planned in to_draw for net in planned.settings.guide.nets),
        portraits={digest: path for planned in to_draw for digest, path in planned.portraits.items()},
    )


def draw_wanted(engine: Engine, run: Run, wanted: Sequence[int], bar: tqdm[None]) -> bool:
    """Draw those of a run's scenes that nobody else has; gives whether the engine came to the last of them."""
    jobs = [run.to_draw[index].job for index in wanted]
    steps = functools.partial(run.step, bar)
    run.seen.difference_update(wanted)
    for picture in engine(jobs, steps, lambda number: run.begin(wanted[number])):
        run.finish(replace(picture, index=wanted[picture.index]), is_shown=bool(bar.disable))
        bar.update()
    return run.seen.issuperset(wanted)


def are_launched_together(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether a launcher such as `accelerate launch` started several processes, and ends all with the first."""
    processes = environment.get("WORLD_SIZE", "")
    return processes.isdecimal() and int(processes) > 1


def wait_for_others(run: Run, sleep: Callable[[float], None] = time.sleep) -> list[int]:
    """Wait until the scenes that other processes have are drawn or free, and give those that are free."""
    run.settle()
    for index in list(run.claims):  # of forced pictures: others may be waiting for these
        run.let_go(index)
    while not (free := run.look_again()) and run.left:
        run.stop.check()
        sleep(SECONDS_BETWEEN_LOOKS)
    return free
