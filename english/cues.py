"""Find cues, words that indicate something, and weigh them by rules on the words around them.

The method is ConText's, made for patients' files: find a term, then look around it for what denies or weakens it.
A table is a section with `rows` in `vocabulary/*.toml`, one row for one thing that an author may write:

    {cue = "shower|showers", says = "She fetched a towel for the shower.", when = ["near 15 <baths>"], times = 0}

cue     the words that the row is about; left out: every word that the table has a value for (its section's `cues`)
says    a sentence in which the row holds and decides; `not` is one with such a cue in which it must not hold.
        Either may be a list of sentences. tests/english/test_cue_tables.py reads every one of them
when    the tests, all of which must hold; left out: it always holds
times   multiplies the cue's weight; 0: the cue tells nothing here, and no further row is asked
least   lifts the weight to at least this first; `weighs` sets it, whatever it was
tells   the value that the cue tells; no further row is asked. A cue without it tells the values of its word, if any
spans   true: the words told reach from the cue to the word that the first test found

A test reads `[no] WHERE [REACH] [SCOPE] WORDS`, for example "no before 15 clause it|<starts>":
WHERE   "before" or "after" the cue, "near" it on either side, or "itself": the cue is one of the words
REACH   among that many words and marks; two numbers after "near": before, after. Left out: right beside the cue
SCOPE   left out: in the cue's sentence; "clause": only up to the next mark; "text": across sentences, too
WORDS   joined by "|", in small letters, "_" for a space. `<sky>` stands for the words of `sky` under [lists] in the
        same file, `<falling.verbs>` for those of another section. A kind is in capitals: NOUN, or WORD (no mark)
Two tests look at the cue alone: "[no] spoken" (in direct speech) and "[no] capital" (it starts with one).

Rows are tried in order, and every row that holds has its effect. A `Sign` names the rows that held.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from english.tokens import Prose, Token

Values = tuple[tuple[str, float], ...]  # what a word indicates, with weights


# --- Tests ----------------------------------------------------------------------------------------------------------


class Phrases(NamedTuple):
    """Phrases of the same length, and how far from the cue they are looked for."""

    length: int
    before: int
    after: int
    words: frozenset[str]
    starts: frozenset[str]  # first word of each phrase


@dataclass(frozen=True, slots=True)
class Nearby:
    """A test of what stands near a cue."""

    wanted: bool
    scope: str  # "" for the sentence, "clause" or "text"
    phrases: tuple[Phrases, ...]
    kinds: tuple[Callable[[str], bool], ...]

    def holds(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether the cue at a token number passes."""
        return (self.find(tokens, number) >= 0) is self.wanted

    def find(self, tokens: Sequence[Token], number: int) -> int:
        """Find the token where one of the phrases begins, the nearest before the cue first; -1 if none."""
        for length, before, after, words, starts in self.phrases:
            near = tokens[max(0, number - before) : number + 1 + after]
            if not self.kinds and starts.isdisjoint([token.word for token in near]):
                continue  # the common case: saves finding the sentence's ends
            low, high = self.window(tokens, number, before, after)
            for index in chain(range(number - length, low - 1, -1), range(number + 1, high - length + 1)):
                word = tokens[index].word
                if length > 1:
                    word = " ".join(token.word for token in tokens[index : index + length])
                if word in words or (self.kinds and any(kind(word) for kind in self.kinds)):
                    return index
        return -1

    def window(self, tokens: Sequence[Token], number: int, before: int, after: int) -> tuple[int, int]:
        """Give the tokens (first, after last) around a cue that are in reach and in scope."""
        floor, ceiling = max(0, number - before), min(len(tokens), number + 1 + after)
        if self.scope == "text":
            return floor, ceiling
        low, high, sentence, in_clause = number, number + 1, tokens[number].sentence, self.scope == "clause"
        while low > floor and goes_on(tokens[low - 1], sentence, in_clause=in_clause):
            low -= 1
        while high < ceiling and goes_on(tokens[high], sentence, in_clause=in_clause):
            high += 1
        return low, high


