"""What earlier command lines gave a scene: kept in its prompt file, until the author sets the same herself there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sdxl.guides import GUIDES, LIKENESS_CHOICES
from typed import Reader, WrongValue, a_flag, a_text, finite, list_of, one_of, shown, whole
from workspace.engine_reads import file_key
from workspace.run_settings import BROUGHT, GIVEN_KEYS

if TYPE_CHECKING:
    import tomlkit.items

    from errors import Limits

READERS: Mapping[str, Reader[Any]] = {  # of each of GIVEN_KEYS; the limits of numbers come besides
    **dict.fromkeys(("steps", "width", "height", "seed"), whole(0, 2**63 - 1)),
    "guidance": finite(0, 10**6),
    "cfg_cutoff": finite(0, 1),
    **dict.fromkeys(("model", "style", "negative", "guide_net", "likeness_net"), a_text),
    "lora": list_of(a_text),
    **dict.fromkeys(("fp16_accumulation", "faces"), a_flag),
    "guide": one_of(*GUIDES),
    "likeness": one_of(*LIKENESS_CHOICES),
}
GIVEN, OVER = "given", "given_over"  # keys of [generated]


@dataclass(frozen=True, slots=True)
class Remembered:
    """Settings of earlier command lines, and the author's own values that they were given over."""

    given: Mapping[str, Any]  # by GIVEN_KEYS
    over: Mapping[str, Any]  # by the keys of a prompt file

    def kept(self, edits: Mapping[str, Any]) -> dict[str, Any]:
        """Give what still counts: what the author has not edited since in the prompt file."""
        return {
            key: value
            for key, value in self.given.items()
            if key in GIVEN_KEYS and self.over.get(file_key(key)) == edits.get(file_key(key))
        }

    def fresh(self, edits: Mapping[str, Any]) -> frozenset[str]:
        """Name what the author edited in the prompt file since: no preset of an earlier command line wins over that."""
        return frozenset(key for key in BROUGHT if key in edits and self.over.get(key) != edits[key])


NOTHING = Remembered({}, {})


def remember(given: Mapping[str, Any], edits: Mapping[str, Any]) -> Remembered:
    """Remember settings, with the author's own values that they win over."""
    keys = (*given, *(BROUGHT if "model" in given else ()))
    return Remembered(dict(given), {name: edits[name] for key in keys if (name := file_key(key)) in edits})


def read_remembered(table: object) -> Remembered | None:
    """Read them from a [generated] table; None where it has none, as older versions wrote it."""
    given = table.get(GIVEN) if isinstance(table, Mapping) else None
    if not isinstance(table, Mapping) or not isinstance(given, Mapping):
        return None
    over = table.get(OVER)
    return Remembered(dict(given), dict(over) if isinstance(over, Mapping) else {})


def put_remembered(table: tomlkit.items.Table, remembered: Remembered) -> None:
    """Write them into a [generated] table, each on one line."""
    import tomlkit  # noqa: PLC0415 - only what writes files waits for it

    for key, values in ((GIVEN, remembered.given), (OVER, remembered.over)):
        if not values and key == OVER:
            table.pop(key, None)
            continue
        line = tomlkit.inline_table()
        line.update(values)
        table[key] = line


def find_given_fault(remembered: Remembered | None, limits: Mapping[str, Limits]) -> str:
    """Say in one sentence which remembered setting somebody has made impossible; "" where all are sound."""
    for key, value in remembered.given.items() if remembered else ():
        if key in GIVEN_KEYS and not is_sound(key, value, limits):
            return (
                f"given under [generated] says {key} = {shown(value)}, which cannot be; delete that, and give it again."
            )
    return ""


def is_sound(key: str, value: object, limits: Mapping[str, Limits]) -> bool:
    """Tell whether a setting can have a value."""
    try:
        found = READERS[key](key, value)
    except WrongValue:
        return False
    return not (key in limits and limits[key].find_fault(key, found))
