"""Files that the author may edit: written only while they are what was read, to the moment of the renaming."""

from __future__ import annotations

import contextlib
import os
import shutil
from hashlib import sha256
from pathlib import Path

from errors import NovelError
from untrusted import read_file
from workspace.files import creating, own_mark, replacing

MISSING = ""  # in place of the digest of a file that is not there


class EditedError(NovelError):
    """A file is no longer what was read of it; it stays as it is (exit status 1)."""

    def __init__(self, path: Path) -> None:
        """Say which file, and what to do."""
        super().__init__(
            f"{path} was saved while this run was at work: it is left as you saved it. Run the command again."
        )


def read_authored(path: Path) -> bytes | None:
    """Read a file; None where there is none. Raises OSError."""
    try:
        return read_file(path)
    except FileNotFoundError:
        return None


def is_same(path: Path, raw: bytes) -> bool:
    """Tell whether a file still has these bytes; what cannot be read, or is no file any more, has not."""
    try:
        return path.is_file() and path.read_bytes() == raw
    except OSError:
        return False


def digest_of(raw: bytes | None) -> str:
    """Give what tells a file's bytes from any others: a SHA-256, or MISSING."""
    return MISSING if raw is None else sha256(raw).hexdigest()


def write_authored(path: Path, data: bytes, was: bytes | None) -> None:
    """Write a file that `was` these bytes when it was read, or that was not there (None).

    The new bytes are on the disk before the last look at the old ones, so that nothing but the renaming lies between.
    A link of hers stays one, and the file keeps its permissions. The folder is synced by who writes the last of its
    files. Raises EditedError for a file that has changed since,
    OSError where the disk refuses.
    """
    if was is None:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with creating(path, is_lasting=False) as file:
                file.write(data)
        except FileExistsError as error:
            raise EditedError(path) from error
        return

    def look() -> None:
        if not is_same(place, was):
            raise EditedError(path)

    place = Path(os.path.realpath(path))
    with replacing(place, look, own_mark(), is_lasting=False) as file:
        file.write(data)
        with contextlib.suppress(OSError):
            shutil.copymode(place, file.name)
