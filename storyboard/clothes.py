"""Clothes: the garments of a figure and its trunk in, cloth with buttons, folds and shade on the canvas out."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin
from typing import TYPE_CHECKING, Any

from storyboard.artwork import parse_rows, read_table
from storyboard.canvas import capsule, hexcolour, mix
from storyboard.laps import draw_lap, fold_between_thighs, seated
from storyboard.limbs import balls_of, draw_limbs, shaded
from storyboard.pen import ink_forms, ink_stroke
from storyboard.shapes import BLACK, STEP, WHITE
from storyboard.skeleton import HEAD
from storyboard.space import blend, hull, project
from storyboard.trunk import TOP, Trunk, make_skirt, shade_patch, skirt_forms, sphere_ring, trunk_forms, widened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.canvas import Colour, Point
    from storyboard.limbs import Easel, Form
    from storyboard.looks import Garment, Looks
    from storyboard.skeleton import Skeleton
    from storyboard.trunk import Skirt

LONG = 0.2  # hem from which a garment hangs around the legs
APRON: Colour = (232, 226, 210)


@dataclass(frozen=True, slots=True)
class Legwear:
    """What covers the legs one by one."""

    colour: Colour
    wide: float  # 1 = straight trousers


@dataclass(frozen=True, slots=True)
class Attire:
    """What a figure wears, ready to be cut."""

    looks: Looks
    outer: Garment
    inner: Garment | None  # the shirt under an open coat
    skirt: Garment | None
    legs: Legwear | None  # None: bare, or under a skirt
    sleeve: float
    sleeve_wide: float
    bulk: float
    boots: float  # share of the shin that they cover
    shoes: Colour


def cut_of(garment: Garment) -> Mapping[str, Any]:
    """Give the row of a garment's cut, an empty one for a garment that no word names."""
    row: Mapping[str, Any] = read_table("garments")["garment"].get(garment.cut, {})
    return row


def attire_of(looks: Looks) -> Attire:
    """Lay out what a person wears."""
    outer = looks.over or looks.top
    row, lower = cut_of(outer), cut_of(looks.lower)
    under = cut_of(looks.top)
    skirt = looks.lower if looks.lower.hem > LONG else None
    long_dress = looks.top.slot == "whole" and looks.top.hem > LONG
    wide = float(row.get("legs", under.get("legs", lower.get("legs", 1.0))))
    bare = wide == 0 or (skirt is not None and looks.lower.cut != "shorts") or long_dress
    sleeved = row if float(row.get("sleeve", 1.0)) else under if looks.over else row
    return Attire(
        looks=looks,
        outer=outer,
        inner=looks.top if looks.over else None,
        skirt=looks.top if looks.over and long_dress else skirt,
        legs=None if bare else Legwear(looks.lower.colour, wide),
        sleeve=float(sleeved.get("sleeve", 1.0)),
        sleeve_wide=float(sleeved.get("wide", 1.0)),
        bulk=float(row.get("bulk", 1.0)),
        boots=float(row.get("boots", looks.boots)),
        shoes=outer.colour if "boots" in row else looks.shoes,
    )


def sleeve_colour(worn: Attire) -> Colour:
    """Give the colour of the sleeves: under a waistcoat the shirt's."""
    bare = float(cut_of(worn.outer).get("sleeve", 1.0)) == 0
    return worn.inner.colour if worn.inner and bare else worn.outer.colour


def draw_trunk(easel: Easel, worn: Attire, trunk: Trunk, *, hangs: bool) -> None:
    """Draw the trunk in its clothes; what `hangs` from it is one form with it."""
    clothed = widened(trunk, worn.bulk)
    forms = trunk_forms(easel, clothed)
    skirt = None
    if worn.outer.hem > LONG and hangs:
        skirt = make_skirt(clothed, worn.outer.hem, worn.outer.flare)
        forms = [*skirt_forms(easel, skirt), *forms]
    elif worn.outer.hem:
        forms.append(short_hem(easel, clothed, worn.outer))
    ink_forms(easel.brush, forms, easel.tone(worn.outer.colour), easel.distance, 0.9)
    if skirt:
        shade_skirt(easel, skirt, worn.outer.colour)
    easel.brush.canvas.fill(shade_patch(easel, clothed), easel.tone(shaded(worn.outer.colour)))
    if skirt:
        fold_skirt(easel, skirt)
    draw_details(easel, worn, clothed)
    if not (easel.small or "belt" in str(cut_of(worn.outer).get("details", ""))):
        pull_folds(easel, clothed)


