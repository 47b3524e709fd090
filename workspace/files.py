"""Files written beside their place and then put there: whoever reads finds the old file or the new one, never half."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

PART = ".part"  # ending of a file under way; a run that dies may leave one, and no run trusts it


def nothing() -> None:
    """Make no room."""


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
