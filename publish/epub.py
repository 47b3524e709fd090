"""A book in, an EPUB 3 out: a zip of XHTML files, pictures and metadata, the same bytes for the same book.

Written with the standard library: the format is a dozen small files, and the one well-kept library for it (EbookLib) is
under the AGPL.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publish.markup import Markup, tag
from publish.sections import (
    MODELS,
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
    from collections.abc import Iterator, Mapping, Sequence

    from publish.book_settings import PictureOptions
    from publish.contents import BookContents, Plate
    from publish.details import BookDetails
    from publish.pictures import Encoded

COVER = "images/cover.jpg"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can hold; no file tells when it was made
UNDATED = "2000-01-01"  # of a book whose front matter has no date: two runs must not differ
SUMMARY = "Every picture has a description. Chapters can be reached from the table of contents and by their headings."
ACCESSIBILITY = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessModeSufficient", "textual,visual"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "displayTransformability"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityHazard", "none"),
)
TEXT_SUMMARY = "Chapters can be reached from the table of contents and by their headings."
TEXT_ACCESSIBILITY = tuple(pair for pair in ACCESSIBILITY if "visual" not in pair[1] and pair[1] != "alternativeText")


@dataclass(frozen=True, slots=True)
class Page:
    """One XHTML file of the book."""

    name: str  # without ending
    title: str
    body: Markup
    kind: str  # epub:type of its body
    properties: str = ""  # of its manifest item


def make_epub(
    book: BookContents, pictures: Mapping[str, Encoded], cover: Encoded, css: str, options: PictureOptions, version: str
) -> bytes:
    """Make the EPUB's bytes."""
    file = io.BytesIO()
    pages = list(make_pages(book, pictures, cover, options))
    with zipfile.ZipFile(file, "w") as archive:
        add(archive, "mimetype", b"application/epub+zip", packed=False)
        add(archive, "META-INF/container.xml", CONTAINER.encode())
        add(archive, "EPUB/package.opf", package(book, pages, options, version).encode("utf-8"))
        add(archive, "EPUB/book.css", css.encode("utf-8"))
        for page in pages:
            add(archive, f"EPUB/{page.name}.xhtml", page_file(page, book.details).encode("utf-8"))
        add(archive, f"EPUB/{COVER}", cover.data, packed=False)
        for name, picture in pictures.items():
            add(archive, f"EPUB/{picture_address(name, options)}", picture.data, packed=False)
    return file.getvalue()


def add(archive: zipfile.ZipFile, name: str, data: bytes, *, packed: bool = True) -> None:
    """Add a file to the zip, with a fixed date and no owner."""
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.create_system = 3  # as Unix writes it, on every system
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    archive.writestr(entry, data, compresslevel=9)


def picture_address(name: str, options: PictureOptions) -> str:
    """Give a picture's path within the EPUB."""
    return f"images/{name}{options.suffix}"


CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)


# --- Pages ------------------------------------------------------------------------------------------------------------
def make_pages(
    book: BookContents, pictures: Mapping[str, Encoded], cover: Encoded, options: PictureOptions
) -> Iterator[Page]:
    """Make every page in reading order: cover, title, contents, chapters."""
    title = book.details.title
    image = tag("img", src=COVER, alt=cover_alt(book.details), width=cover.size[0], height=cover.size[1])
    yield Page("cover", title, tag("section", image, class_="cover"), "cover")
    yield Page("title", title, title_page(book.details), "frontmatter")
    contents = contents_list(book.chapters, "{}.xhtml".format, book.models.title)
    heading = tag("h1", title)
    yield Page(
        "nav", title, tag("nav", heading, contents, epub__type="toc", role="doc-toc", id="toc"), "frontmatter", "nav"
    )

    def source(plate: Plate) -> tuple[str, tuple[int, int]]:
        return picture_address(plate.name, options), pictures[plate.name].size

    for number, chapter in enumerate(book.chapters, 1):
        if chapter.opening.part:
            name = part_id(number)
            yield Page(name, chapter.opening.part, part_section(chapter.opening.part, name), "bodymatter")
        name = chapter_id(number)
        yield Page(name, chapter.name, chapter_section(chapter, name, source), "bodymatter")
    if book.models.plates:
        yield Page(MODELS, book.models.title, models_section(book.models, source), "backmatter")


def page_file(page: Page, details: BookDetails) -> str:
    """Write a page's XHTML file."""
    html = tag(
        "html",
        "\n",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("title", page.title),
            tag("link", rel="stylesheet", href="book.css"),
        ),
        "\n",
        tag("body", page.body, epub__type=page.kind, class_=page.kind),
        "\n",
        xmlns="http://www.w3.org/1999/xhtml",
        xmlns__epub="http://www.idpf.org/2007/ops",
        lang=details.language,
        xml__lang=details.language,
        dir=text_direction(details.language),
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{html}\n'


# --- Package ----------------------------------------------------------------------------------------------------------
def package(book: BookContents, pages: Sequence[Page], options: PictureOptions, version: str) -> str:
    """Write the package document: metadata, manifest and reading order."""
    document = tag(
        "package",
        "\n",
        tag("metadata", *on_lines(metadata(book, version)), xmlns__dc="http://purl.org/dc/elements/1.1/"),
        "\n",
        tag("manifest", *on_lines(manifest(book, pages, options))),
        "\n",
        tag(
            "spine",
            *on_lines(tag("itemref", idref=page.name) for page in pages),
            page_progression_direction=text_direction(book.details.language),
        ),
        "\n",
        xmlns="http://www.idpf.org/2007/opf",
        version="3.0",
        unique_identifier="book-id",
        xml__lang=book.details.language,
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{document}\n'


def metadata(book: BookContents, version: str) -> Iterator[Markup]:
    """Yield the metadata elements: title, author, language, accessibility."""
    details = book.details
    yield tag("dc:identifier", book_identifier(details), id="book-id")
    yield tag("dc:title", details.title)
    yield tag("dc:language", details.language)
    if details.author:
        yield tag("dc:creator", details.author, id="author")
        yield tag("meta", "aut", refines="#author", property="role", scheme="marc:relators")
    if details.date:
        yield tag("dc:date", details.date)
    yield tag("meta", modified(details), property="dcterms:modified")
    for key, value in ACCESSIBILITY if book.plates else TEXT_ACCESSIBILITY:
        yield tag("meta", value, property=f"schema:{key}")
    yield tag("meta", SUMMARY if book.plates else TEXT_SUMMARY, property="schema:accessibilitySummary", xml__lang="en")
    yield tag("meta", name="generator", content=f"novel-scenes {version}")


def book_identifier(details: BookDetails) -> str:
    """Give the book's identifier, which depends on its title and author only."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'novel-scenes:{details.title}:{details.author}')}"


def modified(details: BookDetails) -> str:
    """Give the book's modification date in EPUB's format."""
    date = details.date or UNDATED
    return f"{date}{'-01' * (2 - date.count('-'))}T00:00:00Z"


def manifest(book: BookContents, pages: Sequence[Page], options: PictureOptions) -> Iterator[Markup]:
    """Yield a manifest item for every file."""
    for page in pages:
        yield tag(
            "item",
            id=page.name,
            href=f"{page.name}.xhtml",
            media_type="application/xhtml+xml",
            properties=page.properties or None,
        )
    yield tag("item", id="css", href="book.css", media_type="text/css")
    yield tag("item", id="cover-image", href=COVER, media_type="image/jpeg", properties="cover-image")
    for plate in book.plates:
        yield tag(
            "item", id=f"p_{plate.name}", href=picture_address(plate.name, options), media_type=options.media_type
        )
