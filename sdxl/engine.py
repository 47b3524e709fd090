"""The SDXL engine: jobs in, pictures out, one after the other; one that fails does not end the run.

Its parts: `models`, `loras` and `guide_nets` choose without torch, `loading` loads, and a `session` draws the pictures
of one model. This module runs them, model after model.
"""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

from errors import NovelError, RenderError
from records import Begin, Drawn, RenderJob, StepReport, always
from sdxl import devices
from sdxl.doubts import list_doubts
from sdxl.failures import explain_loading, is_lost
from sdxl.job_nets import find_nets
from sdxl.lessons import Lessons
from sdxl.loading import load_scheduler_settings, read_settings
from sdxl.options import find_choice, find_loras
from sdxl.pipeline import check_options
from sdxl.session import Session, Tools

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sdxl.options import EngineOptions, ModelKey

log = logging.getLogger("novel_scenes.engine")

Numbered = tuple[int, RenderJob]  # a job with its position among all


def draw_pictures(
    jobs: Sequence[RenderJob],
    on_step: StepReport,
    begin: Begin = always,
    *,
    options: EngineOptions,
    tools: Tools | None = None,
) -> Iterator[Drawn]:
    """Draw every job that is still wanted, those of one model together; ends where the device computes no more.

    Raises RenderError where the only model of the run cannot be loaded.
    """
    check_options(options)
    groups, lessons = group_by_model(jobs), Lessons()
    for key, numbered in groups.items():
        is_only = len(groups) == 1
        try:
            session = set_up(key, [job for _, job in numbered], options, tools or Tools(), lessons)
        except RenderError as error:
            if is_only or is_lost(error):
                raise
            yield from pass_over(numbered, begin, str(error), traceback.format_exc())
            continue
        with session:
            yield from draw_group(session, numbered, on_step, begin, is_only=is_only)
        if session.endings.last == "run":
            return


def draw_group(
    session: Session, numbered: Sequence[Numbered], on_step: StepReport, begin: Begin, *, is_only: bool
) -> Iterator[Drawn]:
    """Draw the jobs of one model; a model that cannot be loaded is not tried again for the next job."""
    for position, (index, job) in enumerate(numbered):
        if not begin(index):
            continue
        drawn = session.draw(job, index, on_step, is_last=position == len(numbered) - 1)
        if session.endings.last == "model" and is_only and not session.endings.has_drawn:
            log.debug("%s", drawn.details)
            raise RenderError(drawn.error)
        yield drawn
        if session.endings.last == "model":
            yield from pass_over(numbered[position + 1 :], begin, drawn.error)
        if session.endings.last:
            return


def pass_over(numbered: Sequence[Numbered], begin: Begin, error: str, details: str = "") -> Iterator[Drawn]:
    """Give jobs up for one and the same reason."""
    yield from (Drawn(index, None, error, details) for index, _ in numbered if begin(index))


def group_by_model(jobs: Sequence[RenderJob]) -> dict[ModelKey, list[Numbered]]:
    """Group jobs by model, so that each model is loaded once even where they alternate from scene to scene."""
    groups: dict[ModelKey, list[Numbered]] = {}
    for index, job in enumerate(jobs):
        groups.setdefault((job.model, job.vae, job.loras), []).append((index, job))
    return groups


def set_up(key: ModelKey, jobs: Sequence[RenderJob], options: EngineOptions, tools: Tools, lessons: Lessons) -> Session:
    """Find a model's files, plan its memory, and encode every prompt that is drawn with it."""
    choice, loras = find_choice(key, options), find_loras(key, options)
    try:
        source = tools.find_source(choice, loras)  # before torch is imported: said at once if missing
        nets = find_nets(jobs, options, lambda: read_settings(source)["unet"], choice.name)
        for doubt in list_doubts(choice.name, source.path, load_scheduler_settings(source), jobs):
            log.warning("%s.", doubt)
        device = devices.find_device(options.device)
        devices.prepare_device(device, options.max_vram)
        session = Session(source, device, options, tools, lessons, nets)
        session.announce(jobs)
        session.encode(jobs)
    except NovelError:
        raise
    except Exception as error:
        raise RenderError(explain_loading(error, choice.name, options.device or "the device")) from error
    return session
