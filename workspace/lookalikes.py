"""Files beside the author's that only look like them: copies, backups, an editor's spares, what a cloud keeps away."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from errors import NovelError
from manuscript.copies import FETCH_IT, find_away, find_copy, is_copy_of
from untrusted import list_folder
from workspace.files import MOVING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from records import Key

MOVED = rf"(?:{re.escape(MOVING)})?"
BEGINNING = r"chapter_(\d+)_scene_(\d+)"
OWN_NAME = re.compile(  # what the program calls a scene's files; a number behind is that of a name that was taken
    rf"{BEGINNING}(?:(?:_\d{{2,}})?{MOVED}(?i:\.toml)|(?:_[a-z0-9]+){{0,3}}(?:_\d{{2,}})?{MOVED}(?i:\.png))"
)
MOST_NAMES = 3  # that a sentence lists


def is_own_name(path: Path) -> bool:
    """Tell whether a file is called as the program calls the files of a scene."""
    return OWN_NAME.fullmatch(path.name) is not None


def home_of(path: Path) -> Key | None:
    """Read from a file's name whose scene's it was last; None where it does not tell."""
    found = OWN_NAME.fullmatch(path.name)
    return (int(found[1]), int(found[2])) if found and MOVING not in path.name else None


def is_copy(path: Path) -> bool:
    """Tell a copy of a scene's file by its name: a scene's name with anything behind it, or the mark of a copy."""
    if is_own_name(path):
        return False
    if path.name.startswith((".", "~", "#")) or re.match(BEGINNING, path.name):
        return True
    found = find_copy(path.stem)
    return found is not None and not found.mark.is_counted


def list_own_files(folder: Path, suffix: str) -> list[Path]:
    """List the files of scenes in a folder, copies left out: those with a scene's own name first, by name.

    Raises NovelError where the folder cannot be looked into.
    """
    found = list_folder(folder, suffix)
    own = [path for path in found if is_own_name(path)]
    if len(own) == len(found):
        return own
    return [*own, *(path for path in found if not is_own_name(path) and not is_copy(path))]


# --- What is said -----------------------------------------------------------------------------------------------------


def say_copies(places: Iterable[tuple[Path, str]], others: Iterable[Path] = ()) -> Iterator[str]:
    """Yield a sentence for each folder (with a suffix) that has copies, and for those of `others`, such as the cast."""
    for folder, suffix in places:
        names = [name for name in names_in(folder) if name.lower().endswith(suffix) and not OWN_NAME.fullmatch(name)]
        yield from say_unread(folder, [one for one in names if not one.startswith(".") and is_copy(folder / one)])
    for path in others:
        names = [name for name in names_in(path.parent) if name.endswith(path.suffix)]
        yield from say_unread(path.parent, [one for one in names if is_copy_of(one[: -len(path.suffix)], path.stem)])


def say_unread(folder: Path, names: Sequence[str]) -> Iterator[str]:
    """Yield a sentence about copies, none where there are none."""
    if names:
        more = [f"{len(names) - MOST_NAMES} more"] if len(names) > MOST_NAMES else []
        them, are = ("it", "a copy") if len(names) == 1 else ("them", "copies")
        listed = ", ".join([*names[:MOST_NAMES], *more])
        yield f"{folder}: {listed}: {are} by name, not read. Carry over what you want of {them}, then delete {them}."


def names_in(folder: Path) -> list[str]:
    """List the names in a folder; none where it cannot be looked into."""
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - names are all that is wanted
    except OSError:
        return []


def refuse_placeholders(folders: Iterable[Path], files: Iterable[Path] = ()) -> None:
    """Raise NovelError where iCloud keeps files away: what is elsewhere must not be taken for gone."""
    kept = [(folder, name) for folder in folders for name in find_away(names_in(folder))]
    kept += [(path.parent, path.name) for path in files if path.name in find_away(names_in(path.parent))]
    if kept:
        (folder, name), more = kept[0], len(kept) - 1
        whole = f"{name} and {more} more" if more else name
        raise NovelError(f"{folder}: {whole} {'are' if more else 'is'} in iCloud and not on this disk: {FETCH_IT}")
