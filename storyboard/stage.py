"""The stage: a drawing laid out, and its place, things and people drawn on any canvas from far to near."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table
from storyboard.beasts import draw_beast, gait_of
from storyboard.camera import Camera
from storyboard.canvas import make_canvas, mix, oval
from storyboard.casting import Actor
from storyboard.drawing import reads_seed
from storyboard.edges import seen_span
from storyboard.extras import span_of
from storyboard.figures import draw_arms_on, draw_far_arm, draw_figure, drawn_skeleton, own_colours
from storyboard.grips import BEFORE, furniture_size, top_of
from storyboard.hangings import head_box
from storyboard.heavens import clear_sun
from storyboard.holds import holds_of
from storyboard.layout import Layout, foreground_of, half_width, lay_out
from storyboard.order import far_to_near as in_order
from storyboard.painters import cast_shadow, draw_shapes, draw_thing
from storyboard.sets import is_mirrored, lights_of, make_brush, paint_place
from storyboard.shapes import Spot, corners_of, extent_of, parse_shapes, points_of
from storyboard.sky import draw_weather, draw_wind
from storyboard.space import hull
from storyboard.variation import variation_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.backdrops import Thing
    from storyboard.canvas import Canvas, Point
    from storyboard.extras import Span
    from storyboard.shapes import Brush

ROOM_FOR = 0.13  # least share of the panel's width that must be free at an edge
WITHOUT = ("close", "bust", "over")  # shots that have a near layer of their own: the face, the shoulder
SHADE = 0.74  # share of the light that the nearest layer is left
MAN = 1.72  # metres; what trails behind who moves fast is drawn for a man
AT_HAND = 5.0  # metres from the front of the stage to what is set down beside the people
FAR_SHADOWS = 16.0  # metres; shadows beyond are lost in the haze


@dataclass(frozen=True, slots=True)
class Stage:
    """A drawing laid out, ready to be drawn."""

    drawing: Mapping[str, Any]
    layout: Layout
    seed: int
    front: tuple[Thing, ...]  # what of the place stands before everybody: the side of a boat
    mirrored: bool  # the finished picture is turned around

    @property
    def indoors(self) -> bool:
        """Whether walls are around the people."""
        return bool(self.layout.place["set"] == "room")

    @property
    def covered(self) -> bool:
        """Whether neither wind nor rain gets there."""
        return self.indoors or bool(self.layout.place.get("roof"))


def set_stage(drawing: Mapping[str, Any], aspect: float, seed: int, *, least_head: float = 0.0) -> Stage:
    """Lay a drawing out; `aspect` is the picture's width in its heights, `least_head` that of a head's box in them."""
    seed = seed if reads_seed(drawing) else 0
    layout = lay_out(drawing, aspect, seed, least_head=least_head)
    mirrored = is_mirrored(drawing) != variation_of(drawing, seed).side
    return Stage(drawing, layout, seed, tuple(foreground_of(layout.place)), mirrored)


def empty_sheet(stage: Stage, width: int, height: int) -> Canvas:
    """Lay out a sheet in the colour of the air."""
    light, _ = lights_of(stage.drawing, stage.layout.place)
    return make_canvas(width, height, light.grade(light.haze))


def brush_on(stage: Stage, canvas: Canvas) -> Brush:
    """Mix the light of a stage over a canvas."""
    camera = stage.layout.staging.camera
    brush = make_brush(stage.drawing, canvas, camera, stage.layout.place)
    outside = replace(brush.outside, sun=clear_sun(brush.outside.sun, stage.layout, near_points(stage, camera)))
    return replace(brush, outside=outside, mirrored=stage.mirrored)


def draw_set(brush: Brush, stage: Stage) -> None:
    """Draw the land under its sky, or the room, and what the wind carries over it."""
    paint_place(brush, stage.layout.place, Random(stage.seed))  # noqa: S311 (art, not secrets)
    if not stage.covered:
        heads = [head_box(actor, brush.camera) for actor in stage.layout.people]
        draw_wind(brush, Random(stage.seed + 2), heads, leaves=has_trees(stage.layout))  # noqa: S311


def far_to_near(layout: Layout) -> list[Thing | Actor]:
    """List things and people in the order in which they are drawn."""
    return in_order(layout.things, layout.people, layout.staging.camera)


def draw_item(brush: Brush, item: Thing | Actor) -> None:
    """Draw a thing or a person of the stage."""
    if isinstance(item, Actor):
        draw_behind(brush, item)
        draw_body(brush, item)
        draw_before(brush, item)
        draw_hands(brush, item)
    else:
        draw_standing(brush, item)


def draw_front(brush: Brush, stage: Stage) -> None:
    """Draw what stands before everybody: the vehicle's own side, and what frames the view where it hides nobody."""
    for thing in stage.front:
        draw_thing(brush, thing.name, thing.spot)
    draw_near(brush, stage.layout.place, spans_before(stage, brush.camera), stage.layout.shot)


