"""A novel, its readings and its pictures in, a book's contents out: what stands where, as pure records."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from prompt_generator import scene_stem
from publish.book_openings import find_openings
from publish.captions import alt_text
from publish.paragraphs import scene_paragraphs
from workspace.identity import identify
from workspace.matching import match_pictures, number_widths

if TYPE_CHECKING:
    from manuscript.novel import Novel
    from publish.book_openings import Opening
    from publish.details import BookDetails
    from publish.paragraphs import Paragraph
    from records import SceneReading
    from scene_parser import Chapter, Scene
    from workspace.pictures import Picture

Key = tuple[int, int]  # (chapter, scene)


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture in the book."""

    picture: Picture
    name: str  # of its file in the book, without an ending: chapter_01_scene_02
    alt: str
    caption: str = ""  # "" where the book has no captions


@dataclass(frozen=True, slots=True)
class BookScene:
    """A scene as printed."""

    key: Key
    title: str  # the scene's own heading; "" where it has none
    paragraphs: tuple[Paragraph, ...]
    plate: Plate | None = None


@dataclass(frozen=True, slots=True)
class BookChapter:
    """A chapter as printed."""

    number: int
    opening: Opening
    scenes: tuple[BookScene, ...]

    @property
    def name(self) -> str:
        """What the table of contents calls it."""
        return ": ".join(part for part in (self.opening.label, self.opening.title) if part)


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that is printed, in order."""

    details: BookDetails
    chapters: tuple[BookChapter, ...]

    @property
    def plates(self) -> tuple[Plate, ...]:
        """Every picture, in reading order."""
        return tuple(scene.plate for chapter in self.chapters for scene in chapter.scenes if scene.plate)


def make_book(
    novel: Novel,
    texts: Mapping[str, str],
    details: BookDetails,
    plates: Mapping[Key, Plate],
) -> Book:
    """Lay out the book: every scene's words, and its picture where it has one."""
    openings = [
        replace(opening, part="") if opening.part in (details.title, novel.title) else opening  # the book's own heading
        for opening in find_openings(novel.chapters, texts)
    ]
    chapters = tuple(
        BookChapter(chapter.number, opening, tuple(make_scene(scene, chapter, plates) for scene in chapter.scenes))
        for chapter, opening in zip(novel.chapters, openings, strict=True)
    )
    return Book(details, chapters)


def make_scene(scene: Scene, chapter: Chapter, plates: Mapping[Key, Plate]) -> BookScene:
    """Set one scene."""
    title = "" if scene.title == chapter.title else scene.title
    return BookScene(scene.key, title, scene_paragraphs(scene), plates.get(scene.key))


# --- Pictures ---------------------------------------------------------------------------------------------------------
def make_plates(
    scenes: Sequence[Scene], readings: Sequence[SceneReading], pictures: Sequence[Picture], *, captions: bool
) -> dict[Key, Plate]:
    """Give each scene the picture that was made of its text, with its words; broken pictures are no plates."""
    identities = {scene.key: identify(scene.text) for scene in scenes}
    widths = number_widths(identities)
    matched = match_pictures(identities, [picture for picture in pictures if picture.sound], widths)
    return {
        scene.key: Plate(
            matched[scene.key],
            scene_stem(scene.key, widths),
            alt_text(reading),
            quote_scene(scene, reading) if captions else "",
        )
        for scene, reading in zip(scenes, readings, strict=True)
        if scene.key in matched
    }


SENTENCE_END = re.compile(r"[.!?…][\"”’'»)]*(?=\s|$)")
LONGEST_CAPTION = 160  # characters


def quote_scene(scene: Scene, reading: SceneReading) -> str:
    """Give the sentence that the picture illustrates, as old illustrated books do; "" where it would be too long."""
    for slot in ("action", "place", "lead"):
        for found in reading.evidence.get(slot, ()):
            sentence = sentence_at(scene.text, found.start)
            if 0 < len(sentence) <= LONGEST_CAPTION:
                return sentence
    return ""


def sentence_at(text: str, at: int) -> str:
    """Give the sentence around a place in a text."""
    first, last = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    paragraph = text[first : last if last >= 0 else len(text)]
    start = 0
    for end in SENTENCE_END.finditer(paragraph):
        if end.end() > at - first:
            return paragraph[start : end.end()].strip()
        start = end.end()
    return paragraph[start:].strip()
