"""Planned scenes in, the parts out in which a browser loads them: the page itself, and scripts beside it.

A page opened from a disk may load scripts and nothing else. A part holds scenes of one chapter, so that a change in one
chapter leaves the parts of all others as they are.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from publish.gallery_cards import make_card

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from publish.gallery_pictures import Kept, ProofSheet
    from records import Key
    from workspace.plan import PlannedScene

Part = tuple["PlannedScene", ...]

# All in bytes, roughly.
WHOLE = 500_000  # a book whose scenes take no more is one file: simpler to send, and nothing to wait for
MOST = 150_000  # that a part takes
NOTES, TAKE = 7_000, 900  # that a scene takes besides its text, and a take


def weigh(planned: PlannedScene, kept: Mapping[Key, Kept]) -> int:
    """Estimate what a scene takes, without making it."""
    takes = kept[planned.scene.key].takes if planned.scene.key in kept else ()
    return NOTES + len(planned.scene.text) + TAKE * len(takes)


def cut_parts(plans: Sequence[PlannedScene], kept: Mapping[Key, Kept]) -> list[Part]:
    """Cut a book into parts, the first of which the page itself holds; one part where it holds everything."""
    if sum(weigh(planned, kept) for planned in plans) <= WHOLE:
        return [tuple(plans)]
    return [part for _, chapter in groupby(plans, lambda planned: planned.scene.chapter) for part in cut(chapter, kept)]


def cut(chapter: Iterator[PlannedScene], kept: Mapping[Key, Kept]) -> Iterator[Part]:
    """Cut a chapter wherever a part is full."""
    part: list[PlannedScene] = []
    size = 0
    for planned in chapter:
        weight = weigh(planned, kept)
        if part and size + weight > MOST:
            yield tuple(part)
            part, size = [], 0
        part.append(planned)
        size += weight
    yield tuple(part)


def make_script(sheet: ProofSheet, part: Part) -> str:
    """Make the script that brings a part's cards and notes to the page."""
    cards = [make_card(sheet, planned) for planned in part]
    return 'parts.bring("{}-{}",{});\n'.format(*part[0].scene.key, write_literal(cards))


def write_literal(values: object) -> str:
    """Write values as a literal of any JavaScript; what could end a script is escaped, wherever it stands."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    for harm, harmless in ESCAPES:
        text = text.replace(harm, harmless)
    return text


ESCAPES = (("</", "<\\/"), ("<!", "\\u003c!"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))
