"""Find the narrated events, and mark earlier ones: "had gone", what continues it, paragraphs told with "had"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from english.verbs import may_be_participle, read_verb
from reading.clauses import BEFORE, NOW, Clauses
from reading.verb_groups import boundaries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from english.tokens import Prose, Token
    from reading.clauses import Event
    from reading.mentions import Mention

MEMORY, MEMORY_SHARE = 2, 0.6  # verbs with "had", as number and share of a paragraph's verbs, that make it a memory


def with_memories(prose: Prose, mentions: Sequence[Mention], events: Sequence[Event]) -> tuple[Event, ...]:
    """Mark as earlier what continues "had", and a paragraph told with "had" from its first "had" on."""
    going_on = tuple(mark_going_on(prose.tokens, mentions, events))
    told: Counter[int] = Counter()
    earlier: Counter[int] = Counter()
    since: dict[int, int] = {}
    for event in events:
        paragraph = prose.tokens[event.token].paragraph
        if event.form != "ing":
            told[paragraph] += 1
            earlier[paragraph] += event.real < NOW
        if event.real < NOW:
            since.setdefault(paragraph, event.token)
    memories = {
        paragraph for paragraph, count in earlier.items() if count >= MEMORY and count >= MEMORY_SHARE * told[paragraph]
    }
    return tuple(
        event._replace(real=BEFORE)
        if (paragraph := prose.tokens[event.token].paragraph) in memories and event.token >= since[paragraph]
        else event
        for event in going_on
    )


def mark_going_on(tokens: Sequence[Token], mentions: Sequence[Mention], events: Sequence[Event]) -> Iterator[Event]:
    """Mark the verbs that continue one with "had": "had lit the lamp and waited", "had thought, driving home"."""
    subjects = sorted(mention.first for mention in mentions if mention.subject and not mention.owns)
    before: Event | None = None
    for event in events:
        own_subject = before is not None and bisect_left(subjects, before.token) < bisect_left(subjects, event.token)
        goes_on = before is not None and before.who == event.who and not own_subject and hangs_on(tokens, event)
        same_sentence = before is not None and tokens[before.token].sentence == tokens[event.token].sentence
        had = before is not None and before.real <= BEFORE and event.real >= NOW
        before = event._replace(real=BEFORE) if had and same_sentence and goes_on else event
        yield before


def hangs_on(tokens: Sequence[Token], event: Event) -> bool:
    """Whether a verb without a subject of its own shares the auxiliary of the verb before."""
    if event.form == "ing":
        return True
    joint = tokens[event.token - 1].word
    return event.form == "past" and joint in ("and", "or", ",") and may_be_participle(tokens[event.token].word)


def tells_in_present(tokens: Sequence[Token], mentions: Sequence[Mention]) -> bool:
    """Whether the scene is told in the present tense, by the verbs right after subjects."""
    now = past = 0
    for mention in mentions:
        if not mention.subject or mention.last >= len(tokens) or tokens[mention.first].quoted:
            continue
        word = tokens[mention.last].word
        if word in ("is", "has", "'s", "does", "am", "are"):
            now += 1
        elif word in ("was", "had", "did", "were"):
            past += 1
        else:
            verb = read_verb(word)
            now += verb is not None and verb.form == "s"
            past += verb is not None and verb.form == "past"
    return now > past


def find_events(prose: Prose, mentions: Sequence[Mention]) -> tuple[Event, ...]:
    """Find the narrated verbs that happen, each with its subject; negated, planned and imagined ones are left out."""
    present = tells_in_present(prose.tokens, mentions)
    mention_at = {mention.first: mention for mention in mentions}
    words = {word for word in prose.index if is_stop(word, present=present)}
    after_to = {number + 1 for number in prose.index.get("to", ())}
    by_sentence: dict[int, list[int]] = {}
    for number, token in enumerate(prose.tokens):
        if not token.quoted and (token.word in words or number in mention_at or number in after_to):
            by_sentence.setdefault(token.sentence, []).append(number)
    events: list[Event] = []
    for sentence, found in by_sentence.items():
        events.extend(Clauses(prose.tokens, mention_at, present=present).read(prose.sentences[sentence][0], found))
    return with_memories(prose, mentions, events)


@cache
def is_stop(word: str, *, present: bool) -> bool:
    """Whether a word ends a clause, or may be a verb that happens; told in the past, no base form does without "to"."""
    if word in boundaries():
        return True
    verb = read_verb(word) if word[0].isalpha() else None
    return verb is not None and (present or verb.form in ("past", "participle", "ing"))
