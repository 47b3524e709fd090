"""Weigh how real each word of a scene is: whether what it says happens here and now.

Realis is LitBank's term (Sims, Park and Bamman 2019) for events that really happen in the story, not denied,
planned, imagined or usual ones; here it is a weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.verbs import read_verb
from english.words import is_adverb
from reading.clauses import REAL, Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Prose, Token

EARLIER, HABITUAL, IMAGINED, GENERAL, PLAIN, ACTED = 0.35, 0.4, 0.35, 0.4, 0.85, 1.5
HALF_IMAGINED = 0.6
AIMED = 0.5
ACT_REACH = 8  # tokens after a verb that belong to it
QUOTED = 0.15
POINTED_AT = 0.6  # "this room", said aloud
COMPARED = 0.0
EARLIER_REACH = 16  # tokens that a "had" governs
CLAUSE_ENDS = frozenset((";", ":", "—", "--", "–"))
SUBJECTS = frozenset(("he", "she", "they", "we", "i", "you"))
LIKENED = frozenset(("if", "though", "a", "an", "one", "you", "people"))  # "as one might through a bathroom door"
LOOK_BACK = 7  # tokens before a word in which "like" or "as if" makes a comparison


@dataclass(frozen=True, slots=True)
class Realis:
    """How real every sentence of a scene is: about 1 for what people do now, little for memories, habits and wishes."""

    tokens: tuple[Token, ...]
    by_sentence: tuple[float, ...]
    acting: frozenset[int]  # tokens of verbs that somebody does now

    def at(self, number: int) -> float:
        """Weigh the word at a token number."""
        token = self.tokens[number]
        if token.quoted:
            before = self.tokens[number - 1].word if number else ""
            return POINTED_AT if before in ("this", "these") else QUOTED
        if self._is_compared(number):
            return COMPARED
        if self._is_aim(number):
            return self.by_sentence[token.sentence] * AIMED
        return self.by_sentence[token.sentence] * (ACTED if self._is_acted(number) else 1.0)

    def earlier_verb(self, number: int) -> int:
        """Find the verb that puts the word's clause in the past, or -1: "what had been shouted in the barn"."""
        sentence = self.tokens[number].sentence
        for index in range(number - 1, max(-1, number - EARLIER_REACH), -1):
            token = self.tokens[index]
            if token.sentence != sentence or token.quoted or token.text in CLAUSE_ENDS or token.word in SUBJECTS:
                return -1
            verb = read_verb(token.word) if token.text.islower() else None
            if verb and verb.form in ("past", "participle") and token.word not in ("had", "been"):
                return index if self._has_had(index) else -1
        return -1

    def _has_had(self, number: int) -> bool:
        """Whether "had" governs a participle: "had soon been said", "she'd left"."""
        for index in range(number - 1, max(-1, number - LOOK_BACK), -1):
            word = self.tokens[index].word
            if word in ("had", "'d", "having", "hadn't"):
                return True
            if word not in SUBJECTS and word != "been" and not is_adverb(word) and word not in ("never", "not"):
                return False
        return False

    def _is_aim(self, number: int) -> bool:
        """Whether the word belongs to an intention: "to go to the station"."""
        sentence = self.tokens[number].sentence
        for index in range(number - 1, max(0, number - ACT_REACH), -1):
            token = self.tokens[index]
            if token.sentence != sentence or index in self.acting or token.text in (",", ";"):
                return False
            verb = read_verb(token.word)
            paired = self.tokens[index - 2].word == token.word  # "face to face", "hand to hand"
            if verb and verb.form == "base" and self.tokens[index - 1].word in lexicon().verbs.aims and not paired:
                return True
        return False

    def _is_acted(self, number: int) -> bool:
        """Whether somebody does something just before the word: "she sat down in the kitchen"."""
        return not self.acting.isdisjoint(range(number - ACT_REACH, number))

    def _is_compared(self, number: int) -> bool:
        sentence = self.tokens[number].sentence
        for index in range(number - 1, max(-1, number - LOOK_BACK), -1):
            token = self.tokens[index]
            if token.sentence != sentence or token.text in (",", ";", ":", "—", "--", "("):
                return False
            if token.word in ("like", "than", "resembling"):
                return not is_verb(self.tokens, index)
            if token.word == "as" and self.tokens[index + 1].word in LIKENED:
                return True
        return False


