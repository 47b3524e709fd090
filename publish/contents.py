"""A novel, its readings and its pictures in, a book's contents out: what stands where, as pure records."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from manuscript.blocks import parse_blocks
from manuscript.markdown import visible_text
from manuscript.outline import Item, make_outline
from manuscript.scenes import make_scene
from manuscript.segments import Segment, is_epigraph
from publish.captions import alt_text
from publish.paragraphs import Paragraph, scene_paragraphs
from workspace.identity import identify, scene_stem
from workspace.matching import match_pictures, number_widths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from manuscript.inlines import Block
    from publish.details import BookDetails
    from records import Chapter, Key, Novel, Scene, SceneReading
    from workspace.pictures import Picture

SEPARATORS = " \t:.–—-|·•*~,"  # between "Chapter One" and its title


@dataclass(frozen=True, slots=True)
class Opening:
    """What is printed above a chapter's first scene."""

    label: str = ""  # "Chapter One"; "" where the heading has a title only
    title: str = ""
    part: str = ""  # the title of a part that begins here
    epigraph: tuple[Paragraph, ...] = ()


def find_openings(chapters: Sequence[Chapter], texts: Mapping[str, str]) -> list[Opening]:
    """Find each chapter's opening; `texts` holds the files' texts by name."""
    openings = []
    for file, run in groupby(chapters, key=lambda chapter: chapter.file):
        inside = list(run)
        items = file_items(texts.get(file, ""), one_chapter=len(inside) == 1)
        above = 0
        for chapter in inside:
            first = chapter.scenes[0].lines[0]
            here = [item for item in items if above < item.block.lines[0] < first]
            openings.append(find_opening(chapter, here))
            above = chapter.scenes[-1].lines[1]
    return openings


def file_items(text: str, *, one_chapter: bool) -> tuple[Item, ...]:
    """Make the outline items of a file's text."""
    return make_outline(parse_blocks(visible_text(text)), one_chapter=one_chapter).items


def find_opening(chapter: Chapter, items: Sequence[Item]) -> Opening:
    """Read a chapter's opening from the items between the previous scene and its first one."""
    heads = [item for item in items if item.role == "chapter"]
    parts = [item.block.text for item in items if item.role == "part"]
    label, title = split_heading(heads[-1].block.text if heads else "", chapter.title)
    begin = next((index for index, item in enumerate(items) if item.role in ("chapter", "part")), 0)
    words = [item.block for item in items[begin:] if item.role == "text"]
    return Opening(
        label=label if title else "",
        title=title or label or f"Chapter {chapter.number}",
        part=": ".join(dict.fromkeys(parts)) if heads else "",
        epigraph=set_epigraph(words) if words and is_epigraph(Segment(blocks=words)) else (),
    )


def split_heading(heading: str, title: str) -> tuple[str, str]:
    """Split "Chapter One: The Door" into its label and its title; a heading without a label is all title."""
    heading = heading.strip(SEPARATORS)
    if heading and title and heading.endswith(title):
        return heading.removesuffix(title).strip(SEPARATORS), title
    return heading if not title else "", title


def set_epigraph(blocks: list[Block]) -> tuple[Paragraph, ...]:
    """Turn an epigraph's blocks into paragraphs, with italics and verse."""
    return scene_paragraphs(make_scene(Segment(blocks=blocks), (0, 0), "", ""))


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
class BookContents:
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
) -> BookContents:
    """Make the book's contents: every scene's paragraphs, and its plate where it has one."""
    openings = [
        replace(opening, part="") if opening.part in (details.title, novel.title) else opening  # the book's own heading
        for opening in find_openings(novel.chapters, texts)
    ]
    chapters = tuple(
        BookChapter(chapter.number, opening, tuple(set_scene(scene, chapter, plates) for scene in chapter.scenes))
        for chapter, opening in zip(novel.chapters, openings, strict=True)
    )
    return BookContents(details, chapters)


def set_scene(scene: Scene, chapter: Chapter, plates: Mapping[Key, Plate]) -> BookScene:
    """Make the printed form of one scene."""
    title = "" if scene.title == chapter.title else scene.title
    return BookScene(scene.key, title, scene_paragraphs(scene), plates.get(scene.key))


# --- Pictures ---------------------------------------------------------------------------------------------------------
def make_plates(
    scenes: Sequence[Scene], readings: Sequence[SceneReading], pictures: Sequence[Picture], *, captions: bool
) -> dict[Key, Plate]:
    """Match each scene to the picture made of its text, with alt text and caption; broken pictures are left out."""
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
    """Give the sentence that the picture illustrates, as its caption; "" where it is too long."""
    for slot in ("action", "place", "lead"):
        for found in reading.evidence.get(slot, ()):
            sentence = sentence_at(scene.text, found.start)
            if 0 < len(sentence) <= LONGEST_CAPTION:
                return sentence
    return ""


def sentence_at(text: str, at: int) -> str:
    """Give the sentence around an offset in a text."""
    first, last = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    paragraph = text[first : last if last >= 0 else len(text)]
    start = 0
    for end in SENTENCE_END.finditer(paragraph):
        if end.end() > at - first:
            return paragraph[start : end.end()].strip()
        start = end.end()
    return paragraph[start:].strip()
