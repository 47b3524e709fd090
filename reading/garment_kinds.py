"""Classify garments (lasting, for duty, for the night), and compare two wordings of one garment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.lexicon import lexicon
from reading.looks import colors_of, is_colored

if TYPE_CHECKING:
    from collections.abc import Collection


def find_lasting(text: str) -> str:
    """Strip what lasts an hour from a garment: a wet coat is a coat in the next scene."""
    *before, noun = text.split()
    return " ".join([*(word for word in before if word not in lexicon().looks.garments.passing), noun])


def stays_on(worn: str, off: str) -> bool:
    """Whether a cardigan is kept on where a coat is taken off."""
    under = lexicon().looks.garments.under_coat
    return (
        bool(worn and off)
        and worn.rsplit(maxsplit=1)[-1] in under
        and off.rsplit(maxsplit=1)[-1] not in (*under, worn.rsplit(maxsplit=1)[-1])
    )


def is_undress(outfit: str) -> bool:
    """Whether little is worn: a towel, a vest alone."""
    nouns = lexicon().looks.garments.undress | {"towel"}
    return not nouns.isdisjoint(outfit.split())


def is_for_duty(text: str) -> bool:
    """Whether a garment is worn at school, work or for one evening: not on another day."""
    return not lexicon().looks.garments.duty.isdisjoint(text.split())


def is_for_night(text: str) -> bool:
    """Whether a garment is worn in bed."""
    return is_one_of(text, lexicon().looks.garments.night)


def is_occasion(outfit: str) -> bool:
    """Whether an outfit is worn at its occasion only."""
    return is_one_of(outfit, lexicon().looks.garments.occasion)


def is_one_of(text: str, nouns: Collection[str]) -> bool:
    """Whether a garment is of a kind, by its last word or its last two; "" is of none."""
    words = text.split()
    return bool(words) and (words[-1] in nouns or " ".join(words[-2:]) in nouns)


def is_same_garment(known: str, text: str) -> bool:
    """Whether a text is a shorter wording of a known garment: "her coat" after "her green raincoat"."""
    was, now = known.split(), text.split()
    kinds = lexicon().looks.garments.kinds
    same_kind = was[-1] == now[-1] or any(now[-1] == kind[0] and was[-1] in kind for kind in kinds)
    if is_colored(text):
        return same_kind and colors_of(known) == colors_of(text)
    return (was[-1] == now[-1] and len(now) <= len(was)) or (same_kind and len(now) == 1)


def is_light(text: str) -> bool:
    """Whether a garment is no outfit by itself."""
    return text.rsplit(maxsplit=1)[-1] in lexicon().looks.garments.light
