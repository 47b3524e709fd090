"""--choose emma=3: one of the portraits that were drawn goes into the cast sheet, of which nothing else changes.

The sheet is the author's own: a value is set where her table stands, the file is read again before it is written, and
whoever saves it meanwhile wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cast.sheet import MEMORY
from cast.sheet_memory import FROM_THE_FIRST
from cast.sheet_portraits import PORTRAIT
from errors import NovelError, UsageError, say_os_error
from untrusted import DocumentError, parse_toml
from workspace.cast_report import gather_portraits, write_cast
from workspace.commands import write_new
from workspace.files import seen_from, sync_folders
from workspace.log import log
from workspace.pictures import read_picture
from workspace.portrait_cast import read_start, stem_of
from workspace.portraits import PORTRAITS, name_portrait
from workspace.prompt_changes import changing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import tomlkit

    from records import Key
    from workspace.casting import Book
    from workspace.run_settings import PortraitChoice, RunSettings


def choose_portraits(settings: RunSettings, book: Callable[[], Book]) -> None:
    """Write the chosen portraits into the cast sheet; where there is none, it is first written as by --write-cast.

    Raises UsageError for a portrait that was not drawn, NovelError where the disk refuses or the sheet is being saved.
    """
    found = [
        (choice, find_portrait(choice, settings.folders.output / PORTRAITS)) for choice in settings.portrait_choices
    ]
    sheet = settings.folders.cast
    if not sheet.exists():
        scenes, readings = book()
        write_new(sheet, write_cast(gather_portraits([scene.key for scene in scenes], readings)))
        log.info("%s is written, from the text; as yours counts in it what you choose and change.", sheet)
    for choice, (path, name) in found:
        try:
            write_portrait(sheet, choice.stem, name, say_place(path, sheet))
            sync_folders(sheet.parent)
        except OSError as error:
            raise NovelError(f"{say_os_error(error, sheet, 'cannot be written')}.") from error
        log.info("%s: the portrait is %s now, by %s.", name or choice.stem, path, sheet)


def find_portrait(choice: PortraitChoice, folder: Path) -> tuple[Path, str]:
    """Find a portrait that was drawn and whom it shows; raises UsageError where there is none."""
    path = folder / name_portrait(choice.stem, choice.number)
    picture = read_picture(path)
    if not picture.sound:
        raise UsageError(f"{path} is no portrait: draw some with --cast-portraits {choice.stem}.")
    return path, next(iter((picture.record and picture.record.cast) or {}), "")


def say_place(path: Path, sheet: Path) -> str:
    """Say where a portrait lies as seen from the sheet, as both systems write it; absolute on another disk."""
    return seen_from(sheet.absolute().parent, path.absolute()).as_posix()


def write_portrait(sheet: Path, stem: str, name: str, place: str) -> None:
    """Set the portrait of a person in the sheet, from the scene on that the stem tells.

    Raises EditedError where the sheet is being saved, NovelError where its form leaves no room for it.
    """
    who, start = read_start(stem)
    with changing(sheet) as document:
        before = document.unwrap()
        key = find_table(before, who)
        set_portrait(document, key, name, start, place)
        if as_read(document) != with_portrait(before, key, name, start, place):
            where = f"[{key}]" if start == FROM_THE_FIRST else f"[[{key}.from]] with chapter = {start[0]}"
            raise NovelError(
                f'{sheet} is not changed, for its form is unusual: write {PORTRAIT} = "{place}" under {where}.'
            )


def find_table(tables: Mapping[str, Any], stem: str) -> str:
    """Find the table of which a stem is made; the stem itself where none is there."""
    return next((key for key in tables if key != MEMORY and stem_of(key) == stem), stem)


def set_portrait(document: tomlkit.TOMLDocument, key: str, name: str, start: Key, place: str) -> None:
    """Set a portrait in a person's table, which stands above the program's memory where it is new."""
    import tomlkit  # noqa: PLC0415

    if key not in document:
        memory = document.pop(MEMORY, None)
        document[key] = tomlkit.table()
        document[key].update({"name": name or key})
        if memory is not None:
            document[MEMORY] = memory
    table: Any = document[key]
    if start != FROM_THE_FIRST:
        table = find_change(table, start, place)
    table[PORTRAIT] = place


def find_change(table: Any, start: Key, place: str) -> Any:  # noqa: ANN401  a table of tomlkit's
    """Find the change of a person's looks that begins with a scene; it is added where there is none."""
    import tomlkit  # noqa: PLC0415

    if "from" not in table:
        table["from"] = tomlkit.aot()
    for change in table["from"]:
        if (change.get("chapter"), change.get("scene", 1)) == start:
            return change
    made = tomlkit.table()
    made.update({**say_start(start), PORTRAIT: place})
    made.add(tomlkit.nl())
    table["from"].append(made)
    return table["from"][-1]


def say_start(start: Key) -> dict[str, int]:
    """Give the keys that say from which scene on something holds."""
    chapter, scene = start
    return {"chapter": chapter} if scene == 1 else {"chapter": chapter, "scene": scene}


def with_portrait(tables: Mapping[str, Any], key: str, name: str, start: Key, place: str) -> dict[str, Any]:
    """Give what the sheet is to say: all that it said, and the portrait."""
    table = dict(tables.get(key, {"name": name or key}))
    if start == FROM_THE_FIRST:
        return {**tables, key: {**table, PORTRAIT: place}}
    changes = [dict(change) for change in table.get("from", ())]
    here = next((one for one in changes if (one.get("chapter"), one.get("scene", 1)) == start), None)
    if here is None:
        changes.append(here := dict(say_start(start)))
    here[PORTRAIT] = place
    return {**tables, key: {**table, "from": changes}}


def as_read(document: tomlkit.TOMLDocument) -> dict[str, Any]:
    """Read a document as it would be written; nothing where it would be no TOML any more."""
    import tomlkit  # noqa: PLC0415

    try:
        return parse_toml(tomlkit.dumps(document))
    except DocumentError:
        return {}
