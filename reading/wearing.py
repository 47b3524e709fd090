"""Read what is worn, had or taken off: by its owner ("her coat"), its verb ("wore"), its preposition ("in a coat")."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.verbs import read_verb
from english.words import LONGEST_RUN, is_adverb
from reading.garment_words import has_part, is_both, is_gerund, over_measure
from reading.looks import follows, follows_any, garment_of, grammar
from reading.people_around import is_denied, is_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Token
    from reading.look_phrases import LookPhrase
    from reading.mentions import Mention
    from reading.people import Who
    from reading.people_around import PeopleAround

ON = ("on", "over", "round", "around", "about", "under", "underneath", "beneath", "pulled", "tied", "in", "at")


REACH = 12  # tokens from "what she had slept in" to what it was


class Owned(NamedTuple):
    """Whose something is, and whether it is on or taken off."""

    who: Who
    removed: bool = False
    shed: bool = False  # taken off just now


# --- With an owner --------------------------------------------------------------------------------------------------


def owner_of(people: PeopleAround, phrase: LookPhrase) -> Mention | None:
    """Find the owner of "her hair", "Emma's coat"."""
    by = people.by_last if phrase.determiner == "'s" else people.by_first
    found = by.get(phrase.opens)
    return found if found is not None and found.owns else None


def owned_things(people: PeopleAround, phrase: LookPhrase) -> Owned | None:
    """Read "her red hair", "Emma's coat", "took off his hat"."""
    mention = owner_of(people, phrase)
    if mention is None or phrase.is_feature:
        return mention and Owned(mention.who)
    off = is_off(people.tokens, mention.first, phrase.noun)
    is_known = is_sure(phrase) or off or has_part(people.tokens, mention.first, phrase.noun)
    is_known = is_known or (phrase.noun_text == "heels" and is_heard(people.tokens, phrase.noun + 1))
    is_known = is_known or worn_by(people, mention.first) is not None
    shed = bool(off) and is_shed(people.tokens, mention.first, phrase.noun)
    return Owned(mention.who, off, shed) if off is not None and is_known else None


def is_heard(tokens: Sequence[Token], number: int) -> bool:
    """Whether heels click or sink, as those of shoes do."""
    verb = read_verb(tokens[number].word) if number < len(tokens) else None
    return verb is not None and verb.lemma in ("click", "clack", "clatter", "tap", "sink", "ring")


def is_shed(tokens: Sequence[Token], opens: int, noun: int) -> bool:
    """Whether a garment is taken off now, and was worn until then: not without it, and not before the scene."""
    before = [token.word for token in tokens[max(0, opens - 5) : opens] if token.sentence == tokens[opens].sentence]
    words = lexicon().looks.garments
    off = before[-1:] == ["off"] or before[-2:] == ["out", "of"] or follows(tokens, noun + 1, "off")
    return words.before_now.isdisjoint(before) and (off or not words.take_off.isdisjoint(before[-1:]))


def is_sure(phrase: LookPhrase) -> bool:
    """Whether a garment's noun alone tells that it is worn."""
    known = garment_of(phrase.text)
    return known is not None and known.is_sure


def is_off(tokens: Sequence[Token], opens: int, noun: int) -> bool | None:
    """Whether a garment is taken off or lies about; None if the sentence does not say that it is worn."""
    before = [token.word for token in tokens[max(0, opens - 4) : opens] if token.sentence == tokens[opens].sentence]
    denied = not grammar().negations.isdisjoint(before)
    if is_taken_off(before) or follows(tokens, noun + 1, "off"):
        return not denied
    if before[-1:] and before[-1] in lexicon().looks.garments.handled:
        return None  # "ironing her tunic"
    if denied or before[-1:] in (["over"], ["by"], ["like"]) or before[-2:] in (["chink", "in"], ["one", "of"]):
        return None  # "a coat over her pyjamas", "took him by his collar"
    if follows_any(tokens, noun + 1, ("would", "will", "'d", "'ll")):
        return None  # "his hat would never be the same"
    is_replaced = any(token.word == "replaced" for token in tokens[noun + 1 : noun + 5])
    return before[-2:] == ["instead", "of"] or is_replaced or lies_about(tokens, noun + 1)


def is_taken_off(before: Sequence[str]) -> bool:
    """Whether the words before a garment remove it: "took off his", "without her", "hung up my"."""
    words, last, pair = lexicon().looks.garments, before[-1:], list(before[-2:])
    if not last:
        return False
    away = pair[0] in words.put_away and last[0] in ("up", "down", "aside", "away", "over")
    removes = last[0] in words.take_off or last[0] in words.put_away or last[0] == "off"
    return (
        removes or away or pair in (["put", "away"], ["out", "of"], ["put", "aside"], ["put", "down"], ["took", "away"])
    )


