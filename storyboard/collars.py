"""Collars and aprons: how clothes close at the neck, and what is tied over them."""

from __future__ import annotations

from math import cos, dist, radians, sin
from typing import TYPE_CHECKING

from storyboard.canvas import mix
from storyboard.clothes import APRON, LONG, band, patch
from storyboard.limbs import along, balls_of, draw_limbs
from storyboard.pen import ink_forms, ink_stroke
from storyboard.shapes import BLACK, WHITE
from storyboard.space import blend, hull, project
from storyboard.trunk import EDGE, Trunk, make_skirt, widened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from storyboard.canvas import Colour
    from storyboard.clothes import Attire
    from storyboard.limbs import Easel
    from storyboard.space import Point3

OPEN = ("round", "vee")  # necks that show skin
# The end of a scarf that hangs: it is full, and its edges are not straight.
SCARF = [(4, 0.98), (24, 0.98), (33, 0.80), (27, 0.64), (36, 0.49), (27, 0.47), (14, 0.45), (13, 0.60), (5, 0.78)]
# Half of a shirt's collar: the fold around the neck, and the point below it, which is blunt.
FLAP = [(3, 0.972), (22, 1.02), (46, 1.055), (48, 0.985), (32, 0.895), (24, 0.885), (17, 0.905)]
LOWER_HEM, APRON_ROUND = 0.42, (-66, -33, 0, 33, 66)  # share of the leg where an apron ends; degrees around its front
RIM = 0.80  # height from which the cloth at the neck is drawn over it


def draw_collar(easel: Easel, worn: Attire, trunk: Trunk) -> None:
    """Draw how the clothes close at the neck, and the scarf around it."""
    clothed = widened(trunk, worn.bulk)
    neck = worn.outer.neck
    if neck in OPEN:
        draw_open(easel, worn, clothed, deep=neck == "vee")
    else:
        draw_rim(easel, clothed, worn.outer.colour)
        COLLARS.get(neck, no_collar)(easel, worn, clothed)
    if "tie" in worn.looks.extras:
        draw_tie(easel, worn, clothed)
    if "scarf" in worn.looks.extras:
        draw_scarf(easel, worn, clothed)


def draw_rim(easel: Easel, trunk: Trunk, colour: Colour, *, line: bool = True) -> None:
    """Close the cloth around the neck: lower in front than behind."""
    middle = trunk.facing(0.29)
    angles = [middle + off for off in (-84, -56, -28, 0, 28, 56, 84)]
    edge = [(angle, 1.0 - 0.03 * cos(radians(angle))) for angle in angles]
    placed = trunk.seen([*edge, *((angle, RIM) for angle in reversed(angles))])
    easel.brush.canvas.fill(project(easel.brush, easel.spot, placed), easel.tone(colour))
    if line:
        ink_stroke(easel.brush, project(easel.brush, easel.spot, trunk.seen(edge)), easel.distance, 0.9)


def draw_open(easel: Easel, worn: Attire, trunk: Trunk, *, deep: bool) -> None:
    """Show skin below the neck; the deeper, the more of it. An open waistcoat shows the shirt."""
    low, wide = (0.68, 32) if deep else (0.87, 44)
    cut = [
        (-wide, 1.04),
        (-wide * 0.7, 0.95 if deep else 0.92),
        (0, low),
        (wide * 0.7, 0.95 if deep else 0.92),
        (wide, 1.04),
    ]
    inner = worn.inner
    draw_rim(easel, trunk, worn.outer.colour, line=not trunk.seen([(0, 0.9)]))
    placed = trunk.seen(cut)
    if not placed:
        return
    points = project(easel.brush, easel.spot, placed)
    easel.brush.canvas.fill(points, easel.tone(inner.colour if inner else mix(worn.looks.skin, (70, 40, 50), 0.08)))
    ink_stroke(easel.brush, points, easel.distance, 0.65)
    if inner:
        flaps(easel, trunk, mix(inner.colour, WHITE, 0.2))
    elif not easel.small:
        collar_bones(easel, trunk)


def collar_bones(easel: Easel, trunk: Trunk) -> None:
    """Draw the two bones that meet below the throat."""
    for side in (1, -1):
        bone = trunk.seen([(side * 6, 0.935), (side * 18, 0.95), (side * 30, 0.985)])
        ink_stroke(easel.brush, project(easel.brush, easel.spot, bone), easel.distance, 0.5)


def no_collar(easel: Easel, worn: Attire, trunk: Trunk) -> None:
    """Leave the rim as it is."""


