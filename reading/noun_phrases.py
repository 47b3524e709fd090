"""Read a noun phrase from its first word to its noun: "her brother's final calculations", "the dry, soft kiss"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.place_tables import place_kinds, thing_kinds
from english.verbs import read_verb
from english.word_classes import closed_classes
from english.words import PRONOUNS, is_adverb, person_nouns
from prompts.wording import article
from reading.looks import is_adjective
from reading.objects import thing_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from english.tokens import Token

LONGEST_READ = 12  # tokens from the first word to the noun
NO_NOUNS = PRONOUNS | {"him", "me", "us", "them", "one", "ones", "himself", "herself", "themselves", "itself", "myself"}


class NounPhrase(NamedTuple):
    """A noun with the words before it, and the token after it."""

    words: tuple[str, ...]
    short: tuple[str, ...]  # without adjectives
    bare: tuple[str, ...]  # its article and its noun alone
    last: int

    @property
    def head(self) -> str:
        """The noun."""
        return self.words[-1].lower()


def read_noun_phrase(tokens: Sequence[Token], start: int, *, of_doers: bool = False) -> NounPhrase | None:
    """Read the noun phrase at a token; None where no noun ends it.

    With `of_doers` a verb may follow at once that tells what they do: "watched the others eat".
    """
    return NounReader(tokens, start, of_doers=of_doers).read()


class NounReader:
    """The state of reading one noun phrase: its words, and which of them are adjectives."""

    def __init__(self, tokens: Sequence[Token], start: int, *, of_doers: bool) -> None:
        self.tokens, self.start, self.of_doers = tokens, start, of_doers
        self.words: list[str] = []
        self.is_lasting: list[bool] = []  # of each word whether it stays when the phrase is shortened
        self.has_noun = False

    def read(self) -> NounPhrase | None:
        """Read on until something else begins."""
        number = self.start
        while self._belongs(number):
            self._take(number)
            number += 1
        if not self.has_noun and not self._ends_on_adjective(number):
            return None
        last = number
        while self.tokens[last - 1].word in (",", "and"):
            last -= 1
        short = [word for word, is_lasting in zip(self.words, self.is_lasting, strict=True) if is_lasting]
        bare = (
            short if any(word.endswith("'s") for word in short) else [*short[: opens_noun(short[0].lower())], short[-1]]
        )
        second = self.tokens[self.start + 1].word if last > self.start + 1 else ""
        full, cut, least = (with_its_article(words, second) for words in (self.words, short, bare))
        return NounPhrase(full, cut, least, last)

    def _ends_on_adjective(self, number: int) -> bool:
        """Whether the adjective stands for a noun: "the wounded", "the cold"."""
        if len(self.words) < len(("the", "wounded")):
            return False
        is_noun = opens_noun(self.words[0]) and (self.words[0] != "her" or self.words[-1].endswith("s"))
        self.is_lasting[-1:] = [True]
        after = self.tokens[number].word if number < len(self.tokens) else "."
        is_whole = after not in NO_NOUNS and not opens_noun(self.words[-1]) and not self.words[-1].endswith("'s")
        return is_noun and is_whole and self.tokens[number - 1].word not in (",", "and")

    def _belongs(self, number: int) -> bool:
        """Whether the phrase goes on with a token."""
        tokens = self.tokens
        if not self.start <= number < min(len(tokens), self.start + LONGEST_READ):
            return False
        token = tokens[number]
        if token.quoted or token.sentence != tokens[self.start].sentence:
            return False
        if token.word == "'s":
            return self.has_noun and is_open(tokens, number + 1)
        if token.word in (",", "and"):
            return not self.has_noun and self._has_adjective() and self._goes_on(number + 1)
        if opens_noun(token.word):
            return not self.has_noun and not self._has_adjective()
        if not is_open(tokens, number) and not self._is_inside(number):
            return False
        if self.words and is_done_on(tokens, number):
            return False
        return not (self.has_noun and self._is_over(number))

    def _is_inside(self, number: int) -> bool:
        """Whether a word that often builds only is an adjective or the noun: "the first day", "the open back"."""
        word, verbs = self.tokens[number].word, lexicon().verbs
        may_be = word in verbs.adverbs or word in verbs.phrases.directions or is_how_before(word)
        if self.has_noun or not may_be:
            return False
        return is_open(self.tokens, number + 1) or (bool(self.words) and not is_how_before(word))

    def _goes_on(self, number: int) -> bool:
        """Whether another adjective or the noun stands at a token, no next deed: "her tight and tried to"."""
        verb = read_verb(self.tokens[number].word) if number < len(self.tokens) else None
        is_deed = verb is not None and verb.form in ("past", "participle") and not is_open(self.tokens, number + 1)
        return is_open(self.tokens, number) and not is_deed

    def _has_adjective(self) -> bool:
        return not all(self.is_lasting)

    def _is_over(self, number: int) -> bool:
        """Whether a word after the noun belongs to something else: a participle, an adverb, what the noun does."""
        token, word = self.tokens[number], self.tokens[number].word
        if token.is_capital:
            return False
        verb = read_verb(word)
        if is_adverb(word) or (verb is not None and verb.form in ("past", "participle", "ing")):
            return True
        is_result = word in lexicon().verbs.phrases.results or not is_open(self.tokens, number + 1)
        if is_adjective(word) and not names_something(word) and is_result:
            return True
        is_done = verb is not None and verb.form == "base" and self.of_doers
        return is_done and (self._are_doers() or not self._noun_may_end(number))

    def _are_doers(self) -> bool:
        head = self.words[-1].lower()
        is_plural = head.endswith("s") and not head.endswith(("as", "is", "ss", "us"))
        return is_plural or head in person_nouns() or head in lexicon().people.crowd

    def _noun_may_end(self, number: int) -> bool:
        after = self.tokens[number + 1].word if number + 1 < len(self.tokens) else "."
        return not (opens_noun(after) or after in NO_NOUNS or after in lexicon().verbs.phrases.directions)

    def _take(self, number: int) -> None:
        token = self.tokens[number]
        if token.word == "'s":
            self.words[-1] += "'s"
            self.has_noun = False
            return
        if token.word in (",", "and"):
            kept = [n for n, is_lasting in enumerate(self.is_lasting) if is_lasting]
            self.words, self.is_lasting = [self.words[n] for n in kept], [True] * len(kept)
            return
        if is_degree_here(self.tokens, number):
            return
        is_noun = not opens_noun(token.word) and self._is_noun(number)
        self.words.append(token.text if token.is_capital and not opens_noun(token.word) else token.word)
        self.is_lasting.append(is_noun or opens_noun(token.word))
        self.has_noun = is_noun

    def _is_noun(self, number: int) -> bool:
        """Whether a word is the noun, or one of two: not an adjective before its noun."""
        token = self.tokens[number]
        follows = is_open(self.tokens, number + 1)
        if token.is_capital or (number + 1 < len(self.tokens) and self.tokens[number + 1].word == "'s"):
            return True
        verb = read_verb(token.word)
        if verb is not None and verb.form == "ing":
            return not follows and bool(self.words) and not self._is_in_row(number + 1)
        if verb is not None and verb.form in ("past", "participle") and not names_something(token.word):
            return not follows and not token.word.endswith(("ed", "en")) and bool(self.words)  # "the ground"
        if not is_adjective(token.word) and token.word not in lexicon().verbs.adverbs:
            return True
        return names_something(token.word) and not follows

    def _is_in_row(self, number: int) -> bool:
        """Whether another adjective follows after a comma or "and", then a noun: "the milling, murmuring tide"."""
        tokens = self.tokens
        if not is_open(tokens, number + 1) or tokens[number].word not in (",", "and"):
            return False
        verb = read_verb(tokens[number + 1].word)
        is_next = is_adjective(tokens[number + 1].word) or (verb is not None and verb.form == "ing")
        goes_on = [token.word for token in tokens[number + 2 : number + 3]] == [","]
        return is_next and (is_open(tokens, number + 2) or goes_on)


@cache
def opens_noun(word: str) -> bool:
    """Whether a word stands before a noun and its adjectives: an article, a possessive, a number."""
    return word in lexicon().verbs.determiner or word in lexicon().people.numbers or word in ("both", "enough")


def is_open(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word may be a noun or an adjective: none that only builds a sentence, no adverb."""
    if number >= len(tokens) or tokens[number].quoted or not tokens[number].text[0].isalnum():
        return False
    word = tokens[number].word
    owns = number + 1 < len(tokens) and tokens[number + 1].word == "'s" and word not in NO_NOUNS
    return not builds_only(word) or (owns and word not in closed_classes())


