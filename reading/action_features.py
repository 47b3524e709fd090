"""Say what is seen of a deed that may be drawn: its verb and object, who does it, where in the scene it is told."""

from __future__ import annotations

from collections import Counter
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from english.verbs import deed_verb
from reading.people import GROUP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Prose, Span
    from english.weights import Features
    from reading.action_phrases import Phrase
    from reading.clauses import Event
    from reading.mentions import Mention
    from reading.people import PersonIndex
    from reading.realis import Realis

OPENING = 0.12  # share of a scene
MOST = 3.0  # of a count


class Setting(NamedTuple):
    """The place of the scene, which the action must fit."""

    place: str = ""
    paragraphs: frozenset[int] = frozenset()  # that name the place
    held: Sequence[Span] = ()  # the stretches that pass there, none where nobody says so


NOWHERE = Setting()


class Told(NamedTuple):
    """What a scene tells, as far as deeds are concerned."""

    prose: Prose
    events: Sequence[Event]
    mentions: Sequence[Mention]
    realis: Realis


class DeedScene:
    """What is asked of a scene for every deed of its lead."""

    def __init__(self, told: Told, lead: PersonIndex, place: str) -> None:
        self.prose, self.realis, self.lead = told.prose, told.realis, lead
        self.place_words = frozenset(place.lower().split())
        self.counts: Counter[str] = Counter()  # of verbs
        self.own: dict[int, list[Mention]] = {}  # by sentence
        for mention in told.mentions:
            token = told.prose.tokens[mention.first]
            if mention.who == lead and not token.quoted:
                self.own.setdefault(token.sentence, []).append(mention)

    def may_be_lead(self, event: Event) -> bool:
        """Whether the lead does it: alone, with others, or perhaps, in a sentence that tells of them."""
        if event.who is None:
            return self.prose.tokens[event.token].sentence in self.own
        return event.who in (self.lead, GROUP)

    def features(self, event: Event, phrase: Phrase) -> Features:
        """Say what is seen of one deed."""
        return self._of_verb(event, phrase) | self._of_clause(event)

    def _of_verb(self, event: Event, phrase: Phrase) -> Features:
        """Say how well what a body does in it is drawn, and whether the scene is about what it is done to."""
        verb = deed_verb(event.lemma, "" if phrase.kind in ("", "place") else phrase.head)
        topic = len(self.prose.index.get(phrase.head, ())) if phrase.head else 0
        return {
            "drawable": verb.drawable / 3,
            "verb repeated": min(MOST, self.counts[event.lemma] - 1.0),
            "suffered": float(event.form == "past" and self._word_at(event.token + 1) in ("by", "with")),
            "of the face": float(phrase.kind == "face"),
            "words": float(len(phrase.words)),
            "topic": min(MOST, log2(topic)) if topic else 0.0,
            "in the place": float(not self.place_words.isdisjoint(phrase.words)),
        }

    def _of_clause(self, event: Event) -> Features:
        """Say who does it, how real it is, and where in the scene it is told."""
        tokens = self.prose.tokens
        token = tokens[event.token]
        own = self.own.get(token.sentence, ())
        subject = next((mention for mention in reversed(own) if mention.first < event.token), None)
        opens = tokens[self.prose.paragraphs[token.paragraph][0]].sentence == token.sentence
        return {
            "aside": float(not event.main),
            "realis": min(1.0, self.realis.by_sentence[token.sentence]),
            "they": float(event.who is GROUP),
            "nobody": float(event.who is None),
            "by name": float(subject is not None and subject.kind == "name"),
            "opening": float(event.token < OPENING * len(tokens)),
            "first in paragraph": float(opens),
        }

    def _word_at(self, number: int) -> str:
        return self.prose.tokens[number].word if number < len(self.prose.tokens) else ""
