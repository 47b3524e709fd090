"""Chapters parsed and scenes read, once for every text: what earlier runs kept of it, else as it is found now.

A reading's evidence is held as it is kept and unpacked where somebody looks at it: it takes most of the room.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, cast, get_type_hints

from manuscript.parsing import ParsedFile, parse_readable
from reading.book_looks import BookLooks, BookRead
from records import SceneReading
from scene_reader import read_book
from workspace.cache import digest, write_json
from workspace.cache_records import MisfitError, form_of, lay_out, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cast.sheet import CastSheet
    from manuscript.dialects import ReadableText
    from records import Scene
    from workspace.cache import Cache, Table
    from workspace.cache_records import Form

HEAVY = ("evidence", "weighed")
LIGHT = tuple(field.name for field in fields(SceneReading) if field.name not in HEAVY)
HINTS = get_type_hints(SceneReading)
READ_ERRORS = (ValueError, TypeError, KeyError, RecursionError)
BETWEEN = b"\t"  # parts of a reading; JSON holds no tab


# --- Chapters ---------------------------------------------------------------------------------------------------------


def make_parser(table: Table) -> Callable[..., ParsedFile]:
    """Make what parses a file of chapters, and remembers what it found."""

    def parse(readable: ReadableText, *, file: str, one_chapter: bool, blank_lines_break: int) -> ParsedFile:
        name = digest(repr((readable, file, one_chapter, blank_lines_break)))
        if kept := table.get_json(name):
            try:
                return replace(read(ParsedFile, kept), front=readable.front)
            except READ_ERRORS:
                pass
        found = parse_readable(readable, file=file, one_chapter=one_chapter, blank_lines_break=blank_lines_break)
        table.put_json(name, lay_out(replace(found, front=type(found.front)())))
        return found

    return parse


# --- Readings ---------------------------------------------------------------------------------------------------------


class Packed(Mapping[str, Any]):
    """A table of a reading, unpacked where somebody looks at it."""

    __slots__ = ("content", "name")

    def __init__(self, name: str, content: bytes) -> None:
        """Hold a packed reading, and which of its fields this is."""
        self.name = name
        self.content = content

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401
        """Look at one slot."""
        return unpack(self.name, self.content)[key]

    def __iter__(self) -> Iterator[str]:
        """Go through the slots."""
        return iter(unpack(self.name, self.content))

    def __len__(self) -> int:
        """Count the slots."""
        return len(unpack(self.name, self.content))

    def __repr__(self) -> str:
        """Show what is in it."""
        return repr(unpack(self.name, self.content))

    def __str__(self) -> str:
        """Give the JSON."""
        return part_of(self.name, self.content).decode("utf-8", "surrogatepass")


def part_of(name: str, content: bytes) -> bytes:
    """Cut a field out of a packed reading."""
    return content.split(BETWEEN)[1 + HEAVY.index(name)]


@lru_cache(maxsize=8)
def unpack(name: str, content: bytes) -> Mapping[str, Any]:
    """Unpack a field; nothing is in one that is spoilt."""
    try:
        return cast("Mapping[str, Any]", form_of(HINTS[name]).read(json.loads(part_of(name, content))))
    except READ_ERRORS:
        return {}


def pack_reading(reading: SceneReading) -> bytes:
    """Pack a reading: what is asked of every scene, then its evidence."""
    return BETWEEN.join((pack_light(reading), *(pack_field(reading, name) for name in HEAVY)))


def pack_light(reading: SceneReading) -> bytes:
    """Pack what is asked of every scene."""
    values = zip(light_forms(), attrgetter(*LIGHT)(reading), strict=True)
    return write_json([form.lay_out(value) if form.lay_out else value for form, value in values])


def pack_field(reading: SceneReading, name: str) -> bytes:
    """Pack one of the other fields."""
    value, form = getattr(reading, name), form_of(HINTS[name])
    if type(value) is Packed:
        return part_of(name, value.content)
    return write_json(form.lay_out(value) if form.lay_out else value)


@lru_cache(maxsize=1)
def light_forms() -> Sequence[Form]:
    """Find the forms of what is asked of every scene."""
    return [form_of(HINTS[name]) for name in LIGHT]


def unpack_reading(content: bytes) -> SceneReading:
    """Unpack a reading, its evidence only where it is looked at; raises ValueError where it is none."""
    light, *heavy = content.split(BETWEEN)
    if len(heavy) != len(HEAVY):
        raise MisfitError
    return SceneReading(**read_light(json.loads(light)), **packed_parts(content))


def read_light(values: object) -> dict[str, Any]:
    """Read what is asked of every scene; raises MisfitError where it is something else."""
    if type(values) is not list or len(values) != len(LIGHT):
        raise MisfitError
    return {name: form.read(value) for name, form, value in zip(LIGHT, light_forms(), values, strict=True)}


def packed_parts(content: bytes) -> dict[str, Any]:
    """Give the fields that a packed reading unpacks later."""
    return {name: Packed(name, content) for name in HEAVY}


@dataclass(frozen=True, slots=True)
class LateLooks:
    """The looks of a book, followed through it where somebody asks for them."""

    find: Callable[[], BookLooks]

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        """Ask the looks."""
        return getattr(self.find(), name)


def read_kept_book(scenes: Sequence[Scene], sheet: CastSheet, cache: Cache, told: str, *, is_english: bool) -> BookRead:
    """Read every scene of a novel as `read_book` does, or find how an earlier run read the very same ones.

    `told` is the digest of the book.
    """
    table = cache.table("readings", told)
    kept = [table.get(str(number)) for number in range(len(scenes))]
    if all(kept):
        try:
            readings = tuple(map(unpack_reading, kept))
        except READ_ERRORS:
            pass
        else:
            looks = LateLooks(lru_cache(maxsize=1)(lambda: read_book(scenes, sheet, is_english=is_english).looks))
            return BookRead(readings, cast("BookLooks", looks))
    book = read_book(scenes, sheet, is_english=is_english)
    packed = []
    for number, reading in enumerate(book.readings):
        content = pack_reading(reading)
        table.put(str(number), content)
        packed.append(replace(reading, **packed_parts(content)))
    return BookRead(tuple(packed), book.looks)


def digest_book(scenes: Sequence[Scene], sheet: CastSheet, *, is_english: bool) -> str:
    """Digest everything that the readings of a book depend on besides the program."""
    told = [write_json(lay_out(scene)) for scene in scenes]
    return digest(repr(canonical(sheet)), str(is_english), *told)


def canonical(value: Any) -> Any:  # noqa: ANN401  any record
    """Give a record in one form, however its sets and tables are ordered."""
    if isinstance(value, frozenset | set):
        return ("set", *sorted(map(repr, map(canonical, value))))
    if isinstance(value, Mapping):
        return ("table", *sorted(repr((canonical(key), canonical(one))) for key, one in value.items()))
    if isinstance(value, tuple | list):
        return (type(value).__name__, *map(canonical, value))
    if hasattr(value, "__dataclass_fields__"):
        return (type(value).__name__, *(canonical(getattr(value, field.name)) for field in fields(value)))
    return value
