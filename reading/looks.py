"""Read visible facts about people: features and garments with their adjectives ("her short red hair")."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.verbs import read_verb
from english.word_classes import closed_classes
from english.words import person_nouns

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from english.lexicon_people import Eyes, Face, Feature, Hair
    from english.tokens import Token
    from reading.mentions import Mention
    from reading.people import Who

FEATURES = ("hair", "beard", "eyes", "face", "marks")
LAYERS = ("whole", "outer", "top", "bottom", "head", "feet", "extra", "occasion")
LONGEST_RUN = 6  # adjectives and commas before a noun
CLAUSE_END = frozenset((".", ";", ":", "!", "?", "…", "(", ")", "—", "--"))


class Fact(NamedTuple):
    """One visible fact that a scene states about a person."""

    who: Who  # of the scene's people; GROUP: of nobody in particular
    slot: str  # one of FEATURES, of LAYERS, or "build", "age", "noun", "manner"
    text: str  # "short red hair"
    token: int
    removed: bool = False  # taken off


@cache
def slot_by_noun() -> dict[str, str]:
    """Give for every noun of a look or garment the slot that it fills."""
    nouns = {slot: feature.nouns for slot, feature in features().items()} | layers()
    return {noun: slot for slot in (*FEATURES, *LAYERS) for noun in nouns[slot]}


@cache
def features() -> Mapping[str, Feature | Hair | Eyes | Face]:
    """Give the words of every feature by its slot."""
    looks = lexicon().looks
    return {"hair": looks.hair, "beard": looks.beard, "eyes": looks.eyes, "face": looks.face, "marks": looks.marks}


@cache
def layers() -> dict[str, frozenset[str]]:
    """Give the garments of every layer."""
    worn = lexicon().looks.garments
    by_day = {"whole": worn.whole, "outer": worn.outer, "top": worn.top, "bottom": worn.bottom}
    return by_day | {"head": worn.head, "feet": worn.feet, "extra": worn.extra, "occasion": worn.occasion}


@cache
def adjectives_of(slot: str) -> frozenset[str]:
    """Give the adjectives that may describe the noun of a slot."""
    colors = lexicon().looks.colors
    feature = features().get(slot)
    return colors | (feature.words if feature else lexicon().looks.garments.words)


@cache
def person_adjectives() -> frozenset[str]:
    """Give the adjectives for a whole person's looks."""
    looks, ages = lexicon().looks, lexicon().looks.age
    return looks.build | looks.manner | ages.young | ages.old | ages.middle | ages.child


def facts_of_own_words(tokens: Sequence[Token], mention: Mention) -> Iterator[Fact]:
    """Read "the tall old man" itself."""
    words = [token.word for token in tokens[mention.first + 1 : mention.last - 1]]
    for offset, word in enumerate(words):
        if word in person_adjectives():
            yield adjective_fact(mention.who, word, mention.first + 1 + offset)


def adjective_fact(who: Who, word: str, token: int) -> Fact:
    """Make a fact from an adjective about a person."""
    ages = lexicon().looks.age
    if word in ages.young or word in ages.old or word in ages.middle:
        return Fact(who, "age", word, token)
    if word in lexicon().looks.build:
        return Fact(who, "build", word, token)
    if word in ("barefoot", "barefooted"):
        return Fact(who, "feet", "bare feet", token)
    return Fact(who, "manner", word, token)


def is_described(text: str, slot: str) -> bool:
    """Whether a feature can be drawn as worded: with an adjective, or a beard or scar, which not all have."""
    return " " in text or slot in ("beard", "marks")


def is_colored(text: str) -> bool:
    """Whether a garment has a color."""
    return bool(colors_of(text))


def colors_of(text: str) -> frozenset[str]:
    """Give the colors in a phrase: navy and blue of "navy-blue uniform"."""
    return lexicon().looks.colors.intersection(text.replace("-", " ").split())


def after_measure(tokens: Sequence[Token], number: int) -> int:
    """Skip "a great shock of" before the hair itself."""
    for index in range(number, min(number + 3, len(tokens) - 1)):
        if tokens[index].word in lexicon().looks.hair.measures and tokens[index + 1].word == "of":
            return index + 2
        if tokens[index].word == "many":
            return index + 1
        if not tokens[index].word.isalpha():
            break
    return number


def follows(tokens: Sequence[Token], number: int, word: str) -> bool:
    """Whether a word is at a token number."""
    return number < len(tokens) and tokens[number].word == word


def follows_any(tokens: Sequence[Token], number: int, words: Collection[str]) -> bool:
    """Whether one of these words is at a token number."""
    return number < len(tokens) and tokens[number].word in words


