"""A book in, Markdown out: the manuscript's words with links to the pictures, for any tool that reads Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publish.paragraphs import TURN, Paragraph, TextRun, group_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publish.contents import BookChapter, BookContents, BookScene, Models, Plate

SPECIAL = re.compile(  # what Markdown or one of its dialects would read as a mark, and nothing else
    r"[\\`*\[\]<{^]|(?<!\w)_|_(?!\w)|~(?=~)|(?<=~)~|=(?==)|(?<==)=|%(?=%)|(?<=%)%|&(?=#?\w+;)|:(?=:)|(?<=:):"
    r"|(?<= )#(?=\w)|(?<=\+)\}"
)
LINE_START = re.compile(r"^(\s*)([#+%>|-]|@)|^(\s*(?:\d{1,9}(?=[.)])|[A-Z](?=>)))([.)>])")
SCENE_BREAK = "* * *"


def make_markdown(book: BookContents, pictures: str, suffix: str) -> str:
    """Write the whole book; `pictures` is the folder of the pictures, relative to the book's."""
    title = [f"# {escaped(book.details.title)}"]
    author = [f"*{escaped(book.details.author)}*"] if book.details.author else []
    chapters = [block for chapter in book.chapters for block in chapter_blocks(chapter, pictures, suffix)]
    return "\n\n".join([*title, *author, *chapters, *model_blocks(book.models, pictures, suffix)]) + "\n"


def model_blocks(models: Models, pictures: str, suffix: str) -> Iterator[str]:
    """Write the pages that show who looks how."""
    if models.plates:
        yield f"## {escaped(models.title)}"
    for plate in models.plates:
        yield from plate_blocks(plate, pictures, suffix)


def plate_blocks(plate: Plate, pictures: str, suffix: str) -> Iterator[str]:
    """Write a picture and its caption."""
    yield f"![{escaped(plate.alt)}]({pictures}/{plate.name}{suffix})"
    if plate.caption:
        yield f"*{escaped(plate.caption)}*"


def chapter_blocks(chapter: BookChapter, pictures: str, suffix: str) -> Iterator[str]:
    """Write a chapter's blocks."""
    if chapter.opening.part:
        yield f"# {escaped(chapter.opening.part)}"
    yield f"## {escaped(chapter.name)}"
    yield from (quoted(paragraph_text(paragraph)) for paragraph in chapter.opening.epigraph)
    for index, scene in enumerate(chapter.scenes):
        if scene.title:
            yield f"### {escaped(scene.title)}"
        elif index:
            yield SCENE_BREAK
        yield from scene_blocks(scene, pictures, suffix)


def scene_blocks(scene: BookScene, pictures: str, suffix: str) -> Iterator[str]:
    """Write a scene's picture and paragraphs."""
    if scene.plate:
        yield from plate_blocks(scene.plate, pictures, suffix)
    for is_quote, run in group_quotes(scene.paragraphs):
        text = "\n\n".join(map(paragraph_text, run))
        yield quoted(text) if is_quote else text


def quoted(text: str) -> str:
    """Make Markdown a block quote."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def paragraph_text(paragraph: Paragraph) -> str:
    """Write a paragraph."""
    text = "".join(map(span_text, paragraph.spans))
    lines = [LINE_START.sub(escape_start, line) for line in text.split(TURN)]
    return ("#### " if paragraph.kind == "headline" else "") + "\\\n".join(lines)


def escape_start(match: re.Match[str]) -> str:
    """Escape the start of a line that would begin a heading, a list or the like."""
    if match[2] is not None:
        return f"{match[1]}\\{match[2]}"
    return f"{match[3]}\\{match[4]}"


def span_text(span: TextRun) -> str:
    """Write a text run in its style, line by line, with the marks next to the words."""
    mark = "*" * (span.italic + 2 * span.bold)
    return TURN.join(wrapped(line, mark) for line in span.text.split(TURN))


def wrapped(line: str, mark: str) -> str:
    """Put marks around the words of a line, inside its outer spaces."""
    words = line.strip()
    if not mark or not words:
        return escaped(line)
    start = line[: len(line) - len(line.lstrip())]
    return f"{start}{mark}{escaped(words)}{mark}{line[len(line.rstrip()) :]}"


def escaped(text: str) -> str:
    """Escape what Markdown would read as a mark."""
    return SPECIAL.sub(r"\\\g<0>", " ".join(text.split(TURN)))
