"""Straight quotes and hyphens in, typographic quotes and dashes out, by language."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publish.contents import BookChapter, BookContents, BookScene
    from publish.paragraphs import Paragraph

QUOTES = {  # by language: double opening and closing, single opening and closing
    "en": "“”‘’",
    "de": "„“‚‘",
    "cs": "„“‚‘",
    "da": "”“’‘",
    "es": "“”‘’",
    "fi": "””’’",
    "it": "“”‘’",
    "nl": "“”‘’",
    "pl": "„”‚’",
    "pt": "“”‘’",
    "sv": "””’’",
}
ELISION = re.compile(  # an apostrophe before a word that has lost its beginning
    r"'(?:\d0s|\d\d\b|(?:tis|twas|twere|twill|em|er|im|n|til|cause|cos|bout|round|neath|ere|alf|ow|ave|ad|ll)\b)",
    re.IGNORECASE,
)
OPENS = re.compile(r"(?:^|[\s(\[{—–-])[\"'“‘„‚]*$")  # what stands before an opening quote
CLOSING = re.compile(r"(?<=\S)'(?!\w)")
LONGEST_QUOTE = 3000  # characters; what closes a quote stands within them
DOUBLE, SINGLE = '"', "'"
APOSTROPHE = "’"


def set_quotes(text: str, language: str) -> str:
    """Turn straight quotes into the language's, one character for one; a language not in the table keeps them."""
    marks = QUOTES.get(language.split("-", maxsplit=1)[0].lower())
    if not marks or not (DOUBLE in text or SINGLE in text):
        return text
    return "".join(set_letters(text, marks))


def set_letters(text: str, marks: str) -> Iterator[str]:
    """Yield each character of a text, with its quotes replaced."""
    open_singles = 0
    for at, letter in enumerate(text):
        if letter == DOUBLE:
            yield marks[0] if opens(text, at) else marks[1]
        elif letter != SINGLE:
            yield letter
        elif is_single_opening(text, at):
            open_singles += 1
            yield marks[2]
        elif open_singles and not text[at + 1 : at + 2].isalnum():
            open_singles -= 1
            yield marks[3]
        else:
            yield APOSTROPHE


def opens(text: str, at: int) -> bool:
    """Tell whether the quote at an offset opens: after a space, a bracket or a dash, and before words."""
    follows = text[at + 1 : at + 2]
    return bool(OPENS.search(text[max(0, at - 4) : at])) and bool(follows) and not follows.isspace()


def is_single_opening(text: str, at: int) -> bool:
    """Tell a single quote that opens, and is closed again, from an apostrophe before a word."""
    return opens(text, at) and not ELISION.match(text, at) and bool(CLOSING.search(text, at + 2, at + LONGEST_QUOTE))


DASHES = re.compile(r"(?<=[^\s-])--(?=[^-]|$)|(?<=\s)--(?=\s|\w)")


def set_dashes(text: str) -> str:
    """Turn two hyphens into a dash and three dots into an ellipsis."""
    return DASHES.sub("—", text).replace("...", "…")


def set_words(text: str, language: str) -> str:
    """Set the quotes and dashes of a title or a caption."""
    return set_dashes(set_quotes(text, language))


# --- The book ---------------------------------------------------------------------------------------------------------
def typeset_book(book: BookContents) -> BookContents:
    """Set the quotes and dashes of the whole book; alt texts, which the program wrote, stay as they are."""
    language = book.details.language
    title, author = (set_words(words, language) for words in (book.details.title, book.details.author))
    details = replace(book.details, title=title, author=author)
    return replace(
        book, details=details, chapters=tuple(typeset_chapter(chapter, language) for chapter in book.chapters)
    )


def typeset_chapter(chapter: BookChapter, language: str) -> BookChapter:
    """Set the quotes and dashes of a chapter."""
    opening = replace(
        chapter.opening,
        label=set_words(chapter.opening.label, language),
        title=set_words(chapter.opening.title, language),
        part=set_words(chapter.opening.part, language),
        epigraph=tuple(typeset_paragraph(paragraph, language) for paragraph in chapter.opening.epigraph),
    )
    return replace(chapter, opening=opening, scenes=tuple(typeset_scene(scene, language) for scene in chapter.scenes))


def typeset_scene(scene: BookScene, language: str) -> BookScene:
    """Set the quotes and dashes of a scene."""
    plate = scene.plate and replace(scene.plate, caption=set_words(scene.plate.caption, language))
    paragraphs = tuple(typeset_paragraph(paragraph, language) for paragraph in scene.paragraphs)
    return replace(scene, title=set_words(scene.title, language), paragraphs=paragraphs, plate=plate)


def typeset_paragraph(paragraph: Paragraph, language: str) -> Paragraph:
    """Set the quotes and dashes of a paragraph; its text runs keep their bounds."""
    words = set_quotes(paragraph.text, language)
    spans = []
    start = 0
    for span in paragraph.spans:
        end = start + len(span.text)
        spans.append(replace(span, text=set_dashes(words[start:end])))
        start = end
    return replace(paragraph, spans=tuple(spans))
