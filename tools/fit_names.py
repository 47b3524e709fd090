"""Judge what is weighed for a whole book: which names are people's, and who tells each chapter."""

from __future__ import annotations

import re
from collections import Counter
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

from tools.fit_matching import find_person, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cast.members import Cast
    from english.weights import Features, Option
    from records import Scene
    from tools.fit_labels import Label

Judged = list[tuple["Option", float | None]]


SELDOM = log1p(2.5) / 1.5  # less than three times, on the scale of "how often"


class LabelledBook(NamedTuple):
    """A book as its labels know it."""

    told: Sequence[tuple[Label, frozenset[str]]]  # every labelled scene with its words
    tellers: Sequence[str | None]  # of every chapter: the teller's name, "" if it has none or nobody, None if unknown


def know_book(scenes: Sequence[Scene], labelled: Mapping[int, Label]) -> LabelledBook:
    """Gather what labels say of names and tellers."""
    told = [(label, frozenset(re.findall(r"\w+", scenes[number].text))) for number, label in labelled.items()]
    tellers: dict[int, str | None] = dict.fromkeys(scene.chapter for scene in scenes)
    for number, label in labelled.items():
        tellers[scenes[number].chapter] = tellers[scenes[number].chapter] or teller_of(label)
    return LabelledBook(told, list(tellers.values()))


def teller_of(label: Label) -> str:
    """Name who says "I" in a scene, as the book names them."""
    tellers = (person for person, names in (label.aliases or {}).items() if "I" in names)
    return next((name for name in tellers if name != "narrator"), "")


def judge_name(option: Option, book: LabelledBook) -> float | None:
    """Judge whether a name is somebody's: those who labelled the scenes with the name know of such a person.

    A name that holds a person's and more, as Reed Street does, may be either.
    """
    mine = set(plain(option.answer).split())
    about = [label for label, words in book.told if set(re.findall(r"\w+", option.answer)) <= words]
    forms = [set(plain(form).split()) for label in about for who in everybody(label) for form in label.forms(who)]
    if any(mine <= form for form in forms):
        return 1.0
    part = any(form and form <= mine for form in forms)
    return 0.0 if about and not part and not is_passer_by(option.features) else None


def is_passer_by(features: Features) -> bool:
    """Whether a name that no label knows may be somebody's yet: a first name said once or twice, not "the Daisy"."""
    is_first_name = any(name.startswith("first name") for name in features)
    return is_first_name and features["how often"] < SELDOM and features.get("has an article", 0.0) <= 1 / 2


def judge_gender(option: Option, book: LabelledBook) -> float | None:
    """Judge whether somebody is a woman; of those without a known gender nobody can say."""
    found: Counter[str] = Counter()
    for label, _ in book.told:
        person = find_person(option.answer, label.gender or {}, label)
        if person is not None:
            found[(label.gender or {})[person]] += 1
    return None if found["f"] == found["m"] else float(found["f"] > found["m"])


def everybody(label: Label) -> Iterable[str]:
    """Name everybody whom a label names, there or not."""
    return [*label.present, *label.present_maybe, *label.present_remote, *label.referenced]


def judge_tellers(options: Sequence[Option], teller: str | None, book: LabelledBook, cast: Cast) -> Judged:
    """Judge who tells a chapter; where nobody whom one may choose does, it is nobody."""
    if teller is None or not book.told:
        return []
    labels = [label for label, _ in book.told]
    names = [() if one.answer is None else (cast[one.answer].name, *cast[one.answer].aliases) for one in options]
    right = [bool(teller) and any(find_person(own, [teller], label) for label in labels) for own in names]
    return [
        (option, float(hit or (option.answer is None and not any(right))))
        for option, hit in zip(options, right, strict=True)
    ]
