"""Inline Markdown in, plain text out: words, the line of each piece, italics; tags and link targets are dropped."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from manuscript.dialects import composed
from manuscript.markdown import is_scene_break
from manuscript.tags import BLANK, HEADING_TAG, ITALIC_TAG, SPLITTING_TAG, attribute, picture_gap, tag_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

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
    strong: tuple[tuple[int, int], ...] = ()  # stretches of text in bold
    turns: tuple[int, ...] = ()  # spaces in the text at which the author breaks the line, as in verse
    quote: int = 0  # the block quote it stands in, numbered from 1; 0 outside
    is_bold: bool = False  # all of it
    links: int = 0  # to the web
    linked: int = 0  # characters of the text that are links
    item: Literal["", "bullet", "number", "task"] = ""  # of which list it is an item
    callout: str = ""  # the kind of the callout that the block quote is: "note", "todo"; "" in a plain quote

    @property
    def words(self) -> int:
        """Number of words, one space between each two."""
        return self.text.count(" ") + 1 if self.text else 0


def cut(block: Block, start: int, end: int) -> Block:
    """Give the part of a block from `start` to `end`, without white space at its ends."""
    end = start + len(block.text[start:end].rstrip())
    start = end - len(block.text[start:end].lstrip())
    first = bisect_right(block.line_map, (start, 1 << 62)) - 1
    last = bisect_right(block.line_map, (max(start, end - 1), 1 << 62))
    line = block.line_map[max(first, 0)][1]
    line_map = ((0, line), *((offset - start, later) for offset, later in block.line_map[first + 1 : last]))
    return replace(
        block,
        text=block.text[start:end],
        lines=(line, max(line, line_map[-1][1])),
        line_map=line_map,
        emphasis=cut_stretches(block.emphasis, start, end),
        strong=cut_stretches(block.strong, start, end),
        turns=tuple(turn - start for turn in block.turns if start < turn < end),
    )


def cut_stretches(stretches: Iterable[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Give the parts of stretches between `start` and `end`, counted from `start`."""
    return tuple((max(a, start) - start, min(b, end) - start) for a, b in stretches if a < end and b > start)


# --- Reading ----------------------------------------------------------------------------------------------------------
UNEVEN_SPACE = re.compile(r"\s{2,}|[^\S ]")
STRAY_OPENING = re.compile(r"[*_]{1,3}(?=[\w“\"‘'—])")
STRAY_CLOSING = re.compile(r"(?<=[.!?…,;:\"”’'—])[*_]{1,3}$")


MARKED = re.compile(r"[\\`*_\[\]<&]|[^\S \n]|  | $")


def plain_paragraph(content: str, shape: Block, line: int) -> Block | None:
    """Make the block of a paragraph without any mark, which most are; None where there may be one."""
    if not content or MARKED.search(content):
        return None
    line_map = [(0, line)]
    if "\n" in content:
        pieces = content.split("\n")
        start = 0
        for number, text in enumerate(pieces[:-1], line + 1):
            start += len(text) + 1
            line_map.append((start, number))
        if not all(text[:1] not in (" ", "") and text[-1] != " " for text in pieces):
            return None
        content = " ".join(pieces)
    if is_scene_break(content):
        return None
    return Block(
        shape.kind,
        content,
        (line, line_map[-1][1]),
        shape.level,
        tuple(line_map),
        quote=shape.quote,
        callout=shape.callout,
    )


