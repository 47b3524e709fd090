"""Heads: skull, face, hair and what is worn on them, seen from any side.

(The interface; the drawing follows.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storyboard.people import Looks
    from storyboard.shapes import Brush, Spot
    from storyboard.space import Frame


@dataclass(frozen=True, slots=True)
class Head:
    """Where a head is in its figure's own space and how it is turned."""

    frame: Frame  # the origin is the middle of the skull; forward is where the face looks
    size: float  # metres from chin to crown, without hair


def draw_hair_behind(brush: Brush, looks: Looks, head: Head, spot: Spot) -> None:
    """Draw what of the hair hangs behind the neck and the trunk, before these are drawn."""


def draw_head(brush: Brush, looks: Looks, head: Head, spot: Spot, face: str) -> None:
    """Draw the head over the neck and the collar; `face` is a row of the faces, "" the mood's."""
