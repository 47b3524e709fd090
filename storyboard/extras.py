"""Extras: "two guards" or "a crowd" in, figures in their trade's clothes that stand in the gaps of the stage out."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Any

from storyboard.artwork import find_row, read_table, words_of
from storyboard.backing import growths, level, parts_between
from storyboard.beast import find_beast
from storyboard.canvas import Colour, mix
from storyboard.casting import Actor, grip, turned, vary
from storyboard.crossing import spans_between
from storyboard.crowding import head_of
from storyboard.crowns import starts, strokes_of
from storyboard.deeds import find_pose, poses, raised
from storyboard.drawing import person_key
from storyboard.hangings import head_box
from storyboard.in_hand import held_prop
from storyboard.people import MOST_BACKGROUND, count_people, read_looks
from storyboard.shapes import Spot
from storyboard.told import choose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.backdrops import Thing
    from storyboard.camera import Camera
    from storyboard.crossing import Bar
    from storyboard.crowns import Stroke
    from storyboard.footing import Footing
    from storyboard.looks import Garment, Looks

FADE = 0.38  # how much an extra's colours fade, so that the named people stand out
BODY = 0.42  # metres that a figure takes up across the stage
BEHIND_PEOPLE, ALONE = 5.6, 4.4  # metres from the front of the stage to the nearest extra
SLOTS = 27  # places across the panel that are tried for an extra
AGES = ("", "", "young", "", "old", "")  # of those of whom nothing is said
STANCES = "standing talking crossed looking akimbo listening pocketed watching musing waiting".split()  # noqa: SIM905
STRIDES = {"outfit": 2, "pose": 3, "age": 1}  # steps from one person of a group to the next
TURNED = 9  # like nobody in particular: turned any way
CLUSTER = 3  # people who stand together
DEPTH_STEP = 0.382  # share of the depth from one extra to the next: the golden cut falls into no rows
PEOPLE_COST, EXTRA_COST, THING_COST = 9.0, 12.0, 2.0
FEW, MOSTLY = 4, 0.5  # extras that always find room; share of a head that others may hide of the rest
HEAD_COST, HEAD_SHARE = 60.0, 0.42  # of a head right behind another one; share of a body's width in which it is so
UNEVEN = 0.13  # metres by which those differ in depth who find no place at their own
SMALL = 1.45  # metres; who is smaller has the face behind shoulders
GROWN = 3.0  # what it costs when a trunk or a post grows out of the head
CUT, EDGE = 1000.0, 0.02  # what it costs that the frame cuts the head; panel heights that the frame takes
HAT = 0.2  # heads by which a hat or a cap is higher than the crown
STUCK = 40.0  # what it costs to stand in a table, a wall or the water

CLEAR = 0.9  # what a place costs up to which no other depth is tried: no head is hidden there

Span = tuple[float, float]  # shares of the panel's width


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What could hide an extra: the thing, and which part of the panel's width it covers."""

    thing: Thing
    span: Span

    @property
    def depth(self) -> float:
        """How far away it is."""
        return self.thing.spot.z

    def faces(self, band: Span, camera: Camera) -> list[Span]:
        """Give what of the panel's width it covers between two heights of the panel: a vase, no table."""
        parts = parts_between(self.thing, band, 0.0, camera)
        return [(left / camera.aspect, right / camera.aspect) for left, right in parts]


@dataclass(frozen=True, slots=True)
class Reach:
    """Arms, legs and what is held of somebody, which could hide an extra's face."""

    depth: float
    bars: Sequence[Bar]
    span: Span = (0.0, 0.0)  # bodies are told by themselves

    def faces(self, band: Span, camera: Camera) -> list[Span]:
        """Give what of the panel's width they cover between two heights of the panel."""
        return spans_between(self.bars, band, camera.aspect)


@dataclass(frozen=True, slots=True)
class Before:
    """What could hide an extra at a depth, as shares of the panel's width."""

    people: Sequence[Span]
    taken: Sequence[Span]  # by other extras
    things: Sequence[Obstacle | Reach]
    faces: Sequence[Span]  # what things cover as high as the head
    backs: Sequence[Span]  # where something would grow out of the head


def extras_of(drawing: Mapping[str, Any], seed: int, faded: Colour) -> list[Actor]:
    """Dress the unnamed people; where they stand is still open."""
    extras: list[Actor] = []
    for phrase in drawing.get("background", ()):
        key, count = person_key(str(phrase)), min(count_people(str(phrase)), MOST_BACKGROUND - len(extras))
        extras += [make_extra(str(phrase), f"{key}/{seed % 5}", index, faded) for index in range(count)]
    return extras


