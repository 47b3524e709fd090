"""What the program writes into prompt files: its own values; everything else in them stays as the author left it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from workspace.authored import EditedError, digest_of, read_authored, write_authored
from workspace.generated import OWN_WORDS, in_line
from workspace.prompt_comments import start_document
from workspace.remembered import Remembered, put_remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    import tomlkit
    import tomlkit.items

    from workspace.generated import Chosen, Generated

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write_prompt_file(
    path: Path,
    generated: Generated,
    remembered: Remembered | None = None,
    edits: Collection[str] = (),
    planned: str | None = None,
) -> None:
    """Write what the program generated; comments, order and `edits` of an existing file are kept.

    Only for files without words of the author's own. `planned` is the digest of the file as it was when that was
    decided. Raises EditedError where it has changed since, OSError where the disk refuses.
    """
    table = generated.to_toml()
    with changing(path, planned, may_be_new=True) as document:
        document.update({key: table[key] for key in OWN_WORDS if key not in edits})
        generated_table(document).update(table)
        if remembered:
            put_remembered(generated_table(document), remembered)


def write_keep(path: Path, *, keep: bool) -> None:
    """Write into a prompt file that its picture is final, or take that back. Raises OSError."""
    with changing(path) as document:
        for table in (document, document.get("generated", {})):
            if "keep" in table and not (keep and table is document):
                del table["keep"]
        if keep:
            document["keep"] = True


def write_memory(path: Path, values: Mapping[str, Any], planned: str | None = None) -> None:
    """Write values under [generated]; nothing of the author's changes. Raises OSError."""
    with changing(path, planned) as document:
        generated_table(document).update(values)


def write_remembered(path: Path, remembered: Remembered, planned: str | None = None) -> None:
    """Write what the command line gave under [generated]; nothing of the author's changes. Raises OSError."""
    with changing(path, planned) as document:
        put_remembered(generated_table(document), remembered)


def write_choice(path: Path, chosen: Chosen, seed: int | None, remembered: Remembered | None) -> None:
    """Write at once which take is chosen, its seed as the author's own, and what the command line gave it.

    None leaves a value as it is; nothing else changes. Raises OSError.
    """
    with changing(path) as document:
        if seed is not None:
            document["seed"] = seed
        if remembered:
            put_remembered(generated_table(document), remembered)
        put_chosen(generated_table(document), chosen)


def write_chosen(path: Path, chosen: Chosen) -> None:
    """Write under [generated] which take was chosen. Raises OSError."""
    with changing(path) as document:
        put_chosen(generated_table(document), chosen)


def put_chosen(table: tomlkit.items.Table, chosen: Chosen) -> None:
    """Put into a table which take was chosen."""
    table["chosen"] = in_line({"picture": chosen.picture, "instead_of": chosen.instead_of})


def drop_chosen(path: Path) -> None:
    """Take out of [generated] which take was chosen. Raises OSError."""
    with changing(path) as document:
        table = generated_table(document)
        table.pop("chosen", None)
        if not table:  # in a file of the author's own hand
            del document["generated"]


def generated_table(document: tomlkit.TOMLDocument) -> tomlkit.items.Table:
    """Give a document's [generated] table, an empty one where it has none."""
    import tomlkit  # noqa: PLC0415

    if not isinstance(document.get("generated"), tomlkit.items.Table):
        document["generated"] = tomlkit.table()
    table = document["generated"]
    assert isinstance(table, tomlkit.items.Table)
    return table


@contextlib.contextmanager
def changing(
    path: Path, planned: str | None = None, finish: Callable[[str], str] = str, *, may_be_new: bool = False
) -> Iterator[tomlkit.TOMLDocument]:
    """Open a prompt file to change values in it: comments, order, line ends and byte order mark stay.

    `planned` is the digest of what the change was decided by; None where any content will do. `finish` is called with
    the text as it will be written. Raises EditedError where the file has another digest, has nothing in it or does not
    parse (somebody is saving it), or changes while it is written; OSError where the disk refuses.
    """
    raw = read_authored(path)
    if (planned is not None and digest_of(raw) != planned) or (raw is not None and not raw.strip()):
        raise EditedError(path)
    if raw is None and not may_be_new:
        raise FileNotFoundError(2, "No such file or directory", str(path))
    document = parse(raw, path)
    yield document
    write_authored(path, render(document, raw or b"", finish), raw)


def parse(raw: bytes | None, path: Path) -> tomlkit.TOMLDocument:
    """Parse a file to be changed, or start a new one; raises EditedError where it is no TOML any more."""
    import tomlkit  # noqa: PLC0415 - only what writes files waits for it

    if raw is None:
        return start_document(path.stem)
    try:
        text = raw.decode("utf-8-sig")
        return tomlkit.parse(text.replace("\r\n", "\n") if is_dos(raw) else text)
    except (UnicodeDecodeError, tomlkit.exceptions.TOMLKitError) as error:
        raise EditedError(path) from error


def render(document: tomlkit.TOMLDocument, before: bytes, finish: Callable[[str], str]) -> bytes:
    """Write a document with the line ends and the byte order mark that its file had before."""
    import tomlkit  # noqa: PLC0415

    text = finish(tomlkit.dumps(document))
    written = (text.replace("\n", "\r\n") if is_dos(before) else text).encode("utf-8")
    return BYTE_ORDER_MARK + written if before.startswith(BYTE_ORDER_MARK) else written


def is_dos(raw: bytes) -> bool:
    """Tell whether every line of a file ends as on Windows."""
    return 0 < raw.count(b"\r\n") == raw.count(b"\n")
