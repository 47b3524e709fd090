"""Corrections into a prompt file's [scene] table; the author's comments, order and line ends stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from untrusted import DocumentError, parse_toml
from workspace.prompt_changes import changing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import tomlkit

    from workspace.correction_arguments import Changes


def write_corrections(path: Path, changes: Changes) -> None:
    """Set the keys of a prompt file's [scene], None takes one out; nothing else changes.

    Raises EditedError where the file changes meanwhile, OSError where the disk refuses.
    """
    with changing(path, finish=part_tables) as document:
        standing = document.unwrap().get("scene", {})
        wanted = {key: value for key, value in {**standing, **changes}.items() if value is not None}
        if is_in_place(document, changes, wanted):
            set_corrections(document, changes)
        else:  # tables within a line or of dotted keys: the table is written anew
            document.pop("scene", None)
            set_corrections(document, wanted)


def is_in_place(document: tomlkit.TOMLDocument, changes: Changes, wanted: Mapping[str, Any]) -> bool:
    """Tell whether the table says what is wanted when the keys are set one by one."""
    import tomlkit  # noqa: PLC0415 - only what writes files waits for it

    trial = tomlkit.parse(tomlkit.dumps(document))
    set_corrections(trial, changes)
    return table_of(tomlkit.dumps(trial)) == {key: as_written(value) for key, value in wanted.items()}


def part_tables(text: str) -> str:
    """Have a blank line before the program's own table."""
    return re.sub(r"(?<=[^\n])\n\[generated\]", "\n\n[generated]", text, count=1)


def set_corrections(document: tomlkit.TOMLDocument, changes: Changes) -> None:
    """Set the keys of the [scene] table, which stands above [generated] where it is new; an empty one goes."""
    import tomlkit  # noqa: PLC0415

    if "scene" not in document and any(value is not None for value in changes.values()):
        generated = document.pop("generated", None)
        document["scene"] = tomlkit.table()
        if generated is not None:
            document["generated"] = generated
    table: Any = document.get("scene", {})
    for key, value in changes.items():
        if value is None:
            table.pop(key, None)
        else:
            table[key] = item_of(value)
    if "scene" in document and not table:
        document.pop("scene")


def table_of(text: str) -> Mapping[str, Any]:
    """Read a file's [scene] table; none where the text is no TOML."""
    try:
        return dict(parse_toml(text).get("scene", {}))
    except DocumentError:
        return {}


def item_of(value: Any) -> Any:  # noqa: ANN401  a TOML value
    """Make the TOML of a correction: people with deeds, clothes or things as tables, others as a list of words."""
    import tomlkit  # noqa: PLC0415

    written = as_written(value)
    if not isinstance(written, list) or not any(isinstance(one, dict) for one in written):
        return written
    tables = tomlkit.aot()
    for one in written:
        table = tomlkit.table()
        table.update(one)
        tables.append(table)
    return tables


def as_written(value: Any) -> Any:  # noqa: ANN401
    """Give a value as the file has it: an empty text as "none", people of whom but the name is said as names."""
    if value == "":
        return "none"
    if isinstance(value, list) and value and all(isinstance(one, dict) and one.keys() == {"who"} for one in value):
        return [one["who"] for one in value]
    return value
