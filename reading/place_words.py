"""Find the nouns of a scene that name a place, with what is known of each."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.own_words import BOOKS, NO_WORDS, OwnWords, known_places, places_of
from english.place_tables import place_kinds
from english.words import is_noun
from reading.place_prepositions import governor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from english.place_tables import PlaceKind
    from english.tokens import Prose, Token
    from reading.place_prepositions import Governor

OBJECTS = frozenset(("me", "him", "them", "us", "you"))
MODIFIERS = 2  # words before a place that are kept in its wording


class PlaceForms(NamedTuple):
    """The spellings of all places: spaced, hyphenated and plural."""

    kinds: Mapping[str, tuple[PlaceKind, bool]]  # by the whole spelling: what is known, and whether it is a plural
    firsts: Mapping[str, frozenset[str]]  # for each first word the words that may follow it in a place


class PlaceMention(NamedTuple):
    """A place word where it stands in a scene."""

    first: int
    last: int  # the token after it
    kind: PlaceKind
    plural: bool
    governor: Governor


@lru_cache(BOOKS)
def place_forms(words: OwnWords = NO_WORDS) -> PlaceForms:
    """Give the spellings of all places, those of the author's world too."""
    kinds: dict[str, tuple[PlaceKind, bool]] = {}
    firsts: dict[str, set[str]] = {}
    for place, kind in known_places(words).items():
        spaced = place.replace("'s", " 's")
        first, _, rest = spaced.partition(" ")
        dotted = (f"{first}. {rest}",) if rest and place in places_of(words) else ()  # "St. Mary's"
        for spelling in (spaced, plural(spaced), *dotted):
            kinds.setdefault(spelling, (kind, spelling == plural(spaced) != spaced))
            first, _, rest = spelling.partition(" ")
            firsts.setdefault(first, set()).update(rest.split()[:1])
            if rest:
                kinds.setdefault(spelling.replace(" ", "-"), kinds[spelling])
                firsts.setdefault(spelling.replace(" ", "-"), set())
    return PlaceForms(kinds, {first: frozenset(seconds) for first, seconds in firsts.items()})


def plural(word: str) -> str:
    """Write a noun's plural; what ends in "s" is one already."""
    if word.endswith("s"):
        return word
    if word.endswith(("ch", "sh", "x")):
        return word + "es"
    return word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"


def find_mentions_of_places(prose: Prose, words: OwnWords = NO_WORDS) -> Iterator[PlaceMention]:
    """Find the common nouns that name places, and the author's own places, in reading order."""
    tokens, forms, own, end = prose.tokens, place_forms(words), places_of(words), 0
    for number in prose.find_words(forms.firsts.keys()):
        length = longest_place(tokens, number, forms) if number >= end else 0
        last = number + length
        if not length or joins_next(tokens, last, forms):
            continue  # the "railway" of "railway office"
        kind, is_plural = forms.kinds[spell(tokens, number, last)]
        mention = PlaceMention(number, last, kind, is_plural, governor(tokens, number))
        is_named = kind.place in own and tokens[number].is_capital
        if is_named or is_noun_here(tokens, mention):
            yield mention
            end = last


def longest_place(tokens: Sequence[Token], number: int, forms: PlaceForms) -> int:
    """Give the number of words of the longest place that starts at a token, 0 for none."""
    following = tokens[number + 1].word if number + 1 < len(tokens) else ""
    if following in forms.firsts[tokens[number].word]:
        for length in (3, 2):
            if number + length <= len(tokens) and spell(tokens, number, number + length) in forms.kinds:
                return length
    return 1 if tokens[number].word in forms.kinds else 0


def spell(tokens: Sequence[Token], first: int, last: int) -> str:
    """Give the words of some tokens with spaces between."""
    return " ".join([token.word for token in tokens[first:last]])


def joins_next(tokens: Sequence[Token], number: int, forms: PlaceForms) -> bool:
    """Whether another place follows at once, of which this one is a part of the name; a table or door is none."""
    known = forms.kinds.get(tokens[number].word) if number < len(tokens) else None
    return known is not None and known[0].kind not in ("part", "furniture", "ground", "event")


def is_noun_here(tokens: Sequence[Token], mention: PlaceMention) -> bool:
    """Whether a word is a noun where it stands: it has an article, an owner or a preposition, and is no measure."""
    first, last, governing = mention.first, mention.last, mention.governor
    opens = first == 0 or tokens[first - 1].sentence != tokens[first].sentence
    if tokens[first].is_capital and not (opens and mention.plural):
        return False  # part of a name
    after = tokens[last].word if last < len(tokens) else ""
    if after in OBJECTS or (not governing.article and not governing.word):
        return False  # "the fire leaves me"
    if governing.word in lexicon().prepositions.kinds["likeness"]:
        return False  # "it was like a palace"
    if after in ("away", "apart", "off") and governing.article == "a":
        return False  # "a yard away"
    if after == "of" and mention.kind.place in lexicon().places.measures and last + 1 < len(tokens):
        return tokens[last + 1].word in lexicon().verbs.determiner or tokens[last + 1].is_capital
    return not (governing.word == "of" and tokens[max(0, governing.at - 1)].word in lexicon().places.bits)


def wording(tokens: Sequence[Token], mention: PlaceMention) -> str:
    """Write a place with the nouns that join it and what can be seen of it: "student lounge", "dark alley"."""
    words = [mention.kind.place]
    for index in range(mention.first - 1, max(-1, mention.first - 1 - MODIFIERS), -1):
        word = tokens[index].word
        if not joins(tokens, index) and word not in lexicon().places.adjectives:
            break
        words.insert(0, word)
    return " ".join(words)


def joins(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word before a place is a noun that says which place it is."""
    word = tokens[index].word
    if tokens[index].is_capital or not (word in lexicon().places.nouns_before or word in place_kinds()):
        return False
    return is_noun(word)
