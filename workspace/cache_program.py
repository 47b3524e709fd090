"""The program itself as one digest: its code, its tables, the libraries that it reads with.

Its bytes are read, not its version: who changes a table in `vocabulary/` has another program.
"""

from __future__ import annotations

import sys
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("english", "manuscript", "cast", "reading", "prompts", "storyboard", "workspace", "vocabulary")
LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "tokenizers", "PyYAML")  # whose versions decide what is read


@cache
def digest_program(folders: tuple[str, ...] = FOLDERS) -> str:
    """Digest everything of the program that decides what it finds in an author's files, or other folders of it."""
    told = blake2b(digest_size=16)
    told.update("\n".join([sys.version, *map(say_version, LIBRARIES)]).encode())
    for path in list_files(ROOT, folders):
        content = path.read_bytes()
        told.update(f"\n{path.relative_to(ROOT).as_posix()} {len(content)}\n".encode())
        told.update(content)
    return told.hexdigest()


def list_files(root: Path, folders: tuple[str, ...] = FOLDERS) -> list[Path]:
    """List the files of code and tables, in one order."""
    inside = (path for folder in folders for path in (root / folder).rglob("*") if path.suffix != ".pyc")
    return sorted(path for path in (*root.glob("*.py"), *inside) if path.is_file())


def say_version(library: str) -> str:
    """Name a library and its version."""
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return f"no {library}"
