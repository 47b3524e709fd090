"""One run from the manuscript to the pictures: read the novel, read its scenes, plan, then show the plan or draw it.

What only some runs need is imported where they need it: a dry run is to be there at once.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

import functools
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cast.sheet import add_words, read_cast_sheet
from english.language import warn_of_language
from errors import UsageError
from image_generator import choose_engine
from manuscript.account import say_left_out, say_passed_over
from scene_parser import read_novel
from workspace.cached_quiet import know_quiet
from workspace.cached_run import RunCache
from workspace.keeping import check_keepable, check_scenes, report_left_alone
from workspace.log import log, start_console, start_log
from workspace.lookalikes import refuse_placeholders, say_copies
from workspace.plan import make_request, plan_scenes
from workspace.report import after_plan, after_run, show_plan
from workspace.selection import select_scenes
from workspace.settings import say_overruled
from workspace.terminal import open_page
from workspace.unused import find_orphans, put_orphans_away, report_back, report_orphans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from cast.sheet import CastSheet
    from image_generator import EngineChoice
    from reading.book_looks import BookRead
    from records import Novel
    from workspace.plan import PlannedScene
    from workspace.recipes import Request
    from workspace.run_settings import RunSettings
    from workspace.stop import StopSwitch
    from workspace.unused import Orphans


def run(settings: RunSettings, stop: StopSwitch) -> int:
    """Do what the settings ask for; gives the exit status."""
    if settings.init:
        from workspace.novel_init import write_novel_file

        return write_novel_file(settings)
    if settings.home.missing and not (settings.reproduce or settings.tidy is not None):
        raise UsageError(settings.home.missing)
    log_path = open_log(settings)
    if settings.home.said:
        log.info("%s", settings.home.said)
    if settings.tidy is not None:
        from workspace.commands import tidy_up

        return tidy_up(settings, settings.tidy)
    if settings.reproduce:
        from workspace.reproducing import reproduce

        return reproduce(settings, stop)
    if settings.watch:
        from workspace.book_home import read_again
        from workspace.watch import watch_book

        file = [path for path in (settings.home.file.path,) if path]
        return watch_book(settings.folders, lambda: run_book(read_again(settings), stop, log_path), file)
    return run_book(settings, stop, log_path)


def run_book(settings: RunSettings, stop: StopSwitch, log_path: Path | None) -> int:
    """Read the novel and its scenes, plan the pictures, then show the plan or draw it; gives the exit status."""
    cache = RunCache(settings)
    novel = read_story(settings, cache)
    foreign = warn_of_language([scene.text for scene in novel.scenes])
    report_novel(novel, foreign)
    if not settings.dry_run:
        report_left_out(novel, logging.DEBUG)
    sheet, read = open_sheet(settings, novel, cache, is_english=not foreign)
    if settings.corrections:
        from workspace.correcting import correct

        return correct(novel, read(), settings, cache)
    selected = select_scenes(novel.scenes, settings.selection)
    check_scenes(novel.scenes, settings)
    engine = engine_of(settings)
    if settings.write_cast or settings.check_cast:
        from workspace.commands import show_cast

        return show_cast(novel.scenes, read().readings, sheet, settings)
    report_copies(settings)
    request = make_request(settings, engine.name, selected, sheet, cache.plan)
    if settings.cast_portraits is not None:
        from workspace.casting import cast_portraits

        return cast_portraits(request, lambda: (novel.scenes, read().readings), settings, stop)
    quiet = know_quiet(cache.cache, novel, cache.told, request, settings)
    if (said := quiet.find_said()) is not None:
        return say_again(said, settings)
    errand = Errand(settings, novel, engine, stop, log_path)
    return quiet.listen_to(lambda: plan_and_draw(errand, read(), quiet.request, cache))


def open_sheet(
    settings: RunSettings, novel: Novel, cache: RunCache, *, is_english: bool
) -> tuple[CastSheet, Callable[[], BookRead]]:
    """Read the author's sheet, in which portraits are chosen first, and give with it what reads the book by it."""

    def read_anew() -> tuple[CastSheet, Callable[[], BookRead]]:
        sheet = read_sheet(settings)
        cache.open_book(novel.scenes, sheet, is_english=is_english)
        return sheet, functools.partial(cache.read_book, novel.scenes, sheet, is_english=is_english)

    sheet, read = read_anew()
    if settings.portrait_choices:
        from workspace.choosing_portraits import choose_portraits

        choose_portraits(settings, lambda: (novel.scenes, read().readings))
        return read_anew()
    return sheet, read


def say_again(said: Iterable[tuple[int, str]], settings: RunSettings) -> int:
    """Say what the last run said, since this one has as little to do; gives the exit status."""
    from workspace.preparation import hold_folders

    with hold_folders(settings.folders, settings.home.file.path):
        for level, sentence in said:
            log.log(level, "%s", sentence)
    return 0


@dataclass(frozen=True, slots=True)
class Errand:
    """What a run has in hand when it begins to plan."""

    settings: RunSettings
    novel: Novel
    engine: EngineChoice
    stop: StopSwitch
    log_path: Path | None


