"""`novel.toml`, an author's file for one book: found from a folder upwards, read and checked."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from english.own_words import NO_WORDS, OwnWords
from errors import NovelError, did_you_mean, say_os_error
from manuscript.beside import MARKDOWN_SUFFIXES, TEXT_SUFFIXES, suffix_of
from manuscript.files import list_files
from untrusted import DocumentError, read_toml
from workspace.lookalikes import refuse_placeholders
from workspace.novel_keys import FACTS, NOVEL_FILE, PICTURE, TABLES
from workspace.novel_spot import TomlSpot
from workspace.novel_values import Known, read_table
from workspace.novel_words import make_words

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_SETTINGS = ("engine", "size")
MARK = ".git"  # a folder with it is where looking upwards ends


@dataclass(frozen=True, slots=True)
class NovelFile:
    """What an author says of one book; without a file, nothing."""

    path: Path | None = None
    novel: Path | None = None  # the chapters' folder, or the one file
    order: tuple[str, ...] = ()  # the chapters' files, relative to their folder
    facts: Mapping[str, str] = field(default_factory=dict)  # title, author and language
    engine: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)  # by the names of the command line's settings
    blank_lines_break: int | None = None
    folders: Mapping[str, Path] = field(default_factory=dict)  # images, prompts, logs, cast, book
    words: OwnWords = NO_WORDS


def find_novel_file(start: Path) -> Path | None:
    """Find the nearest file: in the folder and upwards to the first one with `.git`, or to the home folder."""
    last = home_folders()
    for folder in (whole := Path(os.path.abspath(start)), *whole.parents):  # noqa: PTH100 - a link's own parents count
        file = folder / NOVEL_FILE
        if os.path.lexists(file) and not os.path.isdir(file):  # noqa: PTH112 - a pipe, a link to nothing: its reader says so
            return file
        if os.path.lexists(folder / f".{NOVEL_FILE}.icloud"):
            refuse_placeholders((), [folder / NOVEL_FILE])
        if os.path.exists(folder / MARK) or folder in last:  # noqa: PTH110
            break
    return None


def home_folders() -> tuple[Path, ...]:
    """Give the home folder, as it is called and as it is; none where the system knows of none."""
    try:
        home = Path.home()
    except RuntimeError:
        return ()
    return home, home.resolve()


def read_novel_file(path: Path, usual_novel: Path, known: Known) -> NovelFile:
    """Read the file; raises NovelError with file, line and remedy for what cannot be understood.

    Without a key `novel` the chapters are in `usual_novel` beside it, where that is a folder, else in its own folder.
    """
    text, values = parse(path)
    spots = {table: TomlSpot(path, text, table) for table in TABLES}
    tables = {"": values} | {table: values.get(table, {}) for table in TABLES if table}
    for table, found in tables.items():
        if not isinstance(found, dict):
            raise spots[""].error(
                table, f"{table} is a value; write [{table}] on a line of its own, its keys below it."
            )
    read = {table: read_table(found, known, spots[table]) for table, found in tables.items()}
    top = read[""]
    novel = choose_novel(path.parent, top.get("novel", ""), usual_novel, spots[""])
    return NovelFile(
        path=path,
        novel=novel,
        order=find_order(top.get("order", ()), novel, spots[""]),
        facts={key: top[key] for key in FACTS if key in top},
        engine=top.get("engine", ""),
        settings=picture_settings(top, spots[""]),
        blank_lines_break=top.get("blank_lines_break"),
        folders={key: path.parent / expand(name) for key, name in read["folders"].items()},
        words=make_words(read["words"], spots["words"]),
    )


def parse(path: Path) -> tuple[str, dict[str, Any]]:
    """Read the file's text and its TOML."""
    try:
        return read_toml(path)
    except DocumentError as error:
        remedy = error.remedy or 'a line is written like title = "The Ferry"'
        raise NovelError(f"{path}: {error}; {remedy}.") from error
    except OSError as error:
        raise NovelError(f"{say_os_error(error, path, 'cannot be read')}.") from error


def choose_novel(root: Path, named: str, usual: Path, spot: TomlSpot) -> Path:
    """Give where the chapters are."""
    if named:
        novel = root / expand(named)
        if not os.path.exists(novel):  # noqa: PTH110
            there = sorted(path.name for path in root.iterdir())
            near = did_you_mean(named, there)
            raise spot.error("novel", f'novel is "{named}", which is not in {root}: {near}name the chapters\' folder.')
        return novel
    return root / usual if os.path.isdir(root / usual) else root  # noqa: PTH112


def expand(name: str) -> str:
    """Put the home folder for a "~"; the one of nobody stays as it is written."""
    return os.path.expanduser(name)  # noqa: PTH111 - which raises nothing


def find_order(entries: tuple[str, ...], novel: Path, spot: TomlSpot) -> tuple[str, ...]:
    """Find the files that a list names, with or without their endings; raises NovelError for one that is not there."""
    if not entries:
        return ()
    from manuscript.lists import FileIndex  # noqa: PLC0415 - it needs packages, which --check does not wait for

    if not novel.is_dir():
        raise spot.error("order", f"order lists files, and the novel is the one file {novel.name}: leave order out.")
    names = [name for name in list_files(novel) if suffix_of(name) in MARKDOWN_SUFFIXES | TEXT_SUFFIXES]
    index, found = FileIndex.of(names), dict[str, str]()
    for entry in entries:
        name = index.find(entry, ("",))
        if not name:
            near = did_you_mean(entry, [*names, *(name.rpartition("/")[2] for name in names)])
            raise spot.error("order", f'order names "{entry}", which is not in {novel}: {near}Correct the list.', entry)
        if name in found:
            raise spot.error("order", f'order names "{entry}" twice: delete one.', entry)
        found[name] = entry
    return tuple(found)


def picture_settings(top: Mapping[str, Any], spot: TomlSpot) -> dict[str, Any]:
    """Give the settings by the command line's names; "size" is width and height."""
    settings = {key: top[key] for key in PICTURE if key in top and key not in NOT_SETTINGS}
    if "size" in top:
        if twice := next((side for side in ("width", "height") if side in top), ""):
            raise spot.error(twice, f"{twice} is given twice, here and by size: leave one out.")
        settings["width"], settings["height"] = top["size"]
    return settings
