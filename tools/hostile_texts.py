"""Texts that nobody would write, at any size: what `tools.benchmark_hostile` measures the program with."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from tools.hostile_phrases import REPEATED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Files = dict[str, str]  # path in the book's folder -> text


def repeat(parts: tuple[str, str, str], size: int) -> str:
    """Repeat the middle part until the text has `size` characters."""
    before, unit, behind = parts
    return before + unit * (max(0, size - len(before) - len(behind)) // len(unit)) + behind


# --- No two alike -----------------------------------------------------------------------------------------------------
SYLLABLES = ("ba", "do", "fe", "gi", "ka", "lo", "mu", "ne", "pa", "ri", "su", "ta")


def made_names() -> Iterator[str]:
    """Make names, each another."""
    for length in itertools.count(2):
        for parts in itertools.product(SYLLABLES, repeat=length):
            yield "".join(parts).title()


def many(form: str, size: int, ending: str = "") -> str:
    """Fill `form` with `{name}` and `{n}` until the text has `size` characters."""
    parts: list[str] = []
    length = 0
    for number, name in enumerate(made_names(), 1):
        parts.append(form.format(name=name, n=number))
        length += len(parts[-1])
        if length >= size:
            break
    return "".join(parts) + ending


def nested(opening: str, size: int) -> str:
    """Give list items, each within the one before, that have `size` characters with their indentation."""
    step, line = len(opening), len(f"{opening}Emma ran.\n")
    depth = int(((line * line + 2 * step * size) ** 0.5 - line) / step)
    return "".join(f"{' ' * (step * level)}{opening}Emma ran.\n" for level in range(depth))


def cast_of(form: str, size: int) -> Files:
    """Give a book and a cast sheet that is filled as `many` does."""
    return {"chapters/chapter_01.md": TALE, "characters.toml": many(form, size)}


def people_of(size: int) -> Files:
    """Give a book whose people all stand in the cast sheet and in the text."""
    return cast_of('[{name}]\nname = "{name}"\nlook = "woman with red hair"\n\n', size // 2) | {
        "chapters/chapter_01.md": many("{name} ran to the house. ", size // 2)
    }


def world_of(text: str, size: int) -> Files:
    """Give a book whose places all stand in `novel.toml` and in the text, which is filled as `many` does."""
    places = many("{name} = 'house'\n", size // 2)
    return {
        "novel.toml": f"[words.places]\n{places}",
        "chapters/chapter_01.md": many(text, size // 2),
    }


def files_of(size: int) -> Files:
    """Give a book of many small files."""
    count = max(2, size // 500)
    text = "Emma ran to the house. " * 20
    return {f"chapters/chapter_{number:05d}.md": f"{text}{number}.\n" for number in range(1, count)}


def listed(name: str, line: str, size: int) -> Files:
    """Give a book with a list of its chapters that says one of them again and again."""
    return {
        "chapters/one.md": TALE,
        "chapters/two.md": f"{TALE} {TALE}",
        f"chapters/{name}": repeat(("", line, ""), size),
    }


def sheet_line(before: str, unit: str, behind: str, size: int) -> Files:
    """Give a book and a cast sheet with one long line."""
    return {"chapters/chapter_01.md": TALE, "characters.toml": repeat((before, unit, behind), size)}


TALE = "Emma ran to the kitchen. Emma saw Jonas. Jonas, a boy with red hair, sat on a chair. Emma fell."


def one_file(text: str) -> Files:
    """Give a book of one chapter."""
    return {"chapters/chapter_01.md": text}


OTHERS: dict[str, Callable[[int], Files]] = {
    "different names": lambda size: one_file(many("{name} ran. ", size)),
    "different names in coats": lambda size: one_file(many("{name} wore a red coat. ", size)),
    "different names, old and young": lambda size: one_file(many("{name}, a man of thirty, met the old man. ", size)),
    "different names and their pronouns": lambda size: one_file(many("{name} ran, and he saw her. ", size)),
    "different coats, a scene each": lambda size: one_file(
        many("{name} wore a red coat. Emma put it on.\n\n* * *\n\n", size)
    ),
    "different names in a row": lambda size: one_file(many("{name} ", size, "ran.")),
    "different full names": lambda size: one_file(many("{name} Hale met {name} Corrie. ", size)),
    "different names, one family": lambda size: one_file(many("Mrs. Hale saw {name} Hale. ", size)),
    "different names in talk": lambda size: one_file(many('"Run," said {name}. ', size)),
    "different names, a scene each": lambda size: one_file(many("{name} ran to the house.\n\n* * *\n\n", size)),
    "different names, all again": lambda size: one_file(
        many("{name} ran. ", size // 2) + many("{name} fell. ", size // 2)
    ),
    "different places": lambda size: one_file(many("Emma went to {name} Street. ", size)),
    "different words": lambda size: one_file(many("the {name} of ", size, "Emma ran.").lower()),
    "different tags": lambda size: one_file(many("<{name}>Emma ran. ", size)),
    "different definitions": lambda size: one_file(many("[{name}]: b\n", size, "\n\nEmma ran.")),
    "different footnotes": lambda size: one_file(many("Emma[^{n}] ran.\n\n[^{n}]: {name}.\n\n", size)),
    "different keys": lambda size: one_file(many("{name}: b\n", size, "\n\nEmma ran.")),
    "different chapters": lambda size: one_file(many("# Chapter {n}\n\nEmma saw {name}.\n\n", size)),
    "different backticks": lambda size: one_file(
        "Emma ran " + " ".join("`" * length for length in range(1, int((2 * size) ** 0.5))) + " home."
    ),
    "lists in lists": lambda size: one_file(nested("- ", size)),
    "numbered lists in lists": lambda size: one_file(nested("1. ", size)),
    "quotes in quotes, in Markdown": lambda size: one_file("> " * (size // 2) + "Emma ran."),
    "many files": files_of,
    "Book.txt": lambda size: listed("Book.txt", "one.md\n", size),
    "SUMMARY.md": lambda size: listed("SUMMARY.md", "- [One](one.md)\n", size),
    "SUMMARY.md, open links": lambda size: listed("SUMMARY.md", "- [One](one.md ", size),
    "_quarto.yml": lambda size: listed("_quarto.yml", "# one.md\n", size),
    "mdbook lists in lists": lambda size: one_file(TALE) | {"chapters/SUMMARY.md": nested("- ", size)},
    "cast: a long look": lambda size: sheet_line(
        '[emma]\nname = "Emma"\nlook = "', "woman with red hair, ", '"\n', size
    ),
    "cast: a look of one word": lambda size: sheet_line('[emma]\nname = "Emma"\nlook = "', "a", '"\n', size),
    "cast: a look of and": lambda size: sheet_line('[emma]\nname = "Emma"\nlook = "woman', " and", '"\n', size),
    "cast: a look of blanks": lambda size: sheet_line('[emma]\nname = "Emma"\nlook = "woman', " ", 'x"\n', size),
    "cast: a look of digits": lambda size: sheet_line('[emma]\nname = "Emma"\nlook = "', "1", '"\n', size),
    "cast: a look of brackets": lambda size: sheet_line('[emma]\nname = "Emma"\nlook = "', "(", '"\n', size),
    "cast: a long outfit": lambda size: sheet_line('[emma]\nname = "Emma"\noutfit = "', "red coat, ", '"\n', size),
    "cast: a long age": lambda size: sheet_line('[emma]\nname = "Emma"\nage = "', "30 ", '"\n', size),
    "cast: a long name": lambda size: sheet_line('[emma]\nname = "', "Emma ", '"\n', size),
    "cast: one alias again": lambda size: sheet_line('[emma]\nname = "Emma"\naliases = [', '"Em", ', "]\n", size),
    "cast: many aliases": lambda size: (
        one_file(TALE) | {"characters.toml": '[emma]\nname = "Emma"\naliases = [' + many('"{name}", ', size) + "]\n"}
    ),
    "cast: many people": lambda size: cast_of('[{name}]\nname = "{name}"\nlook = "woman with red hair"\n\n', size),
    "cast: many people of one name": lambda size: cast_of('[p{n}]\nname = "Emma"\n\n', size),
    "cast: many people of one family": lambda size: cast_of('[p{n}]\nname = "{name} Hale"\n\n', size),
    "cast: many people with one alias": lambda size: cast_of('[p{n}]\nname = "{name}"\naliases = ["Em"]\n\n', size),
    "cast: many people, all seen": people_of,
    "cast: many changes": lambda size: (
        one_file(TALE)
        | {
            "characters.toml": '[emma]\nname = "Emma"\n'
            + many('[[emma.from]]\nchapter = 1\nscene = {n}\noutfit = "red coat"\n\n', size)
        }
    ),
    "novel.toml: many places": lambda size: world_of("Emma ran to {name}. ", size),
    "novel.toml: many places, a scene each": lambda size: world_of("Emma ran to {name}.\n\n* * *\n\n", size),
    "novel.toml: a long place": lambda size: (
        one_file("Emma ran to Ferrow.")
        | {"novel.toml": repeat(("[words.places]\nFerrow = '", "tall stone ", "house'\n"), size)}
    ),
    "novel.toml: a long title": lambda size: (
        one_file(TALE) | {"novel.toml": repeat(('title = "', "Emma ", '"\n'), size)}
    ),
    "novel.toml: a long order": lambda size: (
        one_file(TALE) | {"novel.toml": "order = ['chapter_01.md', " + many("'{name}.md', ", size, "]\n")}
    ),
}


def hostile_books() -> dict[str, Callable[[int], Files]]:
    """Give every hostile book by its name: from a size in characters to its files."""

    def repeated(parts: tuple[str, str, str]) -> Callable[[int], Files]:
        return lambda size: one_file(repeat(parts, size))

    return {name: repeated(parts) for name, parts in REPEATED.items()} | OTHERS
