"""Files follow their scenes: renames that cross each other, carried out so that a crash loses nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

MOVING = ".moving"  # before the ending of a file on its way round a circle; the next run still finds it

SetAside = Callable[[Path], object]  # takes a file that is in the way to a safe place


def move_files(moves: Mapping[Path, Path], set_aside: SetAside) -> None:
    """Rename files to their new places, whatever the order and even round a circle; raises OSError.

    What stands in a place and is not moving itself is set aside, never overwritten.
    """
    waiting = {source: target for source, target in moves.items() if source != target}
    while waiting:
        source = next((source for source, target in waiting.items() if target not in waiting), None)
        if source is None:  # a circle: lift one file out of it
            source = next(iter(waiting))
            lifted = source.with_name(f"{source.stem}{MOVING}{source.suffix}")
            rename(source, lifted, set_aside)
            waiting[lifted] = waiting.pop(source)
            continue
        rename(source, waiting.pop(source), set_aside)


def rename(source: Path, target: Path, set_aside: SetAside) -> None:
    """Rename one file; a file that only changes its name's case is not in its own way."""
    if os.path.lexists(target) and not same_file(source, target):
        set_aside(target)
    source.rename(target)


def same_file(one: Path, other: Path) -> bool:
    """Whether two names lead to one file, as on a disk that does not tell capitals."""
    try:
        return one.samefile(other)
    except OSError:
        return False
