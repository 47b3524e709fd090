"""Failures an author can mend: each is one sentence that names the file, the value and the remedy."""

from __future__ import annotations


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
