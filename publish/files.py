"""The book's files in, files on disk out: those of an earlier run may be replaced, no others."""

from __future__ import annotations

import contextlib
import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING

from errors import NovelError, say_os_error
from manuscript.made_books import BOOK_RECORD
from typed import a_text, list_of, mapping_of
from untrusted import read_file, read_json
from workspace.claims import hold
from workspace.files import part_of, replacing, sync_folders
from workspace.log import log

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

RECORD = BOOK_RECORD  # has the SHA-256 of each
CLAIM = ".book.claim"  # held while a run writes its files
KNOWN = mapping_of(list_of(a_text))
LARGEST_BOOK = 2**31  # bytes; whatever is larger was not written here
LONGEST_NAME = 60  # characters; in any alphabet within what file systems take
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # reserved names on Windows


def file_stem(title: str) -> str:
    """Turn a book's title into a file name that is valid on every system."""
    stem = re.sub(r'[\x00-\x1f<>:"/\\|?*\x7f]+', " ", title)
    stem = " ".join(stem.split())[:LONGEST_NAME].strip(" .")
    return f"{stem} book" if DEVICES.fullmatch(stem) else stem or "book"


def write_files(folder: Path, files: Mapping[str, bytes], owned: str) -> None:
    """Write the book's files; what earlier runs wrote below the folder `owned` and this one does not is deleted.

    Raises NovelError where a file of that name is not from an earlier run, or was edited since; then none is written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with hold(folder / CLAIM, f"{folder}: another run is writing a book there"):
            replace_files(folder, files, owned)
    except OSError as error:
        said = say_os_error(error, folder, "cannot write there")
        raise NovelError(f"{said}, or give another with --output DIR.") from error


def replace_files(folder: Path, files: Mapping[str, bytes], owned: str) -> None:
    """Write the book's files while no other run does; raises NovelError or OSError."""
    record = read_record(folder / RECORD)
    hashes = {name: sha256(data).hexdigest() for name, data in files.items()}
    known = {name: {*record.get(name, ()), digest} for name, digest in hashes.items()}
    for name in files:
        refuse_others(folder / name, known[name])
    remove_parts(folder, (RECORD, *record, *files))
    # A run that dies between two files leaves old and new ones: both are in the record before the first is written.
    write_record(folder / RECORD, record | {name: [*record.get(name, ()), hashes[name]] for name in files})
    for name, data in files.items():
        write_file(folder / name, data, known[name])
    stale = [name for name in record if name.startswith(f"{owned}/") and name not in files]
    remove_stale(folder, {name: record.pop(name) for name in stale})
    sync_folders(*{(folder / name).parent for name in files})  # what a power cut may take must be known as ours
    write_record(folder / RECORD, record | {name: [digest] for name, digest in hashes.items()})


def remove_parts(folder: Path, names: Iterable[str]) -> None:
    """Delete what is unfinished of a run that died; the names are a file's, which may hold anything."""
    for name in names:
        with contextlib.suppress(OSError, ValueError):
            part = part_of(folder / name)
            if part.is_relative_to(folder):
                part.unlink()


def is_ours(path: Path, known: set[str]) -> bool:
    """Tell whether a file may be replaced: it is missing, or unchanged since an earlier run wrote it."""
    try:
        return sha256(read_file(path, LARGEST_BOOK)).hexdigest() in known
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:  # a folder, a pipe, or a file that may not be read
        return False


def refuse_others(path: Path, known: set[str]) -> None:
    """Raise NovelError for a file that may not be replaced."""
    if not is_ours(path, known):
        raise NovelError(
            f"{path} was not written by an earlier run, or was edited since: "
            "move it away, or give another folder with --output DIR."
        )


def write_file(path: Path, data: bytes, known: set[str]) -> None:
    """Write one file in place of the old one, and make its folder where it is missing.

    The old one is looked at once more with the new one ready: raises NovelError where somebody has edited it since.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path, lambda: refuse_others(path, known), is_lasting=False) as file:
        file.write(data)


def remove_stale(folder: Path, stale: Mapping[str, list[str]]) -> None:
    """Delete the stale files of earlier runs, such as the picture of a scene that is gone; edited files stay."""
    for name, known in stale.items():
        path = folder / name
        if path.is_file() and is_ours(path, set(known)):
            path.unlink()


# --- The record -------------------------------------------------------------------------------------------------------
def read_record(path: Path) -> dict[str, list[str]]:
    """Read which files earlier runs wrote; an unreadable record counts as empty, and is named."""
    try:
        values = KNOWN("", read_json(path))
    except FileNotFoundError:
        return {}
    except (OSError, NovelError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        log.warning("%s: %s; it counts as empty.", path, reason)
        return {}
    return {name: known for name, known in values.items() if is_inside(name)}


def is_inside(name: str) -> bool:
    """Tell whether a name stays within the book's folder."""
    parts = re.split(r"[/\\]", name)
    return ".." not in parts and parts[0] != "" and ":" not in name


def write_record(path: Path, record: Mapping[str, list[str]]) -> None:
    """Write which files were written."""
    text = json.dumps(dict(record), indent=1, sort_keys=True, ensure_ascii=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(text.encode("utf-8"))
