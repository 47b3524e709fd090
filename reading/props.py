"""The things that people of a scene handle where it plays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from english.tables import word_set
from english.verbs import drawable
from reading.clauses import REAL, Deed

if TYPE_CHECKING:
    from english.tokens import Prose

MOST = 3
REACH = 5  # tokens after a verb within which its thing stands
NEAR, AT_THE_ACTION = 3, 2  # paragraphs from the action, and what a thing handled there weighs more


def find_props(
    prose: Prose, deeds: Sequence[Deed], *, interior: bool | None = None, action: int | None = None
) -> tuple[str, ...]:
    """Name at most three things that somebody handles; no horse in a room, no stove under the sky.

    `action` is the token of what is drawn: what is handled near it is sooner in the picture.
    """
    elsewhere = frozenset[str]()
    if interior is not None:
        elsewhere = word_set("props.toml", "outdoors" if interior else "indoors")
    things, handled = word_set("props.toml", "words") - elsewhere, Counter[str]()
    for deed in deeds:
        if deed.real < REAL or deed.who is None or not _handles(deed.lemma):
            continue
        for token in prose.tokens[deed.token + 1 : deed.token + 1 + REACH]:
            if token.quoted or token.text in (".", ";"):
                break
            if token.word in things:
                near = action is not None and abs(token.paragraph - prose.tokens[action].paragraph) <= NEAR
                handled[token.word] += 1 + AT_THE_ACTION * near
                break
    return tuple(word for word, _ in handled.most_common(MOST))


def _handles(lemma: str) -> bool:
    """Whether a verb may bring a thing into somebody's hands or before their eyes: not "said that the lamp"."""
    return drawable(lemma) >= SHOWN or lemma in word_set("verbs.toml", "modest", "words") | {
        "have",
        "use",
        "leave",
        "hand",
    }


SHOWN = 1.15  # drawable verbs from here on are seen
