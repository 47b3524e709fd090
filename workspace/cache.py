"""What earlier runs found out, kept in `prompt_cache/.readings` so that the same work is not done again.

Nothing there is trusted over the files that it was made of: every table stands under a digest of all that its entries
depend on, the program's own code too, and under a checksum. It holds for the very folder in which it was found: what
came with a stranger's book says nothing. What is broken, older, foreign or half-written is passed over without a word,
and all of it may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import json
import os
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from untrusted import open_file
from workspace.cache_program import digest_program
from workspace.files import leftovers, own_mark, replacing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

FOLDER = ".readings"
LONGEST_HEAD = 400  # bytes of a table's first line
DIGITS = 16  # bytes of a digest
NOTHING = b""


def digest(*parts: str | bytes) -> str:
    """Digest texts, each told apart from the next."""
    told = blake2b(digest_size=DIGITS)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        told.update(len(content).to_bytes(8, "big") + content)
    return told.hexdigest()


class Table:
    """One kind of findings: bytes without line ends, by a digest of what they were made of.

    It is read where something is asked of it, and may rest, for a book of thousands of scenes fills tens of megabytes.
    """

    def __init__(self, path: Path | None, key: str = "") -> None:
        """Begin with what is kept under this key; without a path nothing is kept."""
        self.path = path
        self.key = key
        self.found: Mapping[str, bytes] | None = None  # None: not read, or at rest
        self.used: dict[str, bytes] = {}
        self.resting: Collection[str] = ()  # names that were used before it came to rest

    def wake(self) -> Mapping[str, bytes]:
        """Read what is kept, where that was not done yet."""
        if self.found is None:
            self.found = load(self.path, self.key) if self.path else {}
            self.used = {name: self.found[name] for name in self.resting if name in self.found}
            self.resting = ()
        return self.found

    def rest(self) -> None:
        """Let go of everything until something is asked again, unless there is anything to save."""
        if self.found is not None and self.used == self.found:
            self.found, self.used, self.resting = None, {}, tuple(self.used)

    def get(self, name: str) -> bytes:
        """Give what is kept under a name, `NOTHING` where nothing is; what nobody asks for is not kept on."""
        found = self.wake()
        kept = self.used.get(name) or found.get(name, NOTHING)
        if kept:
            self.used[name] = kept
        return kept

    def put(self, name: str, content: bytes) -> None:
        """Keep something under a name."""
        self.wake()
        self.used[name] = content

    def get_json(self, name: str) -> Any:  # noqa: ANN401  the caller parses it
        """Give JSON values; None where none are kept."""
        try:
            return json.loads(self.get(name) or b"null")
        except (ValueError, RecursionError):
            return None

    def put_json(self, name: str, values: object) -> None:
        """Keep JSON values; what JSON cannot hold is not kept."""
        with contextlib.suppress(TypeError, ValueError):
            self.put(name, write_json(values))

    def save(self) -> None:
        """Write what this run used or found, where that is not what was there; a disk that refuses costs nothing."""
        if self.path and self.used and self.used != self.found:
            with contextlib.suppress(OSError, ValueError):
                store(self.path, self.key, self.used)
                self.found = dict(self.used)


def write_json(values: object) -> bytes:
    """Write JSON on one line."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "surrogatepass")


def load(path: Path, key: str) -> dict[str, bytes]:
    """Load a table; empty where it is missing, of another key or not whole."""
    try:
        with open_file(path) as file:
            head = json.loads(file.readline(LONGEST_HEAD))
            size = os.fstat(file.fileno()).st_size - file.tell()
            if type(head) is not dict or head.get("key") != bind(key, path.parent) or head.get("bytes") != size:
                return {}
            body = file.read(size)
        if head.get("digest") != blake2b(body, digest_size=DIGITS).hexdigest():
            return {}
        return dict(split(line) for line in body.splitlines())
    except (OSError, ValueError, RecursionError):
        return {}


def bind(key: str, folder: Path) -> str:
    """Bind a key to a folder of this machine, which no copy of it is; raises OSError."""
    found = folder.stat()
    return digest(key, f"{found.st_dev} {found.st_ino}")


def split(line: bytes) -> tuple[str, bytes]:
    """Part a line into name and content."""
    name, _, content = line.partition(b" ")
    return name.decode("ascii"), content


def store(path: Path, key: str, entries: Mapping[str, bytes]) -> None:
    """Write a table; raises OSError where the disk refuses."""
    body = b"".join(b"%s %s\n" % (name.encode("ascii"), content) for name, content in entries.items())
    path.parent.mkdir(exist_ok=True)
    told = blake2b(body, digest_size=DIGITS).hexdigest()
    head = {"key": bind(key, path.parent), "bytes": len(body), "digest": told}
    with replacing(path, mark=own_mark(), is_lasting=False) as file:
        file.write(write_json(head) + b"\n" + body)


def sweep(parts: Iterable[Path]) -> None:
    """Delete what runs that died left; a living one only writes its table another time."""
    for part in parts:
        with contextlib.suppress(OSError):
            part.unlink()


class Cache:
    """The tables of one run."""

    def __init__(self, folder: Path | None = None, *, writes: bool = False) -> None:
        """Open the tables in a folder; without one nothing is kept, and a run that does not write only reads."""
        self.folder = folder
        self.writes = writes
        self.tables: list[Table] = []

    def table(self, name: str, *key: str) -> Table:
        """Open a table whose entries depend on the program, and on what `key` tells."""
        path = self.folder / name if self.folder else None
        self.tables.append(Table(path, digest(digest_program(), *key) if path else ""))
        return self.tables[-1]

    def save(self) -> None:
        """Write every table that changed, and delete what runs that died have left."""
        if self.writes and self.folder:
            for table in self.tables:
                table.save()
            sweep(leftovers(self.folder))
