"""Where a scene is: places ranked by how plainly the narration stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from name_signs import ends_like_place
from names import gazetteer
from times import is_noun
from word_tables import read_table, split_words, word_set

if TYPE_CHECKING:
    from cast import Cast
    from names import NameRun
    from prose import Prose, Token
    from realis import Realis

GROUPS = ("rooms", "buildings", "vehicles", "open_vehicles", "ways", "nature", "spots", "homes", "grounds", "regions")
LONGEST_PLACE = 3  # words
LOOK_BACK = 5
PLAIN_PLACE = 0.8  # weight below which a place is hardly the set
PLAIN_KIND = 0.41
DETAILS = {0.4: 99.0, 0.35: 2.2}  # kinds of low weight, and the weight from which they are kept all the same
AREAS = frozenset(
    ("Valley", "County", "Bay", "Ocean", "Sea", "Mountains", "Hills", "Coast", "Desert", "Islands", "Plains", "River")
)
OUTSIDE = frozenset(("outside", "front", "before", "behind", "beside", "opposite", "past", "around", "round", "near"))
OWNERS = frozenset(("his", "her", "my", "this"))
KINSHIP = 0.5  # how much a place gains when all the scene is on its side, indoors or out
THING = 1.5  # weight of a thing that tells of a room or of open air
DOUBT = 1.0  # weight with which both sides start
LEAST_DETAIL = 0.5
LEAST = 1.0  # weight of the first place below which the scene does not tell where it is
STANDING = 1.3  # weight of a preposition from which a doubtful word is a place


class Kind(NamedTuple):
    """What kind of place a word names."""

    place: str  # in one wording
    interior: bool | None
    weight: float


@dataclass(slots=True)
class PlaceFound:
    """A place of a scene with everything that speaks for it."""

    phrase: str  # "railway office"
    head: str
    interior: bool | None
    weight: float = 0.0
    outer: float = 0.0  # part of the weight that stands outside of it
    proper: bool = False
    spans: list[tuple[float, int, int]] = field(default_factory=list)  # (weight, first token, after the last)


@cache
def place_kinds() -> dict[str, Kind]:
    """Every place word, with spaces in place of hyphens, by what it names."""
    table = read_table("places.toml")
    kinds: dict[str, Kind] = {}
    for group in GROUPS:
        entry = table[group]
        interior = entry["interior"] if isinstance(entry["interior"], bool) else None
        for phrase in split_words(entry["words"]):
            spaced = phrase.replace("-", " ")
            kinds.setdefault(spaced, Kind(table["same"].get(phrase, spaced), interior, float(entry["weight"])))
    return kinds


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in place_kinds())


def find_places(prose: Prose, runs: Sequence[NameRun], cast: Cast, realis: Realis) -> list[PlaceFound]:
    """Find the places of a scene, the likeliest set first."""
    found: dict[str, PlaceFound] = {}
    for first, last, kind in _common_places(prose.tokens):
        weight = _weight(prose.tokens, first, last, realis) * kind.weight
        _add(found, prose.tokens, first, last, kind, weight)
    for run in runs:
        _add_proper(found, run, cast, realis)
    inside = inside_share(prose, found.values())
    ranked = sorted(found.values(), key=lambda place: (_is_aside(place), -_rank(place, inside), place.spans[0][1]))
    return _without_ground(ranked)


def _rank(place: PlaceFound, inside: float) -> float:
    """Weigh a place with its neighbours: where the scene is outdoors, a beach goes before a house."""
    if place.interior is None:
        return place.weight
    return place.weight * (1 + KINSHIP * (inside if place.interior else 1 - inside))


def inside_share(prose: Prose, places: Iterable[PlaceFound]) -> float:
    """Say how much of a scene speaks for being indoors, 0 to 1, by its places and by the things around."""
    weights = {True: DOUBT, False: DOUBT}
    for place in places:
        if place.interior is not None:
            weights[place.interior] += max(0.0, place.weight - place.outer)
            weights[False] += max(0.0, place.outer)
    for token in prose.tokens:
        if not token.quoted and token.word in word_set("places.toml", "insides", "words"):
            weights[True] += THING
        elif not token.quoted and token.word in word_set("places.toml", "outsides", "words"):
            weights[False] += THING
    return weights[True] / (weights[True] + weights[False])


def _without_ground(places: Sequence[PlaceFound]) -> list[PlaceFound]:
    """Leave out what only lies under foot or stands in a room, unless somebody acts there or nothing else is said."""
    kept = [place for place in places if not _is_detail(place)]
    if kept and kept[0].weight >= LEAST:
        return kept
    return [place for place in places if _is_detail(place) and place.weight >= LEAST_DETAIL]


def _is_detail(place: PlaceFound) -> bool:
    kind = place_kinds().get(place.head)
    return kind is not None and kind.weight in DETAILS and place.weight < DETAILS[kind.weight]


def _is_aside(place: PlaceFound) -> bool:
    """Whether a place is only a spot or too large, so that any other goes before it."""
    kind = place_kinds().get(place.head)
    return place.weight < PLAIN_PLACE or (kind is not None and kind.weight < PLAIN_KIND)


def _common_places(tokens: Sequence[Token]) -> Iterator[tuple[int, int, Kind]]:
    kinds, number = place_kinds(), 0
    while number < len(tokens):
        match = _match(tokens, number, kinds)
        if match and _is_noun_here(tokens, number, match[0]):
            yield number, match[0], match[1]
            number = match[0]
        else:
            number += 1


def _match(tokens: Sequence[Token], number: int, kinds: dict[str, Kind]) -> tuple[int, Kind] | None:
    """Find the longest place that starts at a token."""
    word = tokens[number].word.replace("-", " ")
    if word.split(" ", 1)[0] not in _first_words() and singular(word) not in kinds:
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


def _is_noun_here(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether an article, adjective, owner or preposition before it makes the word a noun."""
    if first == 0 or (tokens[first].is_capital and tokens[first - 1].sentence == tokens[first].sentence):
        return False
    if _lacks_article(tokens, first, last) or _is_measure(tokens, first, last):
        return False
    if tokens[last - 1].word in word_set("places.toml", "needs_in", "words") and not _stands_in(tokens, first, last):
        return False
    before = tokens[first - 1].word
    return (
        before in word_set("verbs.toml", "determiner")
        or before in read_table("prepositions.toml")["weights"]
        or before == "'s"
        or _introduces(tokens, first - 1)
    )


