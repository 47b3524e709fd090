"""How much of the words of books the word lists of `vocabulary/` know, list by list.

python -m tools.word_coverage BOOKS             BOOKS: a folder that holds the folders or files of books
python -m tools.word_coverage BOOKS --missing   and the commonest nouns that no list knows
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from english.tables import FOLDER, read_lines
from english.verbs import read_verb
from english.words import is_noun
from errors import NovelError
from scene_parser import read_novel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Lists with a space, not a tab, between a word and what belongs to it.
SPACED = frozenset(("first_names", "irregular_verbs", "nicknames", "valence", "verbs", "world_names"))
LONGEST_ENTRY = 4  # words
SHORTEST_MISSING, MOST_MISSING = 4, 60  # letters; words
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Coverage(NamedTuple):
    """What a list knows of some books."""

    name: str
    entries: int
    seen: int  # entries that stand in the books
    words: int  # of the books, that an entry covers


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; gives the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.word_coverage", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("books", type=Path)
    parser.add_argument("--missing", action="store_true", help="also print the commonest nouns that no list knows")
    args = parser.parse_args(argv)
    words = list(words_of(args.books))
    lists = {path.stem: entries_of(path.stem) for path in sorted(FOLDER.glob("*.txt"))}
    rows = [cover(name, entries, words) for name, entries in lists.items()]
    everything = cover("all lists", frozenset().union(*lists.values()), words)
    print("\n".join(table_of([*rows, everything], len(words))))
    if args.missing:
        print("\nknown to no list: " + ", ".join(missing(words, frozenset().union(*lists.values()))))
    return 0


def words_of(books: Path) -> Iterator[str]:
    """Give the words of all scenes of the books, in small letters."""
    homes = sorted(path for path in books.iterdir() if path.suffix == ".md" or any(path.glob("*.md")))
    for home in homes:
        for scene in read_novel(home).scenes:
            for word in WORD.findall(scene.text):
                yield word.lower().replace("’", "'").removesuffix("'s")


def entries_of(name: str) -> frozenset[str]:
    """Give the words and phrases of a list, without what belongs to them, in small letters."""
    mark = " " if name in SPACED else "\t"
    return frozenset(line.split(mark)[0].replace("-", " ").lower() for line in read_lines(f"{name}.txt"))


def forms(word: str) -> list[str]:
    """Give the forms under which a list may hold a word: as it stands, singular, or as a verb's base."""
    verb = read_verb(word)
    bases = [word, *([verb.lemma] if verb else [])]
    for ending, other in (("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            bases.append(word[: -len(ending)] + other)
    return list(dict.fromkeys(bases))


def cover(name: str, entries: Iterable[str], words: Sequence[str]) -> Coverage:
    """Count what the entries of a list cover; of entries that begin at one word, the longest."""
    known = frozenset(entries)
    single = {word: form for word in set(words) for form in forms(word) if form in known}
    begin = {entry.split()[0] for entry in known if " " in entry}
    seen, covered, at = set[str](), 0, 0
    while at < len(words):
        length, entry = find_entry(known, words, at) if words[at] in begin else (0, "")
        if not length and words[at] in single:
            length, entry = 1, single[words[at]]
        seen.add(entry)
        covered += length
        at += max(length, 1)
    return Coverage(name, len(known), len(seen - {""}), covered)


def find_entry(known: frozenset[str], words: Sequence[str], at: int) -> tuple[int, str]:
    """Find the longest phrase among the entries that begins at a word."""
    for length in range(min(LONGEST_ENTRY, len(words) - at), 1, -1):
        *start, last = words[at : at + length]
        for form in forms(last):
            if (phrase := " ".join([*start, form])) in known:
                return length, phrase
    return 0, ""


def table_of(rows: Iterable[Coverage], words: int) -> Iterator[str]:
    """Write what the lists cover as a table."""
    yield f"{words:,} words\n\n{'list':20} {'entries':>8} {'seen':>8} {'words covered':>14}"
    for row in rows:
        yield f"{row.name:20} {row.entries:8,} {row.seen:8,} {100 * row.words / max(words, 1):12.1f} %"


def missing(words: Iterable[str], known: frozenset[str]) -> list[str]:
    """Name the commonest nouns that no list knows in any form, those of a few letters left out."""
    counts = Counter(word for word in words if len(word) >= SHORTEST_MISSING and is_noun(word))
    return [word for word, _ in counts.most_common() if known.isdisjoint(forms(word))][:MOST_MISSING]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NovelError as error:
        sys.exit(f"Error: {error}")
