"""A whole book's prose, to be gone through more than once: a novel's is kept, that of a longer book is parsed again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from english.tokens import Prose, parse_prose

if TYPE_CHECKING:
    from scene_parser import Scene

MOST_KEPT = 200_000  # tokens: about 160,000 words and 40 MB


@dataclass(frozen=True, slots=True)
class BookProse:
    """The prose of every scene, in order, as often as it is asked for."""

    scenes: Sequence[Scene]
    kept: tuple[Prose, ...]  # of the first scenes

    def __iter__(self) -> Iterator[Prose]:
        """Give scene after scene; nobody should hold one that is not kept."""
        yield from self.kept
        for scene in self.scenes[len(self.kept) :]:
            yield parse_scene(scene)


def parse_book(scenes: Sequence[Scene], most_kept: int = MOST_KEPT) -> BookProse:
    """Parse a book's first scenes, up to so many tokens, and leave the others for when they are wanted."""
    kept: list[Prose] = []
    room = most_kept
    for scene in scenes:
        prose = parse_scene(scene)
        room -= len(prose.tokens)
        if room < 0:
            break
        kept.append(prose)
    return BookProse(scenes, tuple(kept))


def parse_scene(scene: Scene) -> Prose:
    """Parse a scene's text; what Markdown sets apart in it may be speech."""
    return parse_prose(scene.text, [(mark.start, mark.end) for mark in scene.marks])
