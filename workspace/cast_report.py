"""Readings in, a cast sheet out: what the text tells of everybody, with the scene from which it holds.

The sheet remembers what stands in it (`cast/sheet_memory.py`): only what the author changes counts as hers.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import tomlkit

from cast.sheet import MEMORY
from cast.sheet_memory import FROM_THE_FIRST, remember
from english.lexicon import lexicon
from errors import count, printable
from reading.author_looks import is_human, shows_hair
from workspace.identity import say_key, slug, words_of_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from records import Key, Person, SceneReading

EXAMPLE = ("[emma]", 'name = "Emma"', 'gender = "female"', 'look = "tall woman with red hair"', 'outfit = "green coat"')
HEAD = (
    "The cast, as the text tells it. As it stands this file changes no picture: the program goes on reading the text.",
    "",
    "Change a value, and it is yours and wins over the text: from where it stands to the next value for the same",
    "thing. [[emma.from]] says from which chapter and scene on something holds. Another name in aliases makes two",
    'people one, a name taken out makes them two. An empty value ("") and a line that you delete leave it to the text;',
    "where you delete a whole [[emma.from]], what held before it goes on.",
    "",
    'A line marked "invented" says what stands nowhere in the book, and does nothing until you take away its first #.',
    f"Leave the numbers under [{MEMORY}] at the end: by them the program knows what you changed.",
)
NOBODY = ("The program found nobody. Add a table for each person, like this one without its marks:", *EXAMPLE)
INVENTED = "invented: take away the first # of this line to use it"
REMEMBERED = (
    "By these numbers the program tells the values that you change from those it wrote. Leave them as they are."
)
UNTOLD = "the text does not tell"
SHOWN_FACTS = 12  # a person's statements that are listed


@dataclass(slots=True)
class Portrait:
    """What a book says of one person, gathered scene by scene."""

    name: str
    aliases: tuple[str, ...] = ()
    seen: list[Key] = field(default_factory=list)  # where they are present, or heard from afar
    scenes: list[Key] = field(default_factory=list)  # of these, where they are bodily present
    bare: list[Key] = field(default_factory=list)  # of these, where nothing is told of their clothes
    facts: list[tuple[Key, str]] = field(default_factory=list)  # what is stated, and where
    looks: dict[Key, dict[str, str]] = field(default_factory=dict)  # what holds from a scene on; (0, 0): from the first
    latest: dict[str, str] = field(default_factory=dict)

    @property
    def first(self) -> Mapping[str, str]:
        """What holds when they are first seen: gender, age, look and outfit, "" where the text is silent."""
        return self.looks[FROM_THE_FIRST]

    @property
    def is_human(self) -> bool:
        """Whether they are drawn with hair and clothes, as no dog is."""
        return is_human(self.first["look"], (fact for _, fact in self.facts))

    def told(self, what: str) -> bool:
        """Whether one of these is told anywhere."""
        return any(values.get(what) for values in self.looks.values())


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
    portrait.facts += [(key, fact) for fact in person.facts]
    if person.is_drawn:
        portrait.scenes.append(key)
        portrait.bare += [] if person.outfit else [key]
    if person.presence != "mentioned":
        portrait.seen.append(key)
        now = {
            "gender": person.gender,
            "age": person.age,
            "look": person.lasting or person.look,
            "outfit": person.outfit,
        }
        if new := {what: value for what, value in now.items() if portrait.latest.get(what) != value}:
            portrait.looks.setdefault(key if portrait.looks else FROM_THE_FIRST, {}).update(new)
            portrait.latest = now


def write_cast(portraits: Sequence[Portrait]) -> str:
    """Write the sheet's TOML."""
    lines, memory = [f"# {line}".rstrip() for line in HEAD], [f"# {REMEMBERED}", f"[{MEMORY}]"]
    for portrait, key in zip(portraits, unique_keys(portraits), strict=True):
        lines += ["", *(f"# {printable(line)}" for line in describe(portrait)), "", *person_table(portrait, key)]
        memory += remember(key, (portrait.name, *portrait.aliases), written_looks(portrait))
    return "\n".join([*lines, "", *(memory if portraits else (f"# {line}" for line in NOBODY)), ""])


