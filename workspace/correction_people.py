"""The people of a correction: "Emma; two guards: carrying a chest" or tables in, who does what in what clothes out."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from english.lexicon import lexicon
from errors import nearest
from reading.looks import garments
from workspace.correction_values import CorrectionError, is_none, plain, say

if TYPE_CHECKING:
    from collections.abc import Mapping

PERSON_KEYS = ("name", "who", "doing", "outfit", "holding")
SaidPerson = dict[str, str]  # PERSON_KEYS that are not empty; one of name and who always is there


def read_people(key: str, value: object) -> list[SaidPerson]:
    """Read the people of a scene: a text, or a list of texts and tables; none is nobody."""
    if isinstance(value, str):
        return [read_entry(entry) for entry in split_people(plain(value)) if not is_none(entry)]
    if not isinstance(value, list):
        raise CorrectionError(
            key, f'{key} is {say(value)}, not a list: write {key} = ["Emma", "two guards"], or [[scene.people]] tables.'
        )
    return [person for entry in value if (person := read_one(key, entry))]


def read_one(key: str, entry: object) -> SaidPerson:
    """Read one person of a list."""
    if isinstance(entry, str):
        return read_entry(plain(entry)) if plain(entry) and not is_none(plain(entry)) else {}
    if isinstance(entry, dict):
        return read_table(key, entry)
    raise CorrectionError(key, f'{key} holds {say(entry)}, no person: write "Emma", or a [[scene.people]] table.')


def read_table(key: str, table: Mapping[str, Any]) -> SaidPerson:
    """Read a [[scene.people]] table; raises CorrectionError for an unknown key, a value that is no text, or no name."""
    for own, value in table.items():
        if own not in PERSON_KEYS:
            meant = lexicon().corrections.person_keys.get(own.lower()) or nearest(own, PERSON_KEYS)
            hint = f"did you mean {meant}?" if meant else f"there are {', '.join(PERSON_KEYS)}."
            raise CorrectionError(key, f"[[scene.people]] has no key {own}: {hint}", own)
        if not isinstance(value, str):
            raise CorrectionError(key, f'{own} is {say(value)}, not text: write {own} = "…".', own)
    said = {own: plain(table[own]) for own in PERSON_KEYS if plain(table.get(own, ""))}
    if ("name" in said) == ("who" in said):
        wanted = 'name = "Emma" or who = "two guards"'
        problem = "has both name and who: keep one" if "name" in said else f"lacks its person: write {wanted}"
        raise CorrectionError(key, f"a [[scene.people]] table {problem}.", next(iter(table), ""))
    return said


# --- One text -------------------------------------------------------------------------------------------------------


def split_people(text: str) -> list[str]:
    """Split a text into people: at semicolons, before each "name:", else at the commas and "and" of a list."""
    if ";" in text:
        return [part for part in map(str.strip, text.split(";")) if part]
    if ":" in text:
        return [part for part in re.split(rf",\s*(?=(?:{OPENING})[^,:]*:)", text) if part]
    text = re.sub(r"(?<!\s)\s++(?:[&+]|with(?=(?:\s+[^\W\d_a-z][^\s'’]*)+$))\s+", " and ", text)  # "Emma with Jonas"
    parts = re.split(r"(?:(?<!\s)\s++)?,\s*+(?:and\s++)?|(?<!\s)\s++and\s++", text)
    if any(" " in part for part in parts):  # "an old man, bent and tired" is one
        parts = re.split(rf"(?:(?<!\s)\s++)?,\s*+(?:and\s++)?(?={OPENING})|(?<!\s)\s++and\s++(?={OPENING})", text)
    return [part for part in parts if part]


# What begins a person: a capital letter, a number, or a word such as "a", "two", "her".
OPENING = r"[^\W\d_a-z]|\d|(?:a|an|the|some|many|several|two|three|four|five|six|seven|eight|nine|ten|his|her)\b"


def read_entry(text: str) -> SaidPerson:
    """Read "Emma: reading, in a red coat, holding a lamp"; without a colon, what plainly follows a name."""
    who, colon, rest = text.partition(":")
    if not colon:
        who, rest = split_entry(text)
    said: SaidPerson = {"who": plain(who)}
    if not said["who"]:
        raise CorrectionError(
            "people", f'people has ":{rest}" without a person before it: write "Emma: reading".', rest
        )
    doing = []
    for part in filter(None, map(plain, rest.split(","))):
        key, words = read_part(part)
        if key in said:
            words = f"{said[key]} and {words}"
        doing += [words] if key == "doing" else []
        said |= {} if key == "doing" else {key: words}
    return said | ({"doing": ", ".join(doing)} if doing else {})


def split_entry(text: str) -> tuple[str, str]:
    """Split "Emma in a red coat" or "two guards wearing helmets" after the person."""
    found = re.match(rf"(\S.*?)(?<!\s)\s++((?:{'|'.join(joints())})\s.+)$", text)
    if found and (not found[2].startswith("in ") or is_garment(found[2])):
        return found[1], found[2]
    named = re.match(
        r"((?:[^\W\d_a-z]\S*\s+)+)((?:[a-z]+ing|in|on|at|by|with|under|near|behind|before|beside)\b.*)$", text
    )
    return (named[1], named[2]) if named else (text, "")


def read_part(part: str) -> tuple[str, str]:
    """Tell what one phrase says of somebody: what is worn, held or done; "outfit=…" says it by the key."""
    keyed = re.match(r"(\w+)\s*[=:]\s*(\S.*)$", part)
    if keyed:
        key = lexicon().corrections.person_keys.get(keyed[1].lower(), keyed[1].lower())
        if key not in PERSON_KEYS[2:]:
            meant = nearest(key, PERSON_KEYS[2:])
            hint = f"did you mean {meant}?" if meant else f"there are {', '.join(PERSON_KEYS[2:])}."
            raise CorrectionError("people", f"people has no {keyed[1]}: {hint}", keyed[1])
        return key, plain(keyed[2])
    for words in lexicon().corrections.worn:
        if part.startswith(f"{words} ") and (words != "in" or is_garment(part)):
            return "outfit", part.removeprefix(f"{words} ")
    return ("holding", part.removeprefix("holding ")) if part.startswith("holding ") else ("doing", part)


def is_garment(phrase: str) -> bool:
    """Whether a phrase names something to wear: "in a red coat", not "in the rain"."""
    return any(word in garments() for word in re.findall(r"[\w'-]+", phrase.lower()))


@cache
def joints() -> tuple[str, ...]:
    """Give the words that join clothes and things to a person."""
    return (*lexicon().corrections.worn, "holding")


# --- Back to text ---------------------------------------------------------------------------------------------------


def say_people(people: list[SaidPerson]) -> str:
    """Write people as after --correct: "Emma; two guards: carrying a chest"."""
    return "; ".join(map(say_person, people)) or "nobody"


def say_person(said: SaidPerson) -> str:
    """Write one person with deed, clothes and thing."""
    more = [said.get("doing", "")]
    more += [f"wearing {said['outfit']}"] if "outfit" in said else []
    more += [f"holding {said['holding']}"] if "holding" in said else []
    told = ", ".join(filter(None, more))
    return said.get("name", said.get("who", "")) + (f": {told}" if told else "")
