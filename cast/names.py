"""Find the names in prose: runs of capitalised words, without words that only open a sentence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, NewType

from english.lexicon import lexicon
from english.quotes import OPENERS
from english.verbs import read_verb
from english.word_classes import function_words
from english.words import first_name_sex, is_word, kin, titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from english.tokens import Prose, Token

ROMAN = re.compile(r"[IVXLC]+$")
MARKS_BEFORE = OPENERS | frozenset("'’”.!?…:;-–—") | {"--", "...", "''"}


NameKey = tuple[str, tuple[str, ...]]  # (title, words): the name itself, wherever it stands
MemberIndex = NewType("MemberIndex", int)  # position in the members of the book's cast


class NameRun(NamedTuple):
    """A name at its position in a scene; `words` are without the title."""

    first: int  # token numbers: first, and after the last
    last: int
    title: str  # in lower case without its dot: "mrs", "captain"; "" without one
    words: tuple[str, ...]
    has_article: bool  # "the Mole"
    quoted: bool

    @property
    def key(self) -> NameKey:
        """Give the name as (title, words)."""
        return (self.title, self.words)


@dataclass(frozen=True, slots=True)
class Capitals:
    """How often the book writes each word with a capital inside a sentence, or small."""

    capital: Counter[str]  # by lower-case word, only where nothing but being a name explains the capital
    small: Counter[str]
    names: frozenset[str] = frozenset()  # words that the author says are names

    def is_name_like(self, word: str) -> bool:
        """Whether a word is capitalised for its own sake."""
        capital = self.capital[word]
        return capital > 0 and capital >= self.small[word] * SMALL_SHARE

    def with_names(self, names: Iterable[str]) -> Capitals:
        """Take the words of names that the author gives for names, also where they open sentences."""
        words = frozenset(word for name in names for word in name.split())
        more = Counter({word: self.small[word] + 1 for word in sorted(words)})
        return Capitals(self.capital | more, self.small, words)


RARE = 1  # a first name in small letters ("grace") no more often may open a sentence as a name
SMALL_SHARE = 0.3  # of the small spellings: a mole may dig in a book whose hero is the Mole


def name_key(name: str) -> NameKey:
    """Read a name as (title, words)."""
    words = name.split()
    title = ""
    while words and words[0].lower() in titles() and (len(words) > 1 or words[0].lower() in kin()):
        title = words.pop(0).lower().rstrip(".")
    return ("" if title in lexicon().titles.adjectives else title, tuple(words))


def count_capitals(texts: Iterable[Prose]) -> Capitals:
    """Count over the whole book how each word is written."""
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for prose in texts:
        tokens, places = prose.tokens, capital_places(prose.tokens)
        small.update({word: len(numbers) for word, numbers in prose.index.items()})
        small.subtract(tokens[number].word for number in places)
        named = (number for number in places if not is_shouted(tokens[number]) and not opens_sentence(tokens, number))
        capital.update(tokens[number].word for number in named)
    return Capitals(capital, small)


def capital_places(tokens: Sequence[Token]) -> list[int]:
    """Give the numbers of the words that begin with a capital."""
    return [number for number, token in enumerate(tokens) if token.text[0].isupper()]


def opens_sentence(tokens: Sequence[Token], number: int) -> bool:
    """Whether the word at `number` is at a position where any word is capitalised."""
    if number == 0:
        return True
    before = tokens[number - 1]
    if before.quoted != tokens[number].quoted:
        return True  # also the wording of a sign or letter in italics
    return before.sentence != tokens[number].sentence or before.text in MARKS_BEFORE


def is_shouted(token: Token) -> bool:
    """Whether a word is written in capitals, and is no initial."""
    return len(token.text) > 1 and token.text.isupper() and token.text[1] != "."


def find_names(prose: Prose, capitals: Capitals) -> tuple[NameRun, ...]:
    """Find every name-like run in a scene."""
    runs, last, tokens = [], 0, prose.tokens
    for number in capital_places(tokens):
        if number >= last and can_start(tokens[number]):
            last = run_end(tokens, number)
            run = as_name(tokens, number, last, capitals)
            if run:
                runs.append(run)
    return tuple(runs)


def can_start(token: Token) -> bool:
    """Whether a name may begin with a word."""
    return token.word in titles() or is_name_word(token)


def is_name_word(token: Token) -> bool:
    """Whether a capitalised word may be part of a name."""
    return (
        token.text[0].isupper()
        and token.word not in lexicon().titles.never
        and not is_shouted(token)
        and not ROMAN.match(token.text)
        and "'" not in token.word[2:]
    )


def run_end(tokens: Sequence[Token], first: int) -> int:
    """Give the token after the run's last: capitalised words, with connectors between two of them."""
    last, connectors = first + 1, lexicon().titles.connectors
    while last < len(tokens) and tokens[last].quoted == tokens[first].quoted:
        token = tokens[last]
        if opens_sentence(tokens, last) and tokens[last - 1].text[-1] != ".":
            break
        if is_name_word(token):
            last += 1
        elif token.text in connectors and last + 1 < len(tokens) and is_name_word(tokens[last + 1]):
            last += 2
        else:
            break
    return last


