"""A drawing in, maps of its panel out: whose each pixel is, and where everybody's joints and heads are.

They come from the very stage that the panel is drawn of, in pixels of the picture inside its frame. Who is heard from
afar is on no stage and so on no map.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PIL import ImageOps

from storyboard.casting import Actor
from storyboard.map_joints import find_landmarks, has_joints
from storyboard.map_plates import make_plate
from storyboard.stage import (
    brush_on,
    draw_before,
    draw_behind,
    draw_body,
    draw_front,
    draw_hands,
    draw_item,
    far_to_near,
    set_stage,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PIL import Image

    from storyboard.backdrops import Thing
    from storyboard.canvas import Point
    from storyboard.map_joints import Landmarks
    from storyboard.map_plates import MapPlate
    from storyboard.shapes import Brush
    from storyboard.stage import Stage

MOST_PEOPLE = 255  # numbers of an index image
GROWN = 1 / 96  # picture heights by which a silhouette is grown before a joint counts as covered
SEEN_HEAD = 0.5  # least share of a head's middle that nothing may cover
HEAD_CORE = 0.35  # head sizes to each side of its middle that are the head's whatever the hair
QUARTER = 64  # of 255, how much of a cell is covered
FEW_CELLS = 4  # a person of fewer cells has all that are touched

Pixel = tuple[int, int]
PixelBox = tuple[int, int, int, int]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class MappedPerson:
    """One person of the index image, in pixels."""

    number: int  # in the index image
    key: str  # short hash of the name, as the drawing has it
    joints: tuple[Pixel | None, ...]  # as map_joints.COCO; None where covered or outside; () for babies and beasts
    head: PixelBox | None  # with the hair; None where it is covered, cut by the edge, or no human's
    torso: tuple[Pixel, ...]  # an outline around shoulders and hips; () for babies and beasts
    depth: int  # centimetres from the camera


@dataclass(frozen=True, slots=True)
class SceneMaps:
    """Who is where on a picture."""

    index: Image.Image  # "L": 0 where nobody is, else the person's number; what is nearer cuts what is farther
    people: tuple[MappedPerson, ...]  # the named, the lead first
    extras: tuple[MappedPerson, ...] = ()  # whose keys are no persons'

    @property
    def size(self) -> tuple[int, int]:
        """The picture's width and height in pixels."""
        return self.index.size


def map_scene(drawing: Mapping[str, Any], width: int, height: int, seed: int, *, least_head: float = 0.0) -> SceneMaps:
    """Map the people of a drawing at a picture's size.

    `least_head` is the share of the height that a head's box shall have at least, for which the camera comes nearer; 0
    maps the panel as it is.
    """
    return map_stage(set_stage(drawing, width / height, seed, least_head=least_head), width, height)


def map_stage(stage: Stage, width: int, height: int) -> SceneMaps:
    """Map the people of a stage."""
    plate = make_plate(width, height)
    brush, actors = brush_on(stage, plate), stage.layout.people[:MOST_PEOPLE]
    numbers = {id(actor): number for number, actor in enumerate(actors, 1)}
    for item in far_to_near(stage.layout):
        mark_item(brush, plate, item, numbers.get(id(item), 0))
    draw_front(brush, stage)
    index, named = turned(plate.image, stage), len(stage.layout.staging.actors)
    people = [map_person(brush, stage, actor, index, number) for number, actor in enumerate(actors, 1)]
    return SceneMaps(index, tuple(people[:named]), tuple(people[named:]))


def mark_item(brush: Brush, plate: MapPlate, item: Thing | Actor, number: int) -> None:
    """Mark somebody with their number; things, seats and tables with 0."""
    if not isinstance(item, Actor):
        draw_item(brush, item)
        return
    draw_behind(brush, item)
    draw_body(replace(brush, canvas=plate.marking(number)), item)
    draw_before(brush, item)
    draw_hands(replace(brush, canvas=plate.marking(number)), item)


