"""Markdown text in, flat blocks out: paragraphs, headings and breaks, with plain text, lines in the file and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from markdown_it.token import Token

from manuscript.inlines import Block, InlineReader, Kind, plain_paragraph
from manuscript.markdown import is_scene_break, novel_parser
from manuscript.paragraph_lines import resolve_underlines, split_lines
from manuscript.tags import BLANK, paired_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from manuscript.dialects import ReadableText

# Italics may run over hard-wrapped lines, but no author marks up a paragraph as long as this: it is a file without
# blank lines, read line by line, or one endless line, read as it stands. Inline parsing must not take a minute.
LONGEST_PARAGRAPH = 20_000  # characters
LONGEST_LINE = 50_000


def parse_blocks(readable: ReadableText, blank_lines_break: int = 0) -> tuple[Block, ...]:
    """Turn what readers see of a file into flat blocks; footnotes are gone.

    So many blank lines in a row are a break, too; 0: they never are.
    """
    text = readable.text
    walked = BlockWalk(text.split("\n"), paired_tags(text)).walk(block_tokens(text))
    blocks = tuple(resolve_underlines(without_usual_gaps(walked)))
    if not blank_lines_break:
        return blocks
    return tuple(with_blank_breaks(blocks, readable.plain.split("\n"), blank_lines_break))


def with_blank_breaks(blocks: Sequence[Block], lines: Sequence[str], blank_lines: int) -> Iterator[Block]:
    """Add a break wherever so many blank lines in a row lie between two paragraphs."""
    previous: Block | None = None
    for block in blocks:
        if previous and previous.kind == block.kind == "paragraph":
            run = longest = 0
            for line in lines[previous.lines[1] : block.lines[0] - 1]:
                run = 0 if line.strip() else run + 1
                longest = max(longest, run)
            if longest >= blank_lines:
                yield Block("break", "", (previous.lines[1] + 1, block.lines[0] - 1))
        yield block
        previous = block


USUAL_GAPS = 4  # empty paragraphs in a file that has one at every second paragraph; these only space it out


def without_usual_gaps(blocks: Sequence[Block]) -> Sequence[Block]:
    """Drop empty paragraphs as breaks where a file is full of them."""
    gaps = sum(block.text == BLANK for block in blocks if block.kind == "break")
    if gaps < USUAL_GAPS or 2 * gaps < sum(block.kind == "paragraph" for block in blocks):
        return blocks
    return [block for block in blocks if block.kind != "break" or block.text != BLANK]


# --- Tokens to blocks -------------------------------------------------------------------------------------------------
NOT_PROSE_FENCE = re.compile(
    r"ya?ml|toml|json|dataview(?:js)?|mermaid|query|tasks|css|html|xml|javascript|js|python|bash|sh|toc|kanban|leaflet"
    r"|timeline|button|plantuml|comment|\{(?:r|python|julia|ojs|sql|bash|mermaid|dot|tikz|=\w+)[},]?|ad-\w+",
    re.IGNORECASE,
)


def block_tokens(source: str) -> list[Token]:
    """Parse a source into block tokens, each with its inline tokens."""
    parser = novel_parser()
    environment: dict[str, object] = {}
    tokens: list[Token] = []
    parser.block.parse(source, parser, environment, tokens)
    return tokens


def inline_tokens(content: str) -> list[Token]:
    """Parse a paragraph's inline marks; a very long one line by line."""
    parser = novel_parser()
    environment: dict[str, object] = {}
    children: list[Token] = []
    lines = [content] if len(content) <= LONGEST_PARAGRAPH else content.split("\n")
    for index, line in enumerate(lines):
        if index:
            children.append(Token("softbreak", "br", 0))
        if len(line) > LONGEST_LINE:
            children.append(Token("text", "", 0, content=line))
        else:
            parsed: list[Token] = []
            parser.inline.parse(line, parser, environment, parsed)
            children += parsed
    return children


