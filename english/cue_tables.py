"""Parse the rows of `vocabulary/*.toml` into cue tables; a faulty row raises an error that says what is wrong.

The syntax of a row is described at the top of english/cues.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from english.cues import CueTable, Itself, Nearby, Phrases, Row, Test, Values, make_cues
from english.tables import read_table, split_words
from english.words import is_noun
from errors import NovelError

if TYPE_CHECKING:
    from english.tokens import Token

KINDS: Mapping[str, Callable[[str], bool]] = {"NOUN": is_noun, "WORD": str.isalpha}
STATES: Mapping[str, Callable[[Token], bool]] = {
    "spoken": lambda token: token.quoted,
    "capital": lambda token: token.is_capital,
}
SIDES = ("before", "after", "near")
SCOPES = ("clause", "text")
EFFECTS = ("times", "least", "weighs", "tells", "spans")
KEYS = ("cue", "says", "not", "when", *EFFECTS)


class RowError(ValueError):
    """Say what is wrong with a row, in one sentence; the reader of the table adds which row it is."""


def read_cues(name: str, section: str, values: Mapping[str, Values] | None = None) -> CueTable:
    """Read a section of a vocabulary file into a cue table; `values` replace the section's own `cues`."""
    return parse_cues(read_table(name), name, section, values)


def parse_cues(
    file: Mapping[str, Any], name: str, section: str, values: Mapping[str, Values] | None = None
) -> CueTable:
    """Parse a section's rows into a cue table; a faulty row raises NovelError."""
    told = file.get(section, {})
    if "rows" not in told:
        raise NovelError(f"vocabulary/{name}, [{section}] has no rows.")
    if values is None:
        values = values_by_word((value, 1.0, words) for value, words in told.get("cues", {}).items())
    rows = []
    for number, entry in enumerate(told["rows"], 1):
        try:
            rows.append(parse_row(entry, file, values))
        except RowError as fault:
            said = entry.get("says", "")
            raise NovelError(f"vocabulary/{name}, [{section}], row {number} ({said}): {fault}") from None
    return make_cues(f"{name} [{section}]", rows, values)


def values_by_word(told: Iterable[tuple[str, float, str]]) -> dict[str, Values]:
    """Turn (value, weight, string of words) into a mapping from each word to its weighted values."""
    found: dict[str, Values] = {}
    for value, weight, words in told:
        for word in split_words(words):
            found[word] = (*found.get(word, ()), (value, weight))
    return found


def parse_row(entry: Mapping[str, Any], file: Mapping[str, Any], words: Iterable[str]) -> Row:
    """Parse one row; `words` are its cue words where it names none itself."""
    unknown = sorted(entry.keys() - set(KEYS))
    if unknown:
        raise RowError(f'"{unknown[0]}" is no key of a row; there are {", ".join(KEYS)}.')
    if entry.keys().isdisjoint(EFFECTS):
        raise RowError(f"it has no effect; give one of {', '.join(EFFECTS)}.")
    cue = parse_words(entry["cue"], file) if "cue" in entry else frozenset(words)
    if not cue or any(" " in word for word in cue):
        raise RowError("its cue must be words, each by itself.")
    says, denies, when = (texts_of(entry, key) for key in ("says", "not", "when"))
    if not says:
        raise RowError("it says no sentence in which it holds.")
    tests = tuple(parse_test(text, file) for text in when)
    spans, tells = entry.get("spans", False), entry.get("tells", "")
    if not isinstance(spans, bool) or not isinstance(tells, str):
        raise RowError('"spans" must be true, and "tells" text.')
    if spans and not (tests and isinstance(tests[0], Nearby) and tests[0].wanted):
        raise RowError("it spans, so its first test must find a word.")
    weighs = number_of(entry, "weighs", 0) if "weighs" in entry else None
    times, least = number_of(entry, "times", 1), number_of(entry, "least", 0)
    return Row(cue, says, denies, tests, times, least, weighs, tells, spans)


def texts_of(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Read one sentence or a list of sentences as a tuple."""
    found = entry.get(key, ())
    texts = (found,) if isinstance(found, str) else tuple(found)
    if not all(isinstance(text, str) and text for text in texts):
        raise RowError(f'"{key}" must be text, or a list of texts.')
    return texts


def number_of(entry: Mapping[str, Any], key: str, default: float) -> float:
    """Read a number."""
    found = entry.get(key, default)
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise RowError(f'"{key}" must be a number, got {found!r}.')
    return float(found)


def parse_test(text: str, file: Mapping[str, Any]) -> Test:
    """Parse one test of a row; `file` is the table whose word lists it may name."""
    wanted = not text.startswith("no ")
    where, *told = text.removeprefix("no ").split() or [""]
    if where in STATES and not told:
        return Itself(wanted, STATES[where])
    if where not in (*SIDES, "itself"):
        raise RowError(f'"{text}" starts with none of {", ".join((*SIDES, "itself", *STATES))}.')
    if not told or told[-1].isdecimal() or told[-1] in SCOPES:
        raise RowError(f'"{text}" names no words.')
    words = parse_words(told.pop(), file)
    if where == "itself" and not told:
        return Itself(wanted, lambda token: token.word in words)
    scope = told.pop() if told and told[-1] in SCOPES else ""
    reach = parse_reach(where, told, text)
    kinds = tuple(KINDS[word] for word in sorted(words & KINDS.keys()))
    lengths = sorted({word.count(" ") + 1 for word in words})
    return Nearby(wanted, scope, tuple(phrases_of(length, where, reach, words) for length in lengths), kinds)


def parse_reach(where: str, told: Sequence[str], text: str) -> tuple[int, ...]:
    """Parse how many tokens a test looks at; empty means right beside the cue."""
    most = {"near": 2, "itself": 0}.get(where, 1)
    if len(told) > most or not all(part.isdecimal() and int(part) for part in told):
        raise RowError(f'"{text}" is none of the form [no] WHERE [REACH] [{"|".join(SCOPES)}] WORDS.')
    return tuple(int(part) for part in told)


def phrases_of(length: int, where: str, reach: Sequence[int], words: frozenset[str]) -> Phrases:
    """Select the phrases of one length, with the distance from the cue within which they count."""
    before, after = reach[0] if reach else length, reach[-1] if reach else length
    here = frozenset(word for word in words if word.count(" ") + 1 == length)
    starts = frozenset(word.split(" ")[0] for word in here)
    return Phrases(length, 0 if where == "after" else before, 0 if where == "before" else after, here, starts)


def parse_words(text: str, file: Mapping[str, Any]) -> frozenset[str]:
    """Read words joined by "|"; `<name>` stands for a list of the file."""
    found: set[str] = set()
    for part in text.split("|"):
        listed = part.startswith("<") and part.endswith(">")
        found.update(list_words(part[1:-1], file) if listed else split_words(part))
    for word in found - KINDS.keys():
        if word != word.lower() or "<" in word or ">" in word:
            raise RowError(f'"{word}" is neither in small letters nor a <list> nor one of {", ".join(KINDS)}.')
    if not found or "" in text.split("|"):
        raise RowError(f'"{text}" lacks a word.')
    return frozenset(found)


def list_words(name: str, file: Mapping[str, Any]) -> Iterator[str]:
    """Give the words of a list, or of all lists of a section."""
    found: Any = file
    for key in (name if "." in name or name in file else f"lists.{name}").split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    texts = found.values() if isinstance(found, Mapping) else (found,)
    for text in texts:
        if not isinstance(text, str):
            raise RowError(f'there is no list "<{name}>".')
        yield from split_words(text)
