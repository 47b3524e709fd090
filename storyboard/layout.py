"""Layout: a drawing in, everything that stands on its stage and the camera that sees it out; nothing is drawn here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Any

from storyboard.aims import aimed
from storyboard.approach import approach
from storyboard.artwork import find_row, read_table
from storyboard.asides import step_aside
from storyboard.attention import watch
from storyboard.backdrops import Thing, things_of
from storyboard.backing import clear_heads, without_merging
from storyboard.blazes import clear_ground
from storyboard.blocking import clear_stage
from storyboard.casting import Actor, set_props
from storyboard.clocks import timed
from storyboard.contact import hold_on
from storyboard.crowding import stand_clear, without_hidden
from storyboard.deeds import find_pose, poses
from storyboard.doubles import without_doubles
from storyboard.edges import leave_slivers, seen_span, still_held
from storyboard.elbow_room import make_room
from storyboard.extras import extras_of, overlap, place_extras, span_of
from storyboard.footing import WALL, footing_of, room_of, stepped_out
from storyboard.framing import framed, hands_seen, moved_in
from storyboard.hangings import hang_clear
from storyboard.nearness import come_nearer
from storyboard.obstacles import fires, furniture_of, obstacles
from storyboard.openings import tell_hour
from storyboard.places import place_row, said_of
from storyboard.seats import beds, is_bed, take_seat
from storyboard.sets import lights_of
from storyboard.shapes import Spot, extent_of
from storyboard.staging import Staging, shot_of, stage_people
from storyboard.stems import with_stems
from storyboard.variation import variation_of, vary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.camera import Camera
    from storyboard.extras import Span
    from storyboard.footing import Footing

ARMS_DOWN, SEATED = 0.5, 0.9  # metres that somebody takes up to each side, and at a table or on a chair
MANY, BED = 3, 1.15  # beds from which a place is a ward, and metres that a sleeper's takes up to each side
PROP_DEPTH, LARGE_DEPTH = 3.5, 6.0  # metres from the front of the stage to a prop that nobody holds
LARGE = 0.6  # metres to each side, or half as high; a larger prop stands behind the people
FIRE_SHY = 3  # how much more people without a name keep from flames than from each other
INSIDE = 0.8  # share of a prop's half width in which nothing else may stand
HEADROOM = 0.15  # metres between what is set down and the ceiling
MOST_HIDDEN = 0.35  # share of what stands on a table that may be before people
MOST_BEFORE = 0.6  # share of a prop that may be before the table or the cart that somebody brings
BEFORE = 0.3  # metres before the nearest person from which a thing can be in the way
NEAR_LENS = 1.0  # metres; what is nearer to the lens fills the picture
WAIST, WIDEST = 0.62, 0.3  # how high on the panel and how wide in its widths such a thing may be


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything that stands on the stage, and the camera that sees it."""

    place: Mapping[str, Any]  # row of the places
    shot: str
    staging: Staging
    things: tuple[Thing, ...]
    extras: tuple[Actor, ...]

    @property
    def people(self) -> tuple[Actor, ...]:
        """Everyone who is drawn: the named and the unnamed."""
        return (*self.staging.actors, *self.extras)


def lay_out(drawing: Mapping[str, Any], aspect: float, seed: int, *, least_head: float = 0.0) -> Layout:
    """Decide what stands where; `least_head`: for how high a head, in panel heights, the camera comes nearer."""
    pose = poses().get(find_pose(str(drawing.get("action", ""))), {})
    place = place_row(drawing, pose)
    light, _ = lights_of(drawing, place)
    shot = shot_of(drawing, place)
    staging = stage_people(drawing, place, aspect, light.mood.tilt)
    staging = staging if "seats" in place else make_room(staging, shot)
    staging = come_nearer(vary(staging, variation_of(drawing, seed), shot, place), least_head, shot, place)
    room, own = place["set"] == "room", things_of(place, Random(seed))  # noqa: S311 (art, not secrets)
    staging, things = approach(staging, without_spare(own, staging), place, near=least_head > 0)
    staging = stand_clear(within_walls(staging, place), place)
    if "seats" not in place:
        half = float(place.get("width", 7.0)) / 2 + 0.4 if room else 30.0
        staging = step_aside(staging, things, place)
        things = [thing for thing in things if not in_the_way(thing, staging)]
        rooms = [room_of(actor) for actor in staging.actors]
        things = still_held(own, clear_stage(things, [one.spot for one in staging.actors], half, rooms), place)
        staging = beside_furniture(staging, footing_of(place, things))
    things = hang_clear(timed(things, light.hands), staging.actors, staging.camera, place)
    if "seats" not in place:
        things = leave_slivers(clear_heads(things, staging.actors, staging.camera, place), staging.camera, place)
    place, things = tell_hour(place, things, brought(staging), staging) if light.hands else (place, things)
    props = [] if pose.get("afloat") else set_down(drawing, place, staging, things)  # in the sea it would sink
    told = [] if pose.get("afloat") and not room else extras_of(drawing, seed, light.haze)  # nobody stands on water
    extras = stand_extras(told, place, [*things, *props], staging)
    people = [*staging.actors, *seen_of(extras, staging, [*things, *props])]
    # Only now it is known who else stands there, and where the furniture ended up.
    things = tidied(things, people, staging.camera, place)
    things = hang_clear([*things, *props], people, staging.camera, place)
    groups = hold_on(staging.actors), people[len(staging.actors) :]
    held, seen = (tuple(hands_seen(one, staging.camera) for one in group) for group in groups)
    return Layout(place, shot, replace(staging, actors=held), tuple(things), seen)


