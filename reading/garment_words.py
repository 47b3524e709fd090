"""Read the small words around a garment: its measure ("a pair of"), its owner, its parts, its verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.words import LONGEST_RUN, is_adverb
from reading.looks import follows_any, grammar, is_adjective

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Token


def over_measure(tokens: Sequence[Token], number: int) -> int:
    """Step back over "a pair of", "a great shock of", "one of his", "only"."""
    number = over_owner(tokens, number)
    end = max(1, number - LONGEST_RUN)
    while number > end and (tokens[number - 1].word in grammar().measured or is_adverb(tokens[number - 1].word)):
        number -= 1
        if tokens[number].word == "of":
            while number > end and is_measure(tokens[number - 1].word):
                number -= 1
            return number
    return number


def is_measure(word: str) -> bool:
    """Whether a word belongs to "a great shock"."""
    if word in lexicon().looks.hair.measures or word in ("a", "an", "the", "some", "its", "one"):
        return True
    return is_adjective(word) and word not in lexicon().looks.garments.put_on  # not "wore"


def over_owner(tokens: Sequence[Token], number: int) -> int:
    """Step back over the owner of "a guardsman's tunic", "someone's jersey", "one of Tom's old shirts"."""
    if tokens[number].word != "'s":
        return number
    articles = (at for at in range(number - 1, max(0, number - 5), -1) if tokens[at].word in ("a", "an", "the"))
    start = next(articles, number - 1)
    is_one = start > 1 and tokens[start - 1].word == "of" and tokens[start - 2].word == "one"
    return start - 2 if is_one else start


def has_part(tokens: Sequence[Token], opens: int, noun: int) -> bool:
    """Whether a part of a garment is named, as of one that is worn: "his vest pocket", "the front of his vest"."""
    parts = lexicon().looks.garments.parts
    is_of = opens > 1 and tokens[opens - 1].word == "of" and tokens[opens - 2].word in parts
    return is_of or follows_any(tokens, noun + 1, parts)


def is_both(tokens: Sequence[Token], number: int) -> bool:
    """Whether two adverbs are joined before a token: "Plainly but neatly"."""
    joins = number > 1 and tokens[number - 1].word in ("and", "but") and is_adverb(tokens[number - 2].word)
    return joins and number < len(tokens) and is_adverb(tokens[number].word)


def is_gerund(tokens: Sequence[Token], number: int) -> bool:
    """Whether a verb in -ing only names a deed: "for wearing flannel shirts", "the habit of wearing"."""
    is_named = tokens[number - 1].word in lexicon().verbs.preposition
    return number > 0 and is_named and tokens[number].word.endswith("ing")
