"""Locks for several runs on one folder: each scene is claimed by one process at a time, and no run waits for another.

A claim is a small file beside the pictures, created exclusively; its owner's host, process and heartbeat stand in it.
A claim whose process is dead on this host is dropped at once, one without a heartbeat after ten minutes.
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

LEASE = 600.0  # seconds without a heartbeat after which a claim is dropped
DESK = ".desk.claim"  # held while a run plans and renames; a matter of seconds
NAMELESS = 1.0  # seconds within which a live process writes its name into a claim that it made
DESK_PATIENCE = 120.0  # seconds that another run may take for it

logging.getLogger("filelock").setLevel(logging.WARNING)


def claim_path(picture: Path) -> Path:
    """Give the path of the claim on a picture's scene or take; it has no words of the name, since those may change."""
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
    """Keep other runs from planning on the same pictures; raises NovelError where one does not finish in time."""
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
    """Delete the claims of processes that are gone."""
    for path in sorted(folder.glob(".*.claim")):
        if path.name != DESK:
            drop_nameless(path)
            if claim := try_claim(path):
                claim.release()


def drop_nameless(path: Path) -> None:
    """Delete a claim whose process died before it wrote its name into the file, since that would look alive."""
    until = time.monotonic() + NAMELESS
    while is_empty(path):
        if time.monotonic() > until:
            path.unlink(missing_ok=True)
        time.sleep(0.02)


def is_empty(path: Path) -> bool:
    """Tell whether a file exists and is empty."""
    try:
        return path.stat().st_size == 0
    except OSError:
        return False
