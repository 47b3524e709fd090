"""Decide whose a thing in a clause of its own is: "coat swirling", "the face that she turned", "It was a grin"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.verbs import read_verb
from english.words import LONGEST_RUN, is_adverb
from reading.garment_words import over_measure
from reading.looks import FEATURES, follows_any, grammar, is_adjective, slot_by_noun
from reading.people import GROUP
from reading.people_around import is_denied, is_first
from reading.person_phrases import is_only
from reading.wearing import Owned, is_off, is_sure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Token
    from reading.look_phrases import LookPhrase
    from reading.people_around import PeopleAround

LONGEST_ASIDE = 7  # tokens from "Coat swirling" to the comma after it
SHOWN = frozenset(("turn", "lift", "raise", "show", "present", "bend", "wear", "give", "flash"))
COVERING = frozenset(("cover", "hide", "shade", "veil", "envelop", "enfold", "swathe", "encase", "clothe", "shroud"))
PREPOSITIONS = {
    "through": ("teeth", "lips", "eyes"),
    "between": ("teeth", "lips"),
    "from": ("eyes",),
    "on": ("feet", "toes", "legs", "knees", "tiptoes"),
}


def told_aside(people: PeopleAround, phrase: LookPhrase) -> Owned | None:
    """Find whose a thing is that stands in a clause or an aside of its own."""
    found = alone(people, phrase) or through(people, phrase)
    found = found or of_somebody(people, phrase)
    return found or turned(people, phrase) or covering(people, phrase) or smiled(people, phrase)


def alone(people: PeopleAround, phrase: LookPhrase) -> Owned | None:
    """Read "she ran, coat swirling", "Coat swirling, she ran": the subject's, if nobody else is spoken of."""
    tokens, first = people.tokens, phrase.opens
    if (
        phrase.determiner
        or phrase.slot == "marks"
        or not (phrase.is_feature or is_sure(phrase))
        or not is_doing(tokens, phrase.noun + 1)
    ):
        return None
    if is_off(tokens, first, phrase.noun) is not False:
        return None
    if is_first(tokens, first) and tokens[first].is_capital:
        near = range(phrase.noun + 2, min(phrase.noun + LONGEST_ASIDE, len(tokens) - 1))
        comma = next((at for at in near if tokens[at].text == ","), 0)
        mention = people.by_first.get(comma + 1) if comma else None
    elif tokens[first - 1].text == ",":
        mention = people.subject_before(first - 1)
        mention = mention if mention is not None and is_only(people, mention, first - 1) else None
    else:
        return None
    is_one = mention is not None and mention.subject and not mention.owns and mention.who is not GROUP
    return Owned(mention.who) if mention is not None and is_one else None


def through(people: PeopleAround, phrase: LookPhrase) -> Owned | None:
    """Read "through set teeth", "on bare feet", "out of a pale face": the subject's own."""
    tokens, at = people.tokens, phrase.opens - 1
    parts = PREPOSITIONS.get(tokens[at].word, ()) if at > 0 else ()
    is_own = phrase.determiner in ("", "a", "an") and not phrase.is_bare
    if not is_own or not ({phrase.slot, phrase.noun_text} & set(parts)):
        return None
    subject = people.subject_before(at)
    is_one = subject is not None and subject.who is not GROUP and is_only(people, subject, at)
    return Owned(subject.who) if subject and is_one and not is_denied(tokens, subject.last, at) else None


def of_somebody(people: PeopleAround, phrase: LookPhrase) -> Owned | None:
    """Read "the pale face of Emma", "the burly figure of the Colonel"."""
    mention = people.by_first.get(phrase.noun + 2) if follows_any(people.tokens, phrase.noun + 1, ("of",)) else None
    is_told = phrase.is_feature and not phrase.is_bare and phrase.determiner in ("", "the")
    if mention is None or not is_told or mention.owns or mention.is_pronoun or mention.who is GROUP:
        return None
    return Owned(mention.who)


def is_doing(tokens: Sequence[Token], number: int) -> bool:
    """Whether what follows a bare noun says how it is, with no verb of being: "swirling", "wide", "still wet"."""
    while number < len(tokens) and is_adverb(tokens[number].word):
        number += 1
    if number >= len(tokens) or not tokens[number].text[0].isalpha():
        return False
    word, verb = tokens[number].word, read_verb(tokens[number].word)
    is_plain = is_adjective(word) and (verb is None or verb.form == "base")
    return is_plain or (verb is not None and (verb.form in ("ing", "participle") or word.endswith("ed")))


def turned(people: PeopleAround, phrase: LookPhrase) -> Owned | None:
    """Read "the haughty face that she turned to the world", "the smile he gave her"."""
    at = phrase.noun + 1 + follows_any(people.tokens, phrase.noun + 1, ("that", "which"))
    mention = people.by_first.get(at)
    if mention is None or mention.owns or phrase.slot not in ("face", "eyes", "smile"):
        return None
    verb = read_verb(people.tokens[mention.last].word) if mention.last < len(people.tokens) else None
    return Owned(mention.who) if verb is not None and verb.lemma in SHOWN else None


def covering(people: PeopleAround, phrase: LookPhrase) -> Owned | None:
    """Read "A smock covered her", "A veil hid her face"."""
    tokens, at = people.tokens, phrase.noun + 1
    verb = read_verb(tokens[at].word) if at < len(tokens) else None
    mention = people.by_first.get(at + 1)
    is_some = not phrase.is_feature or (phrase.slot in ("beard", "hair", "marks") and phrase.determiner != "the")
    if not is_some or verb is None or verb.lemma not in COVERING or mention is None:
        return None
    after = lexicon().verbs.preposition | grammar().ends
    is_part = any(slot_by_noun().get(token.word) in FEATURES for token in tokens[mention.last : mention.last + 3])
    is_whole = not mention.owns or follows_any(tokens, mention.last, after)
    return Owned(mention.who) if is_part or is_whole else None


def smiled(people: PeopleAround, phrase: LookPhrase) -> Owned | None:
    """Read "It was a stiff little smile" of whoever smiled just before."""
    tokens, at = people.tokens, over_measure(people.tokens, phrase.opens)
    is_told = at > 1 and tokens[at - 1].word in ("was", "is") and tokens[at - 2].word == "it"
    if phrase.slot != "smile" or not is_told:
        return None
    for number in range(at - 3, -1, -1):
        if tokens[number].sentence < tokens[at].sentence - 1:
            return None
        verb = read_verb(tokens[number].word)
        if verb is not None and verb.lemma == phrase.noun_text and not tokens[number].quoted:
            return who_did(people, number)
    return None


def who_did(people: PeopleAround, verb: int) -> Owned | None:
    """Give the subject right before a verb, or that of its clause."""
    start = verb
    while start > max(0, verb - LONGEST_RUN) and is_adverb(people.tokens[start - 1].word):
        start -= 1
    mention = people.by_last.get(start) or people.subject_before(start)
    is_so = mention is not None and mention.subject and mention.who is not GROUP
    return Owned(mention.who) if mention and is_so and not is_denied(people.tokens, mention.last, verb) else None
