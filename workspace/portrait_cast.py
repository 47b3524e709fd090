"""Readings and the author's sheet in, whose portraits are drawn out: who carries the book, and who changes in it.

A person has one portrait from the first, one more from where the text tells another age, and one from each
`[[….from]]` in which the author herself changes age, look or clothes. What the text alone says of clothes changes too
often for portraits; there words do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cast.sheet import Marked, marks_of
from cast.sheet_memory import FROM_THE_FIRST
from errors import UsageError, did_you_mean
from workspace.cast_report import gather_portraits, unique_keys
from workspace.identity import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cast.sheet import CastSheet, SheetPerson
    from cast.sheet_portraits import ShownPerson
    from records import Key, Person, SceneReading
    from workspace.cast_report import Portrait

NEVER = (10**9, 0)  # a scene after all others
MOST = 12  # people whose portraits are drawn unless they are asked for by name
STEM = re.compile(r"(?P<who>.+?)_from_(?P<chapter>\d{1,9})(?:-(?P<scene>\d{1,9}))?")


@dataclass(frozen=True, slots=True)
class PortraitSitter:
    """Somebody as a portrait is to show them."""

    stem: str  # of the portraits' files: "emma", "emma_from_12"
    name: str
    start: Key  # the scene from which they look so; FROM_THE_FIRST
    person: Person  # as they look then


@dataclass(slots=True)
class Sighted:
    """Where somebody of the book is seen."""

    portrait: Portrait
    stem: str
    seen: list[tuple[Key, Person]] = field(default_factory=list)  # where they are bodily there
    led: int = 0  # scenes
    own: SheetPerson | None = None  # what the author says of them
    is_shown: bool = False  # whether her sheet names a picture of them

    @property
    def is_leading(self) -> bool:
        """Whether they lead a scene, or the author says something of them herself."""
        return self.led > 0 or self.own is not None


def gather_cast(keys: Sequence[Key], readings: Sequence[SceneReading], sheet: CastSheet) -> list[Sighted]:
    """Gather everybody with a name who is there in a scene."""
    portraits = gather_portraits(keys, readings)
    known = name_stems(portraits, sheet)
    own, shown = (Marked(person.marks for person in people) for people in (sheet.people, sheet.shown))
    found: dict[str, Sighted] = {}
    for portrait in portraits:
        marks = marks_of((portrait.name, *portrait.aliases))
        said = own.first(marks)
        one = Sighted(portrait, known[portrait.name], own=None if said is None else sheet.people[said])
        one.is_shown = shown.first(marks) is not None
        found[portrait.name] = one
    for key, reading in zip(keys, readings, strict=True):
        for person in reading.drawn:
            if person.name in found:
                found[person.name].seen.append((key, person))
                found[person.name].led += person.presence == "lead"
    return list(found.values())


def name_stems(portraits: Sequence[Portrait], sheet: CastSheet) -> dict[str, str]:
    """Give everybody's stem of file names: the key of their table, or the one that --write-cast would give it."""
    people: list[ShownPerson | SheetPerson] = [*sheet.shown, *sheet.people]
    marked = Marked(person.marks for person in people)
    stems = dict(zip((portrait.name for portrait in portraits), unique_keys(portraits), strict=True))
    for portrait in portraits:
        number = marked.first(marks_of((portrait.name, *portrait.aliases)))
        if number is not None:
            stems[portrait.name] = people[number].key
    return {name: stem_of(key) for name, key in stems.items()}


def stem_of(key: str) -> str:
    """Make a file name's stem of a table's name."""
    return "_".join(filter(None, map(slug, re.split(r"[\W_]+", key)))) or "person"


def choose_sitters(cast: Sequence[Sighted], asked: Sequence[str]) -> list[PortraitSitter]:
    """Choose who sits for portraits: those who are `asked` for, else the leading people, MOST at most.

    Whom the author's sheet names a picture of need none but by name. Raises UsageError for a name that nobody has.
    """
    if asked:
        return [sitter for word in asked for sitter in find_asked(cast, word)]
    leading = sorted(filter(lambda one: one.is_leading, cast), key=lambda one: (-one.led, -len(one.seen)))
    return [sitter for one in leading[:MOST] if not one.is_shown for sitter in list_sitters(one)]


def find_asked(cast: Sequence[Sighted], word: str) -> list[PortraitSitter]:
    """Find whom a word of the command line means: emma, Emma Corrie, or emma_from_12 as she looks from there on."""
    later = STEM.fullmatch(word)
    one = find_person(cast, later["who"] if later else word)
    return [sit(one, read_start(word)[1])] if later else list_sitters(one)


def find_person(cast: Sequence[Sighted], word: str) -> Sighted:
    """Find somebody by table, name or alias; raises UsageError with those there are."""
    for one in cast:
        names = (one.stem, one.portrait.name, *one.portrait.aliases)
        if word.casefold() in map(str.casefold, names):
            return one
    stems = [one.stem for one in cast]
    there = f"there are {', '.join(stems)}" if stems else "nobody with a name is there"
    raise UsageError(f'--cast-portraits: nobody is called "{word}"; {did_you_mean(word, stems)}{there}.')


def list_sitters(one: Sighted) -> list[PortraitSitter]:
    """List the looks of one person of which portraits are drawn, the first and the later ones."""
    return [sit(one, start) for start in list_starts(one)]


def list_starts(one: Sighted) -> list[Key]:
    """List the scenes from which one person looks so that another portrait is drawn, the first among them."""
    return [FROM_THE_FIRST, *sorted({*list_ages(one), *list_changes(one.own)})]


def list_ages(one: Sighted) -> Iterator[Key]:
    """Yield the scenes from which the text tells another age."""
    age = ""
    for key, person in one.seen:
        if person.age and age and person.age != age:
            yield key
        age = person.age or age


def list_changes(own: SheetPerson | None) -> Iterator[Key]:
    """Yield the scenes from which the author herself changes how somebody looks."""
    looks: Mapping[Key, Mapping[str, str | None]] = own.looks if own else {}
    yield from (start for start, values in looks.items() if start != FROM_THE_FIRST and any(values.values()))


def sit(one: Sighted, start: Key) -> PortraitSitter:
    """Show somebody as they look from a scene on: as they are first seen then, in the first clothes that are told."""
    until = next((later for later in list_starts(one) if later > start), NEVER)
    seen = [person for key, person in one.seen if start <= key < until] or [one.seen[-1][1]]
    outfit = next((person.outfit for person in seen if person.outfit), "")
    look = seen[0].lasting or seen[0].look
    shown = replace(seen[0], look=look, outfit=outfit, presence="lead", doing="", holding="")
    return PortraitSitter(one.stem + say_start(start), one.portrait.name, start, shown)


def say_start(start: Key) -> str:
    """Say in a file name from which scene on somebody looks so; "" from the first."""
    chapter, scene = start
    if start == FROM_THE_FIRST:
        return ""
    return f"_from_{chapter}" + (f"-{scene}" if scene != 1 else "")


def read_start(stem: str) -> tuple[str, Key]:
    """Read whose portraits a stem is of, and from which scene on."""
    later = STEM.fullmatch(stem)
    if not later:
        return stem, FROM_THE_FIRST
    return later["who"], (int(later["chapter"]), int(later["scene"] or 1))
