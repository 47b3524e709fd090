"""Say what decided each part of a scene's reading: its words, with their lines in the file, and what was weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from records import EVIDENCE_SLOTS, Evidence, Weighed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from english.cues import Sign
    from english.tokens import Prose, Span
    from english.weights import Features, Scales
    from records import Scene

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


WEIGHED = {  # the slots of the weights, as the reading calls them
    "lead": "lead",
    "place": "place",
    "interior": "interior",
    "hour": "time_of_day",
    "weather": "weather",
    "mood": "mood",
    "deed": "action",
}
MOST_WEIGHED, MOST_REASONS = 2, 3


def report_weighed(scales: Scales) -> dict[str, tuple[Weighed, ...]]:
    """Give the likeliest answers of every slot that the scales weighed, each with its heaviest reasons."""
    answers: dict[str, dict[str, tuple[float, Features]]] = {}
    for slot, options, weights in scales.seen:
        if slot in WEIGHED:
            rows = ((say_answer(option.answer), option.features) for option in options)
            found = {answer: (weight, seen) for (answer, seen), weight in zip(rows, weights, strict=True)}
            answers.setdefault(slot, {}).update(found)
    likeliest = {slot: sorted(found.items(), key=lambda one: -one[1][0]) for slot, found in answers.items()}
    return {
        name: tuple(
            Weighed(answer, round(weight, 2), tuple(scales.reasons(slot, seen)[:MOST_REASONS]))
            for answer, (weight, seen) in likeliest.get(slot, ())[:MOST_WEIGHED]
        )
        for slot, name in WEIGHED.items()
    }


def say_answer(answer: object) -> str:
    """Write what may fill a slot: of a person the name, of what is only asked with yes or no the question."""
    if answer is True:
        return "indoors"
    return str(answer[0]) if isinstance(answer, tuple) else str(answer) or "none"
