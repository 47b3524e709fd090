"""A command run again whenever one of the author's files is saved: the files are looked at once a second.

Looking is enough and needs no library: a book has some hundred files, and an editor saves a few times a minute.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from errors import NovelError
from workspace.log import log

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from workspace.run_settings import Folders

PAUSE = 1.0  # seconds between two looks
Stamp = tuple[int, int]  # (time of the last change in nanoseconds, bytes)


def watch(look: Callable[[], Mapping[Path, Stamp]], act: Callable[[], None], wait: Callable[[], None]) -> NoReturn:
    """Act now, and again after every change; ends by what `wait` raises.

    A change during the action counts too, so that nothing saved meanwhile is missed; an action that writes files
    of its own acts once more and then finds nothing to do. Files that are still being written are waited for.
    """
    seen: Mapping[Path, Stamp] | None = None
    while True:
        found = look()
        if found == seen:
            wait()
            continue
        if seen is not None:
            wait()
            if look() != found:  # still being written
                continue
        seen = found
        act()


def watch_book(folders: Folders, run: Callable[[], int], others: Sequence[Path] = ()) -> NoReturn:
    """Run the command, and again whenever manuscript, cast, a prompt file or one of `others` is saved, until Ctrl-C.

    What is wrong with a file is said, and its next version waited for.
    """

    def act() -> None:
        try:
            run()
        except NovelError as error:
            log.error("%s", error)
        log.info("Watching %s, %s and %s: save a file and it is drawn. Ctrl-C ends.", *places)

    places = (folders.novel, folders.prompts, folders.cast)
    watch(lambda: look_at((*places, *others), but=(folders.output, folders.logs)), act, pause)


def look_at(places: Iterable[Path], but: Collection[Path] = ()) -> dict[Path, Stamp]:
    """Give the stamps of files and of all files in folders, `but` some folders; hidden ones are left out."""
    skipped = {Path(os.path.realpath(path)) for path in but}
    found = (path for place in places for path in files_of(place, skipped))
    return {path: stamp for path in found if (stamp := stamp_of(path)) is not None}


def files_of(place: Path, skipped: Collection[Path]) -> Iterator[Path]:
    """Yield a file, or the files in a folder and its folders."""
    if not os.path.isdir(place):  # noqa: PTH112 - False where one may not look
        yield place
        return
    for folder, inner, names in os.walk(place):
        inner[:] = sorted(
            name
            for name in inner
            if not name.startswith(".") and Path(os.path.realpath(Path(folder, name))) not in skipped
        )
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def stamp_of(path: Path) -> Stamp | None:
    """Give a file's stamp; None where there is no such file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def pause() -> None:
    """Wait until the next look."""
    time.sleep(PAUSE)
