"""Write the fitted weights so that one can read them, and read them back."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

from english.weights import BIAS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tools.fit_rows import Table, Tables

HEAD = """\
# Fitted by `python -m tools.fit_reading` on labelled scenes; do not edit by hand.
# One table a slot; a line holds a feature's weight and the number of rows in which it was seen.
"""


def write_tables(tables: Tables, counts: Mapping[str, Mapping[str, int]]) -> str:
    """Write the tables of all slots, the strongest features first, each with the rows in which it was seen."""
    return HEAD + "".join(
        f"\n[{slot}]\n" + "".join(f"{json.dumps(name)} = [{weight:+.2f}, {seen}]\n" for name, weight, seen in lines)
        for slot, lines in ((slot, ordered(tables[slot], counts[slot])) for slot in sorted(tables))
    )


def ordered(table: Table, counts: Mapping[str, int]) -> list[tuple[str, float, int]]:
    """Put a table's lines in order: the bias, then by the size of the effect."""
    lines = [(name, weight, counts.get(name, 0)) for name, weight in table.items()]
    return sorted(lines, key=lambda line: (line[0] != BIAS, -abs(line[1]), line[0]))


def read_tables(text: str) -> Tables:
    """Read written tables back."""
    return {slot: {name: float(line[0]) for name, line in lines.items()} for slot, lines in tomllib.loads(text).items()}
