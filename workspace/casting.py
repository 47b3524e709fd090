"""--cast-portraits: everybody who carries the book sits for portraits, of which the author chooses one each."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from errors import NovelError, count, say_list
from workspace.console import print_result
from workspace.drawing import draw_scenes
from workspace.log import log
from workspace.outcome import conclude
from workspace.portrait_cast import choose_sitters, gather_cast
from workspace.portrait_plans import EACH, plan_portraits
from workspace.portraits import PORTRAITS, read_name
from workspace.preparation import check_writable, hold_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from records import Scene, SceneReading
    from workspace.plan import PlannedScene
    from workspace.recipes import Request
    from workspace.run_settings import RunSettings
    from workspace.stop import StopSwitch

    Book = tuple[Sequence[Scene], Sequence[SceneReading]]  # its scenes, and what was read in them

NEEDS_SDXL = (
    "--cast-portraits needs SDXL, for the storyboard draws people from their words alone: give --engine sdxl, or a "
    "model with --model."
)
NOBODY = "Nobody with a name leads a scene: name whom you want, as in --cast-portraits emma."


def cast_portraits(request: Request, book: Callable[[], Book], settings: RunSettings, stop: StopSwitch) -> int:
    """Draw portraits of the leading people, or of those asked for; gives the exit status.

    Raises NovelError where the engine at hand paints none.
    """
    if request.engine != "sdxl":
        raise NovelError(NEEDS_SDXL)
    scenes, readings = book()
    cast = gather_cast([scene.key for scene in scenes], readings, request.sheet)
    sitters = choose_sitters(cast, settings.cast_portraits or ())
    plans = plan_portraits(sitters, request, settings.folders.output)
    if settings.dry_run:
        for planned in plans[::EACH]:
            print_result(f"Portrait {whose(planned)}: {planned.scene.title}. {planned.prompt.prompt}")
        return 0
    if not plans:
        log.info("%s", NOBODY if not any(one.is_leading for one in cast) else "Everybody has a portrait already.")
        return 0
    status = draw_portraits(plans, settings, stop)
    log.info("%s", say_choice(plans))
    return status


def draw_portraits(plans: Sequence[PlannedScene], settings: RunSettings, stop: StopSwitch) -> int:
    """Draw the portraits that are not there; gives the exit status."""
    folder, started = settings.folders.output / PORTRAITS, time.perf_counter()
    check_writable(folder, "--output")
    with hold_folders(settings.folders, settings.home.file.path):
        to_draw = [planned for planned in plans if planned.is_to_draw]
    log.info("%s: %s.", say_people(plans), f"{len(to_draw)} to draw" if to_draw else "all up to date")
    if not to_draw:
        return 0
    outcome = draw_scenes(to_draw, replace(settings, takes=EACH), stop)  # like takes, they change nothing else
    log.info("%s", conclude(outcome, time.perf_counter() - started, folder))
    return outcome.status


def say_people(plans: Sequence[PlannedScene]) -> str:
    """Say of whom portraits are drawn."""
    names = say_list([f"{planned.scene.title} ({whose(planned)})" for planned in plans[::EACH]])
    return f"{count(len(plans), 'portrait')} of {names}"


def say_choice(plans: Sequence[PlannedScene]) -> str:
    """Say how one of the portraits is chosen."""
    return f"Look at them with --gallery, then choose: --choose {whose(plans[0])}=1."


def whose(planned: PlannedScene) -> str:
    """Give the stem of a portrait's file name, by which it is chosen."""
    named = read_name(planned.path)
    return named.stem if named else planned.path.stem
