"""Compare an answer with a label: 1 right, 0 wrong, a half for right but saying little, None where nobody can say.

A place is right by its head: "hotel room" is a "room" only where a reader accepts "room". A deed is right by its first
verb in "-ing", a person by the words of a name, whatever part of it either says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from english.tables import split_words

if TYPE_CHECKING:
    from tools.fit_labels import Label

MOST_PLACE_WORDS, MOST_DEED_WORDS = 4, 8
VAGUE_PLACES = split_words(
    "room rooms place building buildings area house home hall space inside outside interior city town world land "
    "country street table chair floor wall door window"
)
VAGUE_VERBS = split_words("stand sit look talk speak say listen think wait watch be stay lie see hear feel know")
SMALL_WORDS = frozenset(
    split_words(
        "a an the of with in on at and or her his their its my your to from for by into over as is are up down off out "
        "one some very he she it they him them who that this old young man woman"
    )
)
AFTER_HEAD = re.compile(r"\b(?:of|in|at|on|with|near|by|outside|inside|from|for)\b")
BASES = {"going": "go", "goes": "go", "lying": "lie", "tying": "tie", "dying": "die"}
DOUBLES_KEPT = "aeiouls"  # "seeing", "calling", "passing" keep both letters
SILENT = ("", "unknown", None)  # answers that say nothing


def plain(text: str) -> str:
    """Reduce a text to small letters, without marks and possessives."""
    return " ".join(re.sub(r"[^\w ]+", " ", text.lower().replace("’", "'").replace("'s", " ")).split())


def content(text: str) -> list[str]:
    """Give the base forms of the words that carry a phrase."""
    return [base(word) for word in plain(text).split() if word not in SMALL_WORDS]


def base(word: str) -> str:
    """Take a word's ending off, so that forms of one word are alike: "pours", "pouring", "poured"."""
    if word in BASES:
        return BASES[word].rstrip("e")
    if not word.endswith("ss"):
        for ending in ("ing", "ied", "ies", "ed", "es", "s"):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= 3:  # noqa: PLR2004  "sing" is no "s"
                if ending in ("ied", "ies"):
                    return stem + "y"
                twice = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in DOUBLES_KEPT  # noqa: PLR2004
                return stem[:-1] if twice else stem.rstrip("e")
    return word.rstrip("e")


def bases(words: Iterable[str]) -> frozenset[str]:
    """Give the base forms of words."""
    return frozenset(map(base, words))


VAGUE_PLACE_BASES, VAGUE_VERB_BASES = bases(VAGUE_PLACES), bases(VAGUE_VERBS)

# --- People ---------------------------------------------------------------------------------------------------------


def same_person(one: str, other: str) -> bool:
    """Whether two names are of one person: all words of one stand in the other."""
    first, second = set(plain(one).split()), set(plain(other).split())
    return bool(first and second) and (first <= second or second <= first)


def find_person(names: Sequence[str], people: Iterable[str], label: Label) -> str | None:
    """Find somebody among a label's people: by the name shown, and if nobody has it by another."""
    listed = list(people)
    for tried in (names[:1], names[1:]):
        for person in listed:
            if any(same_person(name, form) for name in tried for form in label.forms(person)):
                return person
    return None


def is_named(names: Sequence[str]) -> bool:
    """Whether somebody has a name of their own; the teller has, as "I"."""
    return any(name[:1].isupper() for name in names) or "narrator" in names


def is_among(names: Sequence[str], described: Iterable[str]) -> bool:
    """Whether somebody without a name is among those a reader describes: "the guard", "two guards", "the man"."""
    mine = set(content(names[0])) or {base(plain(names[0]).split()[-1])}
    return any(mine & bases(plain(phrase).split()) for phrase in described)


def presence_right(names: Sequence[str], label: Label) -> float | None:
    """Judge whether somebody is bodily there."""
    for people, right in (
        (label.present, 1.0),
        (label.present_maybe, None),
        ([*label.referenced, *label.present_remote], 0.0),
    ):
        if find_person(names[:1], people, label) is not None:
            return right
    if not is_named(names):
        return 1.0 if is_among(names, label.present_unnamed) else 0.0
    return 1.0 if find_person(names[1:], label.present, label) is not None else 0.0


