"""Decide whose a garment or feature is: by its owner, by what governs it, by the list or the sentence it stands in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.verbs import read_verb
from reading.garment_words import over_owner
from reading.look_asides import told_aside
from reading.looks import CLAUSE_END, follows, follows_any, garments, grammar, is_adjective, is_degree
from reading.people import GROUP
from reading.people_around import is_first
from reading.wearing import Owned, governed, is_sure, owned_things, owner_of, worn_after

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from english.tokens import Token
    from reading.look_phrases import LookPhrase
    from reading.people_around import PeopleAround

REACH = 9  # tokens between a garment and whose shoulders it hangs from, or between two things of a list
PARTS = ("body", "eyes", "face")
OWNERS = ("his", "her", "my", "'s")


def owners_of(phrases: Sequence[LookPhrase], people: PeopleAround) -> list[Owned | None]:
    """Give for every phrase whose it is; the next of a list is whose the one before is."""
    found: list[Owned | None] = []
    for number, phrase in enumerate(phrases):
        goes_on = number > 0 and found[-1] is not None and is_listed(people.tokens, phrases[number - 1], phrase)
        if phrase.determiner == "no":
            found.append(None)
        elif goes_on:
            found.append((owned_things(people, phrase) if phrase.determiner in OWNERS else None) or found[-1])
        else:
            found.append(find_owner(people, phrase) or told_by_it(people.tokens, phrases, found, number))
    for number, phrase in enumerate(phrases):
        is_part = phrase.determiner == "the" and phrase.is_feature and not phrase.is_bare and phrase.slot != "smile"
        is_part = is_part and phrase.noun_text not in lexicon().looks.ambiguous
        if found[number] is None and is_part:
            found[number] = owner_around(people, phrases, found, number)
    return found


def find_owner(people: PeopleAround, phrase: LookPhrase) -> Owned | None:
    """Decide whose a phrase is that goes on no list."""
    if phrase.noun_text in lexicon().looks.ambiguous and phrase.determiner not in OWNERS:
        return None  # "the lock" of a door
    if borne := put_round(people, phrase) or seen_on(people, phrase):
        return borne
    if phrase.determiner in OWNERS and owner_of(people, phrase) is not None:
        return owned_things(people, phrase)
    return governed(people, phrase) or worn_after(people, phrase) or told_aside(people, phrase)


def put_round(people: PeopleAround, phrase: LookPhrase) -> Owned | None:
    """Read "a shawl hung from her shoulders", "buckled his cloak across Freha's shoulders", "wound about her"."""
    tokens, words = people.tokens, lexicon().looks.garments
    for index in range(phrase.noun + 1, min(phrase.noun + REACH, len(tokens) - 1)):
        token = tokens[index]
        is_over = token.sentence != tokens[phrase.noun].sentence or token.text in CLAUSE_END
        if is_over or token.word in grammar().subjects:
            return None
        mention = people.by_first.get(index + 1)
        if mention is None or mention.who is GROUP:
            continue
        part = mention.last + follows(tokens, mention.last, "'s")
        owns = mention.owns and not follows_any(tokens, part, grammar().after)  # "about her."
        in_hair = token.word == "in" and owns and follows(tokens, part, "hair")
        is_at = token.word in grammar().parted or read_verb(token.word) is not None
        if owns and ((is_at and phrase.slot == "smile") or (phrase.slot == "marks" and (is_at or token.word == "of"))):
            return Owned(mention.who)  # "tears ran down her cheeks", "a smile crossed his face"
        if in_hair or token.word not in grammar().around:
            return Owned(mention.who) if in_hair and not phrase.is_feature else None
        borne = owns and any(follows_any(tokens, part + more, bearers(phrase, token.word)) for more in range(3))
        wound = not owns and any(tokens[at].word in words.wound for at in (index - 1, phrase.opens - 1))
        return Owned(mention.who) if borne or (wound and not phrase.is_feature) else None
    return None


def bearers(phrase: LookPhrase, preposition: str) -> Collection[str]:
    """Give the parts of a body that may bear a thing: "a hand on her shoulder" is another's, eyes in a face are not."""
    bearing = lexicon().looks.garments.bearing
    if phrase.slot in PARTS:
        return ("face",) if phrase.slot == "eyes" else ()
    return bearing | {"hair"} if not phrase.is_feature and preposition in ("on", "upon", "over") else bearing


