"""Does a name belong to a person or to a place? Every mention votes by the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from names import NameRun, first_name_sex, gazetteer, is_word, no_people, opens_sentence
from verb_forms import read_verb
from word_tables import read_words, word_set

if TYPE_CHECKING:
    from prose import Prose, Token

# what each sign is worth, for a person (above 0) and for a place (below)
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
    "several words": 0.8,
    "has an article": -1.2,
    "in": -2.5,
    "at": -1.5,
    "on the map": -3.0,
    "on the map and a first name": -2.8,
    "ends like a place": -6.0,
    "ends like a thing": -6.0,
    "is of something": -3.0,
    "a month or season": -4.0,
    "a people or thing": -3.5,
    "a word for a people or thing": -0.7,
    "does things": 0.6,
}
SINGLE_MENTION = 2.5  # a name that comes once needs this much
NEAR = 12  # tokens after a name within which a pronoun means it
PRONOUNS = {"he": "male", "his": "male", "him": "male", "himself": "male"} | {
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
ACTIVE_SHARE = 0.07  # of a person's mentions at least stand before or after a verb
PER_MENTION = 0.4  # and one that comes often this much on average


@dataclass(slots=True)
class NameTally:
    """What the book says about one name (title and words)."""

    title: str
    words: tuple[str, ...]
    mentions: int = 0
    person: float = 0.0  # sum of the signs that depend on the mention
    place: float = 0.0  # weight of "in" and "at" alone
    called: int = 0  # times somebody is addressed by it
    acting: int = 0  # times it stands before a verb, outside speech
    speaking: int = 0
    articles: int = 0
    narrated: int = 0  # mentions outside speech
    plural: int = 0

    @property
    def is_person(self) -> bool:
        """Whether the name belongs to somebody."""
        if self.title:
            return True
        total = self.person / self.mentions + constant_signs(self.words)
        if self.mentions > 1 and (self.acting + self.speaking) >= max(1.0, self.mentions * ACTIVE_SHARE):
            total += WEIGHTS["does things"]
        if self.mentions == 1:
            return total >= SINGLE_MENTION
        return total >= PER_MENTION

    @property
    def is_place(self) -> bool:
        """Whether the name belongs to a place."""
        if self.title and self.words and not ends_like_place(self.words):
            return False
        on_map = " ".join(self.words).lower() in gazetteer()
        return not self.is_person and (
            on_map or ends_like_place(self.words) or self.place <= -1.5 * min(self.mentions, 2)
        )


def ends_like_place(words: tuple[str, ...]) -> bool:
    """Whether a name's last or first word makes it a place: Baker Street, Lake Superior, Yorkshire."""
    first, last = words[0], words[-1]
    if len(words) == 1:
        return last.lower().endswith(tuple(word_set("places.toml", "name_endings", "suffixes"))) and not first_name_sex(
            last
        )
    if last in word_set("places.toml", "name_endings", "words") or first in word_set(
        "places.toml", "name_endings", "first_words"
    ):
        return True
    return last in word_set("places.toml", "name_endings", "surnames") and not first_name_sex(first)


@cache
def constant_signs(words: tuple[str, ...]) -> float:
    """Weigh the name by itself."""
    if not words:
        return WEIGHTS["title"]
    name, total = " ".join(words).lower(), 0.0
    first = words[0].lower()
    known = first_name_sex(first)
    if known:
        total += WEIGHTS["first name that is a word" if is_word(first) and len(words) == 1 else "first name"]
    if name in gazetteer():
        total += WEIGHTS["on the map and a first name" if known else "on the map"]
    elif name in word_set("titles.toml", "calendar"):
        total += WEIGHTS["a month or season"]
    elif name in no_people():
        total += WEIGHTS["a word for a people or thing" if is_word(name) else "a people or thing"]
    return total + _form_signs(words, known=bool(known))


def _form_signs(words: tuple[str, ...], *, known: bool) -> float:
    """Weigh the shape of a name: its number of words, its last word, "of" within."""
    if ends_like_place(words):
        return WEIGHTS["ends like a place"]
    if words[-1] in word_set("places.toml", "thing_endings", "words"):
        return WEIGHTS["ends like a thing"]
    if any(word.islower() and word == "of" for word in words) and not known:
        return WEIGHTS["is of something"]
    return WEIGHTS["several words"] if len(words) > 1 else 0.0


