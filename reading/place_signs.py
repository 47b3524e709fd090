"""Weigh a mention of a place as evidence that the scene is there: by what governs it, and what denies it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.tokens import sentence_start
from english.verbs import read_verb
from english.words import is_noun
from reading.place_prepositions import VERB_REACH, arrival_weight, preposition_at, preposition_weight
from reading.place_words import heads_sentence, place_kinds
from reading.realis import PLAIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Token
    from reading.place_words import Kind
    from reading.realis import Realis

OWNERS = frozenset(("his", "her", "my", "this"))
NOBODY = frozenset(("nobody", "one", "none"))
NOT = frozenset(("not", "never", "wasn't", "weren't", "isn't", "aren't", "instead"))
SENTENCE = 30  # tokens
GENERAL = 0.4
SHORT = 700  # a scene of fewer tokens hardly moves from where it opens
PLAINLY = 2.5  # weight of the governing word from which people are there
RUNS = frozenset(("ran", "runs", "owned", "owns", "managed", "manages"))
PASSING = 14  # tokens in which a passing bus takes a street with it
GONE = (("there", "had"), ("there", "'d"))
OPENING = 2  # sentences that open a scene


def weigh_mention(tokens: Sequence[Token], first: int, last: int, realis: Realis, kind: Kind | None = None) -> float:
    """Weigh one mention by what governs it and by how real it is; the later the better."""
    rules = lexicon().prepositions.rules
    subject = find_subject(tokens, first, last, kind)
    depends = max(preposition_weight(tokens, first), arrival_weight(tokens, first), subject)
    reality = weigh_reality(tokens, first, realis)
    if subject >= rules.subject and not tokens[first].quoted:
        reality = max(reality, PLAIN)  # a subject is in the present scene: "After they had gone the house slept"
    weight = (rules.mention + depends) * reality
    weight *= denied(tokens, first) * before_noun(tokens, first, last)
    if first and tokens[first - 1].word in OWNERS:
        weight *= rules.own
    opens = tokens[first].sentence <= tokens[0].sentence + OPENING and len(tokens) < SHORT and not tokens[first].quoted
    if opens and depends >= PLAINLY:
        weight *= rules.opening
    return float(weight * (1 + rules.later * first / max(1, len(tokens))))


def weigh_reality(tokens: Sequence[Token], first: int, realis: Realis) -> float:
    """Weigh the sentence; less where "had" governs the clause, unless it opens the scene with where they have come."""
    real = realis.at(first) * (GENERAL if is_anybody(tokens, first) or is_cleft(tokens, first) else 1.0)
    if not tokens[first].quoted and had_been_there(tokens, first):
        return min(real, lexicon().prepositions.rules.unreal)
    verb = realis.earlier_verb(first)
    if verb < 0 or tokens[first].quoted:
        return real
    read = read_verb(tokens[verb].word)
    index = preposition_at(tokens, first)
    arrives = read is not None and read.lemma in lexicon().verbs.results
    arrives = arrives and index >= 0 and tokens[index].word in ("in", "into", "at", "to", "on", "onto", "aboard", "of")
    if arrives and tokens[first].sentence <= tokens[0].sentence + OPENING:
        return max(real, lexicon().prepositions.rules.arrived)
    return min(real, lexicon().prepositions.rules.unreal)


def had_been_there(tokens: Sequence[Token], first: int) -> bool:
    """Whether "there had been" introduces a place: it is gone."""
    before = [token.word for token in tokens[max(0, first - VERB_REACH) : first]]
    for at, word in enumerate(before):
        if word == "been":
            return tuple(part.word for part in tokens[first - len(before) + at - 2 : first - len(before) + at]) in GONE
    return False


def is_anybody(tokens: Sequence[Token], first: int) -> bool:
    """Whether the narration's "you" is generic: "a hill that you never feel in a car"."""
    if tokens[first - 1].word not in ("a", "an"):
        return False
    sentence = tokens[first].sentence
    before = tokens[max(0, first - SENTENCE) : first]
    return any(token.word == "you" and not token.quoted and token.sentence == sentence for token in before)


def is_cleft(tokens: Sequence[Token], first: int) -> bool:
    """Whether the sentence is a cleft about a thought: "What she saw was a kitchen"."""
    words = [token.word for token in tokens[sentence_start(tokens, first) : first]]
    return words[:1] in (["what"], ["all"]) and words[-2:-1] != ["in"] and ("was" in words or "were" in words)


def opens_paragraph(tokens: Sequence[Token], first: int) -> bool:
    """Whether a token is in the first sentence of its paragraph."""
    sentence = tokens[first].sentence
    start = first
    while start and tokens[start - 1].sentence == sentence:
        start -= 1
    return start == 0 or tokens[start - 1].paragraph != tokens[start].paragraph


