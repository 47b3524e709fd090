"""Markdown text in, flat blocks out: paragraphs, headings and breaks, with plain text, lines in the file and marks."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from markdown_it.token import Token

from novel_markdown import is_scene_break, novel_parser, visible_text

Kind = Literal["paragraph", "heading", "break"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or break of the file, in reading order."""

    kind: Kind
    text: str  # plain, NFC, white space collapsed; of a break: the ornament as it stands
    lines: tuple[int, int]  # first and last line in the file, from 1
    level: int = 0  # of a heading: 1 to 6
    line_map: tuple[tuple[int, int], ...] = ()  # (characters into text, line in the file), ascending
    emphasis: tuple[tuple[int, int], ...] = ()  # stretches of text in italics
    quote: int = 0  # the block quote it stands in, numbered from 1; 0 outside
    is_bold: bool = False  # all of it
    links: int = 0  # to the web


@dataclass(slots=True)
class Draft:
    """Plain text under construction, with the line of each piece."""

    line: int
    parts: list[str] = field(default_factory=list)
    length: int = 0
    line_map: list[tuple[int, int]] = field(default_factory=list)
    emphasis: list[tuple[int, int]] = field(default_factory=list)
    plain: int = 0  # characters outside bold
    links: int = 0

    def add(self, text: str, *, is_bold: bool = False) -> None:
        """Append text; a run of white space becomes one space, at the start none."""
        text = UNEVEN_SPACE.sub(" ", text)
        if text[:1] == " " and (not self.parts or self.parts[-1][-1] == " "):
            text = text[1:]
        if not text:
            return
        if text != " " and (not self.line_map or self.line_map[-1][1] != self.line):
            self.line_map.append((self.length, self.line))
        self.parts.append(text)
        self.length += len(text)
        self.plain += 0 if is_bold else len(text.strip())


UNEVEN_SPACE = re.compile(r"\s{2,}|[^\S ]")
TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)(?:[\s/][^>]*)?>")
SPLITTING_TAGS = frozenset(
    "article blockquote body center dd details div dl dt figcaption figure footer header hr html li main nav ol p pre"
    " section summary table tbody tfoot thead tr ul h1 h2 h3 h4 h5 h6".split()
)
OTHER_TAGS = frozenset(
    "a abbr b big br caption cite code col del em font i img ins kbd mark q s small span strike strong sub sup td th tt u"
    " var wbr svg path".split()
)
VOID_TAGS = frozenset({"hr", "br", "img", "input"})
ITALIC_TAGS = frozenset({"i", "em", "cite"})
HEADING_TAG = re.compile(r"[hH][1-6]")
NOT_PROSE_FENCES = frozenset(
    "yaml yml toml json dataview dataviewjs mermaid query css html xml javascript js python bash sh toc".split()
)
BULLET = re.compile(r"(?:[*+•‣◦·] |- )(?:\[[ xX]\] )?(?=\S)|\d{1,9}[.)] (?=\S)")
DROPPED_BULLET = re.compile(r"(?:[*+•‣◦·] |- (?=\[))(?:\[[ xX]\] )?")
STRAY_OPENING = re.compile(r"[*_]{1,3}(?=[\w“\"‘'—])")
STRAY_CLOSING = re.compile(r"(?<=[.!?…,;:\"”’'—])[*_]{1,3}$")
LONGEST_PARAGRAPH = 200_000  # characters; beyond that no author marked anything up, and inline parsing may be slow


def parse_blocks(text: str) -> tuple[Block, ...]:
    """Turn Markdown into flat blocks; comments, footnotes, pictures and front matter are gone, every word stays."""
    text = visible_text(text)
    start = front_matter_lines(text)
    lines = text.split("\n")
    source = "\n".join([""] * start + lines[start:])
    blocks = [piece for block in token_blocks(block_tokens(source)) for piece in list_items(block)]
    return tuple(resolve_underlines(blocks))


# --- Front matter -----------------------------------------------------------------------------------------------------
KEY_LINE = re.compile(r"[\w\"'][\w .\"'/-]*[ \t]*[:=](?:[ \t].*)?$")
VALUE_LINE = re.compile(r"(?:[ \t]+\S.*|#.*|[ \t]*- .*|[ \t]*-|[ \t]*[\[\]{},].*|[ \t]*)$")
FRONT_FENCES = {"---": ("---", "..."), "+++": ("+++",)}


def front_matter_lines(text: str) -> int:
    """Count the lines of YAML or TOML front matter at the top: 0 where `---` merely opens the story."""
    lines = text[:100_000].split("\n")
    first = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines) or lines[first].rstrip() not in FRONT_FENCES:
        return 0
    closing = FRONT_FENCES[lines[first].rstrip()]
    for index in range(first + 1, len(lines)):
        line = lines[index].rstrip()
        if line in closing:
            return index + 1
        if not KEY_LINE.match(line) and (index == first + 1 or not VALUE_LINE.match(line)):
            return 0
    return 0


