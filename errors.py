"""What an author is told: failures she can mend, each one sentence with file, value and remedy; counts, durations."""

from __future__ import annotations

import io
import sys

INTERRUPTED = 130  # the shell's status for Ctrl-C


class NovelError(Exception):
    """Something in the author's files or on the disk stops the run (exit status 1)."""

    status = 1


class UsageError(NovelError):
    """The command line asks for something that does not exist (exit status 2)."""

    status = 2


class RenderError(NovelError):
    """An engine cannot draw: a missing model, too little memory, a broken checkpoint (exit status 1)."""


def say_toml_fault(error: Exception, text: str) -> str:
    """Say what TOML's reader found wrong, always with a line: the end of the file is its last written one."""
    last = text.rstrip().count("\n") + 1
    return str(error).replace("at end of document", f"at line {last}, the end")


def printable(text: str) -> str:
    """Replace control characters: a manuscript must not steer the terminal."""
    return "".join(char if char.isprintable() or char in "\n\t" else "\N{REPLACEMENT CHARACTER}" for char in text)


def say_duration(seconds: float) -> str:
    """Say a time the way people do."""
    if seconds < 90:  # noqa: PLR2004
        return f"{seconds:.0f} seconds" if seconds >= 10 else f"{seconds:.1f} seconds"  # noqa: PLR2004
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02d} min"  # noqa: PLR2004


def count(number: int, noun: str) -> str:
    """Say how many: "1 scene", "33 scenes"."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def speak_utf8() -> None:
    """Write UTF-8 into pipes and files whatever the machine's locale is, and never stumble over a letter."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
