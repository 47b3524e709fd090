"""A folder's names in, those of illustrated books out: what was made of the novel is never read as the novel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errors import NovelError
from manuscript.copies import find_copy, fold_name
from typed import table
from untrusted import read_json

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

BOOK_RECORD = ".book_files.json"  # in the folder of an illustrated book: the files that the program wrote there
BOOK_ENDINGS = (".epub", ".html", ".md")  # of one book, under one name
PICTURES = " pictures"  # behind that name, the folder of its pictures


def find_books(folder: Path, names: Collection[str], folders: Collection[str]) -> frozenset[str]:
    """Name, folded, the files in a folder that are an illustrated book's, and what a cloud or a system copied of them.

    The program's record of a book names them; where it is lost or broken, three files of one name and the folder of
    their pictures are a book.
    """
    has_record = BOOK_RECORD in names
    written = read_names(folder / BOOK_RECORD) if has_record else set()
    there = {fold_name(name) for name in names}
    for name in there:
        stem = name.removesuffix(BOOK_ENDINGS[0])
        is_book = stem != name and there.issuperset(stem + ending for ending in BOOK_ENDINGS)
        if is_book and (has_record or f"{stem}{PICTURES}" in map(fold_name, folders)):
            written |= {stem + ending for ending in BOOK_ENDINGS}
    return (
        frozenset(written | {name for name in there - written if is_copied(name, written)}) if written else frozenset()
    )


def read_names(path: Path) -> set[str]:
    """Read which files a record names; none of a record that is broken."""
    try:
        return {fold_name(str(name)) for name in table("", read_json(path))}
    except (OSError, NovelError):
        return set()


def is_copied(name: str, written: Collection[str]) -> bool:
    """Tell whether a name says that it is a copy of a book's file."""
    stem, dot, ending = name.rpartition(".")
    found = find_copy(stem) if dot else None
    return found is not None and not found.mark.is_counted and f"{found.original}.{ending}" in written