def front_matter_title(text: str) -> str:
    """Give the `title:` that the front matter states, or ""."""
    head = visible_text(text[:100_000])
    for line in head.split("\n")[: front_matter_lines(head)]:
        key, _, value = line.partition(":" if ":" in line else "=")
        if key.strip().lower() == "title":
            return value.strip().strip("\"'")
    return ""


# --- Tokens to blocks -------------------------------------------------------------------------------------------------
def block_tokens(source: str) -> list[Token]:
    """Parse, with giant paragraphs left as they are."""
    parser = novel_parser()
    environment: dict[str, object] = {}
    tokens: list[Token] = []
    parser.block.parse(source.replace("\x00", ""), parser, environment, tokens)
    for token in tokens:
        if token.type == "inline":
            token.children = []
            if len(token.content) <= LONGEST_PARAGRAPH:
                parser.inline.parse(token.content, parser, environment, token.children)
            else:
                token.children = [Token("text", "", 0, content=token.content)]
    return tokens


def token_blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Walk the block tokens; tables give a paragraph a row, footnotes give nothing."""
    level = depth = quote = note = 0
    bounds = (1, 1)
    row: list[Token] | None = None
    for token in tokens:
        if token.map:
            bounds = (token.map[0] + 1, token.map[1])
        match token.type:
            case "footnote_reference_open" | "footnote_reference_close":
                note += token.nesting
            case "blockquote_open" | "blockquote_close":
                depth += token.nesting
                quote += token.nesting == 1 and depth == 1
            case "heading_open":
                level = int(token.tag[1])
            case "heading_close":
                level = 0
            case "tr_open":
                row = []
            case "tr_close":
                yield from inline_blocks(row or [], bounds)
                row = None
            case "scene_break" if not depth and not note:
                yield Block("break", token.markup, bounds)
            case "fence" if token.info.split(None, 1)[:1] == [] or token.info.split()[0] not in NOT_PROSE_FENCES:
                yield from fence_blocks(token, quote if depth else 0)
            case "inline" if row is not None:
                row += [*(token.children or []), Token("text", "", 0, content=" ")]
            case "inline" if not note:
                yield from inline_blocks(
                    token.children or [], bounds, level=0 if depth else level, quote=quote if depth else 0
                )


def fence_blocks(token: Token, quote: int) -> Iterator[Block]:
    """Give what stands in a fence as paragraphs: a screen or a sign in the story, whose rules are no breaks."""
    line = (token.map or [0])[0] + 2
    for paragraph in re.split(r"(\n\s*\n)", token.content):
        if paragraph.strip() and not is_scene_break(paragraph.strip()):
            draft = Draft(line)
            for offset, piece in enumerate(paragraph.split("\n")):
                draft.line = line + offset
                draft.add("" if is_scene_break(piece) else piece + " ")
            yield from finished(draft, Block("paragraph", "", (line, line), quote=quote))
        line += paragraph.count("\n")


def inline_blocks(
    children: Sequence[Token], bounds: tuple[int, int], *, level: int = 0, quote: int = 0
) -> Iterator[Block]:
    """Turn one paragraph's or heading's inline tokens into blocks: one, or more where HTML splits it."""
    shape = Block("heading" if level else "paragraph", "", bounds, level=level, quote=quote)
    draft = Draft(bounds[0])
    italic, bold = 0, 0
    italic_from = 0
    for token in children:
        tag = ""
        match token.type:
            case "text" | "code_inline":
                draft.add(token.content, is_bold=bold > 0)
            case "softbreak" | "hardbreak":
                draft.add(" ", is_bold=True)
                draft.line += 1
            case "em_open" | "em_close":
                tag = "em" if token.nesting > 0 else "/em"
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "link_open":
                draft.links += str(token.attrs.get("href", "")).startswith("http")
            case "html_inline":
                tag = html_tag(token.content)
                if not tag:
                    draft.add(token.content, is_bold=bold > 0)
                draft.line += token.content.count("\n")
        name = tag.removeprefix("/")
        if name in ITALIC_TAGS:
            if tag != name and italic == 1:
                draft.emphasis.append((italic_from, draft.length))
            elif tag == name and not italic:
                italic_from = draft.length
            italic = max(0, italic + (1 if tag == name else -1))
        elif name in SPLITTING_TAGS:
            if italic:
                draft.emphasis.append((italic_from, draft.length))
            yield from finished(draft, shape)
            draft, italic_from = Draft(draft.line), 0
            if name == "hr":
                yield Block("break", "<hr>", (draft.line, draft.line))
            if HEADING_TAG.fullmatch(name):
                shape = (
                    replace(shape, kind="heading", level=int(name[1]))
                    if tag == name
                    else replace(shape, kind="paragraph", level=0)
                )
        elif name in {"br", "td", "th"}:
            draft.add(" ", is_bold=True)
    if italic:
        draft.emphasis.append((italic_from, draft.length))
    yield from finished(draft, shape)


def html_tag(text: str) -> str:
    """Give the name of an HTML tag, "/name" of a closing one; "" where angle brackets are the author's own."""
    match = TAG.fullmatch(text)
    if not match:
        return "" if text[1:2].isalpha() else "!"
    name = match[1].lower()
    if name not in SPLITTING_TAGS | OTHER_TAGS:
        return ""
    rest = text[1 + len(name) : -1].strip(" /")
    if rest and "=" not in rest and not text.startswith("</") and name not in VOID_TAGS:
        return ""  # "<I am here>" is somebody's thought
    return "/" + name if text.startswith("</") else name


