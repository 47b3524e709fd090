"""The types of the tables about manuscripts: names of files, headings, notes, the marks of writing tools."""

from collections.abc import Mapping
from typing import NamedTuple


class HiddenStretch(NamedTuple):
    """What a tool keeps from readers, from one pattern to the next."""

    dialect: str
    needs: tuple[str, ...]  # one of them stands in every match: a quick test
    open: str
    close: str
    what: str  # under which name it is told to the author; "" where it is no words of hers
    example: str
    reads: str  # what is left of the example


class DialectMark(NamedTuple):
    """A mark of a tool, and what a reader sees of it."""

    dialect: str
    needs: tuple[str, ...]  # one of them stands in every match: a quick test
    pattern: str
    becomes: str  # a template of the pattern's groups
    example: str
    reads: str


class Dialects(NamedTuple):
    """The marks of the tools in which novels are written."""

    stretches: tuple[HiddenStretch, ...]
    marks: tuple[DialectMark, ...]
    break_lines: tuple[str, ...]  # patterns of words that stand for a scene break


class Headings(NamedTuple):
    """What headings and lone lines say."""

    chapter: tuple[str, ...]
    part: tuple[str, ...]
    story: tuple[str, ...]
    scene: tuple[str, ...]
    ending: tuple[str, ...]
    end_of: tuple[str, ...]
    end_joints: tuple[str, ...]
    ended: tuple[str, ...]
    metadata: tuple[str, ...]
    notes: frozenset[str]
    text: frozenset[str]
    numbers: Mapping[str, tuple[str, ...]]


class NoteLabel(NamedTuple):
    """Labels of one kind that an author sets above or before words to readers or to herself."""

    what: str
    reach: str
    names: tuple[str, ...]
    fires: tuple[str, ...]
    silent: tuple[str, ...]
    bare: tuple[str, ...] = ()
    in_brackets: bool = False  # it counts only in brackets
    longest: int = 0  # words of the text behind it where it stands plainly; 0: any number


class NoteMark(NamedTuple):
    """Paragraphs of one kind that are no story by their words alone."""

    what: str
    place: str
    patterns: tuple[str, ...]
    fires: tuple[str, ...]
    silent: tuple[str, ...]


class Notes(NamedTuple):
    """What stands in a chapter's file and is no story."""

    labels: tuple[NoteLabel, ...]
    marks: tuple[NoteMark, ...]
    callouts: frozenset[str]
    navigation: frozenset[str]
    steps: frozenset[str]
    counting: frozenset[str]
    plan_keys: frozenset[str]
    plain_plan_keys: frozenset[str]
    author: str
    trade: str
    persons: frozenset[str]


class Labels(NamedTuple):
    """Words that stand before or after a number in a file's name."""

    chapter: frozenset[str]
    volume: frozenset[str]
    part: frozenset[str]
    scene: frozenset[str]
    version: frozenset[str]
    glued: frozenset[str]


class Beside(NamedTuple):
    """Names of files and folders that are beside the story, and of folders that hold it."""

    matter: frozenset[str]
    papers: frozenset[str]
    with_papers: frozenset[str]
    names: frozenset[str]
    in_capitals: frozenset[str]
    numbered: frozenset[str]
    folders: frozenset[str]
    manuscripts: tuple[str, ...]
    drafts: frozenset[str]
    draft_numbers: Mapping[str, int]
    languages: frozenset[str]
    texts: frozenset[str]


class Door(NamedTuple):
    """A kind of document that is no text, and how Markdown is made of it."""

    endings: frozenset[str]
    what: str
    how: str


class Files(NamedTuple):
    """What the names of files and folders say."""

    first: frozenset[str]
    last: frozenset[str]
    between: frozenset[str]
    labels: Labels
    beside: Beside
    doors: tuple[Door, ...]


class CopyMark(NamedTuple):
    """What one kind of copy has behind or before the name of its original, as patterns with {words} in them."""

    what: str
    examples: tuple[str, ...]  # of copies of "scene"
    silent: tuple[str, ...]
    behind: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    is_sure: bool = False  # whatever it holds
    is_counted: bool = False  # it may as well be the next of a row


class Copies(NamedTuple):
    """How copies and backups of a file are called."""

    words: Mapping[str, tuple[str, ...]]
    marks: tuple[CopyMark, ...]
