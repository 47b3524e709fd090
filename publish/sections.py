"""A book's chapters as XHTML, for EPUB and for the printable page alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from publish.markup import Markup, join_tags, tag
from publish.paragraphs import TURN, Paragraph, TextRun, group_quotes

if TYPE_CHECKING:
    from publish.contents import BookChapter, BookScene, Models, Plate
    from publish.details import BookDetails

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "yi", "ps", "ckb", "sd", "ug", "dv"})

MODELS = "people"  # the id of the pages that show who looks how

PictureSource = Callable[["Plate"], tuple[str, tuple[int, int]]]  # a plate's address and size in pixels


def text_direction(language: str) -> str | None:
    """Give "rtl" for languages that run from right to left."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in RIGHT_TO_LEFT else None


def chapter_id(number: int) -> str:
    """Give a chapter's id; numbers count from 1 in the order of the book."""
    return f"chapter_{number:02d}"


# --- Chapters ---------------------------------------------------------------------------------------------------------
def chapter_section(chapter: BookChapter, name: str, source: PictureSource) -> Markup:
    """Make a chapter's section: heading, epigraph, and scenes with a picture or an ornament between them."""
    heading = f"{name}_title"
    scenes = [
        piece for index, scene in enumerate(chapter.scenes) for piece in scene_pieces(scene, source, is_first=not index)
    ]
    return tag(
        "section",
        chapter_heading(chapter, heading),
        *epigraph(chapter.opening.epigraph),
        *scenes,
        class_="chapter",
        id=name,
        role="doc-chapter",
        aria_labelledby=heading,
    )


def chapter_heading(chapter: BookChapter, name: str) -> Markup:
    """Make a chapter's heading: its label above its title."""
    label, title = chapter.opening.label, chapter.opening.title
    lines = [tag("span", label, class_="label"), " "] if label else []
    return tag("header", tag("h1", *lines, tag("span", title, class_="title"), id=name), class_="opening")


def part_section(title: str, name: str) -> Markup:
    """Make a page with a part's title."""
    return tag("section", tag("h1", title), class_="part", id=name, role="doc-part", aria_label=title)


def epigraph(paragraphs: Sequence[Paragraph]) -> Iterator[Markup]:
    """Make an epigraph's elements."""
    if paragraphs:
        yield tag("div", *map(set_paragraph, paragraphs), class_="epigraph", role="doc-epigraph")


# --- Scenes -----------------------------------------------------------------------------------------------------------
def scene_pieces(scene: BookScene, source: PictureSource, *, is_first: bool) -> Iterator[Markup]:
    """Make a scene's elements after its picture, its heading or an ornament, which separates it from the one before."""
    if scene.title:
        yield tag("h2", scene.title)
    if scene.plate:
        yield figure(scene.plate, source)
    elif not is_first and not scene.title:
        yield tag("hr", class_="ornament")
    yield from prose(scene.paragraphs, opens="opens chapter-opens" if is_first else "opens")


def figure(plate: Plate, source: PictureSource) -> Markup:
    """Make a picture with its alt text and caption."""
    address, (width, height) = source(plate)
    image = tag("img", src=address, alt=plate.alt, width=width, height=height)
    caption = [tag("figcaption", plate.caption)] if plate.caption else []
    return tag("figure", image, *caption, class_="plate")


def prose(paragraphs: Sequence[Paragraph], opens: str) -> Iterator[Markup]:
    """Make paragraphs; the first after a break has no indent."""
    after_break = True
    for is_quote, run in group_quotes(paragraphs):
        if is_quote:
            yield tag("blockquote", *map(set_paragraph, run))
            continue
        for paragraph in run:
            yield set_paragraph(paragraph, opens if after_break and paragraph.kind != "headline" else "")
            if paragraph.kind == "headline":
                after_break = True
            else:
                after_break, opens = False, "opens"


def set_paragraph(paragraph: Paragraph, opens: str = "") -> Markup:
    """Make one paragraph's element."""
    classes = " ".join(filter(None, (opens, "" if paragraph.kind == "prose" else paragraph.kind)))
    return tag("p", *map(set_span, paragraph.spans), class_=classes or None)


def set_span(span: TextRun) -> Markup:
    """Make the markup of a text run in its style."""
    lines = span.text.split(TURN)
    words = join_tags([piece for line in lines for piece in (tag("br"), line)][1:])
    words = tag("strong", words) if span.bold else words
    return tag("em", words) if span.italic else words


# --- Behind the chapters ----------------------------------------------------------------------------------------------
def models_section(models: Models, source: PictureSource) -> Markup:
    """Make the pages that show who looks how."""
    heading = tag(
        "header", tag("h1", tag("span", models.title, class_="title"), id=f"{MODELS}_title"), class_="opening"
    )
    plates = (figure(plate, source) for plate in models.plates)
    return tag(
        "section",
        heading,
        *plates,
        class_="people",
        id=MODELS,
        role="doc-appendix",
        aria_labelledby=f"{MODELS}_title",
    )


# --- Before the chapters ----------------------------------------------------------------------------------------------
def title_page(details: BookDetails) -> Markup:
    """Make the title page."""
    author = [tag("p", details.author, class_="author")] if details.author else []
    return tag("section", tag("h1", details.title), *author, class_="titlepage")


def contents_list(chapters: Sequence[BookChapter], address: Callable[[str], str], models: str = "") -> Markup:
    """Make the table of contents, with the chapters of a part below its title, and the title of what is behind."""
    entries: list[Markup] = []
    inside: list[Markup] = []
    part = ""
    for number, chapter in enumerate(chapters, 1):
        name = chapter_id(number)
        if chapter.opening.part:
            entries += [tag("li", part, tag("ol", *inside))] if part else inside
            part, inside = tag("a", chapter.opening.part, href=address(part_id(number))), []
        inside.append(tag("li", tag("a", *contents_words(chapter), href=address(name))))
    entries += [tag("li", part, tag("ol", *inside))] if part else inside
    entries += [tag("li", tag("a", models, href=address(MODELS)))] if models else []
    return tag("ol", *entries)


def contents_words(chapter: BookChapter) -> Iterator[Markup | str]:
    """Make a chapter's entry in the table of contents."""
    if chapter.opening.label:
        yield tag("span", chapter.opening.label, class_="label")
        yield " "
    yield chapter.opening.title


def part_id(number: int) -> str:
    """Give the id of the part that begins with a chapter."""
    return f"part_{number:02d}"


def cover_alt(details: BookDetails) -> str:
    """Give the cover's alt text."""
    return f"{details.title}, {details.author}" if details.author else details.title


def on_lines(pieces: Iterable[Markup]) -> Iterator[Markup]:
    """Put each piece on a line of its own."""
    for piece in pieces:
        yield Markup("\n")
        yield piece
    yield Markup("\n")
