"""Portraits on disk: known by their pixels, looked for in the folder beside the pictures."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, NamedTuple

from sdxl.portraits import FORMATS, digest_pixels, read_pixels
from workspace.picture_files import MOST_PIXELS, PictureError, opening

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

PORTRAITS = "portraits"  # folder beside the scenes' pictures
NAMED = re.compile(r"(?P<stem>.+)_(?P<number>\d{1,9})")
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")


class PortraitFile(NamedTuple):
    """A picture of one person to which every scene holds."""

    sha256: str  # of its pixels: the same for any copy, whatever else the file says
    path: Path


class PortraitName(NamedTuple):
    """What the file name of a portrait that was drawn says."""

    stem: str  # whose it is, and from when on: "emma", "emma_from_12"
    number: int  # from 1, of those to choose from


def name_portrait(stem: str, number: int) -> str:
    """Name the file of a portrait that is drawn."""
    return f"{stem}_{number}.png"


def read_name(path: Path) -> PortraitName | None:
    """Read what the name of a portrait's file says; None where it is of no such form."""
    found = NAMED.fullmatch(path.stem)
    return PortraitName(found["stem"], int(found["number"])) if found else None


def read_portrait(path: Path) -> PortraitFile:
    """Look at a portrait; raises PictureError where it is no picture."""
    with opening(path, FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError(f"{image.width}x{image.height} pixels")
        return PortraitFile(digest_pixels(read_pixels(image)), path)


def find_portraits(folder: Path, wanted: Collection[str]) -> dict[str, Path]:
    """Find the portraits of some digests in a folder, by digest; those that are not there are left out."""
    if not wanted or not folder.is_dir():
        return {}
    return pick_wanted(sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES), wanted)


def pick_wanted(paths: Iterable[Path], wanted: Collection[str]) -> dict[str, Path]:
    """Pick the portraits of some digests among files, by digest, the first of each; what is no picture is passed by."""
    found: dict[str, Path] = {}
    for path in paths:
        with contextlib.suppress(PictureError):
            portrait = read_portrait(path)
            if portrait.sha256 in wanted:
                found.setdefault(portrait.sha256, path)
    return found
