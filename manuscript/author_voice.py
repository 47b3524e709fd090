"""Paragraphs in, who speaks out: the story, or its author to her readers about the book."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from manuscript.note_words import LONGEST_MARK, matching

if TYPE_CHECKING:
    from collections.abc import Sequence

SPEECH = re.compile('["“”„«»]')
SHORT_LINE = 12  # words


@cache
def author_words() -> re.Pattern[str]:
    """Build the pattern of what an author speaks of to her readers."""
    return re.compile("".join(map(str.strip, lexicon().notes.author.splitlines())), re.IGNORECASE)


def names_person(text: str) -> bool:
    """Tell whether a text says I or you."""
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.lower().replace("’", "'"))
    return not lexicon().notes.persons.isdisjoint(words)


def speaks_to_readers(text: str) -> bool:
    """Tell whether a paragraph plainly is an author's to her readers: she says I or you, and speaks of her work."""
    if mark_at_edge_text(text):
        return True
    return not SPEECH.search(text) and names_person(text) and bool(author_words().search(text))


def may_speak_to_readers(text: str) -> bool:
    """Tell whether a paragraph below a label may go on with the note."""
    return not SPEECH.search(text) and (
        len(text.split()) <= SHORT_LINE or names_person(text) or bool(author_words().search(text))
    )


def mark_at_edge_text(text: str) -> str:
    """Say what a text is by the marks of a chapter's edge."""
    return matching(text, "edge") if len(text) <= LONGEST_MARK else ""


LONGEST_FAREWELL = 120  # words
REQUESTS = 2  # words of the trade, such as vote and update, that no short scene has


@cache
def trade_words() -> re.Pattern[str]:
    """Build the pattern of what only those who publish in parts speak of."""
    return re.compile("".join(map(str.strip, lexicon().notes.trade.splitlines())), re.IGNORECASE)


def speaks_of_the_trade(text: str) -> bool:
    """Tell words to readers from a story, where a heading says that they may be."""
    return not SPEECH.search(text) and (bool(trade_words().search(text)) or speaks_to_readers(text))


def is_farewell(texts: Sequence[str]) -> bool:
    """Tell whether what stands apart above or below a chapter is her greeting to readers, all of it."""
    text = "\n".join(texts)
    if not text or len(text.split()) > LONGEST_FAREWELL or SPEECH.search(text):
        return False
    asked = {found[0].lower() for found in trade_words().finditer(text)}
    is_plain = len(asked) >= REQUESTS or any(map(mark_at_edge_text, texts))
    return is_plain and all(map(may_speak_to_readers, texts))
