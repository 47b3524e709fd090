"""Heads of animals, and what else tells one kind from another: ears, horns, manes, beaks, trunks, combs, fins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboard.beast import DARK, ahead, paint
from storyboard.canvas import Colour, mix
from storyboard.limbs import disc, draw_limbs, limb_forms
from storyboard.pen import ink_stroke
from storyboard.space import between

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from storyboard.beast import Beast
    from storyboard.space import Point3

BONE: Colour = (226, 216, 190)
BEAK: Colour = (214, 150, 60)
CLOSE = 0.06  # panel heights of half a head from which its eye has lids
COMB: Colour = (190, 46, 40)


def draw_head(beast: Beast) -> None:
    """Draw the head with muzzle, eye, ears and what is on it."""
    length, thick, share, angle = beast.row["head"]
    poll, nose = beast.poll, beast.nose
    muzzle = ahead(poll, length * 0.55, angle)
    if beast.has("beak"):
        draw_limbs(beast.easel, [[(poll, thick), (ahead(poll, thick * 0.5, angle), thick * 0.95)]], beast.colour)
        base = ahead(poll, thick * 1.1, angle)
        paint(
            beast,
            [
                ahead(base, thick * 0.6, angle + 90),
                ahead(base, length * 0.75, angle - 6),
                ahead(base, thick * 0.5, angle - 90),
            ],
            BEAK,
            round_off=False,
        )
    else:
        draw_limbs(
            beast.easel, [[(poll, thick), (muzzle, thick * (0.5 + share * 0.5)), (nose, thick * share)]], beast.colour
        )
        nostril = beast.easel.flat([(ahead(nose, thick * share * 0.7, angle + 20), thick * 0.16)])[0]
        beast.easel.brush.canvas.fill(disc(*nostril), beast.easel.tone(DARK))
        mouth = [ahead(nose, thick * share * 0.8, angle - 60), ahead(muzzle, thick * 0.35, angle - 90)]
        ink_stroke(beast.easel.brush, [beast.easel.point(place) for place in mouth], beast.easel.distance, 0.7)
    join_neck(beast)
    eye = ahead(ahead(poll, length * (0.1 if beast.has("beak") else 0.28), angle), thick * 0.35, angle + 90)
    draw_eye(beast, eye, thick, angle)
    EARS[str(beast.row["ears"])](beast)


def join_neck(beast: Beast) -> None:
    """Take the line away between the head and the neck that it belongs to."""
    length, thick, _, angle = beast.row["head"]
    girth = min(float(beast.row["neck"][2]) * 0.85, thick) * 0.84
    throat = [(between(beast.shoulder, beast.poll, 0.6), girth), (beast.poll, girth)]
    throat.append((ahead(beast.poll, length * 0.2, angle), girth * 0.9))
    for form in limb_forms(beast.easel.flat(throat)):
        beast.easel.brush.canvas.fill(form, beast.easel.tone(beast.colour))


def draw_eye(beast: Beast, eye: Point3, thick: float, angle: float) -> None:
    """Draw an eye: an almond with the lid over it, nearly all pupil."""
    beast.easel.brush.canvas.fill(disc(*beast.easel.flat([(eye, thick * 0.15)])[0]), beast.easel.tone(DARK))
    if beast.easel.flat([(eye, thick)])[0][1] < CLOSE:
        return
    corners = [
        ahead(eye, thick * reach, angle + lean) for reach, lean in ((0.24, 8), (0.15, 80), (0.22, 172), (0.1, 260))
    ]
    paint(beast, corners, BONE)
    pupil, glint = ahead(eye, thick * 0.05, angle), ahead(eye, thick * 0.1, angle + 60)
    for place, radius, colour in ((pupil, 0.13, DARK), (glint, 0.04, BONE)):
        beast.easel.brush.canvas.fill(disc(*beast.easel.flat([(place, thick * radius)])[0]), beast.easel.tone(colour))
    lid = [beast.easel.point(place) for place in (corners[2], corners[1], ahead(corners[0], thick * 0.06, angle))]
    ink_stroke(beast.easel.brush, lid, beast.easel.distance, 0.9)


def pricked(beast: Beast) -> None:
    """Draw ears that stand up."""
    length, thick, _, angle = beast.row["head"]
    for shift, tone in ((0.16, 0.2), (-0.08, 0.0)):
        base = ahead(ahead(beast.poll, length * shift, angle), thick * 0.62, angle + 90)
        leaf = ((0.4, -25), (0.66, 48), (1.4, 98), (0.74, 128), (0.44, 205))
        paint(beast, [ahead(base, thick * reach, lean) for reach, lean in leaf], mix(beast.colour, DARK, tone + 0.06))
        inner = [ahead(base, thick * reach * 0.6, lean) for reach, lean in leaf]
        tone_in = beast.easel.tone(mix(beast.colour, DARK, 0.34))
        beast.easel.brush.canvas.fill([beast.easel.point(place) for place in inner], tone_in)


def hanging(beast: Beast) -> None:
    """Draw an ear that hangs."""
    _, thick, _, angle = beast.row["head"]
    base = ahead(beast.poll, thick * 0.6, angle + 90)
    paint(
        beast,
        [base, ahead(base, thick * 0.7, 200), ahead(base, thick * 1.6, 250), ahead(base, thick * 0.9, 285)],
        mix(beast.colour, DARK, 0.22),
    )


def rounded(beast: Beast) -> None:
    """Draw round ears."""
    _, thick, _, _ = beast.row["head"]
    size = thick * (1.1 if beast.has("trunk") else 0.42)
    place = ahead(beast.poll, thick * 0.9 if not beast.has("trunk") else thick * 0.3, 115)
    draw_limbs(beast.easel, [[(place, size), (place, size)]], mix(beast.colour, DARK, 0.12))


def long_ears(beast: Beast) -> None:
    """Draw long ears that stand up."""
    _, thick, _, _ = beast.row["head"]
    for lean, tone in ((118, 0.2), (100, 0.0)):
        root, tip = ahead(beast.poll, thick * 0.7, 95), ahead(beast.poll, thick * 3.4, lean)
        draw_limbs(
            beast.easel,
            [[(root, thick * 0.28), (between(root, tip, 0.5), thick * 0.36), (tip, thick * 0.14)]],
            mix(beast.colour, DARK, tone),
        )


def no_ears(beast: Beast) -> None:
    """Leave the ears off."""


EARS: Mapping[str, Callable[[Beast], None]] = {
    "pricked": pricked,
    "hanging": hanging,
    "round": rounded,
    "long": long_ears,
    "none": no_ears,
}


def draw_extras(beast: Beast) -> None:
    """Draw what it has beside head and ears."""
    for name, draw in PARTS.items():
        if beast.has(name):
            draw(beast)


def thickness(beast: Beast) -> float:
    """Give how thick the head is, in metres."""
    return float(beast.row["head"][1])


def draw_mane(beast: Beast) -> None:
    """Draw a mane down the neck."""
    poll, thick = beast.poll, thickness(beast)
    half = between(poll, beast.shoulder, 0.5)
    crest = [ahead(poll, thick * 1.1, 100), ahead(poll, thick * 1.2, 190), ahead(half, thick * 1.5, 175)]
    paint(beast, [*crest, ahead(beast.shoulder, thick * 0.8, 120), half], mix(beast.colour, DARK, 0.4))


def draw_horns(beast: Beast) -> None:
    """Draw two horns."""
    for lean in (62, 84):
        draw_horn(beast, lean, 1.7)


def draw_antlers(beast: Beast) -> None:
    """Draw two antlers with their tines."""
    thick, root = thickness(beast), crown(beast)
    for lean in (120, 85):
        tip = draw_horn(beast, lean, 4.2)
        for share in (0.45, 0.7):
            fork = between(root, tip, share)
            tine = [(fork, thick * 0.1), (ahead(fork, thick * 1.5, lean - 55), thick * 0.05)]
            draw_limbs(beast.easel, [tine], BONE, 0.8)


def crown(beast: Beast) -> Point3:
    """Give where horns grow."""
    length, thick, _, angle = beast.row["head"]
    return ahead(ahead(beast.poll, length * 0.12, angle), thick * 0.78, angle + 90)


def draw_horn(beast: Beast, lean: float, reach: float) -> Point3:
    """Draw one bent horn so many head thicknesses long; gives its tip."""
    thick, root = thickness(beast), crown(beast)
    tip = ahead(root, thick * reach, lean)
    bent = between(root, ahead(tip, thick * reach * 0.3, 200), 0.5)
    draw_limbs(beast.easel, [[(root, thick * 0.2), (bent, thick * 0.14), (tip, thick * 0.05)]], BONE, 0.8)
    return tip


def draw_trunk(beast: Beast) -> None:
    """Draw an elephant's trunk."""
    thick, start = thickness(beast), beast.nose
    bent = ahead(start, 0.7, -75)
    limb = [(start, thick * 0.45), (bent, thick * 0.3), (ahead(bent, 0.7, -95), thick * 0.2)]
    draw_limbs(beast.easel, [limb], beast.colour)


