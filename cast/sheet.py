"""Read the author's `characters.toml`: looks from a given scene on, which take precedence over the rules."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from errors import NovelError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TEXT_KEYS = ("name", "gender", "age", "look", "outfit")
PERSON_KEYS = (*TEXT_KEYS, "aliases", "from")
CHANGE_KEYS = ("chapter", "scene", "gender", "age", "look", "outfit")
GENDERS = ("", "female", "male")


@dataclass(frozen=True, slots=True)
class SheetChange:
    """What changes from a scene on; None keeps the value before."""

    chapter: int
    scene: int = 1
    gender: str | None = None
    age: str | None = None
    look: str | None = None
    outfit: str | None = None


@dataclass(frozen=True, slots=True)
class SheetPerson:
    """One table of the sheet; empty text means that the rules decide."""

    key: str  # the table's name
    name: str
    aliases: tuple[str, ...] = ()
    gender: str = ""
    age: str = ""
    look: str = ""
    outfit: str = ""
    changes: tuple[SheetChange, ...] = ()  # in the order of the book

    def at(self, chapter: int, scene: int) -> SheetPerson:
        """Give the person's values in this scene."""
        person = self
        for change in self.changes:
            if (change.chapter, change.scene) <= (chapter, scene):
                fields = {key: getattr(change, key) for key in ("gender", "age", "look", "outfit")}
                person = replace(person, **{key: value for key, value in fields.items() if value is not None})
        return person


@dataclass(frozen=True, slots=True)
class CastSheet:
    """The contents of `characters.toml`; without people where there is no such file."""

    people: tuple[SheetPerson, ...] = ()


def read_cast_sheet(path: Path) -> CastSheet:
    """Read the author's cast sheet; a missing file is an empty sheet, a faulty one raises NovelError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return CastSheet()
    except UnicodeDecodeError as error:
        raise NovelError(f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8.") from error
    except OSError as error:
        raise NovelError(f"{path}: cannot be read ({error.strerror}); give another file with --cast.") from error
    return parse_cast_sheet(text, str(path))


def parse_cast_sheet(text: str, file: str) -> CastSheet:
    """Parse the sheet's TOML into people; raises NovelError with the line and what to write instead."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NovelError(
            f'{file}: {error}; each person is a table like [emma] with lines like name = "Emma".'
        ) from error
    return CastSheet(tuple(read_person(key, table, Place(file, text, key)) for key, table in tables.items()))


@dataclass(frozen=True, slots=True)
class Place:
    """The position in the file that an error message points to."""

    file: str
    text: str
    table: str

    def error(self, key: str, problem: str) -> NovelError:
        """Make the error message, with the line of the key."""
        return NovelError(f"{self.file}, line {self._line(key)}: [{self.table}] {problem}")

    def _line(self, key: str) -> int:
        lines = self.text.splitlines()
        header = re.compile(rf"\s*\[+\s*[\"']?{re.escape(self.table)}\b")
        first = next((number for number, line in enumerate(lines) if header.match(line)), 0)
        wanted = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*(=|\])")
        return next((number for number in range(first, len(lines)) if wanted.match(lines[number])), first) + 1


def read_person(key: str, table: Any, place: Place) -> SheetPerson:  # noqa: ANN401 - TOML values
    """Read one person of the sheet; raises NovelError for a faulty value."""
    if not isinstance(table, dict):
        raise place.error(key, f'is a value, not a person; write [{key}] on a line of its own and name = "…" below.')
    refuse_unknown(table, PERSON_KEYS, place)
    texts = {field: read_text(table, field, place) or "" for field in TEXT_KEYS}
    check_gender(texts["gender"], place)
    aliases = table.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise place.error(
            "aliases", f'aliases is {aliases!r}; write a list of names, like aliases = ["Em", "Mrs. Hale"].'
        )
    changes = table.get("from", [])
    if not isinstance(changes, list):
        raise place.error(
            "from", f"from is {changes!r}; write [[{key}.from]] on a line of its own with chapter = 3 below."
        )
    texts["name"] = texts["name"] or key.replace("_", " ").replace("-", " ").title()
    ordered = sorted(
        (read_change(change, place) for change in changes), key=lambda change: (change.chapter, change.scene)
    )
    return SheetPerson(key=key, aliases=tuple(aliases), changes=tuple(ordered), **texts)


def read_change(table: Any, place: Place) -> SheetChange:  # noqa: ANN401 - TOML values
    """Read one change of looks, with the chapter and scene from which it holds."""
    if not isinstance(table, dict):
        raise place.error(
            "from", f"from holds {table!r}; each change is [[{place.table}.from]] with chapter = 3 below."
        )
    refuse_unknown(table, CHANGE_KEYS, place)
    if "chapter" not in table:
        raise place.error("from", "a change without its chapter; add a line like chapter = 3.")
    check_gender(read_text(table, "gender", place) or "", place)
    return SheetChange(
        chapter=read_number(table, "chapter", place),
        scene=read_number(table, "scene", place),
        **{key: read_text(table, key, place) for key in ("gender", "age", "look", "outfit")},
    )


def refuse_unknown(table: Mapping[str, Any], known: tuple[str, ...], place: Place) -> None:
    """Raise NovelError for an unknown setting, naming the known ones."""
    for key in table:
        if key not in known:
            asked = did_you_mean(key, known, "")
            raise place.error(key, f"has no setting called {key}; {asked}there are {', '.join(known)}.")


def read_text(table: Mapping[str, Any], key: str, place: Place) -> str | None:
    """Read a text on one line, None if it is not set."""
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise place.error(key, f'{key} is {value!r}; write it in quotation marks, like {key} = "…".')
    return " ".join(value.split()) if value is not None else None


def read_number(table: Mapping[str, Any], key: str, place: Place) -> int:
    """Read a whole number, 1 if it is not set."""
    value = table.get(key, 1)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise place.error(key, f"{key} is {value!r}; write a whole number, like {key} = 3.")
    return value


def check_gender(gender: str, place: Place) -> None:
    """Raise NovelError for a gender that the rules do not know."""
    if gender not in GENDERS:
        raise place.error("gender", f'gender is "{gender}"; write "female" or "male", or leave it empty.')
