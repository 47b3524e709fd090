"""What the words beside a name say its bearer is: "the butler Hale", "Ann, his sister", "Hale was a stout Scotsman"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from english.tables import read_words, word_set

if TYPE_CHECKING:
    from english.tokens import Token


def role_follows(tokens: Sequence[Token], number: int) -> bool:
    """Whether a comma is followed by what somebody is: ", the butler", ", a tall girl"."""
    words = [token.word for token in tokens[number : number + 5]]
    if not words or words[0] not in ("a", "an", "the", "his", "her", "their", "my", "our"):
        return False
    return any(word in read_words("person_nouns.txt") or word in roles() for word in words[1:])


def is_somebody(tokens: Sequence[Token], number: int) -> bool:
    """Whether "a short, stout Englishman" follows: words for how a person looks, then who can only be a person."""
    words = [token.word for token in tokens[number : number + 7]]
    if words[:1] not in (["a"], ["an"]):
        return False
    stops = word_set("verbs.toml", "preposition") | {"'s"}
    end = next(
        (at for at, word in enumerate(words) if word in stops or (not word[0].isalpha() and word != ",")), len(words)
    )
    known = word_set("looks.toml", "visual_nouns", "words") | roles()
    return words[end : end + 1] != ["'s"] and (words[end - 1] in known or words[end - 1].endswith(("man", "woman")))


def role_precedes(tokens: Sequence[Token], number: int) -> bool:
    """Whether what somebody is stands before the comma: "his elder sister, Ann", "two grey horses, Punch and Judy"."""
    if number < 1 or not tokens[number].text.islower():
        return False
    word = tokens[number].word
    if not any(form in read_words("person_nouns.txt") or form in roles() for form in (word, word.removesuffix("s"))):
        return False
    return any(token.word in DETERMINERS or token.word in _numbers() for token in tokens[max(0, number - 4) : number])


DETERMINERS = frozenset(("a", "an", "the", "his", "her", "their", "my", "our", "'s"))


@cache
def _numbers() -> frozenset[str]:
    return word_set("people.toml", "numbers")


@cache
def roles() -> frozenset[str]:
    """Give the nouns that say what a named somebody is, beasts among them."""
    kinds = ("female", "male", "neutral", "beasts")
    return frozenset(word for kind in kinds for word in word_set("people.toml", kind))