def seen_on(people: PeopleAround, phrase: LookPhrase) -> Owned | None:
    """Read "In his right eye there was a monocle", "Round her neck hung a chain"."""
    tokens, at = people.tokens, phrase.opens - 1
    words = lexicon().looks.garments
    if at < REACH // 2 or tokens[at].word not in words.hanging:
        return None
    at -= tokens[at - 1].word == "there"
    if tokens[at - 1].word not in words.bearing:
        return None
    near = (people.by_first.get(back) for back in range(at - 2, at - 5, -1))
    return next((Owned(mention.who) for mention in near if mention is not None and mention.owns), None)


def is_listed(tokens: Sequence[Token], before: LookPhrase, phrase: LookPhrase) -> bool:
    """Whether a phrase goes on a list: "a coat, with a hat and blue boots", "hair, framed by a shawl"."""
    between = [token.word for token in tokens[before.noun + 1 : over_owner(tokens, phrase.opens)]]
    if tokens[before.noun].sentence != tokens[phrase.noun].sentence or not 0 < len(between) <= REACH:
        return False
    if phrase.slot in ("jewel", "carried") and not is_sure(phrase):
        return False  # "a gown, and a bow"
    if before.slot == "worn" and len(between) == 1 and between[0] in (":", "—", "--", "–"):
        return True  # "his clothes—a tunic and tights"
    words = [word for word in between if word not in (",", "and") and not is_degree(word)]
    laid_over = after_overlay(before, words)
    is_joined = bool(laid_over) or any(word in grammar().joints for word in between)
    return is_joined and all(map(is_joint, laid_over or between))


def after_overlay(before: LookPhrase, words: Sequence[str]) -> Sequence[str]:
    """Give what follows "framed by", "was bound in", "filled with"; "" where a thing is not laid over another so."""
    while words and words[0] in BEING:
        words = words[1:]
    if words in (["wore"], ["bore"], ["broke", "into"], ["twisted", "into"]) and before.slot == "face":
        return [","]  # "his face wore a smile"
    words = [*words[:1], *words[1 + (len(words) > 1 and words[1] in ("up", "back", "down")) :]]
    is_laid = len(words) > 1 and (words[0].endswith(("ed", "ing")) or words[0] in LAID)
    is_under = before.slot == "hair" and len(words) > 1 and words[1] in ("in", "under", "beneath", "into")
    return [*words[2:], ","] if is_laid and (words[1] in ("by", "with") or is_under) else ()


BEING = ("was", "were", "is", "are", "had", "been")
LAID = ("bound", "hidden", "caught", "held", "wet", "bright", "swam", "shone", "hung", "fell", "worn")


@cache
def is_joint(word: str) -> bool:
    """Whether a word may stand between two things of a list: "with a pair of", "under a cloud of"."""
    known = word in grammar().joints or word in lexicon().looks.hair.measures or word in garments()
    return known or is_adjective(word) or is_degree(word)


def told_by_it(
    tokens: Sequence[Token], phrases: Sequence[LookPhrase], owners: Sequence[Owned | None], number: int
) -> Owned | None:
    """Read "It was a thick plait, dark red." after a sentence with "her plait"."""
    phrase = phrases[number]
    if phrase.opens < 2 or tokens[phrase.opens - 1].word not in ("was", "were", "is", "are"):  # noqa: PLR2004
        return None
    if tokens[phrase.opens - 2].word not in ("it", "they"):
        return None
    near = tokens[phrase.noun].sentence - 1
    for at in range(number - 1, -1, -1):
        if tokens[phrases[at].noun].sentence < near:
            break
        if phrases[at].noun_text == phrase.noun_text:
            return owners[at]
    return None


def owner_around(
    people: PeopleAround, phrases: Sequence[LookPhrase], found: Sequence[Owned | None], number: int
) -> Owned | None:
    """Find whose "the dark hair" is: whoever's features the sentence tells beside it, else the subject before it."""
    tokens, phrase = people.tokens, phrases[number]
    sentence = tokens[phrase.noun].sentence
    beside = range(max(0, number - 2), min(number + 3, len(phrases)))
    for at in sorted(beside, key=lambda at: abs(at - number)):
        if phrases[at].is_feature and tokens[phrases[at].noun].sentence == sentence and found[at] is not None:
            return found[at]
    is_alone = not people.in_sentence(phrase.noun) or is_first(tokens, phrase.opens)
    if not is_alone or follows_any(tokens, phrase.noun + 1, ("of", "'s", "that", "which")):
        return None
    before = people.by_sentence.get(sentence - 1, ())
    around = {mention.who for mention in before if mention.subject} or {mention.who for mention in before}
    return Owned(around.pop()) if len(around) == 1 else None
