"""Find the noun phrases of garments and features: "a faded olive army jacket", "her short red hair"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.verbs import read_verb
from english.word_classes import closed_classes
from english.words import person_nouns
from reading.look_words import is_said, said_of_it
from reading.looks import (
    FEATURES,
    follows,
    garments,
    grammar,
    is_adjective,
    is_degree,
    is_visible,
    slot_by_noun,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from english.tokens import Prose, Token

LONGEST_RUN = 7  # words and commas between a determiner and its noun
MOST_ADJECTIVES = 4


class LookPhrase(NamedTuple):
    """A garment or feature with the words that describe it."""

    opens: int  # its determiner, else its first word
    noun: int  # token of the noun, the last of two
    slot: str
    text: str  # as it is written in a picture's prompt: "short red hair"
    determiner: str  # "her", "'s", "a" …, "" without one

    @property
    def is_feature(self) -> bool:
        """Whether it is a part of the person, no garment."""
        return self.slot in FEATURES

    @property
    def noun_text(self) -> str:
        """The noun alone."""
        return self.text.rsplit(maxsplit=1)[-1]

    @property
    def is_bare(self) -> bool:
        """Whether nothing is said but the noun."""
        return " " not in self.text


def find_phrases(prose: Prose, ends: Collection[int]) -> list[LookPhrase]:
    """Find the phrases of the narration in order; `ends` are the last tokens of names and pronouns."""
    found: list[LookPhrase] = []
    for number in prose.find_words(last_words() | compounds(prose)):
        token = prose.tokens[number]
        if not token.quoted and (phrase := read_phrase(prose.tokens, number, ends)) is not None:
            last = found[-1].noun if found else -2
            if last == phrase.noun - 1 and phrase.opens <= last:
                found.pop()  # "leather jacket", "straw hat"
            if phrase.slot != "stuff" or last != phrase.opens - 2 or prose.tokens[last + 1].word != "of":
                found.append(phrase)  # not the silk of "a dress of brown silk"
    return found


@cache
def last_words() -> frozenset[str]:
    """Give the last word of every noun."""
    return frozenset(noun.rpartition(" ")[2] for noun in slot_by_noun())


def compounds(prose: Prose) -> set[str]:
    """Give the hyphened nouns of a scene: "smoking-coat", "rabbit-eyes"."""
    return {word for word in prose.index if "-" in word and word.rpartition("-")[2] in slot_by_noun()}


def read_phrase(tokens: Sequence[Token], number: int, ends: Collection[int]) -> LookPhrase | None:
    """Read the phrase whose noun is at a token; None where the word is a verb or part of another noun."""
    if is_part(tokens, number) or (tokens[number].is_capital and number and tokens[number - 1].text[0].isalpha()):
        return None
    pair = f"{tokens[number - 1].word} {tokens[number].word}" if number else ""
    head = number - 1 if pair in slot_by_noun() else number
    noun = pair if head < number else tokens[number].word
    if noun not in slot_by_noun() and noun.rpartition("-")[2] not in slot_by_noun():
        return None
    slot = slot_by_noun().get(noun) or slot_by_noun()[noun.rpartition("-")[2]]
    first, determiner = phrase_start(tokens, head, ends)
    if not determiner and first == number and number - 1 in ends:
        return None  # "she hands him the cup"
    is_described = bool(determiner) and all(is_visible(token.word) or token.text == "," for token in tokens[first:head])
    if not stands_as_noun(tokens, head, noun) and not (is_described and first < head):
        return None
    words = [token.word for token in tokens[first:head] if is_said(token.word, slot)][-MOST_ADJECTIVES:]
    words = [*anybodys(tokens, first - 1, ends), *words] if determiner == "'s" and slot not in FEATURES else words
    stuff = stuff_after(tokens, number)
    words += " ".join(stuff).replace("-", " ").split() if slot in FEATURES else stuff
    opens = first - 1 if determiner else first
    said = [] if words and slot not in FEATURES else said_of_it(tokens, opens, number, slot)
    said = rolled_up(tokens, opens) + said if slot in ("shirt", "neck", "bottom") else said
    return LookPhrase(opens, number, slot, " ".join((*dict.fromkeys((*words, *said)), noun)), determiner)


def anybodys(tokens: Sequence[Token], clitic: int, ends: Collection[int]) -> list[str]:
    """Read the owner of "a soldier's tunic", "a man's coat": a kind of tunic."""
    owner = tokens[clitic - 1].word
    is_any = clitic - 1 not in ends and owner in person_nouns() and tokens[clitic - 1].text.islower()
    return [f"{owner}'s"] if is_any else []


def stands_as_noun(tokens: Sequence[Token], head: int, noun: str) -> bool:
    """Whether a word that may be a verb or adjective is a noun here, not in "her beam cut through", "had gone limp"."""
    if noun not in lexicon().looks.doubtful:
        return True
    before = tokens[head - 1].word if head else "."
    return (
        before in grammar().determiners
        or before in ("with", "had", "has", "have")
        or (before in BEING and head > 1 and tokens[head - 2].word == "there")
        or (before != "gone" and (is_adjective(before) or read_verb(before) is None))
    )


BEING = ("was", "were", "is", "are")


def phrase_start(tokens: Sequence[Token], head: int, ends: Collection[int]) -> tuple[int, str]:
    """Find the first word of a phrase and its determiner, "" for none."""
    index, first = head - 1, head
    while index >= 0 and head - index <= LONGEST_RUN and tokens[index].sentence == tokens[head].sentence:
        word = tokens[index].word
        if word in grammar().determiners:
            return first, word
        if word in grammar().between:
            if not (is_adjective(tokens[index - 1].word) and index + 1 < head and index and index - 1 not in ends):
                break
        elif index in ends or not may_stand_before(word) or is_wearing(word):
            break
        else:
            first = index
        index -= 1
    if first < head and index in ends and read_verb(tokens[first].word):
        first += 1  # "she smoothed grey hair"
    while first < head and tokens[first].word in grammar().between:
        first += 1
    return first, ""


@cache
def is_wearing(word: str) -> bool:
    """Whether a word that looks like an adjective puts something on: "was wearing old boots"; not "worn boots"."""
    verb = read_verb(word)
    return verb is not None and verb.lemma in ("wear", "don") and word != "worn"


@cache
def closed_words() -> frozenset[str]:
    """Give the words that are neither noun nor adjective nor verb."""
    return closed_classes() | grammar().pronouns


@cache
def may_stand_before(word: str) -> bool:
    """Whether a word may stand between a determiner and its noun."""
    if not word[0].isalpha() or word in closed_words() or word in person_nouns():
        return is_adjective(word)  # "round", "fair"
    if word in slot_by_noun():
        return garments().get(word) is not None or is_adjective(word)
    verb = read_verb(word)
    return verb is None or verb.form != "past" or word.endswith("ed") or is_adjective(word)


def is_part(tokens: Sequence[Token], number: int) -> bool:
    """Whether a noun only begins another one: "hat box", "head waiter"; a coat's pocket is the coat."""
    if number + 1 >= len(tokens) or tokens[number + 1].sentence != tokens[number].sentence:
        return False
    after, word = tokens[number + 1], tokens[number].word
    if f"{word} {after.word}" in slot_by_noun():
        return True
    if after.word in lexicon().looks.garments.parts and word in garments():
        return False
    if after.word in lexicon().looks.garments.containers:
        return True
    if (
        not after.text[0].isalpha()
        or after.is_capital
        or after.word in closed_classes()
        or after.word in grammar().pronouns
    ):
        return False
    if is_degree(after.word) or is_adjective(after.word) or after.word in grammar().others:
        return False  # "her face very pale"
    if after.word.endswith(("er", "est")) and is_adjective(after.word.removesuffix("er").removesuffix("est")):
        return False  # "pulled her coat tighter"
    verb = read_verb(after.word)
    return verb is None or (verb.form == "base" and not word.endswith("s"))