def draw_skirt(easel: Easel, worn: Attire, trunk: Trunk, *, lap: bool) -> None:
    """Draw a skirt under the trunk's clothes, or, over a lap, everything that hangs around the legs."""
    pieces = [worn.skirt] if worn.skirt else []
    if lap and worn.outer.hem > LONG:
        pieces.append(worn.outer)
    for garment in pieces:
        if seated(trunk.skeleton):
            draw_lap(easel, trunk, garment)
            continue
        skirt = make_skirt(trunk, garment.hem, garment.flare)
        ink_forms(easel.brush, skirt_forms(easel, skirt), easel.tone(garment.colour), easel.distance, 0.9)
        shade_skirt(easel, skirt, garment.colour)
        if skirt.upright:
            fold_skirt(easel, skirt)
        else:
            fold_between_thighs(easel, trunk.skeleton)


def short_hem(easel: Easel, trunk: Trunk, garment: Garment) -> Form:
    """Give the lower edge of a shirt or a jacket, down over the hips."""
    s = trunk.skeleton.stature
    frame, (side, depth, ahead) = trunk.skeleton.pelvis, trunk.axes(-0.01)
    points = []
    for height, flare in ((0.02, 1.0), (-0.03 - 0.3 * min(garment.hem, LONG * 0.6), garment.flare)):
        for turn in range(12):
            angle = turn * 30
            x, z = cos(radians(angle)), sin(radians(angle))
            points.append(frame.at(ahead + depth * x * flare, height * s, side * z * flare))
    return hull(project(easel.brush, easel.spot, points))


def levels_of(easel: Easel, skirt: Skirt) -> list[tuple[Point, Point]]:
    """Give the left and right edge of each ring of a skirt on the panel."""
    edges = []
    for near, far, radius in skirt.levels:
        circles = easel.flat([(near, radius), (far, radius)])
        y = sum(middle[1] for middle, _ in circles) / 2
        edges.append(((min(x - r for (x, _), r in circles), y), (max(x + r for (x, _), r in circles), y)))
    return edges


def shade_skirt(easel: Easel, skirt: Skirt, colour: Colour) -> None:
    """Lay the shade over the right third of what hangs down."""
    if not skirt.upright:
        return
    edges = levels_of(easel, skirt)
    right = [(b[0], b[1]) for _, b in edges]
    near, far, radius = skirt.levels[-1]
    rim = project(
        easel.brush, easel.spot, [point for leg in (near, far) for point in sphere_ring(leg, radius, level=True)]
    )
    border = edges[-1][0][0] + (edges[-1][1][0] - edges[-1][0][0]) * 0.64
    low = [point for point in hull(rim) if point[0] > border and point[1] > edges[-1][1][1]]
    right += sorted(low, key=lambda point: -point[0])
    shares = [0.68 - 0.05 * (i % 2) + max(0.0, 0.32 - 0.16 * i) for i in range(len(edges))]  # it begins in a point
    inner = [(a[0] + (b[0] - a[0]) * share, a[1]) for (a, b), share in zip(edges, shares, strict=True)]
    easel.brush.canvas.fill([*right, *reversed(inner)], easel.tone(shaded(colour)))


def fold_skirt(easel: Easel, skirt: Skirt) -> None:
    """Ink the folds of what hangs down."""
    if not skirt.upright or len(skirt.levels) < 3:  # noqa: PLR2004
        return
    edges = levels_of(easel, skirt)
    for share, first in ((0.22, 2), (0.44, 1), (0.62, 3), (0.83, 2)):
        if first + 1 < len(edges):
            line = [
                (a[0] + (b[0] - a[0]) * (0.5 + (share - 0.5) * (0.8 + 0.2 * i / len(edges))), a[1])
                for i, (a, b) in enumerate(edges)
            ]
            ink_stroke(easel.brush, line[first:], easel.distance, 0.6)


def pull_folds(easel: Easel, trunk: Trunk) -> None:
    """Crease the cloth at the waist on the side that the shade leaves free."""
    middle = trunk.facing(0.12)
    for off, low, high in ((-62, 0.42, 0.36), (-70, 0.34, 0.31), (64, 0.38, 0.33)):
        start, end = (middle + off, low), (middle + off * 0.68, high)
        points = trunk.seen([start, end])
        ink_stroke(easel.brush, project(easel.brush, easel.spot, points), easel.distance, 0.55)


