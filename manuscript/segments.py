"""Blocks between breaks in, segments out: which are scenes, which a letter framed by two rules, which a title page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from manuscript.inlines import Block


@dataclass(slots=True)
class Segment:
    """Blocks between two breaks, under construction."""

    title: str = ""
    opener: Block | None = None  # the break above; None after a heading and at the start
    blocks: list[Block] = field(default_factory=list)

    @property
    def words(self) -> int:
        """Number of words."""
        return sum(block.words for block in self.blocks)


# --- Letters between two rules ----------------------------------------------------------------------------------------
SALUTATION = re.compile(
    r"[\"“'‘]?(?:my |our )?(?:own |very )?(?:dear(?:est)?|beloved|darling)\b(?! diary)[^.!?]{0,60}?(?:[,:—–!]|--|$)"
    r"|to whom it may concern",
    re.IGNORECASE,
)
EXCLAMATION = re.compile(r"[\"“'‘]?dear(?:est)? (?:me|god|lord|heavens?|gods|oh dear)\b", re.IGNORECASE)
SPOKEN = re.compile(
    r"[\"“'‘].*?[,.!?—–][\"”'’]", re.DOTALL
)  # what a speech says; a quoted letter ends later or not at all
HEADER_LINE = re.compile(r"(?:from|to|subject|date|sent|re|cc)\s*:", re.IGNORECASE)
LONGEST_LETTER = 600  # words; a longer one is a scene of its own
LONGEST_NOTICE = 150
PAIR = 2


@dataclass(frozen=True, slots=True)
class RuleHabits:
    """How an author sets breaks in a file: how often each, and how many of them touch the prose around them."""

    counts: Counter[str]
    tight: int

    @property
    def usual(self) -> int:
        """How often the most frequent break stands in the file."""
        return max(self.counts.values(), default=0)


def rule_habits(segments: Sequence[Segment]) -> RuleHabits:
    """Count the breaks between the segments of a file."""
    counts = Counter(marker(segment.opener) for segment in segments if segment.opener)
    tight = sum(touches_below(after) + touches_above(before, after) for before, after in pairwise(segments))
    return RuleHabits(counts, tight)


def join_framed(segments: Sequence[Segment], habits: RuleHabits) -> list[Segment]:
    """Put a letter or notice that stands between two rules back into the scene that shows it."""
    joined = [segments[0]]
    index = 1
    while index < len(segments):
        neighbours = segments[index - 1], segments[index], segments[min(index + 1, len(segments) - 1)]
        if index + 1 < len(segments) and is_framed(*neighbours, habits):
            joined[-1].blocks += segments[index].blocks + segments[index + 1].blocks
            index += 2
            continue
        joined.append(segments[index])
        index += 1
    return joined


def is_framed(before: Segment, segment: Segment, after: Segment, habits: RuleHabits) -> bool:
    """Tell whether the rules above and below a segment frame it rather than end a scene."""
    if segment.opener is None or after.opener is None or segment.title or not segment.blocks or not before.blocks:
        return False
    if marker(segment.opener) != marker(after.opener) or segment.words > LONGEST_LETTER:
        return False
    if is_letter(segment):
        return not is_letter(before) and not is_letter(after)  # an exchange of letters is a row of scenes
    touching = (
        touches_above(before, segment),
        touches_below(segment),
        touches_above(segment, after),
        touches_below(after),
    )
    is_set_tight = touching[1] and touching[2] and habits.tight == sum(touching) and habits.counts.total() > PAIR
    is_unusual = habits.counts[marker(segment.opener)] == PAIR < habits.usual and segment.words <= LONGEST_NOTICE
    return is_set_tight or is_unusual or all(block.quote for block in segment.blocks)


def marker(rule: Block) -> str:
    """Give a break without its spaces: `* * *` and `***` are the same habit."""
    return "".join(rule.text.split())


def is_letter(segment: Segment) -> bool:
    """Tell a letter by its salutation or its header lines."""
    openings = [block.text for block in segment.blocks[:3]]
    has_header = sum(bool(HEADER_LINE.match(text)) for text in openings) > 1
    return segment.words <= LONGEST_LETTER and (has_header or any(is_salutation(text) for text in openings[:2]))


def is_salutation(text: str) -> bool:
    """Tell "Dear Anna," from "Dear God, she thought" and from a speech: "Darling," said Anna."""
    return bool(SALUTATION.match(text)) and not EXCLAMATION.match(text) and not SPOKEN.match(text)


def touches_below(segment: Segment) -> bool:
    """Tell whether no blank line lies between the rule above a segment and its text."""
    return bool(segment.opener and segment.blocks) and segment.blocks[0].lines[0] == lines_of(segment.opener)[1] + 1


def touches_above(before: Segment, segment: Segment) -> bool:
    """Tell whether no blank line lies between the text before a segment and the rule above it."""
    return bool(segment.opener and before.blocks) and before.blocks[-1].lines[1] == lines_of(segment.opener)[0] - 1


def lines_of(rule: Block | None) -> tuple[int, int]:
    """Give a rule's lines; (0, 0) where there is none."""
    return rule.lines if rule else (0, 0)


