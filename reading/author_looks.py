"""The author's own words for looks in, the wording that looks are put together from out: ages, and hair by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from reading.ages import DECADES, OWNERS, read_years, say_age
from reading.looks import features
from reading.natures import DRAWN, kinds_of

if TYPE_CHECKING:
    from collections.abc import Iterable

PEOPLE = frozenset(("woman", "man", "person", "girl", "boy", "child"))
HAIRLESS = frozenset(("bald", "balding", "shaven", "wig", "blond", "blonde", "redhead", "hairless", "tonsured"))
CALLED = {
    "teenager": "teenage", "teen": "teenage", "adolescent": "teenage", "kid": "child", "toddler": "child",
    "boy": "child", "girl": "child",
}  # fmt: skip


def word_age(said: str, gender: str) -> str:
    """Word an age that an author gives as it may like "33", "about forty", "early thirties" or "a child"."""
    words = re.findall(r"[a-z0-9-]+", said.lower())
    tens = [word.rpartition("-")[2] for word in words]
    for word in tens:
        if re.fullmatch(r"[2-9]0s", word):
            return f"in {OWNERS.get(gender, 'their')} {DECADES[int(word[0]) - 2]}"
        if word in DECADES:
            return said if said.startswith("in ") else f"in {OWNERS.get(gender, 'their')} {word}"
    years = next((years for word in words if word not in ("a", "an") and (years := read_years(word))), None)
    if years is not None:
        return say_age(years, gender)
    plain = re.sub(r"^(?:an?|the) ", "", said.lower())
    return CALLED.get(plain) or lexicon().looks.age_words.get(plain, plain)


def word_hair(said: str) -> str:
    """Word hair for a look: "bald" is a bald head, "a long braid" is said without its article."""
    plain = re.sub(r"^(?:an?|the|with|has) ", "", said)
    return lexicon().looks.into_look.get(plain.lower(), plain)


def shows_hair(look: str) -> bool:
    """Whether a look says anything of the hair, or that there is none."""
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", look.lower())
    return any(features().get(word) == "hair" or word in HAIRLESS or word.endswith("haired") for word in words)


def with_hair(look: str, hair: str) -> str:
    """Add the hair to a look that says nothing of it: "tall woman with freckles and a red plait"."""
    if not hair or shows_hair(look):
        return look
    return f"{look}{' and ' if ' with ' in look else ' with '}{hair}"


def is_human(look: str, facts: Iterable[str] = ()) -> bool:
    """Whether somebody looks like a man, woman or child and has neither paws nor wings: no dog wears a cardigan."""
    parts = {kind for fact in facts for word in fact.split()[-1:] for kind in kinds_of(word)}
    return parts.isdisjoint(DRAWN) and not PEOPLE.isdisjoint(look.split())
