"""What a whole book says of its names, gathered in one walk from its first scene to its last."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cast.name_kinds import NameTally, count_company, tally_scene
from cast.name_signs import following_gender
from cast.names import Capitals, NameKey, NameRun, find_names
from cast.narrator import TellerVotes, vote_teller

if TYPE_CHECKING:
    from english.tokens import Prose, Token


@dataclass(frozen=True, slots=True)
class BookNames:
    """Every name that the book writes, where it stands, and what stands around it."""

    runs: tuple[tuple[NameRun, ...], ...]  # scene by scene
    tellers: tuple[TellerVotes | None, ...]  # scene by scene; None in the third person
    tallies: Mapping[NameKey, NameTally]
    genders: Mapping[NameKey, Counter[str]]  # by the pronouns that follow
    also_known: tuple[tuple[NameKey, NameKey], ...]  # pairs that the text gives to one person


def gather_names(texts: Iterable[Prose], capitals: Capitals) -> BookNames:
    """Walk once through the book; of its prose nothing is kept."""
    runs: list[tuple[NameRun, ...]] = []
    tellers: list[TellerVotes | None] = []
    tallies: dict[NameKey, NameTally] = {}
    genders: dict[NameKey, Counter[str]] = defaultdict(Counter)
    also_known: list[tuple[NameKey, NameKey]] = []
    for prose in texts:
        found = find_names(prose, capitals)
        runs.append(found)
        tellers.append(vote_teller(prose, found))
        tally_scene(tallies, prose.tokens, found)
        _vote_gender(genders, prose.tokens, found)
        also_known.extend(_also_known(prose.tokens, found))
    count_company(tallies)
    return BookNames(tuple(runs), tuple(tellers), tallies, genders, tuple(also_known))


def _vote_gender(genders: Mapping[NameKey, Counter[str]], tokens: Sequence[Token], found: Sequence[NameRun]) -> None:
    for run in found:
        gender = "" if run.quoted else following_gender(tokens, run)
        if gender:
            genders[run.key][gender] += 1


def _also_known(tokens: Sequence[Token], found: Sequence[NameRun]) -> Iterator[tuple[NameKey, NameKey]]:
    """Find two names that the text gives to one person: "Tom, also known as the Fox", "Anna, alias Mrs. Hale"."""
    for before, after in pairwise(found):
        if " ".join(token.word for token in tokens[before.last : after.first]) in ALSO_KNOWN:
            yield before.key, after.key


ALSO_KNOWN = frozenset(
    joint + link
    for joint in ("", ", ")
    for link in (
        "also known as",
        "alias",
        "also called",
        "otherwise known as",
        "better known as",
        "known as",
        "whom they called",
    )
)
