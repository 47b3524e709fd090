"""Single values changed in a prompt file: everything else in it stays as the author left it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from workspace.files import replacing
from workspace.prompt_files import dump
from workspace.remembered import Remembered, put_remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import tomlkit
    import tomlkit.items

    from workspace.prompt_files import Chosen


def write_seed(path: Path, seed: int) -> None:
    """Write a chosen seed into a prompt file as the author's own; nothing else in it changes. Raises OSError."""
    with changing(path) as document:
        document["seed"] = seed


def write_keep(path: Path, *, keep: bool) -> None:
    """Write into a prompt file that its picture is final, or take that back. Raises OSError."""
    with changing(path) as document:
        for table in (document, document.get("generated", {})):
            if "keep" in table and not (keep and table is document):
                del table["keep"]
        if keep:
            document["keep"] = True


def write_memory(path: Path, values: Mapping[str, Any]) -> None:
    """Write values under [generated]; nothing of the author's changes. Raises OSError."""
    with changing(path) as document:
        generated_table(document).update(values)


def write_remembered(path: Path, remembered: Remembered) -> None:
    """Write what the command line gave under [generated]; nothing of the author's changes. Raises OSError."""
    with changing(path) as document:
        put_remembered(generated_table(document), remembered)


def write_chosen(path: Path, chosen: Chosen) -> None:
    """Write under [generated] which take was chosen. Raises OSError."""
    import tomlkit  # noqa: PLC0415

    with changing(path) as document:
        line = tomlkit.inline_table()
        line.update({"picture": chosen.picture, "instead_of": chosen.instead_of})
        generated_table(document)["chosen"] = line


def generated_table(document: tomlkit.TOMLDocument) -> tomlkit.items.Table:
    """Give a document's [generated] table, an empty one where it has none."""
    import tomlkit  # noqa: PLC0415

    if not isinstance(document.get("generated"), tomlkit.items.Table):
        document["generated"] = tomlkit.table()
    table = document["generated"]
    assert isinstance(table, tomlkit.items.Table)
    return table


@contextlib.contextmanager
def changing(path: Path) -> Iterator[tomlkit.TOMLDocument]:
    """Open a prompt file to change values in it: comments, order, line ends and byte order mark stay."""
    import tomlkit  # noqa: PLC0415

    raw = path.read_bytes()
    document = tomlkit.parse(raw.decode("utf-8-sig"))
    yield document
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    with replacing(path) as file:
        file.write(mark + dump(document, raw))
