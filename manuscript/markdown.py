"""The Markdown that novels are written in: CommonMark without the rules that lose prose, plus authors' scene breaks."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import fence as fence_rule
from markdown_it.rules_block import reference as reference_rule
from mdit_py_plugins.footnote import footnote_plugin

from manuscript.dialects import is_worded_break

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.ruler import RuleOptionsType

HEADING = re.compile(r"(?P<marks>#{1,6})!?(?:[ \t]++(?P<spaced>.*)|(?P<close>[^\s#!].*))$")
TAGGED_FENCE = re.compile(r"~{3,}[ \t]*[A-Za-z{]")
WEB_REFERENCE = re.compile(r"\[[^\[\]^]+\]:[ \t]*<?(?:[a-z]+:|#|\.{0,2}/|\S+\.\w{2,5}\b)", re.IGNORECASE)

# --- What an author types between two scenes -------------------------------------------------------------------------
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
SECOND_STRING = frozenset(".:'`°,()[]{}·")  # may stand between ornaments, never alone
SPARSE = frozenset("_=/<>^&%")  # an ornament only from three up
FACES_AND_HANDS = re.compile("[\U0001f440-\U0001f450\U0001f590-\U0001f596\U0001f600-\U0001f64f\U0001f910-\U0001f97a]")
LETTER_ORNAMENT = re.compile(
    r"[-~*=\s]*(?:(?i:o[-~*=\s]*(?:[o0][-~*=\s]*)+o|x(?:[-~*=\s]+x){2,}|0[-~*=\s]*(?:o[-~*=\s]*0[-~*=\s]*)+)"
    r"|X{3,}|(?:xX){1,}x|(?:Xx)+X|[-~=]+(?i:x+|o+)[-~=]+)[-~*=\s]*"
)
PROSE = re.compile('["“”‘’«»!?…]|[1-9A-NP-WYZa-np-wyz]')  # a cheap test: never part of a break
FRAMES = frozenset("-–—=~*_<>[](){}")  # around words that may touch the prose above and below them
TABLE_RULE = re.compile(r"\+(?:[-=:]+\+)+|-{3,}(?: +-{3,})+")
LONGEST_BREAK = 200  # characters; nobody draws a longer one, and a hostile line is not worth reading


def is_scene_break(line: str) -> bool:
    """Tell whether a line of its own is only ornament: `* * *`, `#`, `~~~`, `⁂`, `• • •`, `oOo`."""
    if len(line) > LONGEST_BREAK:
        return False
    if PROSE.search(line):
        return is_worded_break(line)
    marks = [mark for mark in ESCAPED.sub(r"\1", line).rstrip("\\") if not mark.isspace() and not is_joiner(mark)]
    if not marks:
        return False
    if LETTER_ORNAMENT.fullmatch(line):
        return True
    ornaments = [mark for mark in marks if mark not in SECOND_STRING or mark == "·"]
    if not ornaments or not all(map(is_ornament, ornaments)) or FACES_AND_HANDS.search(line):
        return False
    if len(ornaments) < len(marks):
        return len(ornaments) > 1
    return len(ornaments) > 2 or not SPARSE.issuperset(ornaments)  # noqa: PLR2004 - three of a kind


def is_ornament(mark: str) -> bool:
    """Tell whether a character is an ornament: one of these marks, a symbol or a dash."""
    return mark in "*#§¶†‡•·‧⁂⁎⁑※⁕⁜＊＃/&%" or (
        mark != "|" and unicodedata.category(mark) in {"So", "Sm", "Pd", "Pc", "Sk"}
    )


def is_joiner(mark: str) -> bool:
    """Tell a character that only shapes the one before it."""
    return unicodedata.category(mark) in {"Mn", "Me", "Cf"}


def is_strong_break(line: str) -> bool:
    """Tell whether an ornament is unlike prose even where it touches the lines around it."""
    marks = "".join(ESCAPED.sub(r"\1", line).split())
    if PROSE.search(marks):
        return marks[0] in FRAMES and marks[-1] in FRAMES
    return not TABLE_RULE.fullmatch(line.strip()) and (len(marks) > 2 or marks in {"#", "⁂", "##"})  # noqa: PLR2004


# --- Block rules ------------------------------------------------------------------------------------------------------
@cache
def novel_parser() -> MarkdownIt:
    """Build the parser, without indented code, setext headings, lists and HTML blocks, which all lose prose."""
    parser = MarkdownIt("commonmark")
    parser.enable("table")
    parser.disable(["code", "lheading", "hr", "list", "html_block"])
    parser.use(footnote_plugin, inline=False)
    parser.disable("footnote_ref")  # slow on hostile lines; the marks are gone by now
    interrupting: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
    parser.block.ruler.before("table", "scene_break", scene_break, interrupting)
    parser.block.ruler.before("table", "div_line", div_line, interrupting)
    parser.block.ruler.before("table", "line_block", line_block, interrupting)
    parser.block.ruler.at("heading", heading, interrupting)
    parser.block.ruler.at("paragraph", paragraph)
    parser.block.ruler.at("fence", closed_fence, interrupting)
    parser.block.ruler.at("reference", web_reference)
    return parser


def line_text(state: StateBlock, line: int) -> str:
    """Give a line as its block sees it."""
    return state.src[line_start(state, line) : state.eMarks[line]]


def line_start(state: StateBlock, line: int) -> int:
    """Give where a line begins for its block."""
    return state.bMarks[line] + state.tShift[line]


def is_blank(state: StateBlock, line: int) -> bool:
    """Tell whether a line is blank, or beyond the file's edge."""
    return line < 0 or line >= state.lineMax or state.isEmpty(line)


