"""The commands besides drawing: choosing takes, the cast sheet, reproducing a picture."""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
from typing import TYPE_CHECKING

from errors import NovelError, count, printable
from image_generator import open_engine
from records import always
from sdxl.loras import resolve_lora
from sdxl.models import resolve_model
from workspace.cast_check import check_cast
from workspace.cast_report import gather_portraits, write_cast
from workspace.chosen import check_choice, choose_take, keep_chosen
from workspace.drawing import engine_options
from workspace.files import creating
from workspace.keeping import keep_pictures
from workspace.log import log
from workspace.pictures import save_picture
from workspace.preparation import check_writable, hold_folders
from workspace.run_settings import TELL
from workspace.settings import check_given
from workspace.takes import (
    REPRODUCED,
    Reproduction,
    find_loras,
    find_model,
    find_take,
    plan_reproductions,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from cast.sheet import CastSheet
    from image_generator import EngineOptions
    from records import Drawn, Engine, RenderJob, Scene, SceneReading
    from workspace.cast_report import Portrait
    from workspace.plan import PlannedScene
    from workspace.run_settings import RunSettings
    from workspace.stop import StopSwitch

CHANGE_IT = "As it stands it changes no picture. Change a value there, and run again: only its scenes are redrawn."


def tidy_up(settings: RunSettings, target: Path) -> int:
    """Tell how much is left over, or move it to one folder; gives the exit status."""
    from workspace.tidy import find_leftovers, move_all, tell  # noqa: PLC0415

    leftovers = find_leftovers(settings.folders)
    if target == TELL:
        print(printable("\n".join(tell(leftovers))))
        return 0
    with hold_folders(settings.folders):
        moved = move_all(leftovers, target)
    log.info("%s moved to %s: look through it, then delete it.", count(moved, "file"), target)
    return 0


def change_desk(
    plans: Sequence[PlannedScene], settings: RunSettings, plan_for: Callable[[str], Sequence[PlannedScene]]
) -> None:
    """Choose takes, then keep pictures or let them go; `plan_for` plans the scenes anew for an engine."""
    if settings.choices:
        choose_takes(plans, settings, plan_for)
    keep_pictures(plans, settings)


# --- Takes ----------------------------------------------------------------------------------------------------------


def choose_takes(
    plans: Sequence[PlannedScene], settings: RunSettings, plan_for: Callable[[str], Sequence[PlannedScene]]
) -> None:
    """Make the chosen takes their scenes' pictures, which later runs keep; `plan_for` plans those for an engine.

    Raises NovelError where a take or its scene is not there, or a take is of another style or model.
    """
    choices, styles = settings.choices, settings.defaults.styles
    by_key = {planned.scene.key: planned for planned in plans}
    takes = [find_take(choice, plans, settings.folders.output) for choice in choices]
    others = [  # all of them before the first is moved
        check_choice(choice, by_key[choice.key], take, styles, anyway=settings.anyway)
        for choice, take in zip(choices, takes, strict=True)
    ]
    try:
        for choice, take, other in zip(choices, takes, others, strict=True):
            written = choose_take(by_key[choice.key], take)
            chosen = f"take {choice.take} now" + (f", of {other}" if other else "")
            is_in = "is" if written == "seed" else "are"
            chosen += f"; its {written} {is_in} in the prompt file" if written else ""
            chosen += "; it stays kept" if by_key[choice.key].status == "kept" else ""
            log.info("Scene %d:%d is %s.", *choice.key, chosen)
        engines = {
            choice.key: take.record.job.engine for choice, take in zip(choices, takes, strict=True) if take.record
        }
        for engine in sorted(set(engines.values())):
            with contextlib.suppress(NovelError):  # a model of config.py that is missing keeps SDXL from drawing, too
                keep_chosen([planned for planned in plan_for(engine) if engines.get(planned.scene.key) == engine])
    except OSError as error:
        raise NovelError(f"{error.filename}: {error.strerror}; the take stays where it is.") from error


# --- The cast -------------------------------------------------------------------------------------------------------


def show_cast(
    scenes: Sequence[Scene], readings: Sequence[SceneReading], sheet: CastSheet, settings: RunSettings
) -> int:
    """Write the cast sheet, or list what is open about the cast; raises NovelError rather than overwrite a sheet."""
    path, keys = settings.folders.cast, [scene.key for scene in scenes]
    portraits = gather_portraits(keys, readings)
    if settings.write_cast:
        write_new(path, write_cast(portraits))
        log.info("%s is written: %s.", path, count_written(portraits))
        log.info("%s", CHANGE_IT if portraits else "The program found nobody there: add a table for each person.")
    if settings.check_cast:
        for sentence in check_cast(portraits, sheet, keys) or ["Nothing is open and nothing contradicts itself."]:
            print(printable(sentence))
    return 0


def count_written(portraits: Sequence[Portrait]) -> str:
    """Put into words how much a new sheet holds."""
    people = "1 person" if len(portraits) == 1 else f"{len(portraits)} people"
    outfits = sum(bool(values.get("outfit")) for portrait in portraits for values in portrait.looks.values())
    return f"{people}, {count(outfits, 'outfit')}"


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet; an author's own sheet is never overwritten."""
    yours = f"{path} is there already and yours: give the new sheet another name with --cast FILE."
    if os.path.lexists(path):
        raise NovelError(yours)
    try:
        with creating(path) as file:
            file.write(text.encode("utf-8"))
    except FileExistsError as error:
        raise NovelError(yours) from error
    except OSError as error:
        raise NovelError(f"{path}: cannot be written ({error.strerror}); give another with --cast FILE.") from error


# --- From a picture back --------------------------------------------------------------------------------------------


def reproduce(settings: RunSettings, stop: StopSwitch) -> int:
    """Draw pictures again from the recipes they carry; gives the exit status."""
    output = settings.folders.output
    check_given(settings.given, functools.partial(resolve_model, presets=settings.defaults.presets), resolve_lora)
    planned = plan_reproductions(settings.reproduce, output, settings.defaults.version)
    check_writable(output / REPRODUCED, "--output")
    is_whole = True
    for engine, wanted in engines_for(planned, settings):
        jobs = [one.record.job for one in wanted]
        for drawn in engine(jobs, lambda *_: stop.check(), always):
            is_whole &= keep_reproduction(drawn, wanted[drawn.index])
    return 0 if is_whole else 1


def engines_for(planned: Sequence[Reproduction], settings: RunSettings) -> Iterator[tuple[Engine, list[Reproduction]]]:
    """Yield each engine that the recipes name, with the recipes it draws."""
    for name in ("storyboard", "sdxl"):
        if wanted := [one for one in planned if one.record.job.engine == name]:
            yield open_engine(name, options_for([one.record.job for one in wanted], settings)), wanted


def options_for(jobs: Sequence[RenderJob], settings: RunSettings) -> EngineOptions:
    """Find the models and adapters that recipes name."""
    defaults, given = settings.defaults, settings.given
    resolve = functools.cache(functools.partial(resolve_model, presets=defaults.presets))
    wanted = [job for job in jobs if job.engine == "sdxl"]
    models = dict.fromkeys(find_model(job, given.get("model"), defaults.presets, resolve) for job in wanted)
    found = (find_loras(job, given.get("lora", ()), defaults, resolve_lora) for job in wanted)
    loras = dict.fromkeys(itertools.chain.from_iterable(found))
    return engine_options(settings, models, loras)


def keep_reproduction(drawn: Drawn, one: Reproduction) -> bool:
    """Save one reproduction, or say why there is none."""
    if drawn.image is None:
        log.error("%s was not drawn: %s", one.path.name, drawn.error)
        return False
    try:
        save_picture(drawn.image, one.record, one.path)
    except OSError as error:
        log.error("%s was drawn but not saved: %s.", one.path, error.strerror)
        return False
    log.info("%s (%.1f s)", one.path, drawn.seconds)
    return True
