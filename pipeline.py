"""One run from the manuscript to the pictures: read, plan, then show the plan or draw it."""

from __future__ import annotations

import functools
import logging
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import config
import image_generator
import storyboard
from cast_sheet import read_cast_sheet
from command_line import is_terminal, select_scenes
from desk import Desk
from drawing_run import Outcome, draw_scenes, prepare_desk
from engine_choice import EngineChoice, choose_engine
from manuscript import read_novel
from picture_files import read_pictures
from plan import PlannedScene, Request, plan_scenes
from prompt_cache import read_prompt_files
from report import count, scene_json, scene_table, summarize
from run_log import describe_machine, log, measured_rate, read_figures, say_duration, start_log
from scene_reader import read_scenes
from sdxl_models import resolve_model
from sdxl_pipeline import EngineOptions

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Arguments
    from render_job import Engine


def run(args: Arguments) -> int:
    """Plan, then show the plan or draw."""
    level = logging.DEBUG if args.verbose else logging.WARNING if args.quiet or args.json else logging.INFO
    log_path = start_log(args.logs, level)
    for line in describe_machine():
        log.debug("%s", line)
    plans, choice = make_plan(args)
    selected = [planned for planned in plans if planned.is_selected]
    rate = measured_rate([planned.job for planned in selected if planned.is_to_draw], read_figures(args.logs))
    if args.dry_run:
        show(selected, as_json=args.json)
        log.info("%s", summarize(selected, rate, choice.name))
        return 0
    log.info("Engine: %s (%s).", choice.name, choice.reason)
    log.info("%s", summarize(selected, rate, choice.name))
    return draw(plans, args, log_path)


def make_plan(args: Arguments) -> tuple[list[PlannedScene], EngineChoice]:
    """Read the novel and the desk, and plan every scene."""
    novel = read_novel(args.novel)
    for warning in novel.warnings:
        log.warning("%s", warning)
    for skipped in novel.skipped:
        log.debug("%s", skipped)
    selected = select_scenes([scene.key for scene in novel.scenes], args)
    choice = choose_engine(args.engine, model_given=args.model is not None)
    readings = read_scenes(novel.scenes, read_cast_sheet(args.cast))
    desk = Desk(args.output, args.prompts, read_pictures(args.output), read_prompt_files(args.prompts))
    request = Request(choice.name, args.given, functools.cache(resolve_model), selected, args.force)
    return plan_scenes(novel.scenes, readings, desk, request), choice


def show(plans: Sequence[PlannedScene], *, as_json: bool) -> None:
    """Print the plan to stdout."""
    for planned in plans:
        print(scene_json(planned) if as_json else scene_table(planned) + "\n")
    sys.stdout.flush()


def draw(plans: Sequence[PlannedScene], args: Arguments, log_path: Path) -> int:
    """Draw what is to be drawn; gives the exit status."""
    started = time.perf_counter()
    desk = Desk(args.output, args.prompts)
    prepare_desk(plans, desk)
    for planned in plans:
        if planned.warning and planned.is_selected:
            log.warning("%s", planned.warning)
        if planned.is_failed:
            log.error("Scene %d:%d cannot be drawn: %s", *planned.scene.key, planned.reason)
    to_draw = [planned for planned in plans if planned.is_to_draw]
    outcome = Outcome(0, 0)
    if to_draw:
        log.debug("settings: %s", to_draw[0].settings)
        show_bar = is_terminal() and not args.quiet
        outcome = draw_scenes(to_draw, open_engine(to_draw), args.logs, show_bar=show_bar)
    failed = outcome.failed + sum(planned.is_failed for planned in plans)
    seconds = say_duration(time.perf_counter() - started)
    problems = f", {count(failed, 'scene')} failed (see {log_path})" if failed else ""
    if to_draw or failed:
        log.info("%s drawn in %s into %s%s.", count(outcome.drawn, "picture"), seconds, args.output, problems)
    return 1 if failed else 0


def open_engine(to_draw: Sequence[PlannedScene]) -> Engine:
    """Give the engine that all these scenes are planned for; nothing heavy is loaded before the first picture."""
    if to_draw[0].job.engine == "storyboard":
        return storyboard.draw_pictures
    models = dict.fromkeys(planned.settings.choice for planned in to_draw if planned.settings.choice)
    return functools.partial(
        image_generator.draw_pictures, options=EngineOptions(tuple(models), attention=config.ATTENTION)
    )