def turned(image: Image.Image, stage: Stage) -> Image.Image:
    """Turn a map around as the panel is."""
    return ImageOps.mirror(image) if stage.mirrored else image


def map_person(brush: Brush, stage: Stage, actor: Actor, index: Image.Image, number: int) -> MappedPerson:
    """Map one person whose silhouette is in an index image."""
    depth = round(100 * brush.camera.distance(actor.spot.z))
    if not has_joints(actor):
        return MappedPerson(number, actor.looks.key, (), None, (), depth)
    found = find_landmarks(brush, actor, mirrored=stage.mirrored)
    joints = tuple(joint_pixel(point, index, number) for point in found.joints)
    torso = tuple(pixel_at(point, index.height) for point in found.torso)
    return MappedPerson(number, actor.looks.key, joints, head_box(found, index, number), torso, depth)


def pixel_at(point: Point, height: int) -> Pixel:
    """Give the pixel of a point in panel heights."""
    return (math.floor(point[0] * height), math.floor(point[1] * height))


def joint_pixel(point: Point | None, index: Image.Image, number: int) -> Pixel | None:
    """Give the pixel of a joint; None where it is outside, or farther inside what covers it than a grown silhouette."""
    if point is None:
        return None
    x, y = pixel_at(point, index.height)
    reach = round(GROWN * index.height)
    inside = 0 <= x < index.width and 0 <= y < index.height
    near = (x - reach, y - reach, x + reach + 1, y + reach + 1)
    return (x, y) if inside and index.crop(near).histogram()[number] else None


def head_box(found: Landmarks, index: Image.Image, number: int) -> PixelBox | None:
    """Give the box of a head; None where the edge cuts it or something covers more than half of its middle."""
    height = index.height
    (left, top), (right, bottom) = pixel_at(found.head_box[:2], height), pixel_at(found.head_box[2:], height)
    whole = left >= 0 and top >= 0 and right < index.width and bottom < height
    (x, y), reach = found.head, found.head_size * HEAD_CORE
    core = (*pixel_at((x - reach, y - reach), height), *pixel_at((x + reach, y + reach), height))
    seen = index.crop(core).histogram()
    return (left, top, right + 1, bottom + 1) if whole and seen[number] >= SEEN_HEAD * sum(seen) else None


def silhouette(maps: SceneMaps, number: int) -> Image.Image:
    """Give the visible silhouette of a person as a mask, 255 inside."""
    return maps.index.point([255 * (value == number) for value in range(256)])


def cells_of(maps: SceneMaps, number: int, side: int = 16) -> tuple[int, ...]:
    """Give the cells of `side` pixels that are a person's: first cell and length of each run, row after row.

    A cell counts where at least a quarter of it is the person's; who has hardly any such has all that are touched.
    """
    shares = silhouette(maps, number).reduce(side)
    values = shares.tobytes()
    quarter = [cell for cell, value in enumerate(values) if value >= QUARTER]
    if len(quarter) >= FEW_CELLS:
        return runs_of(quarter, shares.width)
    touched = touched_cells(maps, number, side)
    return runs_of(touched, shares.width)


def touched_cells(maps: SceneMaps, number: int, side: int) -> list[int]:
    """List the cells in which a person has a pixel."""
    across = -(-maps.size[0] // side)
    mask = silhouette(maps, number)
    return [
        row * across + column
        for row in range(-(-maps.size[1] // side))
        for column in range(across)
        if mask.crop((column * side, row * side, (column + 1) * side, (row + 1) * side)).getbbox()
    ]


def runs_of(cells: Sequence[int], across: int) -> tuple[int, ...]:
    """Code cells as first cell and length of each run; a run ends with its row."""
    runs: list[int] = []
    for cell in cells:
        if runs and cell % across and cell == runs[-2] + runs[-1]:
            runs[-1] += 1
        else:
            runs += [cell, 1]
    return tuple(runs)
