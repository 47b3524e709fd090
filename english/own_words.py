"""An author's own words: places of her world and what they are like, names that are people's, and that are not."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from english.phrase_tree import PhraseTree
from english.place_tables import PlaceKind, place_kinds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BOOKS = 4  # whose tables are kept
SURE = 3.0  # an author's own place is a set as likely as any word's
UNLIKE: Mapping[bool | None, str] = {True: "building", False: "yard", None: "building"}  # kinds of what is like nothing


class OwnPlace(NamedTuple):
    """A place of the author's world."""

    kind: PlaceKind  # its `place` is the word itself, in small letters and without "the"
    shown: str  # what a picture shows: the known place that it is like, else the word as she writes it

    def show_in(self, action: str, place: str) -> str:
        """Give a deed without the place where that is what the picture shows anyway, else with what it is like."""
        name = r"\.? ".join(map(re.escape, self.kind.place.split()))
        word = rf"(?:(?:the|an?|his|her|their|my|our) )?{name}\b"
        if self.shown == place:
            action = re.sub(rf"(?i:,? (?:{'|'.join(THERE)}) {word})", "", action)
        if self.kind.place != plain(self.shown):
            action = re.sub(rf"(?i:\b{word})", f"the {self.shown}", action)
        return action


class OwnWords(NamedTuple):
    """What an author says of words in her book; names in small letters and without "the"."""

    places: tuple[OwnPlace, ...] = ()
    people: frozenset[str] = frozenset()  # names that are people's
    not_people: frozenset[str] = frozenset()  # names that are nobody's: a place's, a month's
    things: frozenset[str] = frozenset()  # names and nouns that are neither people nor places: a boat, a machine

    def __hash__(self) -> int:
        """Hash the first place for all: tables are looked up by these words at every name of a book."""
        return hash((len(self.places), self.places[:1], *self[1:]))

    def is_person(self, title: str, words: Sequence[str]) -> bool | None:
        """Whether a name is a person's; None where the author says nothing of it."""
        if self == NO_WORDS:
            return None
        name = plain(" ".join((title, *words)))
        if name in self.people:
            return True
        return False if any(name in known for known in (self.not_people, self.things, places_of(self))) else None

    def is_place(self, name: str) -> bool:
        """Whether a name or noun is a place of her world."""
        return plain(name) in places_of(self)

    def is_thing(self, phrase: str) -> bool:
        """Whether a phrase ends with a word for a thing: "the iron walker", "two walkers"."""
        words = plain(phrase).split() if self.things else []
        ends = {" ".join(words[first:]) for first in range(len(words))}
        return not self.things.isdisjoint(ends | {end.removesuffix("s") for end in ends})

    def show(self, place: str) -> str:
        """Give what is shown of a place: "dark pub" for "dark kettle" where the Kettle is a pub."""
        words = place.split()
        for first in range(len(words)):
            if own := places_of(self).get(plain(" ".join(words[first:]))):
                return " ".join((*words[:first], own.shown))
        return place

    def show_in(self, action: str, place: str) -> str:
        """Give a deed without the place that the picture shows anyway, other own places as what they are like."""
        tree, told = tree_of(self), -1
        while later := [number for number in tree.numbers_in(action) if number > told]:
            told = min(later)
            action = self.places[told].show_in(action, place)
        return action


THERE = ("in", "on", "at", "inside", "outside", "within", "aboard", "across", "through", "by", "near")
NO_WORDS = OwnWords()


def plain(word: str) -> str:
    """Write a word or name as the tables have it: "the Kettle" is "kettle", "Mr. Hale" is "mr hale"."""
    words = [part.rstrip(".") for part in word.casefold().replace("’", "'").split()]
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def make_place(word: str, like: str, *, interior: bool | None) -> OwnPlace:
    """Make a place of a word: like a known place, "" for none; `interior` wins over what is known of that."""
    known = place_kinds().get(like)
    side = interior if interior is not None or known is None else known.interior
    kind = PlaceKind(plain(word), known.kind if known else UNLIKE[side], side, SURE, "plain")
    article, _, rest = word.strip().partition(" ")
    return OwnPlace(kind, like or (rest.strip() if article.casefold() == "the" and rest else word.strip()))


@lru_cache(BOOKS)
def places_of(words: OwnWords) -> Mapping[str, OwnPlace]:
    """Give the author's places by their words."""
    return {own.kind.place: own for own in words.places}


@lru_cache(BOOKS)
def tree_of(words: OwnWords) -> PhraseTree:
    """Give the words of the author's places, to be found in a text."""
    return PhraseTree(own.kind.place for own in words.places)


@lru_cache(BOOKS)
def known_places(words: OwnWords) -> Mapping[str, PlaceKind]:
    """Give what is known of every place, the author's own first; they win."""
    own = {place: one.kind for place, one in places_of(words).items()}
    return own | {place: kind for place, kind in place_kinds().items() if place not in own}