@dataclass(slots=True)
class BlockWalk:
    """The state of a walk over the block tokens."""

    lines: Sequence[str]
    own_tags: frozenset[str]
    bounds: tuple[int, int] = (1, 1)
    level: int = 0  # of the heading it is in
    depth: int = 0  # of block quotes
    quote: int = 0  # how many block quotes have begun
    callout: str = ""  # the kind of callout that the block quote is
    divs: list[int] = field(default_factory=list)  # blocks done when each open div began
    note: int = 0  # inside a footnote
    row: list[Token] | None = None  # of a table
    done: list[Block] = field(default_factory=list)

    def walk(self, tokens: Sequence[Token]) -> list[Block]:
        """Give the blocks of all tokens; a table gives a paragraph a row, a footnote nothing."""
        for token in tokens:
            if token.map:
                self.bounds = (token.map[0] + 1, token.map[1])
            if token.nesting:
                self.enter_or_leave(token)
            elif not self.note:
                self.read(token)
        return self.done

    def enter_or_leave(self, token: Token) -> None:
        """Keep track of block quotes, footnotes and table rows."""
        match token.type:
            case "footnote_reference_open" | "footnote_reference_close":
                self.note += token.nesting
            case "blockquote_open" | "blockquote_close":
                self.depth += token.nesting
                if token.nesting > 0 and self.depth == 1:
                    self.quote, self.callout = self.quote + 1, ""
            case "tr_open":
                self.row = []
            case "tr_close":
                self.done += self.reader().read(self.row or [])
                self.row = None

    def read(self, token: Token) -> None:
        """Read a token that holds text or a break."""
        match token.type:
            case "scene_break" if not self.depth:
                kind: Kind = "paragraph" if self.is_shown(token.markup) else "break"
                self.done.append(Block(kind, token.markup, self.bounds, line_map=((0, self.bounds[0]),)))
            case "div_open":
                self.divs.append(len(self.done))
            case "div_close" if self.divs:
                first = self.divs.pop()
                self.done[first:] = framed(self.done[first:])
            case "fence" if not NOT_PROSE_FENCE.fullmatch((token.info.split() or [""])[0]):
                self.read_fence(token.content)
            case "inline" if self.row is not None:
                self.row += [*inline_tokens(token.content), Token("text", "", 0, content=" ")]
            case "inline":
                self.level = int(token.tag[1]) if token.tag[:1] == "h" else 0
                self.done += self.read_inline(token.content)

    def is_shown(self, ornament: str) -> bool:
        """Tell marks that the line above speaks of, such as knocks in Morse, from a rule below a colon."""
        above = self.done[-1] if self.done else None
        is_rule = len(set(ornament.replace(" ", ""))) == 1
        return above is not None and above.kind == "paragraph" and above.text[-1] in ":：" and not is_rule

    def read_inline(self, content: str) -> Iterator[Block]:
        """Read a paragraph or heading, in as many blocks as its lines are."""
        if self.depth and (match := CALLOUT.match(content)):
            self.callout = match[1].lower()
            content = content[match.end() :]
        if block := plain_paragraph(content, self.shape(), self.bounds[0]):
            yield from split_lines(block, self.lines)
            return
        for piece in self.reader().read(inline_tokens(content)):
            yield from split_lines(piece, self.lines)

    def shape(self) -> Block:
        """Make a block without words of the kind that stands here; inside a block quote a heading is a line to read."""
        quote = self.quote if self.depth else 0
        level = 0 if quote else self.level
        callout = self.callout if quote else ""
        return Block("heading" if level else "paragraph", "", self.bounds, level, quote=quote, callout=callout)

    def reader(self) -> InlineReader:
        """Begin a paragraph or heading here."""
        return InlineReader(self.shape(), self.bounds[0], own_tags=self.own_tags)

    def read_fence(self, content: str) -> None:
        """Read a code fence as paragraphs: a screen or a sign in the story, in which ornaments are no breaks."""
        line = self.bounds[0] + 1
        reader = self.reader()
        for piece in content.split("\n"):
            reader.line = line
            reader.add(" " if is_scene_break(piece) else piece + " ")
            if not piece.strip():
                reader.finish()
            line += 1
        reader.finish()
        self.done += reader.done


CALLOUT = re.compile(r"\[!([\w-]+)(?:\|[^\]\n]*)?\][+-]?[ \t]*")
LONGEST_FRAMED = 150  # words that one div may frame, such as a screen or a letter; a longer one is a chapter's


def framed(blocks: list[Block]) -> list[Block]:
    """Make ornaments among the words of a div lines of its text: bullets on a screen, not breaks between scenes."""
    words = sum(block.words for block in blocks if block.kind != "break")
    if not 0 < words <= LONGEST_FRAMED:
        return blocks
    return [replace(block, kind="paragraph") if block.kind == "break" else block for block in blocks]
