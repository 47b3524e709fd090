"""A scene's text with the words marked that decided its reading: each by colour, by line and by its label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from publish.markup import Html, element, join

if TYPE_CHECKING:
    from records import Evidence
    from scene_parser import Scene

LABELS = {  # what evidence is for, as the page says it
    "lead": "person",
    "place": "place",
    "time_of_day": "time",
    "weather": "weather",
    "mood": "mood",
    "action": "action",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text and why it is marked."""

    start: int
    end: int
    label: str  # of LABELS; "" for what the manuscript sets in italics


def find_spans(scene: Scene, evidence: Mapping[str, Sequence[Evidence]]) -> list[Span]:
    """List what is marked; evidence that does not stand where it says is left out rather than shown wrongly."""
    spans = {
        Span(found.start, found.start + len(found.text), label)
        for slot, label in LABELS.items()
        for found in evidence.get(slot, ())
        if found.text and scene.text.startswith(found.text, found.start)
    }
    spans |= {Span(mark.start, mark.end, "") for mark in scene.marks if mark.kind == "emphasis"}
    order = list(LABELS.values())
    return sorted(spans, key=lambda span: (span.start, -span.end, order.index(span.label) if span.label else -1))


def mark_text(scene: Scene, evidence: Mapping[str, Sequence[Evidence]]) -> Html:
    """Set a scene's text in paragraphs, with its marks; overlapping marks share the words they have in common."""
    spans = find_spans(scene, evidence)
    quotes = [mark for mark in scene.marks if mark.kind == "blockquote"]
    paragraphs = []
    for start, end in split_paragraphs(scene.text):
        quoted = any(mark.start <= start < mark.end for mark in quotes)
        inside = [span for span in spans if span.start < end and span.end > start]
        pieces = mark_stretch(scene.text, (start, end), inside)
        paragraphs.append(element("p", *pieces, dir="auto", class_="quoted" if quoted else None))
    return join(paragraphs)


def split_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Give the start and end of each paragraph."""
    start = 0
    for line in text.split("\n"):
        if line:
            yield start, start + len(line)
        start += len(line) + 1


def mark_stretch(text: str, bounds: tuple[int, int], spans: Sequence[Span]) -> Iterator[str]:
    """Cut a stretch wherever a mark begins or ends, and wrap each piece in what holds there."""
    first, last = bounds
    edges = {edge for span in spans for edge in (span.start, span.end) if first < edge < last}
    cuts = sorted({first, last} | edges)
    for start, end in pairwise(cuts):
        here = [span for span in spans if span.start <= start and span.end >= end]
        piece: str = text[start:end]
        if any(not span.label for span in here):
            piece = element("em", piece)
        labels = dict.fromkeys(span.label for span in here if span.label)
        if labels:
            ending = dict.fromkeys(span.label for span in here if span.label and min(span.end, last) == end)
            tags = [element("small", f" {label}") for label in ending]
            piece = element("mark", element("span", piece), *tags, class_=" ".join(f"m-{label}" for label in labels))
        yield piece
