"""Stretches of blocks between breaks: which are scenes, which a letter framed by two rules, which a title page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_blocks import Block


@dataclass(slots=True)
class Segment:
    """Blocks between two breaks, under construction."""

    title: str = ""
    opener: Block | None = None  # the break above; None after a heading and at the start
    blocks: list[Block] = field(default_factory=list)

    @property
    def words(self) -> int:
        """Number of words."""
        return sum(len(block.text.split()) for block in self.blocks)


# --- Letters between two rules ----------------------------------------------------------------------------------------
SALUTATION = re.compile(
    r"[\"“'‘]?(?:my |our )?(?:own |very )?(?:dear(?:est)?|beloved|darling)\b(?! diary)[^.!?]{0,60}?(?:[,:—–!]|-{1,2}|$)|to whom it may concern",
    re.IGNORECASE,
)
HEADER_LINE = re.compile(r"(?:from|to|subject|date|sent|re|cc)\s*:", re.IGNORECASE)
LONGEST_LETTER = 600  # words; a longer one is a scene of its own
LONGEST_NOTICE = 150


def join_framed(segments: Sequence[Segment]) -> list[Segment]:
    """Put a letter or notice that stands between two rules back into the scene that shows it."""
    joined: list[Segment] = []
    index = 0
    while index < len(segments):
        segment = segments[index]
        if joined and is_framed(segments, index):
            joined[-1].blocks += segment.blocks
            if index + 1 < len(segments):
                joined[-1].blocks += segments[index + 1].blocks
            index += 2
            continue
        joined.append(segment)
        index += 1
    return joined


def is_framed(segments: Sequence[Segment], index: int) -> bool:
    """Tell whether the rules above and below a segment frame it rather than end a scene."""
    segment = segments[index]
    above, below = segment.opener, segments[index + 1].opener if index + 1 < len(segments) else None
    if above is None or below is None or segment.title or not segment.blocks or not segments[index - 1].blocks:
        return False
    if marker(above) != marker(below) or segment.words > LONGEST_LETTER:
        return False
    if is_letter(segment):
        return not is_letter(segments[index - 1]) and not is_letter(segments[index + 1])
    return (
        is_set_tight(segments, index) or is_unlike_other_breaks(segments, index) or all(b.quote for b in segment.blocks)
    )


def marker(rule: Block) -> str:
    return "".join(rule.text.split())


def is_letter(segment: Segment) -> bool:
    """Tell a letter by its salutation or its header lines."""
    if not segment.blocks or segment.words > LONGEST_LETTER:
        return False
    openings = [block.text for block in segment.blocks[:3]]
    headers = sum(bool(HEADER_LINE.match(text)) for text in openings)
    return headers > 1 or any(SALUTATION.match(text) for text in openings[:2])


def is_set_tight(segments: Sequence[Segment], index: int) -> bool:
    """Tell whether both rules touch the text between them, where the file's other rules stand free."""
    others = [other for other in range(1, len(segments)) if other not in (index, index + 1)]
    return (
        touches_below(segments, index)
        and touches_above(segments, index + 1)
        and not any(touches_below(segments, other) or touches_above(segments, other) for other in others)
        and bool(others)
    )


def touches_below(segments: Sequence[Segment], index: int) -> bool:
    rule, blocks = segments[index].opener, segments[index].blocks
    return rule is not None and bool(blocks) and blocks[0].lines[0] == rule.lines[1] + 1


def touches_above(segments: Sequence[Segment], index: int) -> bool:
    rule, blocks = segments[index].opener, segments[index - 1].blocks
    return rule is not None and bool(blocks) and blocks[-1].lines[1] == rule.lines[0] - 1


def is_unlike_other_breaks(segments: Sequence[Segment], index: int) -> bool:
    """Tell a pair of rules that differ from the usual break and hold a short notice between them."""
    if segments[index].words > LONGEST_NOTICE:
        return False
    rule = segments[index].opener
    counts = Counter(marker(segment.opener) for segment in segments if segment.opener)
    return rule is not None and counts[marker(rule)] == 2 and max(counts.values()) > 2  # noqa: PLR2004 - a pair


# --- What is a scene --------------------------------------------------------------------------------------------------
APPARATUS = re.compile(
    r"\W*(?:copyright\b|©|\(c\) ?\d{4}|all rights reserved|isbn\b|first published|published by|printed in|cover (?:art|design|by)"
    r"|this (?:book|novel|work|story) is (?:a work of fiction|licen[sc]ed|released|dedicated|for\b)|this is a work of fiction"
    r"|no part of this|licensed under|dedicated to\b|word count|approx(?:imately|\.)? [\d,]+ words|[\d,]+ words$"
    r"|by [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}$|(?:a|the) (?:novel|novella|short story|story|romance|thriller|mystery)(?: by .*)?\.?$"
    r"|for [A-Z][\w, ]{0,40}\.?$|produced by|transcribed (?:by|from)|e-?text prepared)",
    re.IGNORECASE,
)
ATTRIBUTION = re.compile(r"\s*[—–~-]{1,3}\s*[A-Z\"“_*]")
SENTENCE = re.compile(r"[.!?…][\"”’'»)*_]*(?:\s|$)|[\"”»]$")
REAL_PROSE = 50  # words that make an untitled opening a frame rather than a title page
LONGEST_EPIGRAPH = 120
SHORT_EPIGRAPH = 40


def is_story(segment: Segment) -> bool:
    """Tell whether a segment has words to draw: no bare ornament, and not only links to the web."""
    return any(is_worded(block) for block in segment.blocks) and not all(block.links for block in segment.blocks)


def is_worded(block: Block) -> bool:
    return any(map(str.isalpha, block.text))


def without_title_lines(blocks: Sequence[Block]) -> list[Block]:
    """Drop what a title page says (by-line, copyright, dedication) from the top of a file."""
    first = next((i for i, block in enumerate(blocks) if not APPARATUS.match(block.text)), len(blocks))
    return list(blocks[first:])


def is_real_prose(segment: Segment) -> bool:
    """Tell a frame story above the first chapter from a title page, an epigraph or a dedication."""
    prose = [block for block in segment.blocks if not APPARATUS.match(block.text) and SENTENCE.search(block.text)]
    return sum(len(block.text.split()) for block in prose) >= REAL_PROSE and not is_epigraph(segment)


def is_epigraph(segment: Segment) -> bool:
    """Tell a motto at the head of a chapter: quoted or in italics, short or with its author's name."""
    if not segment.blocks or segment.words > LONGEST_EPIGRAPH or is_letter(segment):
        return False
    last = segment.blocks[-1]
    is_signed = bool(ATTRIBUTION.match(last.text)) or bool(re.search(r"[.!?\"”’] ?[—–] ?[A-Z][\w. ]+$", last.text))
    body = segment.blocks[:-1] if is_signed and len(segment.blocks) > 1 else segment.blocks
    is_set_apart = all(block.quote or is_all_italic(block) for block in body)
    return (is_signed and (is_set_apart or segment.words <= LONGEST_EPIGRAPH // 2)) or (
        is_set_apart and segment.words <= SHORT_EPIGRAPH
    )


def is_all_italic(block: Block) -> bool:
    italic = sum(end - start for start, end in block.emphasis)
    return italic >= 0.9 * len(block.text)
