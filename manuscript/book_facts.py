"""Settings files of writers' tools in, what they say of the book out: title, author, language and date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from manuscript.front_matter import read_yaml
from untrusted import DocumentError, parse_json, parse_toml

if TYPE_CHECKING:
    from manuscript.orders import Read

Facts = Mapping[str, str]  # by "title", "author", "language" and "date"; no key without a value


@dataclass(frozen=True, slots=True)
class FactsFile:
    """A tool's settings file, and the keys under which it keeps the facts."""

    names: tuple[str, ...]  # without ending
    endings: tuple[str, ...]
    title: tuple[str, ...] = ("title",)
    within: tuple[str, ...] = ("",)  # the tables that have the keys


YAML = (".yml", ".yaml")
FACTS_FILES = (  # in the order in which they count
    FactsFile(("book",), (".toml",), within=("book",)),  # mdBook
    FactsFile(("metadata", "meta", "book-metadata", "title"), (*YAML, ".json", ".toml", ".txt")),  # pandoc
    FactsFile(("book",), (*YAML, ".json")),  # GitBook and others
    FactsFile(("_quarto",), YAML, within=("book", "")),
    FactsFile(("defaults", "pandoc"), YAML, within=("metadata", "variables")),
    FactsFile(("mkdocs",), YAML, title=("site_name",)),
    FactsFile(("_config",), YAML, title=("title", "name")),  # Jekyll
    FactsFile(("hugo", "config"), (".toml", *YAML, ".json"), within=("", "params")),
)
KEYS = {
    "author": ("author", "authors", "creator", "by", "site_author"),
    "language": ("language", "lang", "languagecode", "defaultcontentlanguage"),
    "date": ("date", "publication-date"),
}


def settings_facts(names: Sequence[str], read: Read, folders: Sequence[str] = ("",)) -> Iterator[Facts]:
    """Yield what each settings file in `folders` ("" or "src/") says, the file that counts most first."""
    by_name = {name.casefold(): name for name in names}
    for kind in FACTS_FILES:
        for stem, ending in product(kind.names, kind.endings):
            for folder in dict.fromkeys(folders):
                if name := by_name.get((folder + stem + ending).casefold()):
                    yield read_facts(read_settings(read(name), ending), kind)


def read_settings(text: str, ending: str) -> Mapping[str, object]:
    """Read YAML, TOML or JSON; an empty table where it is broken."""
    try:
        if ending == ".json":
            values = parse_json(text)
        elif ending == ".toml":
            values = parse_toml(text)
        else:
            values = read_yaml(first_document(text))
    except (DocumentError, ValueError, RecursionError):
        return {}
    return {str(key).casefold(): value for key, value in values.items()} if isinstance(values, Mapping) else {}


def first_document(text: str) -> str:
    """Cut the first document out of a YAML file, which may stand between `---` and `...`."""
    found = re.match(
        r"(?:\s*---[ \t]*\n)?(.*?)(?:\n(?:---|\.\.\.)[ \t]*(?:\n|$)|\Z)", text.replace("\r\n", "\n"), re.DOTALL
    )
    return found[1] if found else text


def read_facts(values: Mapping[str, object], kind: FactsFile) -> Facts:
    """Read the facts out of a settings file's tables."""
    found: dict[str, str] = {}
    for within in kind.within:
        table = values.get(within) if within else values
        if isinstance(table, Mapping):
            lower = {str(key).casefold(): value for key, value in table.items()}
            for fact, keys in (("title", kind.title), *KEYS.items()):
                value = next(filter(None, (say_value(lower.get(key)) for key in keys)), "")
                found |= {fact: value} if value and fact not in found else {}
    language = say_value(values.get("lang"))
    return found | ({"language": language} if language and "language" not in found else {})


TEXT_KEYS = ("text", "name", "literal", "title")


def say_value(value: object) -> str:
    """Give a value as one line of text: a list with commas, a table such as `text: The Sea` by its text."""
    if isinstance(value, Mapping):
        inner = next((value[key] for key in TEXT_KEYS if isinstance(value.get(key), str)), None)
        given = [value[key] for key in ("given", "family") if isinstance(value.get(key), str)]
        return say_value(inner if inner is not None else " ".join(given))
    if isinstance(value, list | tuple):
        mains = [one for one in value if isinstance(one, Mapping) and one.get("type") == "main"]
        return ", ".join(filter(None, (say_value(one) for one in mains or value if not isinstance(one, list | tuple))))
    return "" if value is None or isinstance(value, bool) else " ".join(str(value).split())
