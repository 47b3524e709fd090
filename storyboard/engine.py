"""A reading in, a drawn panel out: the embedded engine that needs no GPU and no model.

A panel shows who, where, when, weather, mood and action, in the style of the book. The art is in `artwork/`: places,
things, poses, heads, light, colours and styles are tables that anyone can extend without reading the engine. Raise
`drawing.DRAWING_VERSION` when a change alters old panels.
"""

from __future__ import annotations

import time
import traceback
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

from PIL import ImageOps

from records import Begin, Drawn, RenderJob, StepReport, always
from storyboard.artwork import read_table, words_of
from storyboard.backdrops import Thing, things_of
from storyboard.beasts import draw_beast, gait_of
from storyboard.camera import Camera
from storyboard.canvas import make_canvas, mix, oval
from storyboard.casting import Actor
from storyboard.drawing import reads_seed
from storyboard.extras import span_of
from storyboard.figures import draw_figure, own_colours
from storyboard.finish_tones import lamplight
from storyboard.layout import Layout, half_width, lay_out
from storyboard.painters import cast_shadow, draw_shapes, draw_thing
from storyboard.panel import draw_inset, frame_panel
from storyboard.sets import lights_of, make_brush, paint_place
from storyboard.shapes import Spot, extent_of, parse_shapes, points_of
from storyboard.sheets import Sheet
from storyboard.sky import draw_weather, draw_wind
from storyboard.space import hull
from storyboard.styles import finish, read_style
from storyboard.variation import variation_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PIL import Image

    from storyboard.extras import Span
    from storyboard.light import Light
    from storyboard.shapes import Brush

ROOM_FOR = 0.13  # least share of the panel's width that must be free at an edge
WITHOUT = ("close", "bust", "over")  # shots that have a near layer of their own: the face, the shoulder
SHADE = 0.74  # share of the light that the nearest layer is left


def draw_near(brush: Brush, place: Mapping[str, Any], people: Sequence[Span], shot: str) -> None:
    """Draw a place's foreground on the side where it hides nobody; nothing where neither side is free."""
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


MAN = 1.72  # metres; what trails behind who moves fast is drawn for a man
GROWN = 1.6  # metres; who is smaller has smaller chairs and tables
FEW = 2  # people beside whom a remote speaker's frame has all the room it likes
TENSE = ("afraid", "angry", "startled")  # faces in whose panels speed lines may be drawn
FAST = frozenset({"running", "chasing", "fleeing", "leaping", "jumping", "fighting", "falling", "racing", "galloping"})
DUSKY = 168  # light on things, 0 to 255, below which lamps count
HALF_HEAD = 0.12  # metres from the crown to the middle of a face
FAR_SHADOWS = 16.0  # metres; shadows beyond are lost in the haze


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
    return frame_panel(draw_art(drawing, width, height, seed), drawing)


def draw_art(drawing: Mapping[str, Any], width: int, height: int, seed: int) -> Image.Image:
    """Draw the picture inside a panel's frame."""
    seed = seed if reads_seed(drawing) else 0
    layout = lay_out(drawing, width / height, seed)
    light, _ = lights_of(drawing, layout.place)
    style = read_style(str(drawing.get("style", "")))
    canvas = make_canvas(width, height, light.grade(light.haze))
    brush = make_brush(drawing, canvas, layout.staging.camera, layout.place)
    brush = replace(brush, mirrored=brush.mirrored != variation_of(drawing, seed).side)
    paint_place(brush, layout.place, Random(seed))  # noqa: S311 (art, not secrets)
    covered = layout.place["set"] == "room" or layout.place.get("roof")
    if not covered:
        draw_wind(brush, Random(seed + 2), leaves=has_trees(layout))  # noqa: S311
    draw_stage(brush, layout)
    before = things_of({**layout.place, "put": layout.place.get("front", ""), "strew": ""}, Random(seed))  # noqa: S311
    for thing in before:
        draw_thing(brush, thing.name, thing.spot)
    spans = [span_of(actor.spot, half_width(actor), brush.camera) for actor in layout.people]
    draw_near(brush, layout.place, spans, layout.shot)
    if not covered:
        draw_weather(brush, Random(seed + 1))  # noqa: S311
        shelter(brush, before if "seats" in layout.place else [])
    sheet = sheet_of(brush, layout, str(drawing.get("action", "")), seed)
    art = finish(lit_by_lamps(sheet, brush.light, indoors=layout.place["set"] == "room"), style)
    mirrored = brush.mirrored
    art = ImageOps.mirror(art) if mirrored else art
    remote = next((person for person in drawing.get("people", ()) if person.get("presence") == "remote"), None)
    if remote is not None:
        crowded = len(layout.staging.actors) > FEW
        draw_inset(art, brush, remote, style, 0.24 if crowded else 0.33, left=mirrored)
    return art


def shelter(brush: Brush, things: Sequence[Thing]) -> None:
    """Let neither rain nor snow fall into the vehicle that people sit in."""
    for thing in things:
        places = [thing.spot.place(x, y) for x, y in points_of(thing.name)]
        brush.canvas.dry(hull([brush.camera.project(place) for place in places]))


