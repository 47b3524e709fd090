"""Extras: "two guards" or "a crowd" in, figures in their trade's clothes that stand in the gaps of the stage out."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

from storyboard.artwork import find_row, read_table
from storyboard.canvas import Colour, mix
from storyboard.drawing import person_key
from storyboard.people import MOST_BACKGROUND, Garment, Looks, count_people, read_looks
from storyboard.places import find_pose
from storyboard.shapes import Spot
from storyboard.staging import IDLE, Actor, held_prop
from storyboard.told import choose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.camera import Camera

FADE = 0.38  # how much an extra's colours fade, so that the named people stand out
BODY = 0.42  # metres that a figure takes up across the stage
BEHIND_PEOPLE, ALONE = 5.6, 4.4  # metres from the front of the stage to the nearest extra
SLOTS = 27  # places across the panel that are tried for an extra
PEOPLE_COST, EXTRA_COST, THING_COST = 9.0, 12.0, 1.0

Span = tuple[float, float]  # shares of the panel's width


def extras_of(drawing: Mapping[str, Any], seed: int, faded: Colour) -> list[Actor]:
    """Dress the unnamed people; where they stand is still open."""
    extras: list[Actor] = []
    for phrase in drawing.get("background", ()):
        key, count = person_key(str(phrase)), min(count_people(str(phrase)), MOST_BACKGROUND - len(extras))
        extras += [make_extra(str(phrase), f"{key}/{index}/{seed % 5}", faded) for index in range(count)]
    return extras


def make_extra(phrase: str, key: str, faded: Colour) -> Actor:
    """Dress one extra as the trade of a phrase asks, and vary what it leaves open; "guards in red coats" says it."""
    trade = read_table("trades")["trade"][find_row("trades", "trade", phrase) or "people"]
    gender = choose(key, "gender", trade["gender"])
    _, wears, worn = phrase.partition(" in ")
    outfit = worn if wears else choose(key, "outfit", trade["outfit"])
    looks = read_looks(
        {"key": key, "gender": gender, "age": choose(key, "age", trade.get("age", [""])), "look": "", "outfit": outfit}
    )
    poses = read_table("poses")["pose"]
    deed = find_pose(phrase)
    pose = poses[deed or choose(key, "pose", trade.get("pose", IDLE))]
    face = choose(key, "face", ("calm", "calm", ""))
    usual = str(pose.get("hold", "")) if deed else choose(key, "prop", trade.get("prop", [""]))
    prop = held_prop((), phrase, usual, str(pose.get("use", "")) if deed else "")
    return Actor(fade(looks, faded), pose, Spot(0, 0, 0), prop, bold=0.8, face=face)


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
    extras: Sequence[Actor], camera: Camera, people: Sequence[Span], things: Sequence[tuple[float, Span]], back: float
) -> list[Actor]:
    """Stand extras where the fewest people and things hide them; `things` are depths and spans, `back` the far end."""
    random = Random(len(extras))  # noqa: S311 (art, not secrets)
    placed: list[Actor] = []
    taken: list[Span] = []
    front = min(BEHIND_PEOPLE if people else ALONE, back)
    for index, extra in enumerate(extras):
        z = front + (0.0 if len(extras) < 3 else (back - front) * (index % 3) / 2)  # noqa: PLR2004 (one row)
        slots = [0.06 + 0.88 * slot / (SLOTS - 1) for slot in range(SLOTS)]
        costs = []
        for slot in slots:
            x = camera.x + (slot - 0.5) * camera.aspect / camera.scale(z)
            span = span_of(Spot(x, 0, z), BODY, camera)
            cost = sum(PEOPLE_COST * overlap(span, other) for other in people)
            cost += sum(EXTRA_COST * overlap(span, other) for other in taken)
            cost += sum(THING_COST * overlap(span, other) for depth, other in things if depth < z)
            costs.append((cost + 0.02 * abs(slot - 0.5) + 0.004 * random.random(), x, span))
        _, x, span = min(costs)
        taken.append(span)
        placed.append(replace(extra, spot=Spot(x, 0, z, flip=x > camera.x)))
    return placed
