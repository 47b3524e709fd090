"""Values of `novel.toml` in, checked values out; what is wrong is told with its file, line and remedy."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from errors import Limits, did_you_mean, find_spelling
from sdxl.guides import GUIDES, LIKENESS_CHOICES
from workspace.novel_keys import ENGINES, LANGUAGE_CODE, MEANT, TABLES
from workspace.novel_spot import TomlSpot, wrong
from workspace.novel_words import read_places
from workspace.parser import SHARE

BLANK_LINES = Limits(0, 100, "2")


@dataclass(frozen=True, slots=True)
class Known:
    """What values may name."""

    styles: Collection[str]
    limits: Mapping[str, Limits]


def read_table(values: Mapping[str, Any], known: Known, spot: TomlSpot) -> dict[str, Any]:
    """Read one table; raises NovelError for a key or a value that is none."""
    keys = TABLES[spot.table]
    for name in values:
        if name not in keys and not (spot.table == "" and name in TABLES):
            raise spot.error(name, say_unknown(name, spot.table))
    return {name: READERS[keys[name].kind](name, values[name], known, spot) for name in values if name in keys}


def say_unknown(name: str, table: str) -> str:
    """Say that there is no such key, and which one is meant or where it belongs."""
    keys = TABLES[table]
    where = f"[{table}] has no key {name}" if table else f"there is no key {name}"
    meant = MEANT.get(name, name)
    for other, theirs in TABLES.items():
        if meant in theirs and other != table:
            place = f"under a line [{other}]" if other else "above the first line in [brackets]"
            return f"{where}: {meant} stands {place}."
    near = f"did you mean {meant}? " if meant in keys else did_you_mean(name, [*keys, *(() if table else TABLES)], "")
    return f"{where}: {near}There are {', '.join(keys)}."


# --- Values -----------------------------------------------------------------------------------------------------------


def read_text(name: str, value: object, _: Known, spot: TomlSpot) -> str:
    """Read a text on one line."""
    if not isinstance(value, str) or "\0" in value:
        raise wrong(name, value, spot, "not text in quotes")
    if name != "negative" and not value.strip():
        raise spot.error(
            name, f"{name} is empty: write {name} = {TABLES[spot.table][name].example}, or delete the line."
        )
    return " ".join(value.split())


def read_texts(name: str, value: object, _: Known, spot: TomlSpot) -> tuple[str, ...]:
    """Read a list of texts."""
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise wrong(name, value, spot, "not a list of texts in quotes")
    return tuple(" ".join(one.split()) for one in value)


def read_language(name: str, value: object, known: Known, spot: TomlSpot) -> str:
    """Read a language's code."""
    code = read_text(name, value, known, spot).replace("_", "-")
    if not LANGUAGE_CODE.fullmatch(code):
        raise wrong(name, value, spot, "no language code such as en, en-GB or de")
    return code


def read_engine(name: str, value: object, known: Known, spot: TomlSpot) -> str:
    """Read an engine's name."""
    return read_choice(name, read_text(name, value, known, spot), ENGINES, spot)


def read_style(name: str, value: object, known: Known, spot: TomlSpot) -> str:
    """Read a style's name, in whatever spelling."""
    return read_choice(name, read_text(name, value, known, spot), known.styles, spot)


def read_choice(name: str, text: str, choices: Collection[str], spot: TomlSpot) -> str:
    """Read one of a few words."""
    if found := find_spelling(text, choices):
        return found
    raise spot.error(name, f'{name} is "{text}": {did_you_mean(text, choices)}Take one of {", ".join(choices)}.')


def read_model(name: str, value: object, known: Known, spot: TomlSpot) -> str:
    """Read a model: a path is seen from the file."""
    return seen_from(spot.path.parent, read_text(name, value, known, spot))


def read_loras(name: str, value: object, known: Known, spot: TomlSpot) -> list[str]:
    """Read one LoRA or several: FILE or FILE:WEIGHT, the files seen from the file."""
    files = [value] if isinstance(value, str) else value
    return [with_end_seen_from(spot.path.parent, text) for text in read_texts(name, files, known, spot)]


def with_end_seen_from(folder: Path, text: str) -> str:
    """Give the whole path of FILE or FILE:END that is there beside another."""
    file, colon, end = text.rpartition(":")
    whole = seen_from(folder, text)
    return whole if whole != text or not colon else f"{seen_from(folder, file)}:{end}"


def seen_from(folder: Path, text: str) -> str:
    """Give the whole path of a file that is there beside another; any other text as it is."""
    path = os.path.join(folder, os.path.expanduser(text))  # noqa: PTH111, PTH118 - which no text stops
    return path if text and os.path.exists(path) else text  # noqa: PTH110


def read_guide(name: str, value: object, known: Known, spot: TomlSpot) -> str:
    """Read how far a picture is directed."""
    return read_choice(name, read_text(name, value, known, spot), GUIDES, spot)


def read_likeness(name: str, value: object, known: Known, spot: TomlSpot) -> str:
    """Read how people hold to their portraits."""
    return read_choice(name, read_text(name, value, known, spot), LIKENESS_CHOICES, spot)


def read_net(name: str, value: object, known: Known, spot: TomlSpot) -> str:
    """Read a network: a name, a hub id, or a file seen from the file, with the map that it reads."""
    return with_end_seen_from(spot.path.parent, read_text(name, value, known, spot))


def read_number(name: str, value: object, known: Known, spot: TomlSpot) -> int | float:
    """Read a number within its limits."""
    limits = SHARE if name == "cfg_cutoff" else known.limits[name]
    is_whole = name not in ("guidance", "cfg_cutoff")
    if isinstance(value, bool) or not isinstance(value, int if is_whole else int | float):
        raise wrong(name, value, spot, "no whole number" if is_whole else "no number")
    if fault := limits.find_fault(name, value):
        raise spot.error(name, fault)
    return value if is_whole else float(value)


def read_size(name: str, value: object, known: Known, spot: TomlSpot) -> tuple[int, int]:
    """Read "1344x768" or [1344, 768]."""
    parts = re.fullmatch(r"\s*(\d{1,9})\s*[x×X*]\s*(\d{1,9})\s*", value) if isinstance(value, str) else None
    pair = [int(parts[1]), int(parts[2])] if parts else value
    if not isinstance(pair, list) or len(pair) != len(("width", "height")):
        raise wrong(name, value, spot, "no width and height")
    for side, pixels in zip(("width", "height"), pair, strict=True):
        if isinstance(pixels, bool) or not isinstance(pixels, int):
            raise wrong(name, value, spot, "no width and height")
        if fault := known.limits[side].find_fault(side, pixels):
            raise spot.error(name, fault)
    return pair[0], pair[1]


def read_count(name: str, value: object, _: Known, spot: TomlSpot) -> int:
    """Read how many blank lines."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong(name, value, spot, "no whole number")
    if fault := BLANK_LINES.find_fault(name, value):
        raise spot.error(name, fault)
    return value


def read_switch(name: str, value: object, _: Known, spot: TomlSpot) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise wrong(name, value, spot, "neither true nor false")
    return value


READERS: Mapping[str, Callable[[str, Any, Known, TomlSpot], Any]] = {
    "text": read_text,
    "texts": read_texts,
    "language": read_language,
    "engine": read_engine,
    "style": read_style,
    "model": read_model,
    "lora": read_loras,
    "number": read_number,
    "size": read_size,
    "count": read_count,
    "switch": read_switch,
    "guide": read_guide,
    "likeness": read_likeness,
    "net": read_net,
    "places": lambda _name, value, _known, spot: read_places(value, spot),
}
