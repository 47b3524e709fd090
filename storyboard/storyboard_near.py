"""The nearest layer: a branch, a door post, a table's corner before the lens, dark and cut by the frame, for depth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table
from storyboard.camera import Camera
from storyboard.canvas import mix
from storyboard.painters import draw_shapes
from storyboard.shapes import Spot, parse_shapes

if TYPE_CHECKING:
    from storyboard.extras import Span
    from storyboard.shapes import Brush

ROOM_FOR = 0.13  # least share of the panel's width that must be free at an edge
WITHOUT = ("close", "bust", "over")  # shots that have a near layer of their own: the face, the shoulder
SHADE = 0.52  # share of the light that the nearest layer is left


def draw_near(brush: Brush, place: Mapping[str, Any], people: Sequence[Span], shot: str) -> None:
    """Draw what a place has before the lens, on the side where it hides nobody; nothing where there is no room."""
    row = read_table("near")["near"].get(str(place.get("near", "")))
    left = min((span[0] for span in people), default=1.0)
    right = 1 - max((span[1] for span in people), default=0.0)
    if row is None or shot in WITHOUT or max(left, right) < ROOM_FOR:
        return
    aspect, flip = brush.canvas.aspect, right > left
    # One metre of this stage is one panel height, and its origin is the lower left corner of the drawing.
    camera = Camera(aspect / 2, 0.5, 0.0, 1.0, 0.5, aspect)
    dark = replace(brush.light, tint=mix((8, 8, 20), brush.light.tint, SHADE), haze_share=0.0)
    own = replace(brush, camera=camera, light=dark)
    draw_shapes(own, parse_shapes(row["shapes"]), Spot(aspect if flip else 0.0, 0.0, 1.0, flip=flip))
