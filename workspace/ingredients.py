"""What a scene's words are made of besides its text: the people of the cast and the style, as short digests.

A picture and a prompt file carry them, so that a later run can tell what the author has changed from what only the
rules would word otherwise.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cast.sheet import Marked, marks_of, words_about
from english.own_words import BOOKS, OwnWords
from english.phrase_tree import PhraseTree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cast.sheet import CastSheet
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
    drawn = {person.name: marks_of((person.name, *person.aliases)) for person in reading.drawn}
    names, marked = list(drawn), Marked(drawn.values())
    entries: dict[str, str] = {}
    for person in sheet.people:
        if said := words_about(person, key):
            number = marked.first(person.marks)
            shown_as = person.name if number is None else names[number]
            entries[shown_as] = digest([entries.get(shown_as, ""), said])
    shown = {person.name: digest_person(person) for person in reading.drawn if person.named or person.name in entries}
    return {
        name: " ".join((entries.get(name, NO_ENTRY), *([shown[name]] if name in shown else [])))
        for name in sorted({*entries, *shown})
    }


def digest_words(text: str, words: OwnWords) -> dict[str, str]:
    """Digest what the author says of the words of her world that stand in a text, by the word in brackets."""
    digests, tree = digests_of(words)
    here = (digests[number] for number in sorted(tree.numbers_in(text)))
    return {f"({word})": f"{what} {what}" for word, what in here}


@lru_cache(BOOKS)
def digests_of(words: OwnWords) -> tuple[list[tuple[str, str]], PhraseTree]:
    """Give each word of the author's world with the digest of what she says of it, and the words as a tree."""
    kinds = {"people": words.people, "not_people": words.not_people, "things": words.things}
    told = {name: [kind] for kind, names in kinds.items() for name in sorted(names)}
    told |= {own.kind.place: [own.shown, *map(str, own.kind)] for own in words.places}
    return [(word, digest(what)) for word, what in told.items()], PhraseTree(told)


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
