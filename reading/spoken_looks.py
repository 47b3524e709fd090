"""Read looks and ages stated in dialogue: "You are a tall girl, Emma", "I'm nine," said Kit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cast.name_signs import is_called
from cast.names import NameRun
from english.lexicon import lexicon
from reading.ages import years_after
from reading.complements import BEING, complement
from reading.looks import Fact
from reading.people import GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from english.tokens import Prose
    from reading.mentions import Mention
    from reading.people import Who

OTHER_TIMES = frozenset(("when", "since", "until", "till", "before", "after", "if", "while", "as", "was"))
SPEAKER_REACH = 3  # tokens after a speech in which "said Kit" names its speaker


def facts_told_in_speech(prose: Prose, mentions: Sequence[Mention]) -> Iterator[Fact]:
    """Read a speech's facts about whom it addresses by name, and the age that a speaker gives."""
    called = find_called(prose, mentions)
    for number, token in enumerate(prose.tokens[:-2]):
        if not token.quoted or prose.tokens[number + 1].word not in BEING or is_supposed(prose, number):
            continue
        if token.word == "you":
            who = called.get(prose.quote_at(token.start))
            if who is not None:
                yield from complement(prose.tokens, who, number + 2)
        elif token.word == "i" and (years := years_after(prose.tokens, number + 2)) is not None:
            who = speaker(prose, mentions, number)
            if who is not None:
                yield Fact(who, "years", str(years), number + 2)


def is_supposed(prose: Prose, number: int) -> bool:
    """Whether it is said of another time: "till I'm twenty", "when you are old"."""
    return number > 0 and prose.tokens[number - 1].word in OTHER_TIMES


def find_called(prose: Prose, mentions: Sequence[Mention]) -> dict[int, Who]:
    """Find whom every speech addresses by name."""
    called: dict[int, Who] = {}
    for mention in mentions:
        token = prose.tokens[mention.first]
        run = NameRun(mention.first, mention.last, "", (), has_article=False, quoted=token.quoted)
        if mention.kind == "name" and is_called(prose.tokens, run):
            called[prose.quote_at(token.start)] = mention.who
    return called


def speaker(prose: Prose, mentions: Sequence[Mention], number: int) -> Who | None:
    """Find who is named right after a speech with its verb: "said Kit", "the boy answered"."""
    tokens = prose.tokens
    quote = prose.quote_at(tokens[number].start)
    end = next((at for at in range(number, len(tokens)) if prose.quote_at(tokens[at].start) != quote), len(tokens))
    after = range(end, min(end + SPEAKER_REACH, len(tokens)))
    if not any(tokens[at].word in lexicon().speech_verbs.verbs for at in after):
        return None
    return next((mention.who for mention in mentions if mention.first in after and mention.who is not GROUP), None)
