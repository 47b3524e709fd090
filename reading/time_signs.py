"""Weigh a time word as evidence for the scene's own time: nothing for another day, little for before or in speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.verbs import read_verb
from english.words import is_noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Token
    from reading.realis import Realis

QUOTED = 0.4
BEFORE_NOUN = 0.5  # "morning walk"
GENERAL = 0.7  # "at night"
BRACKET = 30  # tokens in which a bracket may have opened
EARLIER, POINTED_AT, TO_COME = 0.5, 0.8, 0.2
OVER = 0.3  # "this morning" in speech is mostly over
RELATIVE = 9  # tokens back to the "that" of a relative clause
ASIDE = 0.3  # in brackets


def now(realis: Realis, first: int, last: int) -> float:
    """Weigh a time word: nothing for another day's, little in speech, less before a noun ("morning walk")."""
    tokens = realis.tokens
    sentence = tokens[first].sentence
    before = [token.word for token in tokens[max(0, first - 4) : first] if token.sentence == sentence]
    after_it = [token.word for token in tokens[last : last + 8] if token.sentence == sentence]
    is_elsewhere = (
        last + 1 < len(tokens) and tokens[last + 1].is_capital and lexicon().time.months.isdisjoint(after_it[1:2])
    )
    is_reached = not tokens[first].quoted and reaches(before, after_it)
    if not tokens[first].quoted and is_in_a_relative(tokens, first):
        return 0.0
    if not is_reached and is_another_day(before, after_it, is_elsewhere=is_elsewhere):
        return 0.0
    weight = said_now(realis, first, last)
    if before[-1:] and before[-1] in lexicon().time.general:
        weight *= GENERAL
    if any(token.text == "(" for token in tokens[max(0, first - BRACKET) : first] if token.sentence == sentence):
        weight *= ASIDE
    after = tokens[last].word if last < len(tokens) else ""
    return weight * (BEFORE_NOUN if last - first == 1 and (after == "'s" or is_noun(after)) else 1.0)


def is_in_a_relative(tokens: Sequence[Token], first: int) -> bool:
    """Whether the time is in a past relative clause or "some time in": "a letter that came at noon lies there"."""
    if tokens[first - 1].word == "the" and " ".join(token.word for token in tokens[max(0, first - 5) : first - 1]) in (
        "hand some time in",
        "some time in",
    ):
        return True
    before = tokens[first - 2].word if tokens[first - 1].word == "the" else tokens[first - 1].word
    if before not in ("at", "in", "on", "that", "after"):
        return False
    for index in range(first - 1, max(0, first - RELATIVE), -1):
        token = tokens[index]
        if token.sentence != tokens[first].sentence or not token.text[0].isalpha():
            return False
        if token.word in ("that", "which", "who") and is_noun(tokens[index - 1].word):
            verb = read_verb(tokens[index + 1].word)
            return verb is not None and verb.form == "past" and tokens[index - 1].text.islower()
    return False


