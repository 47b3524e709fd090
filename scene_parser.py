"""Markdown chapters in, scenes out: plain prose that knows its lines in the file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a scene's text that Markdown sets apart: italics (thoughts, letters, titles) or a block quote."""

    kind: Literal["emphasis", "blockquote"]
    start: int  # characters into Scene.text
    end: int


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene: what is drawn as one picture."""

    chapter: int  # the chapter's number, used in file names and on the command line
    number: int  # from 1 within its chapter
    title: str  # the scene's own heading, else its chapter's title; "" where there is neither
    file: str  # relative to the novel's folder, with "/"
    file_scene: int  # from 1 within its file
    lines: tuple[int, int]  # first and last line in the file, from 1
    text: str  # plain prose, NFC; white space within a paragraph is one space, between paragraphs one "\n"
    line_map: tuple[tuple[int, int], ...] = ()  # (characters into text, line in the file), ascending
    marks: tuple[Mark, ...] = ()

    @property
    def key(self) -> tuple[int, int]:
        """(chapter, scene), the way an author names it."""
        return (self.chapter, self.number)

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())

    def line_at(self, start: int) -> int:
        """Line in the file that holds the character at `start`."""
        index = bisect_right(self.line_map, (start, 1 << 62)) - 1
        return self.line_map[index][1] if index >= 0 else self.lines[0]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter and its scenes, in reading order."""

    number: int
    title: str
    file: str
    scenes: tuple[Scene, ...]
