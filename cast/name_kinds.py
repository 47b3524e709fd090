"""Decide whether a name is a person's or a place's, by its mentions in the whole book and by its form."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from math import log1p
from typing import TYPE_CHECKING

from cast.name_signs import ends_like_place, has_place_suffix, mention_signs
from english.lexicon import lexicon
from english.own_words import NO_WORDS, OwnWords
from english.tables import read_columns, read_words
from english.weights import Option
from english.words import first_name_sex, gazetteer, is_word, no_people, peoples

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cast.names import Capitals, NameKey, NameRun
    from english.tokens import Token
    from english.weights import Features, Weights

MOST = 3.0  # no count weighs more than so much
OFTEN = 4  # mentions from which a share is as good as it gets


@dataclass(slots=True)
class NameTally:
    """The evidence of the book about one name (title and words)."""

    title: str
    words: tuple[str, ...]
    mentions: int = 0
    narrated: int = 0  # mentions outside speech
    signs: Counter[str] = field(default_factory=Counter)
    beside: Counter[NameKey] = field(default_factory=Counter)  # names coordinated with it

    @property
    def called(self) -> int:
        """Count how often somebody is addressed by it."""
        return self.signs["is called"]

    @property
    def acting(self) -> int:
        """Count how often it does or says something."""
        return self.signs["acts"] + self.signs["speaks"]

    @property
    def is_place(self) -> bool:
        """Whether a name that is nobody's is a place's."""
        name = " ".join(self.words).lower()
        is_saint = self.title in ("st", "saint")
        if self.title and self.words and not ends_like_place(self.words) and not is_saint:
            return False
        on_map = name in gazetteer() or (is_saint and any(f"{title} {name}" in gazetteer() for title in SAINTS))
        where = self.signs["in"] * 5 + self.signs["at"] * 3 >= min(self.mentions, 2) * 3
        return on_map or ends_like_place(self.words) or has_place_suffix(self.words) or where


SAINTS = ("st.", "saint", "st")


def tally_scene(
    tallies: dict[NameKey, NameTally], tokens: Sequence[Token], found: Sequence[NameRun]
) -> list[list[str]]:
    """Add the evidence of a scene's mentions to the tally of every name; give the signs of each mention."""
    before: NameRun | None = None
    signs = []
    for run in found:
        tally = tallies.get(run.key)
        if tally is None:
            tally = tallies[run.key] = NameTally(run.title, run.words)
        signs.append(mention_signs(tokens, run))
        tally.mentions += 1
        tally.narrated += not run.quoted
        tally.signs.update(signs[-1])
        if before and in_a_row(tokens, before, run):
            tally.beside[before.key] += 1
            tallies[before.key].beside[run.key] += 1
        before = run
    return signs


def in_a_row(tokens: Sequence[Token], before: NameRun, run: NameRun) -> bool:
    """Whether only a comma or "and" separates two names."""
    if not 0 < run.first - before.last <= len((",", "and", "the")):
        return False
    return all(token.word in (",", "and", "or", "the", "&") for token in tokens[before.last : run.first])


# --- What is a person's name ----------------------------------------------------------------------------------------


def find_people(
    tallies: Mapping[NameKey, NameTally], capitals: Capitals, weights: Weights, words: OwnWords = NO_WORDS
) -> dict[NameKey, NameTally]:
    """Find the names that are people's: as the author says, or by their own evidence or a fuller form's."""
    company = Company(tallies)
    told = {key: words.is_person(*key) for key in tallies}
    people = {
        key: tally
        for key, tally in tallies.items()
        if told[key]
        or (told[key] is None and weights.accepts("name", Option(shown(key), name_features(tally, capitals, company))))
    }
    parts = {words[position] for _, words in people for position in (0, -1) if len(words) > 1}
    parts |= {words[-1] for title, words in people if title and words}
    for key, tally in tallies.items():
        is_open = key not in people and told[key] is None
        if is_open and len(key[1]) == 1 and key[1][0] in parts and not tally.is_place:
            people[key] = tally
    return people


def shown(key: NameKey) -> str:
    """Write a name without its title; a title alone as it is."""
    title, words = key
    return " ".join(words) or title


class Company:
    """What the other names of a book say of one: parts of longer names, and what stands beside them."""

    def __init__(self, tallies: Mapping[NameKey, NameTally]) -> None:
        self.of_people: set[str] = set()  # words of names that a title or a first name makes a person's
        self.of_places: set[str] = set()
        for title, words in tallies:
            if len(words) > 1 and ends_like_place(words):
                self.of_places.update(words)
            elif words and (title or (len(words) > 1 and first_name_sex(words[0]))):
                self.of_people.update((words[0], words[-1]))

    def share_of_people(self, tally: NameTally) -> float:
        """Give the share of mentions in a row with what are people's names by their form."""
        beside = tally.beside.items()
        known = sum(times for (title, words), times in beside if title or first_name_sex(words[0]))
        return min(1.0, known / tally.mentions)