def lies_about(tokens: Sequence[Token], number: int) -> bool:
    """Whether the words after a garment say that nobody wears it: "hung there", "on his knees", "over the chair"."""
    number += follows_any(tokens, number, ("was", "were", "is", "are"))
    words = [token.word for token in tokens[number : number + 5]]
    if words[:1] and words[0] in lexicon().looks.garments.set_out:
        return True
    rests = not lexicon().looks.garments.resting.isdisjoint(words[1:])
    return bool(rests) and words[0] in ("on", "over", "under", "in", "across", "beside", "upon")


# --- By what governs it ---------------------------------------------------------------------------------------------


def governed(people: PeopleAround, phrase: LookPhrase) -> Owned | None:
    """Read "wore a coat", "in a coat", "with red hair", "had a scar", "took off the hat"."""
    tokens, at = people.tokens, over_measure(people.tokens, phrase.opens)
    if at == 0 or tokens[at - 1].sentence != tokens[phrase.noun].sentence:
        return None
    word = tokens[at - 1].word
    if word in ("in", "into") and (not phrase.is_feature or phrase.noun_text in lexicon().looks.bound_in):
        is_vague = not phrase.is_feature and phrase.determiner == "the" and not is_sure(phrase)
        return None if is_vague else dressed_in(people, at - 1)
    if word == "with":
        return had_with(people, phrase, at - 1)
    if word == "of" and phrase.is_feature and not phrase.is_bare and not phrase.determiner:
        mention = people.by_last.get(at - 1)  # "a man of broad shoulders"
        return Owned(mention.who) if mention is not None and not mention.owns else None
    if word == "without" and not phrase.is_feature:
        subject = people.subject_before(at) or people.first_after(phrase.noun)
        return subject and Owned(subject.who, removed=True)
    return with_verb(people, phrase, at)


def worn_after(people: PeopleAround, phrase: LookPhrase) -> Owned | None:
    """Read "the clothes she wore", "a chain which the girl had on"."""
    tokens = people.tokens
    at = phrase.noun + 1 + follows_any(tokens, phrase.noun + 1, ("that", "which"))
    mention = people.by_first.get(at)
    if mention is None or mention.owns or phrase.is_feature:
        return None
    words = [token.word for token in tokens[mention.last : mention.last + 3]]
    wears = words[:1] and words[0] in lexicon().looks.garments.put_on
    wears = wears or words[1:2] == ["wearing"] or words[:2] in (["had", "on"], ["has", "on"])
    return Owned(mention.who) if wears else None


def dressed_in(people: PeopleAround, at: int) -> Owned | None:
    """Decide who is "in a red coat": who stands right before it, else the subject."""
    tokens, words, before = people.tokens, lexicon().looks.garments, at
    end = max(0, at - LONGEST_RUN)
    before -= follows_any(tokens, at - 1, ("up", "out")) and follows_any(tokens, at - 2, words.into | words.put_on)
    while before > end and (
        tokens[before - 1].word in words.into | words.put_on
        or is_adverb(tokens[before - 1].word)
        or is_both(tokens, before)
    ):
        before -= 1
    mention = people.beside(before)
    if mention is not None and (mention.owns or is_beside(tokens, mention)):
        mention = None
    if mention is None and before and tokens[before - 1].word in lexicon().looks.likenesses:
        return None
    opening = people.first_after(at) if is_first(tokens, before) else None
    mention = mention or people.subject_before(at) or opening
    return None if mention is None or is_denied(tokens, mention.last, at) else Owned(mention.who)