def draw_fall(brush: Brush, stage: Stage) -> None:
    """Let rain and snow fall before the lens, though not into what has seats."""
    if stage.covered:
        return
    draw_weather(brush, Random(stage.seed + 1))  # noqa: S311 (art, not secrets)
    if "seats" in stage.layout.place:
        shelter(brush, stage.front)


def is_at_hand(thing: Thing) -> bool:
    """Say whether a thing stands as near as the people: what stands before the lens would cut it in two."""
    return thing.spot.turn == "front" and thing.spot.z <= AT_HAND


def draw_near(brush: Brush, place: Mapping[str, Any], people: Sequence[Span], shot: str) -> None:
    """Draw a place's foreground on the side where it hides nobody; nothing where neither side is free."""
    side = near_side(place, people, shot)
    if side is None:
        return
    aspect = brush.canvas.aspect
    # One metre of this stage is one panel height, and its origin is the lower left corner of the drawing.
    camera = Camera(aspect / 2, 0.5, 0.0, 1.0, 0.5, aspect)
    dark = replace(brush.light, tint=mix((8, 8, 20), brush.light.tint, SHADE), haze_share=0.0)
    own = replace(brush, camera=camera, light=dark)
    row = read_table("near")["near"][str(place["near"])]
    draw_shapes(own, parse_shapes(row["shapes"]), Spot(aspect * side, 0.0, 1.0, flip=bool(side)))


def near_side(place: Mapping[str, Any], people: Sequence[Span], shot: str) -> int | None:
    """Say on which side a place's foreground is: 0 the left, 1 the right one; None for nowhere."""
    left = min((span[0] for span in people), default=1.0)
    right = 1 - max((span[1] for span in people), default=0.0)
    known = str(place.get("near", "")) in read_table("near")["near"]
    return None if not known or shot in WITHOUT or max(left, right) < ROOM_FOR else int(right > left)


def near_points(stage: Stage, camera: Camera) -> list[list[Point]]:
    """Give the corners of the shapes of a place's foreground, on the panel."""
    side = near_side(stage.layout.place, spans_before(stage, camera), stage.layout.shot)
    if side is None:
        return []
    shapes = parse_shapes(read_table("near")["near"][str(stage.layout.place["near"])]["shapes"])
    return [[(camera.aspect - x if side else x, 1 - y) for x, y in corners_of(shape)] for shape in shapes]


def spans_before(stage: Stage, camera: Camera) -> list[Span]:
    """Give which parts of the panel's width are taken by people and by what is set down beside them."""
    people = [span_of(actor.spot, half_width(actor), camera) for actor in stage.layout.people]
    return [*people, *(seen_span(thing, camera) for thing in stage.layout.things if is_at_hand(thing))]


def shelter(brush: Brush, things: Sequence[Thing]) -> None:
    """Let neither rain nor snow fall into the vehicle that people sit in."""
    for thing in things:
        places = [thing.spot.place(x, y) for x, y in points_of(thing.name)]
        brush.canvas.dry(hull([brush.camera.project(place) for place in places]))