def _stands_in(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a doubtful word follows "in", "at" or the like: in the club, but not on his club."""
    if _preposition(tokens, first) < STANDING:
        return _is_part(tokens, first)
    before = [token.word for token in tokens[max(0, first - LOOK_BACK) : first]]
    nearest = next((word for word in reversed(before) if word in read_table("prepositions.toml")["weights"]), "")
    return nearest not in ("on", "upon", "by") or tokens[last - 1].word in word_set("places.toml", "needs_in", "on")


def _is_part(tokens: Sequence[Token], first: int) -> bool:
    """Whether the word follows "the middle of the" or the like."""
    words = [token.word for token in tokens[max(0, first - 4) : first]]
    return any(
        word in word_set("places.toml", "parts", "words") and "of" in words[at:] for at, word in enumerate(words)
    )


def _is_measure(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the word only measures: "a few yards", "a sea of faces"."""
    numbers = word_set("people.toml", "numbers")
    if [token.word for token in tokens[last : last + 1]] == ["of"] and tokens[first].word in word_set(
        "places.toml", "measures", "words"
    ):
        following = tokens[last + 1] if last + 1 < len(tokens) else tokens[last]
        return following.word not in word_set("verbs.toml", "determiner") and not following.is_capital
    return tokens[first].word == "yards" and any(token.word in numbers for token in tokens[max(0, first - 2) : first])


def _lacks_article(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a single place stands bare, as only some can: "at school", but not "in study"."""
    word = tokens[last - 1].word
    if word != singular(word) or tokens[first].word in word_set("places.toml", "bare", "words"):
        return False
    return tokens[first - 1].word in read_table("prepositions.toml")["weights"]


def _introduces(tokens: Sequence[Token], number: int) -> bool:
    """Whether up to three words before a noun lead back to its article or preposition."""
    for index in range(number, max(-1, number - 4), -1):
        word = tokens[index].word
        if word in word_set("verbs.toml", "determiner") or word == "'s":
            return True
        if (
            not word[0].isalpha()
            or word in word_set("verbs.toml", "conjunction")
            or word in word_set("verbs.toml", "be")
        ):
            return index < number and word == ","
        if word in read_table("prepositions.toml")["weights"]:
            return True
    return False


def _weight(tokens: Sequence[Token], first: int, last: int, realis: Realis) -> float:
    """Weigh one mention by its preposition and by how real its sentence is; the later the better."""
    rules = read_table("prepositions.toml")["rules"]
    weight = (float(rules["mention"]) + _preposition(tokens, first)) * realis.at(first)
    if first and tokens[first - 1].word in OWNERS:
        weight *= rules["own"]
    if last < len(tokens) and is_noun(tokens[last].word) and tokens[last].text.islower():
        weight *= rules["before_noun"]
    return float(weight * (1 + rules["later"] * first / max(1, len(tokens))))


def _preposition(tokens: Sequence[Token], first: int) -> float:
    table = read_table("prepositions.toml")
    weights = table["weights"]
    for index in range(first - 1, max(-1, first - LOOK_BACK), -1):
        word = tokens[index].word
        if word in weights:
            return float(weights[word])
        if not word[0].isalpha() and word != "'s":
            break
    return float(table["rules"]["bare"])


def _add(
    found: dict[str, PlaceFound], tokens: Sequence[Token], first: int, last: int, kind: Kind, weight: float
) -> None:
    place = found.get(kind.place)
    if place is None:
        place = found[kind.place] = PlaceFound(kind.place, kind.place, kind.interior)
    place.weight += weight
    place.spans.append((weight, first, last))
    if any(token.word in OUTSIDE for token in tokens[max(0, first - 4) : first]):
        place.outer += weight
    if place.phrase == place.head:
        place.phrase = " ".join((*_modifiers(tokens, first), place.head))


def _modifiers(tokens: Sequence[Token], first: int) -> list[str]:
    """Collect at most two words before a place that can be seen or that join it."""
    words: list[str] = []
    for index in range(first - 1, max(-1, first - 3), -1):
        word = tokens[index].word
        joins = word in word_set("places.toml", "nouns_before", "words")
        if not joins and word not in word_set("places.toml", "adjectives", "words"):
            break
        words.insert(0, word)
    return words


def _add_proper(found: dict[str, PlaceFound], run: NameRun, cast: Cast, realis: Realis) -> None:
    name = " ".join(run.words)
    on_map = name.lower() in gazetteer()
    if not run.words or cast.find(run) is not None or (run.words not in cast.places and not on_map):
        return
    is_site = len(run.words) > 1 and ends_like_place(run.words) and not on_map and run.words[-1] not in AREAS
    share = 1.0 if is_site else read_table("prepositions.toml")["rules"]["proper"]
    weight = _weight(realis.tokens, run.first, run.last, realis) * share
    place = found.setdefault(name, PlaceFound(name, name, _proper_interior(run.words), proper=True))
    place.weight += weight
    place.spans.append((weight, run.first, run.last))


def _proper_interior(words: tuple[str, ...]) -> bool | None:
    kind = place_kinds().get(words[-1].lower())
    return kind.interior if kind else None


UNDECIDED = 0.01


def setting_interior(prose: Prose, places: Sequence[PlaceFound]) -> bool | None:
    """Whether the scene is indoors, by all its places and by what stands around; None if nothing tells."""
    share = inside_share(prose, places)
    return None if abs(share - 0.5) < UNDECIDED else share > 0.5  # noqa: PLR2004 - half