def finished(draft: Draft, shape: Block) -> Iterator[Block]:
    """Give the block that a draft makes: nothing without text, a break where all of it is ornament."""
    text = "".join(draft.parts).rstrip()
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if not text:
        return
    lines = (draft.line_map[0][1], min(max(draft.line_map[-1][1], draft.line_map[0][1]), max(shape.lines[1], 1)))
    lines = (min(lines), max(lines))
    if is_scene_break(text):
        if not shape.quote:
            yield Block("break", text, lines)
        return
    block = replace(
        shape,
        text=re.sub(r"[ ]*\{[#.:][^{}]*\}$", "", text) if shape.kind == "heading" else text,
        lines=lines,
        line_map=tuple(draft.line_map),
        emphasis=tuple(
            (start, min(end, len(text))) for start, end in sorted(draft.emphasis) if start < min(end, len(text))
        ),
        is_bold=draft.plain == 0,
        links=draft.links,
    )
    yield without_stray_marks(block)


def without_stray_marks(block: Block) -> Block:
    """Drop the `*` of italics that run over several paragraphs, which Markdown leaves standing."""
    if closing := STRAY_CLOSING.search(block.text):
        block = cut(block, 0, closing.start())
    if opening := STRAY_OPENING.match(block.text):
        block = cut(block, opening.end(), len(block.text))
    return block


# --- Blocks to blocks -------------------------------------------------------------------------------------------------
def cut(block: Block, start: int, end: int) -> Block:
    """Give the part of a block from `start` to `end`, without white space at its ends."""
    end = start + len(block.text[start:end].rstrip())
    start = end - len(block.text[start:end].lstrip())
    inner = [(offset - start, line) for offset, line in block.line_map if start < offset < end]
    first = block.line_map[max(bisect_right(block.line_map, (start, 1 << 62)) - 1, 0)][1]
    line_map = ((0, first), *inner)
    emphasis = tuple((max(a, start) - start, min(b, end) - start) for a, b in block.emphasis if a < end and b > start)
    return replace(
        block,
        text=block.text[start:end],
        lines=(first, max(first, line_map[-1][1])),
        line_map=line_map,
        emphasis=emphasis,
    )


def list_items(block: Block) -> Iterator[Block]:
    """Split a list into its items: bullets go, dashes and numbers stay, for they may be speech or years."""
    if block.kind != "paragraph" or not BULLET.match(block.text):
        yield block
        return
    starts = [offset for offset, _ in block.line_map if BULLET.match(block.text, offset)]
    for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True):
        bullet = DROPPED_BULLET.match(block.text, start)
        item = cut(block, bullet.end() if bullet and bullet.end() < end else start, end)
        if item.text:
            yield item


TITLE_LENGTH = 100  # characters; the longest setext title seen in a real book has 85
FREE_UNDERLINE = 8  # characters; a line this long under words was drawn to underline them


def resolve_underlines(blocks: Sequence[Block]) -> Iterator[Block]:
    """Make setext headings of titles with a line drawn under them, and leave a rule right under prose a break.

    A line that also stands alone somewhere, or under what cannot be a title, is this author's break.
    """
    breaks = {
        block.text
        for before, block in zip([None, *blocks], blocks, strict=False)
        if block.kind == "break" and is_underline(block.text) and not may_be_title(before, block)
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


def is_underline(text: str) -> bool:
    return set(text) in ({"-"}, {"="})


def may_be_title(above: Block | None, rule: Block) -> bool:
    """Tell whether `rule` may underline `above`: one short line, right above it, that ends unlike speech."""
    if above is None or above.kind != "paragraph" or above.quote or not is_underline(rule.text) or rule.kind != "break":
        return False
    text = above.text
    if above.lines != (rule.lines[0] - 1, rule.lines[0] - 1) or len(text) > TITLE_LENGTH or text[0].islower():
        return False
    if text[-1] in '"”’»,;—-' or text[0] in '"“«':
        return False
    return text[-1] not in ".!?…" or len(rule.text) >= FREE_UNDERLINE or rule.text[0] == "="
