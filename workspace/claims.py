"""Several runs on one folder: each scene is claimed by one process at a time, and nobody waits for all.

A claim is a small file beside the pictures, created exclusively; its owner's host, process and heartbeat stand in it.
A claim whose process is dead on this host falls at once, one without a heartbeat after ten minutes (filelock's lease).
"""

from __future__ import annotations

import contextlib
import logging
import re
import time
from typing import TYPE_CHECKING

from filelock import SoftFileLease, Timeout

from errors import NovelError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEASE = 600.0  # seconds without a heartbeat after which a claim falls
DESK = ".desk.claim"  # held while a run plans and renames; a matter of seconds
NAMELESS = 1.0  # seconds that a living process has to write its name into the claim it has made
DESK_PATIENCE = 120.0  # seconds that another run may take for it

logging.getLogger("filelock").setLevel(logging.WARNING)


def claim_path(picture: Path) -> Path:
    """Name the claim of a picture's scene, or of one take of it; the words in its name may change."""
    numbers = re.match(r"chapter_\d+_scene_\d+(?:_take_\d+)?", picture.stem)
    return picture.with_name(f".{numbers[0] if numbers else picture.stem}.claim")


def try_claim(path: Path) -> SoftFileLease | None:
    """Claim a scene; None where another process has it."""
    claim = SoftFileLease(path, lease_duration=LEASE)
    try:
        claim.acquire(blocking=False)
    except Timeout:
        return None
    return claim


@contextlib.contextmanager
def hold_workspace(folder: Path) -> Iterator[None]:
    """Keep other runs from planning on the same pictures; raises NovelError where one does not come to an end."""
    workspace = SoftFileLease(folder / DESK, lease_duration=LEASE)
    drop_nameless(folder / DESK)
    try:
        workspace.acquire(timeout=DESK_PATIENCE)
    except Timeout:
        raise NovelError(
            f"{folder}: another run is preparing this folder; wait for it, or delete {folder / DESK} if there is none."
        ) from None
    try:
        yield
    finally:
        workspace.release()


def drop_dead_claims(folder: Path) -> None:
    """Take away the claims of processes that are gone."""
    for path in sorted(folder.glob(".*.claim")):
        if path.name != DESK:
            drop_nameless(path)
            if claim := try_claim(path):
                claim.release()


def drop_nameless(path: Path) -> None:
    """Take away a claim whose process died between making the file and writing its name, so that it seems alive."""
    until = time.monotonic() + NAMELESS
    while is_empty(path):
        if time.monotonic() > until:
            path.unlink(missing_ok=True)
        time.sleep(0.02)


def is_empty(path: Path) -> bool:
    """Whether a file is there with nothing in it."""
    try:
        return path.stat().st_size == 0
    except OSError:
        return False