def tidied(things: Sequence[Thing], people: Sequence[Actor], camera: Camera, place: Mapping[str, Any]) -> list[Thing]:
    """Take away what would merge with people, burn them or stand in their way, and doubles of lamps and animals."""
    apart = with_stems(without_merging(things, people, camera, place), people, camera)
    return without_doubles(clear_ground(apart, people, camera, place), camera)


def seen_of(extras: Sequence[Actor], staging: Staging, things: Sequence[Thing]) -> Sequence[Actor]:
    """Give those without a name whom neither people nor things hide."""
    extras = aimed(extras, staging.actors, staging.camera)
    return without_hidden(extras, staging.actors, staging.camera, [*things, *furniture_of(staging)])


def set_down(
    drawing: Mapping[str, Any], place: Mapping[str, Any], staging: Staging, own: Sequence[Thing]
) -> list[Thing]:
    """Set down the props of a drawing beside what its place has."""
    solid = footing_of(place, [*own, *brought(staging), *foreground_of(place)])
    props = props_on_stage(meant_there(drawing, place), staging, spans_of(staging), solid, own)
    return [below_ceiling(prop, place) for prop in props]


def below_ceiling(prop: Thing, place: Mapping[str, Any]) -> Thing:
    """Make a statue that would go through the ceiling of a room as small as the room asks."""
    height = extent_of(prop.name)[2]
    room = float(place.get("height", 2.9)) - HEADROOM - prop.spot.y if place["set"] == "room" else height
    return replace(prop, spot=replace(prop.spot, size=room / height)) if height > room else prop


def stand_extras(
    crowd: Sequence[Actor], place: Mapping[str, Any], things: Sequence[Thing], staging: Staging
) -> list[Actor]:
    """Stand the people without a name where nothing hides them."""
    placed = place_extras(
        [take_seat(extra, place) for extra in crowd],
        staging.camera,
        [*spans_of(staging), *fires(things, staging) * FIRE_SHY],
        obstacles(things, staging),
        footing_of(place, things),
        things,
    )
    return [moved_in(extra, staging.camera) for extra in watch(placed, staging.actors)]


def spans_of(staging: Staging) -> list[Span]:
    """Give which parts of the panel's width the named people cover."""
    return [span_of(actor.spot, half_width(actor), staging.camera) for actor in staging.actors]


def in_the_way(thing: Thing, staging: Staging) -> bool:
    """Say whether a thing before the people would fill the view: the camera may stand right behind it."""
    camera, spot = staging.camera, thing.spot
    if spot.turn != "front" or spot.z > min((actor.spot.z for actor in staging.actors), default=0.0) - BEFORE:
        return False
    left, right, height = (number * spot.size for number in extent_of(thing.name))
    top = camera.project((spot.x, spot.y + height, spot.z))[1]
    across = (right - left) * camera.scale(spot.z) / camera.aspect
    return spot.z - camera.z < NEAR_LENS or (top < WAIST and across > WIDEST)


def within_walls(staging: Staging, place: Mapping[str, Any]) -> Staging:
    """Bring those who would stand beyond a side wall of a narrow room into it; the two who act stay as they are."""
    if place["set"] != "room" or "seats" in place:
        return staging
    half = float(place.get("width", 7.0)) / 2 - WALL
    beside = [
        replace(actor, spot=replace(actor.spot, x=min(half, max(-half, actor.spot.x)))) for actor in staging.actors[2:]
    ]
    return replace(staging, actors=(*staging.actors[:2], *beside))


def beside_furniture(staging: Staging, footing: Footing) -> Staging:
    """Bring those who would stand in a bed or a table before it, where they are seen; the two who act stay."""
    camera = staging.camera

    def step_out(actor: Actor) -> Actor:
        if actor.seat or actor.table or actor.behind or "on" in actor.pose:
            return actor
        out = replace(actor, spot=stepped_out(actor.spot, (camera.x, camera.z), footing))
        return out if framed(out, camera) or not framed(actor, camera) else actor

    beside = [step_out(actor) for actor in staging.actors[2:]]
    return replace(staging, actors=(*staging.actors[:2], *beside))


def foreground_of(place: Mapping[str, Any]) -> list[Thing]:
    """List what of a place is drawn before its people: the near side of the car that they sit in."""
    return things_of({**place, "put": place.get("front", ""), "strew": ""}, Random(0))  # noqa: S311 (art, not secrets)


