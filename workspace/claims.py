"""Locks for several runs on one folder: each scene is claimed by one process at a time, and no run waits for another.

A claim is a small file beside the pictures, created exclusively; its owner's host, process and heartbeat stand in it.
A claim whose process is dead on this host is dropped at once, any other once its lease is over, whatever stands in it:
its age is told by the folder's own clock, so that the very first look of any later run can tell.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import secrets
import stat
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from filelock import LeaseSettingsMismatch, SoftFileLease, Timeout

from errors import NovelError, say_duration
from workspace.files import move_beside, names_like
from workspace.log import log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LEASE = 600.0  # seconds without a heartbeat after which a claim is dropped
SHORT_LEASE = 60.0  # the same for what is held for a moment: the desk, a page, a book
NAMELESS = 1.0  # seconds within which a live process writes its name into a claim that it made
PATIENCE = 120.0  # seconds that another run may take for what is held for a moment
POLL, SLOW_POLL = 0.1, 1.0  # seconds between two looks, at first and later
QUIET = 5.0  # seconds of waiting that need no word
FUTURE = 2.0  # seconds by which file times may be ahead; some file systems count in twos
ATTEMPTS = 2  # where two names cannot be exchanged, the first only clears a dead claim away
MOST = 4096  # bytes that are read of a claim
DESK = ".desk.claim"  # held while a run plans and renames; a matter of seconds
TOKEN = secrets.token_hex(4)  # in containers and on other machines there are processes of the same number
BROKEN = "replaced"  # folder beside the pictures for what is no file and stands where a claim belongs

logging.getLogger("filelock").setLevel(logging.WARNING)


def claim_path(picture: Path) -> Path:
    """Give the path of the claim on a picture's scene or take; it has no words of the name, since those may change."""
    numbers = re.match(r"chapter_\d+_scene_\d+(?:_take_\d+)?", picture.stem)
    return picture.with_name(f".{numbers[0] if numbers else picture.stem}.claim")


def name_claim(picture: Path) -> Path:
    """Give the path of the claim on a picture's own name, where several pictures of a scene lie side by side."""
    return picture.with_name(f".{picture.stem}.claim")


def try_claim(path: Path, lease: float = LEASE) -> SoftFileLease | None:
    """Claim a scene; None where another process has it. Raises OSError where the disk refuses."""
    claim = take(path, lease)
    if claim:
        flush(path)
    return claim


def claim_free_name(folder: Path, name: str) -> tuple[Path, SoftFileLease]:
    """Claim the first free name like this one that nobody else is about to take; raises OSError."""
    for path in names_like(folder, name):
        if not os.path.lexists(path) and (claim := try_claim(name_claim(path))):
            if not os.path.lexists(path):
                return path, claim
            claim.release()  # whoever had it has just written it
    raise FileExistsError(None, "every name is taken", str(folder / name))


def take(path: Path, lease: float) -> SoftFileLease | None:
    """Take a claim that is free, dead or fallen; None where another process has it."""
    for _ in range(ATTEMPTS):
        drop_fallen(path, lease)
        claim = SoftFileLease(path, lease_duration=lease)
        with contextlib.suppress(Timeout, LeaseSettingsMismatch):
            claim.acquire(blocking=False)
            return claim
    return None


def flush(path: Path) -> None:
    """Write a claim's name through: on a network share it would look nameless to other machines for half a minute."""
    with contextlib.suppress(OSError):
        file = os.open(path, os.O_RDWR)
        try:
            os.fsync(file)
        finally:
            os.close(file)


# --- What is held for a moment ----------------------------------------------------------------------------------------


