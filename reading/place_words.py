"""Find the nouns of a scene that name a place, by the vocabulary's kinds and by whether the context fits."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from english.lexicon import lexicon
from english.words import is_noun
from reading.place_prepositions import LOOK_BACK, arrival_weight, part_of, preposition_at, preposition_weight

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from english.lexicon_scenes import PlaceGroup
    from english.tokens import Token


LONGEST_PLACE = 3  # words
OWNERS = frozenset(("his", "her", "their", "its"))
STANDING = 1.3  # weight of a preposition from which a doubtful word is a place


class Kind(NamedTuple):
    """The kind of place that a word names."""

    place: str  # in one wording
    interior: bool | None
    weight: float
    group: str


@cache
def place_kinds() -> dict[str, Kind]:
    """Give every place word, with spaces in place of hyphens, by its kind."""
    kinds: dict[str, Kind] = {}
    for name, group in place_groups().items():
        for phrase in group.words:
            spaced = phrase.replace("-", " ")
            kind = Kind(lexicon().places.same.get(phrase, spaced), group.interior, group.weight, name)
            kinds.setdefault(spaced, kind)
    return kinds


def place_groups() -> Mapping[str, PlaceGroup]:
    """Give the groups of places by name; a word in two groups is of the first."""
    places = lexicon().places
    indoors = {"rooms": places.rooms, "buildings": places.buildings, "vehicles": places.vehicles}
    outdoors = {"open_vehicles": places.open_vehicles, "ways": places.ways, "nature": places.nature}
    vague = {"spots": places.spots, "homes": places.homes, "grounds": places.grounds, "regions": places.regions}
    return indoors | outdoors | vague


@cache
def first_words() -> frozenset[str]:
    """Give the first words of all places."""
    return frozenset(phrase.split()[0] for phrase in place_kinds())


def common_places(tokens: Sequence[Token]) -> Iterator[tuple[int, int, Kind]]:
    """Find the common nouns that name places: (first token, token after the last, kind)."""
    kinds, number = place_kinds(), 0
    company = frozenset(token.word for token in tokens)
    while number < len(tokens):
        match = match_kind(tokens, number, kinds)
        match = match and (match[0], find_meant(tokens[number : match[0]], match[1], company))
        if match and is_noun_here(tokens, number, match[0]) and has_company(match[1].place, company):
            yield number, match[0], match[1]
            number = match[0]
        else:
            number += 1


def match_kind(tokens: Sequence[Token], number: int, kinds: dict[str, Kind]) -> tuple[int, Kind] | None:
    """Find the longest place that starts at a token."""
    word = tokens[number].word.replace("-", " ")
    if word.split(" ", 1)[0] not in first_words() and singular(word) not in kinds:
        return None
    for length in range(LONGEST_PLACE, 0, -1):
        phrase = " ".join(token.word.replace("-", " ") for token in tokens[number : number + length])
        kind = kinds.get(phrase) or kinds.get(singular(phrase))
        if kind and number + length <= len(tokens):
            return number + length, kind
    return None


def singular(word: str) -> str:
    """Strip a plural's ending: streets, street; galleries, gallery; churches, church."""
    if word.endswith("ies") and len(word) > len("dies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def find_meant(words: Sequence[Token], kind: Kind, company: frozenset[str]) -> Kind:
    """Disambiguate a word by its context: "the flats" where the tide is out are no homes."""
    meant = lexicon().places.meanings.get(words[-1].word)
    return kind if meant is None or not has_company(meant, company) else place_kinds()[meant]


def has_company(place: str, words: frozenset[str]) -> bool:
    """Whether an ambiguous word has its place's things around it: a bar its glasses."""
    wanted = lexicon().places.company.get(place)
    return wanted is None or not wanted.isdisjoint(words)


def is_noun_here(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether an article, adjective, owner or preposition before it makes the word a noun."""
    if first == 0 or (tokens[first].is_capital and tokens[first - 1].sentence == tokens[first].sentence):
        return False
    if heads_sentence(tokens, first) and is_stative(tokens, last):
        return True
    if lacks_article(tokens, first, last) or is_measure(tokens, first, last) or is_adjective(tokens, first, last):
        return False
    if tokens[last - 1].word in lexicon().places.needs_in.words and not stands_in(tokens, first, last):
        return False
    before = tokens[first - 1].word
    return (
        before in lexicon().verbs.determiner
        or before in lexicon().prepositions.weights
        or before == "'s"
        or introduces(tokens, first - 1)
    )


def heads_sentence(tokens: Sequence[Token], first: int) -> bool:
    """Whether the noun phrase of a place opens its sentence: "The back ward", "Dunmore market"."""
    start = first
    while start and first - start < LONGEST_PLACE and tokens[start - 1].sentence == tokens[first].sentence:
        if start < first and tokens[start].word in ("the", "a", "an"):
            break
        start -= 1
        if tokens[start].word in lexicon().prepositions.weights or not tokens[start].text[0].isalpha():
            return False
    within = start > 0 and tokens[start - 1].sentence == tokens[first].sentence
    if start == first or (within and not is_fronted(tokens, start)):
        return False
    opening = tokens[start]
    is_name = opening.is_capital and is_noun(opening.word) and first - start == 1
    return opening.word in ("the", "this", "our", "my", "his", "her", "their", "a", "an") or is_name


def is_fronted(tokens: Sequence[Token], number: int) -> bool:
    """Whether only "At noon" or the like precedes a token in its sentence."""
    start = number - 2
    if start < 0 or tokens[start].sentence != tokens[number].sentence:
        return False
    opens = start == 0 or tokens[start - 1].sentence != tokens[number].sentence
    return opens and tokens[start].word in ("at", "by", "on", "after", "towards", "toward")


def is_stative(tokens: Sequence[Token], last: int) -> bool:
    """Whether a verb of being follows: "was dim", "smelled of beeswax"; not "had been sold"."""
    return last < len(tokens) and tokens[last].word in lexicon().places.being.words


def is_adjective(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a word that can also be an adjective is one here: "in long flat pleats", "a square hand"."""
    if tokens[last - 1].word not in lexicon().places.adjectives_too:
        return False
    after = tokens[last].word if last < len(tokens) else "."
    articles = any(token.word in ("the", "a", "an") for token in tokens[max(0, first - 3) : first])
    return not articles or (is_noun(after) and tokens[last].text.islower())


def stands_in(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a doubtful word follows "in", "at" or the like: in the club, but not on his club."""
    if tokens[last - 1].word in lexicon().places.company and preposition_at(tokens, first) >= 0:
        return True
    if max(preposition_weight(tokens, first), arrival_weight(tokens, first)) < STANDING:
        return part_of(tokens, first) >= 0
    before = [token.word for token in tokens[max(0, first - LOOK_BACK) : first]]
    nearest = next((word for word in reversed(before) if word in lexicon().prepositions.weights), "")
    return nearest not in ("on", "upon", "by") or tokens[last - 1].word in lexicon().places.needs_in.on


def is_measure(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the word is a measure or figurative: "a few yards", "a sea of faces", "a heavy sea struck"."""
    numbers = lexicon().people.numbers
    following = [token.word for token in tokens[last : last + 1]]
    if following == ["of"] and tokens[first].word in lexicon().places.measures:
        after = tokens[last + 1] if last + 1 < len(tokens) else tokens[last]
        return after.word not in lexicon().verbs.determiner and not after.is_capital
    if following == ["of"] and tokens[last - 1].word in ("corner", "corners"):
        return is_bodily(tokens[last + 1 : last + 1 + LOOK_BACK])
    if tokens[last - 1].word in lexicon().places.one_of_many:
        introduced = [token.word for token in tokens[max(0, first - 2) : first]]
        return not {"a", "an", "another", "each", "every"}.isdisjoint(introduced)
    if tokens[first].word == "office" and tokens[first - 2].word == "of" and tokens[first - 1].word in OWNERS:
        return True  # "the wand of his office"
    if tokens[first - 1].word == "of" and tokens[first - 2].word in lexicon().places.bits:
        return True
    return tokens[first].word == "yards" and any(token.word in numbers for token in tokens[max(0, first - 2) : first])


def is_bodily(tokens: Sequence[Token]) -> bool:
    """Whether a part of the body follows: "the corner of her eye"."""
    return any(token.word in lexicon().places.bodily for token in tokens)


def lacks_article(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a singular place has no article, as only some can: "at school", but not "in study"."""
    word = tokens[last - 1].word
    if word != singular(word) and singular(word) in lexicon().places.needs_in.words:
        return not introduces(tokens, first - 1) or tokens[first - 1].word == "in"  # "in stages"
    if word != singular(word) or tokens[first].word in lexicon().places.bare:
        return False
    if word in lexicon().places.needs_article:
        return not any(token.word in lexicon().verbs.determiner for token in tokens[max(0, first - 3) : first])
    return tokens[first - 1].word in lexicon().prepositions.weights


def introduces(tokens: Sequence[Token], number: int) -> bool:
    """Whether up to three words before a noun lead back to its article or preposition."""
    for index in range(number, max(-1, number - 4), -1):
        word = tokens[index].word
        if word in lexicon().verbs.determiner or word == "'s":
            return True
        if not word[0].isalpha() or word in lexicon().verbs.conjunction or word in lexicon().verbs.be:
            return index < number and word == ","
        if word in lexicon().prepositions.weights:
            return True
    return False


@dataclass(slots=True)
class PlaceFound:
    """A place of a scene with all evidence for it."""

    phrase: str  # "railway office"
    head: str
    interior: bool | None
    weight: float = 0.0
    outer: float = 0.0  # part of the weight from mentions that put people outside it
    seen: float = 0.0  # weight lost because it is only looked at
    passing: float = 0.0  # part of a vehicle's weight that does not put anybody into it
    proper: bool = False
    spans: list[tuple[float, int, int]] = field(default_factory=list)  # (weight, first token, after the last)
