"""Quote the words of a scene that decided each part of its reading, with their lines in the author's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records import EVIDENCE_SLOTS, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from english.cues import Sign
    from english.tokens import Prose
    from reading.places import PlaceFound
    from records import Scene

Span = tuple[int, int]  # tokens: first, and after the last
MOST_QUOTED = 3  # spans that stand for one decision


def quote_evidence(scene: Scene, prose: Prose, spans: Mapping[str, Sequence[Span]]) -> dict[str, tuple[Evidence, ...]]:
    """Quote the words for every decision, keyed by EVIDENCE_SLOTS."""
    return {slot: tuple(quote(scene, prose, first, last) for first, last in spans[slot]) for slot in EVIDENCE_SLOTS}


def quote(scene: Scene, prose: Prose, first: int, last: int) -> Evidence:
    """Quote a span of tokens with its line in the file."""
    start, end = prose.tokens[first].start, prose.tokens[last - 1].end
    return Evidence(scene.line_at(start), start, prose.text[start:end])


def token_spans(numbers: Iterable[int]) -> list[Span]:
    """Turn the first few token numbers into spans of one token."""
    return [(number, number + 1) for number in numbers][:MOST_QUOTED]


def sign_spans(signs: Iterable[Sign]) -> list[Span]:
    """Give the spans of the strongest signs."""
    ordered = sorted(signs, key=lambda sign: (-sign.weight, sign.first))
    return [(sign.first, sign.last) for sign in ordered[:MOST_QUOTED]]


def place_spans(places: Sequence[PlaceFound]) -> list[Span]:
    """Give the strongest spans of the first place."""
    if not places:
        return []
    ordered = sorted(places[0].spans, key=lambda span: (-span[0], span[1]))
    return [(first, last) for _, first, last in ordered[:MOST_QUOTED]]
