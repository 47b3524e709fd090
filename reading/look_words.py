"""Read what is said of a garment or feature after it: "was short and red", "tied back", ", wide and bright,"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.verbs import read_verb
from english.word_classes import closed_classes
from reading.ages import YEARS
from reading.looks import FEATURES, follows, follows_any, grammar, is_adjective, is_degree, is_visible, shown
from reading.people import GROUP
from reading.people_around import is_first
from reading.predicates import read_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Token


LONGEST_ROW = 7  # words between two commas


def is_said(word: str, slot: str) -> bool:
    """Whether an adjective is kept: of a part of the body only what can be seen, of a face also character."""
    if word in lexicon().looks.unsaid or word in grammar().between or not (word.isalpha() or "-" in word):
        return False
    if slot in FEATURES and slot != "marks":
        return is_visible(word) or (slot in SPEAKING and word in lexicon().looks.character)
    return not word.endswith("ly") or is_adjective(word)


SPEAKING = ("face", "eyes", "smile")


def said_of_it(tokens: Sequence[Token], opens: int, noun: int, slot: str) -> list[str]:
    """Read what is said of a thing: "was short and red", "were shaking", "clouded", ", her eyes searching"."""
    number = noun + 1
    while number < len(tokens) and is_degree(tokens[number].word) and not is_adjective(tokens[number].word):
        number += 1
    if number >= len(tokens) or tokens[number].sentence != tokens[noun].sentence:
        return []
    if tokens[number].text == ",":
        return said_between(tokens, opens, number + 1, slot)
    is_so = tokens[number].word in lexicon().looks.garments.seeming
    number = over_likeness(tokens, number + 1) if is_so else number
    if (
        follows_any(tokens, number + 1, ASIDE)
        and is_bound(tokens[number].word)
        and slot not in ("body", "face", "eyes")
    ):
        return [f"{tokens[number].word}-{tokens[number + 1].word}"]
    if is_so:
        return adjectives_of(tokens, number, slot)
    word = tokens[number].word
    if (seen := shown(word)) and not does_something(tokens, number + 1):
        return [] if slot == "marks" and follows(tokens, number + 1, "at") else [seen]  # "tears pricked at her eyes"
    verb = read_verb(word)
    is_end = follows_any(tokens, number + 1, grammar().ends)
    if is_end and is_adjective(word) and (verb is None or verb.form == "base"):
        return adjectives_of(tokens, number, slot)  # "his mouth hard and thin"
    is_apart = opens > 0 and tokens[opens - 1].word in (",", "with", "and")
    if verb is None or not is_apart or not is_said(word, slot):
        return []
    return [word] if follows_any(tokens, number + 1, grammar().after if verb.form == "ing" else (",", ".", ";")) else []


def said_between(tokens: Sequence[Token], opens: int, number: int, slot: str) -> list[str]:
    """Read the adjectives of "Her eyes, wide and bright as stars, shone": only of what opens its sentence."""
    opens -= opens > 0 and tokens[opens].word == "'s"
    if slot not in FEATURES or not is_first(tokens, opens):
        return []
    near = range(number, min(number + LONGEST_ROW, len(tokens)))
    end = next((at for at in near if tokens[at].text == "," or tokens[at].word in ("as", "with")), number)
    words = [token.word for token in tokens[number:end] if token.word != "and" and not is_degree(token.word)]
    return [word for word in words if is_said(word, slot)] if all(map(is_adjective, words)) else []


def over_likeness(tokens: Sequence[Token], number: int) -> int:
    """Step over what stands before how a thing seems: "was turning blue", "is as white as paper", "went beet red"."""
    number += follows_any(tokens, number, BECOMING)
    number += follows_any(tokens, number, ("as", "a")) and follows_any(tokens, number + 1, lexicon().looks.colors)
    is_shade = follows_any(tokens, number + 1, lexicon().looks.colors) and not is_adjective(tokens[number].word)
    return number + (is_shade and tokens[number].word.isalpha() and tokens[number].word not in closed_classes())


@cache
def is_bound(word: str) -> bool:
    """Whether a word tells how hair or sleeves are put: "tied back", "rolled up"."""
    verb = read_verb(word)
    return verb is not None and verb.lemma in BINDING and (verb.form == "participle" or word.endswith("ed"))


BINDING = frozenset(("tie", "pin", "roll", "pull", "sweep", "draw", "comb", "brush", "slick", "pile", "turn", "scrape"))
ASIDE = frozenset(("back", "up"))
BECOMING = frozenset(("turning", "going", "growing", "getting", "becoming", "looking"))


def does_something(tokens: Sequence[Token], number: int) -> bool:
    """Whether what follows a verb is its object: "touched the door", "crossed Nora's face"."""
    return follows_any(tokens, number, grammar().objects) or (number < len(tokens) and tokens[number].is_capital)


def adjectives_of(tokens: Sequence[Token], number: int, slot: str) -> list[str]:
    """Read the adjectives of a row from a token on, as said of a thing."""
    row, _ = read_row(tokens, GROUP, number, lambda word: is_said(word, slot))
    return [shown(fact.text) or fact.text for fact in row if fact.slot not in YEARS]
