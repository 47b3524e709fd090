"""The run: files follow their scenes, prompt files are written, then picture after picture is drawn and saved."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from errors import NovelError
from moves import move_files
from picture_files import remove_leftovers, save_picture, set_aside
from prompt_cache import UNUSED, is_current, read_prompt_file, write_prompt_file
from run_log import log, record_picture

if TYPE_CHECKING:
    from desk import Desk
    from plan import PlannedScene
    from render_job import Drawn, Engine


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended."""

    drawn: int
    failed: int


def prepare_desk(plans: Sequence[PlannedScene], desk: Desk) -> None:
    """Bring the desk in order before the first picture: renames, then the selected scenes' prompt files.

    Raises NovelError where a folder refuses; then no picture is begun.
    """
    check_writable(desk.images, "--output")
    check_writable(desk.prompts, "--prompts")
    try:
        remove_leftovers(desk.images)
        move_files(picture_moves(plans), set_aside)
        move_files(prompt_moves(plans), set_prompt_aside)
        write_prompts(plans)
    except OSError as error:
        raise NovelError(f"{error.filename}: {error.strerror}; mend that, or give other folders.") from error


def check_writable(folder: Path, option: str) -> None:
    """Make the folder and see that files can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise NovelError(
            f"{folder}: cannot write there ({error.strerror}); give another folder with {option} DIR."
        ) from error


def picture_moves(plans: Sequence[PlannedScene]) -> Mapping[Path, Path]:
    """List the pictures whose scene has another number or other words now."""
    return {p.picture.path: p.path for p in plans if p.picture and p.picture.record and p.picture.path != p.path}


def prompt_moves(plans: Sequence[PlannedScene]) -> Mapping[Path, Path]:
    """List the prompt files whose scene has another number now."""
    found = ((p.prompt_file.path, p.prompt_path) for p in plans if p.prompt_file)
    return {source: target for source, target in found if source != target}


def set_prompt_aside(path: Path) -> None:
    """Keep a prompt file with the author's words whose scene is gone; one without them can be written again."""
    file = read_prompt_file(path)
    if not file.edits and not file.error:
        path.unlink()
        return
    folder = path.parent / UNUSED
    folder.mkdir(exist_ok=True)
    names = (folder / f"{path.stem}{f'_{n:02d}' if n else ''}{path.suffix}" for n in range(10**9))
    path.rename(next(name for name in names if not name.exists()))
    log.warning("%s belonged to a scene that is gone; its words are kept in %s.", path.name, folder)


def write_prompts(plans: Sequence[PlannedScene]) -> None:
    """Write the selected scenes' prompt files; edited and unreadable ones are left as they are."""
    for planned in plans:
        file = planned.prompt_file
        if not planned.is_selected or (file and (file.edits or file.error)):
            continue
        if file is None and planned.prompt_path.exists():
            set_prompt_aside(planned.prompt_path)
        if not is_current(file, planned.generated):
            write_prompt_file(planned.prompt_path, planned.generated)


def draw_scenes(
    to_draw: Sequence[PlannedScene],
    engine: Engine,
    logs: Path,
    *,
    show_bar: bool,
    keep: Callable[..., None] = save_picture,
) -> Outcome:
    """Draw and save one scene after the other; one that fails does not end the run."""
    drawn = 0
    with tqdm(total=len(to_draw), unit="picture", disable=not show_bar, dynamic_ncols=True) as bar:
        for picture in engine([planned.job for planned in to_draw], lambda step, steps: show_step(bar, step, steps)):
            planned = to_draw[picture.index]
            drawn += save_drawn(planned, picture, logs, keep, is_shown=not show_bar)
            bar.update()
    return Outcome(drawn, len(to_draw) - drawn)


def show_step(bar: tqdm[None], step: int, steps: int) -> None:
    """Show the picture's own progress beside the bar."""
    bar.set_postfix_str(f"step {step} of {steps}" if steps > 1 else "")


def save_drawn(planned: PlannedScene, picture: Drawn, logs: Path, keep: Callable[..., None], *, is_shown: bool) -> bool:
    """Save one picture at once, or say why there is none; gives whether it is there."""
    name = f"Scene {planned.scene.chapter}:{planned.scene.number}"
    if picture.image is None:
        log.error("%s was not drawn: %s", name, picture.error)
        log.debug("%s", picture.details)
        return False
    try:
        keep(picture.image, planned.record, planned.path, planned.picture.path if planned.picture else None)
        record_picture(logs, planned.path, planned.job, picture)
    except OSError as error:
        log.error("%s was drawn but not saved: %s: %s.", name, error.filename or planned.path, error.strerror)
        log.debug("", exc_info=True)
        return False
    peak = f", peak {picture.peak_bytes / 2**30:.1f} GB" if picture.peak_bytes else ""
    level = "info" if is_shown else "debug"
    getattr(log, level)("%s: %s (%.1f s%s)", name, planned.path, picture.seconds, peak)
    return True
