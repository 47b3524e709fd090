"""The top of a file in, its metadata out: YAML, TOML, JSON, MultiMarkdown's lines and pandoc's title block."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from untrusted import DocumentError, parse_toml

LONGEST = 100_000  # characters of a file that are searched
Values = Mapping[str, object]  # text, lists and tables, as written; keys in lower case


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above the text of a file."""

    values: Values = field(default_factory=dict)
    lines: int = 0  # how many lines of the file it takes
    is_of_book: bool = False  # MultiMarkdown's and pandoc's forms speak of the book, the others of the file

    def text(self, *keys: str) -> str:
        """Give the first of these keys that has a value, as one string; "" where none has."""
        return next(filter(None, (plain_value(self.values.get(key)) for key in keys)), "")


def plain_value(value: object) -> str:
    """Give a value as text: a list with commas, a person by their name."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, (plain_value(one) for one in value if not isinstance(one, list | tuple))))
    return "" if value is None else " ".join(str(value).split())


# --- Where it ends ----------------------------------------------------------------------------------------------------
YAML_FENCES = ("---", "...")
KEY_LINE = re.compile(
    r"""(?P<quote>["']?)[^\s:#>*\[\]{}"'=.!?,;-][^:\n"'=.!?,;]{0,40}?(?P=quote)[ \t]*+(?:=.*|:(?:[ \t].*)?)$"""
)
VALUE_LINE = re.compile(r"(?:[ \t]+\S.*|#.*|- .*|-|[\[\]{},].*|[ \t]*)$")
SENTENCE = re.compile(r".*\w[.!?…][\"'”’]?$")
USUAL_KEY = re.compile(
    r"title|subtitle|author|creator|date|lang|book|series|chapter|part|order|weight|status|draft|tag|keyword|pov|layout"
    r"|id$|type|summary|description|genre|word|created|updated|modified|alias|category|categories|publish|cover|slug",
    re.IGNORECASE,
)
MULTIMARKDOWN_KEY = re.compile(
    r"title|subtitle|author|date|base header level|css|keywords|language|copyright|latex ?\w*|html header"
    r"|quotes language|affiliation|email|address|bibtex|xhtml header",
    re.IGNORECASE,
)
LEAST_KEYS = 2
PANDOC_LINES = 3
LONGEST_PANDOC_TITLE = 12  # words; a longer lone line is a comment


def read_front_matter(text: str) -> FrontMatter:
    r"""Read the metadata at the top of a text with "\n" at its line ends; one without takes no lines."""
    lines = text[:LONGEST].split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines):
        return FrontMatter()
    for opening, read in READERS:
        if opening.match(lines[first]):
            return read(lines, first)
    return FrontMatter()


def read_fenced_yaml(lines: Sequence[str], first: int) -> FrontMatter:
    """Read `---` to `---` or `...`, where what stands between looks like keys."""
    end = fence_end(lines, first, YAML_FENCES)
    inside = lines[first + 1 : end]
    if not end or (inside and not is_metadata(inside)):
        return FrontMatter()
    return FrontMatter(read_yaml("\n".join(inside)) or read_lines(inside, ":"), end + 1)


def read_fenced_toml(lines: Sequence[str], first: int) -> FrontMatter:
    """Read `+++` to `+++`."""
    end = fence_end(lines, first, ("+++",))
    if not end:
        return FrontMatter()
    inside = lines[first + 1 : end]
    try:
        values = lower_keys(parse_toml("\n".join(inside)))
    except DocumentError:
        values = read_lines(inside, "=")
    return FrontMatter(values, end + 1)


def read_json(lines: Sequence[str], first: int) -> FrontMatter:
    """Read an object in braces that begins on a line of its own."""
    text = "\n".join(lines[first:])
    try:
        values, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return FrontMatter()
    return FrontMatter(lower_keys(values), first + text.count("\n", 0, end) + 1)


def read_pandoc(lines: Sequence[str], first: int) -> FrontMatter:
    """Read `% Title`, `% Author`, `% Date`; a longer run of such lines is comments."""
    said: list[str] = []
    last = first
    for last, line in enumerate(lines[first:], first):  # noqa: B007 - the line after the block
        if line.startswith("%"):
            said.append(line[1:].strip())
        elif line[:1] in (" ", "\t") and line.strip():
            said[-1] += " " + line.strip()
        else:
            break
    if not may_be_title_block(said):
        return FrontMatter()
    return FrontMatter(dict(zip(("title", "author", "date"), said, strict=False)), last, is_of_book=True)


def may_be_title_block(said: Sequence[str]) -> bool:
    """Tell a title, an author and a date from somebody's comments; a title alone is short and no sentence."""
    title = said[0]
    if len(said) > PANDOC_LINES or ":" in title.split(" ")[0]:
        return False
    is_sentence = len(title.split()) > LONGEST_PANDOC_TITLE or SENTENCE.match(title) or title[:1].islower()
    return len(said) > 1 or not is_sentence


def read_multimarkdown(lines: Sequence[str], first: int) -> FrontMatter:
    """Read two lines `Key: value` and more, up to the first blank line."""
    last = next((index for index in range(first, len(lines)) if not lines[index].strip()), len(lines))
    inside = lines[first:last]
    keys = [line for line in inside if line[:1] not in " \t"]
    if len(keys) < LEAST_KEYS or not all(map(KEY_LINE.match, keys)) or not all(map(is_usual, keys[:2])):
        return FrontMatter()
    return FrontMatter(read_lines(inside, ":"), last, is_of_book=True)


def read_unopened(lines: Sequence[str], first: int) -> FrontMatter:
    """Read two keys and more that only a rule below closes, as Hexo has them."""
    end = next((index for index in range(first, len(lines)) if not lines[index].strip() or is_rule(lines[index])), 0)
    inside = lines[first:end]
    keys = [line for line in inside if KEY_LINE.match(line)]
    if not end or not is_rule(lines[end]) or len(keys) < LEAST_KEYS or not is_metadata(inside) or not is_usual(keys[0]):
        return read_multimarkdown(lines, first)
    return FrontMatter(read_yaml("\n".join(inside)) or read_lines(inside, ":"), end + 1)


def is_rule(line: str) -> bool:
    """Tell the line that closes such keys."""
    return line.rstrip() == "---"


READERS: tuple[tuple[re.Pattern[str], Callable[[Sequence[str], int], FrontMatter]], ...] = (
    (re.compile(r"---[ \t]*$"), read_fenced_yaml),
    (re.compile(r"\+\+\+[ \t]*$"), read_fenced_toml),
    (re.compile(r'\{[ \t]*(?:$|")'), read_json),
    (re.compile(r"%[ \t]+\S"), read_pandoc),
    (
        re.compile(rf"(?:{MULTIMARKDOWN_KEY.pattern}|layout|permalink|tags|categories)[ \t]*:", re.IGNORECASE),
        read_unopened,
    ),
)


def fence_end(lines: Sequence[str], first: int, closing: Sequence[str]) -> int:
    """Find the line that closes front matter; 0 where none does."""
    return next((index for index in range(first + 1, len(lines)) if lines[index].rstrip() in closing), 0)


def is_metadata(lines: Sequence[str]) -> bool:
    """Tell keys and values from prose, and from a dialogue in a script's form."""
    keys = [KEY_LINE.match(line) for line in lines]
    if not keys[0] and not lines[0].startswith("#"):
        return False
    if not all(key or VALUE_LINE.match(line) for key, line in zip(keys, lines, strict=True)):
        return False
    said = [line for key, line in zip(keys, lines, strict=True) if key]
    return any(map(is_usual, said)) or 2 * sum(bool(SENTENCE.match(line)) for line in said) <= len(said)


def is_usual(line: str) -> bool:
    """Tell whether a line begins with a key that metadata usually has."""
    return bool(USUAL_KEY.search(line.partition(":")[0].partition("=")[0]))


MOST_BRACKETS = 500


# --- What it says -----------------------------------------------------------------------------------------------------
def read_yaml(text: str) -> Values:
    """Read a YAML table, every value as text; an empty one where it is none, is broken, nested deep or has references.

    References can blow a few lines up to gigabytes, and brackets within brackets take minutes.
    """
    if text.count("[") + text.count("{") > MOST_BRACKETS:
        return {}
    import yaml  # noqa: PLC0415 - most books have none

    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.BaseLoader)):
            return {}
        values = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but text, lists and tables
    except (yaml.YAMLError, ValueError, RecursionError, TypeError):
        return {}
    return lower_keys(values) if isinstance(values, dict) else {}


def lower_keys(values: Mapping[str, object]) -> Values:
    """Give the keys in lower case, without a picture before them."""
    return {re.sub(r"^\W+", "", str(key)).strip().casefold(): value for key, value in values.items()}


def read_lines(lines: Sequence[str], mark: str) -> Values:
    """Read lines `key: value` one by one, with the lists and lines that follow; for what no parser takes."""
    values: dict[str, object] = {}
    key = ""
    for line in lines:
        if line[:1] in " \t-" and key:
            more = line.strip(" \t-").strip("\"'")
            values[key] = " ".join(filter(None, (str(values[key]), more)))
        elif mark in line:
            key, _, value = line.partition(mark)
            key = re.sub(r"^\W+|\W+$", "", key).casefold()
            values[key] = value.strip().strip("\"'").strip()
    return values
