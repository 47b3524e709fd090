"""The commands besides drawing: choosing takes, the cast sheet, tidying."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from errors import NovelError, count, say_os_error
from workspace.cast_check import check_cast
from workspace.cast_report import gather_portraits, write_cast
from workspace.choosing import choose_takes
from workspace.console import print_result
from workspace.files import creating
from workspace.keeping import keep_pictures
from workspace.log import log
from workspace.preparation import hold_folders
from workspace.run_settings import TELL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cast.sheet import CastSheet
    from records import Scene, SceneReading
    from workspace.cast_report import Portrait
    from workspace.plan import PlannedScene
    from workspace.run_settings import RunSettings

CHANGE_IT = "As it stands it changes no picture. Change a value there, and run again: only its scenes are redrawn."


def tidy_up(settings: RunSettings, target: Path) -> int:
    """Tell how much is left over, or move it to one folder; gives the exit status."""
    from workspace.tidy import find_leftovers, move_all, tell  # noqa: PLC0415

    leftovers = find_leftovers(settings.folders)
    if target == TELL:
        for line in tell(leftovers):
            print_result(line)
        return 0
    with hold_folders(settings.folders, settings.home.file.path):
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
            print_result(sentence)
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
        said = say_os_error(error, path, "cannot be written")
        raise NovelError(f"{said}, or give another with --cast FILE.") from error