def goes_on(token: Token, sentence: int, *, in_clause: bool) -> bool:
    """Whether a token still belongs to the cue's sentence or clause."""
    return token.sentence == sentence and (not in_clause or token.text[0].isalpha())


@dataclass(frozen=True, slots=True)
class Itself:
    """A test of the cue alone."""

    wanted: bool
    state: Callable[[Token], bool]

    def holds(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether the cue at a token number passes."""
        return self.state(tokens[number]) is self.wanted


Test = Nearby | Itself


# --- Rows -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, as described at the top of this module."""

    cue: frozenset[str] = field(repr=False)
    says: tuple[str, ...]
    denies: tuple[str, ...]  # its `not`
    when: tuple[Test, ...] = field(repr=False)
    times: float = 1.0
    least: float = 0.0
    weighs: float | None = None
    tells: str = ""
    spans: bool = False

    def holds(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether all tests hold at a cue."""
        for test in self.when:  # noqa: SIM110 - all() takes twice as long, and a novel has 30,000 cues
            if not test.holds(tokens, number):
                return False
        return True

    def weigh(self, weight: float) -> float:
        """Apply the row to a cue's weight."""
        return max(weight if self.weighs is None else self.weighs, self.least) * self.times

    def span(self, tokens: Sequence[Token], number: int) -> tuple[int, int]:
        """Give the tokens (first, after last) of the cue and of the word that the first test found."""
        first = self.when[0] if self.spans else None
        found = first.find(tokens, number) if isinstance(first, Nearby) else number
        return min(found, number), max(found, number) + 1


# --- Tables ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CueTable:
    """The rows of a section, indexed by their cue words."""

    name: str
    rows: tuple[Row, ...]
    values: Mapping[str, Values]
    rows_by_word: Mapping[str, tuple[Row, ...]]


def make_cues(name: str, rows: Sequence[Row], values: Mapping[str, Values]) -> CueTable:
    """Index rows by their cue words."""
    words = frozenset(values)
    general = tuple(row for row in rows if row.cue == words)  # shared by its 7,500 words (VADER)
    special = frozenset[str]().union(*(row.cue for row in rows if row.cue != words))
    by_word = dict.fromkeys(values, general) | {word: tuple(row for row in rows if word in row.cue) for word in special}
    return CueTable(name, tuple(rows), values, by_word)


# --- Finding --------------------------------------------------------------------------------------------------------


class Sign(NamedTuple):
    """A cue that was found, with its value and its weight."""

    value: str
    weight: float  # 0: a row says that the words are no cue here
    first: int
    last: int
    rows: tuple[Row, ...] = ()  # those that held, in order


def certain(number: int) -> float:  # noqa: ARG001 - every token is as real as the others
    """Weigh every token as fully real."""
    return 1.0


def find_cues(table: CueTable, prose: Prose, real: Callable[[int], float] = certain) -> Iterator[Sign]:
    """Find the cues of a table in reading order; `real` gives the reality weight (0 to 1) of a token number."""
    tokens = prose.tokens
    for number in prose.find_words(table.rows_by_word.keys()):
        word = tokens[number].word
        yield from weigh_cue(tokens, number, table.rows_by_word[word], table.values.get(word, ()), real)


def weigh_cue(
    tokens: Sequence[Token], number: int, rows: Sequence[Row], values: Values, real: Callable[[int], float]
) -> Iterator[Sign]:
    """Weigh a cue by the rows that hold; unless a row sets a value, it has those of its word."""
    held = rows_held(tokens, number, rows)
    if held and held[-1].tells:
        values = ((held[-1].tells, 1.0),)
    if not values:
        return
    weight, first, last = 0.0, number, number + 1
    if not held or held[-1].times:
        weight = real(number)
        for row in held:
            weight = row.weigh(weight)
            start, end = row.span(tokens, number)
            first, last = min(first, start), max(last, end)
    for value, share in values:
        yield Sign(value, weight * share, first, last, held)


def rows_held(tokens: Sequence[Token], number: int, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Collect the rows that hold at a cue, up to the one that decides."""
    held: tuple[Row, ...] = ()
    for row in rows:
        if row.holds(tokens, number):
            held = (*held, row)
            if row.tells or not row.times:
                break
    return held