def has_trees(layout: Layout) -> bool:
    """Say whether leaves can blow there: trees stand on the land, and no water lies under everything."""
    return layout.place.get("ground") != "water" and any("tree" in thing.name for thing in layout.things)


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


def draw_behind(brush: Brush, actor: Actor) -> None:
    """Draw somebody's shadow and what is behind: a door, a seat, another's arm."""
    if not actor.pose.get("on"):
        cast_shadow(brush, actor.spot, (-0.3, 0.3, actor.looks.stature))
    if actor.pose.get("aloft") or not actor.pose.get("on"):
        ground(brush, actor.spot)
    if actor.pose.get("wake"):
        draw_thing(brush, str(actor.pose["wake"]), replace(actor.spot, size=actor.looks.stature / MAN))
    if actor.looks.beast or actor.looks.age == "baby":
        return  # a baby has a cradle of its own
    for name, share in ((actor.behind, 1.0), (actor.seat, seat_size(actor))):
        draw_thing(brush, name, replace(actor.spot, size=actor.spot.size * share, x=middle_of_seat(actor, name)))
    draw_holds(brush, actor)
    if actor.holder:
        draw_far_arm(brush, actor.holder.looks, actor.holder.pose, actor.holder.spot)


def draw_holds(brush: Brush, actor: Actor) -> None:
    """Draw what juts out under the hands and the feet of who climbs, and what a raised hand hangs on."""
    if not {"hand_holds", "foot_holds"} & set(actor.pose):
        return
    for name, (u, v, w) in holds_of(drawn_skeleton(actor.looks, actor.pose, actor.prop), actor.pose):
        x, y, z = actor.spot.place(u, v, w)
        draw_thing(brush, name, replace(actor.spot, x=x, y=y, z=z, flip=actor.spot.flip != (u < 0)))


def seat_size(actor: Actor) -> float:
    """Give how large somebody's seat is, 1 = a grown person's: who was lifted onto it has one of those."""
    return 1.0 if "lift" in actor.pose else furniture_size(actor.looks.stature)


def middle_of_seat(actor: Actor, name: str) -> float:
    """Give where across the stage a seat stands: who shares it sits beside its middle."""
    aside = float(actor.pose.get("seat_at", 0.0)) * seat_size(actor) if name == actor.seat else 0.0
    return actor.spot.x + (-aside if actor.spot.flip else aside)


def draw_body(brush: Brush, actor: Actor) -> None:
    """Draw a person, a baby or an animal with what is in the hands."""
    if actor.looks.beast:
        draw_beast(brush, actor.looks.beast, actor.spot, gait_of(actor.pose), actor.looks.skin)
        return
    if actor.looks.age == "baby":
        draw_thing(replace(brush, colours=own_colours(brush, actor.looks)), "baby", actor.spot)
        return
    draw_figure(own_brush(brush, actor), actor.looks, actor.pose, actor.spot, actor.prop)


def draw_before(brush: Brush, actor: Actor) -> None:
    """Draw the table that somebody sits at."""
    if actor.table and not actor.looks.beast and actor.looks.age != "baby":
        size = actor.spot.size * furniture_size(actor.looks.stature)
        draw_thing(brush, actor.table, replace(actor.spot, z=actor.spot.z - BEFORE, size=size))


def draw_hands(brush: Brush, actor: Actor) -> None:
    """Draw the hands that lie on the table once more, over it."""
    if top_of(actor.table) and not actor.looks.beast and actor.looks.age != "baby":
        draw_arms_on(own_brush(brush, actor), actor.looks, actor.pose, actor.spot, actor.prop, actor.table)


def own_brush(brush: Brush, actor: Actor) -> Brush:
    """Give the brush for somebody's own face and weight of line."""
    mood = replace(brush.light.mood, face=actor.face or brush.light.mood.face)
    return replace(brush, light=replace(brush.light, bold=brush.light.bold * actor.bold, mood=mood))
