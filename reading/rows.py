"""Names that the narration gives in one breath, "Angela, Tom and the doctor", and what they do together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from english.tokens import Token
    from reading.clauses import Deed
    from reading.coreference import Mention


def in_rows(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Find the names that the narration gives in one breath: "Angela, Tom and the doctor"."""
    names = [mention for mention in mentions if mention.kind == "name" and not tokens[mention.first].quoted]
    beside = [_is_beside(tokens, before, after) for before, after in pairwise(names)]
    for number, mention in enumerate(names):
        if not mention.owns and any(beside[max(0, number - 1) : number + 1]):
            yield mention


def companions(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Find the rows of names in the narration, each with all its members."""
    rows: list[list[Mention]] = []
    names = [mention for mention in mentions if mention.kind == "name" and not tokens[mention.first].quoted]
    for before, after in pairwise(names):
        if not _is_beside(tokens, before, after) or after.owns:
            continue
        if rows and rows[-1][-1] == before:
            rows[-1].append(after)
        else:
            rows.append([before, after])
    return rows


def doing_it_too(deed: Deed, rows: Sequence[Sequence[Mention]]) -> Iterator[int]:
    """Name the others of a row of subjects that does something: "Ann and Tom and the cook ran to the gate"."""
    for row in rows:
        if row[0].subject and 0 <= deed.token - row[-1].last <= ROW_REACH and deed.who in (row[0].who, row[-1].who):
            yield from (mention.who for mention in row if mention.who != deed.who)
            return


ROW_REACH = 8  # tokens after a row of names within which its verb stands


def _is_beside(tokens: Sequence[Token], before: Mention, after: Mention) -> bool:
    if before.who == after.who:
        return False
    between = [token.word for token in tokens[before.last : after.first]]
    return 0 < len(between) <= len((",", "and", "the")) and all(word in (",", "and", "the", "&") for word in between)
