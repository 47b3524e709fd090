"""Tell beasts, beings of tales and machines from men and women: by what they are called, and by paws and wings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from english.tables import read_columns
from english.words import first_name_sex, is_word, person_gender

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cast.sheet_people import Member
    from reading.looks import Fact

ENOUGH = 2  # words for such a being, or parts of one, more than there are words for a woman or a man
DRAWN = {"beast": "furry creature", "bird": "bird"}  # who is known by their parts alone


def nature_of(member: Member, facts: Sequence[Fact]) -> str:
    """Give the noun by which somebody is drawn who is no human being; "" for a woman or a man."""
    told = [(fact.slot, fact.text.split()[-1]) for fact in facts if fact.text.strip()]
    called = [word for slot, word in told if slot in ("noun", "called")]
    names = [word for name in (member.name, *member.aliases) for word in being_named(name)]
    beings = [word for word in called if "being" in kinds_of(word)] + names * ENOUGH
    parts = [kind for _, word in told for kind in kinds_of(word) if kind in DRAWN]
    human = sum(bool(person_gender(word)) for word in called)
    if len(beings) + len(parts) - human < ENOUGH:
        return ""
    if beings:
        return max(beings, key=beings.count)
    return DRAWN["bird" if set(parts) == {"bird"} else "beast"]


def kinds_of(word: str) -> tuple[str, ...]:
    """Give what a word tells: that somebody is such a being, or has a part of one."""
    return read_columns("natures.txt").get(word, ())


def being_named(name: str) -> list[str]:
    """Give the being that a name of several plain words tells: the Cowardly Lion, but no Mr. Fox and no Robin Hood."""
    words = name.lower().split()
    is_plain = len(words) > 1 and all(is_word(word) and not first_name_sex(word) for word in words)
    return [words[-1]] if is_plain and "being" in kinds_of(words[-1]) else []