def flaps(easel: Easel, trunk: Trunk, colour: Colour) -> None:
    """Lay the two points of a shirt's collar."""
    for side in (1, -1):
        patch(easel, trunk, [(side * angle, height) for angle, height in FLAP], colour)


def shirt_collar(easel: Easel, worn: Attire, trunk: Trunk) -> None:
    """Lay a shirt's collar."""
    flaps(easel, trunk, mix(worn.outer.colour, WHITE, 0.2))


def lapels(easel: Easel, worn: Attire, trunk: Trunk) -> None:
    """Open a coat over its shirt, with lapels."""
    if worn.inner:
        patch(easel, trunk, [(-34, 1.0), (-3, 0.44), (3, 0.44), (34, 1.0), (0, 0.95)], worn.inner.colour)
        flaps(easel, trunk, mix(worn.inner.colour, WHITE, 0.2))
    tone = mix(worn.outer.colour, WHITE, 0.1)
    for side in (1, -1):
        lapel = [(30, 1.04), (48, 1.0), (52, 0.86), (40, 0.80), (44, 0.75), (22, 0.56), (1, 0.42), (16, 0.80)]
        patch(easel, trunk, [(side * angle, height) for angle, height in lapel], tone, 0.8)


def shawl(easel: Easel, worn: Attire, trunk: Trunk) -> None:
    """Roll a collar down to the belt, of fur or of cloth."""
    if worn.inner:
        patch(easel, trunk, [(-30, 1.0), (0, 0.44), (30, 1.0), (0, 0.95)], worn.inner.colour)
    tone = mix(worn.outer.colour, BLACK, 0.22)
    for side in (1, -1):
        roll = [(26, 1.06), (56, 1.02), (46, 0.72), (10, 0.40), (1, 0.42), (18, 0.78)]
        patch(easel, trunk, [(side * angle, height) for angle, height in roll], tone, 0.8)


def stand(easel: Easel, worn: Attire, trunk: Trunk) -> None:
    """Stand a collar up around the neck."""
    band(easel, trunk, 1.09, 0.965, mix(worn.outer.colour, BLACK, 0.12), 0.8)


def turtle(easel: Easel, worn: Attire, trunk: Trunk) -> None:
    """Roll a high collar."""
    band(easel, trunk, 1.17, 0.965, mix(worn.outer.colour, WHITE, 0.08), 0.8)


def priest(easel: Easel, worn: Attire, trunk: Trunk) -> None:
    """Close a collar with a white piece at the throat."""
    stand(easel, worn, trunk)
    patch(easel, trunk, [(-12, 1.04), (12, 1.04), (12, 0.97), (-12, 0.97)], (244, 242, 236))


def hooded(easel: Easel, worn: Attire, trunk: Trunk) -> None:
    """Lay a hood down around the neck."""
    k, s = trunk.skeleton, trunk.skeleton.stature
    rolls = [
        [
            (k.chest.at(-0.05 * s, 0.0, side * 0.03 * s), 0.034),
            (k.chest.at(0.012 * s, -0.012 * s, side * 0.052 * s), 0.021),
            (k.chest.at(0.040 * s, -0.042 * s, side * 0.018 * s), 0.013),
        ]
        for side in (-1, 1)
    ]
    rolls = sorted(rolls, key=lambda row: -row[1][0][2])
    tone = mix(worn.outer.colour, BLACK, 0.1)
    for roll in rolls:
        draw_limbs(easel, [balls_of(roll, s)], tone, 0.8)


def wrap(easel: Easel, worn: Attire, trunk: Trunk) -> None:
    """Cross the two sides of a robe."""
    patch(easel, trunk, [(-24, 1.04), (0, 0.82), (24, 1.04)], worn.looks.skin)
    tone = mix(worn.outer.colour, WHITE, 0.25)
    patch(easel, trunk, [(-34, 1.04), (-22, 1.05), (22, 0.55), (10, 0.5)], tone)
    patch(easel, trunk, [(34, 1.04), (22, 1.05), (-22, 0.55), (-10, 0.5)], tone)


def clasp(easel: Easel, worn: Attire, trunk: Trunk) -> None:
    """Hold a cloak at the throat."""
    if worn.inner:
        patch(
            easel, trunk, [(-10, 0.98), (-24, 0.3), (-26, -0.1), (26, -0.1), (24, 0.3), (10, 0.98)], worn.inner.colour
        )
    patch(easel, trunk, [(-12, 1.0), (12, 1.0), (9, 0.93), (-9, 0.93)], (205, 168, 84))