def noun_run(tokens: Sequence[Token], start: int) -> tuple[int, int, str] | None:
    """Find adjectives and the noun of a look or garment from a token on: (first, noun's token, noun)."""
    nouns = slot_by_noun()
    for index in range(start, min(start + LONGEST_RUN, len(tokens))):
        word = tokens[index].word
        pair = f"{word} {tokens[index + 1].word}" if index + 1 < len(tokens) else ""
        if pair in nouns:
            return start, index + 1, pair
        feature = word.rpartition("-")[2]
        if feature != word and word not in nouns and nouns.get(feature) in FEATURES:
            return start, index, feature
        if word in nouns and not (index + 1 < len(tokens) and tokens[index + 1].word in nouns and word != "hair"):
            is_for = follows_any(tokens, index + 1, lexicon().looks.garments.containers)
            is_for = is_for or is_doing(tokens, index)
            return None if is_for and nouns[word] in LAYERS else (start, index, word)
        if not may_stand_before(word) and not (
            index > start - 1 and tokens[index].is_capital and len(word) > 1 and word not in PRONOUNS
        ):
            return None
    return None


def is_doing(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word that may be a garment is a verb here: "scrubs the floor", "caps her pen"."""
    if not follows_any(tokens, number + 1, ("the", "a", "her", "his", "it")):
        return False
    verb = read_verb(tokens[number].word)
    return verb is not None and verb.form == "s" and not follows_any(tokens, number + 2, ("colour", "color", "size"))


@cache
def may_stand_before(word: str) -> bool:
    """Whether a word may be between an owner and the noun: an adjective, no verb, person or function word."""
    if word in (",", "and", "-"):
        return True
    if not word[0].isalpha():
        return False
    if any(word in adjectives_of(slot) for slot in (*FEATURES, "whole")):
        return True  # also where it has another use: "a round face"
    if word in stops():
        return False
    if word in person_adjectives() or "-" in word:
        return True
    verb = read_verb(word)
    return verb is None or verb.form in ("base", "ing", "participle")


@cache
def stops() -> frozenset[str]:
    """Give the words that cannot be between an owner and the noun: function words, people, pronouns."""
    return closed_classes() | person_nouns() | {"'s"} | PRONOUNS


PRONOUNS = frozenset(("he", "she", "it", "they", "i", "we", "you", "him", "them", "me", "us"))


def feature_phrase(tokens: Sequence[Token], first: int, last: int, slot: str) -> str:
    """Write the visible adjectives and the noun; "best dress of brown merino" is a brown merino dress."""
    noun_first = last - 1 if f"{tokens[last - 1].word} {tokens[last].word}" in slot_by_noun() else last
    words = [token.word for token in tokens[first:noun_first] if is_seen(token.word, slot)]
    stuff = stuff_after(tokens, last) if slot in LAYERS else streak_after(tokens, last)
    return " ".join((*words, *stuff, *(token.word for token in tokens[noun_first : last + 1])))


def is_seen(word: str, slot: str) -> bool:
    """Whether an adjective can be drawn: a known one, or a compound ("close-fitting")."""
    return word in adjectives_of(slot) or (word.count("-") == 1 and word[0] != "-")


def streak_after(tokens: Sequence[Token], last: int) -> list[str]:
    """Read ", streaked with gray" after hair or a beard."""
    words = [token.word for token in tokens[last + 1 : last + 5] if token.text != ","]
    if len(words) < 3 or words[0] not in STREAKED or words[1] != "with":  # noqa: PLR2004
        return []
    return [f"{words[2]}-streaked"] if words[2] in lexicon().looks.colors else []


STREAKED = frozenset(("streaked", "flecked", "threaded", "tinged", "touched", "sprinkled", "shot", "mixed"))


def stuff_after(tokens: Sequence[Token], last: int) -> list[str]:
    """Read the colors and fabric of "of brown merino" after a garment, or its color in ", bottle green,"."""
    if follows(tokens, last + 1, ","):
        return color_apart(tokens, last + 2)
    if not follows(tokens, last + 1, "of"):
        return []
    words: list[str] = []
    for token in tokens[last + 2 : last + 6]:
        if token.word not in lexicon().looks.colors | lexicon().looks.garments.stuffs:
            break
        words.append(token.word)
    return words


def color_apart(tokens: Sequence[Token], number: int) -> list[str]:
    """Read ", dark blue," and ", the quilted one" after a garment."""
    colors = lexicon().looks.colors
    words = [token.word for token in tokens[number : number + 4]]
    if words[:1] in (["the"], ["a"]) and "one" in words[1:]:
        return [word for word in words[1 : words.index("one")] if word in adjectives_of("whole")]
    end = next((at for at, word in enumerate(words) if word in (",", ".", ";", "with")), 0)
    if not 0 < end < len(words) or words[end - 1] not in colors or not set(words[: end - 1]) <= colors | SHADES:
        return []
    return ["-".join(words[:end])] if words[0] in SHADES else words[:end]


SHADES = frozenset(("dark", "light", "pale", "bright", "bottle", "navy", "sky", "olive", "royal", "deep"))