@contextlib.contextmanager
def hold(
    path: Path,
    busy: str,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[None]:
    """Hold a claim for a moment, and wait for another run that has it, as long as its lease lasts.

    `busy` says what that one does. Raises NovelError where it goes on for longer, OSError where the disk refuses.
    """
    claim = try_claim(path, SHORT_LEASE) or wait_for(path, busy, clock, sleep)
    try:
        yield
    finally:
        claim.release()


def wait_for(path: Path, busy: str, clock: Callable[[], float], sleep: Callable[[float], None]) -> SoftFileLease:
    """Wait for a claim that another run has; raises NovelError where it keeps it for too long."""
    left, started, is_said = seconds_left(path, SHORT_LEASE), clock(), False
    until = started + max(PATIENCE, left + POLL)
    while clock() <= until:
        sleep(SLOW_POLL if is_said else POLL)
        if claim := try_claim(path, SHORT_LEASE):
            return claim
        if not is_said and clock() > started + QUIET:
            is_said = True
            log.info("%s: waiting, at most %s.", busy, say_duration(until - clock()))
    raise NovelError(f"{busy}; wait for it, or delete {path} if there is none.")


@contextlib.contextmanager
def hold_workspace(folder: Path) -> Iterator[None]:
    """Keep other runs from planning on the same pictures; raises NovelError where one does not finish in time."""
    with hold(folder / DESK, f"{folder}: another run is preparing this folder"):
        yield


# --- What several runs may write at once, each its own file -----------------------------------------------------------


def process_mark() -> str:
    """Give this process's mark in the names of unfinished files that several processes may write at once."""
    return f".{os.getpid()}-{TOKEN}"


@contextlib.contextmanager
def guarding(folder: Path) -> Iterator[str]:
    """Keep other runs from deleting this process's unfinished files, and give their mark; raises OSError."""
    mark = process_mark()
    claim = try_claim(folder / f"{mark}.claim")
    try:
        yield mark
    finally:
        if claim:
            claim.release()


def is_being_written(part: Path, folder: Path) -> bool:
    """Tell whether a living process is writing an unfinished file; `folder` is where its claim lies."""
    return (folder / f"{Path(part.stem).suffix}.claim").exists()


# --- Claims that end --------------------------------------------------------------------------------------------------


class Marker(NamedTuple):
    """A claim's file as it was looked at."""

    content: bytes | None  # None: it may not be read
    time: float  # of its last heartbeat, in seconds
    mode: int

    @property
    def is_nameless(self) -> bool:
        """Whether its owner died before writing a name into it, or the power failed before that was on the disk."""
        return self.content is not None and not self.content.strip(b"\0")


def look(path: Path) -> Marker:
    """Look at a claim's file; raises OSError, FileNotFoundError where there is none."""
    found, content = path.lstat(), None
    if stat.S_ISREG(found.st_mode):
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with contextlib.suppress(PermissionError), os.fdopen(os.open(path, flags), "rb") as file:
            content = file.read(MOST)
            found = os.fstat(file.fileno())  # of the open file: a network share may have told an older time before
    return Marker(content, found.st_mtime, found.st_mode)


def drop_fallen(path: Path, lease: float) -> None:
    """Take away what keeps a claim from being taken although nobody has it any more."""
    with contextlib.suppress(OSError):
        marker = look(path)
        if not stat.S_ISREG(marker.mode):
            move_beside(path, BROKEN)
        elif marker.is_nameless:
            drop_nameless(path)
        elif age_of(path, marker) >= lease_of(path, lease):
            lift(path, marker)


def drop_nameless(path: Path) -> None:
    """Delete a file that no living process is about to write; one that is younger than that is given the time."""
    until = time.monotonic() + NAMELESS
    with contextlib.suppress(OSError):
        while (marker := look(path)).is_nameless or not path.name.endswith(".claim"):
            if time.monotonic() > until or age_of(path, marker) > NAMELESS:
                lift(path, marker)
            time.sleep(POLL / 5)


def lease_of(path: Path, lease: float) -> float:
    """Give the seconds after which a claim falls: its owner's, and never more than the longest there are."""
    owner = SoftFileLease(path, lease_duration=lease).owner
    return min(LEASE, owner.lease_duration if owner and owner.lease_duration else lease)


def age_of(path: Path, marker: Marker) -> float:
    """Give the seconds since a claim's last sign of life.

    One in the future, of a clock that was wrong, counts from the first look at it: its file is given today's time,
    which a living owner overwrites.
    """
    age = folder_time(path.parent) - marker.time
    if age < -FUTURE:
        try:
            os.utime(path)
        except OSError:
            age = folder_time(path.parent) - path.lstat().st_ctime
    return max(age, 0.0)


def folder_time(folder: Path) -> float:
    """Tell the time by the clock that stamps a folder's files; on a network share it is not this machine's."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            return os.fstat(file.fileno()).st_mtime
    except OSError:
        return time.time()


def lift(path: Path, marker: Marker) -> None:
    """Delete a claim that has fallen; one that another run has put there since is put back."""
    aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    path.rename(aside)  # only one run can
    if (now := look(aside))[:2] != marker[:2] and not now.is_nameless:
        with contextlib.suppress(OSError):
            os.link(aside, path)
    aside.unlink()


def seconds_left(path: Path, lease: float = LEASE) -> float:
    """Give the seconds after which a claim falls if its owner gives no sign of life; 0 where there is none."""
    try:
        return max(0.0, lease_of(path, lease) - age_of(path, look(path)))
    except OSError:
        return 0.0


def drop_dead_claims(folder: Path) -> None:
    """Delete the claims of processes that are gone, and what was left of one that was being taken over."""
    for path in sorted(folder.glob(".*.claim")):
        with contextlib.suppress(OSError):  # who wants to claim it is told
            if path.name != DESK and (claim := take(path, LEASE)):
                claim.release()
    for path in sorted(folder.glob(".*.claim.*")):
        drop_nameless(path)
