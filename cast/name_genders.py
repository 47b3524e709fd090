"""Which gender a name tells: by its title, by its first name, by the pronouns that follow it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cast.names import first_name_sex
from english.tables import word_set

if TYPE_CHECKING:
    from cast.names import NameKey

GENDER_MARGIN = 2  # votes of pronouns by which one gender must lead
OVERRULING = 5  # from which they overrule the list of first names
GENDER_RATIO = 2  # and how many times the other's it must have


def title_gender(title: str) -> str:
    """Give the gender that a title tells."""
    for gender in ("female", "male"):
        if title in word_set("titles.toml", gender):
            return gender
    return ""


def own_gender(key: NameKey) -> str:
    """Give the gender that a name tells by itself."""
    title, words = key
    if title_gender(title):
        return title_gender(title)
    sex = first_name_sex(words[0]) if words else ""
    return {"f": "female", "m": "male"}.get(sex, "") if len(words) > 1 or not title else ""


def by_votes(count: Counter[str], margin: int) -> str:
    """Give the gender that pronouns speak for by a margin, else ""."""
    most, least = max(count["female"], count["male"]), min(count["female"], count["male"])
    if most - least < margin or most < GENDER_RATIO * least:
        return ""
    return "female" if count["female"] == most else "male"