def make_extra(phrase: str, key: str, index: int, faded: Colour) -> Actor:
    """Dress one extra as the trade of a phrase asks, and vary what it leaves open; "guards in red coats" says it."""
    trade = read_table("trades")["trade"][find_row("trades", "trade", phrase) or "people"]
    gender = in_turn(key, "gender", index, trade["gender"])
    _, wears, worn = phrase.partition(" in ")
    fitting = [row for row in trade["outfit"] if suits(row, gender)] or trade["outfit"]
    outfit = worn if wears else in_turn(key, "outfit", index, fitting)
    age = in_turn(key, "age", index, trade.get("age", AGES))
    looks = read_looks({"key": f"{key}/{index}", "gender": gender, "age": age, "look": age, "outfit": outfit})
    deed = find_pose(phrase)
    name = deed or in_turn(key, "pose", index, trade.get("pose", STANCES))
    pose = poses()[name]
    usual = str(pose.get("hold", "")) if deed else in_turn(key, "prop", index, trade.get("prop", [""]))
    prop = "" if pose.get("empty") else held_prop((), phrase, usual, str(pose.get("use", "")) if deed else "")
    prop = raised(pose, prop)
    own = grip(vary(turned(pose, f"{key}/{index}", TURNED), f"{key}/{index}", index), prop)
    beast = find_beast(phrase) if find_row("trades", "trade", phrase) == "" else ""
    own_table = "seat" in pose or index == 0  # everybody has a desk and a bed, but one chest is carried
    return Actor(
        fade(replace(looks, beast=beast), faded),
        own,
        Spot(0, 0, 0),
        prop,
        str(pose.get("seat", "")),
        str(pose.get("table", "")) if own_table else "",
        bold=0.8,
        face=str(pose.get("face", "")) or choose(f"{key}/{index}", "face", ("calm", "calm", "")),
    )


def in_turn(key: str, what: str, index: int, options: Sequence[str]) -> str:
    """Take the options in turn, from one that the key chooses: a crowd has of each kind."""
    start = int(choose(key, what, [str(number) for number in range(len(options))]))
    return options[(start + index * STRIDES.get(what, 1)) % len(options)]


def suits(outfit: str, gender: str) -> bool:
    """Say whether people of a sex wear an outfit of the tables: dresses are women's."""
    return gender != "male" or not set(words_of(outfit)) & {"dress", "gown", "skirt", "blouse"}


def fade(looks: Looks, colour: Colour) -> Looks:
    """Fade the clothes a little and the skin less."""

    def faded(garment: Garment) -> Garment:
        return replace(garment, colour=mix(garment.colour, colour, FADE))

    return replace(
        looks,
        skin=mix(looks.skin, colour, FADE * 0.6),
        hair=mix(looks.hair, colour, FADE),
        top=faded(looks.top),
        over=faded(looks.over) if looks.over else None,
        lower=faded(looks.lower),
    )


def span_of(spot: Spot, half: float, camera: Camera) -> Span:
    """Give which share of the panel's width something `half` metres to each side covers."""
    scale = camera.scale(spot.z) / camera.aspect
    middle = 0.5 + (spot.x - camera.x) * scale
    return (middle - half * scale, middle + half * scale)


def overlap(first: Span, second: Span) -> float:
    """Give how much of the panel's width two spans share."""
    return max(0.0, min(first[1], second[1]) - max(first[0], second[0]))


