"""Read what speech tells: the age that a speaker gives, and whether the teller is a woman or a man."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from reading.ages import years_after
from reading.complements import BEING
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
    """Read the age that a speaker gives ("I'm nine," said Kit), and how the teller is addressed."""
    tokens = prose.tokens
    yield from teller_addressed(prose, mentions)
    for number in prose.find_words(frozenset("i")):
        if number + 2 >= len(tokens) or not tokens[number].quoted or tokens[number + 1].word not in BEING:
            continue
        years = years_after(tokens, number + 2)
        is_now = number == 0 or tokens[number - 1].word not in OTHER_TIMES
        if years is not None and is_now and (who := speaker(prose, mentions, number)) is not None:
            yield Fact(who, "years", str(years), number + 2)


def teller_addressed(prose: Prose, mentions: Sequence[Mention]) -> Iterator[Fact]:
    """Read "Evening, miss," said to who tells the story: they act in the next sentence."""
    acting = [mention for mention in mentions if mention.kind == "first person" and mention.subject]
    tellers = {prose.tokens[mention.first].sentence: mention for mention in acting}
    for number in prose.find_words(ADDRESSES.keys()):
        token = prose.tokens[number]
        teller = tellers.get(token.sentence + 1)
        is_spoken = token.quoted and prose.tokens[number - 1].text == "," and token.sentence not in tellers
        if is_spoken and teller is not None:
            yield Fact(teller.who, "called", ADDRESSES[token.word], number)


ADDRESSES = {"miss": "woman", "madam": "woman", "ma'am": "woman", "m'lady": "woman", "sir": "man", "mister": "man"}


def speaker(prose: Prose, mentions: Sequence[Mention], number: int) -> Who | None:
    """Find who is named right after a speech with its verb: "said Kit", "the boy answered"."""
    tokens = prose.tokens
    quote = prose.quote_at(tokens[number].start)
    end = next((at for at in range(number, len(tokens)) if prose.quote_at(tokens[at].start) != quote), len(tokens))
    after = range(end, min(end + SPEAKER_REACH, len(tokens)))
    if not any(tokens[at].word in lexicon().speech_verbs.verbs for at in after):
        return None
    return next((mention.who for mention in mentions if mention.first in after and mention.who is not GROUP), None)
