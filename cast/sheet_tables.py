"""The tables of `characters.toml` in, plain values out; a fault is said with its line and what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from errors import NovelError, nearest
from toml_lines import find_line
from typed import shown
from untrusted import DocumentError, parse_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from records import Key

LOOKS = ("gender", "age", "look", "hair", "outfit")
CHANGE_KEYS = ("chapter", "scene", *LOOKS, "portrait")
WHERE = re.compile(r" \(at line \d+(?:, column \d+)?(?:, the end)?\)")
TWICE = ("Cannot overwrite a value", "this key stands twice in its table")
GENDERS = ("", "female", "male")
# What an author may write for a key or a gender, for which no spelling is near.
MEANT = {
    "clothes": "outfit", "clothing": "outfit", "coat": "outfit", "dress": "outfit", "wears": "outfit",
    "sex": "gender", "pronouns": "gender", "years": "age", "looks": "look", "appearance": "look",
    "picture": "portrait", "image": "portrait", "face": "portrait", "photo": "portrait",
    "description": "look", "nickname": "aliases", "nicknames": "aliases", "changes": "from", "since": "from",
    "f": "female", "woman": "female", "girl": "female", "she": "female", "w": "female", "lady": "female",
    "m": "male", "man": "male", "boy": "male", "he": "male",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """The position in the file that an error message points to."""

    file: str
    text: str
    table: str
    change: int = 0  # which of the table's [[….from]], from 1; 0: the table itself

    def error(self, key: str, problem: str) -> NovelError:
        """Make the error message, with the line of the key."""
        return NovelError(f"{self.file}, line {self.line_of(key)}: [{self.table}] {problem}")

    def line_of(self, key: str) -> int:
        """Give the line of a key, else that of its table, from 1."""
        change = ("from", self.change - 1) if self.change else ()
        return find_line(self.text, [self.table, *change, *([key] if key else [])])


def load_sheet(text: str, file: str) -> dict[str, Any]:
    """Parse the TOML; raises NovelError with its line."""
    try:
        return parse_toml(text)
    except DocumentError as error:
        where = f"{file}, line {error.line}" if error.line else file
        said = WHERE.sub("", str(error)).replace(*TWICE)
        raise NovelError(
            f'{where}: {said}; each person is a table like [emma] with lines like name = "Emma".'
        ) from error


def refuse_unknown(table: Mapping[str, Any], known: tuple[str, ...], place: Place) -> None:
    """Raise NovelError for an unknown setting, naming the nearest known one and all of them."""
    for key in table:
        if key not in known:
            asked = f"did you mean {meant}? " if (meant := what_is_meant(key, known)) else ""
            raise place.error(key, f"has no setting called {key}; {asked}there are {', '.join(known)}.")


def what_is_meant(word: str, known: tuple[str, ...]) -> str:
    """Give the known word that was meant, by its sense or its spelling; "" where none is near."""
    meant = MEANT.get(word.lower(), "")
    return meant if meant and meant in known else nearest(word, [each for each in known if each])


def read_aliases(table: Mapping[str, Any], place: Place) -> tuple[str, ...]:
    """Read a person's other names; raises NovelError where they are no list of texts."""
    aliases = table.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise place.error(
            "aliases", f'aliases is {shown(aliases)}; write a list of names, like aliases = ["Em", "Mrs. Hale"].'
        )
    return tuple(" ".join(alias.split()) for alias in aliases if alias.strip())


def read_looks(table: Mapping[str, Any], place: Place, opening: Key) -> dict[Key, dict[str, str]]:
    """Read a person's values by the scene from which they hold: `opening` for those of the table itself."""
    changes = table.get("from", [])
    if not isinstance(changes, list):
        raise place.error(
            "from",
            f"from is {shown(changes)}; write [[{place.table}.from]] on a line of its own with chapter = 3 below.",
        )
    looks = {opening: read_values(table, place)}
    for number, change in enumerate(changes, 1):
        start, values = read_change(change, Place(place.file, place.text, place.table, number))
        looks[start] = looks.get(start, {}) | values
    return looks


def read_change(table: Any, place: Place) -> tuple[Key, dict[str, str]]:  # noqa: ANN401 - TOML values
    """Read one change of looks: the chapter and scene from which it holds, and what changes."""
    if not isinstance(table, dict):
        raise place.error(
            "from", f"from holds {shown(table)}; each change is [[{place.table}.from]] with chapter = 3 below."
        )
    refuse_unknown(table, CHANGE_KEYS, place)
    if "chapter" not in table:
        raise place.error("from", "a change without its chapter; add a line like chapter = 3.")
    return (read_number(table, "chapter", place), read_number(table, "scene", place)), read_values(table, place)


def read_values(table: Mapping[str, Any], place: Place) -> dict[str, str]:
    """Read what is set of somebody's looks."""
    values = {what: value for what in LOOKS if (value := read_text(table, what, place)) is not None}
    if (gender := values.get("gender", "")) not in GENDERS:
        meant = what_is_meant(gender, GENDERS)
        choice = (
            f'did you mean "{meant}"? Or leave it empty' if meant else 'write "female" or "male", or leave it empty'
        )
        raise place.error("gender", f'gender is "{gender}"; {choice}.')
    return values


def read_text(table: Mapping[str, Any], key: str, place: Place) -> str | None:
    """Read a text on one line, None if it is not set."""
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise place.error(key, f'{key} is {shown(value)}; write it in quotation marks, like {key} = "…".')
    return " ".join(value.split()) if value is not None else None


def read_number(table: Mapping[str, Any], key: str, place: Place) -> int:
    """Read a whole number, 1 if it is not set."""
    value = table.get(key, 1)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise place.error(key, f"{key} is {shown(value)}; write a whole number, like {key} = 3.")
    return value
