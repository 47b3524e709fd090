"""How chapters, scenes, takes and portraits are written on the command line: 3, 1-3, 2:5, 2:5=3, emma=3."""

from __future__ import annotations

import argparse
import re

from workspace.run_settings import PortraitChoice, TakeChoice


def parse_positive(text: str) -> int:
    """Read a chapter's or scene's number."""
    if not re.fullmatch(r"\d{1,9}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number: write --resume 2 5 for chapter 2, scene 5")
    return int(text)


def parse_chapters(text: str) -> list[range | str]:
    """Read "3", "1-3", "1,3", or the name of a chapter's file."""
    parts = [part for part in re.split(r"[,;\s]+", text) if part]
    found = [re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?", part) for part in parts]
    numbers = [span(int(one[1]), int(one[2] or one[1]), one[0]) for one in found if one]
    if numbers and len(numbers) == len(parts):
        return [*numbers]
    if not any(map(str.isalpha, text)):
        raise argparse.ArgumentTypeError(f"{text!r} is no chapter: write 3, or 1,3, or 1-3, or the name of its file")
    return [text]


def parse_scenes(text: str) -> list[tuple[int, range]]:
    """Read "2:3", "2:3-5" or "2:3,4:1"."""
    parts = [part for part in re.split(r"[,;\s]+", text) if part]
    found = [re.fullmatch(r"(\d{1,9}):(\d{1,9})(?:-(\d{1,9}))?", part) for part in parts]
    scenes = [(int(one[1]), span(int(one[2]), int(one[3] or one[2]), one[0])) for one in found if one]
    if not scenes or len(scenes) != len(parts):
        raise argparse.ArgumentTypeError(f"{text!r} is no scene: write 2:3 for chapter 2, scene 3, or 2:3-5")
    return scenes


def parse_choice(text: str) -> TakeChoice | PortraitChoice:
    """Read "2:5=3", or "emma=3"."""
    if found := re.fullmatch(r"(\d{1,9}):(\d{1,9})=(\d{1,9})", text):
        return TakeChoice((int(found[1]), int(found[2])), int(found[3]))
    if found := re.fullmatch(r"([^\W\d][\w-]*)=(\d{1,9})", text):
        return PortraitChoice(found[1].lower(), int(found[2]))
    raise argparse.ArgumentTypeError(
        f"{text!r} is no choice: write 2:5=3 for take 3 of chapter 2, scene 5, or emma=3 for Emma's third portrait"
    )


def span(first: int, last: int, text: str) -> range:
    """Give the numbers from first to last."""
    if last < first:
        raise argparse.ArgumentTypeError(f"{text!r} runs backwards: write the lower number first")
    return range(first, last + 1)
