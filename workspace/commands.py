"""What an author does at her desk besides drawing: takes, the cast, and a picture drawn again from its recipe."""

from __future__ import annotations

import functools
import os
import shlex
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import config
from errors import NovelError, printable
from image_generator import sdxl_engine
from records import always
from sdxl.loras import resolve_lora
from sdxl.models import resolve_model
from storyboard import engine as storyboard
from workspace.cast_report import check_cast, gather_portraits, write_cast
from workspace.files import replacing
from workspace.log import log
from workspace.pictures import save_picture
from workspace.preparation import check_writable
from workspace.takes import (
    REPRODUCED,
    TAKES,
    Reproduction,
    choose_take,
    find_loras,
    find_model,
    find_take,
    plan_reproductions,
    plan_takes,
)

if TYPE_CHECKING:
    from records import Drawn, Engine, Key, SceneReading
    from workspace.arguments import Arguments
    from workspace.cast_report import Portrait
    from workspace.drawing import StopSwitch
    from workspace.plan import PlannedScene


def with_takes(selected: Sequence[PlannedScene], args: Arguments) -> list[PlannedScene]:
    """Put each scene's takes in the scene's place; what cannot be drawn stays, to be said."""
    check_writable(args.output / TAKES, "--output")
    failed = [planned for planned in selected if planned.is_failed]
    return [*failed, *plan_takes((planned for planned in selected if not planned.is_failed), args.takes or 0)]


def choose(plans: Sequence[PlannedScene], args: Arguments) -> None:
    """Make the chosen takes their scenes' pictures; raises NovelError where a take or its scene is not there."""
    choices = args.choose or []
    takes = [find_take(choice, plans, args.output) for choice in choices]  # all of them before the first is moved
    by_key = {planned.scene.key: planned for planned in plans}
    for choice, take in zip(choices, takes, strict=True):
        try:
            choose_take(by_key[choice.key], take)
        except OSError as error:
            raise NovelError(f"{error.filename}: {error.strerror}; the take stays where it is.") from error
        log.info("Scene %d:%d is take %d now, and its seed is in the prompt file.", *choice.key, choice.take)


# --- The cast -------------------------------------------------------------------------------------------------------


def show_cast(keys: Sequence[Key], readings: Sequence[SceneReading], args: Arguments) -> int:
    """Write the cast sheet, or list what is open about the cast; raises NovelError rather than overwrite a sheet."""
    portraits = gather_portraits(keys, readings)
    if args.write_cast:
        write_new(args.cast, write_cast(portraits))
        log.info("%s has %s: complete what is empty, and change what is invented.", args.cast, count_people(portraits))
    if args.check_cast:
        for sentence in check_cast(portraits) or ["Nothing is missing and nothing contradicts itself."]:
            print(printable(sentence))
    return 0


def count_people(portraits: Sequence[Portrait]) -> str:
    """Say how many people."""
    return "1 person" if len(portraits) == 1 else f"{len(portraits)} people"


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet; an author's own sheet is never overwritten."""
    if path.exists():
        raise NovelError(f"{path} is there already and yours: give the new sheet another name with --cast FILE.")
    try:
        with replacing(path) as file:
            file.write(text.encode("utf-8"))
    except OSError as error:
        raise NovelError(f"{path}: cannot be written ({error.strerror}); give another with --cast FILE.") from error


# --- From a picture back --------------------------------------------------------------------------------------------


def reproduce(args: Arguments, stop: StopSwitch) -> int:
    """Draw pictures again from the recipes they carry; gives the exit status."""
    planned = plan_reproductions(args.reproduce or (), args.output)
    check_writable(args.output / REPRODUCED, "--output")
    is_whole = True
    for engine, wanted in engines_for(planned, args):
        jobs = [one.record.job for one in wanted]
        for drawn in engine(jobs, lambda *_: stop.check(), always):
            is_whole &= keep_reproduction(drawn, wanted[drawn.index])
    return 0 if is_whole else 1


def engines_for(planned: Sequence[Reproduction], args: Arguments) -> Iterator[tuple[Engine, list[Reproduction]]]:
    """Give each engine that the recipes name, with the recipes it draws."""
    panels = [one for one in planned if one.record.job.engine == "storyboard"]
    pictures = [one for one in planned if one.record.job.engine == "sdxl"]
    if panels:
        yield storyboard.draw_pictures, panels
    if pictures:
        jobs = [one.record.job for one in pictures]
        models = dict.fromkeys(find_model(job, args.model, functools.cache(resolve_model)) for job in jobs)
        loras = dict.fromkeys(lora for job in jobs for lora in find_loras(job, args.lora or (), resolve_lora))
        yield sdxl_engine(tuple(models), tuple(loras), args), pictures


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


SCRIPT = Path(__file__).parent.parent / "generate_scene_images.py"
FOLDERS = (
    ("novel", config.NOVEL),
    ("output", config.IMAGES),
    ("prompts", config.PROMPTS),
    ("logs", config.LOGS),
    ("cast", config.CAST),
)
Quote = Callable[[Sequence[str]], str]

# cmd.exe and PowerShell know double quotes only.
quote_words: Quote = subprocess.list2cmdline if os.name == "nt" else shlex.join


def common_options(args: Arguments) -> tuple[str, ...]:
    """Give the options that every command on this desk needs: its folders and its engine, where they are not usual."""
    words: list[str] = []
    for name, usual in FOLDERS:
        value = str(getattr(args, name))
        words += [f"--{name}", value] if value != str(Path(usual)) else []
    if args.engine != "auto":
        words += ["--engine", args.engine]
    elif args.model is not None:  # it is what made `auto` take SDXL
        words += ["--model", args.model]
    return tuple(words)


def script_path(folder: Path) -> str:
    """Say how the script is called from a folder."""
    try:
        return os.path.relpath(SCRIPT, folder)
    except ValueError:  # another drive
        return str(SCRIPT)


def redraw_command(script: str, key: Key, options: Sequence[str], quote: Quote = quote_words) -> str:
    """Write the command that draws one scene again."""
    return quote(["python", script, "--scenes", "{}:{}".format(*key), "--force", *options])


def choose_command(script: str, key: Key, take: int, options: Sequence[str], quote: Quote = quote_words) -> str:
    """Write the command that makes a take the scene's picture."""
    return quote(["python", script, "--choose", "{}:{}={}".format(*key, take), *options])
