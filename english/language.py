"""Detect whether a novel is in English, the only language that the rules read, and warn where it is not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from english.tables import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ENGLISH = "English"
WORD = re.compile(r"[^\W\d_]+")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
SAMPLES = 20  # scenes sampled
SAMPLE_LENGTH = 4000  # characters of each scene
FEWEST_WORDS = 30  # a text of fewer words is not judged
CLEAR_SHARE = 0.25  # share of function words that identifies a language
CLEAR_LEAD = 1.5  # another language's share must be so many times English's
STRANGE_SHARE = 0.06  # with fewer English function words a text is in an unknown language
STRANGE_WORDS = 100  # if it has at least so many words
DICTIONARY_SHARE = 0.5  # with so many dictionary words it is English without function words
LATIN_SHARE = 0.5  # with fewer Latin letters a text is in another script
SCRIPTS = {"CYRILLIC": "Russian or a language written like it", "GREEK": "Greek", "CJK": "Chinese or Japanese"} | {
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "ARABIC": "Arabic or a language written like it",
    "HEBREW": "Hebrew",
    "DEVANAGARI": "Hindi or a language written like it",
}
UNKNOWN = "another language than English"


def warn_of_language(texts: Sequence[str]) -> str:
    """Write a warning that a novel is not in English and what still works; "" for an English one."""
    language = find_language(" ".join(text[:SAMPLE_LENGTH] for text in texts[:: max(1, len(texts) // SAMPLES)]))
    if language == ENGLISH:
        return ""
    return (
        f"The novel seems to be in {language}. The rules read English only, so most people, places and times "
        "will be missed: describe the people in characters.toml and edit the prompt files, which are used as they are."
    )


def find_language(text: str) -> str:
    """Identify the language of a text by its script and function words; English where they do not decide."""
    script = find_script(text)
    if script:
        return script
    counts = Counter(WORD.findall(text.lower()))
    if (total := counts.total()) < FEWEST_WORDS:
        return ENGLISH
    shares = {language: share(counts, small) for language, small in lexicon().languages.items()}
    likely = max(shares, key=lambda language: shares[language])
    if shares[likely] >= max(CLEAR_SHARE, shares[ENGLISH] * CLEAR_LEAD):
        return likely
    strange = total >= STRANGE_WORDS and shares[ENGLISH] < STRANGE_SHARE
    is_strange = strange and share(counts, read_words("english_words.txt.gz")) < DICTIONARY_SHARE
    return UNKNOWN if is_strange else ENGLISH


def share(counts: Counter[str], known: frozenset[str]) -> float:
    """Give the proportion of known words among a text's counted words."""
    return sum(map(counts.__getitem__, counts.keys() & known)) / counts.total()


def find_script(text: str) -> str:
    """Identify the language by a text's script, "" for Latin letters or none."""
    foreign = [each for each in NOT_ASCII.findall(text) if each.isalpha() and script_of(each) != "LATIN"]
    if len(foreign) <= (1 - LATIN_SHARE) * sum(map(str.isalpha, text if foreign else "")):
        return ""
    return commonest(SCRIPTS.get(script_of(letter), UNKNOWN) for letter in foreign)


def script_of(letter: str) -> str:
    """Give the Unicode name of a letter's script."""
    return unicodedata.name(letter, "UNKNOWN").partition(" ")[0]


def commonest(names: Iterable[str]) -> str:
    """Give the most frequent name; of several, the first in the alphabet."""
    counted = list(names)
    return max(sorted(set(counted)), key=counted.count)
