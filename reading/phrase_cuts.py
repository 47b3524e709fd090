"""Cut an action's phrase to whole parts, and find what kind of object it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.verbs import read_verb
from english.words import person_nouns
from reading.objects import is_abstract, is_thing

LONGEST_NOUN = 4  # words from an article to its noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reading.people import Who


def is_manner(word: str) -> bool:
    """Whether a word says how or when and shows nothing: "slowly", "again"."""
    if word in lexicon().verbs.phrases.manner:
        return True
    return word.endswith("ly") and word not in lexicon().verbs.phrases.not_manner


def cut_words(words: Sequence[str], longest: int, sure: int = 1, *, whole: bool) -> list[str]:
    """Cut a phrase to whole parts: where the limit falls within a part, that part goes."""
    kept = list(words)
    if len(kept) > longest + 1 and whole:
        kept = without_adjectives(kept)
    if len(kept) > longest + 1 or not whole:
        kept = kept[: longest + 1]
        link = next((at for at in range(len(kept) - 1, 1, -1) if kept[at] in lexicon().verbs.preposition), None)
        if link is not None:
            kept = kept[:link]
    for at in range(max(2, sure), len(kept)):
        if is_abstract(kept[at]) or kept[at] in lexicon().verbs.phrases.vague:
            links = [n for n in range(1, at) if kept[n] in lexicon().verbs.preposition]
            if links:
                kept = kept[: links[-1]]
                break
    return trim(kept, min(sure, len(kept)))


def without_adjectives(words: Sequence[str]) -> list[str]:
    """Keep only the noun after every article: "through her brilliant gold hair", "through her hair"."""
    prepositions, determiners = lexicon().verbs.preposition, lexicon().verbs.determiner
    kept: list[str] = []
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else "in"
        inside = any(word in determiners for word in words[max(0, at - LONGEST_NOUN) : at])
        ends = following in prepositions or following in lexicon().verbs.phrases.directions
        if at == 0 or word in prepositions or word in determiners or ends or not inside:
            kept.append(word)
    return kept


def shorten(words: Sequence[str], longest: int) -> list[str]:
    """Take parts off the end of a phrase until it fits."""
    kept = list(words)
    while len(kept) > longest:
        links = [at for at in range(2, len(kept)) if kept[at] in lexicon().verbs.preposition]
        kept = trim(kept[: links[-1] if links else longest])
    return kept


def trim(words: list[str], sure: int = 1) -> list[str]:
    """Strip what cannot end a phrase: articles, prepositions, adjectives without their noun."""
    stops = lexicon().verbs.determiner | lexicon().verbs.modal | lexicon().verbs.adverbs
    stops |= lexicon().looks.age.old | lexicon().looks.build
    stops |= frozenset(("it", "very", "more")) | lexicon().people.numbers
    directions = lexicon().verbs.phrases.directions - PLACES
    while len(words) > sure and words[-1] not in directions:
        if words[-1] not in stops and words[-1] not in lexicon().verbs.preposition:
            break
        words.pop()
    return words


def kind_of(words: Sequence[str], person: Who | None) -> str:
    """Give the kind of an event's object, by the first noun after the verb and its direction."""
    rest, prepositions = list(words[1:]), lexicon().verbs.preposition
    verb = read_verb(words[0])
    particles = lexicon().verbs.phrases.directions
    if verb is None or verb.lemma not in lexicon().verbs.phrases.takes_particle:
        particles -= PLACES
    while rest and rest[0] in particles:
        rest.pop(0)
    if rest and rest[0].endswith(("self", "selves")):
        return "self"
    if not rest or rest[0] in prepositions:
        return "person" if person is not None else "place" if rest else ""
    if rest[0] in ("him", "them", "me", "us") or (rest[0] == "her" and (person is not None or len(rest) == 1)):
        return "person"
    part = rest[: next((at for at, word in enumerate(rest) if word in prepositions), None)]
    cognate = verb is not None and part[-1] == verb.lemma
    if part[-1] in lexicon().verbs.copulas.features:
        return "face"
    return "abstract" if cognate else kind_of_noun(part[-1])


PLACES = frozenset(("in", "on", "over", "along", "across", "through", "around", "round"))


def kind_of_noun(noun: str) -> str:
    """Give the kind of object that a noun names."""
    if is_abstract(noun):
        return "abstract"
    if noun in lexicon().titles.body.words:
        return "body"
    if noun in person_nouns():
        return "person"
    return "thing" if is_thing(noun) else "object"
