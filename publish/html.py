"""A book in, one printable HTML page out: self-contained, with pictures, fonts and style embedded."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from publish.cover import font_faces
from publish.markup import Markup, join_tags, tag
from publish.sections import (
    chapter_id,
    chapter_section,
    contents_list,
    cover_alt,
    models_section,
    on_lines,
    part_id,
    part_section,
    text_direction,
    title_page,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from publish.book_settings import PictureOptions
    from publish.contents import BookContents, Plate
    from publish.pictures import Encoded
    from publish.sections import PictureSource


def make_html(
    book: BookContents, pictures: Mapping[str, Encoded], cover: Encoded, css: str, options: PictureOptions, version: str
) -> str:
    """Write the whole book as one page."""

    def source(plate: Plate) -> tuple[str, tuple[int, int]]:
        return data_address(pictures[plate.name].data, options.media_type), pictures[plate.name].size

    details = book.details
    body = join_tags(on_lines(make_sections(book, source, cover)))
    style = Markup(f"<style>\n{font_faces(all_text(book))}\n{css}</style>")
    head = tag(
        "head",
        *on_lines(
            [
                tag("meta", charset="utf-8"),
                tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
                *([tag("meta", name="author", content=details.author)] if details.author else []),
                tag("meta", name="generator", content=f"novel-scenes {version}"),
                tag("title", details.title),
                style,
            ]
        ),
    )
    html = tag(
        "html", "\n", head, "\n", tag("body", body), "\n", lang=details.language, dir=text_direction(details.language)
    )
    return f"<!DOCTYPE html>\n{html}\n"


def make_sections(book: BookContents, source: PictureSource, cover: Encoded) -> Iterator[Markup]:
    """Give the cover, the title page, the table of contents and the chapters."""
    address = data_address(cover.data, "image/jpeg")
    image = tag("img", src=address, alt=cover_alt(book.details), width=cover.size[0], height=cover.size[1])
    yield tag("header", tag("section", image, class_="cover"), title_page(book.details))
    if len(book.chapters) > 1:
        yield tag(
            "nav",
            contents_list(book.chapters, "#{}".format, book.models.title),
            class_="contents",
            role="doc-toc",
            aria_label=book.details.title,
        )
    yield Markup("<main>")
    for number, chapter in enumerate(book.chapters, 1):
        if chapter.opening.part:
            yield part_section(chapter.opening.part, part_id(number))
        yield chapter_section(chapter, chapter_id(number), source)
    if book.models.plates:
        yield models_section(book.models, source)
    yield Markup("</main>")


def all_text(book: BookContents) -> str:
    """Give all printed text, to find which alphabets it uses."""
    scenes = [scene for chapter in book.chapters for scene in chapter.scenes]
    paragraphs = [paragraph.text for scene in scenes for paragraph in scene.paragraphs]
    models = [book.models.title, *(plate.caption for plate in book.models.plates)]
    return "".join(
        [book.details.title, book.details.author, *(chapter.name for chapter in book.chapters), *models, *paragraphs]
    )


def data_address(data: bytes, media_type: str) -> str:
    """Encode a file as a data URL."""
    return f"data:{media_type};base64,{b64encode(data).decode('ascii')}"
