"""Who says "I": whether a scene is told in the first person, and which member of the cast its teller is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cast import Cast, name_key

if TYPE_CHECKING:
    from names import NameRun
    from prose import Prose

FIRST_PERSON_SHARE = 0.008  # of the narrated tokens are "I", "me" or "my"
LEAST_FIRST_PERSON = 2
NAMES_BEFORE = (("call", "me"), ("name", "is"), ("name", "was"), ("name", "'s"))
OWN_WORDS = frozenset(("i", "me", "my", "myself"))


def tells_in_first_person(prose: Prose) -> bool:
    """Whether the narration says "I" often enough to be its teller's own."""
    narrated = [token.word for token in prose.tokens if not token.quoted]
    own = sum(word in OWN_WORDS for word in narrated)
    return own >= LEAST_FIRST_PERSON and own >= len(narrated) * FIRST_PERSON_SHARE


def find_narrators(
    texts: Sequence[Prose], titles: Sequence[str], chapters: Sequence[int], cast: Cast
) -> tuple[int | None, ...]:
    """Give for every scene the member who tells it, or None: third person, or a teller whom the book never names."""
    told = [tells_in_first_person(prose) for prose in texts]
    book = _most_likely([index for index, first in enumerate(told) if first], texts, cast)
    by_chapter = {
        chapter: _most_likely(
            [index for index, at in enumerate(chapters) if at == chapter and told[index]], texts, cast, sure=True
        )
        for chapter in sorted(set(chapters))
    }
    return tuple(
        _by_title(title, cast)
        if first and _by_title(title, cast) is not None
        else (by_chapter[chapter] if by_chapter[chapter] is not None else book)
        if first
        else None
        for title, chapter, first in zip(titles, chapters, told, strict=True)
    )


def _by_title(title: str, cast: Cast) -> int | None:
    """Find who bears the name that heads the chapter: such a chapter is often told by them."""
    return cast.member_by_name.get(name_key(title)) if title else None


def _most_likely(scenes: Sequence[int], texts: Sequence[Prose], cast: Cast, *, sure: bool = False) -> int | None:
    """Weigh who introduces himself, and who is called by a name that never acts in the narration."""
    votes: Counter[int] = Counter()
    for index in scenes:
        for run in cast.names[index]:
            who = cast.find(run)
            if who is not None:
                votes[who] += _vote(texts[index], run)
    best = max(sorted(votes), key=lambda who: votes[who], default=None)
    return best if best is not None and votes[best] >= (SURE if sure else LIKELY) else None


INTRODUCED = 6
LIKELY = 2
SURE = 5


def _vote(prose: Prose, run: NameRun) -> int:
    from_here = tuple(token.word for token in prose.tokens[max(0, run.first - 2) : run.first])
    if not run.quoted:
        introduced = from_here in NAMES_BEFORE
        return INTRODUCED if introduced else -1
    return int(_is_addressed(prose, run))


def _is_addressed(prose: Prose, run: NameRun) -> bool:
    from name_evidence import is_called  # noqa: PLC0415

    return is_called(prose.tokens, run)