def brought(staging: Staging) -> list[Thing]:
    """List what people bring with them: the seat, the table with all that is on it, the door behind."""
    names = [(actor.spot, name) for actor in staging.actors for name in (actor.table, actor.seat, actor.behind)]
    return [Thing(name, spot) for spot, name in names if name]


def without_spare(things: Sequence[Thing], staging: Staging) -> list[Thing]:
    """Leave out what is one too many."""
    many = sum(thing.name in beds() for thing in things) >= MANY
    return [thing for thing in things if not is_spare(thing, staging, one_of_many=many)]


def is_spare(thing: Thing, staging: Staging, *, one_of_many: bool = False) -> bool:
    """Say whether a thing is one too many: a bed where somebody lies in another, a sink beside the one that is used.

    Of the many beds of a ward those stay that are not behind the sleeper's.
    """
    if thing.name not in beds():
        return thing.name in in_use(staging)
    sleepers = [span_of(actor.spot, BED, staging.camera) for actor in staging.actors if is_bed(actor.seat)]
    behind = any(overlap(span, seen_span(thing, staging.camera)) for span in sleepers)
    return behind if one_of_many else bool(sleepers)


def half_width(actor: Actor) -> float:
    """Give how many metres a person takes up to each side, with the arms where they reach farther."""
    if actor.looks.beast:
        return ARMS_DOWN
    hands = max(abs(x) for x, _, _ in actor.skeleton.fingers)
    return max(SEATED if actor.seat or actor.table else ARMS_DOWN, hands * actor.spot.size)


def props_on_stage(
    props: Sequence[str], staging: Staging, people: Sequence[Span], footing: Footing, things: Sequence[Thing]
) -> list[Thing]:
    """Set down the props that no one holds and the place has none of, where they stand in nothing and hide nobody.

    Small ones stand before the people, large ones behind; what belongs on a table has one.
    """
    used = [*in_use(staging), *(thing.name for thing in things)]
    names = set_props(props, used, indoors=footing.covered)
    camera, placed = staging.camera, list[Thing]()
    own = [seen_span(thing, camera) for thing in brought(staging)]
    taken = [*people, *own]
    grounded = camera.z + camera.y * camera.focal / max(0.1, 0.86 - camera.horizon)
    for name in names:
        table = str(read_table("things")["thing"][name].get("on", ""))
        left, right, height = extent_of(table or name)
        half = max(-left, right)
        z = LARGE_DEPTH if max(half, height / 2) > LARGE else min(5.0, max(PROP_DEPTH, grounded))
        z = min(z, footing.far)
        x, span, is_free = free_slot(camera, z, half, taken, footing)
        if not is_free or any(overlap(span, whole) > MOST_BEFORE * (span[1] - span[0]) for whole in own):
            continue  # under a car's wheel nothing is set down, nor before the legs of the horse that draws it
        if name in read_table("beasts")["beast"] and not 0 <= span[0] <= span[1] <= 1:
            continue  # the frame cuts through no animal
        if table and sum(overlap(span, person) for person in people) > MOST_HIDDEN * (span[1] - span[0]):
            continue  # what stands so high hides no chest and no face
        taken.append(span)
        placed += [Thing(table, Spot(x, 0, z))] if table else []
        placed.append(Thing(name, Spot(x, height if table else 0, z)))
    return placed


def meant_there(drawing: Mapping[str, Any], place: Mapping[str, Any]) -> list[str]:
    """List the props of a drawing as they are meant at its place: on a ship a wheel is the helm.

    The car in which people sit is not set down beside itself.
    """
    props, meant = [str(prop) for prop in drawing.get("props", ())], place.get("meant", {})
    own = said_of("motors") if "seats" in place else ()
    named = [(find_row("things", "thing", prop), prop) for prop in props]
    return [str(meant.get(name, prop)).replace("_", " ") for name, prop in named if name not in own]


def in_use(staging: Staging) -> list[str]:
    """Name what people hold, sit on or are busy with, and what that stands for: it is not set down once more."""
    rows, used = read_table("things")["thing"], list[str]()
    for actor in staging.actors:
        for name in filter(None, (actor.prop, actor.seat, actor.table, actor.behind)):
            used += [name, *str(rows.get(name, {}).get("instead", "")).split()]
    return used


def free_slot(
    camera: Camera, z: float, half: float, taken: Sequence[Span], footing: Footing
) -> tuple[float, Span, bool]:
    """Find where across the stage something hides the least, and whether it stands in nothing there."""
    costs = []
    for slot in range(17):
        share = 0.10 + 0.05 * slot
        x = camera.x + (share - 0.5) * camera.aspect / camera.scale(z)
        span = span_of(Spot(x, 0, z), half, camera)
        stuck = sum(not footing.holds(edge, z) for edge in (x - INSIDE * half, x, x + INSIDE * half))
        cut = max(0.0, -span[0]) + max(0.0, span[1] - 1)
        cost = sum(overlap(span, other) for other in taken) + stuck + 2 * cut + 0.1 * abs(share - 0.62)
        costs.append((cost, x, span, stuck == 0))
    return min(costs)[1:]
