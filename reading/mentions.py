"""Whether a word stands where the subject of its clause stands: whom the verb that follows is said of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from english.lexicon import lexicon
from english.tokens import sentence_start
from english.verbs import read_verb

if TYPE_CHECKING:
    from english.tokens import Token


def is_subject_place(tokens: Sequence[Token], number: int, people: Collection[str] = ()) -> bool:
    """Whether a word stands where the subject of a clause may stand: not after a preposition, verb or article.

    `people` are nouns that may stand before a name: "the butler Hale".
    """
    while number > 0 and (tokens[number - 1].word in BEFORE_NAMES or tokens[number - 1].word in people):
        number -= 1
    if number == 0 or tokens[number - 1].sentence != tokens[number].sentence:
        return True
    before = tokens[number - 1].word
    if not before[0].isalpha():
        return before != "'s"
    if before in lexicon().verbs.conjunction:
        return before != "than"
    return before in lexicon().verbs.adverbs or before.endswith("ly") or before in SPEECH_INVERSION


def is_after_where(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name with its verb follows where or when: "In the front pew Kit had …", "At noon Tom came"."""
    prepositions = lexicon().verbs.preposition
    between = [token.word for token in tokens[sentence_start(tokens, first) : first]]
    if (
        len(between) < len(("at", "noon"))
        or (between[0] not in prepositions and between[0] not in WHEN)
        or not all(word.isalpha() for word in between)
    ):
        return False
    before = read_verb(between[-1])
    verb = read_verb(tokens[last].word) if last < len(tokens) else None
    is_where = between[-1] not in prepositions and (before is None or before.form in ("base", "s"))
    is_where = is_where or (between[0] in WHEN and between[-1] in PARTICLES)  # "When she hangs up Tom is …"
    return is_where and verb is not None and (verb.form == "past" or verb.lemma == "be")


WHEN = frozenset(("when", "as", "while", "after", "before", "once", "until", "till", "if", "because", "since"))
PARTICLES = frozenset(("up", "down", "out", "off", "away", "back", "in", "over", "again", "round", "around", "on"))
BEFORE_NAMES = frozenset(("the", "old", "young", "little", "poor", "his", "her", "my", "their", "our"))
SPEECH_INVERSION = frozenset(
    ("said", "asked", "cried", "replied", "answered", "whispered", "shouted", "exclaimed", "muttered")
)


def in_rows(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Find the names that the narration gives in one breath: "Angela, Tom and the doctor"."""
    names = [mention for mention in mentions if mention.kind == "name" and not tokens[mention.first].quoted]
    beside = [is_beside(tokens, before, after) for before, after in pairwise(names)]
    for number, mention in enumerate(names):
        if not mention.owns and any(beside[max(0, number - 1) : number + 1]):
            yield mention


def companions(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Find the rows of names in the narration, each with all its members."""
    rows: list[list[Mention]] = []
    names = [mention for mention in mentions if mention.kind == "name" and not tokens[mention.first].quoted]
    for before, after in pairwise(names):
        if not is_beside(tokens, before, after) or after.owns:
            continue
        if rows and rows[-1][-1] == before:
            rows[-1].append(after)
        else:
            rows.append([before, after])
    return rows


def is_beside(tokens: Sequence[Token], before: Mention, after: Mention) -> bool:
    if before.who == after.who:
        return False
    between = [token.word for token in tokens[before.last : after.first]]
    return 0 < len(between) <= len((",", "and", "the")) and all(word in (",", "and", "the", "&") for word in between)


NARRATOR = -1  # "I"


GROUP = -2  # "they", "we": somebody, but nobody to draw alone


Kind = Literal["name", "pronoun", "described"]


class Mention(NamedTuple):
    """A word or words that mean somebody."""

    first: int  # token numbers
    last: int
    who: int  # member of the cast, NARRATOR, GROUP, or len(members) + number of the described person
    kind: Kind
    owns: bool  # "Emma's", "her": only what follows is there
    subject: bool  # stands where a subject stands


@dataclass(frozen=True, slots=True)
class Described:
    """Somebody whom the scene does not name: "the old woman"."""

    head: str  # "woman"
    phrase: str  # "the old woman"
    gender: str


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of a scene in reading order, and the people it only describes."""

    found: tuple[Mention, ...]
    described: tuple[Described, ...]
