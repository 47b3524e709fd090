"""How the manuscript opens its chapters: headings in the author's own words, titles of parts, epigraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import config
from manuscript.blocks import parse_blocks
from manuscript.outline import Item, make_outline
from manuscript.segments import Segment, is_epigraph
from publish.paragraphs import Paragraph, scene_paragraphs
from scene_parser import make_scene

if TYPE_CHECKING:
    from manuscript.inlines import Block
    from scene_parser import Chapter

SEPARATORS = " \t:.–—-|·•*~,"  # between "Chapter One" and its title


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands above a chapter's first scene."""

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
    """Outline a file."""
    return make_outline(parse_blocks(text), config.NOTE_HEADINGS, one_chapter=one_chapter).items


def find_opening(chapter: Chapter, items: Sequence[Item]) -> Opening:
    """Read what stands between the scene before and the chapter's first scene."""
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
    """Set an epigraph in paragraphs, with its italics and verse."""
    return scene_paragraphs(make_scene(Segment(blocks=blocks), (0, 0), "", ""))