def plan_and_draw(errand: Errand, book: BookRead, request: Request, cache: RunCache) -> int:
    """Plan the pictures, then show the plan or draw it; gives the exit status."""
    settings, novel = errand.settings, errand.novel
    plans = plan_pictures(novel, book, request, settings, cache)
    cache.save()
    chosen = [planned for planned in plans if planned.is_selected]
    report_overruled(chosen, settings)
    if settings.export:
        from workspace.exporting import export_scenes

        return export_scenes(plans, settings, request.find_portraits)
    if settings.dry_run:
        return show_dry_run(plans, errand, cache)
    if settings.is_page_alone or settings.is_deskwork:
        is_there = show_page(plans, novel, settings, cache)
        return 1 if settings.is_page_alone and not is_there else 0
    status = draw(plans, errand.engine, settings, errand.stop, errand.log_path)
    cache.save_drawn(planned for planned in chosen if planned.is_to_draw)
    show_page(plans, novel, settings, cache)
    log.info("%s", after_run(chosen, status=status))
    return status


def show_dry_run(plans: Sequence[PlannedScene], errand: Errand, cache: RunCache) -> int:
    """Show what would be drawn, and all that an author should know of it; gives the exit status."""
    settings, novel, chosen = errand.settings, errand.novel, [planned for planned in plans if planned.is_selected]
    show_plan(plans, novel, errand.engine, settings)
    show_page(plans, novel, settings, cache)
    report_left_out(novel, logging.INFO)
    report_left_alone(chosen, settings)
    log.info("%s", after_plan(chosen))
    return 0


def engine_of(settings: RunSettings) -> EngineChoice:
    """Choose the engine, and say why."""
    engine = choose_engine(settings.engine, model_given="model" in settings.given)
    return replace(engine, reason="--watch draws panels") if settings.watch else engine


def read_sheet(settings: RunSettings) -> CastSheet:
    """Read what the author says of the cast and of her world, and warn of what contradicts itself."""
    refuse_placeholders((), [settings.folders.cast])
    sheet = add_words(read_cast_sheet(settings.folders.cast), settings.home.file.words)
    for warning in sheet.warnings:
        log.warning("%s", warning)
    return sheet


def read_story(settings: RunSettings, cache: RunCache) -> Novel:
    """Read the novel, with what its author says of it."""
    file = settings.home.file
    lines = settings.defaults.blank_lines_break
    return read_novel(settings.folders.novel, lines, file.facts, file.order, cache.make_parser())


def open_log(settings: RunSettings) -> Path | None:
    """Open the run's log; None where the run is to write the proof sheet and nothing else."""
    if settings.is_page_alone:
        start_console(settings.console_level)
        return None
    return start_log(settings.folders.logs, settings.console_level, settings.defaults.version)


def draw(
    plans: Sequence[PlannedScene], engine: EngineChoice, settings: RunSettings, stop: StopSwitch, log_path: Path | None
) -> int:
    """Draw the pictures that are planned."""
    from workspace.drawing import draw_plans

    return draw_plans(plans, engine, settings, stop, log_path)


def show_page(plans: Sequence[PlannedScene], novel: Novel, settings: RunSettings, cache: RunCache) -> bool:
    """Write the proof sheet, after a dry run only where it is asked for; gives whether it is there."""
    if settings.dry_run and not settings.gallery:
        return False
    from publish.gallery_files import as_drawn, show_gallery

    has_drawn = not settings.dry_run and not settings.is_deskwork and not settings.is_page_alone
    with cache.judging() as judge:
        page = show_gallery([as_drawn(one) for one in plans] if has_drawn else plans, novel, settings, judge)
    if page and settings.open_page:
        open_page(page)
    return page is not None


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


def report_overruled(plans: Sequence[PlannedScene], settings: RunSettings) -> None:
    """Say which settings of `novel.toml` wait behind those of an earlier command line."""
    remembered = [planned.remembered.given for planned in plans if planned.remembered]
    for sentence in say_overruled(settings.home.file.settings, settings.given, remembered):
        log.info("%s", sentence)


def report_copies(settings: RunSettings) -> None:
    """Warn of files that are copies of the author's by their names, and so are not read."""
    folders, own = settings.folders, [settings.folders.cast, *filter(None, [settings.home.file.path])]
    for sentence in say_copies(((folders.output, ".png"), (folders.prompts, ".toml")), own):
        log.warning("%s", sentence)


def plan_pictures(
    novel: Novel, book: BookRead, request: Request, settings: RunSettings, cache: RunCache
) -> list[PlannedScene]:
    """Plan every scene, selected or not; a run that draws also prepares the folders, locked against other runs."""
    folders, limits = settings.folders, settings.defaults.limits

    def plan(request: Request) -> tuple[list[PlannedScene], Orphans]:
        workspace = cache.read_workspace(folders, limits)
        plans = plan_scenes(novel.scenes, book.readings, workspace, request, book.looks)
        return plans, find_orphans(plans, workspace, folders, settings.home.usual.novel)

    if settings.only_plans:
        plans, orphans = plan(request)
        report_orphans(orphans, is_dry=True)
        return plans
    from workspace.choosing import finish_choices
    from workspace.preparation import hold_folders, prepare_folders

    def plan_for(engine: str) -> list[PlannedScene]:
        return plan(replace(request, engine=engine, given={}))[0]

    with hold_folders(folders, settings.home.file.path):
        plans, orphans = plan(request)
        check_keepable(plans, settings)
        put_orphans_away(orphans)
        report_back(plans)
        plans = prepare_folders(plans, limits, remembers=not (settings.takes or settings.is_deskwork))
        if finish_choices(plans, folders.output, plan_for):
            plans, _ = plan(request)
        if settings.is_deskwork:
            from workspace.commands import change_desk

            change_desk(plans, settings, plan_for)
            return plan(request)[0]
    return plans
