"""Weigh what governs a place in its sentence: its preposition, the part of it that is named, the verb of motion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.verbs import read_verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Token

LOOK_BACK = 5
ADVERBS = frozenset(("all", "both", "half", "only", "just", "quite", "not"))
VERB_REACH = 4  # tokens before a preposition within which its verb is found


def part_of(tokens: Sequence[Token], first: int) -> int:
    """Give the token of the part in "the middle of the", "the back of the" before a place, or -1."""
    for index in range(first - 1, max(-1, first - LOOK_BACK), -1):
        if tokens[index].word == "of":
            part = index - 1
            is_part = part > 0 and tokens[part].word in lexicon().places.parts
            return part if is_part and (tokens[part].word, tokens[part - 1].word) != ("front", "in") else -1
        if not tokens[index].text[0].isalpha():
            return -1
    return -1


def preposition_at(tokens: Sequence[Token], first: int) -> int:
    """Find the preposition, or verb of arrival, that governs a place, or -1; "in the back of the car" has "in"."""
    weights = lexicon().prepositions.weights
    part = part_of(tokens, first)
    closed = False  # whether the article is found: only the word right before it can govern the place
    for index in range(first - 1, max(-1, first - LOOK_BACK), -1):
        word = tokens[index].word
        if word in weights:
            return preposition_at(tokens, part) if word == "of" and part >= 0 else index
        if (closed and word not in ADVERBS) or (not word[0].isalpha() and word != "'s"):
            break
        closed = closed or word in ("the", "a", "an")
    return -1


def preposition_weight(tokens: Sequence[Token], first: int) -> float:
    """Weigh the word that governs a place."""
    table = lexicon().prepositions
    index = preposition_at(tokens, first)
    if index < 0 or is_particle(tokens, index):
        return table.rules.bare
    pair = f"{tokens[index - 1].word} {tokens[index].word}" if index else ""
    return table.pairs.get(pair, table.weights[tokens[index].word])


def is_particle(tokens: Sequence[Token], index: int) -> bool:
    """Whether "up" or "down" belongs to its verb: "took down the tent", "cleaned up the kitchen"."""
    verb = read_verb(tokens[index - 1].word) if index and tokens[index].word in ("up", "down") else None
    return verb is not None and verb.lemma in lexicon().prepositions.particle_verbs


def arrival_weight(tokens: Sequence[Token], first: int) -> float:
    """Weigh "to" after a verb of motion: whoever "came to the bridge" is there."""
    index = preposition_at(tokens, first)
    if index < 0 or tokens[index].word != "to" or tokens[index].quoted:
        return 0.0
    for before in range(index - 1, max(-1, index - VERB_REACH - 1), -1):
        if tokens[before].sentence != tokens[index].sentence or not tokens[before].text[0].isalpha():
            break
        verb = read_verb(tokens[before].word)
        moves = verb is not None and verb.lemma in lexicon().verbs.arrivals
        if verb and moves and (verb.form in ("past", "participle") or is_present(tokens, before)):
            return lexicon().prepositions.rules.came_to
    return 0.0


def is_present(tokens: Sequence[Token], number: int) -> bool:
    """Whether a form in -s is a verb: "she walks to the pier", not "their walks to the pier"."""
    before = tokens[number - 1] if number else tokens[number]
    is_s = tokens[number].word.endswith("s")
    return is_s and (before.word in ("he", "she", "it", "who", "and", ",") or before.is_capital)
