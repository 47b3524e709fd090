"""A passage as far as the steps of the reading take it: its tokens, its people, their deeds and how real these are."""

from typing import NamedTuple

from cast.members import Cast, find_cast
from cast.sheet import CastSheet
from english.tokens import Prose, Token, parse_prose
from reading.appearance import find_facts
from reading.clauses import Event
from reading.coreference import find_mentions
from reading.events import find_events
from reading.mentions import Mention, Mentions
from reading.people import GROUP
from reading.realis import Realis, find_realis


class Passage(NamedTuple):
    """A passage with what is known of it before places, looks and presences are read."""

    prose: Prose
    cast: Cast
    mentions: Mentions
    events: tuple[Event, ...]
    realis: Realis

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.prose.tokens

    def at(self, words, after=0):
        """The token number where these words first stand."""
        return token_at(self.tokens, words, after)

    def name(self, who):
        """Whom a number means."""
        return "they" if who is GROUP else self.mentions.people[who].name

    def mention(self, words) -> Mention:
        """The mention that opens where these words first stand."""
        return next(mention for mention in self.mentions.found if mention.first == self.at(words))


def read_passage(text):
    """Read a passage up to its events."""
    prose = parse_prose(text)
    cast = find_cast([prose], CastSheet())
    mentions = find_mentions(prose, cast.names[0], cast)
    events = find_events(prose, mentions.found)
    return Passage(prose, cast, mentions, events, find_realis(prose, events))


SAID_OF_PEOPLE = ("called", "noun", "passed", "seen")


def looks_in(text):
    """What a passage shows of whom, in order: (name, what); what is taken off stands in brackets."""
    passage = read_passage(text)
    facts = [fact for fact in find_facts(passage.prose, passage.mentions) if fact.slot not in SAID_OF_PEOPLE]
    return [(passage.name(fact.who), f"({fact.text})" if fact.removed else fact.text) for fact in facts if fact.text]


def seen_of_nora(text):
    """What a passage shows of Nora, in order."""
    return [what for who, what in looks_in(text) if who == "Nora"]


def token_at(tokens, words, after=0):
    """The token number where these words first stand, from a token number on; -1 where they do not."""
    wanted = words.lower().split()
    for number in range(after, len(tokens)):
        if [token.word for token in tokens[number : number + len(wanted)]] == wanted:
            return number
    return -1
