"""Who says "I": whether a scene is told in the first person, and which member of the cast its teller is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cast import Cast, name_key
from name_evidence import is_called, mention_signs
from word_tables import word_set

if TYPE_CHECKING:
    from names import NameRun
    from prose import Prose, Token

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
    votes = [_votes(prose, index, cast) if tells_in_first_person(prose) else None for index, prose in enumerate(texts)]
    book = _elect([vote for vote in votes if vote is not None], LIKELY)
    by_chapter = {
        chapter: _elect(
            [vote for vote, at in zip(votes, chapters, strict=True) if vote is not None and at == chapter], SURE
        )
        for chapter in sorted(set(chapters))
    }
    return tuple(
        None if vote is None else _first_fitting((_bearer(title, cast), by_chapter[chapter], book), vote)
        for vote, title, chapter in zip(votes, titles, chapters, strict=True)
    )


def _bearer(title: str, cast: Cast) -> int | None:
    """Find who bears the name that heads the chapter: such a chapter is often told by them."""
    return cast.member_by_name.get(name_key(title)) if title else None


def _first_fitting(candidates: Sequence[int | None], vote: Counter[int]) -> int | None:
    """Take the first candidate who does not act under his own name in the scene itself."""
    return next((who for who in candidates if who is not None and vote[who] >= 0), None)


def _votes(prose: Prose, index: int, cast: Cast) -> Counter[int]:
    """Weigh who introduces himself, and who is called by a name that never acts in the narration."""
    votes: Counter[int] = Counter()
    for run in cast.names[index]:
        who = cast.find(run)
        if who is not None:
            votes[who] += _vote(prose, run)
    return votes


def _elect(votes: Sequence[Counter[int]], least: int) -> int | None:
    """Elect the member with most votes; one scene alone elects them only if it is the first."""
    total: Counter[int] = Counter()
    for vote in votes:
        total.update(vote)
    known = [who for who in sorted(total) if total[who] >= least and _is_known(who, votes)]
    return max(known, key=lambda who: total[who], default=None)


def _is_known(who: int, votes: Sequence[Counter[int]]) -> bool:
    knowing = [number for number, vote in enumerate(votes) if vote[who] > 0]
    return len(knowing) > 1 or knowing == [0]


INTRODUCED = 6  # votes for "my name is …", and for what the teller calls himself
ADDRESSED = 1
ADDRESSES = -2  # whom the teller calls by name, he is not
ACTS = -2  # who does things under his own name does not say "I"
LIKELY = 2
SURE = 4
NEAR_QUOTE = 8  # tokens around a speech in which "I said" stands


def _vote(prose: Prose, run: NameRun) -> int:
    if run.quoted:
        return _address_vote(prose, run) if is_called(prose.tokens, run) else 0
    before = tuple(token.word for token in prose.tokens[max(0, run.first - 2) : run.first])
    if before in NAMES_BEFORE:
        return INTRODUCED
    signs = mention_signs(prose.tokens, run)
    return ACTS if "acts" in signs or "speaks" in signs else 0


def _address_vote(prose: Prose, run: NameRun) -> int:
    """Weigh a name called in speech by who speaks: another, the teller, or the teller to himself."""
    words = _words_around(prose.tokens, run)
    if "myself" in words:
        return INTRODUCED
    spoken = any(
        word == "i" and words[at + 1 : at + 2] and words[at + 1] in speech_verbs() for at, word in enumerate(words)
    )
    return ADDRESSES if spoken else ADDRESSED


def _words_around(tokens: Sequence[Token], run: NameRun) -> list[str]:
    """Collect the narrated words just before and just after the speech that holds a name, within its paragraph."""
    paragraph, first, last = tokens[run.first].paragraph, run.first, run.last
    while first and tokens[first - 1].quoted and tokens[first - 1].paragraph == paragraph:
        first -= 1
    while last < len(tokens) and tokens[last].quoted and tokens[last].paragraph == paragraph:
        last += 1
    around = (*tokens[max(0, first - NEAR_QUOTE) : first], *tokens[last : last + NEAR_QUOTE // 2])
    return [token.word for token in around if token.paragraph == paragraph and not token.quoted]


def speech_verbs() -> frozenset[str]:
    """Give the verbs that lead to or from a speech."""
    return word_set("speech_verbs.toml", "verbs")