def is_done_on(tokens: Sequence[Token], number: int) -> bool:
    """Whether a form in -ing is a deed, since a direction follows: "his pasty leaning forward"."""
    verb = read_verb(tokens[number].word)
    after = tokens[number + 1].word if number + 1 < len(tokens) else "."
    is_way = after in lexicon().verbs.phrases.directions and after not in lexicon().verbs.preposition
    return verb is not None and verb.form == "ing" and is_way


@cache
def builds_only(word: str) -> bool:
    """Whether a word is neither noun nor adjective."""
    phrases = lexicon().verbs.phrases
    if word in closed_classes() or word in NO_NOUNS or word in lexicon().verbs.adverbs or word in phrases.loose:
        return True
    is_loose = word in phrases.ways or word in phrases.directions or word in phrases.manner or word in phrases.ends
    return is_loose or (word.endswith("ly") and is_how(word))


@cache
def is_how(word: str) -> bool:
    """Whether a word in -ly says how: "slowly", not "family" nor "elderly"."""
    return word not in lexicon().verbs.phrases.not_manner and word not in person_nouns() and not names_something(word)


def is_degree_here(tokens: Sequence[Token], number: int) -> bool:
    """Whether an adverb stands before an adjective: "this nearly helpless girl", "a very old man"."""
    return is_how_before(tokens[number].word) and is_open(tokens, number + 1)


@cache
def is_how_before(word: str) -> bool:
    """Whether a word may say how much of an adjective."""
    return word in lexicon().verbs.phrases.manner or word in ("most", "more") or (word.endswith("ly") and is_how(word))


@cache
def names_something(word: str) -> bool:
    """Whether a word that may be an adjective or a verb is known as a noun."""
    if word in thing_kinds() or word in thing_words() or word in person_nouns() or word in place_kinds():
        return True
    return word.endswith("s") and not word.endswith("ss") and names_something(word[:-1])


def with_its_article(words: Sequence[str], told: str) -> tuple[str, ...]:
    """Choose "a" or "an" anew where the word after it is not the one of the text."""
    if len(words) > 1 and words[0] in ("a", "an") and words[1] != told:
        return (article(words[1]), *words[1:])
    return tuple(words)
