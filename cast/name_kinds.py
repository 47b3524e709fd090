"""Decide whether a name is a person's or a place's, by the evidence of its mentions and of its form."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from cast.name_signs import ends_like_place, has_place_suffix, mention_signs
from english.lexicon import lexicon
from english.words import first_name_sex, gazetteer, is_word, no_people, peoples

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cast.names import NameKey, NameRun
    from english.tokens import Token

# weight of each kind of evidence: positive for a person, negative for a place
WEIGHTS = {
    "title": 5.0,
    "first name": 3.0,
    "first name that is a word": 1.5,
    "speaks": 3.0,
    "has a body": 2.0,
    "is called by": 1.5,
    "is a who": 2.0,
    "is somebody's": 2.0,
    "acts": 1.0,
    "is a he or she": 0.8,
    "has company": 0.5,
    "is named": 4.0,
    "has a role": 2.5,
    "is a man": 4.0,
    "follows a role": 2.0,
    "stands with people": 2.3,
    "is no word": 0.45,
    "several words": 0.8,
    "several words, all strange": 2.2,
    "has an article": -1.2,
    "stands before a noun": -1.5,
    "in": -2.5,
    "at": -1.5,
    "on the map": -3.0,
    "on the map and a first name": -2.5,
    "ends like a place": -6.0,
    "ends like a thing": -6.0,
    "has a place's ending": -1.0,
    "is a country": -6.0,
    "is of something": -3.0,
    "a month or season": -4.0,
    "a people or thing": -3.5,
    "a word for a people or thing": -0.7,
    "a thing and a first name": -1.0,
    "does things": 0.6,
}
SINGLE_MENTION = 2.2  # a person's name with one mention needs this weight
SINGLE_ACT = 1.4  # or this, if it acts and is no English word
OFTEN = 6  # with so many mentions, a person would have acted
INERT_SHARE = 0.08  # a thing "acts" in at most this share of mentions
FEW = 4  # with fewer mentions a name needs some evidence of being a person's
PLACE_SHARE = -0.3  # mean weight of "in" and "at" from which an inert name is a place
ACTIVE_SHARE = 0.07  # share of mentions beside a verb from which a name counts as acting
PER_MENTION = 0.4  # a person's name with several mentions needs this mean weight


@dataclass(slots=True)
class NameTally:
    """The evidence of the book about one name (title and words)."""

    title: str
    words: tuple[str, ...]
    mentions: int = 0
    person: float = 0.0  # summed weight of the mentions' evidence
    place: float = 0.0  # weight of "in" and "at" alone
    called: int = 0  # times somebody is addressed by it
    described: int = 0  # times it is described as a person: it "was a stout man"
    acting: int = 0  # times it stands before a verb, outside speech
    speaking: int = 0
    articles: int = 0
    narrated: int = 0  # mentions outside speech
    beside: Counter[NameKey] = field(default_factory=Counter)  # names coordinated with it
    with_people: int = 0  # how many of these are people's

    @property
    def is_person(self) -> bool:
        """Whether the name is a person's."""
        if self.title:
            return not self._is_saints_place()
        if self.described and not self.articles and not self._is_where():
            return True
        if (
            self._is_where()
            or self._is_group()
            or self._is_unknown()
            or self._is_initials()
            or self._is_inert()
            or self._is_built_like_a_place()
        ):
            return False
        total = self.person / self.mentions + constant_signs(self.words)
        total += WEIGHTS["stands with people"] * self.with_people / self.mentions
        if self.mentions == 1:
            doing = self.acting and not is_word(self.words[0].lower())
            return total >= (SINGLE_ACT if doing else SINGLE_MENTION)
        if self.acting + self.speaking >= max(1.0, self.mentions * ACTIVE_SHARE):
            total += WEIGHTS["does things"]
        return total >= PER_MENTION

    def _is_saints_place(self) -> bool:
        """Whether a saint's name is a place: it is on the map, or the name never acts (a church, an oath)."""
        name = " ".join(self.words).lower()
        return self.title in ("st", "saint") and (
            not (self.acting or self.speaking or self.called)
            or any(f"{title} {name}" in gazetteer() for title in ("st.", "saint", "st"))
        )

    def _is_where(self) -> bool:
        """Whether the name follows "in" or "at" more often than it acts."""
        often = self.place <= PLACE_SHARE * self.mentions
        return often and not self.speaking and self.acting <= self.place / WEIGHTS["in"]

    def _is_unknown(self) -> bool:
        """Whether a rare name has no evidence of being a person's: one word, no first name, no action."""
        known = len(self.words) > 1 or first_name_sex(self.words[0])
        return self.person <= 0 and self.mentions < FEW and not self.with_people and not known

    def _is_built_like_a_place(self) -> bool:
        """Whether the map or the last word makes it a place's, and nobody acts: Kent, Lincoln Park, Merry England."""
        if self.person <= 0 and not self.with_people and " ".join(self.words).lower() in gazetteer():
            return True
        last = self.words[-1]
        endings = lexicon().places.name_endings.surnames
        is_place = last in endings or last.lower() in lexicon().places.countries
        return len(self.words) > 1 and is_place and self.person <= 0

    def _is_inert(self) -> bool:
        """Whether a frequent name that is no first name never acts or speaks: an art, a pact, a school."""
        known = any(first_name_sex(word) for word in self.words)
        active = self.acting + self.speaking + self.called
        return self.mentions >= OFTEN and not known and active <= self.mentions * INERT_SHARE

    def _is_initials(self) -> bool:
        """Whether the name consists of single letters only: P. S., A. M."""
        return all(len(word.rstrip(".")) == 1 for word in self.words)

    def _is_group(self) -> bool:
        """Whether the name is a group's or a thing's: "the Bennets", "the Victoria"."""
        if len(self.words) == 1 and first_name_sex(self.words[0]) and not is_word(self.words[0].lower()):
            return self.articles * 2 > self.mentions
        if len(self.words) > 1 and first_name_sex(self.words[0]) and self.articles * 2 > self.mentions:
            return True  # "the Maria Celeste" is a ship
        return self.words[-1].endswith("men") or (
            self.words[-1].endswith("s") and self.articles * 2 >= self.mentions and not first_name_sex(self.words[-1])
        )

    @property
    def is_place(self) -> bool:
        """Whether the name is a place's."""
        if self.title and self.words and not ends_like_place(self.words) and not self._is_saints_place():
            return False
        on_map = " ".join(self.words).lower() in gazetteer() or self._is_saints_place()
        return not self.is_person and (
            on_map
            or ends_like_place(self.words)
            or has_place_suffix(self.words)
            or self.place <= -1.5 * min(self.mentions, 2)
        )