# --- What is a scene -------------------------------------------------------------------------------------------------
APPARATUS = re.compile(
    r"""\W*(?:
        copyright\b | © | \(c\)[ ]?\d{4} | all[ ]rights[ ]reserved | isbn\b | first[ ]published
      | published[ ]by | printed[ ]in
      | cover[ ](?:art|design|by) | this[ ]is[ ]a[ ]work[ ]of[ ]fiction | no[ ]part[ ]of[ ]this | licensed[ ]under
      | this[ ](?:book|novel|work|story)[ ]is[ ](?:a[ ]work[ ]of[ ]fiction|licen[sc]ed|released|dedicated|for\b)
      | dedicated[ ]to\b | word[ ]count.{0,30}$ | approx(?:imately|\.)?[ ][\d,]+[ ]words | \d[\d,]*[ ]words$
      | by[ ](?-i:[A-Z])[\w.'’-]*(?:[ ](?-i:[A-Z])[\w.'’-]*){1,4}$ | for[ ](?-i:[A-Z])[\w, ]{0,40}\.?$
      | (?:a|the)[ ](?:novel|novella|short[ ]story|story|romance|thriller|mystery)(?:[ ]by[ ].*)?\.?$
      | produced[ ]by | transcribed[ ](?:by|from) | e-?text[ ]prepared
    )""",
    re.IGNORECASE | re.VERBOSE,
)
ATTRIBUTION = re.compile(r"\s*[—–~-]{1,3}\s*[A-Z\"“_*]")
SIGNED = re.compile(r"[.!?\"”’] ?[—–] ?[A-Z][\w. ]+$")
SENTENCE = re.compile(r"[.!?…][\"”’'»)*_]*(?:\s|$)|[\"”»]$")
TITLE_PAGE = 50  # words of prose that are more than a title page says
BARE_OPENING = 15  # the same, where the file shows no title
LONGEST_EPIGRAPH = 120
SHORT_EPIGRAPH = 40
ALL_BUT_A_FEW = 0.9


def is_story(segment: Segment) -> bool:
    """Tell whether a segment has words to draw, other than ornaments and links to the web."""
    return any(is_worded(block) for block in segment.blocks) and not all(block.links for block in segment.blocks)


def is_worded(block: Block) -> bool:
    """Tell whether a block has letters in it."""
    return any(map(str.isalpha, block.text))


def title_lines(blocks: Sequence[Block]) -> int:
    """Count the paragraphs at the top of a file that a title page says: by-line, copyright, dedication."""
    return next((i for i, block in enumerate(blocks) if not APPARATUS.match(block.text)), len(blocks))


def is_real_prose(segment: Segment, least_words: int) -> bool:
    """Tell a frame story above the first chapter from a title page, an epigraph or a dedication."""
    prose = [block for block in segment.blocks if not APPARATUS.match(block.text) and SENTENCE.search(block.text)]
    return sum(block.words for block in prose) >= least_words and not is_epigraph(segment)


def is_epigraph(segment: Segment) -> bool:
    """Tell a motto at the head of a chapter: quoted or in italics, short or with its author's name."""
    if not segment.blocks or segment.words > LONGEST_EPIGRAPH or is_letter(segment):
        return False
    last = segment.blocks[-1]
    is_signed = is_signature(last.text)
    body = segment.blocks[:-1] if is_signed and len(segment.blocks) > 1 else segment.blocks
    if all(block.quote or is_all_italic(block) for block in body):
        return is_signed or segment.words <= SHORT_EPIGRAPH
    return is_signed and segment.words <= LONGEST_EPIGRAPH // 2 and last.text[-1] not in ".!?…"


LONGEST_SIGNATURE = 12  # words


def is_signature(text: str) -> bool:
    """Tell the author of a motto, "— Shakespeare, Hamlet", from a dash that opens a speech."""
    if SIGNED.search(text):
        return True
    return bool(ATTRIBUTION.match(text)) and len(text.split()) <= LONGEST_SIGNATURE


# --- A line alone ----------------------------------------------------------------------------------------------------
LONGEST_CAPTION = 10  # words
CAPTION_WORD = re.compile(r"[^\W_a-z][\w’'.:-]*,?|[a-z’']{1,4}|[–—-]|\d[\w.,:/-]*")
PLACE_OR_TIME = re.compile(
    r"[,\d]|\b(?:later|earlier|ago|same|next|before|after|now|then|morning|noon|evening|night|midnight|dawn|dusk)\b",
    re.IGNORECASE,
)


def is_caption(segment: Segment) -> bool:
    """Tell a title or one-line heading that stands alone between two breaks from a scene of a single sentence."""
    if len(segment.blocks) != 1 or segment.blocks[0].quote or segment.blocks[0].turns:
        return False
    block = segment.blocks[0]
    if block.kind == "heading":
        return True
    words = block.text.split()
    if len(words) > LONGEST_CAPTION or block.text[-1] in '.!?…"”’»:;,—' or block.text[0] in '"“‘«—–-':
        return False
    is_titled = len(words) > 1 and all(map(CAPTION_WORD.fullmatch, words)) and not words[0][0].islower()
    return is_loud(block) or is_titled


def is_loud(block: Block) -> bool:
    """Tell a heading, or a line set like one."""
    return block.kind == "heading" or block.is_bold or block.text.isupper()


def is_all_italic(block: Block) -> bool:
    """Tell whether a block is set in italics but for a few characters."""
    italic = sum(end - start for start, end in block.emphasis)
    return italic >= ALL_BUT_A_FEW * len(block.text)
