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