def name_features(tally: NameTally, capitals: Capitals, company: Company) -> Features:
    """Say what the book shows of a name."""
    shares = tally.mentions
    seen = {name: times / shares for name, times in tally.signs.items()}
    acts = tally.acting + tally.called
    seen.pop("acts", None)
    told = [sign for sign in ("is named", "has a role", "is somebody's") if seen.pop(sign, 0)]
    seen |= {
        "told who it is": float(len(told)),
        "how often": min(MOST, log1p(tally.mentions) / 1.5),
        "how often it acts": min(MOST, log1p(tally.signs["acts"])),
        "how often it speaks": min(MOST, log1p(tally.signs["speaks"])),
        "how often it is called": min(MOST, log1p(tally.signs["is called"])),
        "how often it is counted": min(MOST, log1p(tally.signs["is counted"] + tally.signs["are many"])),
        "often and never acts": float(tally.mentions >= OFTEN and acts <= tally.mentions * 0.08),
        "beside people": company.share_of_people(tally),
    }
    words = tally.words
    if len(words) == 1:
        seen["of a person's name"] = float(words[0] in company.of_people and bool(tally.title) is False)
        seen["of a place's name"] = float(words[0] in company.of_places)
        small, capital = capitals.small[words[0].lower()], capitals.capital[words[0].lower()]
        seen["also small"] = small / (small + capital + 1)
    form = form_features(tally.title, words)
    if tally.title in SAINTS and not acts:
        return seen | {"ends like a place": 1.0}
    if any(kind.startswith("first name") for kind in form):
        seen["first name after the"] = min(2.0, len(words) * float(tally.signs["has an article"] * 2 > tally.mentions))
    return seen | form


@cache
def form_features(title: str, words: tuple[str, ...]) -> Features:
    """Say what a name is by itself: its title, its words, what kind of words they are."""
    found = title_features(title, words)
    if not words:
        return found
    name, kinds = " ".join(words).lower(), read_columns("name_words.txt")
    first, last = words[0].lower(), words[-1].lower()
    is_place, one = ends_like_place(words) or has_place_suffix(words), len(words) == 1
    known = not is_place and bool(first_name_sex(first))
    on_map, dated = name in gazetteer(), name in lexicon().titles.calendar
    found |= {
        first_name_kind(first, one=one, is_more=on_map or dated): float(known),
        "surname": float(last in read_words("surnames.txt") and not is_place),
        "several strange words": float(not one and not any(is_word(word.lower()) for word in words)),
        "a country": float(name in lexicon().places.countries),
        "on the map": float(on_map and not known and name not in lexicon().places.countries),
        "ends like a place": float(is_place),
        "of a people": float(any(word.lower() in peoples() and not first_name_sex(word) for word in words)),
        "a thing": float(not known and (dated or (name in no_people() and name not in peoples()))),
        "of something": float("of" in words and not known),
        "initials": float(all(len(word.rstrip(".")) == 1 for word in words)),
        "a plural": float(last.endswith("men") or (last.endswith("s") and not last.endswith("ss") and not known)),
        "is cry": float(is_doubled(first)),
    }
    for kind in kinds.get(name, ()):
        found[f"is {'thing' if kind in THINGS else kind}"] = 1.0
    for kind in () if one else kinds.get(last, ()):
        found[f"ends with {'office' if kind == 'office' else 'thing'}"] = 1.0
    return {feature: value for feature, value in found.items() if value}


def first_name_kind(first: str, *, one: bool, is_more: bool) -> str:
    """Name the kind of a first name: Ann, or one that may be something else, as Grace, Paris and June may."""
    if is_more:
        return "first name that is a place or date"
    return "first name that is a word" if one and is_word(first) else "first name"


def title_features(title: str, words: tuple[str, ...]) -> Features:
    """Say what a title tells."""
    if not title:
        return {}
    titles = lexicon().titles
    if title == "messrs":
        return {"ends with thing": 1.0}
    if words:
        return {"titled" if title in titles.empty else "titled: an office": 1.0}
    return {"bare title: kin" if title in titles.kin_female | titles.kin_male else "bare title: an office": 1.0}


THINGS = ("make", "firm", "ship", "group", "idea")


def is_doubled(word: str) -> bool:
    """Whether a word says the same twice: "hee-hee", "uh-uh"."""
    parts = word.split("-")
    return len(parts) > 1 and len(set(parts)) < len(parts)
