"""What a scene's words are made of besides its text: the people of the cast and the style, as short digests.

A picture and a prompt file carry them, so that a later run can tell what the author has changed from what only the
rules would word otherwise.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from cast.sheet import words_about

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cast.sheet import CastSheet
    from english.own_words import OwnWords
    from records import Key, Person, SceneReading, Style

DIGITS = 8  # hexadecimal digits of a digest
NO_ENTRY = "-"  # for somebody who stands in the text alone


def digest(values: object) -> str:
    """Give the short digest of JSON values."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def digest_style(style: Style, negative: Any) -> str:  # noqa: ANN401  a setting of the command line
    """Digest a style's words and the negative prompt that the command line gave instead of the style's, if any."""
    return digest([style.medium, list(style.finish), style.negative, style.monochrome, negative])


def digest_cast(reading: SceneReading, sheet: CastSheet, key: Key) -> dict[str, str]:
    """Digest the cast by name: what the author says of everybody in a scene, then how it shows those whom it draws."""
    drawn = {person.name: (person.name, *person.aliases) for person in reading.drawn}
    entries: dict[str, str] = {}
    for person in sheet.people:
        if said := words_about(person, key):
            shown_as = next((name for name, names in drawn.items() if person.is_about(names)), person.name)
            entries[shown_as] = digest([entries.get(shown_as, ""), said])
    shown = {person.name: digest_person(person) for person in reading.drawn if person.named or person.name in entries}
    return {
        name: " ".join((entries.get(name, NO_ENTRY), *([shown[name]] if name in shown else [])))
        for name in sorted({*entries, *shown})
    }


def digest_words(text: str, words: OwnWords) -> dict[str, str]:
    """Digest what the author says of the words of her world that stand in a text, by the word in brackets."""
    kinds = {"people": words.people, "not_people": words.not_people, "things": words.things}
    told = {name: [kind] for kind, names in kinds.items() for name in sorted(names)}
    told |= {own.kind.place: [own.shown, *map(str, own.kind)] for own in words.places}
    plain_text = text.casefold().replace("’", "'")
    here = {word: digest(what) for word, what in told.items() if stands_in(word, plain_text)}
    return {f"({word})": f"{what} {what}" for word, what in here.items()}


def stands_in(word: str, text: str) -> bool:
    """Tell whether a word or name of the author's stands in a text, in one number or the other."""
    spelling = r"\.? ".join(map(re.escape, word.split()))
    return re.search(rf"\b{spelling}(?:s|es)?\b", text) is not None


def digest_person(person: Person) -> str:
    """Digest how a scene shows somebody."""
    return digest([person.gender, person.age, person.look, person.outfit])


def is_same_cast(then: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Tell whether the author changed nothing in her sheet that concerns a scene."""
    return not any(is_changed(then.get(name, NO_ENTRY), now.get(name, NO_ENTRY)) for name in {**then, **now})


def is_changed(then: str, now: str) -> bool:
    """Tell whether somebody's entry has changed, and with it how a scene shows them."""
    (old, *was_shown), (new, *is_shown) = then.split(), now.split()
    return old != new and was_shown != is_shown
