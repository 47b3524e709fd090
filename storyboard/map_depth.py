"""A stage in, how far away all of its picture is out, and its lines alone: maps that other nets read.

Depth is inverse, as MiDaS gives it: white is nearest, black is the sky. Lines are white on black.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storyboard.casting import Actor
from storyboard.map_plates import make_plate
from storyboard.maps import turned
from storyboard.painters import draw_thing
from storyboard.stage import brush_on, draw_front, draw_item, draw_set, empty_sheet, far_to_near

if TYPE_CHECKING:
    from PIL import Image

    from storyboard.backdrops import Thing
    from storyboard.camera import Camera
    from storyboard.map_plates import MapPlate
    from storyboard.shapes import Brush
    from storyboard.stage import Stage

FARTHEST = 60.0  # metres; the land beyond is as far as the sky
BOUNDLESS = 400.0  # metres to each side and up where no walls are
LAYERS = 160  # depths between the lens and the far end
NEAREST = 0.5  # metres before the lens
WHITE = 255


def map_depth(stage: Stage, width: int, height: int) -> Image.Image:
    """Map how near all is, "L": white the nearest, half as bright what is twice as far."""
    plate = make_plate(width, height)
    brush = brush_on(stage, plate)
    nearest = nearest_of(stage, brush.camera)
    mark_ground(plate, stage, brush.camera, nearest)
    for item in far_to_near(stage.layout):
        if item.spot.turn != "flat":
            mark_at(brush, plate, item, nearest)
    for thing in stage.front:
        mark_at(brush, plate, thing, nearest)
    draw_front(replace(brush, canvas=plate.marking(WHITE)), replace(stage, front=()))
    return turned(plate.image, stage)


def mark_at(brush: Brush, plate: MapPlate, item: Thing | Actor, nearest: float) -> None:
    """Mark a thing or a person with the tone of its depth."""
    own = replace(brush, canvas=plate.marking(tone_of(brush.camera.distance(item.spot.z), nearest)))
    if isinstance(item, Actor):
        draw_item(own, item)
    else:
        draw_thing(own, item.name, item.spot)


def nearest_of(stage: Stage, camera: Camera) -> float:
    """Give how many metres away the nearest is: somebody, something or the ground at the lower edge."""
    items = [*far_to_near(stage.layout), *stage.front]
    distances = [item.spot.z - camera.z for item in items if item.spot.turn != "flat"]
    ground = camera.focal * camera.y / max(1e-3, 1 - camera.horizon)
    return max(NEAREST, min([ground, *(distance for distance in distances if distance > NEAREST)]))


def tone_of(distance: float, nearest: float) -> int:
    """Give the tone of a distance in metres."""
    return round(WHITE * min(1.0, nearest / distance))


def mark_ground(plate: MapPlate, stage: Stage, camera: Camera, nearest: float) -> None:
    """Mark floor, walls and ceiling, or the land: what lies outside a cross-section of the place is nearer than it."""
    place = stage.layout.place
    half, height = (
        (float(place.get("width", 7.0)) / 2, float(place.get("height", 2.9))) if stage.indoors else (0.0, 0.0)
    )
    half, height = half or BOUNDLESS, height or BOUNDLESS
    far = float(place.get("depth", 8.0)) - camera.z if stage.indoors else FARTHEST
    plate.image.paste(WHITE, (0, 0, *plate.image.size))
    for step in range(LAYERS + 1):
        distance = NEAREST * (far / NEAREST) ** (step / LAYERS)
        z = camera.z + distance
        corners = [(-half, 0.0, z), (half, 0.0, z), (half, height, z), (-half, height, z)]
        tone = 0 if step == LAYERS and not stage.indoors else tone_of(distance, nearest)
        plate.marking(tone).fill([camera.project(corner) for corner in corners], (0, 0, 0))


def map_lines(stage: Stage, width: int, height: int) -> Image.Image:
    """Give the panel's ink alone, "L": white lines on black, those in the haze fainter."""
    canvas = empty_sheet(stage, width, height)
    brush = brush_on(stage, canvas)
    draw_set(brush, stage)
    for item in far_to_near(stage.layout):
        draw_item(brush, item)
    draw_front(brush, stage)
    return turned(canvas.layers().ink, stage)
