"""A paragraph in, what its words alone say of it out: a label above a note, a mark of the page, words to readers."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from english.lexicon import lexicon
from manuscript.headings import CHAPTER_WORD
from manuscript.numbers import without_accents

if TYPE_CHECKING:
    from collections.abc import Mapping

    from english.lexicon_manuscript import NoteLabel
    from manuscript.inlines import Block

Reach = Literal["section", "aside", "list", "titles", "mark"]


@dataclass(frozen=True, slots=True)
class NoteSign:
    """What tells that a block is no story."""

    what: str  # as the author writes it, or in plain words
    reach: Reach  # how far it goes; a section as far as its heading does, a mark no further than itself
    is_alone: bool = False  # a label without text behind it
    is_closed: bool = False  # the whole paragraph stands in brackets
    is_weak: bool = False  # a word that stories use too: it counts only above or below the story
    needs_voice: bool = False  # it may be a title: it counts only above words to readers


# --- Labels -----------------------------------------------------------------------------------------------------------
OPENING = r"[\[({<*_~\s•·–—-]*"
ARTICLE = r"(?:(?-i:[Aa]n?) )?(?:(?:quick|short|brief|little|final|general) )?"
FIRST_WORD = re.compile(rf"{OPENING}{ARTICLE}(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*(?:/[^\W\d_]+)?)", re.IGNORECASE)
ABOUT = (
    r"(?:[ \t]+(?:for|on|to)\b)?(?:[ \t]+(?:the|this)\b)?"
    rf"(?:[ \t]+(?:{CHAPTER_WORD}|story|work|fic))?(?:[ \t]*#?\d{{1,3}})?(?:[ \t]*\([^()]{{1,40}}\))?"
)
LABEL_END = re.compile(
    rf"(?:{ABOUT})[ \t]*(?:(?P<colon>[*_]*[:：][*_]*)|(?P<dash>[–—]|(?<=[ \t])-+(?=[ \t]))|(?P<alone>[*_~\])}}>.!]*$))",
    re.IGNORECASE,
)
SHORT = 4  # letters; a shorter label is written in capitals
MOST_NAMES = 6  # words behind "Also by"
CLOSED = {"[": "]", "(": ")", "{": "}", "<": ">"}


@cache
def labels_by_first_word() -> Mapping[str, tuple[tuple[str, NoteLabel], ...]]:
    """Give the names of labels, the longest first, by the word that each begins with."""
    found: dict[str, set[tuple[str, NoteLabel]]] = defaultdict(set)
    for row in lexicon().notes.labels:
        for name in row.names:
            for form in (name, without_accents(name)):
                first = FIRST_WORD.match(form)
                found[first["word"] if first else form].add((form, row))
    return {word: tuple(sorted(names, key=lambda pair: -len(pair[0]))) for word, names in found.items()}


def label_of(text: str) -> NoteSign | None:
    """Read the label that a paragraph begins with: "A/N: …", "**Content warnings**", "[TODO: …]"."""
    first = FIRST_WORD.match(text)
    names = labels_by_first_word().get(first["word"].lower().replace("’", "'")) if first else None
    if not first or not names:
        return None
    start = first.start("word")
    plain = text.lower().replace("’", "'")
    for name, row in names:
        if plain.startswith(name, start) and (sign := read_label(text, start, start + len(name), row)):
            return sign
    return None


def read_label(text: str, start: int, end: int, row: NoteLabel) -> NoteSign | None:
    """Read a label that stands from `start` to `end`; None where prose goes on behind it."""
    written = text[start:end]
    letters = "".join(filter(str.isalpha, written))
    if row.in_brackets and not text[:start].strip(" \t*_").startswith(("[", "(", "{")):
        return None
    is_code = len(letters) < SHORT
    if is_code and not written.isupper() and "/" not in written:
        return None
    found = LABEL_END.match(text, end)
    opener = next((mark for mark in text[:start] if mark in CLOSED), "")
    is_closed = bool(opener) and text.rstrip(" .*_")[-1:] == CLOSED[opener]
    if not found:
        is_bare = is_closed and is_code and text[end : end + 1] == " "
        return NoteSign(written, row.reach, is_closed=is_closed) if is_bare or follows_bare(text, end, row) else None  # type: ignore[arg-type]
    rest = text[found.end() :].strip(" \t*_~])}>")
    is_alone = not rest
    if row.longest and not text[:start] and len(rest.split()) > row.longest:
        return None
    is_weak = letters == written and not written.isupper()
    if found["dash"] and is_weak:
        return None
    what = (text if is_alone else text[start : found.end()]).strip(" \t*_~:：–—-[](){}<>.")
    return NoteSign(what, row.reach, is_alone, is_closed, is_weak)  # type: ignore[arg-type]


def follows_bare(text: str, end: int, row: NoteLabel) -> bool:
    """Tell "Also by Ro Quill" and "A/N Thanks" from "Also by the door stood a lamp."."""
    plain = text[:end].lower().replace("’", "'")
    rest = text[end:].split()
    if not rest or not any(plain.endswith(name) for name in row.bare) or text[end] != " ":
        return False
    is_name = (
        len(rest) <= MOST_NAMES and all(word[0].isupper() for word in rest) and text.rstrip("*_")[-1] not in ".!?…"
    )
    return "/" in text[:end] or is_name


NOTE_FROM = re.compile(
    r"(?:an? |the |some |many |special |final |closing )?(?:notes?|words?|message|letter|updates?|announcements?|news"
    r"|shout-?outs?|thoughts|thank(?:[ -]you|s)?|credits|schedule|faq|q ?& ?a|support(?: me)?|links|where to find me"
    r"|next (?:time|week|chapter)|before you (?:go|read)|housekeeping|disclaimers?)"
    r"(?: (?:from|by) (?:the )?(?:\S+ ?){1,4}| to (?:my |the |all )?readers)?[:.!]?",
    re.IGNORECASE,
)


def note_from(text: str) -> NoteSign | None:
    """Read "A note from Brackwater" or "Announcement", which may be a chapter's title, too."""
    if not NOTE_FROM.fullmatch(text.strip()):
        return None
    return NoteSign(text.strip(), "aside", is_alone=True, needs_voice=True)


