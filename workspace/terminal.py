"""What a terminal can show: colours where it has them, lines that fit its width, and a page in the browser."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from typing import TYPE_CHECKING, TextIO

from workspace.log import log

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RESET = "\x1b[0m"
# SGR codes of ECMA-48, by the status of a scene: what is drawn stands out, what stays is dim.
STATUS_COLOURS: Mapping[str, str] = {
    "new": "\x1b[32m",
    "changed": "\x1b[33m",
    "edited": "\x1b[36m",
    "damaged": "\x1b[31m",
    "unreadable": "\x1b[31m",
    "kept": "\x1b[34m",
    "done": "\x1b[2m",
}
NARROWEST = 60  # columns below which a line is no longer cut: it would say nothing
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def has_colours(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether a stream is a terminal with colours that the author has not switched off (no-color.org)."""
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb" or not stream.isatty():
        return False
    return os.name != "nt" or bool({"WT_SESSION", "ANSICON", "TERM"} & environment.keys())


def in_colour(text: str, status: str, *, coloured: bool) -> str:
    """Colour a text by a status."""
    colour = STATUS_COLOURS.get(status, "") if coloured else ""
    return f"{colour}{text}{RESET}" if colour else text


def line_width(stream: TextIO) -> int | None:
    """Give the columns of a terminal; None for a file or a pipe, whose lines are never cut."""
    return max(NARROWEST, shutil.get_terminal_size().columns) if stream.isatty() else None


def fit(text: str, width: int | None) -> str:
    """Cut a text to a number of columns; what is cut off shows as an ellipsis."""
    if width is None or columns(text) <= width:
        return text
    kept = ""
    for char in text:
        if columns(kept + char) > width - 1:
            break
        kept += char
    return kept.rstrip() + "…"


def columns(text: str) -> int:
    """Count the columns that a text takes: wide letters take two, combining marks none."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def open_page(page: Path) -> None:
    """Open a page in the browser; where there is none, say where it lies."""
    import webbrowser  # noqa: PLC0415 - few runs open anything

    address = page.resolve().as_uri()
    try:
        is_open = webbrowser.open(address)
    except (webbrowser.Error, OSError):
        is_open = False
    if not is_open:
        log.warning("No browser could be opened here: open %s yourself.", address)
