"""A folder's files in, the order that the author states out: a list of chapters, a project, front matter; else none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from errors import count
from manuscript.beside import MARKDOWN_SUFFIXES, TEXT_SUFFIXES, is_matter, suffix_of
from manuscript.front_matter import FrontMatter, plain_value, read_yaml
from manuscript.lists import LISTS, Entries, ListEntry, resolve
from manuscript.novelwriter import read_project
from manuscript.numbering import PathKey, own_numbers, path_keys

Read = Callable[[str], str]  # a file's name in, its text out; "" where it cannot be read
ReadFront = Callable[[str], FrontMatter]


@dataclass(frozen=True, slots=True)
class Order:
    """The order of the chapters' files, and who states it."""

    source: str  # "SUMMARY.md"; "" for the files' names
    files: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)  # the title of a part that begins with a file
    titles: Mapping[str, str] = field(default_factory=dict)  # of files, as the list states them
    beside: Mapping[str, str] = field(default_factory=dict)  # files that the order leaves out, with why
    warnings: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)  # title and author, as a project states them
    counted: frozenset[str] = frozenset()  # files that state their own place
    is_list: bool = False  # what it does not name is left out
    is_whole: bool = False  # each file is one chapter
    is_pieces: bool = False  # a file may go on with the chapter before


def stated_order(names: Sequence[str], chapters: Sequence[str], read: Read, front: ReadFront) -> Order:
    """Find the first stated order of all `names` that holds for `chapters`; one without a source where none does."""
    warnings: list[str] = []
    for order in chain(
        listed_orders(names, read), project_orders(names, read), longform_orders(names, chapters, front)
    ):
        if not order.files:
            warnings += order.warnings
        elif not order.is_whole and 2 * len(order.files) < len({*order.files, *chapters}):
            warnings.append(
                f"{order.source} names {len(order.files)} of {count(len({*order.files, *chapters}), 'chapter file')}: "
                "it is not taken for the order."
            )
        else:
            return with_beside(order, chapters, warnings)
    found = front_matter_order(chapters, front)
    return replace(found, warnings=tuple(warnings))


def with_beside(order: Order, chapters: Sequence[str], warnings: Sequence[str]) -> Order:
    """Add the files that an order leaves out."""
    unlisted = {name: f"{order.source} does not list it" for name in chapters if name not in order.files}
    return replace(order, beside=unlisted | dict(order.beside), warnings=(*warnings, *order.warnings), is_list=True)


# --- Lists and projects -----------------------------------------------------------------------------------------------
DEEPEST = 2  # folders above a list of chapters
CONTENT_FOLDERS = ("manuscript/", "src/", "content/", "")


def find_files(names: Sequence[str], wanted: frozenset[str]) -> list[str]:
    """Find files by their names, the least deep first."""
    found = [name for name in names if name.rpartition("/")[2].casefold() in wanted and name.count("/") <= DEEPEST]
    return sorted(found, key=lambda name: (name.count("/"), name))


def listed_orders(names: Sequence[str], read: Read) -> Iterator[Order]:
    """Yield the order of each list of chapters; a list that has none says so."""
    texts = [name for name in names if suffix_of(name) in MARKDOWN_SUFFIXES | TEXT_SUFFIXES]
    for wanted, parse in LISTS:
        for name in find_files(names, wanted):
            if suffix_of(name) in (".yml", ".yaml") and read(name).strip() and not read_yaml(read(name)):
                yield Order(name, warnings=(f"{name} is no YAML that can be read: correct it, or its order is lost.",))
            order = listed_order(name, parse(read(name)), texts)
            if order.files or order.warnings:
                yield order


def listed_order(name: str, entries: Entries, texts: Sequence[str]) -> Order:
    """Make an order of a list's entries."""
    own = name.rpartition("/")[0] + "/" if "/" in name else ""
    found = resolve(entries, [own + folder for folder in ("", *CONTENT_FOLDERS)], [one for one in texts if one != name])
    files: dict[str, None] = {}
    parts: dict[str, str] = {}
    titles: dict[str, str] = {}
    part = ""
    for entry, file in found:
        if entry.kind == "part":
            part = entry.text
        elif file and file not in files and not is_matter(file):
            files[file] = None
            parts |= {file: part} if part else {}
            titles |= {file: entry.title} if entry.title else {}
            part = ""
    return Order(name, tuple(files), parts, titles, warnings=say_missing(name, found))


def say_missing(name: str, found: Sequence[tuple[ListEntry, str]]) -> tuple[str, ...]:
    """Say which entries of a list name no file."""
    missing = [entry.text for entry, file in found if entry.kind == "file" and not file and is_text_name(entry.text)]
    if not missing:
        return ()
    more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
    verb = "are" if more else "is"
    return (f"{name} lists {missing[0]}{more}, which {verb} not there: correct the list, or add the file.",)


def is_text_name(text: str) -> bool:
    """Tell whether an entry may name a chapter, rather than a picture or a page of the tool."""
    ending = suffix_of(text.strip("<>\"' "))
    return not re.fullmatch(r"\.[a-z]\w{1,4}", ending) or ending in MARKDOWN_SUFFIXES | TEXT_SUFFIXES