def find_subject(tokens: Sequence[Token], first: int, last: int, kind: Kind | None) -> float:
    """Weigh a place that is its sentence's subject: "The back ward was noisy"; most where it opens the scene."""
    table = lexicon().places
    if kind is None or kind.group not in table.being.groups or last >= len(tokens) or tokens[first].quoted:
        return 0.0
    rules = lexicon().prepositions.rules
    opening = tokens[first].sentence < tokens[0].sentence + OPENING or opens_paragraph(tokens, first)
    if not heads_sentence(tokens, first):
        return rules.subject if opens_clause(tokens, first, last, opening=opening) else 0.0
    is_at = tokens[last].word in lexicon().verbs.be
    is_room = kind.group == "rooms" and tokens[first - 1].word not in OWNERS
    if is_at and not is_room and last + 1 < len(tokens) and tokens[last + 1].word in lexicon().places.being.elsewhere:
        return 0.0  # "Her flat was at the end"
    verb = read_verb(tokens[last].word)
    if tokens[last].word in lexicon().places.being.words:
        return float(rules.opening_subject if opening else rules.subject)
    if opening and tokens[last].word in lexicon().places.being.leads:
        return rules.opening_subject
    acts = verb is not None and verb.form == "past" and (tokens[last].word != "had" or owns_or_is(tokens, last))
    acts = acts or (tokens[last].word == "has" and owns_or_is(tokens, last))
    return rules.subject if opening and acts else 0.0


def owns_or_is(tokens: Sequence[Token], had: int) -> bool:
    """Whether "had" is a possession or a passive: "the kitchen had no lamp", "the hall had been built"."""
    after = tokens[had + 1].word if had + 1 < len(tokens) else ""
    return after == "been" or after in lexicon().verbs.determiner


def opens_clause(tokens: Sequence[Token], first: int, last: int, *, opening: bool) -> bool:
    """Whether a later clause is about the place: "…, and the kitchen was warm"; where it opens, with any verb."""
    if first < 2 or tokens[first - 1].word not in ("the", "this"):  # noqa: PLR2004 - a joint and an article
        return False
    joint = tokens[first - 2]
    if tokens[last].word in ("was", "is") and (joint.word in ("and", "that", "but") or joint.text == ";"):
        after = tokens[last + 1].word if last + 1 < len(tokens) else ""
        return after not in lexicon().places.being.elsewhere and not after.endswith(("ed", "ing"))
    verb = read_verb(tokens[last].word)
    governs = joint.word in lexicon().prepositions.weights or joint.word in lexicon().verbs.conjunction
    return opening and not governs and verb is not None and verb.form == "past" and joint.text.isalpha()


def denied(tokens: Sequence[Token], first: int) -> float:
    """Weigh "nobody was in the hall", "he was not at the inn": nobody is there."""
    if not tokens[first].quoted and (is_thought_of(tokens, first) or is_of_others(tokens, first)):
        return lexicon().prepositions.rules.denied
    index = preposition_at(tokens, first)
    if index < 1:
        return 1.0
    before = [token.word for token in tokens[max(0, index - 3) : index]]
    if tokens[index].word == "to" and is_going(tokens, index):
        return lexicon().prepositions.rules.afar
    is_denied = before[-1] in NOT or (before[-1] in lexicon().verbs.be and not NOBODY.isdisjoint(before))
    return lexicon().prepositions.rules.denied if is_denied else 1.0


def is_thought_of(tokens: Sequence[Token], first: int) -> bool:
    """Whether a place is only talked or thought of, alone or in a list: "thought about the sea, her aunt's kitchen"."""
    for index in range(first - 1, max(0, first - SENTENCE), -1):
        token = tokens[index]
        if token.sentence != tokens[first].sentence or token.text in (";", ":", "—", "--") or token.quoted:
            return False
        verb = read_verb(token.word) if token.text.islower() else None
        if verb and verb.lemma in lexicon().verbs.recalls:
            return True
        if verb and verb.lemma in lexicon().verbs.tells_of:
            return not {"of", "about"}.isdisjoint(part.word for part in tokens[index + 1 : index + 1 + VERB_REACH])
        if verb and verb.form != "base":
            return False
    return False


def is_of_others(tokens: Sequence[Token], first: int) -> bool:
    """Whether traffic goes by there, or somebody only runs it: "a bus pulled out into the street", "ran the bakery"."""
    sentence = tokens[first].sentence
    for index in range(first - 1, max(0, first - PASSING), -1):
        word, before = tokens[index].word, tokens[index - 1].word
        if tokens[index].sentence != sentence or tokens[index].text in (";", ":", "—"):
            return False
        if word in lexicon().places.motor.words and before in ("a", "another", "some"):
            return index < 2 or tokens[index - 2].word not in lexicon().prepositions.weights  # noqa: PLR2004
        if before in RUNS and word in ("the", "a", "an", "his", "her", "their"):
            return first - index < VERB_REACH or tokens[index + 1].word in place_kinds()
    return False


