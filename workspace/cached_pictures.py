"""Pictures that need not be looked through again: remembered by size, times and inode, as version control does it.

A file that was written within two seconds of the look may have been written again in the same tick of its clock: it is
looked at once more. `--verify` looks at every byte again.
"""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING, Any

from typed import hold_once
from workspace.cache import Table, digest
from workspace.cache_records import MisfitError, lay_out, read
from workspace.picture_records import PictureRecord
from workspace.pictures import Picture, read_picture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RACY = 2_000_000_000  # nanoseconds: the coarsest clock of a file system ticks every two seconds
Stamp = list[int]


class PictureLooks:
    """Looks at pictures, and remembers what was seen."""

    def __init__(
        self, table: Table | None = None, *, verify: bool = False, now: Callable[[], int] = time.time_ns
    ) -> None:
        """Begin with what earlier runs saw; to `verify` is not to rely on it."""
        self.table = table or Table(None)
        self.verify = verify
        self.now = now

    def read(self, path: Path) -> Picture:
        """Read a picture as `read_picture` does, unless it is the file that an earlier run found sound."""
        name = digest(os.path.abspath(path))  # noqa: PTH100 - a link is another picture
        look = FileLook(self.table, name, path, self.now)
        if look.is_known and not self.verify:
            with contextlib.suppress(MisfitError, RecursionError):
                return Picture(path, read_record(look.found), sound=True)
        picture = read_picture(path)
        if picture.sound:
            look.keep(picture.record and lay_out(picture.record))
        return picture


class FileLook:
    """One look at one file, which an earlier look may spare; a file that changes meanwhile is not remembered."""

    def __init__(self, table: Table, name: str, path: Path, now: Callable[[], int] = time.time_ns) -> None:
        """Begin with what is kept under a name; no more than that is read if `is_known`."""
        self.table, self.name, self.path = table, name, path
        self.stamp = stamp_of(path)
        kept = table.get_json(name)
        self.is_known = bool(kept and self.stamp) and is_sure(kept, self.stamp)
        self.found: Any = kept[2] if self.is_known else None  # JSON
        self.began = now()

    def keep(self, found: object) -> None:
        """Keep what was seen, laid out as a list or None, for later looks at the same bytes."""
        if self.stamp and self.stamp == stamp_of(self.path):
            self.table.put_json(self.name, [self.stamp, self.began, found])


def read_record(kept: object) -> PictureRecord | None:
    """Read a record that was laid out; raises MisfitError or RecursionError where it is none."""
    return None if kept is None else read(PictureRecord, hold_once(kept))


def stamp_of(path: Path) -> Stamp:
    """Give what changes with a file: its size, times, inode and device; nothing where it cannot be told."""
    try:
        found = os.stat(path)  # noqa: PTH116 - a path may hold a null character
    except (OSError, ValueError):
        return []
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev]


def is_sure(kept: Any, stamp: Stamp) -> bool:  # noqa: ANN401  JSON
    """Tell whether a look was at this very file, and long enough after it was written."""
    match kept:
        case [list(then), int(began), list() | None]:
            return then == stamp and max(stamp[1:3]) + RACY <= began
        case _:
            return False