def as_name(tokens: Sequence[Token], first: int, last: int, capitals: Capitals) -> NameRun | None:
    """Strip titles and a first word that is capitalised only by its position; None if nothing is left."""
    article = first > 0 and tokens[first - 1].word == "the"
    start, title = first, ""
    if opens_sentence(tokens, first) and is_only_opening(tokens, first, last, capitals):
        start += 1
        while start < last and not tokens[start].is_capital:
            start += 1
    opening = start
    # "Baker Street" is no baker's, but Mrs. Hall is a Hall
    is_place = (
        last - start > 1
        and tokens[start].word in lexicon().titles.neutral
        and tokens[last - 1].text in lexicon().places.name_endings.words
    )
    while start < last and tokens[start].word in titles() and not is_place:
        word = tokens[start].word.rstrip(".")
        start += 1
        if word in lexicon().titles.adjectives:
            opening = start if not title else opening  # "old Emma": the name begins after "old"
        else:
            title = word
    words = tuple(tokens[number].text.replace("’", "'") for number in range(start, last))
    if words[:1] == ("of",) and title in lexicon().titles.offices:
        words = ()
    opens = opening < last and opens_sentence(tokens, opening) and not article
    is_listed = not capitals.names.isdisjoint(word.lower() for word in words)
    if not is_listed and not is_told(words, title, opens=opens):
        return None
    return NameRun(opening, last, real_title(title), words, article, tokens[first].quoted)


def is_told(words: tuple[str, ...], title: str, *, opens: bool) -> bool:
    """Whether a name is left: more than "The", "Old" or the "Captain" that only opens a sentence."""
    if len(words) == 1 and words[0].lower() in function_words():
        return False
    if words:
        return True
    if not title or title in lexicon().titles.adjectives:
        return False
    return not opens or title in kin()


def real_title(title: str) -> str:
    """Give a title, "" for an adjective used as one: "old", "poor"."""
    return "" if title in lexicon().titles.adjectives else title


def is_only_opening(tokens: Sequence[Token], first: int, last: int, capitals: Capitals) -> bool:
    """Whether the run's first word is a common word that only opens its sentence."""
    word = tokens[first].word
    if word in capitals.names:  # "Will took the lamp", not "Will you come?"
        owns = last < len(tokens) and tokens[last].word == "'s"
        return not (last - first > 1 or owns or acts(tokens, last) or is_being(tokens, last))
    if word in function_words():
        return True
    if word in titles() or capitals.is_name_like(word):
        return False
    if not is_word(word) and read_verb(word) is None:
        return False
    if not first_name_sex(word) or capitals.small[word] > RARE:
        return True
    # "Grace Poole" and "Grace smiled" may be names, "Grace was" may be a virtue in a book that has any grace
    is_named = capitals.small[word] == 0 and is_being(tokens, last)
    return not (last - first > 1 or acts(tokens, last) or is_named)


def is_being(tokens: Sequence[Token], number: int) -> bool:
    """Whether "was" or "is" is the token at a number."""
    return number < len(tokens) and tokens[number].word in ("was", "is", "'s")


def acts(tokens: Sequence[Token], number: int) -> bool:
    """Whether the token at a number is a verb in the past or present."""
    verb = read_verb(tokens[number].word) if number < len(tokens) and tokens[number].text.islower() else None
    return verb is not None and verb.form in ("past", "s") and verb.lemma != "be"