@dataclass(slots=True)
class InlineReader:
    """Reads the inline tokens of one paragraph or heading; HTML may split it into several blocks."""

    shape: Block  # what the blocks have in common
    line: int
    done: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    length: int = 0
    line_map: list[tuple[int, int]] = field(default_factory=list)
    emphasis: list[tuple[int, int]] = field(default_factory=list)
    italic: int = 0  # how many italics are open
    italic_from: int = 0
    strong: list[tuple[int, int]] = field(default_factory=list)
    bold: int = 0  # how many bolds are open
    bold_from: int = 0
    turns: list[int] = field(default_factory=list)
    links: int = 0
    linked: int = 0  # characters within links
    linked_from: int | None = None
    has_plain: bool = False  # words outside bold
    gap: str = ""  # what stands where no words do: an empty box, a picture
    own_tags: frozenset[str] = frozenset()  # that the file uses, besides HTML's

    def read(self, tokens: Iterable[Token]) -> list[Block]:
        """Read every token and give the blocks."""
        for token in tokens:
            self.read_token(token)
        self.finish()
        return self.done

    def read_token(self, token: Token) -> None:
        """Read one token; pictures and footnote marks give nothing."""
        match token.type:
            case "text" | "text_special" | "code_inline":
                self.add(token.content)
            case "softbreak" | "hardbreak":
                self.add_space(is_turn=token.type == "hardbreak")
                self.line += 1
            case "em_open" | "em_close":
                self.turn_italic(token.nesting)
            case "strong_open" | "strong_close":
                self.turn_bold(token.nesting)
            case "link_open":
                self.open_link(str(token.attrs.get("href", "")))
            case "link_close":
                self.close_link()
            case "html_inline":
                self.read_tag(token.content)
            case "image":
                self.gap = picture_gap(str(token.attrs.get("src", "")), token.content) or self.gap

    def add(self, text: str) -> None:
        """Append text; a run of white space becomes one space, at the start none."""
        if text.isspace() and text != " ":
            self.gap = self.gap or BLANK
        text = UNEVEN_SPACE.sub(" ", text)
        if text[:1] == " " and (not self.parts or self.parts[-1][-1] == " "):
            text = text[1:]
        if not text:
            return
        if text != " ":
            self.has_plain |= not self.bold
            if not self.line_map or self.line_map[-1][1] != self.line:
                self.line_map.append((self.length, self.line))
        self.parts.append(text)
        self.length += len(text)

    def add_space(self, *, is_turn: bool) -> None:
        """Append a space, and remember where the author breaks the line at it."""
        self.add(" ")
        if is_turn and self.length:
            self.turns.append(self.length - 1)

    def open_link(self, address: str) -> None:
        """Begin to count what is a link."""
        self.links += address.startswith("http")
        self.linked_from = self.length

    def close_link(self) -> None:
        """End it."""
        if self.linked_from is not None:
            self.linked += self.length - self.linked_from
            self.linked_from = None

    def read_tag(self, text: str) -> None:
        """Drop a tag and keep what it does: new paragraphs, headings, rules, italics, links, pictures."""
        tag = tag_name(text, self.own_tags)
        if tag is None:
            self.add(text)
            return
        name = tag.removeprefix("/")
        if ITALIC_TAG.fullmatch(name):
            self.turn_italic(1 if tag == name else -1)
        elif SPLITTING_TAG.fullmatch(name):
            self.finish()
            self.open_block(name, is_opening=tag == name)
        elif name in ("br", "td", "th"):
            self.add_space(is_turn=name == "br")
            self.gap = self.gap or (BLANK if name == "br" else "")
        elif name == "a":
            self.close_link() if tag != name else self.open_link(attribute(text, "href"))
        elif name == "img":
            self.gap = picture_gap(attribute(text, "src"), attribute(text, "alt")) or self.gap
        self.line += text.count("\n")

    def turn_italic(self, change: int) -> None:
        """Open or close italics; nested ones count as one."""
        if self.italic == (change < 0):
            if change < 0:
                self.emphasis.append((self.italic_from, self.length))
            self.italic_from = self.length
        self.italic = max(0, self.italic + change)

    def turn_bold(self, change: int) -> None:
        """Open or close bold; nested ones count as one."""
        if self.bold == (change < 0):
            if change < 0:
                self.strong.append((self.bold_from, self.length))
            self.bold_from = self.length
        self.bold = max(0, self.bold + change)

    def open_block(self, name: str, *, is_opening: bool) -> None:
        """Start the block that an HTML tag opens."""
        if name == "hr":
            self.done.append(Block("break", "<hr>", (self.line, self.line)))
        elif HEADING_TAG.fullmatch(name):
            level = int(name[1]) if is_opening else 0
            self.shape = replace(self.shape, kind="heading" if level else "paragraph", level=level)

    def finish(self) -> None:
        """Make a block from what has been read: none without text, a break where it is only ornament."""
        text = composed("".join(self.parts).rstrip())
        if text.endswith("\\"):  # a line break with no line below it
            text, self.gap = text.rstrip("\\ "), self.gap or BLANK
        if self.italic:
            self.emphasis.append((self.italic_from, self.length))
        if self.bold:
            self.strong.append((self.bold_from, self.length))
        if text:
            lines = (self.line_map[0][1], self.line_map[-1][1])
            if not is_scene_break(text):
                self.done.append(self.block(text, lines))
            elif not self.shape.quote:
                self.done.append(Block("break", text, lines))
        elif self.gap and not self.shape.quote:
            self.done.append(Block("break", self.gap, (self.line, self.line)))
        self.parts, self.line_map, self.emphasis, self.strong, self.turns = [], [], [], [], []
        self.length = self.italic_from = self.bold_from = self.links = self.linked = 0
        self.linked_from, self.gap = None, ""
        self.has_plain = False

    def block(self, text: str, lines: tuple[int, int]) -> Block:
        """Make a paragraph or heading of the text."""
        return without_stray_marks(
            replace(
                self.shape,
                text=text,
                lines=lines,
                line_map=tuple(entry for entry in self.line_map if entry[0] < len(text)),
                emphasis=clip_stretches(self.emphasis, len(text.rstrip())),
                strong=clip_stretches(self.strong, len(text.rstrip())),
                turns=tuple(turn for turn in self.turns if turn < len(text) - 1),
                is_bold=not self.has_plain,
                links=self.links,
                linked=self.linked,
            )
        )


def clip_stretches(stretches: Iterable[tuple[int, int]], length: int) -> tuple[tuple[int, int], ...]:
    """Clip stretches to the length of the text, and drop empty ones."""
    clipped = ((start, min(end, length)) for start, end in stretches)
    return tuple((start, end) for start, end in clipped if start < end)


def without_stray_marks(block: Block) -> Block:
    """Drop the `*` of italics that run over several paragraphs, which Markdown leaves standing."""
    if closing := STRAY_CLOSING.search(block.text):
        block = cut(block, 0, closing.start())
    if opening := STRAY_OPENING.match(block.text):
        block = cut(block, opening.end(), len(block.text))
    return block