# --- Marks ------------------------------------------------------------------------------------------------------------
LONGEST_MARK = 300  # characters
MARKS_NAVIGATION = re.compile(r"[|←→⟵⟶⇐⇒◀▶⬅➡⏮⏭«»‹›<>·•/]")
POINTS_ELSEWHERE = re.compile(r"\s*(?:←|⟵|⇐|◀|⬅|<-|<<).*|.*(?:→|⟶|⇒|▶|➡|->|>>)\s*")
LETTERS = re.compile(r"[^\W\d_]+")
COUNTED_WORDS = r"(?:words|wörter|mots|palabras|parole|palavras|woorden|ord|sanaa|słów|slov|szó|слов)"
COUNTS_WORDS = re.compile(
    rf"\d[\d,. ]{{0,20}}k?[ \t]{{0,9}}{COUNTED_WORDS}\b|\b(?:word ?count|{COUNTED_WORDS}|wc)[ \t]*+[:=–—-]*+[ \t]*+\d",
    re.IGNORECASE,
)
COUNT_OF_GOAL = re.compile(r"\d[\d,. ]{0,20}/\s*\d")
MOSTLY = 0.9
MOST_STEPS = 3  # words of "Next chapter" without an arrow or a link


@cache
def mark_patterns(place: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give the patterns of the marks that count in a place, with what they mark."""
    return tuple(
        (re.compile("|".join(f"(?:{pattern})" for pattern in row.patterns), re.IGNORECASE), row.what)
        for row in lexicon().notes.marks
        if row.place == place
    )


def mark_anywhere(block: Block) -> str:
    """Say what a paragraph is that is no story wherever it stands; "" of any other."""
    text = block.text
    if block.callout:
        return block.callout if block.callout.lower() in lexicon().notes.callouts else ""
    if len(text) > LONGEST_MARK:
        return ""
    if (block.linked or MARKS_NAVIGATION.search(text)) and is_navigation(block):
        return "navigation"
    return matching(text, "anywhere")


def mark_at_edge(block: Block) -> str:
    """Say what a paragraph is that is no story above or below the words of a chapter; "" of any other."""
    text = block.text
    if len(text) > 2 * LONGEST_MARK or block.kind != "paragraph":
        return ""
    if is_word_count(text):
        return "a word count"
    if is_plan(block):
        return "lines of a plan"
    if (is_linked(block) and not is_sentence(text)) or is_step(block) or POINTS_ELSEWHERE.fullmatch(text):
        return "navigation"
    return matching(text, "edge")


def matching(text: str, place: str) -> str:
    """Say what the first pattern of a place that fits the whole text marks."""
    stripped = text.strip(" \t*_~()[]¡¿")
    texts = (text,) if stripped == text else (text, stripped)
    return next((what for pattern, what in mark_patterns(place) if any(map(pattern.fullmatch, texts))), "")


LONGEST_STEP = 5  # words of a link such as "Read the next part!"


def is_sentence(text: str) -> bool:
    """Tell a sentence from the words of a button."""
    return text.rstrip("*_")[-1] in ".!?…" and len(text.split()) > LONGEST_STEP


def is_linked(block: Block) -> bool:
    """Tell whether a paragraph is nothing but links."""
    return block.linked > 0 and block.linked >= MOSTLY * sum(map(str.isalnum, block.text))


def is_navigation(block: Block) -> bool:
    """Tell "← Previous | Contents | Next →": words of the way through a book, between bars or as links."""
    words = [word.lower() for word in LETTERS.findall(block.text)]
    return bool(words) and not lexicon().notes.steps.isdisjoint(words) and lexicon().notes.navigation.issuperset(words)


def is_step(block: Block) -> bool:
    """Tell "Next chapter" below a chapter."""
    is_short = len(block.text.split()) <= MOST_STEPS and block.text[-1] not in ".!?…,;"
    return is_short and is_navigation(block)


PLAN_LINE = re.compile(r"[*_]*([^\W\d_][\w ./-]{1,24}?)[*_]*[ ]?:[*_]*\s+\S.{0,80}$")


def is_plan(block: Block) -> bool:
    """Tell "POV: Juno / Status: second draft": lines of keys that planners keep, one of which no letter has."""
    edges = [offset for offset, _ in block.line_map]
    lines = [block.text[start:end].strip() for start, end in pairwise([*edges, len(block.text)])]
    keys = [found[1].casefold() for line in lines if (found := PLAN_LINE.match(line))]
    if len(keys) < len(lines) or not keys:
        return False
    table = lexicon().notes
    sure = not table.plan_keys.isdisjoint(keys)
    return sure and table.plan_keys.union(table.plain_plan_keys).issuperset(keys)


def is_word_count(text: str) -> bool:
    """Tell "1,667 words. Total: 5,012 / 50,000" from "1,667 words were carved on it."."""
    if not any(map(str.isdigit, text)) or not (COUNTS_WORDS.search(text) or COUNT_OF_GOAL.search(text)):
        return False
    return lexicon().notes.counting.issuperset(word.lower() for word in LETTERS.findall(text))
