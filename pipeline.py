"""One run from the manuscript to the pictures: read the novel, read its scenes, plan, then show the plan or draw it.

What only some runs need is imported where they need it: a dry run is to be there at once.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from cast.sheet import read_cast_sheet
from english.language import warn_of_language
from image_generator import choose_engine
from manuscript.account import say_left_out, say_passed_over
from scene_parser import read_novel
from scene_reader import read_scenes
from workspace.log import log, start_log
from workspace.matching import read_workspace
from workspace.plan import make_request, plan_scenes
from workspace.report import show_plan
from workspace.selection import select_scenes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from image_generator import EngineChoice
    from records import Novel, SceneReading
    from workspace.plan import PlannedScene, Request
    from workspace.run_settings import RunSettings
    from workspace.stop import StopSwitch


def run(settings: RunSettings, stop: StopSwitch) -> int:
    """Read the novel and its scenes, plan the pictures, then show the plan or draw it; gives the exit status."""
    if settings.check:
        from workspace.commands import show_check

        return show_check(settings)
    log_path = start_log(settings.folders.logs, settings.console_level, settings.defaults.version)
    if settings.reproduce:
        from workspace.commands import reproduce

        return reproduce(settings, stop)

    novel = read_novel(settings.folders.novel, settings.defaults.blank_lines_break)
    foreign = warn_of_language([scene.text for scene in novel.scenes])
    report_novel(novel, foreign)
    if not settings.dry_run:
        report_left_out(novel, logging.DEBUG)
    selected = select_scenes(novel.scenes, settings.selection)
    engine = choose_engine(settings.engine, model_given="model" in settings.given)
    readings = read_scenes(novel.scenes, read_cast_sheet(settings.folders.cast), is_english=not foreign)
    if settings.write_cast or settings.check_cast:
        from workspace.commands import show_cast

        return show_cast(novel.scenes, readings, settings)

    plans = plan_pictures(novel, readings, make_request(settings, engine.name, selected), settings)
    if settings.dry_run:
        show_plan(plans, novel, engine, settings)
        show_page(plans, novel, settings)
        report_left_out(novel, logging.INFO)
        return 0
    status = 0 if settings.choices else draw(plans, engine, settings, stop, log_path)
    show_page(plans, novel, settings)
    return status


def draw(
    plans: Sequence[PlannedScene], engine: EngineChoice, settings: RunSettings, stop: StopSwitch, log_path: Path
) -> int:
    """Draw the pictures that are planned."""
    from workspace.drawing import draw_plans

    return draw_plans(plans, engine, settings, stop, log_path)


def show_page(plans: Sequence[PlannedScene], novel: Novel, settings: RunSettings) -> None:
    """Write the proof sheet, after a dry run only where it is asked for."""
    if settings.gallery or not settings.dry_run:
        from publish.gallery_files import as_drawn, show_gallery

        has_drawn = not settings.dry_run and not settings.choices
        show_gallery([as_drawn(planned) for planned in plans] if has_drawn else plans, novel, settings)


def report_novel(novel: Novel, foreign: str) -> None:
    """Warn of what is odd about the manuscript, and of a novel that is not in English; say its order."""
    for warning in filter(None, (*novel.warnings, foreign)):
        log.warning("%s", warning)
    for sentence in novel.order:
        log.info("%s", sentence)


def report_left_out(novel: Novel, level: int) -> None:
    """Say what is left out of the story's files, much of it as a warning, and which files are passed over."""
    for is_large, sentence in say_left_out(novel):
        log.log(logging.WARNING if is_large else level, "%s", sentence)
    for sentence in say_passed_over(novel):
        log.log(level, "%s", sentence)


def plan_pictures(
    novel: Novel, readings: Sequence[SceneReading], request: Request, settings: RunSettings
) -> list[PlannedScene]:
    """Plan every scene, selected or not; a run that draws also prepares the folders, locked against other runs."""
    folders, limits = settings.folders, settings.defaults.limits

    def plan() -> list[PlannedScene]:
        return plan_scenes(novel.scenes, readings, read_workspace(folders, limits), request)

    if settings.dry_run:
        return plan()
    from workspace.preparation import hold_folders, prepare_folders

    with hold_folders(folders):
        plans = plan()
        prepare_folders(plans, folders, limits)
        if settings.choices:
            from workspace.commands import choose_takes

            choose_takes(plans, settings)
            return plan()
    return plans