def place_extras(
    extras: Sequence[Actor],
    camera: Camera,
    people: Sequence[Span],
    things: Sequence[Obstacle | Reach],
    footing: Footing,
    standing: Sequence[Thing] = (),
) -> list[Actor]:
    """Stand extras on firm ground where the fewest people and things hide them.

    What is `standing` there should grow out of no head.
    """
    random = Random(len(extras))  # noqa: S311 (art, not secrets)
    placed, taken = list[Actor](), list[Span]()
    front = min(BEHIND_PEOPLE if people else ALONE, footing.far)
    middle, strokes = (front + footing.far) / 2, strokes_of(standing, level(camera))
    for index, extra in enumerate(extras):
        usual = depth_of(index, len(extras), front, footing.far)
        best = (math.inf, 0.0, usual)
        uneven = (min(at + UNEVEN * (index % 4), footing.far) for at in (front, middle))
        for z in dict.fromkeys((usual, *uneven, footing.far)):
            there = replace(extra, spot=Spot(camera.x, 0, z))
            nearer = [thing for thing in things if thing.depth < z]
            backs = growths(standing, there, camera) + crowned(strokes, there, camera)
            _, top, _, bottom = head_of(there, camera)
            faces = [face for thing in nearer for face in thing.faces((top, bottom), camera)]
            before = Before(people, taken, nearer, faces, backs)
            cost, x, _ = cheapest(z, camera, before, footing, (random.random(), is_small(extra)))
            best = min(best, (cost + CUT * (crown_at(replace(there, spot=Spot(x, 0, z)), camera) < EDGE), x, z))
            if best[0] < CLEAR:
                break
        cost, x, z = best
        if cost > CUT:
            continue  # no head is cut by the frame
        span = span_of(Spot(x, 0, z), BODY, camera)
        if index >= FEW and is_hidden(span, [*people, *taken], small=is_small(extra)):
            continue  # a place so full has no room for more
        taken.append(span)
        placed.append(replace(extra, spot=Spot(x, 0, z, flip=faces_left(index, x, camera))))
    return placed


def crown_at(extra: Actor, camera: Camera) -> float:
    """Give how high on the panel somebody's crown or hat is, as the camera leans."""
    _, top, _, bottom = head_of(extra, camera)
    return top - HAT * (bottom - top) * bool(extra.looks.headgear)


def crowned(strokes: Sequence[Stroke], there: Actor, camera: Camera) -> list[Span]:
    """List the shares of the panel's width at which a thin part would start at the middle of somebody's head."""
    spans = starts(strokes, head_box(there, level(camera)), there.spot.z)
    return [(left / camera.aspect, right / camera.aspect) for left, right in spans]


def cheapest(
    z: float, camera: Camera, before: Before, footing: Footing, own: tuple[float, bool]
) -> tuple[float, float, float]:
    """Give the best place at a depth: what it costs, and where it is.

    `own` is a nudge that differs for each, and whether it is a child.
    """
    best, blocked, (left, right) = (math.inf, 0.0, z), footing.taken_at(z), footing.across
    nudge, small = own
    heads = [high_part(other, small=small) for other in (*before.people, *before.taken)] + [*before.faces]
    for index in range(SLOTS):
        slot = 0.06 + 0.88 * index / (SLOTS - 1)
        x = camera.x + (slot - 0.5) * camera.aspect / camera.scale(z)
        span = span_of(Spot(x, 0, z), BODY, camera)
        cost = sum(PEOPLE_COST * overlap(span, other) for other in before.people)
        cost += sum(EXTRA_COST * overlap(span, other) for other in before.taken)
        head = middle_of(span)
        cost += sum(HEAD_COST * overlap(head, other) for other in heads)
        cost += sum(THING_COST * overlap(span, thing.span) for thing in before.things)
        cost += GROWN * any(start < slot < end for start, end in before.backs)
        cost += STUCK * (not left <= x <= right or any(start < x < end for start, end in blocked))
        best = min(best, (cost + 0.02 * abs(slot - 0.5) + 0.004 * ((nudge + 0.618 * index) % 1.0), x, z))
    return best


def is_hidden(span: Span, others: Sequence[Span], *, small: bool = False) -> bool:
    """Say whether a head would be mostly right behind another one, or right before it."""
    head = middle_of(span)
    return any(overlap(head, high_part(other, small=small)) > MOSTLY * (head[1] - head[0]) for other in others)


def is_small(extra: Actor) -> bool:
    """Say whether somebody's head is no higher than a grown person's shoulders."""
    return extra.looks.stature < SMALL


def high_part(span: Span, *, small: bool) -> Span:
    """Give which part of a body's span hides a head behind it: the head, of a child's the shoulders as well."""
    return span if small else middle_of(span)


def middle_of(span: Span) -> Span:
    """Give the part of a body's span in which its head is."""
    middle, half = (span[0] + span[1]) / 2, HEAD_SHARE * (span[1] - span[0]) / 2
    return (middle - half, middle + half)


def depth_of(index: int, count: int, front: float, back: float) -> float:
    """Say how far back the nth extra stands: uneven, so that no feet are in line; the first ones nearest."""
    if count < CLUSTER:
        return front + 0.35 * index * min(1.0, back - front)
    return front + (back - front) * ((index * DEPTH_STEP) % 1.0)


def faces_left(index: int, x: float, camera: Camera) -> bool:
    """Turn most people to the middle; in a group every third turns to the neighbour outside."""
    return (x > camera.x) != (index % CLUSTER == CLUSTER - 1)
