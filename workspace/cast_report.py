"""Readings in, a cast sheet out: who is in how many scenes, and every stated look with the scene that states it."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import tomlkit

from english.lexicon import lexicon
from workspace.identity import slug, words_of_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from records import Key, Person, SceneReading

HEAD = (
    "The cast, as the text tells it. Everything here is yours to change: your words win over the program's.",
    'An empty value ("") leaves it to the program. What is marked as invented is said nowhere in the book:',
    "it is proposed so that a person looks the same in every picture.",
)
SHOWN_FACTS = 12  # a person's statements that are listed


@dataclass(slots=True)
class Portrait:
    """What a book says of one person, gathered scene by scene."""

    name: str
    aliases: tuple[str, ...] = ()
    gender: str = ""
    age: str = ""
    look: str = ""
    scenes: list[Key] = field(default_factory=list)  # where they are bodily present
    facts: list[tuple[Key, str]] = field(default_factory=list)  # what is stated, and where
    outfits: list[tuple[Key, str]] = field(default_factory=list)  # each outfit from the scene on where it is first worn


def gather_portraits(keys: Iterable[Key], readings: Iterable[SceneReading]) -> list[Portrait]:
    """Gather what is said of everybody who has a name and is present in a scene, those in most scenes first."""
    found: dict[str, Portrait] = {}
    for key, reading in zip(keys, readings, strict=True):
        for person in reading.characters:
            if person.named:
                add_sighting(found.setdefault(person.name, Portrait(person.name)), key, person)
    present = [portrait for portrait in found.values() if portrait.scenes]
    return sorted(present, key=lambda portrait: -len(portrait.scenes))


def add_sighting(portrait: Portrait, key: Key, person: Person) -> None:
    """Add what one scene shows of a person."""
    portrait.aliases = tuple(dict.fromkeys((*portrait.aliases, *person.aliases)))
    portrait.gender = portrait.gender or person.gender
    portrait.age = portrait.age or person.age
    portrait.look = portrait.look or person.look
    portrait.facts += [(key, fact) for fact in person.facts]
    if person.is_drawn:
        portrait.scenes.append(key)
        if person.outfit and (not portrait.outfits or portrait.outfits[-1][1] != person.outfit):
            portrait.outfits.append((key, person.outfit))


def write_cast(portraits: Sequence[Portrait]) -> str:
    """Write the sheet's TOML."""
    document = tomlkit.document()
    for line in HEAD:
        document.add(tomlkit.comment(line))
    keys = unique_keys(portraits)
    for portrait, key in zip(portraits, keys, strict=True):
        document.add(tomlkit.nl())
        for line in describe(portrait):
            document.add(tomlkit.comment(line))
        document.add(key, person_table(portrait))
    return tomlkit.dumps(document)


def describe(portrait: Portrait) -> list[str]:
    """List in which scenes a person is, and what each says of their looks."""
    count = len(portrait.scenes)
    lines = [f"{portrait.name}: in {count} scene{'s' if count > 1 else ''}, first {say_key(portrait.scenes[0])}."]
    facts = list(dict.fromkeys((fact, say_key(key)) for key, fact in portrait.facts))
    said = [f'{where} "{fact}"' for fact, where in facts[:SHOWN_FACTS]]
    more = f", and {len(facts) - SHOWN_FACTS} more" if len(facts) > SHOWN_FACTS else ""
    return [*lines, *([f"Said: {', '.join(said)}{more}."] if said else ["Nothing is said of their looks."])]


def person_table(portrait: Portrait) -> tomlkit.items.Table:
    """Make one person's table; what is invented is marked."""
    table = tomlkit.table()
    table.add("name", portrait.name)
    table.add("aliases", list(portrait.aliases))
    table.add("gender", portrait.gender)
    table.add("age", portrait.age)
    look, outfit = proposed_look(portrait), proposed_outfit(portrait)
    table.add("look", look)
    if look != portrait.look:
        table["look"].comment("the hair is invented")
    table.add("outfit", outfit)
    if not portrait.outfits:
        table["outfit"].comment("invented")
    if changes := portrait.outfits[1:]:
        table.add("from", changes_array(changes))
    return table


