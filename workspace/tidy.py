"""Folders of what no picture needs any more: how large they are, and all of it moved to one place to throw away."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from errors import NovelError, UsageError, count, say_os_error
from workspace.files import PART, free_name
from workspace.pictures import REPLACED, REPRODUCED, TAKES
from workspace.portraits import PORTRAITS
from workspace.prompt_files import UNUSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workspace.run_settings import Folders

UNITS = ("bytes", "kB", "MB", "GB", "TB")
AT_WORK = re.compile(rf"\..*(?:\.claim.*|{re.escape(PART)})")  # claims, and files that are not yet whole
STEP = 1000  # from one unit to the next, as disks and file managers count


@dataclass(frozen=True, slots=True)
class Leftover:
    """A folder that an author may throw away."""

    folder: Path
    what: str  # what lies in it
    files: tuple[Path, ...]
    size: int  # bytes

    def say(self) -> str:
        """Tell what is there and how much room it takes."""
        return f"{self.folder}: {count(len(self.files), 'file')}, {say_size(self.size)} ({self.what})"


def find_leftovers(folders: Folders) -> list[Leftover]:
    """Find the folders that hold anything, in a fixed order."""
    places = (
        (folders.output / REPLACED, "pictures that newer ones replaced"),
        (folders.output / UNUSED, "pictures of scenes that are gone"),
        (folders.prompts / UNUSED, "prompt files of scenes that are gone"),
        (folders.output / TAKES, "takes; a chosen one is also the scene's picture"),
        (folders.output / PORTRAITS / REPLACED, "portraits that newer ones replaced"),
        (folders.output / REPRODUCED, "pictures drawn again from their recipes"),
    )
    found = (measure(folder, what) for folder, what in dict(places).items())
    return [leftover for leftover in found if leftover.files]


def measure(folder: Path, what: str) -> Leftover:
    """Measure a folder; what a living run has claimed there or is writing is not left over."""
    found = (path for path in sorted(folder.rglob("*")) if not AT_WORK.fullmatch(path.name))
    files = tuple(path for path in found if os.path.isfile(path))  # noqa: PTH113 - False where one may not look
    return Leftover(folder, what, files, sum(path.stat().st_size for path in files))


def say_size(size: float) -> str:
    """Put a size into words: 940 bytes, 1.2 GB."""
    unit = 0
    while size >= STEP and unit < len(UNITS) - 1:
        size, unit = size / STEP, unit + 1
    return f"{size:.0f} {UNITS[unit]}" if unit < 1 or size >= 100 else f"{size:.1f} {UNITS[unit]}"  # noqa: PLR2004


def tell(leftovers: Sequence[Leftover]) -> list[str]:
    """Tell in a line a folder, and a last one, what could be thrown away."""
    if not leftovers:
        return ["Nothing is left over: no replaced or unused picture, no take."]
    total = say_size(sum(leftover.size for leftover in leftovers))
    lines = [leftover.say() for leftover in leftovers]
    return [*lines, f"Together {total}. --tidy FOLDER moves all of it into one folder, which you can then delete."]


def move_all(leftovers: Iterable[Leftover], target: Path) -> int:
    """Move everything into a folder, under the names of where it was, and give the number of files.

    Raises UsageError where the folder lies inside one of those that are moved, NovelError where the disk refuses.
    """
    kept = list(leftovers)
    for leftover in kept:
        if Path(os.path.realpath(target)).is_relative_to(os.path.realpath(leftover.folder)):
            raise UsageError(f"--tidy {target}: it lies in {leftover.folder}, which is to be moved; name another.")
    moved = 0
    try:
        for leftover in kept:
            room = target / leftover.folder.parent.name / leftover.folder.name
            for path in leftover.files:
                place = room / path.relative_to(leftover.folder).parent
                place.mkdir(parents=True, exist_ok=True)
                shutil.move(path, free_name(place, path.name))
                moved += 1
    except OSError as error:
        raise NovelError(f"{say_os_error(error, target)}. {count(moved, 'file')} moved so far, none lost.") from error
    return moved
