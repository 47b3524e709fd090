"""The portraits that a scene's people hold to: those that the author's sheet names, found, known by their pixels."""

from __future__ import annotations

import contextlib
import functools
import os
import time
from typing import TYPE_CHECKING

from cast.sheet import Marked, marks_of, read_cast_sheet
from errors import NovelError
from workspace.cache import Table, digest
from workspace.cached_pictures import FileLook, stamp_of
from workspace.picture_files import PictureError
from workspace.portraits import PORTRAITS, PortraitFile, pick_wanted, read_portrait

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from cast.sheet_portraits import NamedPortrait, ShownPerson
    from records import Key, SceneReading
    from workspace.run_settings import Folders


class HeldPortraits:
    """Finds the portraits of a scene's people; each file is looked at once a run, and once for many runs."""

    def __init__(
        self,
        shown: Sequence[ShownPerson],
        folders: Folders,
        table: Table | None = None,
        now: Callable[[], int] = time.time_ns,
    ) -> None:
        """Begin with what earlier runs saw."""
        self.shown, self.folders, self.now = shown, folders, now
        self.table = table or Table(None)
        self.marked = Marked(person.marks for person in shown)
        self.look = functools.cache(self._look)

    def find(self, key: Key, reading: SceneReading) -> dict[str, PortraitFile]:
        """Find the portraits of all who are drawn in a scene, by name; raises NovelError where a file is not there."""
        found: dict[str, PortraitFile] = {}
        for person in reading.drawn if self.shown else ():
            number = self.marked.first(marks_of((person.name, *person.aliases)))
            if number is not None and (portrait := self.shown[number].at(key)):
                found[person.name] = self.read(portrait)
        return found

    def read(self, portrait: NamedPortrait) -> PortraitFile:
        """Look at a portrait's file; raises NovelError, with its line in the sheet, where it is no picture."""
        path = find_file(portrait.file, self.folders)
        if path is None:
            raise portrait.error(
                ", where no file is; give its place as seen from this file, or choose one of those drawn: --choose."
            )
        try:
            return PortraitFile(self.look(path), path)
        except PictureError as error:
            raise portrait.error(f", and {error}") from error

    def _look(self, path: Path) -> str:
        look = FileLook(self.table, digest(str(path)), path, self.now)
        if look.is_known:
            return str(look.found[0])
        sha256 = read_portrait(path).sha256
        look.keep([sha256])
        return sha256


def find_file(file: str, folders: Folders) -> Path | None:
    """Find a portrait as seen from the sheet, else among those that the program drew; None where there is none."""
    own = folders.cast.absolute().parent / os.path.expanduser(file)  # noqa: PTH111  of no user it says nothing
    paths = (own, folders.output / PORTRAITS / file)
    return next((path for path in paths if os.path.isfile(path)), None)  # noqa: PTH113  any name is asked for


def find_named(folders: Folders, wanted: Collection[str]) -> dict[str, Path]:
    """Find the portraits of some digests among those that the sheet names, by digest; a faulty sheet names none."""
    with contextlib.suppress(NovelError):
        shown = read_cast_sheet(folders.cast).shown if wanted else ()
        return pick_wanted((path for *_, path in list_files(shown, folders) if path), wanted)
    return {}


def list_files(
    shown: Iterable[ShownPerson], folders: Folders
) -> Iterator[tuple[ShownPerson, Key, NamedPortrait, Path | None]]:
    """List the pictures that a sheet names: whose, from which scene on, as written, and the file if it is there."""
    for person in shown:
        for start, portrait in person.portraits:
            yield person, start, portrait, find_file(portrait.file, folders) if portrait.file else None


def stamp_portraits(shown: Sequence[ShownPerson], folders: Folders) -> Iterator[str]:
    """Tell what files the sheet names and what changes with each, so that a run knows them again."""
    for person, start, portrait, path in list_files(shown, folders):
        yield repr((person.key, sorted(map(str, person.marks)), start, portrait.file, path and stamp_of(path)))
