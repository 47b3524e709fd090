"""Names of files and folders in, why they are beside the story out: notes, people, drafts, a project's papers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from english.lexicon import lexicon
from manuscript.names import read_name, split_name
from manuscript.numbering import stem_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from english.lexicon_manuscript import Beside

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mmd", ".mdx", ".qmd", ".rmd"})
TEXT_SUFFIXES = frozenset({".txt", ".text"})
FIRST_PAGES = frozenset({"index.rmd", "index.qmd"})  # where the books of bookdown and Quarto begin
BY_NAME = "its name says that it is no chapter"
BY_FOLDER = "its folder is beside the story"


def suffix_of(name: str) -> str:
    """Give a file name's ending in lower case, with its dot."""
    dot = name.rpartition("/")[2].rfind(".")
    return name.rpartition("/")[2][dot:].lower() if dot > 0 else ""


# --- By name ----------------------------------------------------------------------------------------------------------
def table() -> Beside:
    """Give the table of names."""
    return lexicon().files.beside


@cache
def folded(entries: Iterable[str]) -> frozenset[str]:
    """Fold the entries of a table, each as words."""
    return frozenset(" ".join(plain_words(entry)) for entry in entries)


def plain_words(text: str) -> list[str]:
    """Give the words of a name, folded, without an apostrophe."""
    return [token.text.replace("'", "") for token in split_name(text)]


def name_reason(name: str) -> str:
    """Say why a file is beside the story by its folders and its own name; "" where nothing says so."""
    if any(is_beside_folder(folder) for folder in name.split("/")[:-1]):
        return BY_FOLDER
    if is_page_of_folder(name) or name.casefold() in FIRST_PAGES:
        return ""
    stem = "index" if name.rpartition("/")[2].casefold().startswith("index.") else stem_of(name)
    if is_no_chapter(stem) or (
        suffix_of(name) in TEXT_SUFFIXES and " ".join(plain_words(stem)) in folded(table().texts)
    ):
        return BY_NAME
    return ""


def is_page_of_folder(name: str) -> bool:
    """Tell the index.md that is a folder's page, as Hugo and others keep a chapter."""
    folder, _, last = name.rpartition("/")
    return bool(folder) and last.casefold().startswith("index.") and bool(read_name(folder.rpartition("/")[2]).counted)


def is_no_chapter(stem: str) -> bool:
    """Tell README, notes, outlines, people and the like by name; "notes-from-the-sea" is a chapter."""
    words, bare, numbers = bare_name(stem)
    if stem.isupper() and words and " ".join(words) in folded(table().in_capitals) | {"copilot instructions"}:
        return True
    if not bare:
        return False
    name = " ".join(bare)
    if numbers and set(numbers) != {0}:
        is_second = words[: len(bare)] == bare and is_paper(bare)  # "Plot Outline 2"
        return name in folded(table().numbered) or is_second
    return name in folded(table().matter) | folded(table().names) or is_paper(bare)


def bare_name(stem: str) -> tuple[list[str], list[str], list[int]]:
    """Split a name: (its words, the same without numbers and labels before them, the numbers that count chapters)."""
    words, sense = plain_words(stem), read_name(stem)
    at = {number.at for number in sense.numbers}
    bare = [word for index, word in enumerate(words) if index not in at and not word.isdecimal()]
    if sense.counted and len(bare) > 1 and words[0] == bare[0] and 1 in at:
        bare = bare[1:]  # the label of the number: "chapter 3 notes"
    return words, bare, [number.value for number in sense.counted]


def is_paper(words: Sequence[str]) -> bool:
    """Tell whether all words of a name are those of an author's papers, one of them unmistakably."""
    return any(word in folded(table().papers) for word in words) and all(
        word in folded(table().papers) or word in folded(table().with_papers) for word in words
    )


def is_matter(name: str) -> bool:
    """Tell front and back matter and a project's papers, which no list of chapters makes a chapter."""
    words, bare, _ = bare_name(stem_of(name))
    is_page = " ".join(words) == "index" or ("/" in name and " ".join(words) == "readme")  # GitBook's folders have one
    return not is_page and " ".join(bare) in folded(table().matter)


@cache
def is_beside_folder(folder: str) -> bool:
    """Tell a folder beside the story by its words, numbers before them aside; no part or book is one."""
    words = plain_words(folder)
    while words and words[0].isdecimal():
        words = words[1:]
    name = " ".join(words)
    if not words or any(word.isdecimal() for word in words):
        return False
    return name in folded(table().folders) | folded(table().matter) or is_paper(words)
