"""Decide whether a word is in the subject position of its clause, so that the next verb is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.tokens import sentence_start
from english.verbs import read_verb
from english.words import LONGEST_RUN

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from english.tokens import Token


def is_subject_place(tokens: Sequence[Token], number: int, people: Collection[str] = ()) -> bool:
    """Whether a word is in subject position: not after a preposition, verb or article.

    `people` are nouns that may stand before a name: "the butler Hale".
    """
    end = max(0, number - LONGEST_RUN)
    while number > end and (tokens[number - 1].word in BEFORE_NAMES or tokens[number - 1].word in people):
        number -= 1
    if number == 0 or tokens[number - 1].sentence != tokens[number].sentence:
        return True
    before = tokens[number - 1].word
    if not before[0].isalpha():
        return before != "'s"
    if before in lexicon().verbs.conjunction:
        return before != "than"
    return before in lexicon().verbs.adverbs or before.endswith("ly") or before in SPEECH_INVERSION


def is_after_where(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name with its verb follows an adverbial: "In the front pew Kit had …", "At noon Tom came"."""
    prepositions = lexicon().verbs.preposition
    between = [token.word for token in tokens[sentence_start(tokens, first) : first]]
    if (
        len(between) < len(("at", "noon"))
        or (between[0] not in prepositions and between[0] not in WHEN)
        or not all(word.isalpha() for word in between)
    ):
        return False
    before = read_verb(between[-1])
    verb = read_verb(tokens[last].word) if last < len(tokens) else None
    is_where = between[-1] not in prepositions and (before is None or before.form in ("base", "s"))
    is_where = is_where or (between[0] in WHEN and between[-1] in PARTICLES)  # "When she hangs up Tom is …"
    return is_where and verb is not None and (verb.form == "past" or verb.lemma == "be")


WHEN = frozenset(("when", "as", "while", "after", "before", "once", "until", "till", "if", "because", "since"))
PARTICLES = frozenset(("up", "down", "out", "off", "away", "back", "in", "over", "again", "round", "around", "on"))
BEFORE_NAMES = frozenset(("the", "old", "young", "little", "poor", "his", "her", "my", "their", "our"))
SPEECH_INVERSION = frozenset(
    ("said", "asked", "cried", "replied", "answered", "whispered", "shouted", "exclaimed", "muttered", "murmured")
) | frozenset(("says", "asks", "cries", "replies", "answers", "whispers", "shouts", "exclaims", "mutters", "murmurs"))
