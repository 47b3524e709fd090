"""Whom the author means by a name: a member of the cast by any of their names, somebody of the scene, or nobody yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cast.aliases import is_form_of, title_gender
from cast.names import name_key
from english.lexicon import lexicon
from english.words import kin, person_gender, person_nouns, titles
from errors import nearest
from workspace.correction_values import CorrectionError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cast.members import Cast
    from cast.names import MemberIndex
    from cast.sheet_people import Member


def find_member(key: str, said: str, cast: Cast) -> MemberIndex | None:
    """Find the member of the cast whom a name means, in whatever case, with a title or by a part of the name.

    Raises CorrectionError for a name that two people share, and for one that is nearly somebody's.
    """
    for same in (is_whole, is_part, is_short):
        found = [number for number, member in cast.numbered() if same(said, member)]
        if len(found) == 1:
            return found[0]
        if found:
            raise CorrectionError(
                key, f'{key}: "{said}" may be {" or ".join(cast[number].name for number in found)}: say which.', said
            )
    if is_description(said):
        return None
    known = {bare(name): name for name in every_name(cast)}
    begun = [name for name in known if name.startswith(bare(said))]
    if meant := nearest(bare(said), known) or next(iter(begun), ""):
        raise CorrectionError(
            key,
            f'{key}: nobody is called "{said}": did you mean "{known[meant]}"? '
            'Whoever has no name in the book is described: "a …", "two …".',
            said,
        )
    return None


def every_name(cast: Cast) -> Iterator[str]:
    """Give every name of the cast, and the words that they are made of."""
    for member in cast.members:
        for name in (member.name, *member.aliases):
            yield name
            yield from name_key(name)[1]


def bare(name: str) -> str:
    """Take a name without case, dots and an article."""
    return " ".join(re.sub(r"^the\s+", "", name.casefold()).replace(".", "").replace("’", "'").split())


def is_whole(said: str, member: Member) -> bool:
    """Whether somebody is called just so; "the rose" is no Rose, but "the Rose" and "the mole" of "the Mole" are."""
    names = (member.name, *member.aliases)
    if re.match(r"the [a-z]", said) and not any(name.startswith("the ") for name in names):
        return False
    return bare(said) in {bare(name) for name in names}


def is_part(said: str, member: Member) -> bool:
    """Whether a name is made of words of somebody's name: "Hale", "Mrs Emma Hale"."""
    words = bare(said).split()
    title = words.pop(0) if len(words) > 1 and words[0] in {title.rstrip(".") for title in titles() | kin()} else ""
    gender = title_gender(title)
    is_thing = re.match(r"the [a-z]", said) and words[-1:] and words[-1] not in titles() | kin()  # "the rose"
    if not words or is_thing or (gender and member.gender not in (gender, "")):
        return False
    return any(set(words) <= set(bare(name).split()) for name in (member.name, *member.aliases))


def is_short(said: str, member: Member) -> bool:
    """Whether a first name is short for somebody's: "Bert" for Bertram."""
    first = name_key(said)[1]
    others = [words for name in (member.name, *member.aliases) if (words := name_key(name)[1])]
    return len(first) == 1 and first[0][:1].isupper() and any(is_form_of(first[0], words[0]) for words in others)


# --- Descriptions ---------------------------------------------------------------------------------------------------


def is_description(said: str) -> bool:
    """Whether words describe somebody: "an old fisherman", "two guards", "sailors"."""
    first = said.split(" ", 1)[0]
    return first.lower() in lexicon().corrections.unnamed or first.isdigit() or head_of(said) in known_nouns()


def known_nouns() -> frozenset[str]:
    """Give the nouns for people, one or many."""
    return person_nouns() | lexicon().people.crowd | lexicon().corrections.many


def head_of(said: str) -> str:
    """Give the noun of a description: "man" of "an old man with a stick"."""
    before = re.split(r",| (?:with|of|in|from|at|on|who|by) ", said, maxsplit=1)[0]
    return before.split()[-1] if before.split() else ""


def is_group(said: str) -> bool:
    """Whether a description is of several people: "two guards", "a crowd", "sailors"."""
    words, head = said.lower().split(), head_of(said)
    if any(word in lexicon().people.numbers or (word.isdigit() and word != "1") for word in words[:2]):
        return True
    if head in lexicon().people.crowd | lexicon().corrections.many:
        return True
    is_plural = head.islower() and head.endswith("s") and not head.endswith("ss")
    return is_plural and head not in lexicon().corrections.single | person_nouns() and words[:1] not in (["a"], ["an"])


def gender_of(said: str) -> str:
    """Give the gender that a description tells, "" for none."""
    return person_gender(head_of(said).lower())
