"""One value of a correction, read as an author writes it: yes and no, hours, weathers, moods, shots, lists."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.tokens import parse_prose
from errors import UsageError, nearest
from reading.clock import read_clocks
from reading.moods import mood_words
from records import TIMES_OF_DAY, WEATHERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MARKS = "\"'“”‘’«»„"


class CorrectionError(UsageError):
    """A correction that cannot be meant: the key, its fault in a sentence, and the word in the file that shows it."""

    def __init__(self, key: str, sentence: str, word: str = "") -> None:
        """Keep the key and the word, by which the line is found."""
        super().__init__(sentence)
        self.key = key
        self.word = word


def plain(text: str) -> str:
    """Put a text on one line, without control characters and the quotation marks around it that a shell has left."""
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    while len(text) > 1 and text[0] in MARKS and text[-1] in MARKS:
        text = text[1:-1].strip()
    return text


def unlike_any(key: str, value: str, known: Iterable[str], meant: str = "") -> CorrectionError:
    """Say that a value is none of those there are, and which is nearest."""
    hint = f'did you mean "{meant}"? There are ' if meant else "take one of "
    return CorrectionError(key, f'{key} is "{value}": {hint}{", ".join(known)}.', value)


def read_text(key: str, value: object) -> str:
    """Read a text on one line; "none" is the empty one."""
    if not isinstance(value, str):
        raise CorrectionError(key, f'{key} is {value!r}, not text: write {key} = "…".')
    text = plain(value)
    return "" if is_none(text) else text


def is_none(text: str) -> bool:
    """Whether a text says that there is nothing."""
    return text.lower() in lexicon().corrections.none


def read_yes(key: str, value: object) -> bool:
    """Read yes or no."""
    if isinstance(value, bool):
        return value
    word = plain(value).lower() if isinstance(value, str) else ""
    if word in lexicon().corrections.yes:
        return True
    if word in lexicon().corrections.no:
        return False
    raise CorrectionError(key, f"{key} is {say(value)}, neither yes nor no: write {key} = true or {key} = false.")


def say(value: object) -> str:
    """Write a value as a sentence quotes it."""
    return f'"{value}"' if isinstance(value, str) else repr(value)


def read_list(key: str, value: object) -> list[str]:
    """Read a list, or a text with commas."""
    parts = split_list(value) if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        raise CorrectionError(key, f'{key} is {value!r}, not a list of words: write {key} = ["…", "…"].')
    return [text for part in parts if (text := plain(part)) and not is_none(text)]


def split_list(text: str) -> list[str]:
    """Split a text at commas, semicolons and the last "and"."""
    parts = [part.strip() for part in re.split(r"[,;]", plain(text))]
    return [*parts[:-1], *re.split(r"(?<!\s)\s++and\s++", parts[-1])] if parts else []


# --- Words of a set ---------------------------------------------------------------------------------------------------


def read_time(key: str, value: object) -> str:
    """Read an hour: one of TIMES_OF_DAY or another word for it."""
    text = read_text(key, value).lower()
    if not text:
        return "unknown" if isinstance(value, str) and plain(value) else ""
    if found := find_clock(text) or find_word(text, times()):
        return found
    meant = times().get(nearest(text, times()), "")
    raise unlike_any(key, text, TIMES_OF_DAY[:-1], meant)


def find_clock(text: str) -> str:
    """Find the hour that a clock time means, "three in the morning"; "" where it tells none, or either of two."""
    clock = next(read_clocks(parse_prose(f"It was {text}.")), None)
    return clock.hours[0] if clock and len(clock.hours) == 1 else ""


def read_weathers(key: str, value: object) -> list[str]:
    """Read weathers, each of WEATHERS or another word for it; a clear sky is none."""
    found: list[str] = []
    for part in read_list(key, value):
        text = part.lower()
        if text in lexicon().corrections.clear:
            continue
        weather = find_word(text, weathers())
        if not weather:
            raise unlike_any(key, part, WEATHERS, weathers().get(nearest(text, weathers()), ""))
        found.append(weather)
    return list(dict.fromkeys(found))


def read_mood(key: str, value: object) -> str:
    """Read a mood of the table, by its name or by a word that tells it alone."""
    text = read_text(key, value).lower()
    text, moods = lexicon().prompt_words.spelling.get(text, text), mood_words().moods
    if not text or text in moods:
        return text
    told = [mood for mood, weight in mood_words().told.get(text, ()) if weight == 1]
    if len(told) == 1:
        return told[0]
    meant = nearest(text, moods) or next(iter(told), "")
    raise unlike_any(key, text, sorted(moods), meant)


def read_shot(key: str, value: object) -> str:
    """Read a shot by the program's name or another one, with or without "shot"."""
    text = read_text(key, value) or plain(str(value))
    bare = bare_shot(text)
    if bare in shots():
        return shots()[bare]
    raise unlike_any(key, text, lexicon().corrections.shots, shots().get(nearest(bare, shots()), ""))


def bare_shot(text: str) -> str:
    """Take a shot's name without article, hyphens and "shot"."""
    words = re.sub(r"[-_]+", " ", text.lower()).split()
    return " ".join(word for word in words if word not in ("a", "an", "the", "shot", "view", "frame"))


def find_word(text: str, known: Mapping[str, str]) -> str:
    """Find what a phrase says: the whole of it, else its last word that is more than "early" or "the"."""
    words = [word for word in text.split() if word not in lexicon().corrections.before]
    return known.get(text, "") or known.get(" ".join(words), "") or known.get(words[-1] if words else "", "")


@cache
def times() -> Mapping[str, str]:
    """Give the hour that each word means."""
    others = invert(lexicon().corrections.times)
    return {**{time: time for time in TIMES_OF_DAY}, **others}


@cache
def weathers() -> Mapping[str, str]:
    """Give the weather that each word means."""
    return {**{weather: weather for weather in WEATHERS}, **invert(lexicon().corrections.weathers)}


@cache
def shots() -> Mapping[str, str]:
    """Give the shot that each bare name means."""
    table = lexicon().corrections.shots
    return {bare_shot(word): shot for word, shot in ({shot: shot for shot in table} | invert(table)).items()}


def invert(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Give each word of a table's rows the row's name."""
    return {word: name for name, words in table.items() for word in words}
