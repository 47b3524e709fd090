"""`--init`: a `novel.toml` is written with what is found of the book; each line is explained, and nothing changes."""

from __future__ import annotations

import os
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from errors import NovelError, say_os_error
from manuscript.titles import default_title, is_plain_folder
from scene_parser import read_novel
from workspace.book_home import is_same
from workspace.console import print_result
from workspace.files import creating
from workspace.novel_keys import BOOK, LANGUAGE_CODE, NOVEL_FILE, OPTION_OF_FOLDER, PICTURE, TABLES, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from records import Novel
    from workspace.run_settings import RunSettings

WIDTH = 116  # characters of a comment
OPENING = (
    "This file is about one book: what it is called, what its pictures look like, where everything lies.",
    "A line that begins with # is not read. Take the # away and change the value to have it otherwise.",
    "What you type in a command, what you typed in an earlier one, and a scene's prompt file win over this file.",
)
YOURS = "{} is this book's, and yours: change it there, or move it away to have a new one written."
HEADS = {
    "folders": "Where things lie, seen from this file. Without these lines they lie beside it.",
    "words": "Words of your world that the program cannot know.",
}


class NovelRow(NamedTuple):
    """One key of the file."""

    key: str
    value: Any  # text, number, list; or the TOML of an example
    is_live: bool = False  # else it stands behind a #
    is_toml: bool = False


def write_novel_file(settings: RunSettings) -> int:
    """Write the file where there is none yet; gives the exit status, raises NovelError where it cannot be."""
    if path := settings.home.file.path:
        raise NovelError(YOURS.format(path))
    wanted = Path.cwd() if settings.home.missing else Path(os.path.abspath(settings.folders.novel))  # noqa: PTH100
    novel = read_novel(wanted, settings.defaults.blank_lines_break)
    root, chapters = find_place(wanted, novel, settings)
    path = root / NOVEL_FILE
    text = make_text(gather_rows(novel, root, chapters, settings))
    try:
        with creating(path) as file:
            file.write(text.encode("utf-8"))
    except FileExistsError as error:
        raise NovelError(YOURS.format(path)) from error
    except OSError as error:
        raise NovelError(f"{say_os_error(error, path, 'cannot be written')}.") from error
    print_result(f"{path} is written. Nothing else is changed, and nothing is drawn: --dry-run shows what would be.")
    return 0


def find_place(wanted: Path, novel: Novel, settings: RunSettings) -> tuple[Path, Path]:
    """Choose the file's folder, and say where the chapters are.

    It is the folder where the book's pictures and prompts lie already; else the one that holds `chapters`, or whatever
    the folder of nothing but chapters is called; else the folder of the chapters themselves.
    """
    folder = wanted if wanted.is_dir() else wanted.parent
    lying = Path(os.path.abspath(settings.folders.output)).parent  # noqa: PTH100
    if folder.is_relative_to(lying) and has_pictures(wanted, lying, settings):
        return lying, inner_folder(wanted, novel, settings) if is_same(lying, wanted) else wanted
    if is_plain_folder(folder.name):
        return folder.parent, wanted
    return folder, inner_folder(wanted, novel, settings)


def has_pictures(wanted: Path, place: Path, settings: RunSettings) -> bool:
    """Tell whether the book's pictures or prompts lie in a place."""
    from workspace.book_traces import has_book, has_traces  # noqa: PLC0415

    usual = settings.defaults.folders
    folders = [place / usual.output, place / usual.prompts]
    return has_traces(folders) and has_book(folders, wanted, settings.defaults)


def inner_folder(wanted: Path, novel: Novel, settings: RunSettings) -> Path:
    """Give the folder within, such as `chapters`, where it holds the whole book and reads the same; else the path."""
    tops = {chapter.file.partition("/")[0] if "/" in chapter.file else "" for chapter in novel.chapters}
    top = tops.pop()
    if not top or tops or not is_plain_folder(top):
        return wanted
    try:
        inner = read_novel(wanted / top, settings.defaults.blank_lines_break)
    except NovelError:
        return wanted
    told = [[(scene.key, scene.text) for scene in one.scenes] for one in (novel, inner)]
    return wanted / top if told[0] == told[1] else wanted


# --- What is found ----------------------------------------------------------------------------------------------------


