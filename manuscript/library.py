"""The novel's path in, the files that may be its chapters out, in their order, with all that lies beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from errors import NovelError, UsageError
from manuscript.documents import say_documents, say_how
from manuscript.files import FileReader, list_files
from manuscript.front_matter import read_front_matter
from manuscript.numbering import path_keys
from manuscript.orders import Order, stated_order, with_beside
from manuscript.places import shared_folder, sort_files
from manuscript.titles import is_title_page

OWN_LIST = "novel.toml"  # where an author lists her files


@dataclass(frozen=True, slots=True)
class Library:
    """What lies in the novel's folder, and which of it may be chapters."""

    reader: FileReader  # of its folder
    names: tuple[str, ...]  # every file
    chapters: tuple[str, ...]  # in order
    order: Order = field(default_factory=lambda: Order(""))
    beside: Mapping[str, str] = field(default_factory=dict)  # the other texts, with why

    @property
    def folder(self) -> Path:
        """The novel's folder."""
        return self.reader.folder


def find_chapters(path: Path, own_list: Sequence[str] = ()) -> Library:
    """Find the files that may be chapters, in their order; those of an author's `own_list` are."""
    if not is_there(path):
        raise UsageError(f"{path}: no such file or folder; give the novel's folder or file with --novel.")
    if sentence := say_how(path.name):
        raise NovelError(sentence)
    if path.is_file():
        return Library(FileReader(path.parent), (path.name,), (path.name,))
    names = tuple(list_files(path))
    found = sort_files(names)
    reader = FileReader(path)
    read = reader.read_quietly
    own = Order(OWN_LIST, tuple(own_list))
    order = (
        with_beside(own, found.chapters, ())
        if own_list
        else stated_order(names, found.chapters, read, cache(lambda name: read_front_matter(read(name))))
    )
    keys = path_keys(found.chapters)
    chapters = order.files or tuple(sorted(found.chapters, key=lambda name: keys[name]))
    if not order.files and not (chapters and found.is_sure):
        if sentence := say_documents(names):
            raise NovelError(sentence)
        if not chapters:
            raise NovelError(
                next(iter(order.warnings), "")
                or f"{path} holds no chapters: put Markdown files there (chapter_01.md), "
                "or name another folder with --novel."
            )
    listed = {
        name: why for name, why in {**found.beside, **order.beside}.items() if name not in (*chapters, order.source)
    }
    return Library(reader, names, chapters, order, listed)


def is_there(path: Path) -> bool:
    """Tell whether a path is a file or a folder that may be read."""
    try:
        return path.is_file() or path.is_dir()
    except OSError:  # a name that is too long, a folder that may not be entered
        return False


def title_pages(library: Library) -> list[str]:
    """Find the title pages beside the chapters, such as title_page.md."""
    folders = ("", shared_folder(library.chapters))
    return [name for name in library.beside if name[: name.rfind("/") + 1] in folders and is_title_page(name)]