def is_beside(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether somebody only tells where another is: "sat beside him in a coat", "in front of me in a coat"."""
    words = [token.word for token in tokens[max(0, mention.first - 2) : mention.first]]
    near = words[-1:] and words[-1] in grammar().beside and mention.kind != "described"
    is_side = words[-1:] == ["of"] and words[0] in grammar().sides
    return bool(not mention.subject and near) or is_side


def had_with(people: PeopleAround, phrase: LookPhrase, at: int) -> Owned | None:
    """Decide who is "with red hair", "with a hat on"; what is only carried is nobody's garment."""
    tokens, mention = people.tokens, people.beside(at)
    apart = tokens[at - 1].text == "," if at else False
    if mention is not None and (mention.owns or (mention.is_pronoun and not mention.subject and not apart)):
        mention = None
    is_near = mention is not None and not apart
    known = phrase.is_feature or (is_near and is_sure(phrase)) or follows_any(people.tokens, phrase.noun + 1, ON)
    bare = phrase.is_feature and phrase.is_bare and phrase.slot not in ("beard", "marks")
    is_likeness = mention is None and at > 0 and tokens[at - 1].word in lexicon().looks.likenesses
    if not known or bare or (is_likeness and not is_deed_of(people, at - 1)):
        return None
    opening = people.first_after(phrase.noun) if is_first(tokens, at) else None
    mention = mention or people.subject_before(at) or opening
    return None if mention is None or is_denied(tokens, mention.last, at) else Owned(mention.who)


def is_deed_of(people: PeopleAround, number: int) -> bool:
    """Whether a word is what somebody right before it does: "Emma thought", not "the thought"."""
    mention = people.by_last.get(number)
    return mention is not None and mention.subject and read_verb(people.tokens[number].word) is not None


def with_verb(people: PeopleAround, phrase: LookPhrase, at: int) -> Owned | None:
    """Read what a verb puts on, takes off or gives its subject."""
    tokens, words, before = people.tokens, lexicon().looks.garments, people.tokens[at - 1].word
    if found := worn_by(people, at) or named_apart(people, at):
        return found if not phrase.is_feature or phrase.slot in ("marks", "beard", "hair", "smile") else None
    subject = people.subject_before(at)
    if subject is None or is_denied(tokens, subject.last, at):
        return None
    got = before in ("got", "'s", "'ve") and tokens[at - 2].word in ("'s", "'ve", "has", "have", "had")
    if phrase.is_feature:
        told = got or before in words.having or (is_moved(tokens, at, subject) and not is_common(phrase))
        return Owned(subject.who) if told else None
    if got or before in words.having:
        return Owned(subject.who) if follows_any(tokens, phrase.noun + 1, ON[:-2]) else None
    earlier = [token.word for token in tokens[max(0, at - 3) : at]]
    if is_taken_off(earlier) or (before in words.take_off_with and follows(tokens, phrase.noun + 1, "off")):
        return Owned(subject.who, removed=True, shed=is_shed(tokens, at, phrase.noun))
    on = before in words.put_on_with and follows(tokens, phrase.noun + 1, "on")
    return Owned(subject.who) if on or (before in words.spare and phrase.determiner == "the") else None


def is_common(phrase: LookPhrase) -> bool:
    """Whether a part of the body is what everybody has, with nothing said of it."""
    return phrase.is_bare and phrase.noun_text not in lexicon().looks.uncommon


def is_moved(tokens: Sequence[Token], at: int, subject: Mention) -> bool:
    """Whether a verb moves or shows one's own limb or face: "waved a huge paw", "shrugged broad shoulders"."""
    at -= tokens[at - 1].word in ("out", "up", "down", "off", "him", "her", "them", "me", "back")
    verb = read_verb(tokens[at - 1].word)
    return verb is not None and verb.lemma in lexicon().looks.moves and subject.last <= at - 1


def worn_by(people: PeopleAround, at: int) -> Owned | None:
    """Decide who wears what begins at a token, by a verb of wearing or of putting on right before it."""
    tokens, words, verb = people.tokens, lexicon().looks.garments, at - 1
    if tokens[verb].word in ("on", "over", "up") and tokens[verb - 1].word in words.put_on_with | words.having | {
        "got"
    }:
        verb -= 1
    elif tokens[verb].word not in words.put_on or is_gerund(tokens, verb):
        return None
    mention = people.beside(verb)
    if mention is None or mention.owns or tokens[verb - 1].text == ",":
        opening = people.first_after(at) if is_first(tokens, verb) else mention
        mention = people.subject_before(verb) or opening
    if mention is None or is_denied(tokens, mention.last, verb):
        return None
    return Owned(mention.who)


def named_apart(people: PeopleAround, at: int) -> Owned | None:
    """Read "had on what she had slept in, a shirt and jeans" from the comma on."""
    tokens = people.tokens
    words = [t.word for t in tokens[max(0, at - REACH) : at] if t.sentence == tokens[at - 1].sentence]
    what = words.index("what") if "what" in words[1:] else 0
    if words[-1] != "," or words[what - 1] not in ("on", "wore", "wearing", "in"):
        return None
    subject = people.subject_before(at)
    return subject and Owned(subject.who)
