"""A scene's maps in, files that other programs read out: PNGs for ControlNets, and JSON that names the people."""

from __future__ import annotations

import colorsys
import io
import json
from typing import TYPE_CHECKING, Any

from PIL.PngImagePlugin import PngInfo

from sdxl.guides import GuidedFigure
from sdxl.pose_maps import draw_pose_map
from storyboard.map_depth import map_depth, map_lines
from storyboard.map_joints import COCO
from storyboard.maps import map_stage
from workspace.open_raster import as_png

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from storyboard.maps import MappedPerson, SceneMaps
    from storyboard.stage import Stage

PARTS = ("index.png", "pose.png", "depth.png", "lines.png", "heads.json")  # endings of a scene's files
TURN = 0.382  # of the circle of colours from one person to the next: the golden cut comes never back
KEYWORD = "people"  # of the index image's text


def write_maps(stage: Stage, size: tuple[int, int], names: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Give a scene's files by their endings; `names` are the people's by their keys."""
    maps = map_stage(stage, *size)
    told = tell_people(maps, names)
    figures = [GuidedFigure(one.key, "", (), one.joints, depth=one.depth) for one in everybody(maps)]
    index, pose, depth, lines, heads = PARTS
    yield index, as_index(maps, names)
    yield pose, as_png(draw_pose_map(figures, size))
    yield depth, as_png(map_depth(stage, *size))
    yield lines, as_png(map_lines(stage, *size))
    yield heads, told.encode()


def everybody(maps: SceneMaps) -> tuple[MappedPerson, ...]:
    """List the named and the unnamed."""
    return (*maps.people, *maps.extras)


def as_index(maps: SceneMaps, names: Mapping[str, str]) -> bytes:
    """Write the index image with a palette: entry n is person n, and a text says who that is."""
    image, info = maps.index.convert("P"), PngInfo()
    image.frombytes(maps.index.tobytes())  # numbers stay numbers, not the nearest colours
    image.putpalette([value for number in range(256) for value in colour_of(number)])
    named = {one.number: names.get(one.key, "") for one in everybody(maps)}
    info.add_text(KEYWORD, json.dumps(named))
    written = io.BytesIO()
    image.save(written, "PNG", pnginfo=info)
    return written.getvalue()


def colour_of(number: int) -> tuple[int, int, int]:
    """Give the colour of a person in the palette; nobody is black."""
    red, green, blue = colorsys.hsv_to_rgb((number * TURN) % 1.0, 0.75, 0.9 if number else 0.0)
    return round(255 * red), round(255 * green), round(255 * blue)


def tell_people(maps: SceneMaps, names: Mapping[str, str]) -> str:
    """Tell as JSON who is where, a line a person, in pixels: heads, joints in OpenPose's order, trunks."""
    people = ",\n".join(as_json(tell_person(one, names.get(one.key, ""))) for one in everybody(maps))
    width, height = maps.size
    return f'{{"width": {width}, "height": {height}, "joints": {as_json(COCO)},\n"people": [\n{people}\n]}}\n'


def as_json(value: object) -> str:
    """Write a value as JSON in one line."""
    return json.dumps(value, ensure_ascii=False)


def tell_person(person: MappedPerson, name: str) -> dict[str, Any]:
    """Tell of one person; what is not seen is null, and so is the name of who has none."""
    return {
        "number": person.number,
        "name": name or None,
        "head": person.head,
        "joints": person.joints,
        "torso": person.torso,
        "centimetres": person.depth,
    }
