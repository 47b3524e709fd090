"""Atomic writes and renames: a reader finds the old file or the new one, never half of one, also after a power cut."""

from __future__ import annotations

import contextlib
import glob
import os
import re
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from errors import naming

PART = ".part"  # suffix of an unfinished file; a run that dies may leave one, and no run trusts it


def nothing() -> None:
    """Do nothing, as the default for `make_room`."""


def replacing(
    path: Path, make_room: Callable[[], None] = nothing, mark: str = "", *, is_lasting: bool = True
) -> contextlib.AbstractContextManager[BinaryIO]:
    """Open a file beside `path`; once it is whole and on the disk, call `make_room` and put it in place.

    Whatever goes wrong before that leaves `path` as it was, and an OSError names it. Where several processes may
    write it at once, each gives a `mark` of its own. Unless it `is_lasting`, a power cut may undo the renaming, until
    somebody syncs the folder.
    """

    def put(part: Path) -> None:
        make_room()
        part.replace(path)
        if is_lasting:
            sync_folders(path.parent)

    return writing(path, put, mark)


def creating(path: Path, *, is_lasting: bool = True) -> contextlib.AbstractContextManager[BinaryIO]:
    """Open a file that becomes `path` once it is whole; raises FileExistsError where anything has that name by then."""

    def put(part: Path) -> None:
        put_new(part, path)
        if is_lasting:
            sync_folders(path.parent)

    sweep_parts(path)
    return writing(path, put, own_mark())


@contextlib.contextmanager
def writing(path: Path, put: Callable[[Path], None], mark: str) -> Iterator[BinaryIO]:
    """Open an unfinished file beside `path`, and give it to `put` once it is on the disk."""
    part = part_of(path.with_name(f"{path.name}{mark}"))
    with naming(path, part):
        part.unlink(missing_ok=True)  # what a dead run left may be another name of `path` itself
        try:
            with part.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            put(part)
        finally:
            part.unlink(missing_ok=True)


def own_mark() -> str:
    """Make a mark that no other process has, on this machine or another one."""
    return f".{os.getpid()}{secrets.token_hex(2)}"


OWN_MARK = re.compile(r"\.(\d+)[0-9a-f]{4}")
ABANDONED = 60.0  # seconds after which what bears a process's mark is no longer being written, whoever the process is


def sweep_parts(path: Path) -> None:
    """Delete what dead processes left of one file that they were to write under marks of their own."""
    start = f".{path.name}"
    for part in path.parent.glob(f"{glob.escape(start)}.*{PART}"):
        mark = OWN_MARK.fullmatch(part.name.removeprefix(start).removesuffix(PART))
        with contextlib.suppress(OSError):
            if mark and is_abandoned(part, int(mark[1])):
                part.unlink()


def is_abandoned(part: Path, process: int) -> bool:
    """Tell whether no living process is writing a file; one of another machine has a minute."""
    if os.name != "nt":  # Windows would end the process that is asked for
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        except (OSError, OverflowError):
            pass
    return time.time() - part.lstat().st_mtime > ABANDONED


def put_new(part: Path, path: Path) -> None:
    """Give a finished file its name; raises FileExistsError, at any moment, rather than take a name that is taken."""
    try:
        os.link(part, path)
    except FileExistsError:
        if not same_file(part, path):  # a network folder may have done it and lost the answer
            raise
    except OSError:  # a stick's file system knows no links
        put_without_links(part, path)


def put_without_links(part: Path, path: Path) -> None:
    """Do the same by holding the name with an empty file first; Windows refuses a name that is taken by itself."""
    if os.name == "nt":
        part.rename(path)
        return
    with path.open("xb") as held:
        is_ours = os.path.samestat(os.fstat(held.fileno()), path.lstat()) and path.stat().st_size == 0
    if not is_ours:
        raise FileExistsError(None, "File exists", str(path))
    part.replace(path)


def sync_folders(*folders: Path) -> None:
    """Have the disk keep the names in folders as they are now; where a system cannot, nothing happens."""
    for folder in dict.fromkeys(folders):
        with contextlib.suppress(OSError):  # Windows opens no folder, some network folders sync none
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def part_of(path: Path) -> Path:
    """Give the place of a file while it is not yet whole."""
    return path.with_name(f".{path.name}{PART}")


def leftovers(folder: Path) -> list[Path]:
    """List the unfinished files of runs that died, and of those still writing."""
    return sorted(folder.glob(f".*{PART}"))


def free_name(folder: Path, name: str) -> Path:
    """Give the first free name like this one in a folder: x.png, else x_01.png and so on."""
    return next(path for path in names_like(folder, name) if not os.path.lexists(path))


def names_like(folder: Path, name: str) -> Iterator[Path]:
    """Yield a name in a folder, and then the same with numbers."""
    stem, suffix = Path(name).stem, Path(name).suffix
    yield from (folder / (f"{stem}_{number:02d}{suffix}" if number else name) for number in range(10**9))


def move_beside(path: Path, folder: str) -> Path:
    """Move a file (or whatever stands there) to a folder beside it under a free name, and give its place."""
    place = path.parent / folder
    place.mkdir(exist_ok=True)
    moved = path.rename(free_name(place, path.name))
    sync_folders(place, path.parent)
    return moved


MOVING = ".moving"  # before the ending of a file on its way round a circle; the next run still finds it

SetAside = Callable[[Path], object]  # moves a file that is in the way to a safe place


def move_files(moves: Mapping[Path, Path], set_aside: SetAside) -> None:
    """Rename files to their new places, whatever the order and even round a circle; raises OSError.

    What stands in a place and is not moving itself is set aside, never overwritten.
    """
    waiting = {source: target for source, target in moves.items() if source != target}
    folders = [path.parent for move in waiting.items() for path in reversed(move)]
    while waiting:
        source = next((source for source, target in waiting.items() if target not in waiting), None)
        if source is None:  # a circle: lift one file out of it
            source = next(iter(waiting))
            lifted = source.with_name(f"{source.stem}{MOVING}{source.suffix}")
            rename(source, lifted, set_aside)
            waiting[lifted] = waiting.pop(source)
            continue
        rename(source, waiting.pop(source), set_aside)
    sync_folders(*folders)


def rename(source: Path, target: Path, set_aside: SetAside) -> None:
    """Rename one file; a file that only changes its name's case is not in its own way."""
    if os.path.lexists(target) and not same_file(source, target):
        set_aside(target)
    source.rename(target)


def seen_from(folder: Path, path: Path) -> Path:
    """Give a path as seen from a folder; as it is where it lies on another disk."""
    try:
        return Path(os.path.relpath(path, folder))
    except ValueError:
        return path


def same_file(one: Path, other: Path) -> bool:
    """Tell whether two names are the same file, as on a file system that ignores case."""
    try:
        return one.samefile(other)
    except OSError:
        return False
