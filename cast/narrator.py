"""Find which scenes are told in the first person, and which member of the cast says "I" in each."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from cast.name_signs import is_called, mention_signs
from cast.names import MemberIndex, NameKey, NameRun, TellerVotes, name_key
from english.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from english.tokens import Prose, Token

FIRST_PERSON_SHARE = 0.008  # least share of "I", "me" and "my" among narrated tokens
LEAST_FIRST_PERSON = 2
NAMES_BEFORE = (("call", "me"), ("name", "is"), ("name", "was"), ("name", "'s"))
OWN_WORDS = frozenset(("i", "me", "my", "myself"))


def tells_in_first_person(prose: Prose) -> bool:
    """Whether the narration says "I" often enough to be in the first person."""
    narrated = [token.word for token in prose.tokens if not token.quoted]
    own = sum(word in OWN_WORDS for word in narrated)
    return own >= LEAST_FIRST_PERSON and own >= len(narrated) * FIRST_PERSON_SHARE


def vote_teller(prose: Prose, found: Sequence[NameRun]) -> TellerVotes | None:
    """Weigh who may be the narrator: names introduced or addressed that never act; None in the third person."""
    if not tells_in_first_person(prose):
        return None
    votes = ((run.key, weigh_vote(prose, run)) for run in found)
    return tuple((key, vote) for key, vote in votes if vote)


def find_narrators(
    titles: Sequence[str],
    chapters: Sequence[int],
    tellers: Sequence[TellerVotes | None],
    member_by_name: Mapping[NameKey, MemberIndex],
) -> tuple[MemberIndex | None, ...]:
    """Give the narrator of every scene; None in the third person, or for a narrator whom the book never names."""
    votes = [None if noted is None else of_members(noted, member_by_name) for noted in tellers]
    told = [(vote, chapter) for vote, chapter in zip(votes, chapters, strict=True) if vote is not None]
    book = elect([vote for vote, _ in told], LIKELY)
    by_chapter: dict[int, list[Counter[MemberIndex]]] = defaultdict(list)
    for vote, chapter in told:
        by_chapter[chapter].append(vote)
    elected = {chapter: elect(own, SURE) for chapter, own in by_chapter.items()}
    return tuple(
        None if vote is None else first_fitting((bearer(title, member_by_name), elected[chapter], book), vote)
        for vote, title, chapter in zip(votes, titles, chapters, strict=True)
    )


def of_members(noted: TellerVotes, member_by_name: Mapping[NameKey, MemberIndex]) -> Counter[MemberIndex]:
    """Turn votes for names into votes for the members who have them."""
    votes: Counter[MemberIndex] = Counter()
    for key, vote in noted:
        who = member_by_name.get(key)
        if who is not None:
            votes[who] += vote
    return votes


def bearer(title: str, member_by_name: Mapping[NameKey, MemberIndex]) -> MemberIndex | None:
    """Find the member whose name heads the chapter, since such a chapter is often told by them."""
    return member_by_name.get(name_key(title)) if title else None


def first_fitting(candidates: Sequence[MemberIndex | None], vote: Counter[MemberIndex]) -> MemberIndex | None:
    """Take the first candidate who does not act by name in the scene itself."""
    return next((who for who in candidates if who is not None and vote[who] >= 0), None)


def elect(votes: Sequence[Counter[MemberIndex]], least: int) -> MemberIndex | None:
    """Choose the member with most votes; the votes of a single scene count only if it is the first."""
    total: Counter[MemberIndex] = Counter()
    for vote in votes:
        total.update(vote)
    known = [who for who in sorted(total) if total[who] >= least and is_known(who, votes)]
    return max(known, key=lambda who: total[who], default=None)


def is_known(who: MemberIndex, votes: Sequence[Counter[MemberIndex]]) -> bool:
    """Whether several scenes, or the first, vote for a narrator."""
    knowing = [number for number, vote in enumerate(votes) if vote[who] > 0]
    return len(knowing) > 1 or knowing == [0]


INTRODUCED = 6  # votes for "my name is …", and for what the narrator calls himself
ADDRESSED = 1
ADDRESSES = -2  # the narrator does not address himself by name
ACTS = -2  # the narrator acts as "I", not by name
LIKELY = 2
SURE = 4
NEAR_QUOTE = 8  # tokens around a speech within which "I said" is found


def weigh_vote(prose: Prose, run: NameRun) -> int:
    """Weigh one mention of a name as evidence that its bearer is the narrator."""
    if run.quoted:
        return address_vote(prose, run) if is_called(prose.tokens, run) else 0
    before = tuple(token.word for token in prose.tokens[max(0, run.first - 2) : run.first])
    if before in NAMES_BEFORE:
        return INTRODUCED
    signs = mention_signs(prose.tokens, run)
    return ACTS if "acts" in signs or "speaks" in signs else 0


def address_vote(prose: Prose, run: NameRun) -> int:
    """Weigh a name used in address by who speaks: another, the narrator, or the narrator to himself."""
    words = words_around(prose.tokens, run)
    if "myself" in words:
        return INTRODUCED
    spoken = any(word == "i" and after in lexicon().speech_verbs.verbs for word, after in pairwise(words))
    return ADDRESSES if spoken else ADDRESSED


def words_around(tokens: Sequence[Token], run: NameRun) -> list[str]:
    """Collect the narrated words beside the speech that holds a name, within its paragraph."""
    paragraph, first, last = tokens[run.first].paragraph, run.first, run.last
    while first and tokens[first - 1].quoted and tokens[first - 1].paragraph == paragraph:
        first -= 1
    while last < len(tokens) and tokens[last].quoted and tokens[last].paragraph == paragraph:
        last += 1
    around = (*tokens[max(0, first - NEAR_QUOTE) : first], *tokens[last : last + NEAR_QUOTE // 2])
    return [token.word for token in around if token.paragraph == paragraph and not token.quoted]
