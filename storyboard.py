"""A reading in, a drawn panel out: the embedded engine that needs no GPU and no model.

Who, where, when, in what weather and mood, doing what, roughed out in flat colours. The art is in `artwork/`: places,
things, poses, heads, light and colours are tables that anyone can extend without reading the engine. Raise
`DRAWING_VERSION` when a change alters old panels.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

from render_job import Begin, Drawn, RenderJob, StepReport, always
from storyboard_artwork import find_row, read_table
from storyboard_backdrops import Thing, things_of
from storyboard_canvas import make_canvas, mix
from storyboard_figures import draw_figure
from storyboard_land import paint_land
from storyboard_light import make_light
from storyboard_panel import draw_inset, frame_panel, hatch_corners, shade_corners
from storyboard_people import MOST_BACKGROUND, choose, count_people, person_key
from storyboard_rooms import paint_room
from storyboard_shapes import Brush, Spot, cast_shadow, draw_thing, extent_of
from storyboard_sky import draw_sky, draw_weather, paint_sky, snowed
from storyboard_staging import Actor, find_shot, is_seated, make_camera, set_props, stage_people

if TYPE_CHECKING:
    from PIL import Image

    from reading import Person, SceneReading

DRAWING_VERSION = 1
NEUTRAL = {True: "any_room", False: "any_open", None: "any_stage"}  # what an unknown place is drawn as, by `interior`
FAR_SHADOWS = 16.0  # metres; shadows beyond are lost in the haze
BYSTANDERS = ("bystander_coat", "bystander_dress", "bystander_hat", "bystander_plain")


def drawing_of(reading: SceneReading) -> dict[str, Any]:
    """Give everything a panel depends on as JSON values; where the scene stands in the book is none of it."""
    shown = [person for person in reading.characters if person.presence != "mentioned"]
    return {
        "version": DRAWING_VERSION,
        "people": [person_of(person) for person in shown],
        "background": list(reading.people),
        "place": reading.place,
        "interior": reading.interior,
        "time_of_day": reading.time_of_day,
        "weather": sorted(set(reading.weather)),
        "mood": reading.mood,
        "action": reading.action,
        "props": list(reading.props),
        "shot": reading.shot,
    }


def person_of(person: Person) -> dict[str, Any]:
    """Give what a figure depends on; the name only as a short hash that chooses what no word says."""
    return {
        "key": person_key(person.name),
        "presence": person.presence,
        "gender": person.gender,
        "age": person.age,
        "look": person.look,
        "outfit": person.outfit,
    }


def draw_pictures(jobs: Sequence[RenderJob], on_step: StepReport, begin: Begin = always) -> Iterator[Drawn]:
    """Draw a panel for every job that `begin` lets through, in order; one that fails yields its sentence."""
    for index, job in enumerate(jobs):
        if not begin(index):
            continue
        start = time.perf_counter()
        try:
            image = draw_panel(job.drawing, job.width, job.height, job.seed)
        except Exception as error:  # noqa: BLE001 (one bad panel must not end the run)
            yield Drawn(index, None, sentence(error), traceback.format_exc(), time.perf_counter() - start)
            continue
        on_step(1, 1)
        yield Drawn(index, image, seconds=time.perf_counter() - start)


def sentence(error: Exception) -> str:
    """Say what went wrong with a panel and what to do."""
    reason = " ".join(str(error).split()) or type(error).__name__
    return f"the storyboard panel could not be drawn ({type(error).__name__}: {reason}); the log has the details"


def draw_panel(drawing: Mapping[str, Any], width: int, height: int, seed: int) -> Image.Image:
    """Draw one panel: the same drawing, size and seed give the same pixels everywhere."""
    place = read_table("places")["place"][find_place(drawing)]
    indoors = place["set"] == "room"
    brush = make_brush(drawing, width, height, place)
    actors = stage_people(drawing, place)
    backdrop, falling = Random(seed), Random(seed + 1)  # noqa: S311 (art, not secrets)
    paint_place(brush, place, backdrop)
    draw_stage(brush, actors, [*things_of(place, backdrop), *props_on_stage(drawing, actors)], crowd_of(drawing, seed))
    for thing in things_of({**place, "put": place.get("front", ""), "strew": ""}, backdrop):
        draw_thing(brush, thing.name, thing.spot)
    if not indoors:
        draw_weather(brush, falling)
    if brush.light.mood.hatch:
        hatch_corners(brush.canvas, brush.light.ink_colour)
    remote = next((person for person in drawing.get("people", ()) if person.get("presence") == "remote"), None)
    if remote is not None:
        draw_inset(brush, remote)
    art = shade_corners(brush.canvas.finish(), brush.light.ink_colour, 0.42 if brush.light.lit else 0.2)
    return frame_panel(art, drawing)


def find_place(drawing: Mapping[str, Any]) -> str:
    """Name the row of the places that a drawing is set in."""
    interior = drawing.get("interior")
    name = find_row("places", "place", str(drawing.get("place", "")))
    if not name:
        return NEUTRAL[interior if isinstance(interior, bool) else None]
    row = read_table("places")["place"][name]
    # A ship seen from inside is a cabin, a house seen from outside a village.
    if interior is True:
        return str(row.get("inside", name))
    return str(row.get("outside", name)) if interior is False else name


def make_brush(drawing: Mapping[str, Any], width: int, height: int, place: Mapping[str, Any]) -> Brush:
    """Mix the light and set up the camera over an empty sheet."""
    hour, mood = str(drawing.get("time_of_day", "unknown")), str(drawing.get("mood", ""))
    weather = tuple(str(name) for name in drawing.get("weather", ()))
    indoors = place["set"] == "room"
    outside = make_light(hour, weather, mood, indoors=False)
    light = make_light(hour, weather, mood, indoors=True) if indoors else outside
    if "dark" in place:
        light = replace(light, tint=mix((0, 0, 0), light.tint, float(place["dark"])), lit=True)
    canvas = make_canvas(width, height, light.grade(light.haze))
    people = [person for person in drawing.get("people", ()) if person.get("presence") != "remote"]
    shot = str(place.get("shot") or find_shot(str(drawing.get("shot", "")), len(people)))
    seated = bool(people) and is_seated(str(drawing.get("action", "")))
    camera = make_camera(shot, width / height, light.mood.tilt, seated=seated)
    brush = Brush(canvas, camera, light, outside, place_colours(place, str(drawing.get("place", ""))))
    return snowed(brush) if "snow" in weather and not indoors else brush


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


def draw_stage(brush: Brush, actors: Sequence[Actor], things: Sequence[Thing], crowd: Sequence[Thing]) -> None:
    """Draw things, bystanders and people from far to near."""
    layers: list[tuple[float, int, Thing | Actor]] = [(thing.spot.z, 0, thing) for thing in [*things, *crowd]]
    layers += [(actor.spot.z, 1, actor) for actor in actors]
    for _, _, item in sorted(layers, key=lambda layer: (-layer[0], layer[1])):
        if isinstance(item, Actor):
            draw_actor(brush, item)
        else:
            draw_standing(brush, item)


def draw_standing(brush: Brush, thing: Thing) -> None:
    """Draw a thing, with its shadow where it stands on the ground before the far distance."""
    spot, row = thing.spot, read_table("things")["thing"].get(thing.name)
    if spot.turn == "front" and spot.y == 0 and spot.z < FAR_SHADOWS and row is not None and row.get("shadow", True):
        cast_shadow(brush, spot, extent_of(thing.name))
    draw_thing(brush, thing.name, spot)


def draw_actor(brush: Brush, actor: Actor) -> None:
    """Draw a person with the shadow, the seat behind and the table before."""
    if not actor.pose.get("on"):
        cast_shadow(brush, actor.spot, (-0.3, 0.3, actor.looks.stature))
    if actor.seat:
        draw_thing(brush, actor.seat, actor.spot)
    draw_figure(brush, actor.looks, actor.pose, actor.spot, actor.prop)
    if actor.table:
        draw_thing(brush, actor.table, replace(actor.spot, z=actor.spot.z - 0.12))


def props_on_stage(drawing: Mapping[str, Any], actors: Sequence[Actor]) -> list[Thing]:
    """Set down the props that no one holds."""
    names = set_props([str(prop) for prop in drawing.get("props", ())], [actor.prop for actor in actors])
    spots = (Spot(1.25, 0, 3.7), Spot(-1.9, 0, 4.4))
    return [Thing(name, spot) for name, spot in zip(names, spots, strict=False)]


def crowd_of(drawing: Mapping[str, Any], seed: int) -> list[Thing]:
    """Stand the unnamed people in the background."""
    random = Random(seed + 2)  # noqa: S311 (art, not secrets)
    count = min(MOST_BACKGROUND, sum(count_people(str(phrase)) for phrase in drawing.get("background", ())))
    wide = 1.4 + 0.22 * count
    things = []
    for index in range(count):
        x = -wide + 2 * wide * (index + 0.5) / count + random.uniform(-0.15, 0.15) + 0.5
        spot = Spot(
            x,
            0,
            6.2 + random.random() * (0.6 + 0.1 * count),
            random.uniform(0.93, 1.06),
            flip=bool(random.getrandbits(1)),
        )
        things.append(Thing(BYSTANDERS[(index * 3 + seed) % len(BYSTANDERS)], spot))
    return things
