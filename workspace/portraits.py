"""Portraits on disk: known by their pixels, looked for in the folder beside the pictures."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from sdxl.portraits import FORMATS, digest_pixels, read_pixels
from workspace.picture_files import MOST_PIXELS, PictureError, opening

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

PORTRAITS = "portraits"  # folder beside the scenes' pictures
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")


class PortraitFile(NamedTuple):
    """A picture of one person to which every scene holds."""

    sha256: str  # of its pixels: the same for any copy, whatever else the file says
    path: Path


def read_portrait(path: Path) -> PortraitFile:
    """Look at a portrait; raises PictureError where it is no picture."""
    with opening(path, FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError(f"{image.width}x{image.height} pixels")
        return PortraitFile(digest_pixels(read_pixels(image)), path)


def find_portraits(folder: Path, wanted: Collection[str]) -> dict[str, Path]:
    """Find the portraits of some digests in a folder, by digest; those that are not there are left out."""
    found: dict[str, Path] = {}
    if not wanted or not folder.is_dir():
        return found
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES):
        with contextlib.suppress(PictureError):
            portrait = read_portrait(path)
            if portrait.sha256 in wanted:
                found.setdefault(portrait.sha256, path)
    return found
