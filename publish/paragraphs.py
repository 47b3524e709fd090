"""A scene's plain text and marks in, the paragraphs of a book out: italics, bold, quotes, headlines and verse kept."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from records import Mark, Scene

Kind = Literal["prose", "verse", "headline"]
TURN = "\n"  # what breaks a line within a span


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text in one style."""

    text: str
    italic: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, a stanza or a headline."""

    spans: tuple[TextRun, ...]
    kind: Kind = "prose"
    quote: int = 0  # the block quote it stands in, numbered from 1; 0 outside

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(span.text for span in self.spans)


def scene_paragraphs(scene: Scene) -> tuple[Paragraph, ...]:
    """Split a scene's text into paragraphs, with every word that was read and no others."""
    return tuple(cut_paragraphs(scene))


def cut_paragraphs(scene: Scene) -> Iterator[Paragraph]:
    """Cut a scene's text at its line ends and give each piece its styles."""
    quotes = [mark for mark in scene.marks if mark.kind == "blockquote"]
    inner = [mark for mark in scene.marks if mark.kind != "blockquote"]  # each within one paragraph, in order
    quote_starts, inner_starts = [mark.start for mark in quotes], [mark.start for mark in inner]
    start = 0
    for text in scene.text.split("\n"):
        end = start + len(text)
        marks = inner[bisect_left(inner_starts, start) : bisect_left(inner_starts, end)]
        turns = find_turns(scene, marks, start, end)
        number = bisect_right(quote_starts, start)
        is_quoted = bool(number) and start < quotes[number - 1].end
        if text:
            spans = tuple(cut_spans(scene.text, marks, turns, start, end))
            yield Paragraph(spans, kind_of(marks, turns), number if is_quoted else 0)
        start = end + 1


def kind_of(marks: Iterable[Mark], turns: Sequence[int]) -> Kind:
    """Tell prose from a headline in the text and from verse."""
    if any(mark.kind == "heading" for mark in marks):
        return "headline"
    return "verse" if turns else "prose"


def cut_spans(text: str, marks: Sequence[Mark], turns: Iterable[int], start: int, end: int) -> Iterator[TextRun]:
    """Cut a paragraph wherever its style changes; a space marked as a line break becomes one."""
    turned = set(turns)
    styles = [mark for mark in marks if mark.kind in ("emphasis", "strong")]
    edges = {start, end, *(edge for mark in styles for edge in (mark.start, mark.end) if start < edge < end)}
    begun = Counter((mark.kind, max(start, mark.start)) for mark in styles)
    begun.subtract((mark.kind, mark.end) for mark in styles)
    here: Counter[str] = Counter()  # how many marks of each kind are open
    for first, last in pairwise(sorted(edges)):
        words = "".join(TURN if at in turned else text[at] for at in range(first, last))
        for kind in ("emphasis", "strong"):
            here[kind] += begun[kind, first]
        yield TextRun(words, italic=here["emphasis"] > 0, bold=here["strong"] > 0)


# --- Verse ------------------------------------------------------------------------------------------------------------
LONGEST_VERSE = 72  # characters of a line; hard-wrapped prose runs longer or fills its lines
LEAST_LINES = 3


def find_turns(scene: Scene, marks: Iterable[Mark], start: int, end: int) -> list[int]:
    """Find a paragraph's line breaks: those the author marked, else the line ends of verse."""
    said = [mark.start for mark in marks if mark.kind == "turn" and start < mark.start < end]
    if said:
        return said
    first = bisect_right(scene.line_map, (start, 1 << 62))
    edges = [offset for offset, _ in scene.line_map[first : bisect_left(scene.line_map, (end, 0))]]
    return [edge - 1 for edge in edges] if is_verse(scene.text, [start, *edges, end]) else []


def is_verse(text: str, edges: Sequence[int]) -> bool:
    """Tell verse from hard-wrapped prose: lines begin with capitals, and end before they are full."""
    lines = [text[first:last].strip() for first, last in pairwise(edges)]
    if len(lines) < LEAST_LINES or max(map(len, lines)) > LONGEST_VERSE:
        return False
    if not all(line.lstrip("\"“‘'«—–(*")[:1].isupper() for line in lines):
        return False
    width = max(map(len, lines))
    return any(len(line) + 1 + len(after.split(" ", 1)[0]) <= width for line, after in pairwise(lines))


# --- Quotes -----------------------------------------------------------------------------------------------------------
def group_quotes(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[bool, tuple[Paragraph, ...]]]:
    """Give runs of paragraphs: (whether it is a block quote, its paragraphs)."""
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        if run and run[-1].quote != paragraph.quote:
            yield bool(run[0].quote), tuple(run)
            run = []
        run.append(paragraph)
    if run:
        yield bool(run[0].quote), tuple(run)
