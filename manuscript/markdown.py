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

if TYPE_CHECKING:
    from markdown_it.ruler import RuleOptionsType

# Characters that no reader sees, or sees as a space; the rest of the program meets only plain spaces.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u1680\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff\ud800-\udfff]"
)
SPACES = re.compile("[\x0b\x0c\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")

# Lines that some tool reads and no reader does: novelWriter's comments and tags, pandoc's fences, LaTeX, shortcodes.
TOOL_LINES = re.compile(
    r"""^[ \t]*(?:
        %(?:[ \t~%A-Za-z].*)?
      | @(?:pov|focus|char|plot|time|location|object|entity|custom|mention|story|tag)[ \t]*:.*
      | :{3,}.*
      | \{[:%{<\#.].*\}
      | \\(?:newpage|pagebreak|clearpage|cleardoublepage|bigskip|medskip|smallskip|vspace|vfill|noindent|begin|end)\b.*
      | \[TOC\] | \[\[_TOC_\]\]
    )[ \t]*$""",
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
INLINE_TOOLS = (  # (pattern, what a reader sees)
    (re.compile(r"(?<=[^\n])\[\^[^\[\]\s]{1,60}\]|^\[\^[^\[\]\s]{1,60}\](?!:)", re.MULTILINE), ""),  # footnote marks
    (re.compile(r"\^\[[^\[\]\n]*\]"), ""),  # notes in the line
    (re.compile(r"!\[\[[^\[\]\n]*\]\]"), ""),  # Obsidian's embedded picture
    (re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]"), r"\1"),  # Obsidian's [[page|words]]
    (re.compile(r"\[([^\[\]\n]*)\]\{[^{}\n]*\}"), r"\1"),  # pandoc's [words]{.smallcaps}
    (re.compile(r"==(?=\S)([^=\n]+)=="), r"\1"),  # highlight
    (re.compile(r"~~(?=[^\s~])([^~\n]+)~~"), r"\1"),  # struck out, and still words on the page
    (re.compile(r"<sup\b[^<>\n]*>(?:<a\b[^<>\n]*>)?\[?(?:\d{1,3}|[*†‡])\]?(?:</a>)?</sup>", re.IGNORECASE), ""),
)
HIDDEN = (("<!--", "-->"), ("%%", "%%"), ("<style", "</style>"), ("<script", "</script>"))

HEADING = re.compile(r"(#{1,6})!?[ \t]+(?P<spaced>.*?)(?:[ \t]+#+)?[ \t]*$|(#{1,6})!?(?P<close>[^\s#!].*?)#*[ \t]*$")
TAGGED_FENCE = re.compile(r"~{3,}[ \t]*[A-Za-z{]")
WEB_REFERENCE = re.compile(r"\[[^\[\]^]+\]:[ \t]*<?(?:[a-z]+:|#|\.{0,2}/|\S+\.\w{2,5}\b)", re.IGNORECASE)

# --- What an author types between two scenes -------------------------------------------------------------------------
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
SECOND_STRING = frozenset(".:'`°,()[]{}·")  # may stand between ornaments, never alone
SPARSE = frozenset("_=/<>^&%")  # an ornament only from three up
FACES_AND_HANDS = re.compile("[\U0001f440-\U0001f450\U0001f590-\U0001f596\U0001f600-\U0001f64f\U0001f910-\U0001f97a]")
LETTER_ORNAMENT = re.compile(r"[-~*=\s]*(?:o[-~*=\s]*(?:[o0][-~*=\s]*)+o|x(?:[-~*=\s]+x){2,})[-~*=\s]*", re.IGNORECASE)
PROSE = re.compile('["“”‘’«»!?…]|[1-9A-NP-WYZa-np-wyz]')  # a cheap test: never part of a break
TABLE_RULE = re.compile(r"\+(?:[-=:]+\+)+|-{3,}(?: +-{3,})+")
LONGEST_BREAK = 200  # characters; nobody draws a longer one, and a hostile line is not worth reading


def is_scene_break(line: str) -> bool:
    """Tell whether a line of its own is only ornament: `* * *`, `#`, `~~~`, `⁂`, `• • •`, `oOo`."""
    if len(line) > LONGEST_BREAK or PROSE.search(line):
        return False
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
    return not TABLE_RULE.fullmatch(line.strip()) and (len(marks) > 2 or marks in {"#", "⁂", "##"})  # noqa: PLR2004


# --- Text as readers see it ------------------------------------------------------------------------------------------
def visible_text(text: str) -> str:
    """Normalise line ends and characters, and blank what only tools read; every line keeps its number."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", UNSEEN.sub(seen_as, text))
    for opening, closing in HIDDEN:
        text = blank_between(text, opening, closing)
    text = TOOL_LINES.sub("", text)
    for pattern, seen in INLINE_TOOLS:
        text = pattern.sub(seen, text)
    return re.sub(r"(?m)^[ \t]+(?=[*#~_=<\\-])", "", text)  # centred by spaces


def seen_as(match: re.Match[str]) -> str:
    """Give what a reader sees of an invisible character: a space, nothing, or a sign of damage."""
    if "\ud800" <= match[0] <= "\udfff":
        return "\ufffd"
    return " " if SPACES.match(match[0]) else ""


def blank_between(text: str, opening: str, closing: str) -> str:
    """Blank each stretch from `opening` to `closing`, keeping its line ends; one that never closes stays."""
    parts: list[str] = []
    done = 0
    while (start := text.find(opening, done)) >= 0:
        end = text.find(closing, start + len(opening))
        if end < 0:
            break
        end += len(closing)
        parts += (text[done:start], "\n" * text.count("\n", start, end) or " ")
        done = end
    return "".join(parts) + text[done:] if parts else text


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
    parser.block.ruler.at("heading", heading, interrupting)
    parser.block.ruler.at("fence", closed_fence, interrupting)
    parser.block.ruler.at("reference", web_reference)
    return parser


def line_text(state: StateBlock, line: int) -> str:
    """Give a line as its block sees it."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


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


def heading(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    """Match `# Title`, novelWriter's `##! Title`, and `#Chapter Twelve` where it stands alone."""
    line = line_text(state, start)
    match = HEADING.match(line) if line.startswith("#") else None
    if not match:
        return False
    if match["close"] and not (is_blank(state, start - 1) and is_blank(state, start + 1) and is_title(match["close"])):
        return False
    if silent:
        return True
    state.line = start + 1
    tag = f"h{len(match[1] or match[3])}"
    for kind, nesting in (("heading_open", 1), ("inline", 0), ("heading_close", -1)):
        token = state.push(kind, tag if nesting else "", nesting)  # type: ignore[arg-type]
        token.map = [start, state.line]
        if not nesting:
            token.content = match["spaced"] or match["close"] or ""
            token.children = []
    return True


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


FENCES = {"---": ("---", "..."), "+++": ("+++",)}  # what opens it, what closes it
KEY_LINE = re.compile(r"[\w\"'][\w .\"'/-]*[ \t]*(?:=.*|:(?:[ \t].*)?)$")
VALUE_LINE = re.compile(r"(?:[ \t]+\S.*|#.*|- .*|-|[\[\]{},].*|[ \t]*)$")
LONGEST = 100_000  # characters


def front_matter_lines(text: str) -> int:
    """Count the lines of front matter at the top; 0 where `---` opens prose."""
    lines = text[:LONGEST].split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines) or lines[first].rstrip() not in FENCES:
        return 0
    closing = FENCES[lines[first].rstrip()]
    for index, line in enumerate(lines[first + 1 :], first + 1):
        if line.rstrip() in closing:
            return index + 1
        if not KEY_LINE.match(line) and (index == first + 1 or not VALUE_LINE.match(line)):
            return 0
    return 0


def front_matter_title(text: str) -> str:
    """Give the `title:` that the front matter states, or ""."""
    for line in text[:LONGEST].split("\n")[: front_matter_lines(text)]:
        key, _, value = line.replace("=", ":", 1).partition(":") if ":" not in line else line.partition(":")
        if key.strip().lower() == "title":
            return value.strip().strip("\"'")
    return ""