def reaches(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether "by" opens the clause, or "now" follows: "By noon the rain had gone", "lit by half past five now"."""
    if before[-1:] != ["by"]:
        return False
    return len(before) == 1 or before[-2] in (",", ";", ":", "—", "and", "but") or after[:1] == ["now"]


def said_now(realis: Realis, first: int, last: int) -> float:
    """Weigh a time by its speaker: the narration, of now or before ("had"), or somebody aloud ("a night like this")."""
    tokens = realis.tokens
    if not tokens[first].quoted:
        if is_to_come(tokens, first):
            return TO_COME
        around = [token.word for token in tokens[max(0, first - 6) : last + 4]]
        if tokens[first - 1].word == "that" and is_looked_back_on(tokens, realis.earlier_verb(first), first):
            return 0.0
        earlier = any(is_before(around, at) for at in range(len(around)))
        had = earlier or not {"had", "'d", "has", "have", "'ve"}.isdisjoint(around)
        if had and tokens[first - 1].word == "all":
            return 0.0  # "had snowed all night": the night is over
        if earlier and tokens[first - 1].word == "by":  # "By noon the rain had gone": it is noon now
            return 1.0
        return min(1.0, realis.at(first) * 1.2) * (EARLIER if earlier else 1.0)
    if is_asked(tokens, first, last):
        return POINTED_AT
    if is_planned(tokens, first) or [token.word for token in tokens[first - 1 : last]] == ["in", "the", "night"]:
        return 0.0
    if tokens[first].word == "morning" and tokens[first - 1].word == "this":
        return OVER
    pointed = tokens[first - 1].word == "this" or [token.word for token in tokens[last : last + 2]] == ["like", "this"]
    return POINTED_AT if pointed and first else QUOTED


def is_asked(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a speech states the time: "It's lunch", "Ten to one." by itself, "At ten o'clock?"."""
    after = tokens[last].text if last < len(tokens) else "."
    if after not in (".", ",", "?", "!", "-", "—", "now"):
        return False
    before = [token.word for token in tokens[max(0, first - 3) : first]]
    stated = before[-2:] in (["it", "'s"], ["it", "is"])
    alone = last - first > 1 and before[-1:] in (['"'], ["“"], ["'"], ["‘"])
    return stated or alone or (after == "?" and before[-1:] == ["at"] and before[-2:-1] in (['"'], ["“"], ["‘"]))


def is_before(words: Sequence[str], at: int) -> bool:
    """Whether "had" puts a verb in the past: "had come", "there had been", not "had been coming"."""
    if words[at : at + 2] in (["must", "have"], ["might", "have"]):
        return True
    is_had = words[at] in ("had", "'d")
    return is_had and (words[at + 1 : at + 2] != ["been"] or words[at - 1 : at] == ["there"])


def is_looked_back_on(tokens: Sequence[Token], verb: int, first: int) -> bool:
    """Whether a verb with "had" governs the time: "where he had left it that morning"."""
    return verb >= 0 and not any(token.text == "," for token in tokens[verb:first])


def is_planned(tokens: Sequence[Token], first: int) -> bool:
    """Whether a speech is about the future: "The board meets in the morning", "Be there at dawn"."""
    before = [token.word for token in tokens[max(0, first - 2) : first]]
    return before[-1:] == ["at"] or before == ["in", "the"] or before[-1:] == ["by"]


def is_to_come(tokens: Sequence[Token], first: int) -> bool:
    """Whether a bare verb just before makes the time a plan: "… and call them in the morning"."""
    for index in range(first - 1, max(0, first - 6), -1):
        if tokens[index].sentence != tokens[first].sentence:
            return False
        verb = read_verb(tokens[index].word)
        if verb and verb.form == "base" and tokens[index - 1].word in ("and", "or", "to", "let", "them", "him", "her"):
            return True
    return False


def is_another_day(before: Sequence[str], after: Sequence[str], *, is_elsewhere: bool) -> bool:
    """Whether the words around a time move it to another day: "yesterday", "midnight in Tokyo"."""
    if before[-1:] == ["after"] and {"it", "was"} <= {*before} | ({"it"} if before[:1] == ["'s"] else set()):
        return False  # "It was already after four"
    away = lexicon().time.not_now
    if before[-1:] in (["till"], ["until"]) and not {"not", "never", "wasn't", "didn't"}.isdisjoint(before):
        return False  # "was not over till noon"
    if {"yesterday", "tomorrow", "to-morrow"} & set(before):
        return True
    if before[-1:] == ["and"] and before[-2:-1] and before[-2] in ("day", "night"):
        return True  # "day and night"
    if after[:2] in (["and", "day"], ["and", "night"]):
        return True
    if before[-1:] == ["after"] and before[-2:-1] and before[-2] in lexicon().time.waking.shortly:
        return False  # "shortly after midnight"
    if before and (
        before[-1] in away or (before[-1] in ("the", "a", "about") and before[-2:-1] and before[-2] in away)
    ):
        return True
    if after[:1] == ["in"] and is_elsewhere:
        return True  # "midnight in Tokyo"
    return "ago" in after or (bool(after) and after[0] in lexicon().time.after)