def scene_break(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    """Match a line of ornaments; one that touches prose must be unmistakable."""
    line = line_text(state, start)
    if not line or line[0] == ">" or not is_scene_break(line):
        return False
    stands_alone = is_blank(state, start - 1) and is_blank(state, start + 1)
    if not stands_alone and not is_strong_break(line):
        return False
    if silent:
        return True
    state.line = start + 1
    token = state.push("scene_break", "", 0)
    token.markup = line.strip()
    token.map = [start, start + 1]
    return True


DIV_LINE = re.compile(r":{3,}[ \t]*(?P<opens>[\w{].*)?$")


def div_line(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    """Match the line that opens or closes one of pandoc's fenced divs: `::: {.letter}`, `:::`."""
    match = DIV_LINE.match(line_text(state, start)) if state.src.startswith(":::", line_start(state, start)) else None
    if not match:
        return False
    if not silent:
        state.line = start + 1
        state.push("div_open" if match["opens"] else "div_close", "", 0)
    return True


def line_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Match a run of lines that begin with a bar, whose ends are kept: verse. A table's lines end with a bar, too."""
    last = start
    while last < end and is_bar_line(line_text(state, last)):
        last += 1
    if last == start or (last < end and line_text(state, last).startswith("|")):
        return False
    if not silent:
        state.line = last
        for first, stop in stanzas([line_text(state, line)[1:].strip() for line in range(start, last)]):
            lines = [line_text(state, start + line)[1:].strip() for line in range(first, stop)]
            push_inline(state, (start + first, start + stop), "\\\n".join(lines))
    return True


def is_bar_line(line: str) -> bool:
    """Tell a line of verse, `| never look behind`, from a table's row."""
    return line == "|" or (line.startswith("| ") and not line.endswith("|") and not TABLE_ROW.match(line))


TABLE_ROW = re.compile(r"\|[ \t]*:?-{2,}")


def stanzas(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give the first line of each run of lines that are not empty, and the one after it."""
    first = 0
    for index, line in enumerate([*lines, ""]):
        if not line:
            if index > first:
                yield first, index
            first = index + 1


def paragraph(state: StateBlock, start: int, end: int, _silent: bool) -> bool:  # noqa: FBT001
    """Match lines up to a blank one, or to one that begins another block even so."""
    interrupting = state.md.block.ruler.getRules("paragraph")
    line = start + 1
    while line < end and not state.isEmpty(line) and not any(rule(state, line, end, True) for rule in interrupting):
        line += 1
    state.line = line
    push_inline(state, (start, line), state.getLines(start, line, state.blkIndent, False).strip())
    return True


def push_inline(state: StateBlock, lines: tuple[int, int], content: str, level: int = 0) -> None:
    """Add the one token of a paragraph, or of a heading of a level."""
    token = state.push("inline", f"h{level}" if level else "p", 0)
    token.map = [*lines]
    token.content = content


def heading(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    """Match `# Title`, novelWriter's `##! Title`, and `#Chapter Twelve` where it stands alone."""
    line = line_text(state, start)
    match = HEADING.match(line) if line.startswith("#") else None
    if not match:
        return False
    title = unmarked(match["spaced"] if match["close"] is None else match["close"], is_close=bool(match["close"]))
    if match["close"] and not (is_blank(state, start - 1) and is_blank(state, start + 1) and is_title(title)):
        return False
    if silent:
        return True
    state.line = start + 1
    push_inline(state, (start, state.line), title, len(match["marks"]))
    return True


def unmarked(title: str, *, is_close: bool) -> str:
    """Take the number signs that close a heading away; behind `# Title` they stand apart."""
    whole = title.rstrip(" \t")
    bare = whole.rstrip("#")
    if is_close or bare == whole:
        return bare
    return bare.rstrip(" \t") if bare.endswith((" ", "\t")) else whole


def is_title(text: str) -> bool:
    """Tell a title without its space (`#Chapter Twelve`) from a hashtag (`#blessed`)."""
    return not text[0].islower() and (" " in text or text.isdigit()) and text[-1] not in '.,;"”'


def closed_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Match a code fence that is closed somewhere; a lone one would swallow the rest of the book."""
    line = line_text(state, start)
    if not line.startswith("```") and not TAGGED_FENCE.match(line):
        return False
    marker = line[: len(line) - len(line.lstrip(line[0]))]
    unclosed = state.env.setdefault("unclosed_fences", {})
    if start >= unclosed.get(marker, end):
        return False
    if not any(is_closing(line_text(state, later), marker) for later in range(start + 1, end)):
        unclosed[marker] = start
        return False
    return fence_rule(state, start, end, silent)


def is_closing(line: str, marker: str) -> bool:
    """Tell whether a line closes the fence that `marker` opened."""
    return line.startswith(marker) and not line.strip().strip(marker[0])


def web_reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Match `[label]: https://…`, and leave `[Emma]: hello` in a chat alone."""
    return bool(WEB_REFERENCE.match(line_text(state, start))) and reference_rule(state, start, end, silent)
