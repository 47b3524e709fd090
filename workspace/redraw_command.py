"""The commands that draw a scene again or choose a take, as the author would type it where this run was started."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import config

if TYPE_CHECKING:
    from workspace.arguments import Arguments
    from workspace.matching import Key

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
