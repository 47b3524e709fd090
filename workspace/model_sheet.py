"""The portraits on the desk in, a model sheet out: everybody with the one that was chosen, and those to choose from."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cast.names import name_key
from cast.sheet import read_cast_sheet
from cast.sheet_memory import FROM_THE_FIRST
from errors import NovelError
from untrusted import list_folder
from workspace.held_portraits import list_files
from workspace.pictures import Picture, read_record
from workspace.portrait_cast import read_start, say_start, stem_of
from workspace.portraits import PORTRAITS, read_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from english.own_words import OwnWords
    from records import Key
    from workspace.run_settings import Folders


@dataclass(frozen=True, slots=True)
class ModelLook:
    """One look of one person, from a scene on."""

    stem: str  # by which its portraits are chosen: "emma", "emma_from_12"
    name: str
    start: Key  # FROM_THE_FIRST, or the scene from which they look so
    chosen: Path | None = None  # the picture that the cast sheet names
    takes: tuple[Picture, ...] = ()  # that were drawn, by number


def find_looks(folders: Folders, words: OwnWords) -> list[ModelLook]:
    """Find everybody who has a portrait, or some to choose from; those whom the cast sheet names first.

    Whom the book's own words call no person is left out, as no scene shows them either.
    """
    looks = {look.stem: look for look in list_chosen(folders)}
    for look in list_drawn(folders.output / PORTRAITS):
        chosen = looks.get(look.stem)
        looks[look.stem] = replace(chosen, takes=look.takes) if chosen else look
    shown = [look for look in looks.values() if words.is_person(*name_key(look.name)) is not False]
    people = list(dict.fromkeys(read_start(stem)[0] for stem in looks))
    return sorted(shown, key=lambda look: (people.index(read_start(look.stem)[0]), look.start))


def list_chosen(folders: Folders) -> Iterator[ModelLook]:
    """Yield the looks of which the cast sheet names a picture that is there; a faulty sheet names none."""
    with contextlib.suppress(NovelError):
        for person, start, _, path in list_files(read_cast_sheet(folders.cast).shown, folders):
            if path:
                yield ModelLook(stem_of(person.key) + say_start(start), person.name, start, path)


def list_drawn(folder: Path) -> Iterator[ModelLook]:
    """Yield the looks of which portraits were drawn."""
    found: dict[str, dict[int, Picture]] = {}
    with contextlib.suppress(NovelError):
        for path in list_folder(folder, ".png") if folder.is_dir() else ():
            if (named := read_name(path)) and (record := read_record(path)):
                found.setdefault(named.stem, {})[named.number] = Picture(path, record, sound=True)
    for stem, takes in sorted(found.items()):
        who, start = read_start(stem)
        cast = next(iter(takes.values())).record
        name = next(iter((cast and cast.cast) or {}), who)
        yield ModelLook(stem, name, start, takes=tuple(take for _, take in sorted(takes.items())))


def say_since(look: ModelLook) -> str:
    """Say from where somebody looks so; "" from the first."""
    chapter, scene = look.start
    if look.start == FROM_THE_FIRST:
        return ""
    return f"from chapter {chapter} on" if scene == 1 else f"from scene {chapter}:{scene} on"