def lead_right(names: Sequence[str], label: Label) -> float | None:
    """Judge who is drawn if only one is."""
    if not label.lead:
        return None
    accepted = label.lead_accept or [label.lead]
    if find_person(names[:1], accepted, label) is not None:
        return 1.0
    unnamed = not is_named(names) and is_among(names, [label.lead, *label.lead_accept, *label.present_unnamed])
    return 1.0 if unnamed else 0.0


# --- Place, hour, weather, mood -------------------------------------------------------------------------------------


def heads(phrase: str) -> list[str]:
    """Give the head of a place's phrase: "deck" of "deck of a ship"."""
    return content(AFTER_HEAD.split(plain(phrase))[0])[-1:]


def place_right(phrase: str, label: Label) -> float | None:
    """Judge a place by its head; nothing said is right where nobody can know."""
    if not label.has_place or not phrase:
        return float(not label.has_place and not phrase)
    said, accepted = plain(phrase), [place for place in map(plain, [label.place, *label.place_accept]) if place]
    return float(len(said.split()) <= MOST_PLACE_WORDS and any(same_place(said, place) for place in accepted))


def same_place(said: str, accepted: str) -> bool:
    """Whether a place says all that an accepted one says, or has its head where that says something."""
    mine, theirs, head = set(content(said)), set(content(accepted)), heads(said)
    whole = bool(theirs) and theirs <= mine and bool(theirs & set(head))
    return said == accepted or whole or (bool(head) and head == heads(accepted) and head[0] not in VAGUE_PLACE_BASES)


def is_mentioned_only(phrase: str, label: Label) -> bool:
    """Whether a chosen place is one that the scene only mentions."""
    return shares_phrase(phrase, label.place_wrong) and not shares_phrase(phrase, [label.place, *label.place_accept])


def shares_phrase(said: str, phrases: Iterable[str]) -> bool:
    """Whether one phrase stands whole in the other, singular or plural."""
    mine = " ".join(base(word) for word in plain(said).split())
    others = [" ".join(base(word) for word in plain(phrase).split()) for phrase in phrases]
    return bool(mine) and any(f" {one} " in f" {two} " for o in others if o for one, two in ((o, mine), (mine, o)))


def interior_right(label: Label) -> float | None:
    """Judge whether the scene is indoors."""
    return None if label.interior is None else float(label.interior)


def hour_right(hour: str, label: Label) -> float | None:
    """Judge an hour; silence is right where the scene itself says nothing."""
    accepted = {label.time_of_day, *label.time_accept}
    return float(hour in accepted and not (hour == "unknown" and label.has_hour))


def mood_right(mood: str, label: Label) -> float | None:
    """Judge a mood; silence is never right, since a reader always names one."""
    return float(mood in label.moods)


# --- Deeds ----------------------------------------------------------------------------------------------------------


def doing(phrase: str) -> list[str]:
    """Give the words in "-ing" of a deed's phrase, or its first word, in base form; none where it is too long."""
    said = plain(phrase).split()
    return [base(word) for word in [word for word in said if word.endswith("ing")] or said[:1]][:2]


def deed_right(phrase: str, label: Label) -> float | None:
    """Judge a deed: whole if verb and object are right, half if the verb alone is."""
    if not label.lead:
        return None
    phrases = [label.action, *label.action_accept_phrases]
    own = {verb for accepted in phrases for verb in doing(accepted)}
    verbs = bases(plain(verb).split()[0] for verb in label.action_accept if plain(verb)) - VAGUE_VERB_BASES
    said = doing(phrase) if len(plain(phrase).split()) <= MOST_DEED_WORDS else []
    if not said or said[0] not in own | verbs:
        return 0.0
    return 1.0 if any(same_deed(phrase, accepted) for accepted in phrases) else 0.5


def same_deed(phrase: str, accepted: str) -> bool:
    """Whether a deed has a verb of an accepted phrase and one of its other words, if it has any."""
    others = {base(word) for word in plain(accepted).split() if word not in SMALL_WORDS and not word.endswith("ing")}
    return bool(set(doing(phrase)) & set(doing(accepted))) and (not others or bool(others & set(content(phrase))))


MATCHES: dict[str, Callable[[Any, Label], float | None]] = {
    "place": place_right,
    "interior": lambda _, label: interior_right(label),
    "presence": presence_right,
    "unnamed": presence_right,
    "lead": lead_right,
    "deed": deed_right,
    "hour": hour_right,
    "weather": lambda weather, label: float(weather in label.weather),
    "mood": mood_right,
}
