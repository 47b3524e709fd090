"""Find coordinated names in the narration, and the events that they share: "Ann, Tom and the cook ran"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from english.tokens import Token
    from reading.clauses import Event
    from reading.mentions import Mention
    from reading.people import Who

VERB_REACH = 8  # tokens after a coordination within which its verb is found


def coordinations(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Find the coordinations of names in the narration, each with all its members."""
    found: list[list[Mention]] = []
    for before, after in pairwise(narrated_names(tokens, mentions)):
        if not is_coordinated(tokens, before, after) or after.owns:
            continue
        if found and found[-1][-1] == before:
            found[-1].append(after)
        else:
            found.append([before, after])
    return found


def narrated_names(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """Give the mentions by name outside speech."""
    return [mention for mention in mentions if mention.kind == "name" and not tokens[mention.first].quoted]


def is_coordinated(tokens: Sequence[Token], before: Mention, after: Mention) -> bool:
    """Whether only a comma, "and" or an article separates the names of two people."""
    if before.who == after.who:
        return False
    between = [token.word for token in tokens[before.last : after.first]]
    return 0 < len(between) <= len((",", "and", "the")) and all(word in (",", "and", "the", "&") for word in between)


def joint_subjects(event: Event, coordinated: Sequence[Sequence[Mention]]) -> Iterator[Who]:
    """Give the other subjects of an event: Tom and the cook run with Ann."""
    for names in coordinated:
        is_theirs = event.who in (names[0].who, names[-1].who)
        if names[0].subject and 0 <= event.token - names[-1].last <= VERB_REACH and is_theirs:
            yield from (mention.who for mention in names if mention.who != event.who)
            return