def stuff_after(tokens: Sequence[Token], last: int) -> list[str]:
    """Read the colors and fabric of "of brown merino" after a garment, or its color in ", bottle green,"."""
    if follows(tokens, last + 1, ","):
        return color_apart(tokens, last + 2)
    words: list[str] = []
    for token in tokens[last + 2 : last + 6] if follows(tokens, last + 1, "of") else ():
        if not (is_stuff(token.word) or token.word in grammar().shades or is_adjective(token.word)):
            break
        words.append(token.word)
    while words and not is_stuff(words[-1]):
        words.pop()  # "a coat of deep pockets"
    return words


def is_stuff(word: str) -> bool:
    """Whether a word is a color or a fabric."""
    return word in lexicon().looks.colors or slot_by_noun().get(word) == "stuff"


def rolled_up(tokens: Sequence[Token], opens: int) -> list[str]:
    """Read "rolled up her sleeves", "turned up his collar" as how these are from now on."""
    words = [token.word for token in tokens[max(0, opens - 2) : opens]]
    verb = read_verb(words[0]) if len(words) > 1 and words[1] in ("up", "back") else None
    return [f"{ROLLED[verb.lemma]}-{words[1]}"] if verb is not None and verb.lemma in ROLLED else []


ROLLED = {"roll": "rolled", "turn": "turned", "push": "pushed"}


def color_apart(tokens: Sequence[Token], number: int) -> list[str]:
    """Read ", dark blue," and ", the quilted one" after a garment."""
    colors = lexicon().looks.colors
    words = [token.word for token in tokens[number : number + 4]]
    if words[:1] in (["the"], ["a"]) and "one" in words[1:]:
        return [word for word in words[1 : words.index("one")] if is_adjective(word)]
    end = next((at for at, word in enumerate(words) if word in (",", ".", ";", "with")), 0)
    if (
        not 0 < end < len(words)
        or words[end - 1] not in colors - {"rose"}
        or not set(words[: end - 1]) <= colors | grammar().shades
    ):
        return []
    return ["-".join(words[:end])] if words[0] in grammar().shades else words[:end]