COLLARS: Mapping[str, Callable[[Easel, Attire, Trunk], None]] = {
    "collar": shirt_collar,
    "lapel": lapels,
    "shawl": shawl,
    "stand": stand,
    "shut": stand,
    "turtle": turtle,
    "priest": priest,
    "hooded": hooded,
    "cowl": hooded,
    "wrap": wrap,
    "clasp": clasp,
}


def draw_tie(easel: Easel, worn: Attire, trunk: Trunk) -> None:
    """Hang a tie down the shirt."""
    colour = worn.looks.extra_colour
    patch(easel, trunk, [(-4, 0.95), (4, 0.95), (8, 0.50), (0, 0.42), (-8, 0.50)], colour)
    patch(easel, trunk, [(-6, 0.985), (6, 0.985), (4, 0.92), (-4, 0.92)], mix(colour, BLACK, 0.15), 0.7)


def draw_scarf(easel: Easel, worn: Attire, trunk: Trunk) -> None:
    """Wind a scarf around the neck and let an end hang."""
    colour = worn.looks.extra_colour
    patch(easel, trunk, SCARF, mix(colour, BLACK, 0.08), 0.8)
    k, s = trunk.skeleton, trunk.skeleton.stature
    loops = [
        k.chest.at(x * s, y * s, z * s)
        for x, y, z in ((-0.02, 0.012, 0.046), (0.042, -0.004, 0.012), (0.0, 0.008, -0.048))
    ]
    back = k.chest.at(-0.045 * s, 0.016 * s, 0.0)
    # Within its loop neither the neck nor a collar is seen.
    inside = [k.chest.at(-0.004 * s, 0.008 * s, z * s) for z in (0.024, -0.024)]
    draw_limbs(easel, [balls_of([(point, 0.034) for point in inside], s)], mix(colour, BLACK, 0.14), 0.7)
    draw_limbs(easel, [balls_of([(point, 0.025) for point in (back, *loops)], s)], colour, 0.9)


def draw_apron(easel: Easel, worn: Attire, trunk: Trunk) -> None:
    """Tie an apron over the clothes: a bib, and a skirt that follows the thighs."""
    if "apron" not in worn.looks.extras:
        return
    clothed, k, s = widened(trunk, worn.bulk * 1.02), trunk.skeleton, trunk.skeleton.stature
    if not clothed.seen([(0, 0.5)]):
        return
    waist = clothed.seen([(58, 0.34), (-58, 0.34)])
    hips = clothed.seen([(62, 0.04), (-62, 0.04)])
    low = hem_over_skirt(worn, clothed)
    if not low:
        hang = [along(k.hips[n], k.knees[n], k.ankles[n], LOWER_HEM) for n in (0, 1)]
        low = [
            blend(leg, 1.0, k.pelvis.along(0.048 * s, 0, side * s), 1.0)
            for leg, side in zip(hang, (0.02, -0.02), strict=True)
        ]
    skirt = hull(project(easel.brush, easel.spot, [*waist, *hips, *low]))
    bib = project(easel.brush, easel.spot, clothed.seen([(20, 0.80), (-20, 0.80), (-44, 0.34), (44, 0.34)]))
    colour = getattr(worn.looks, "apron_colour", None) or APRON
    ink_forms(easel.brush, [skirt, bib], easel.tone(colour), easel.distance, 0.8)
    belt = clothed.seen([(a, 0.36) for a in (-70, -35, 0, 35, 70)])
    ink_stroke(easel.brush, project(easel.brush, easel.spot, belt), easel.distance, 0.8)


def hem_over_skirt(worn: Attire, trunk: Trunk) -> list[Point3]:
    """Lay an apron's lower hem around the front of the skirt below it; [] over trousers and over a lap."""
    garment = worn.skirt or (worn.outer if worn.outer.hem > LONG else None)
    skirt = make_skirt(trunk, LOWER_HEM, garment.flare) if garment else None
    if skirt is None or not skirt.upright:
        return []
    near, far, radius = skirt.levels[-1]
    middle, frame, facing = blend(near, 0.5, far, 0.5), trunk.frame(0.0), trunk.facing(0.0)
    hem = []
    for angle in APRON_ROUND:
        off = max(-EDGE, min(EDGE, (angle - facing + 180) % 360 - 180))
        turn = radians(facing + off)
        ahead, side = cos(turn) * radius, sin(turn) * (radius + dist(near, far) / 2)
        hem.append(blend(middle, 1.0, frame.along(ahead, 0.0, side), 1.0))
    return hem