def project_orders(names: Sequence[str], read: Read) -> Iterator[Order]:
    """Yield the order of a novelWriter project."""
    for name in find_files(names, frozenset({"nwproject.nwx"})):
        project = read_project(read(name))
        if project is None:
            yield Order(name, warnings=(f"{name} cannot be read: open and save the project in novelWriter.",))
            continue
        content = f"{name.rpartition('/')[0]}/content/".lstrip("/")
        there = {handle: f"{content}{handle}.nwd" for handle in project.names if f"{content}{handle}.nwd" in names}
        beside = {there[handle]: "it is not active" for handle in project.inactive if handle in there}
        beside |= {there[handle]: "it is a note" for handle in project.notes if handle in there}
        files = tuple(there[handle] for handle in project.documents if handle in there)
        missing = [project.names[handle] for handle in project.documents if handle not in there]
        said = (f"{name} lists {', '.join(missing[:3])}, which is not in its folder content.",) if missing else ()
        facts = {"title": project.title, "author": project.author}
        yield Order(name, files, beside=beside, warnings=said, facts=facts, is_whole=True, is_pieces=True)


def longform_orders(names: Sequence[str], chapters: Sequence[str], front: ReadFront) -> Iterator[Order]:
    """Yield the orders of Longform's projects, the one with the most scenes first."""
    markdown = [name for name in names if suffix_of(name) in MARKDOWN_SUFFIXES]
    tables = {name: table for name in markdown if isinstance(table := front(name).values.get("longform"), Mapping)}
    orders = [longform_order(name, table, markdown) for name, table in sorted(tables.items())]
    yield from sorted(orders, key=lambda order: len(order.files), reverse=True)
    numbered = sum(number is not None for number in own_numbers(list(chapters)).values())
    if len(tables) == 1 and not any(order.files for order in orders) and numbered < 2:  # noqa: PLR2004
        yield from (
            Order(name, (name,), is_whole=True) for name, one in tables.items() if one.get("format") == "single"
        )


def longform_order(name: str, table: Mapping[str, object], markdown: Sequence[str]) -> Order:
    """Make an order of one project's scenes."""
    own = name.rpartition("/")[0]
    inside = str(table.get("sceneFolder") or "/").strip("/ ")
    folder = "/".join(filter(None, (own, inside)))
    entries = [ListEntry("file", text) for text in flat_texts(table.get("scenes"))]
    found = resolve(entries, [f"{folder}/" if folder else ""], [one for one in markdown if one != name])
    files = tuple(dict.fromkeys(file for _, file in found if file))
    facts = {"title": plain_value(table.get("title"))}
    return Order(name, files, warnings=say_missing(name, found) if files else (), facts=facts)


def flat_texts(value: object, depth: int = 0) -> Iterator[str]:
    """Yield the texts of lists within lists."""
    if isinstance(value, str) and value.strip():
        yield value
    elif isinstance(value, list | tuple) and depth < 30:  # noqa: PLR2004 - nobody nests deeper
        for one in value:
            yield from flat_texts(one, depth + 1)


# --- Front matter -----------------------------------------------------------------------------------------------------
ORDER_KEYS = (
    *("weight", "order", "nav_order", "navorder", "sidebar_position", "position", "sort", "sort_order", "sortorder"),
    *("index", "sequence", "seq", "chapter", "chapter_number", "chapternumber", "chapter-number", "number", "episode"),
)
VOLUME_KEYS = ("book", "volume", "season", "part", "act")
DATE_KEYS = ("date", "published", "pubdate", "publish_date", "created")
NUMBER = re.compile(r"(?:ch(?:apter)?\.?\s*)?(-?\d+(?:\.\d+)?)", re.IGNORECASE)
DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(.*)")


def front_matter_order(chapters: Sequence[str], front: ReadFront) -> Order:
    """Order the files by the first key that at least half of them state, with values that tell them apart."""
    if len(chapters) < 2:  # noqa: PLR2004
        return Order("")
    names = path_keys(list(chapters))
    for key in ORDER_KEYS:
        values = stated_values(chapters, front, key)
        if tells_apart(values, chapters):
            return Order(
                f"{key} in the files' front matter", tuple(sort_by(chapters, values, names)), counted=frozenset(values)
            )
        for volume in VOLUME_KEYS:
            both = {
                name: (number, values[name])
                for name, number in stated_values(chapters, front, volume).items()
                if name in values
            }
            if tells_apart(both, chapters):
                source = f"{volume} and {key} in the files' front matter"
                return Order(source, tuple(sort_by(chapters, both, names)), counted=frozenset(both))
    if any(number is not None for number in own_numbers(list(chapters)).values()):
        return Order("")
    for key in DATE_KEYS:
        dates = {name: date for name in chapters if (date := read_date(front(name).text(key)))}
        if tells_apart(dates, chapters):
            return Order(f"{key} in the files' front matter", tuple(sort_by(chapters, dates, names)))
    return Order("")


def stated_values(chapters: Sequence[str], front: ReadFront, key: str) -> dict[str, float]:
    """Read a number that files state under a key."""
    found = {name: NUMBER.fullmatch(front(name).text(key).strip()) for name in chapters}
    return {name: float(match[1]) for name, match in found.items() if match}


def read_date(text: str) -> tuple[object, ...]:
    """Read a date, with the time behind it; an empty one where it is none."""
    match = DATE.match(text.strip())
    return (int(match[1]), int(match[2]), int(match[3]), match[4]) if match else ()


def tells_apart(values: Mapping[str, object], chapters: Sequence[str]) -> bool:
    """Tell whether at least half of the files have a value, and few share one."""
    return len(values) > 1 and 2 * len(values) >= len(chapters) and 4 * len(set(values.values())) >= 3 * len(values)


def sort_by(chapters: Sequence[str], values: Mapping[str, object], names: Mapping[str, PathKey]) -> list[str]:
    """Sort files by their values; of those without one, a prologue goes first and the others last, by their names."""

    def key(name: str) -> tuple[object, ...]:
        if name in values:
            return (0, values[name], names[name])
        return (-1 if names[name][-1][0][0][0] < 0 else 1, names[name])

    return sorted(chapters, key=key)