@cache
def constant_signs(words: tuple[str, ...]) -> float:
    """Weigh the evidence of the name by itself."""
    if not words:
        return WEIGHTS["title"]
    name, total = " ".join(words).lower(), 0.0
    first = words[0].lower()
    if name in lexicon().places.countries:
        return WEIGHTS["is a country"]
    known = first_name_sex(first)
    if known:
        total += WEIGHTS["first name that is a word" if is_word(first) and len(words) == 1 else "first name"]
    if name in gazetteer():
        total += WEIGHTS["on the map and a first name" if known else "on the map"]
    elif name in lexicon().titles.calendar:
        total += WEIGHTS["a month or season"]
    elif name in no_people() and known and name not in peoples():
        total += WEIGHTS["a thing and a first name"]
    elif name in no_people():
        total += WEIGHTS["a word for a people or thing" if is_word(name) else "a people or thing"]
    return total + form_signs(words, known=bool(known))


def form_signs(words: tuple[str, ...], *, known: bool) -> float:
    """Weigh the form of a name: its number of words, its last word, "of" within."""
    if ends_like_place(words):
        return WEIGHTS["ends like a place"]
    if len(words) == 1 and not known:
        if has_place_suffix(words):
            return WEIGHTS["has a place's ending"]
        return 0.0 if is_word(words[0].lower()) else WEIGHTS["is no word"]
    if words[-1] in lexicon().places.thing_endings:
        return WEIGHTS["ends like a thing"]
    if any(word.islower() and word == "of" for word in words) and not known:
        return WEIGHTS["is of something"]
    if len(words) == 1:
        return 0.0
    unknown = not any(is_word(word.lower()) or word.lower() in gazetteer() for word in words)
    return WEIGHTS["several words, all strange" if unknown else "several words"]


def tally_scene(tallies: dict[NameKey, NameTally], tokens: Sequence[Token], found: Sequence[NameRun]) -> None:
    """Add the evidence of a scene's mentions to the tally of every name."""
    before: NameRun | None = None
    for run in found:
        tally = tallies.setdefault(run.key, NameTally(run.title, run.words))
        count_mention(tally, tokens, run)
        if before and in_a_row(tokens, before, run):
            tally.beside[before.key] += 1
            tallies[before.key].beside[run.key] += 1
        before = run


def count_company(tallies: Mapping[NameKey, NameTally]) -> None:
    """Count how often a name is coordinated with people's, once the whole book is counted."""
    for tally in [tally for tally in tallies.values() if tally.is_person and tally.words]:
        for key, times in tally.beside.items():
            tallies[key].with_people += times


def in_a_row(tokens: Sequence[Token], before: NameRun, run: NameRun) -> bool:
    """Whether only a comma or "and" separates two names."""
    between = [token.word for token in tokens[before.last : run.first]]
    return 0 < len(between) <= len((",", "and", "the")) and all(
        word in (",", "and", "or", "the", "&") for word in between
    )


def count_mention(tally: NameTally, tokens: Sequence[Token], run: NameRun) -> None:
    """Add the evidence of one mention to the tally of its name."""
    signs = mention_signs(tokens, run)
    tally.mentions += 1
    tally.narrated += not run.quoted
    tally.articles += run.has_article
    tally.called += "is called by" in signs
    tally.acting += "acts" in signs and not run.quoted
    tally.speaking += "speaks" in signs
    tally.described += "is a man" in signs
    tally.person += sum(WEIGHTS[sign] for sign in signs)
    tally.place += sum(WEIGHTS[sign] for sign in signs if sign in ("in", "at"))