def describe(portrait: Portrait) -> list[str]:
    """List in which scenes a person is, and what each says of their looks."""
    lines = [f"{portrait.name}: in {count(len(portrait.scenes), 'scene')}, first {say_key(portrait.scenes[0])}."]
    facts = list(dict.fromkeys((fact, say_key(key)) for key, fact in portrait.facts))
    said = [f'{where} "{fact}"' for fact, where in facts[:SHOWN_FACTS]]
    more = f", and {len(facts) - SHOWN_FACTS} more" if len(facts) > SHOWN_FACTS else ""
    return [*lines, *([f"Said: {', '.join(said)}{more}."] if said else ["Nothing is said of their looks."])]


def written_looks(portrait: Portrait) -> dict[Key, dict[str, str]]:
    """Give the values that stand in the sheet; clothes that are told nowhere are no value but a proposal."""
    hidden = () if portrait.told("outfit") else ("outfit",)
    looks = {
        key: {what: text for what, text in new.items() if what not in hidden} for key, new in portrait.looks.items()
    }
    return {key: values for key, values in looks.items() if values}


def person_table(portrait: Portrait, key: str) -> list[str]:
    """Write one person's table; what the text does not tell is empty, or proposed in a comment."""
    looks, aliases = written_looks(portrait), ", ".join(map(quoted, portrait.aliases))
    lines = [f"[{key}]", f"name = {quoted(portrait.name)}", f"aliases = [{aliases}]"]
    lines += value_lines(looks.pop(FROM_THE_FIRST), f"from {say_key(portrait.seen[0])} on")
    lines += [f"# {what} = {quoted(proposal)}  # {INVENTED}" for what, proposal in propose(portrait).items()]
    for (chapter, scene), values in looks.items():
        lines += ["", f"[[{key}.from]]", f"chapter = {chapter}", f"scene = {scene}", *value_lines(values)]
    return lines


def value_lines(values: Mapping[str, str], since: str = "") -> list[str]:
    """Write what is told from one scene on, clothes with that scene; what is not told is empty and says so."""
    said = {what: UNTOLD if not value else since if what == "outfit" else "" for what, value in values.items()}
    return [f"{what} = {quoted(value)}" + (f"  # {said[what]}" if said[what] else "") for what, value in values.items()]


def quoted(text: str) -> str:
    """Write a text the way TOML wants it."""
    return tomlkit.string(text).as_string()


def propose(portrait: Portrait) -> dict[str, str]:
    """Invent hair and clothes for a man, woman or child of whom the whole book tells none."""
    gender, look = portrait.first["gender"] or "other", portrait.first["look"]
    invented = lexicon().invented_looks
    wanted = {
        "hair": () if any(shows_hair(text) for _, text in (*portrait.facts, ("", look))) else invented.hair[gender],
        "outfit": () if portrait.told("outfit") else invented.outfit[gender],
    }
    return {what: pick(what, choices, portrait) for what, choices in wanted.items() if choices and portrait.is_human}


def pick(what: str, choices: Sequence[str], portrait: Portrait) -> str:
    """Choose from a list by a hash of the name: always the same for one person, and varied between people."""
    digest = hashlib.sha256(f"{what} {portrait.name}".encode("utf-8", "surrogatepass")).digest()
    return choices[digest[0] % len(choices)]


def unique_keys(portraits: Iterable[Portrait]) -> list[str]:
    """Make each person's table key from the first name; repeated names get a number."""
    keys = [MEMORY]
    for portrait in portraits:
        base = slug(words_of_name(portrait.name)[0]) or "person"
        names = (base if number == 1 else f"{base}_{number}" for number in range(1, 10**9))
        keys.append(next(name for name in names if name not in keys))
    return keys[1:]
