"""Parts of the proof sheet in, their scripts on disk out: written before the page that names them, swept after it.

A script is named by what it shows. What is there is not made again, a page that is open finds what did not change, and
whoever is killed at any moment leaves a page that finds all that it names.
"""

from __future__ import annotations

import contextlib
import os
import re
import zlib
from typing import TYPE_CHECKING

from publish.gallery_digest import digest_part
from publish.gallery_parts import make_script
from untrusted import read_file
from workspace.claims import is_being_written, process_mark
from workspace.files import leftovers, part_of, replacing, sync_folders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from publish.gallery_parts import Part
    from publish.gallery_pictures import ProofSheet

FOLDER = "sheet"  # beside the page
NAME = re.compile(rb"\d{1,9}-\d{1,9}-[0-9a-f]{20}\.js")


def write_scripts(sheet: ProofSheet, parts: Iterable[Part]) -> dict[Path, Part]:
    """Write the script of each part where it is missing or spoilt; raises OSError."""
    folder = sheet.desktop.images / FOLDER
    paths = {folder / script_name(sheet, part): part for part in parts}
    restore_scripts(sheet, {path: part for path, part in paths.items() if not is_whole(path)})
    return paths


def restore_scripts(sheet: ProofSheet, scripts: Mapping[Path, Part]) -> None:
    """Write scripts, one after the other: a whole book at once would be large."""
    for path, part in scripts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        body = make_script(sheet, part).encode("utf-8", "replace")
        with replacing(path, mark=process_mark(), is_lasting=False) as file:
            file.write(b"%s\n%s" % (checksum(body), body))
    sync_folders(*(path.parent for path in scripts))  # before the page that names them


def script_name(sheet: ProofSheet, part: Part) -> str:
    """Name a part's script: our numbers of its first scene, and a digest of what it shows."""
    return "{}-{}-{}.js".format(*part[0].scene.key, digest_part(sheet, part))


def checksum(body: bytes) -> bytes:
    """Give a script's first line, by which a spoilt one is known."""
    return b"// %08x" % zlib.crc32(body)


def is_whole(path: Path) -> bool:
    """Tell whether a script is there as it was written."""
    try:
        told, _, body = read_file(path).partition(b"\n")
    except OSError:
        return False
    return told == checksum(body)


def sweep_scripts(page: Path) -> None:
    """Delete the scripts that the page on disk does not name, and their folder with the last; other files stay.

    Another run may put its own page there meanwhile: what is stale is first taken aside, and put back if that page
    names it. The other looks, after its page is there, whether all its scripts are, and writes those that are not.
    """
    folder = page.parent / FOLDER
    if not folder.is_dir():
        return
    for part in leftovers(folder):
        if not is_being_written(part, page.parent):
            part.unlink(missing_ok=True)
    named = names_in(page)
    stale = [path for path in folder.iterdir() if NAME.fullmatch(os.fsencode(path.name)) and path.name not in named]
    aside = dict(take_aside(sorted(stale)))
    named = names_in(page) if aside else named
    for path, taken in aside.items():
        if path.name in named:
            taken.replace(path)
        else:
            taken.unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()


def take_aside(stale: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Rename scripts to unfinished ones, which no page names, and give their names before and now."""
    for path in stale:
        with contextlib.suppress(FileNotFoundError):  # another run sweeps as well
            yield path, path.rename(part_of(path.with_name(f"{path.name}{process_mark()}")))


def names_in(page: Path) -> set[str]:
    """List the scripts that a page on disk names."""
    return {found.decode() for found in NAME.findall(read_file(page))}
