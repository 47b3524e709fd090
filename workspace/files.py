"""Atomic writes and renames: a reader finds the old file or the new one, never half of one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

PART = ".part"  # suffix of an unfinished file; a run that dies may leave one, and no run trusts it


def nothing() -> None:
    """Do nothing, as the default for `make_room`."""


@contextlib.contextmanager
def replacing(path: Path, make_room: Callable[[], None] = nothing, mark: str = "") -> Iterator[BinaryIO]:
    """Open a file beside `path`; once it is whole and on the disk, call `make_room` and put it in place.

    Whatever goes wrong before that leaves `path` as it was. Where several processes may write it at once, each gives
    a `mark` of its own.
    """
    part = path.with_name(f".{path.name}{mark}{PART}")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        make_room()
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def leftovers(folder: Path) -> list[Path]:
    """List the unfinished files of runs that died, and of those still writing."""
    return sorted(folder.glob(f".*{PART}"))


def free_name(folder: Path, name: str) -> Path:
    """Give the first free name like this one in a folder: x.png, else x_01.png and so on."""
    stem, suffix = Path(name).stem, Path(name).suffix
    names = (folder / (f"{stem}_{number:02d}{suffix}" if number else name) for number in range(10**9))
    return next(path for path in names if not os.path.lexists(path))


def move_beside(path: Path, folder: str) -> Path:
    """Move a file (or whatever stands there) to a folder beside it under a free name, and give its place."""
    place = path.parent / folder
    place.mkdir(exist_ok=True)
    return path.rename(free_name(place, path.name))


MOVING = ".moving"  # before the ending of a file on its way round a circle; the next run still finds it

SetAside = Callable[[Path], object]  # moves a file that is in the way to a safe place


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
    """Tell whether two names are the same file, as on a file system that ignores case."""
    try:
        return one.samefile(other)
    except OSError:
        return False
