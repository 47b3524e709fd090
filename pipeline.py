"""One run from the manuscript to the pictures: read, plan, then show the plan or draw it."""

from __future__ import annotations

import functools
import logging
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import config
from cast.sheet import read_cast_sheet
from english.language import warn_of_language
from errors import count, say_duration
from image_generator import choose_engine, open_engine
from publish.gallery import ProofSheet
from publish.gallery_files import as_drawn, read_details, write_gallery
from publish.gallery_pictures import Desktop
from scene_parser import read_novel
from scene_reader import read_scenes
from sdxl.check import check
from sdxl.loras import resolve_lora
from sdxl.models import resolve_model
from workspace.arguments import is_terminal
from workspace.claims import hold_desk
from workspace.commands import choose, common_options, reproduce, script_path, show_cast, with_takes
from workspace.drawing import Outcome, draw_scenes
from workspace.log import describe_machine, log, measured_rate, read_figures, start_log
from workspace.matching import Desk
from workspace.pictures import read_pictures
from workspace.plan import PlannedScene, Request, plan_scenes
from workspace.preparation import check_writable, prepare_desk
from workspace.prompt_files import read_prompt_files
from workspace.report import scene_json, scene_table, summarize
from workspace.selection import select_scenes
from workspace.settings import finding_again, remember_files

if TYPE_CHECKING:
    from image_generator import EngineChoice
    from records import Novel, SceneReading
    from workspace.arguments import Arguments
    from workspace.drawing import StopSwitch


INTERRUPTED = 130  # the shell's status for Ctrl-C


@dataclass(frozen=True, slots=True)
class Book:
    """The novel as read: what a plan starts from, whatever lies on the desk."""

    novel: Novel
    readings: Sequence[SceneReading]
    selected: frozenset[tuple[int, int]]
    engine: EngineChoice


def run(args: Arguments, stop: StopSwitch) -> int:
    """Plan, then show the plan or draw; gives the exit status."""
    if args.check:
        print(check(args.model, args.max_vram, args.memory))
        return 0
    level = logging.DEBUG if args.verbose else logging.WARNING if args.quiet or args.json else logging.INFO
    log_path = start_log(args.logs, level)
    for line in describe_machine():
        log.debug("%s", line)
    if args.reproduce:
        return reproduce(args, stop)
    book = read_book(args)
    if args.write_cast or args.check_cast:
        return show_cast([scene.key for scene in book.novel.scenes], book.readings, args)
    if args.dry_run:
        return show_plan(book, args)
    check_writable(args.output, "--output")
    check_writable(args.prompts, "--prompts")
    return draw_book(book, args, log_path, stop)


def show_plan(book: Book, args: Arguments) -> int:
    """Show what a run would do; writes nothing but, if asked for, the proof sheet."""
    plans = make_plan(book, args)
    selected = [planned for planned in plans if planned.is_selected]
    show(selected, as_json=args.json)
    log.info("%s", summarize(selected, find_rate(selected, args.logs), book.engine.name))
    if args.gallery:
        show_gallery(plans, book, args)
    return 0


def draw_book(book: Book, args: Arguments, log_path: Path, stop: StopSwitch) -> int:
    """Bring the desk in order and draw, or choose among takes; gives the exit status."""
    with hold_desk(args.output):
        plans = make_plan(book, args)
        prepare_desk(plans, Desk(args.output, args.prompts))
        if args.choose:
            choose(plans, args)
            show_gallery(make_plan(book, args), book, args)
            return 0
    log.info("Engine: %s (%s).", book.engine.name, book.engine.reason)
    selected = [planned for planned in plans if planned.is_selected]
    if args.takes:
        selected = with_takes(selected, args)
    log.info("%s", summarize(selected, find_rate(selected, args.logs), book.engine.name))
    status = draw(selected, args, log_path, stop)
    show_gallery([as_drawn(planned) for planned in plans], book, args)
    return status


