"""Beings without a human shape: a row of `artwork/beasts.toml` in, the animal in profile on the stage out."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table
from storyboard.beast import DARK, Beast, ahead, paint
from storyboard.beast_heads import draw_extras, draw_head
from storyboard.canvas import hexcolour, mix
from storyboard.limbs import Easel, draw_limbs, shaded
from storyboard.pen import ink_stroke
from storyboard.skeleton import LYING
from storyboard.space import between

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.canvas import Colour
    from storyboard.limbs import Ball
    from storyboard.shapes import Brush, Spot
    from storyboard.space import Point3

STRIDE = 30  # degrees between the thighs of who walks; twice as many of who runs
FAR_SHARE = 0.22  # how much darker the legs on the far side are
ASIDE = 0.45  # of the body's thickness that the legs stand apart
GAITS: Mapping[
    str, tuple[float, float, float, float]
] = {  # degrees of the legs: near fore, far fore, near hind, far hind
    "standing": (2, -5, -3, 6),
    "walking": (24, -20, -22, 20),
    "running": (52, 34, -48, -30),
    "lying": (78, 70, 74, 66),
}


def gait_of(pose: Mapping[str, Any]) -> str:
    """Name the gait of an animal that does what a pose shows."""
    if abs(float(pose["lean"])) > LYING:
        return "lying"
    spread = abs(float(pose["leg_near"][0]) - float(pose["leg_far"][0]))
    upright = not pose.get("seat")
    return "running" if spread > STRIDE * 2 and upright else "walking" if spread > STRIDE and upright else "standing"


def draw_beast(brush: Brush, name: str, spot: Spot, gait: str = "standing", colour: Colour | None = None) -> None:
    """Draw an animal from the far legs to the near ones."""
    row = read_table("beasts")["beast"][name]
    own = replace(brush, light=brush.light.on_people())
    beast = Beast(Easel(own, spot), row, colour or hexcolour(row["colour"]), gait if gait in GAITS else "standing")
    draw_tail(beast)
    draw_legs(beast, far=True)
    draw_wing(beast, far=True)
    draw_trunk(beast)
    draw_head(beast)
    draw_extras(beast)
    draw_wing(beast, far=False)


def draw_trunk(beast: Beast) -> None:
    """Draw body and neck as one form."""
    _, _, chest, loin = beast.row["body"]
    (sx, sy, _), (rx, ry, _) = beast.shoulder, beast.rump
    body: list[Ball] = [
        ((rx, ry, 0), loin),
        ((rx * 0.2 + sx * 0.1, (sy + ry) / 2 - 0.02 * chest, 0), (chest + loin) / 2),
        ((sx * 0.8, sy, 0), chest),
    ]
    neck = float(beast.row["neck"][2])
    throat: list[Ball] = [
        ((sx * 0.8, sy + chest * 0.1, 0), chest * 0.8),
        (between(beast.shoulder, beast.poll, 0.5), neck),
        (beast.poll, neck * 0.85),
    ]
    near = [limb for limb, _ in legs_of(beast, far=False)]
    draw_paws(beast, legs_of(beast, far=False), beast.colour)
    draw_limbs(beast.easel, [body, throat, *(part for limb in near for part in limb)], beast.colour, shade=0)
    shade_belly(beast, body)
    if beast.has("hump"):
        draw_limbs(
            beast.easel,
            [[((-0.1, sy + chest * 0.6, 0), chest * 0.8), ((0.05, sy + chest * 1.1, 0), chest * 0.5)]],
            beast.colour,
        )
    if beast.has("shell"):
        dome = [
            (
                (math.cos(t * math.pi / 8)) * 0.75 * beast.row["body"][0],
                sy + math.sin(t * math.pi / 8) * chest * 1.3,
                0.0,
            )
            for t in range(9)
        ]
        paint(beast, dome, mix(beast.colour, (90, 60, 30), 0.4))


def shade_belly(beast: Beast, body: Sequence[Ball]) -> None:
    """Lay a crescent of shade along the belly."""
    (ax, ay, _), rear = body[0]
    (bx, by, _), front = body[-1]
    edge, inner = [], []
    for index in range(9):
        share = index / 8
        x, y, thick = ax + (bx - ax) * share, ay + (by - ay) * share, (rear + (front - rear) * share) * 0.97
        edge.append((x, y - thick, 0.0))
        inner.append((x, y - thick * (1 - 0.5 * math.sin(math.pi * share) ** 0.6), 0.0))
    form = [beast.easel.point(place) for place in (*edge, *reversed(inner))]
    beast.easel.brush.canvas.fill(form, beast.easel.tone(shaded(beast.colour)))


Limb = tuple[list["Ball"], list["Ball"]]  # thigh and shin


def draw_legs(beast: Beast, *, far: bool) -> None:
    """Draw the legs of the far side by themselves; the near ones are one form with the body."""
    legs, colour = legs_of(beast, far=far), mix(beast.colour, DARK, FAR_SHARE)
    draw_paws(beast, legs, colour)
    for limb, _ in legs:
        draw_limbs(beast.easel, limb, colour, 0.9)


def draw_paws(beast: Beast, legs: Sequence[tuple[Limb, Point3]], colour: Colour) -> None:
    """Draw hooves or paws under who stands."""
    thin = float(beast.row["legs"][1]) if legs else 0.0
    for _, foot in legs if beast.gait != "lying" else ():
        paw: list[Ball] = [((foot[0], foot[1] + thin * 0.2, foot[2]), thin * 1.05)]
        paw.append(((foot[0] + thin * 1.2, foot[1] + thin * 0.1, foot[2]), thin * 0.95))
        draw_limbs(beast.easel, [paw], mix(colour, DARK, 0.35), 0.8)


def legs_of(beast: Beast, *, far: bool) -> list[tuple[Limb, Point3]]:
    """Give the legs of one side, thigh and shin, each with where its foot is."""
    if not beast.row["legs"]:
        return []
    length, height, chest, loin = beast.row["body"]
    side, angles = chest * ASIDE * (1 if far else -1), GAITS[beast.gait]
    pairs = [(length * 0.40, angles[1 if far else 0], 1), (-length * 0.44, angles[3 if far else 2], -1)]
    pairs = [(-length * 0.05, angles[1 if far else 0], 1)] if beast.has("two") else pairs
    hips = [(x, height - chest - (loin if bend < 0 else chest) * 0.2 - beast.low, side) for x, _, bend in pairs]
    return [bend_leg(beast, hip, angle - 90, bend) for hip, (_, angle, bend) in zip(hips, pairs, strict=True)]


def bend_leg(beast: Beast, hip: Point3, angle: float, bend: int) -> tuple[Limb, Point3]:
    """Bend one leg down to the ground: the hind one backwards."""
    thick, thin, share = beast.row["legs"]
    down, reach = max(0.05, hip[1]), float(beast.row["body"][1]) * share
    knee = ahead(hip, down * 0.52, angle + (8 if bend > 0 else 22) * (beast.gait != "standing" or bend < 0))
    foot = (knee[0] + (hip[0] - knee[0]) * 0.4 + 0.02 * bend, thin * 0.6, hip[2])
    if beast.gait == "running":
        foot = ahead(knee, down * 0.5, angle - 14 * bend)
    if beast.gait == "lying":
        knee = ahead(hip, reach * 0.42, -35)
        foot = (knee[0] + reach * 0.4, thin, hip[2])
    thigh: list[Ball] = [(hip, thick), (between(hip, knee, 0.5), thick * 0.8), (knee, thin * 1.25)]
    return (thigh, [(knee, thin * 1.2), (foot, thin)]), foot


def draw_tail(beast: Beast) -> None:
    """Draw the tail; a fish's ends in a fin, a long-haired one hangs."""
    length, angle, thick = beast.row["tail"]
    start = beast.rump
    root = (start[0] - float(beast.row["body"][3]) * 0.7, start[1] + float(beast.row["body"][3]) * 0.3, 0.0)
    bent = ahead(root, length * 0.5, 180 - angle)
    tip = ahead(bent, length * 0.5, 180 - angle - (35 if angle > 0 else -12))
    draw_limbs(beast.easel, [[(root, thick), (bent, thick * 0.9), (tip, thick * 0.35)]], mix(beast.colour, DARK, 0.12))
    if beast.has("fins"):
        paint(beast, [tip, ahead(tip, 0.42, 125), ahead(tip, 0.2, 180), ahead(tip, 0.42, 235)], beast.colour)


def draw_wing(beast: Beast, *, far: bool) -> None:
    """Draw a folded wing on a bird's side, a spread one on a dragon's back."""
    if not beast.has("wings") or (far and beast.has("two")):
        return
    length, _, chest, _ = beast.row["body"]
    dark = mix(beast.colour, DARK, 0.4 if far else 0.2)
    x, y, _ = beast.shoulder
    if beast.has("two"):
        paint(
            beast,
            [
                (x * 0.7, y + chest * 0.5, 0),
                (x * 0.2, y + chest * 0.7, 0),
                (-length * 0.95, y - chest * 0.3, 0),
                (-length * 0.2, y - chest * 0.5, 0),
            ],
            dark,
        )
        return
    root = (x * 0.4 - (0.25 if far else 0.0), y + chest * 0.8, 0.0)
    tips = [
        ahead(root, length * reach, lean)
        for reach, lean in ((0.75, 78), (1.25, 118), (1.1, 140), (1.15, 160), (0.8, 176))
    ]
    paint(beast, [root, *tips], dark, round_off=False)
    for tip in tips[1:4]:
        ink_stroke(beast.easel.brush, [beast.easel.point(root), beast.easel.point(tip)], beast.easel.distance, 0.7)