def draw_details(easel: Easel, worn: Attire, trunk: Trunk) -> None:
    """Draw what a cut has on it: patches, seams, buttons."""
    for kind, *rest in parse_rows(str(cut_of(worn.outer).get("details", ""))):
        if kind == "line":
            numbers = [float(word) for word in rest]
            points = visible_line(trunk, list(zip(numbers[::2], numbers[1::2], strict=True)))
            ink_stroke(easel.brush, project(easel.brush, easel.spot, points), easel.distance, 0.6)
            continue
        colour, numbers = named(worn, rest[0]), [float(word) for word in rest[1:]]
        if kind == "button":
            draw_button(easel, trunk, colour, numbers)
            continue
        if kind == "belt":
            band(easel, trunk, numbers[0], numbers[1], colour)
            continue
        patch(easel, trunk, list(zip(numbers[::2], numbers[1::2], strict=True)), colour)


def visible_line(trunk: Trunk, points: Sequence[Point]) -> list[Any]:
    """Give a line on the trunk where its middle faces the viewer; [] where it does not."""
    angle, height = points[len(points) // 2]
    off = (angle - trunk.facing(height * 0.29) + 180) % 360 - 180
    return trunk.seen(points) if abs(off) < 78 else []  # noqa: PLR2004 (degrees)


def draw_button(easel: Easel, trunk: Trunk, colour: Colour, numbers: Sequence[float]) -> None:
    """Draw a button or a badge."""
    angle, height, radius = numbers
    for place in visible_line(trunk, [(angle, height)]):
        circle = easel.flat([(place, radius * trunk.skeleton.stature)])[0]
        ink_forms(
            easel.brush, [capsule(circle[0], circle[0], circle[1], circle[1])], easel.tone(colour), easel.distance, 0.4
        )


def band(easel: Easel, trunk: Trunk, upper: float, lower: float, colour: Colour, weight: float = 0.55) -> None:
    """Lay a band around the trunk, as a belt or a collar."""
    middle = trunk.facing((upper + lower) / 2 * TOP)
    angles = [middle + off for off in (-84, -56, -28, 0, 28, 56, 84)]
    edges = [trunk.seen([(angle, height) for angle in angles]) for height in (upper, lower)]
    top, low = (project(easel.brush, easel.spot, edge) for edge in edges)
    easel.brush.canvas.fill([*top, *reversed(low)], easel.tone(colour))
    for line in (top, low):
        ink_stroke(easel.brush, line, easel.distance, weight)


def patch(easel: Easel, trunk: Trunk, points: Sequence[Point], colour: Colour, weight: float = 0.55) -> None:
    """Lay a patch of cloth on the trunk."""
    placed = trunk.seen(points)
    if placed:
        form = project(easel.brush, easel.spot, placed)
        ink_forms(easel.brush, [form], easel.tone(colour), easel.distance, weight)


def named(worn: Attire, name: str) -> Colour:
    """Give a colour of the details: self with its steps, shirt, skin, white, brass or #rrggbb."""
    base = name.rstrip("+-")
    inner = worn.inner.colour if worn.inner else mix(worn.outer.colour, WHITE, 0.75)
    known = {
        "self": worn.outer.colour,
        "shirt": inner,
        "skin": worn.looks.skin,
        "white": (238, 234, 226),
        "brass": (205, 168, 84),
    }
    colour = known[base] if base in known else hexcolour(base)
    for sign in name[len(base) :]:
        colour = mix(colour, WHITE if sign == "+" else BLACK, STEP)
    return colour


def draw_neck(easel: Easel, looks: Looks, skeleton: Skeleton) -> None:
    """Draw the neck, in the shade of the chin."""
    s = skeleton.stature
    radius = (0.0265 if looks.gender == "female" else 0.029 if looks.age != "adult" else 0.034) * looks.width**0.5
    top = skeleton.head.at(-0.16 * HEAD * s, -0.30 * HEAD * s, 0.0)
    base = blend(skeleton.chest.origin, 1.0, skeleton.chest.up, -0.012 * s)
    draw_limbs(easel, [balls_of([(base, radius * 1.12), (top, radius)], s)], mix(looks.skin, (70, 40, 50), 0.14), 0.8)
