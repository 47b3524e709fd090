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
from reading.predicates import is_likeness, read_row

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
    number = over_relative(tokens, number)
    if tokens[number].text == ",":
        return said_between(tokens, opens, number + 1, slot)
    is_so = tokens[number].word in lexicon().looks.garments.seeming
    if color := color_like(tokens, number + is_so):
        return [color]
    if is_so:
        return [] if is_inside(tokens, opens) else seeming_so(tokens, over_likeness(tokens, number + 1), slot)
    return put_so(tokens, number, slot) or said_alone(tokens, opens, number, slot)


def seeming_so(tokens: Sequence[Token], number: int, slot: str) -> list[str]:
    """Read how a thing is after "was": "tied back", "short and red"; not "thrown over a chair"."""
    is_put = follows_any(tokens, number, lexicon().looks.garments.wound)
    if is_put and follows_any(tokens, number + 1, grammar().around):
        return []
    return put_so(tokens, number, slot) or adjectives_of(tokens, number, slot)


def put_so(tokens: Sequence[Token], number: int, slot: str) -> list[str]:
    """Read "tied back", "rolled up" of hair and sleeves, and "as black as night"."""
    if follows(tokens, number, "as") and is_likeness(tokens, number + 2):
        return adjectives_of(tokens, number + 1, slot)
    is_put = follows_any(tokens, number + 1, ASIDE) and is_bound(tokens[number].word)
    is_put = is_put and slot not in ("body", "face", "eyes")
    return [f"{tokens[number].word}-{tokens[number + 1].word}"] if is_put else []


def said_alone(tokens: Sequence[Token], opens: int, number: int, slot: str) -> list[str]:
    """Read what is said with no verb of being: "his mouth hard and thin", "her face clouded"."""
    word = tokens[number].word
    if (seen := shown(word)) and not does_something(tokens, number + 1):
        is_told = not is_inside(tokens, opens) and not (slot == "marks" and follows(tokens, number + 1, "at"))
        return [seen] if is_told else []  # not "tears pricked at her eyes"
    verb = read_verb(word)
    is_end = follows_any(tokens, number + 1, grammar().ends)
    if is_end and is_adjective(word) and (verb is None or verb.form == "base"):
        return adjectives_of(tokens, number, slot)
    is_apart = opens > 0 and tokens[opens - 1].word in (",", "with", "and")
    if verb is None or not is_apart or not is_said(word, slot):
        return []
    return [word] if follows_any(tokens, number + 1, grammar().after if verb.form == "ing" else (",", ".", ";")) else []


def is_inside(tokens: Sequence[Token], opens: int) -> bool:
    """Whether a verb after a thing is that of another one: "The rings on her fingers glittered"."""
    if tokens[opens].word == "'s":
        opens -= 1  # to the name
        while opens > 1 and tokens[opens - 1].is_capital:
            opens -= 1
    before = tokens[opens - 1].word if opens else "."
    is_part = before == "of" and opens > 1 and tokens[opens - 2].word in ("both", "one", "all", "each", "most")
    return before in grammar().parted | {"of"} and not is_part


def over_relative(tokens: Sequence[Token], number: int) -> int:
    """Step over "that" of "eyes that were blue", and over the clause of "His chin, which was firm, was cleft"."""
    seeming = lexicon().looks.garments.seeming
    if tokens[number].word in ("that", "which") and follows_any(tokens, number + 1, seeming):
        return number + 1
    if tokens[number].text == "," and follows(tokens, number + 1, "which"):
        near = range(number + 2, min(number + LONGEST_ROW + 2, len(tokens) - 1))
        end = next((at for at in near if tokens[at].text == ","), number)
        return end + 1 if follows_any(tokens, end + 1, seeming) else number
    return number


def color_like(tokens: Sequence[Token], number: int) -> str:
    """Read "hair the colour of straw" as "straw-coloured", "" where nothing like it follows."""
    words = [token.word for token in tokens[number : number + 6] if token.sentence == tokens[number].sentence]
    if words[:1] != ["the"] or words[1:2] not in (["color"], ["colour"]) or words[2:3] != ["of"]:
        return ""
    rest = words[3:]
    end = next((at for at, word in enumerate(rest) if not word[0].isalpha() or word in closed_classes()), len(rest))
    return f"{rest[end - 1]}-{words[1]}ed" if end else ""


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
