"""Tell which verbs are nothing without an object, and find an object that does not follow: "the basket he carried"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.tables import read_columns
from english.verbs import may_be_participle, read_verb
from english.words import LONGEST_RUN, is_adverb
from reading.looks import is_adjective
from reading.noun_phrases import is_open, opens_noun, read_noun_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Token
    from reading.action_phrases import Phrasing
    from reading.clauses import Event
    from reading.noun_phrases import NounPhrase

LONGEST_NOUN = 6  # words from its article to a noun
OBJECT_PARTICLES = frozenset(("up", "out", "away", "off", "aside", "together"))
PARTICLES = OBJECT_PARTICLES | {"down", "back", "over", "on"}
RELATIVES = frozenset(("that", "which", "whom"))
COPULAS = frozenset(("be", "become", "seem", "appear"))
LONGEST_ROW = 6  # words of participles in a row before a noun


class Part(NamedTuple):
    """An object, or a place or thing with its preposition."""

    links: tuple[str, ...]  # prepositions and directions
    words: tuple[str, ...] = ()
    short: tuple[str, ...] = ()  # without adjectives
    bare: tuple[str, ...] = ()  # its noun alone

    @property
    def lengths(self) -> tuple[tuple[str, ...], ...]:
        """Give its wordings, the longest first."""
        return tuple((*self.links, *words) for words in (self.words, self.short, self.bare))


@cache
def needs_object(lemma: str) -> bool:
    """Whether a verb is nothing without its object."""
    return lemma in read_columns("transitive_verbs.txt")


@cache
def bare_particles(lemma: str) -> frozenset[str]:
    """Give the particles with which such a verb needs no object after all: "lit up", "set off"."""
    return frozenset(" ".join(read_columns("transitive_verbs.txt").get(lemma, ())).split())


def is_object(lemma: str, part: Part) -> bool:
    """Whether a part is a verb's object, after a particle too: "putting on a coat"."""
    particles = PARTICLES if needs_object(lemma) else OBJECT_PARTICLES
    return bool(part.words) and particles.issuperset(part.links)


def stands_for_object(lemma: str, part: Part) -> bool:
    """Whether a part is a verb's object, or what the verb aims at ("pulling at the rope"), or a particle of its own."""
    phrases = lexicon().verbs.phrases
    if part.links and part.links[0] in bare_particles(lemma):
        return True
    if not part.words:
        return False
    is_aim = lemma in phrases.aimed and not phrases.aims_at.isdisjoint(part.links)
    return is_object(lemma, part) or is_aim


def is_verb_here(scene: Phrasing, event: Event) -> bool:
    """Whether a word is a verb where it stands: not "a shot of the hills", "a smoking gun", "wide shouldered"."""
    tokens, number = scene.tokens, event.token
    after = tokens[number + 1].word if number + 1 < len(tokens) else "."
    before = tokens[number - 1] if number else None
    if event.lemma in COPULAS or (after == "of" and event.lemma not in lexicon().verbs.phrases.takes_of):
        return False
    if before is None or before.sentence != tokens[number].sentence:
        return True
    if before.word == "'s" or (opens_noun(before.word) and number - 1 not in scene.mention_at):
        return False
    if before.text == "," and after == "by" and may_be_participle(tokens[number].word):
        return False  # "leaves, stirred by the breeze"
    if event.form == "ing":
        return not (is_open(tokens, number + 1) and is_in_row(tokens, number))
    return not (
        is_adjective(before.word) and before.word not in lexicon().verbs.adverbs and not ends_mention(scene, number)
    )


def is_in_row(tokens: Sequence[Token], number: int) -> bool:
    """Whether a participle stands in a row before a noun: "a dashing, swinging and smoking figure"."""
    for at in range(number - 1, max(-1, number - 1 - LONGEST_ROW), -1):
        word = tokens[at].word
        if opens_noun(word):
            return True
        verb = read_verb(word)
        if word not in (",", "and") and not (verb and verb.form == "ing") and not is_adjective(word):
            return False
    return False


def ends_mention(scene: Phrasing, number: int) -> bool:
    """Whether somebody is named or described right before a token."""
    reach = range(max(0, number - LONGEST_NOUN), number)
    return any(at in scene.mention_at and scene.mention_at[at].last == number for at in reach)


# --- Objects that do not follow --------------------------------------------------------------------------------------


def find_object_elsewhere(scene: Phrasing, event: Event) -> tuple[str, ...]:
    """Find the words for an object that stands before its verb, or after the next one; () without one."""
    phrase = object_shared(scene, event) or object_before(scene, event)
    if phrase is None:
        return ()
    words = phrase.words if len(phrase.words) <= LONGEST_NOUN else phrase.short
    return ("the", *words[1:]) if words[0] in ("a", "an") and len(words) > 1 else words


def object_shared(scene: Phrasing, event: Event) -> NounPhrase | None:
    """Find the object of two verbs: "took and read the letter", "lifted, turned and examined the cup"."""
    tokens, number = scene.tokens, event.token + 1
    while number < len(tokens) and (tokens[number].word in (",", "and", "or") or is_adverb(tokens[number].word)):
        number += 1
    if number == event.token + 1 or number >= len(tokens) or tokens[number].quoted:
        return None
    verb = read_verb(tokens[number].word)
    if verb is None or verb.form not in (event.form, "participle") or not needs_object(verb.lemma):
        return None
    return read_noun_phrase(tokens, number + 1) if is_noun_phrase_at(tokens, number + 1) else None


def object_before(scene: Phrasing, event: Event) -> NounPhrase | None:
    """Find the noun of which a relative clause tells: "the basket that he carried", "the dust they raised"."""
    tokens = scene.tokens
    subject = subject_before(scene, event.token)
    if subject is None or subject == 0:
        return None
    end = subject - 1 if tokens[subject - 1].word in RELATIVES else subject
    for start in range(end - 1, max(-1, end - 1 - LONGEST_NOUN), -1):
        if tokens[start].sentence != tokens[event.token].sentence or tokens[start].quoted:
            return None
        if opens_noun(tokens[start].word):
            phrase = read_noun_phrase(tokens[start:end], 0)
            return phrase if phrase is not None and start + phrase.last == end else None
    return None


def subject_before(scene: Phrasing, verb: int) -> int | None:
    """Find the first token of the subject right before a verb."""
    tokens, end = scene.tokens, verb
    while end > max(0, verb - LONGEST_RUN) and (
        is_adverb(tokens[end - 1].word) or tokens[end - 1].word in lexicon().verbs.have
    ):
        end -= 1
    reach = range(max(0, end - LONGEST_NOUN), end)
    return next((at for at in reach if at in scene.mention_at and scene.mention_at[at].last == end), None)


def is_noun_phrase_at(tokens: Sequence[Token], number: int) -> bool:
    """Whether an article or another word of a noun phrase stands at a token."""
    return number < len(tokens) and (opens_noun(tokens[number].word) or is_open(tokens, number))