def is_verb(tokens: Sequence[Token], number: int) -> bool:
    """Whether "like" is the verb: "they like the house"."""
    return number > 0 and tokens[number - 1].word in (
        "i",
        "you",
        "we",
        "they",
        "would",
        "'d",
        "not",
        "didn't",
        "don't",
        "to",
    )


def find_realis(prose: Prose, events: Sequence[Event]) -> Realis:
    """Weigh every sentence by its verbs and by the words that make habits, memories and wishes of them."""
    in_present = sum(event.form == "s" for event in events) > sum(event.form == "past" for event in events)
    events_of: dict[int, list[Event]] = {}
    for event in events:
        events_of.setdefault(prose.tokens[event.token].sentence, []).append(event)
    weights = []
    for number, (first, last) in enumerate(prose.sentences):
        words = [token.word for token in prose.tokens[first:last] if not token.quoted]
        weigh = weigh_present if in_present else weigh_clause
        weights.append(weigh(words, events_of.get(number, [])))
    acting = frozenset(event.token for event in events if event.who is not None and event.real >= REAL)
    return Realis(prose.tokens, tuple(weights), acting)


def weigh_clause(words: Sequence[str], events: Sequence[Event]) -> float:
    """Weigh a sentence of a scene told in the past tense."""
    present = not lexicon().verbs.present.isdisjoint(words)
    if events and all(event.real < REAL for event in events):
        return EARLIER
    if not lexicon().verbs.habit.isdisjoint(words):
        return HABITUAL
    if not lexicon().verbs.wishes.isdisjoint(words):
        return IMAGINED if not any(event.who is not None for event in events) else HALF_IMAGINED
    past = any(event.form == "past" for event in events)
    if present and not past:
        return GENERAL
    return PLAIN


def weigh_present(words: Sequence[str], events: Sequence[Event]) -> float:
    """Weigh a sentence of a scene told in the present tense: what was, had been or will be is not now."""
    now = any(event.real >= REAL and event.form in ("s", "ing") for event in events)
    now = now or not (lexicon().verbs.present | {"'s"}).isdisjoint(words)
    if not now and (not lexicon().verbs.past.isdisjoint(words) or any(event.form == "past" for event in events)):
        return EARLIER
    if not lexicon().verbs.habit.isdisjoint(words):
        return HABITUAL
    if words[:1] != ["if"] and not (lexicon().verbs.wishes & set(words[: len(words) // 2 + 1])):
        return PLAIN
    return HALF_IMAGINED if now else IMAGINED


def dreamt_sentences(prose: Prose) -> frozenset[int]:
    """Find sentences in paragraphs told in the present tense where the scene begins in the past: a dream."""
    tally: dict[int, int] = {}
    past: set[int] = set()
    for token in (prose.tokens[number] for number in prose.find_words(PAST | PRESENT)):
        if not token.quoted:
            tally[token.paragraph] = tally.get(token.paragraph, 0) + (1 if token.word in PAST else -1)
            past |= {token.sentence} if token.word in PAST else set()
    first = next((tense for _, tense in sorted(tally.items()) if tense), 0)
    spans = [prose.paragraphs[paragraph] for paragraph, tense in tally.items() if first > 0 > tense]
    return frozenset(prose.tokens[number].sentence for span in spans for number in range(*span)) - past


PAST = frozenset(("was", "were", "had", "did", "said", "came", "went"))
PRESENT = frozenset(("is", "are", "has", "does", "says", "comes", "goes"))
