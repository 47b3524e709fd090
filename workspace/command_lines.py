"""A run's settings in, the command lines that the proof sheet shows out, quoted for the shell."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import doorstep
from workspace.files import seen_from
from workspace.identity import say_key

if TYPE_CHECKING:
    from records import Key
    from workspace.run_settings import RunSettings

SCRIPT = doorstep.HERE / "generate_scene_images.py"
Quote = Callable[[Sequence[str]], str]

# cmd.exe and PowerShell know double quotes only.
QUOTES: dict[str, Quote] = {"windows": subprocess.list2cmdline, "posix": shlex.join}
SHELL = "windows" if os.name == "nt" else "posix"
quote_words = QUOTES[SHELL]


def common_options(settings: RunSettings) -> tuple[str, ...]:
    """Give the options that every command needs to use the same folders and engine; what holds without is left out."""
    words: list[str] = []
    for field in fields(settings.folders):
        value, without = (str(getattr(where, field.name)) for where in (settings.folders, settings.home.usual))
        words += [f"--{field.name}", value] if value != without else []
    if settings.engine != settings.home.engine:
        words += ["--engine", settings.engine]
    elif "model" in settings.given:  # it is what made `auto` take SDXL
        words += ["--model", str(settings.given["model"])]
    return tuple(words)


def script_path(folder: Path) -> str:
    """Give the script's path as seen from a folder, or the command that pip installed."""
    if doorstep.is_installed():
        return doorstep.name_program(SCRIPT.name)
    return str(seen_from(folder, SCRIPT))


def run_words(script: str) -> list[str]:
    """Give the words that run a script or an installed command."""
    return ["python", script] if script.endswith(".py") else [script]


def redraw_command(script: str, key: Key, options: Sequence[str], quote: Quote = quote_words) -> str:
    """Write the command that draws one scene again."""
    return quote([*run_words(script), "--scenes", say_key(key), "--force", *options])


def draw_command(script: str, keys: Sequence[Key], options: Sequence[str], quote: Quote = quote_words) -> str:
    """Write the command that draws some scenes where they changed."""
    return quote([*run_words(script), "--scenes", *map(say_key, keys), *options])


def choose_command(script: str, key: Key, take: int, options: Sequence[str], quote: Quote = quote_words) -> str:
    """Write the command that makes a take the scene's picture."""
    return quote([*run_words(script), "--choose", "{}:{}={}".format(*key, take), *options])


def choose_portrait_command(
    script: str, stem: str, number: int, options: Sequence[str], quote: Quote = quote_words
) -> str:
    """Write the command that makes a portrait the one that somebody's scenes hold to."""
    return quote([*run_words(script), "--choose", f"{stem}={number}", *options])


def correction_frame(script: str, options: Sequence[str], shell: str = SHELL) -> tuple[str, str]:
    """Give what stands before and after the corrections in the command that makes them."""
    quote = QUOTES[shell]
    return quote([*run_words(script), "--correct"]), quote(options)
