"""Which sentences of a scene tell a dream: the present tense in a story told in the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from english.tokens import Prose

PAST = frozenset(("was", "were", "had", "did", "said", "came", "went"))
PRESENT = frozenset(("is", "are", "has", "does", "says", "comes", "goes"))


def dreamt_sentences(prose: Prose) -> frozenset[int]:
    """Find sentences in paragraphs told in the present tense where the scene begins in the past: a dream."""
    tally: dict[int, int] = {}
    past: set[int] = set()
    for token in prose.tokens:
        if not token.quoted:
            tally[token.paragraph] = tally.get(token.paragraph, 0) + (token.word in PAST) - (token.word in PRESENT)
            past |= {token.sentence} if token.word in PAST else set()
    first = next((tense for _, tense in sorted(tally.items()) if tense), 0)
    dreamt = {token.sentence for token in prose.tokens if first > 0 > tally.get(token.paragraph, 0)}
    return frozenset(dreamt - past)
