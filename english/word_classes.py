"""Unite the closed word classes of English into the sets that the rules need."""

from __future__ import annotations

from functools import cache

from english.lexicon import lexicon


@cache
def auxiliary_words() -> frozenset[str]:
    """Unite auxiliaries and negations: forms of be and have, modals, "not"."""
    verbs = lexicon().verbs
    return verbs.be | verbs.have | verbs.modal | verbs.negation


@cache
def phrase_openers() -> frozenset[str]:
    """Unite the words that begin a phrase or clause: prepositions, determiners, conjunctions."""
    verbs = lexicon().verbs
    return verbs.preposition | verbs.determiner | verbs.conjunction


@cache
def closed_classes() -> frozenset[str]:
    """Unite all closed classes but the adverbs, which may stand within a phrase."""
    return auxiliary_words() | phrase_openers()


@cache
def function_words() -> frozenset[str]:
    """Unite the words that only build a sentence; none of them is a title."""
    return closed_classes() | lexicon().verbs.adverbs