def sheet_of(brush: Brush, layout: Layout, action: str, seed: int) -> Sheet:
    """Hand a drawing's layers to the style's finish, with where the people are and whether something happens fast."""
    canvas, actors = brush.canvas, layout.staging.actors
    scale = canvas.scale / canvas.factor
    heads = [head_point(actor, brush.camera) for actor in actors] or [(canvas.aspect / 2, 0.4)]
    left, right = (max(0.0, min(canvas.aspect, edge(x for x, _ in heads))) for edge in (min, max))
    height = max(0.0, min(1.0, sum(y for _, y in heads) / len(heads)))
    focus = (round((left + right) / 2 * scale), round(height * scale))
    tense = brush.light.mood.face in TENSE or bool(FAST & set(words_of(action)))
    return Sheet(*canvas.layers(), focus, round((right - left) / 2 * scale), seed, brush.light.lit, tense)


def lit_by_lamps(sheet: Sheet, light: Light, *, indoors: bool) -> Sheet:
    """Leave the corners of a room in the dark after dusk, and a little of a street."""
    if not light.lit or sum(light.tint) > 3 * DUSKY:
        return sheet
    return lamplight(sheet, "#5f5478", 880, 0.14) if indoors else lamplight(sheet, "#a2a0b4", 1250, 0.0)


def head_point(actor: Actor, camera: Camera) -> tuple[float, float]:
    """Give about where somebody's head is on the panel."""
    return camera.project((actor.spot.x, actor.spot.y + actor.top - HALF_HEAD, actor.spot.z))


def has_trees(layout: Layout) -> bool:
    """Say whether leaves can blow there: trees stand on the land, and no water lies under everything."""
    return layout.place.get("ground") != "water" and any("tree" in thing.name for thing in layout.things)


def draw_stage(brush: Brush, layout: Layout) -> None:
    """Draw things and people from far to near."""
    layers: list[tuple[float, int, Thing | Actor]] = [(depth_of(thing.spot), 0, thing) for thing in layout.things]
    layers += [(depth_of(actor.spot), 1, actor) for actor in layout.people]
    for _, _, item in sorted(layers, key=lambda layer: (-layer[0], layer[1])):
        if isinstance(item, Actor):
            draw_actor(brush, item)
        else:
            draw_standing(brush, item)


def depth_of(spot: Spot) -> float:
    """Say how far away something is; what lies flat on the floor is under everything."""
    return spot.z + (FAR_SHADOWS if spot.turn == "flat" else 0.0)


def draw_standing(brush: Brush, thing: Thing) -> None:
    """Draw a thing, with its shadow where it stands on the ground before the far distance."""
    spot, row = thing.spot, read_table("things")["thing"].get(thing.name)
    if spot.turn == "front" and spot.y == 0 and spot.z < FAR_SHADOWS and row is not None and row.get("shadow", True):
        cast_shadow(brush, spot, extent_of(thing.name))
    draw_thing(brush, thing.name, spot)


def ground(brush: Brush, spot: Spot) -> None:
    """Let somebody stand on the ground: a soft shade right under the feet, whatever the light."""
    x, y = brush.camera.project((spot.x, spot.y, spot.z))
    scale = spot.size * brush.camera.scale(spot.z)
    flat = 0.3 * max(0.08, min(0.5, y - brush.camera.horizon))
    for wide in (0.42, 0.3):
        brush.canvas.fill(oval((x, y), wide * scale, wide * scale * flat), brush.light.ink_colour, 44)


def draw_actor(brush: Brush, actor: Actor) -> None:
    """Draw a person with the shadow, the seat behind and the table before."""
    if not actor.pose.get("on"):
        cast_shadow(brush, actor.spot, (-0.3, 0.3, actor.looks.stature))
    if actor.pose.get("aloft") or not actor.pose.get("on"):
        ground(brush, actor.spot)
    if actor.pose.get("wake"):
        draw_thing(brush, str(actor.pose["wake"]), replace(actor.spot, size=actor.looks.stature / MAN))
    if actor.looks.beast:
        draw_beast(brush, actor.looks.beast, actor.spot, gait_of(actor.pose), actor.looks.skin)
        return
    size = min(1.0, actor.looks.stature / GROWN)  # a child sits at a child's table
    for name, share in ((actor.behind, 1.0), (actor.seat, size)):
        draw_thing(brush, name, replace(actor.spot, size=actor.spot.size * share))
    if actor.looks.age == "baby":
        draw_thing(replace(brush, colours=own_colours(brush, actor.looks)), "baby", actor.spot)
        return
    mood = replace(brush.light.mood, face=actor.face or brush.light.mood.face)
    own = replace(brush, light=replace(brush.light, bold=brush.light.bold * actor.bold, mood=mood))
    draw_figure(own, actor.looks, actor.pose, actor.spot, actor.prop)
    if actor.table:
        draw_thing(brush, actor.table, replace(actor.spot, z=actor.spot.z - 0.12, size=actor.spot.size * size))