def changes_array(changes: Iterable[tuple[Key, str]]) -> tomlkit.items.AoT:
    """Make the list of what is worn from which scene on."""
    array = tomlkit.aot()
    for (chapter, scene), outfit in changes:
        entry = tomlkit.table()
        entry.add("chapter", chapter)
        entry.add("scene", scene)
        entry.add("outfit", outfit)
        array.append(entry)
    return array


def proposed_look(portrait: Portrait) -> str:
    """Give the look as the text tells it, with hair where the text tells none."""
    noun = {"female": "woman", "male": "man"}.get(portrait.gender, "person")
    look = portrait.look or noun
    if re.search(r"hair|bald|plait|braid|curls|wig|blond|redhead|shaven", look):
        return look
    return f"{look}{' and ' if ' with ' in look else ' with '}{pick('hair', lexicon().invented_looks.hair, portrait)}"


def proposed_outfit(portrait: Portrait) -> str:
    """Give what is worn first, or something plain where the text is silent."""
    return portrait.outfits[0][1] if portrait.outfits else pick("outfit", lexicon().invented_looks.outfit, portrait)


def pick(what: str, by_gender: Mapping[str, Sequence[str]], portrait: Portrait) -> str:
    """Choose from a list by a hash of the name: always the same for one person, and varied between people."""
    choices = by_gender[portrait.gender or "other"]
    digest = hashlib.sha256(f"{what} {portrait.name}".encode("utf-8", "surrogatepass")).digest()
    return choices[digest[0] % len(choices)]


def unique_keys(portraits: Iterable[Portrait]) -> list[str]:
    """Make each person's table key from the first name; repeated names get a number."""
    keys: list[str] = []
    for portrait in portraits:
        base = slug(words_of_name(portrait.name)[0]) or "person"
        names = (base if number == 1 else f"{base}_{number}" for number in range(1, 10**9))
        keys.append(next(name for name in names if name not in keys))
    return keys


def say_key(key: Key) -> str:
    """Write a scene's key the way the author does."""
    return f"{key[0]}:{key[1]}"


# What a person has one of, by the words that name it in a stated fact; two different ones contradict each other.
AGE = re.compile(r"\b(child|teenage|teenager|young|middle-aged|elderly|old|in (?:his|her|their) \w+)\b")


def check_cast(portraits: Iterable[Portrait]) -> list[str]:
    """List the sheet's gaps and contradictions, a sentence each."""
    return [sentence for portrait in portraits for sentence in (*missing(portrait), *contradictions(portrait))]


def missing(portrait: Portrait) -> Iterator[str]:
    """Yield a sentence for each thing the text leaves open about somebody who is drawn."""
    where = f"{portrait.name} (in {len(portrait.scenes)} scenes)"
    lacking = [
        what
        for what, known in (
            ("gender", portrait.gender),
            ("age", portrait.age),
            ("hair", re.search(r"hair|bald|plait|braid|curls", portrait.look)),
            ("clothes", portrait.outfits),
        )
        if not known
    ]
    if lacking:
        yield f"{where}: the text does not tell {' or '.join(lacking)}."


def contradictions(portrait: Portrait) -> Iterator[str]:
    """Yield a sentence for each thing the text states in two ways."""
    for feature, statements in (("hair", hair_colors(portrait)), ("age", ages(portrait))):
        if len(statements) > 1:
            said = ", ".join(f'"{value}" in {say_key(keys[0])}' for value, keys in statements.items())
            yield f"{portrait.name}: {len(statements)} statements about {feature}: {said}."


def hair_colors(portrait: Portrait) -> dict[str, list[Key]]:
    """Gather the colors of the hair, and where each is stated."""
    colors = set(lexicon().prompt_words.words.colors) | {"blond", "blonde", "fair", "dark", "sandy"}
    found: dict[str, list[Key]] = defaultdict(list)
    for key, fact in portrait.facts:
        if re.search(r"\b(?:hair|plait|braid|curls|ponytail)\b", fact):
            for word in re.findall(r"[a-z]+", fact.lower()):
                if word in colors:
                    found["gray" if word == "grey" else word].append(key)
    return dict(found)


def ages(portrait: Portrait) -> dict[str, list[Key]]:
    """Gather the ages, and where each is stated."""
    found: dict[str, list[Key]] = defaultdict(list)
    for key, fact in portrait.facts:
        if match := AGE.search(fact.lower()):
            found[match[1]].append(key)
    return dict(found)
