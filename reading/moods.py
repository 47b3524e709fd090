"""What mood a scene has: own word lists name it, VADER's valence decides between bright and dark."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.tables import read_lines, read_table, split_words, word_set

if TYPE_CHECKING:
    from english.tokens import Prose, Token

BOOST = 1.25
NEGATED = -0.74  # VADER's own factor
NORMAL = 15.0  # VADER's alpha: sums of this size count as about two thirds of the whole
AGAINST = 0.45  # what a mood keeps whose side the valence contradicts


class Mood(NamedTuple):
    """A mood of the table."""

    name: str
    side: str  # "bright", "dark" or "plain"
    base: float  # weight where the side fits and nothing else is said


class Hit(NamedTuple):
    """A word that tells of a mood."""

    token: int
    weight: float


@cache
def valences() -> Mapping[str, float]:
    """Read VADER's lexicon: how good or bad a word sounds, -4 to 4."""
    return {word: float(value) for word, value in (line.split(" ") for line in read_lines("valence.txt"))}


@cache
def moods() -> tuple[Mood, ...]:
    table = read_table("moods.toml")
    return tuple(
        Mood(name, entry["side"], float(entry.get("base", 0))) for name, entry in table.items() if "side" in entry
    )


@cache
def moods_by_word() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Give for every word the moods it tells of, each with the word's weight."""
    table = read_table("moods.toml")
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for mood in moods():
        for key, weight in (("words", 1.0), ("hints", float(table["valence"]["hint"]))):
            for word in split_words(table[mood.name][key]):
                found[word] = (*found.get(word, ()), (mood.name, weight))
    return found


def find_mood(prose: Prose, *, deserted: bool = False) -> tuple[str, list[int]]:
    """Name the mood of a scene ("" where no word tells one) and give the tokens that told it, the plainest first.

    `deserted`: nobody is there, so that it is lonely rather than tense where no word says more.
    """
    hits: dict[str, list[Hit]] = {mood.name: [] for mood in moods()}
    by_word = moods_by_word()
    for number, token in enumerate(prose.tokens):
        for name, weight in by_word.get(token.word, ()):
            if not is_negated(prose.tokens, number) and not is_of_another_thing(prose.tokens, number):
                hits[name].append(Hit(number, weight))
    side = valence_side(prose)
    scores = {
        mood.name: score(prose.tokens, hits[mood.name], mood, side) * certainty(prose.tokens, hits[mood.name], mood)
        for mood in moods()
    }
    if deserted:
        scores["tense"] *= NOBODY
        scores["lonely"] += LONELY
    best = max(scores, key=lambda name: scores[name], default="")
    if not best or scores[best] <= 0:
        return "", []
    return best, [hit.token for hit in sorted(hits[best], key=lambda hit: (-hit.weight, hit.token))]


def score(tokens: Sequence[Token], hits: Sequence[Hit], mood: Mood, side: str) -> float:
    """Weigh a mood: every further use of the same word counts less."""
    seen: dict[str, int] = {}
    total = 0.0
    for hit in hits:
        word = tokens[hit.token].word
        seen[word] = seen.get(word, 0) + 1
        total += hit.weight / seen[word]
    if mood.side == side:
        total += mood.base
    agrees = mood.side in ("plain", side) or side == "plain"
    return total * (1.0 if agrees else AGAINST)


def certainty(tokens: Sequence[Token], hits: Sequence[Hit], mood: Mood) -> float:
    """Doubt a mood that hangs on one word: a strong one ("violent") needs two that tell it by themselves."""
    plain = {tokens[hit.token].word for hit in hits if hit.weight >= 1}
    hints = {tokens[hit.token].word for hit in hits} - plain
    if mood.name in word_set("moods.toml", "valence", "strong") and len(plain) < ENOUGH and len(hints) < 2 * ENOUGH:
        return 0.0
    return UNSURE if not plain and len(hints) < ENOUGH and not mood.base else 1.0


NOBODY = 0.2  # what is left of a tense mood where nobody is there to be tense
LONELY = 0.7
SIMILE = 6  # tokens after "like a" that only compare
ENOUGH = 2  # different words
UNSURE = 0.2  # what is left of a mood told by less


def is_negated(tokens: Sequence[Token], number: int) -> bool:
    return any(
        token.word in word_set("moods.toml", "words", "negations") for token in tokens[max(0, number - 2) : number]
    )


def is_of_another_thing(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word is a name ("Nurse Comfort") or belongs to a comparison ("like a person telling a ghost story")."""
    token = tokens[number]
    if (
        token.is_capital
        and number
        and tokens[number - 1].sentence == token.sentence
        and tokens[number - 1].word.isalpha()
    ):
        return True
    for index in range(number - 1, max(-1, number - SIMILE), -1):
        part = tokens[index]
        if part.sentence != token.sentence or not part.text[0].isalpha():
            return False
        if part.word == "like" and tokens[index + 1].word in ("a", "an", "some", "someone", "somebody"):
            return True
    return False


def valence_side(prose: Prose) -> str:
    """Tell whether a scene is "bright", "dark" or "plain" by the mean valence of its sentences."""
    limits = read_table("moods.toml")["valence"]
    values = [sentence_valence(prose.tokens[first:last]) for first, last in prose.sentences]
    told = [value for value in values if value]
    mean = sum(told) / len(told) if told else 0.0
    if mean >= limits["bright"]:
        return "bright"
    return "dark" if mean <= limits["dark"] else "plain"


def sentence_valence(tokens: Sequence[Token]) -> float:
    """Score one sentence, -1 (bad) to 1 (good), as VADER does: negation turns, boosters strengthen."""
    lexicon, total = valences(), 0.0
    for number, token in enumerate(tokens):
        value = lexicon.get(token.word)
        if value is None:
            continue
        before = [part.word for part in tokens[max(0, number - 3) : number]]
        if any(word in word_set("moods.toml", "words", "negations") for word in before):
            value *= NEGATED
        elif any(word in word_set("moods.toml", "words", "boosters") for word in before[-1:]):
            value *= BOOST
        total += value
    return total / math.sqrt(total * total + NORMAL)
