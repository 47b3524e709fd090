"""Where one run's book is: its chapters and folders, by `novel.toml`, by what lies there already, else where one is."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import doorstep
from errors import UsageError
from workspace.novel_file import find_novel_file, read_novel_file
from workspace.novel_keys import NOVEL_FILE, OPTION_OF_FOLDER
from workspace.novel_values import Known
from workspace.run_settings import Folders, Home

if TYPE_CHECKING:
    from workspace.run_settings import Defaults, RunSettings

KINDS = ("output", "prompts")  # options for folders by which a book is known
Asked = Mapping[str, Path | None]  # folders by the command line's options: novel, output, prompts, logs, cast


def find_home(asked: Asked, defaults: Defaults) -> Home:
    """Find the book; raises NovelError for a faulty `novel.toml`, UsageError where two folders may be its own."""
    here, wanted = Path.cwd(), asked.get("novel")
    path = find_novel_file(here if wanted is None else folder_of(wanted))
    home = home_of_file(path, wanted, defaults) if path else home_without_file(asked, defaults)
    given = {name: place for name, place in asked.items() if place is not None and name != "novel"}
    own = find_novel_file(here) if path else None
    usual = home.usual if wanted is None or own == path else replace(home.usual, novel=defaults.folders.novel)
    return replace(home, folders=replace(home.folders, **given), usual=usual)


def folder_of(novel: Path) -> Path:
    """Give the folder where looking for `novel.toml` begins."""
    return novel if os.path.isdir(novel) else novel.parent  # noqa: PTH112 - False where one may not look


# --- With novel.toml --------------------------------------------------------------------------------------------------


def home_of_file(path: Path, wanted: Path | None, defaults: Defaults) -> Home:
    """Find the book of a `novel.toml`: everything lies beside it, unless it says otherwise."""
    file = read_novel_file(path, defaults.folders.novel, Known(defaults.styles, defaults.limits))
    root, usual = path.parent, defaults.folders
    own = file.novel or root
    places = {option: file.folders.get(key, root / getattr(usual, option)) for key, option in OPTION_OF_FOLDER.items()}
    folders = Folders(novel=near(own), **{option: near(place) for option, place in places.items()})
    if wanted is not None and not is_same(wanted, own) and not is_same(wanted, root) and not is_same(wanted, path):
        file, folders = replace(file, order=()), replace(folders, novel=wanted)
    book = near(file.folders.get("book", root / defaults.book))
    return Home(folders, replace(folders, novel=near(own)), book, file, f"Book: {path}")


def read_again(settings: RunSettings) -> RunSettings:
    """Read `novel.toml` again, as after it was saved: what it says of the book counts, its folders stay."""
    home, defaults = settings.home, settings.defaults
    if home.file.path is None:
        return settings
    file = read_novel_file(home.file.path, defaults.folders.novel, Known(defaults.styles, defaults.limits))
    is_own = file.novel is not None and is_same(settings.folders.novel, file.novel)
    return replace(settings, home=replace(home, file=file if is_own else replace(file, order=())))


def near(path: Path) -> Path:
    """Write a path as seen from the current folder where it lies below it, else whole."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - links stay as the author has them
    return whole.relative_to(Path.cwd()) if whole.is_relative_to(Path.cwd()) else whole


def is_same(one: Path, other: Path) -> bool:
    """Tell whether two paths are one place."""
    return os.path.realpath(one) == os.path.realpath(other)  # which a link in a circle does not stop


# --- Without ----------------------------------------------------------------------------------------------------------


def home_without_file(asked: Asked, defaults: Defaults) -> Home:
    """Find the book where no `novel.toml` is: its folders are where its pictures or prompts lie, else here."""
    usual, wanted = defaults.folders, asked.get("novel")
    novel = usual.novel if wanted is None else wanted
    if wanted is None and not novel.exists():
        return Home(usual, usual, defaults.book, missing=say_missing(usual.novel))
    root = find_root(novel, asked, defaults)
    if is_same(root, Path.cwd()):
        return Home(replace(usual, novel=novel), usual, defaults.book)
    places = {option: near(root / getattr(usual, option)) for option in OPTION_OF_FOLDER.values()}
    folders = Folders(novel=novel, **places)
    said = f"Book: {os.path.realpath(root)}, where its pictures and prompts lie"
    return Home(folders, usual, near(root / defaults.book), said=said)


def say_missing(usual: Path) -> str:
    """Say that no novel is in reach, and what to type."""
    here = Path.cwd()
    return (
        f"There is no novel here: {here} has no folder {usual}, and no {NOVEL_FILE} lies in it or above it. "
        "Type --novel FOLDER with the folder of your chapters, such as --novel ~/my_book (--novel . for this folder)."
    )


def find_root(novel: Path, asked: Asked, defaults: Defaults) -> Path:
    """Find the folder where a novel's pictures or prompt files lie; the current one where they lie nowhere.

    What the command line names does not count: a run with `--output` keeps its prompts where they are.
    """
    if doorstep.find_fault():  # --check looks at nothing else, and all other runs end there
        return Path.cwd()
    from workspace.book_traces import has_book, has_traces  # noqa: PLC0415 - --help does not wait for it

    here, kinds = Path.cwd(), [kind for kind in KINDS if asked.get(kind) is None]

    def folders_in(place: Path) -> list[Path]:
        return [place / getattr(defaults.folders, kind) for kind in kinds]

    others = [place for place in book_places(novel) if not is_same(place, here) and has_traces(folders_in(place))]
    if not others:
        return here
    found = [place for place in (*others, here) if has_book(folders_in(place), novel, defaults)]
    if len(found) > 1:
        chosen = [place for place in found if is_asked(place, asked, defaults)]
        if len(chosen) != 1:
            raise UsageError(say_both(found, kinds[0], defaults))
        return chosen[0]
    return found[0] if found else here


def book_places(novel: Path) -> list[Path]:
    """Give the folders where a book's own may lie: beside the manuscript's folder, and in it."""
    folder = Path(os.path.abspath(folder_of(novel)))  # noqa: PTH100
    return [folder.parent, folder]


def is_asked(place: Path, asked: Asked, defaults: Defaults) -> bool:
    """Tell whether the command line names the pictures or prompts of a place."""
    own = ((asked.get(kind), place / getattr(defaults.folders, kind)) for kind in KINDS)
    return any(given is not None and is_same(given, folder) for given, folder in own)


def say_both(found: list[Path], kind: str, defaults: Defaults) -> str:
    """Say that a book has pictures or prompts in two places, and how to name one."""
    first, second = (f"--{kind} {place / getattr(defaults.folders, kind)}" for place in found[:2])
    return f"This book has pictures or prompts in {found[0]} and in {found[1]}: say which with {first} or {second}."
