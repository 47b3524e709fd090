"""Sets: the place of a drawing and its row in, its light and its painted backdrop out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.canvas import Canvas, mix
from storyboard.clockwork import of_day, told_hour
from storyboard.drawing import person_key
from storyboard.land import paint_land
from storyboard.light import make_light
from storyboard.places import view_of
from storyboard.rooms import first_window, paint_room
from storyboard.shapes import Brush
from storyboard.sky import draw_mist, draw_shafts, draw_sky, paint_sky, snowed
from storyboard.told import choose

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from storyboard.camera import Camera
    from storyboard.light import Light


def make_brush(drawing: Mapping[str, Any], canvas: Canvas, camera: Camera, place: Mapping[str, Any]) -> Brush:
    """Mix the light over an empty sheet."""
    light, outside = lights_of(drawing, place)
    colours, sunny = place_colours(place, str(drawing.get("place", ""))), first_window(place)
    brush = Brush(canvas, camera, light, outside, colours, sunny, is_mirrored(drawing), view=view_of(drawing, place))
    if place["set"] == "room":
        half, height = float(place.get("width", 7.0)) / 2, float(place.get("height", 2.9))
        brush = replace(brush, room=(half, height), ceiling=height)
    return snowed(brush) if "snow" in outside.weather and place["set"] != "room" else brush


def lights_of(drawing: Mapping[str, Any], place: Mapping[str, Any]) -> tuple[Light, Light]:
    """Mix the light on the stage and the light outdoors."""
    hour, mood = str(drawing.get("time_of_day", "unknown")), str(drawing.get("mood", ""))
    weather = tuple(str(name) for name in drawing.get("weather", ()))
    outside = make_light(hour, weather, mood, indoors=False)
    outside = replace(outside, hands=of_day(told_hour(drawing), hour) or outside.hands)
    light = outside
    if place["set"] == "room":
        light = replace(make_light(hour, weather, mood, indoors=True), hands=outside.hands)
    if outside.sun is not None and "gap" in place:
        outside = replace(outside, sun=replace(outside.sun, x=float(place["gap"])))
        light = light if place["set"] == "room" else outside
    if place.get("airless"):
        light, outside = replace(light, haze_share=0.0), replace(outside, haze_share=0.0, weather=())
    if "dark" in place:
        light = replace(light, tint=mix((0, 0, 0), light.tint, float(place["dark"])), lit=True)
    return light, outside


def is_mirrored(drawing: Mapping[str, Any]) -> bool:
    """Say whether a place is seen the other way round: it varies the pictures, and a place stays as it is."""
    return choose(person_key(str(drawing.get("place", ""))), "side", ("left", "right")) == "right"


def place_colours(place: Mapping[str, Any], phrase: str) -> Mapping[str, str]:
    """Choose the wall's colour by the place's own words, so that two kitchens differ and one stays itself."""
    walls = place.get("walls", ["plaster"])
    return {
        "wall": choose(person_key(phrase), "wall", walls),
        "floor": str(place.get("floor", "wood")),
        "ceiling": str(place.get("ceiling", "cream")),
    }


def paint_place(brush: Brush, place: Mapping[str, Any], random: Random) -> None:
    """Paint the sky and the land, or the room."""
    if place["set"] == "room":
        paint_room(brush, place)
        return
    paint_sky(brush.canvas, brush.outside, brush.camera.horizon)
    if "sky" in place:
        brush.canvas.fill([(-1, -1), (9, -1), (9, 2), (-1, 2)], brush.colour(str(place["sky"])))
    if place["set"] == "open":
        draw_sky(brush, random)
    paint_land(brush, place, random)
    if place["set"] == "open":
        draw_mist(brush, random)
    if "shafts" in place:
        draw_shafts(brush)
