"""The stage in metres and the camera that projects it onto the panel.

x runs to the right, y up from the floor, z away from the viewer; the camera stands at z = 0 and looks along z.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storyboard.canvas import Point

Place3 = tuple[float, float, float]

NEAREST = 0.35  # metres before the lens; what is nearer cannot be projected


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the viewer stands and how much is seen."""

    x: float  # metres from the middle of the stage
    y: float  # metres above the floor
    z: float  # metres forward from where the establishing shot is taken
    focal: float  # panel heights that a metre fills one metre away
    horizon: float  # panel heights from the upper edge
    aspect: float  # the panel's width in panel heights
    roll: float = 0.0  # radians; an uneasy mood tilts the picture

    def distance(self, z: float) -> float:
        """Metres before the lens, never less than what can be projected."""
        return max(NEAREST, z - self.z)

    def scale(self, z: float) -> float:
        """Panel heights in a metre at depth `z`."""
        return self.focal / self.distance(z)

    def project(self, place: Place3) -> Point:
        """Give the panel point of a place on the stage."""
        scale = self.scale(place[2])
        across = scale * (place[0] - self.x)
        down = self.horizon - 0.5 + scale * (self.y - place[1])
        cos, sin = math.cos(self.roll), math.sin(self.roll)
        return (self.aspect / 2 + across * cos - down * sin, 0.5 + across * sin + down * cos)