def draw_tusks(beast: Beast) -> None:
    """Draw a tusk."""
    thick = thickness(beast)
    tusk = [(ahead(beast.nose, 0.1, -90), thick * 0.12), (ahead(beast.nose, 0.55, -40), thick * 0.05)]
    draw_limbs(beast.easel, [tusk], BONE)


def draw_comb(beast: Beast) -> None:
    """Draw a cock's comb."""
    thick, poll = thickness(beast), beast.poll
    draw_limbs(
        beast.easel, [[(ahead(poll, thick, 100), thick * 0.4), (ahead(poll, thick * 1.3, 60), thick * 0.3)]], COMB
    )


def draw_fins(beast: Beast) -> None:
    """Draw the fin on a fish's back."""
    top = ahead(between(beast.shoulder, beast.rump, 0.5), float(beast.row["body"][2]) * 0.85, 90)
    paint(beast, [ahead(top, 0.18, 0), ahead(top, 0.34, 125), ahead(top, 0.16, 180)], mix(beast.colour, DARK, 0.4))


PARTS: Mapping[str, Callable[[Beast], object]] = {
    "mane": draw_mane,
    "horns": draw_horns,
    "antlers": draw_antlers,
    "trunk": draw_trunk,
    "tusks": draw_tusks,
    "comb": draw_comb,
    "fins": draw_fins,
}
