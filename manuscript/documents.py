"""Documents of other kinds in, the sentence that says how Markdown is made of them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from manuscript.beside import suffix_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.lexicon_manuscript import Door


def door_of(name: str) -> Door | None:
    """Find the kind of document that a file or a folder is by its ending; None where it is none of them."""
    ending = suffix_of(name).lstrip(".")
    return next((door for door in lexicon().files.doors if ending in door.endings), None)


def say_how(name: str, others: int = 0) -> str:
    """Say in one sentence what a document is and how Markdown is made of it; "" where it is none that is known."""
    door = door_of(name)
    if not door:
        return ""
    stem = name.rpartition(".")[0]
    how = door.how.format(file=name, stem=stem)
    again = f", and so for the other {others}" if others else ""
    return f"{name} is {door.what}, not Markdown: {how}{again}, and give that with --novel."


def say_documents(names: Sequence[str]) -> str:
    """Say how Markdown is made of a folder's documents, those first that hold most of a text; "" where it has none."""
    for door in lexicon().files.doors:
        found = [name for name in names if suffix_of(name).lstrip(".") in door.endings]
        if found:
            return say_how(found[0], len(found) - 1)
    return ""