def gather_rows(novel: Novel, root: Path, chapters: Path, settings: RunSettings) -> Mapping[str, Sequence[NovelRow]]:
    """Give the rows of every table."""
    return {
        "": (*book_rows(novel, root, chapters, settings), *picture_rows(settings)),
        "folders": tuple(folder_rows(root, settings)),
        "words": tuple(NovelRow(key, known.example, is_toml=True) for key, known in WORDS.items()),
    }


def book_rows(novel: Novel, root: Path, chapters: Path, settings: RunSettings) -> Iterator[NovelRow]:
    """Yield title, author, language, and how the chapters are found."""
    details = {"title": novel.title, **novel.details}
    is_told = novel.title != default_title(novel.folder, novel.folder)  # a folder's name may change
    for key in ("title", "author", "language"):
        value = details.get(key, "")
        value = "" if key == "language" and not LANGUAGE_CODE.fullmatch(value) else value
        if value:
            yield NovelRow(key, value, is_live=key != "title" or is_told)
        else:
            yield NovelRow(key, BOOK[key].example, is_toml=True)
    usual = root / settings.defaults.folders.novel
    found = usual if usual.is_dir() else root
    yield NovelRow("novel", seen_from(root, chapters), is_live=not is_same(found, chapters))
    yield NovelRow("order", list(dict.fromkeys(chapter.file for chapter in novel.chapters)))
    yield NovelRow("blank_lines_break", settings.defaults.blank_lines_break)


def picture_rows(settings: RunSettings) -> Iterator[NovelRow]:
    """Yield the settings in use; those of the command line are written, the others stand behind a #."""
    defaults, given = settings.defaults, settings.given
    preset = defaults.presets.by_name.get(given.get("model", defaults.model), defaults.presets.usual)
    values: dict[str, Any] = {
        "engine": settings.engine,
        "style": defaults.style,
        "model": defaults.model,
        "size": f"{given.get('width', defaults.width)}x{given.get('height', defaults.height)}",
        "steps": preset.steps,
        "guidance": preset.guidance,
    }
    live = set(given) | ({"engine"} if settings.engine != settings.home.engine else set())
    live |= {"size"} if {"width", "height"} & live else set()
    for key, known in PICTURE.items():
        if key in ("width", "height"):
            continue
        value = given.get(key, values.get(key))
        yield NovelRow(key, value, key in live) if value is not None else NovelRow(key, known.example, is_toml=True)


def folder_rows(root: Path, settings: RunSettings) -> Iterator[NovelRow]:
    """Yield where things lie; what does not lie beside the file is written."""
    usual = settings.defaults.folders
    for key, option in OPTION_OF_FOLDER.items():
        place = Path(os.path.abspath(getattr(settings.folders, option)))  # noqa: PTH100
        beside = root / getattr(usual, option)
        yield NovelRow(key, seen_from(root, place), is_live=not is_same(place, beside))
    yield NovelRow("book", seen_from(root, Path(os.path.abspath(settings.defaults.book))))  # noqa: PTH100


def seen_from(root: Path, path: Path) -> str:
    """Write a path as seen from the file, whole where it lies elsewhere."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


# --- The text ---------------------------------------------------------------------------------------------------------


def make_text(tables: Mapping[str, Sequence[NovelRow]]) -> str:
    """Write the file."""
    lines = [f"# {line}" for line in OPENING]
    for table, rows in tables.items():
        if table:
            lines += ["", f"# --- {HEADS[table]}", f"[{table}]"]
        for row in rows:
            lines += ["", *textwrap.wrap(f"# {TABLES[table][row.key].about}", WIDTH, subsequent_indent="# ")]
            lines += write_row(row)
    return "\n".join(lines) + "\n"


def write_row(row: NovelRow) -> list[str]:
    """Write one key, on several lines where it is a list of files."""
    import tomlkit  # noqa: PLC0415 - only what writes files waits for it

    mark = "" if row.is_live else "# "
    if isinstance(row.value, list) and len(row.value) > 1:
        inner = [f"  {tomlkit.item(one).as_string()}," for one in row.value]
        return [f"{mark}{line}" for line in (f"{row.key} = [", *inner, "]")]
    text = row.value if row.is_toml else tomlkit.item(row.value).as_string()
    return [f"{mark}{row.key} = {text}"]