def is_going(tokens: Sequence[Token], index: int) -> bool:
    """Whether somebody "was going back to" a place: on the way, not there."""
    before = [token.word for token in tokens[max(0, index - VERB_REACH) : index]]
    halfway = lexicon().verbs.be | {"about", "of", "for", "without", "against", "consider", "considered"}
    return any(
        word in ("going", "heading", "returning") and not halfway.isdisjoint(before[:at])
        for at, word in enumerate(before)
    )


def seen_afar(tokens: Sequence[Token], first: int, kind: Kind | None) -> float:
    """Weigh a place that is looked at from elsewhere: "gazed at the castle", "watched the estuary"."""
    if is_listed(tokens, first):
        return lexicon().prepositions.rules.afar
    index = preposition_at(tokens, first)
    prepositions = lexicon().prepositions.afar
    if index >= 0 and tokens[index].word not in prepositions:
        return 1.0
    last = index if index >= 0 else first
    rules = lexicon().prepositions.rules
    for before in range(last - 1, max(-1, last - VERB_REACH), -1):
        token = tokens[before]
        if token.sentence != tokens[first].sentence or not token.text[0].isalpha():
            break
        if token.word in ("turn", "turned", "turning") and tokens[last].word == "into":
            return 1.0 if tokens[last + 1].word in ("the", "our", "their", "his", "her", "my") else 0.0
        verb = read_verb(token.word)
        looks = verb is not None and verb.lemma in lexicon().verbs.looks_at
        if looks and (index >= 0 or (kind is not None and kind.interior is not True)):
            return rules.afar
    return 1.0


def is_listed(tokens: Sequence[Token], first: int) -> bool:
    """Whether a colon after a verb of looking lists what is seen: "looked down: two guards, a truck in the yard"."""
    colon = -1
    for index in range(first - 1, max(-1, first - SENTENCE), -1):
        token = tokens[index]
        if token.sentence != tokens[first].sentence or token.text == ";":
            return False
        if token.text == ":":
            colon = index
        verb = read_verb(token.word) if colon >= 0 else None
        if verb and verb.lemma in lexicon().verbs.looks_at:
            return True
    return False


def before_noun(tokens: Sequence[Token], first: int, last: int) -> float:
    """Weigh a place that modifies a noun: little in "the school bus", all of it in "at the kitchen table"."""
    if last >= len(tokens) or not is_noun(tokens[last].word) or not tokens[last].text.islower():
        return 1.0
    furnishes = tokens[last].word in lexicon().places.furnishings
    index = preposition_at(tokens, first)
    lies_on = (
        index >= 0
        and tokens[index].word in ("on", "upon")
        and tokens[last].word not in ("floor", "step", "steps", "stairs")
    )
    return 1.0 if furnishes and not lies_on else lexicon().prepositions.rules.before_noun


def stands_outside(tokens: Sequence[Token], first: int, last: int, kind: Kind) -> bool:
    """Whether a mention puts people beside the place, not into it: "behind the flats", "The train was in"."""
    index = preposition_at(tokens, first)
    word = tokens[index].word if index >= 0 else ""
    if kind.group == "buildings" and last < len(tokens) and tokens[last].word in lexicon().places.seen.verbs:
        return heads_sentence(tokens, first)
    beside = lexicon().prepositions.outside
    if word != "of":
        return word in beside
    before = [token.word for token in tokens[max(0, index - VERB_REACH) : index]]
    return not beside.isdisjoint(before) or not lexicon().places.seen.parts.isdisjoint(before[-1:])


def stands_within(tokens: Sequence[Token], first: int) -> bool:
    """Whether a mention puts people into a vehicle: "in the car", "boarded the train", not "a car went by"."""
    index = preposition_at(tokens, first)
    within = index >= 0 and tokens[index].word in lexicon().prepositions.within
    return within or arrival_weight(tokens, first) > 0


def acts_like_a_person(tokens: Sequence[Token], last: int) -> bool:
    """Whether the name that ends here speaks, smiles or the like: no place does."""
    if last >= len(tokens) or tokens[last].quoted:
        return False
    verb = read_verb(tokens[last].word)
    says = tokens[last].word in lexicon().speech_verbs.verbs
    return verb is not None and verb.form == "past" and (says or verb.lemma in lexicon().verbs.gestures)
