"""How somebody sits, stands or lies while they do something else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from reading.clauses import REAL, Deed

if TYPE_CHECKING:
    from english.tokens import Prose, Token

PARAGRAPHS_BACK = 3  # in which whoever sat down still sits
STILL_SITS, STILL_STANDS = 120, 300  # tokens, for scenes of short paragraphs
MANY_PARAGRAPHS = 15


def find_posture(prose: Prose, best: Deed, deeds: Sequence[Deed]) -> Deed | None:
    """Find how the same person sits or lies: in the same paragraph or just before, unless they move in between.

    To stand is what everybody does who does nothing else: it holds for longer.
    """
    postures, tokens = lexicon().verbs.postures.words, prose.tokens
    here = tokens[best.token].paragraph
    own = [deed for deed in deeds if deed.lemma in postures and deed.who == best.who and deed.real >= REAL]
    for deed in sorted(own, key=lambda deed: abs(deed.token - best.token)):
        paragraph = tokens[deed.token].paragraph
        since = best.token - deed.token
        near = paragraph == here or (since > 0 and (here - paragraph <= PARAGRAPHS_BACK or since <= STILL_SITS))
        if not is_posture(tokens, deed):
            continue
        if still_stands(deed, best, here - paragraph) or (near and not moves_between(deeds, deed, best)):
            return deed
    return None


def still_stands(deed: Deed, best: Deed, paragraphs: int) -> bool:
    """Whether somebody who stood does what is not done sitting, not far off."""
    if deed.lemma != "stand" or best.lemma in lexicon().verbs.postures.seated:
        return False
    return abs(best.token - deed.token) <= STILL_STANDS or abs(paragraphs) <= MANY_PARAGRAPHS


def is_posture(tokens: Sequence[Token], deed: Deed) -> bool:
    """Whether the body lies or leans, not a thing ("lay his head on the table"), and stays so ("sat up")."""
    rises = deed.lemma != "stand" and tokens[deed.token + 1 : deed.token + 2] and tokens[deed.token + 1].word == "up"
    return not rises and not follows_article(tokens, deed)


def follows_article(tokens: Sequence[Token], deed: Deed) -> bool:
    """Whether a verb has an object of its own: "reached the porch", not "stood a little"."""
    following = [token.word for token in tokens[deed.token + 1 : deed.token + 3]]
    if following[1:] and following[1] in ("little", "moment", "while", "bit", "few", "long"):
        return False
    return not lexicon().verbs.determiner.union(("it", "them")).isdisjoint(following[:1])


def moves_between(deeds: Sequence[Deed], one: Deed, other: Deed) -> bool:
    first, last = sorted((one.token, other.token))
    return any(first < deed.token < last and deed.who == one.who and deed.lemma in moves() for deed in deeds)


@cache
def moves() -> frozenset[str]:
    """Verbs after which nobody still sits or stands as before."""
    return lexicon().verbs.postures.moving | lexicon().verbs.modest - {
        "see",
        "hear",
        "give",
    }
