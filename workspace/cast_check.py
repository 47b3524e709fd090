"""Portraits and the author's sheet in, what is open or contradicts itself out, a sentence each."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from cast.sheet import Marked, marks_of
from english.lexicon import lexicon
from english.words import person_nouns
from reading.author_looks import shows_hair
from reading.looks import features
from workspace.identity import say_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cast.sheet import CastSheet, SheetPerson
    from records import Key
    from workspace.cast_report import Portrait

# Words for one and the same hair or age, as one book may have them; what is in no row contradicts all others.
HAIR = (
    frozenset(("black", "dark", "raven", "jet")),
    frozenset(("brown", "dark", "chestnut", "auburn", "hazel")),
    frozenset(("red", "auburn", "ginger", "copper", "coppery", "chestnut", "orange", "rusty")),
    frozenset(("blond", "blonde", "fair", "golden", "gold", "yellow", "sandy", "flaxen", "straw")),
    frozenset(("gray", "grey", "white", "silver", "silvery", "grizzled")),
)
AGES = {
    "a child": frozenset(("child",)),
    "young": frozenset(("young", "youthful", "teenage", "teenager")),
    "middle-aged": frozenset(("middle-aged",)),
    "old": frozenset(("old", "elderly", "aged", "ancient")),
}
SAME = {"hair": HAIR, "age": (frozenset(("a child", "young")),)}
SHOWN_SCENES = 6  # that are named of many


def check_cast(portraits: Sequence[Portrait], sheet: CastSheet, scenes: Sequence[Key]) -> list[str]:
    """List what is open about the people who are drawn and what contradicts itself, in the text and in the sheet."""
    own = said_of(portraits, sheet)
    about = (
        sentence
        for portrait in portraits
        for sentence in (*missing(portrait), *contradictions(portrait, settled(own.get(portrait.name))))
    )
    return [*about, *unheard(portraits, sheet, scenes)]


def said_of(portraits: Sequence[Portrait], sheet: CastSheet) -> dict[str, SheetPerson]:
    """Find the author's own words about everybody, by name."""
    tables = Marked(person.marks for person in sheet.people)
    found = {portrait.name: tables.first(names_of(portrait)) for portrait in portraits}
    return {name: sheet.people[number] for name, number in found.items() if number is not None}


def names_of(portrait: Portrait) -> set[str | int]:
    """Give the marks by which a table is somebody's."""
    return marks_of((portrait.name, *portrait.aliases))


def settled(person: SheetPerson | None) -> frozenset[str]:
    """Give of hair and age what the author has decided herself."""
    said = {what for values in person.looks.values() for what, value in values.items() if value} if person else set()
    return frozenset(said | ({"hair", "age"} if "look" in said else set()))


def missing(portrait: Portrait) -> Iterator[str]:
    """Yield what neither text nor sheet tells of somebody, with the scenes for which it is open."""
    if not portrait.is_human:
        return
    known = {
        "gender": portrait.told("gender"),
        "age": portrait.told("age"),
        "hair": any(shows_hair(values.get("look", "")) for values in portrait.looks.values()),
    }
    lacking = [what for what, is_known in known.items() if not is_known]
    everywhere = [*lacking, *(["clothes"] if len(portrait.bare) == len(portrait.scenes) else [])]
    if everywhere:
        yield f"{portrait.name} (drawn in {say_scenes(portrait.scenes)}): nothing tells {' or '.join(everywhere)}."
    if 0 < len(portrait.bare) < len(portrait.scenes):
        yield f"{portrait.name}: nothing tells clothes in {say_scenes(portrait.bare)}."


def say_scenes(keys: Sequence[Key]) -> str:
    """Write scenes the way --scenes takes them: "1:1-3 2:4", many cut short."""
    runs: list[list[Key]] = []
    for _, chapter in groupby(sorted(set(keys)), key=lambda key: key[0]):
        for _, run in groupby(enumerate(chapter), key=lambda pair: pair[1][1] - pair[0]):
            runs.append([key for _, key in run])
    said = [say_key(run[0]) + (f"-{run[-1][1]}" if len(run) > 1 else "") for run in runs]
    more = sum(map(len, runs[SHOWN_SCENES:]))
    return " ".join(said[:SHOWN_SCENES]) + (f" and {more} more" if more else "")


def contradictions(portrait: Portrait, decided: frozenset[str]) -> Iterator[str]:
    """Yield each thing that the text states in two ways and the author has not decided."""
    aging = sum("age" in values for values in portrait.looks.values()) > 1  # the book follows somebody for years
    stated = {"hair": hair_colors(portrait), "age": {} if aging else ages(portrait)}
    for feature, statements in stated.items():
        if feature not in decided and len(statements) > 1 and differ(list(statements), feature):
            said = ", ".join(f'"{value}" in {say_scenes(keys)}' for value, keys in statements.items())
            yield f"{portrait.name}: {len(statements)} statements about {feature}: {said}."


def differ(values: Sequence[str], feature: str) -> bool:
    """Whether words cannot all be said of one person: "dark" and "brown" hair can."""
    return not any(row.issuperset(values) for row in SAME[feature])


def hair_colors(portrait: Portrait) -> dict[str, list[Key]]:
    """Gather the colors of the hair, and where each is stated; not those of what is worn in it."""
    colors = set(lexicon().prompt_words.words.colors).union(*HAIR)
    found: dict[str, list[Key]] = defaultdict(list)
    for key, fact in portrait.facts:
        *before, noun = re.findall(r"[a-z]+", fact.lower()) or [""]
        named = [word for word in before if word in colors]
        if features().get(noun) == "hair" and named:
            found["gray" if named[-1] == "grey" else named[-1]].append(key)  # "dark red hair" is red
    return dict(found)


def ages(portrait: Portrait) -> dict[str, list[Key]]:
    """Gather the ages that are stated of the person, and where; an old coat is none."""
    found: dict[str, list[Key]] = defaultdict(list)
    for key, fact in portrait.facts:
        *before, last = fact.lower().split() or [""]
        said = {*before, last} if last in person_nouns() else {last} if not before else set()
        for age, words in AGES.items():
            if not words.isdisjoint(said):
                found[age].append(key)
    return dict(found)


def unheard(portraits: Sequence[Portrait], sheet: CastSheet, scenes: Sequence[Key]) -> Iterator[str]:
    """Yield what the sheet says of nobody, or for scenes that the book does not have."""
    drawn, there = Marked(map(names_of, portraits)), set(scenes)
    chapters, last = {chapter for chapter, _ in scenes}, max(scenes, default=(0, 0))
    for person in sheet.people:
        if drawn.first(person.marks) is None:
            yield f"[{person.key}] of the sheet: nobody called {person.name} is drawn in any scene."
        for start in person.looks:
            if start[0] and start not in there and (start[0] not in chapters or start > last):
                yield f"[{person.key}] of the sheet: from {say_key(start)} on, and the book has no such scene."
