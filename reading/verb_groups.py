"""Find what governs a verb and what follows it: "had soon gone", "was not going", "ought to be going"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.verbs import read_verb
from english.word_classes import phrase_openers
from english.words import LONGEST_RUN, is_adverb

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from english.tokens import Token

LOOK_BACK = 4  # tokens before a verb within which its auxiliary is found


@cache
def boundaries() -> frozenset[str]:
    """Give the marks and conjunctions that end a clause."""
    return frozenset((",", ";", ":", "—", "--", "–", "(", ")")) | lexicon().verbs.conjunction


@cache
def auxiliaries() -> dict[str, str]:
    """Give for every auxiliary its kind: "be", "have" or "modal"."""
    verbs = lexicon().verbs
    kinds = (("be", verbs.be), ("have", verbs.have), ("modal", verbs.modal | verbs.negation | CAUSATIVES))
    return {word: kind for kind, words in kinds for word in words}


CAUSATIVES = frozenset(("to", "let", "make", "made"))  # they take a bare verb, as modals do


def find_auxiliary(tokens: Sequence[Token], start: int, number: int, mentioned: Collection[int]) -> str:
    """Name the kind of word that governs a verb: "be", "have", "modal" (also "to", negation), or "".

    The sentence begins at `start`; mentions of people, which begin at the tokens in `mentioned`, are skipped.
    """
    index = number - 1
    limit = number - LOOK_BACK
    while index >= max(start, limit):
        word = tokens[index].word
        kind = auxiliaries().get(word)
        if kind:
            return kind
        if word == ",":
            index = before_aside(tokens, start, index, mentioned)
            limit = index - 1
            continue
        if not is_adverb(word) and index not in mentioned:
            return ""
        index -= 1
    return ""


def before_aside(tokens: Sequence[Token], start: int, comma: int, mentioned: Collection[int]) -> int:
    """Step from a comma back over the aside that it closes: "had, of course, dreamed"; -1 if it closes none."""
    for index in range(comma - 1, max(start, comma - LOOK_BACK), -1):
        if tokens[index].word == ",":
            return index - 1
        if index in mentioned:
            break
    return -1


def is_auxiliary(tokens: Sequence[Token], number: int) -> bool:
    """Whether "had" is an auxiliary: "had just gone"."""
    index, end = number + 1, min(len(tokens), number + LONGEST_RUN)
    while index < end and is_adverb(tokens[index].word):
        index += 1
    verb = read_verb(tokens[index].word) if index < len(tokens) else None
    return verb is not None and verb.form in ("past", "participle")


def is_only_due(tokens: Sequence[Token], start: int, number: int) -> bool:
    """Whether an -ing form follows "ought to be" or "wanted to be", not "seemed to be"."""
    words = [token.word for token in tokens[max(start, number - 3) : number]]
    governing = read_verb(words[0]) if len(words) == len(("ought", "to", "be")) else None
    seems = governing is not None and governing.lemma in ("seem", "appear", "happen")
    return words[-2:] == ["to", "be"] and not seems


def says_how(tokens: Sequence[Token], number: int, mentioned: Collection[int]) -> bool:
    """Whether a judgement follows "looked" or "felt": "looked tired", "looked like", not "looked at"."""
    words = [token.word for token in tokens[number : number + LOOK_BACK]]
    lovely = lexicon().verbs.phrases.not_manner
    while words and (
        (is_adverb(words[0]) and words[0] not in lovely)
        or words[:2] in (["at", "once"], ["at", "last"], ["at", "first"])
    ):
        words = words[2 if words[0] == "at" else 1 :]
    if not words or not words[0][0].isalpha():
        return False
    return words[0] in ("like", "as") or (
        number not in mentioned
        and words[0] not in phrase_openers()
        and words[0] not in lexicon().verbs.copulas.directions
        and words[0] not in ("it", "them", "me", "us", "you")
    )
