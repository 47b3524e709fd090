"""The table [scene] of a prompt file: what the author says of a scene, checked key by key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from english.lexicon import lexicon
from errors import nearest
from toml_lines import find_line
from workspace.correction_people import read_people, say_people
from workspace.correction_values import (
    CorrectionError,
    plain,
    read_list,
    read_mood,
    read_shot,
    read_text,
    read_time,
    read_weathers,
    read_yes,
    say,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Corrections = Mapping[str, Any]  # by KEYS in their order, plain JSON values; none is what the author leaves open

READERS: Mapping[str, Callable[[str, object], Any]] = {
    "place": read_text,
    "interior": read_yes,
    "time": read_time,
    "weather": read_weathers,
    "mood": read_mood,
    "shot": read_shot,
    "lead": read_text,
    "people": read_people,
    "action": read_text,
    "props": read_list,
    "nobody": read_yes,
}
KEYS = tuple(READERS)
EMPTY_SAYS_NONE = ("weather", "props")  # an empty value is a clear sky, no things; of any other key: nothing said
ELSEWHERE = {  # what an author may look for here, and where it is
    **dict.fromkeys(("prompt", "negative_prompt", "seed"), "change it at the top of the prompt file"),
    **dict.fromkeys(("steps", "guidance", "width", "height", "model"), "write it at the top of the prompt file"),
    "negative": "give --negative with --scenes",
    "style": "give --style with --scenes",
}
AGAINST_NOBODY = ("lead", "people", "action")


def read_corrections(table: object) -> Corrections:
    """Check a [scene] table and give what it says; raises CorrectionError for an unknown key or an impossible value."""
    if not isinstance(table, dict):
        raise CorrectionError("scene", f'scene is {say(table)}, not a table: write [scene] and below it place = "…".')
    said = {}
    for key, value in table.items():
        if key not in READERS:
            raise unknown_key(key)
        if (found := read_correction(key, value)) is not None:
            said[key] = found
    against = [key for key in AGAINST_NOBODY if key in said]
    if "nobody" in said and against:
        raise CorrectionError("nobody", f"nobody and {against[0]} exclude each other: keep one of them.")
    return {key: said[key] for key in KEYS if key in said}


def read_correction(key: str, value: object) -> Any:  # noqa: ANN401  text, truth, list
    """Read the value of one key; None where it says nothing. Raises CorrectionError."""
    if isinstance(value, str) and not plain(value):
        return [] if key in EMPTY_SAYS_NONE else None
    found = READERS[key](key, value)
    if key == "lead" and not found:
        raise CorrectionError(key, f"lead is {say(value)}: where nobody is to be drawn, say nobody = true.", str(value))
    return None if key == "nobody" and not found else found


def unknown_key(key: str) -> CorrectionError:
    """Say that there is no such key, and which is meant."""
    if key in ELSEWHERE:
        return CorrectionError(key, f"{key} is nothing that a scene shows: {ELSEWHERE[key]}.", key)
    meant = lexicon().corrections.keys.get(key.lower().replace("_", " ")) or nearest(key, KEYS)
    hint = f"did you mean {meant}?" if meant else f"there are {', '.join(KEYS)}."
    return CorrectionError(key, f"there is no {key} to correct: {hint}", key)


def say_fault(path: Path, text: str, error: CorrectionError) -> str:
    """Put a fault of a file's [scene] table into a sentence with file and line."""
    keys = ("scene",) if error.key == "scene" else ("scene", error.key)
    return f"{path}, line {find_line(text, keys, error.word)}: {error}"


def say_correction(key: str, value: Any) -> str:  # noqa: ANN401
    """Write one correction for its reader: place = "van", interior = yes."""
    text = say_value(key, value)
    return f"{key} = {text}" if isinstance(value, bool) else f'{key} = "{text}"'


def say_value(key: str, value: Any) -> str:  # noqa: ANN401
    """Write the value of one correction as `--correct` takes it: van, yes, rain, Emma; two guards."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if key == "people":
        return say_people(value)
    return (", ".join(value) if isinstance(value, list) else value) or "none"