def tally_names(
    texts: Sequence[Prose], runs: Sequence[Sequence[NameRun]]
) -> dict[tuple[str, tuple[str, ...]], NameTally]:
    """Count for every name of the book what its mentions say."""
    tallies: dict[tuple[str, tuple[str, ...]], NameTally] = {}
    for prose, found in zip(texts, runs, strict=True):
        for run in found:
            key = (run.title, run.words)
            tally = tallies.get(key)
            if tally is None:
                tally = tallies[key] = NameTally(run.title, run.words)
            _count_mention(tally, prose.tokens, run)
    return tallies


def _count_mention(tally: NameTally, tokens: Sequence[Token], run: NameRun) -> None:
    signs = mention_signs(tokens, run)
    tally.mentions += 1
    tally.narrated += not run.quoted
    tally.articles += run.has_article
    tally.called += "is called by" in signs
    tally.acting += "acts" in signs and not run.quoted
    tally.speaking += "speaks" in signs
    tally.person += sum(WEIGHTS[sign] for sign in signs)
    tally.place += sum(WEIGHTS[sign] for sign in signs if sign in ("in", "at"))


def mention_signs(tokens: Sequence[Token], run: NameRun) -> list[str]:
    """Name the signs in WEIGHTS that one mention shows."""
    before = tokens[run.first - 1 - run.has_article] if run.first > run.has_article else None
    after = tokens[run.last] if run.last < len(tokens) else None
    signs = [sign for sign in (_sign_before(before), _sign_after(tokens, run, after)) if sign]
    if is_called(tokens, run):
        signs.append("is called by")
    if not run.quoted and following_gender(tokens, run):
        signs.append("is a he or she")
    if run.has_article and "acts" not in signs and "speaks" not in signs:
        signs.append("has an article")
    return signs


def _sign_before(before: Token | None) -> str:
    if before is None:
        return ""
    for sign, words in _before_words():
        if before.word in words:
            return sign
    if before.text.islower() and before.word in read_words("person_nouns.txt"):
        return "is somebody's"
    return ""


@cache
def _before_words() -> tuple[tuple[str, frozenset[str]], ...]:
    return (
        ("speaks", word_set("speech_verbs.toml", "strong")),
        ("in", frozenset(["in", "into", "inside", "throughout"])),
        ("at", frozenset(["at", "from", "near", "through", "across", "outside", "around", "reached"])),
        ("has company", frozenset(["with", "beside", "toward", "towards", "behind", "and"])),
    )


def _sign_after(tokens: Sequence[Token], run: NameRun, after: Token | None) -> str:
    if after is None:
        return ""
    if after.word == "'s":
        owned = tokens[run.last + 1].word if run.last + 1 < len(tokens) else ""
        return "has a body" if owned in word_set("titles.toml", "body", "words") else ""
    if after.word in word_set("speech_verbs.toml", "strong"):
        return "speaks"
    if after.word in ("who", "whose", "whom", "himself", "herself"):
        return "is a who"
    verb = read_verb(after.word) if after.text.islower() else None
    return "acts" if verb and verb.form in ("past", "s") and verb.lemma != "be" else ""


def following_gender(tokens: Sequence[Token], run: NameRun) -> str:
    """Give the gender of the first pronoun soon after the name, "" where another name or nothing comes first."""
    for token in tokens[run.last : run.last + NEAR]:
        if token.quoted or (token.text[0].isupper() and token.word not in PRONOUNS):
            return ""
        if token.word in PRONOUNS:
            return PRONOUNS[token.word]
    return ""


def is_called(tokens: Sequence[Token], run: NameRun) -> bool:
    """Whether somebody is addressed by the name: in speech, set off by commas or alone."""
    if not run.quoted or run.has_article:
        return False
    before = tokens[run.first - 1] if run.first else None
    after = tokens[run.last] if run.last < len(tokens) else None
    closed = after is None or (after.text[0] in ",.!?;:—-…\"”’'" and after.word != "'s")
    if before is None or not closed:
        return closed and before is None
    if before.text in (",", "—", "--"):
        return True
    start = opens_sentence(tokens, run.first) and after is not None and after.text[0] in ",!"
    return start or before.word in (
        "dear",
        "o",
        "oh",
        "old",
        "hello",
        "hullo",
        "hi",
        "yes",
        "no",
        "thanks",
        "morning",
        "well",
    )
