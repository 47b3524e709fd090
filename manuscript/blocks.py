"""Markdown text in, flat blocks out: paragraphs, headings and breaks, with plain text, lines in the file and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it.token import Token

from manuscript.inlines import Block, InlineReader, cut
from manuscript.markdown import front_matter_lines, is_scene_break, novel_parser

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Italics may run over hard-wrapped lines, but no author marks up a paragraph as long as this: it is a file without
# blank lines, read line by line, or one endless line, read as it stands. Inline parsing must not take a minute.
LONGEST_PARAGRAPH = 20_000  # characters
LONGEST_LINE = 50_000


def parse_blocks(text: str) -> tuple[Block, ...]:
    """Turn Markdown that has been through `visible_text` into flat blocks; footnotes and front matter are gone."""
    lines = text.split("\n")
    hidden = front_matter_lines(text)
    source = "\n".join([""] * hidden + lines[hidden:])
    blocks = [piece for block in BlockWalk().walk(block_tokens(source)) for piece in split_lines(block)]
    return tuple(resolve_underlines(blocks))


# --- Tokens to blocks -------------------------------------------------------------------------------------------------
NOT_PROSE_FENCE = re.compile(
    "ya?ml|toml|json|dataview(?:js)?|mermaid|query|css|html|xml|javascript|js|python|bash|sh|toc", re.IGNORECASE
)


def block_tokens(source: str) -> list[Token]:
    """Parse a source into block tokens, each with its inline tokens."""
    parser = novel_parser()
    environment: dict[str, object] = {}
    tokens: list[Token] = []
    parser.block.parse(source, parser, environment, tokens)
    for token in tokens:
        if token.type == "inline":
            token.children = inline_tokens(token.content, environment)
    return tokens


def inline_tokens(content: str, environment: dict[str, object]) -> list[Token]:
    """Parse a paragraph's inline marks; a very long one line by line."""
    parser = novel_parser()
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

    bounds: tuple[int, int] = (1, 1)
    level: int = 0  # of the heading it is in
    depth: int = 0  # of block quotes
    quote: int = 0  # how many block quotes have begun
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
        """Keep track of headings, block quotes, footnotes and table rows."""
        match token.type:
            case "footnote_reference_open" | "footnote_reference_close":
                self.note += token.nesting
            case "blockquote_open" | "blockquote_close":
                self.depth += token.nesting
                self.quote += token.nesting > 0 and self.depth == 1
            case "heading_open" | "heading_close":
                self.level = int(token.tag[1]) if token.nesting > 0 else 0
            case "tr_open":
                self.row = []
            case "tr_close":
                self.done += self.reader().read(self.row or [])
                self.row = None

    def read(self, token: Token) -> None:
        """Read a token that holds text or a break."""
        match token.type:
            case "scene_break" if not self.depth:
                self.done.append(Block("break", token.markup, self.bounds))
            case "fence" if not NOT_PROSE_FENCE.fullmatch((token.info.split() or [""])[0]):
                self.read_fence(token.content)
            case "inline" if self.row is not None:
                self.row += [*(token.children or []), Token("text", "", 0, content=" ")]
            case "inline":
                self.done += self.reader().read(token.children or [])

    def reader(self) -> InlineReader:
        """Begin a paragraph or heading here; inside a block quote a heading is a line somebody reads."""
        quote = self.quote if self.depth else 0
        level = 0 if quote else self.level
        shape = Block("heading" if level else "paragraph", "", self.bounds, level=level, quote=quote)
        return InlineReader(shape, self.bounds[0])

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


# --- Paragraphs that are several --------------------------------------------------------------------------------------
BULLET = re.compile(r"(?:[*+•‣◦·] |- )(?:\[[ xX]\] )?(?=\S)|\d{1,9}[.)] (?=\S)")
DROPPED_BULLET = re.compile(r"(?:[*+•‣◦·] |- (?=\[))(?:\[[ xX]\] )?")
CLOSED = re.compile(r"[.!?…][\"”’'»)\]]*$|[\"”»]$")
LEAST_LINES = 3
CLOSED_LINES = 0.8  # share of lines that end a sentence; of hard-wrapped prose one in ten does


def split_lines(block: Block) -> Iterator[Block]:
    """Split a list into its items, and a run of lines that are paragraphs without blank lines between.

    Bullets go; dashes and numbers stay, for they may be speech and years.
    """
    if block.kind != "paragraph":
        yield block
        return
    edges = [offset for offset, _ in block.line_map]
    if BULLET.match(block.text):
        edges = [offset for offset in edges if BULLET.match(block.text, offset)]
    elif not has_line_paragraphs(block.text, edges):
        yield block
        return
    for start, end in pairwise([*edges, len(block.text)]):
        bullet = DROPPED_BULLET.match(block.text, start)
        item = cut(block, bullet.end() if bullet and bullet.end() < end else start, end)
        if item.text:
            yield item


def has_line_paragraphs(text: str, edges: Sequence[int]) -> bool:
    """Tell lines that are paragraphs of their own from hard-wrapped prose and from verse."""
    if len(edges) < LEAST_LINES:
        return False
    closed = sum(
        bool(CLOSED.search(text, max(start, end - 8), end - 1)) for start, end in pairwise([*edges, len(text) + 1])
    )
    return closed >= CLOSED_LINES * len(edges)


# --- Setext headings --------------------------------------------------------------------------------------------------
TITLE_LENGTH = 100  # characters; the longest setext title seen in a real book has 85
FREE_UNDERLINE = 8  # characters; a line this long under words was drawn to underline them


def resolve_underlines(blocks: Sequence[Block]) -> Iterator[Block]:
    """Make setext headings of titles with a line drawn under them, and leave a rule right under prose a break.

    A line that also stands alone somewhere, or under what cannot be a title, is this author's break.
    """
    breaks = {
        block.text
        for above, block in pairwise([Block("break", "", (0, 0)), *blocks])
        if block.kind == "break" and not may_be_title(above, block)
    }
    pending: Block | None = None
    for block in blocks:
        if pending and may_be_title(pending, block) and block.text not in breaks:
            yield replace(pending, kind="heading", level=1 if block.text[0] == "=" else 2)
            pending = None
            continue
        if pending:
            yield pending
        pending = block
    if pending:
        yield pending


def may_be_title(above: Block, rule: Block) -> bool:
    """Tell whether `rule` may underline `above`: one short line, right above it, that ends unlike speech."""
    if above.kind != "paragraph" or above.quote or rule.kind != "break" or set(rule.text) not in ({"-"}, {"="}):
        return False
    text = above.text
    if above.lines != (rule.lines[0] - 1, rule.lines[0] - 1) or len(text) > TITLE_LENGTH or text[0].islower():
        return False
    if text[-1] in '"”’»,;—-' or text[0] in '"“«':
        return False
    return text[-1] not in ".!?…" or len(rule.text) >= FREE_UNDERLINE or rule.text[0] == "="