def read_book(args: Arguments) -> Book:
    """Read the novel, all of it whatever is selected."""
    novel = read_novel(args.novel, config.BLANK_LINES_BREAK)
    for warning in novel.warnings:
        log.warning("%s", warning)
    if warning := warn_of_language([scene.text for scene in novel.scenes]):
        log.warning("%s", warning)
    for skipped in novel.skipped:
        log.debug("%s", skipped)
    selected = select_scenes([scene.key for scene in novel.scenes], args)
    choice = choose_engine(args.engine, model_given=args.model is not None)
    return Book(novel, read_scenes(novel.scenes, read_cast_sheet(args.cast)), selected, choice)


def make_plan(book: Book, args: Arguments) -> list[PlannedScene]:
    """Plan every scene against what lies on the desk."""
    desk = Desk(args.output, args.prompts, read_pictures(args.output), read_prompt_files(args.prompts))
    known = remember_files(read_figures(args.logs))
    find_model = functools.cache(finding_again(resolve_model, known))
    find_lora = functools.cache(finding_again(resolve_lora, known))
    request = Request(book.engine.name, args.given, find_model, book.selected, args.force, find_lora)
    return plan_scenes(book.novel.scenes, book.readings, desk, request)


def find_rate(plans: Sequence[PlannedScene], logs: Path) -> float | None:
    """Give the seconds a picture, as measured on earlier runs."""
    return measured_rate([planned.job for planned in plans if planned.is_to_draw], read_figures(logs))


def show(plans: Sequence[PlannedScene], *, as_json: bool) -> None:
    """Print the plan to stdout."""
    for planned in plans:
        print(scene_json(planned) if as_json else scene_table(planned) + "\n")
    sys.stdout.flush()


def show_gallery(plans: Sequence[PlannedScene], book: Book, args: Arguments) -> None:
    """Write the proof sheet of the whole novel, whatever is selected."""
    details = read_details(book.novel, args.novel)
    desktop = Desktop(args.output, script_path(Path.cwd()), common_options(args), details.language)
    sheet = ProofSheet(details.title, {chapter.number: chapter.title for chapter in book.novel.chapters}, desktop)
    if path := write_gallery(plans, sheet, args.logs):
        log.info("The proof sheet is %s.", path)


def draw(plans: Sequence[PlannedScene], args: Arguments, log_path: Path, stop: StopSwitch) -> int:
    """Draw what is to be drawn; gives the exit status."""
    started = time.perf_counter()
    for planned in plans:
        if planned.warning:
            log.warning("%s", planned.warning)
        if planned.is_failed:
            log.error("Scene %d:%d cannot be drawn: %s", *planned.scene.key, planned.reason)
    to_draw = [planned for planned in plans if planned.is_to_draw]
    outcome = Outcome()
    if to_draw:
        log.debug("settings: %s", to_draw[0].settings)
        show_bar = is_terminal() and not args.quiet
        outcome = draw_scenes(
            to_draw, open_engine(to_draw, args, find_rate(to_draw, args.logs)), args.logs, stop, show_bar=show_bar
        )
    failed = outcome.failed + sum(planned.is_failed for planned in plans)
    if to_draw or failed:
        seconds = say_duration(time.perf_counter() - started)
        log.info(
            "%s", conclude(outcome, failed, f"{count(outcome.drawn, 'picture')} drawn in {seconds} into {args.output}")
        )
        log.info("The log is %s.", log_path)
    return INTERRUPTED if outcome.is_stopped else 1 if failed else 0


def conclude(outcome: Outcome, failed: int, drawn: str) -> str:
    """Say in a sentence or two how the run ended."""
    parts = [drawn]
    parts += [f"{count(failed, 'scene')} failed"] if failed else []
    parts += [f"{count(outcome.elsewhere, 'scene')} left to another run"] if outcome.elsewhere else []
    stopped = "Stopped: " if outcome.is_stopped else ""
    further = ". The same command goes on from here" if outcome.is_stopped else ""
    return f"{stopped}{', '.join(parts)}{further}."
