"""Laps: a skirt and somebody who sits in, cloth over the thighs that hangs from the knees on the canvas out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from storyboard.limbs import shaded
from storyboard.pen import ink_forms, ink_stroke
from storyboard.skeleton import SHIN
from storyboard.space import between, blend, project
from storyboard.trunk import make_skirt, skirt_forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.limbs import Easel, Form
    from storyboard.looks import Garment
    from storyboard.skeleton import Skeleton
    from storyboard.space import Point3
    from storyboard.trunk import Trunk

Ring = tuple["Point3", "Point3", float]  # near leg, far leg, radius in metres

LEVEL = 0.1  # statures that the knees of who sits lie above or below the hips at most
KNEE, LEAST_HEM = 0.5, 0.45  # share of the leg where the knee is, and from which hem cloth covers it
SHORTEST_FALL = 0.66  # the highest hem of what hangs down from the knees
KNEE_WIDE, FALL_FLARE = 0.05, 0.06  # statures from a knee to the cloth; share of its width that a hem is wider a side


def seated(skeleton: Skeleton) -> bool:
    """Say whether both thighs lie about level."""
    pairs = zip(skeleton.hips, skeleton.knees, strict=True)
    return all(abs(hip[1] - knee[1]) < LEVEL * skeleton.stature for hip, knee in pairs)


def draw_lap(easel: Easel, trunk: Trunk, garment: Garment) -> None:
    """Lay a skirt over the thighs of who sits; a long one hangs from the knees down to a straight hem."""
    skirt = make_skirt(trunk, min(KNEE, garment.hem), garment.flare)
    thighs = skirt_forms(easel, replace(skirt, levels=slimmer(skirt.levels, KNEE_WIDE * trunk.skeleton.stature)))
    if garment.hem <= LEAST_HEM:
        ink_forms(easel.brush, thighs, easel.tone(garment.colour), easel.distance, 0.9)
        return
    hangs = fall_from_knees(easel, trunk.skeleton, garment.hem)
    ink_forms(easel.brush, [*thighs, hangs], easel.tone(garment.colour), easel.distance, 0.9)
    easel.brush.canvas.fill(shade_of(hangs), easel.tone(shaded(garment.colour)))
    (left, top), (right, _), (right_hem, low), (left_hem, _) = hangs
    for share in (0.3, 0.66):
        ends = [(left + (right - left) * share, top + (low - top) * 0.25)]
        ends.append((left_hem + (right_hem - left_hem) * share, low))
        ink_stroke(easel.brush, ends, easel.distance, 0.5)


def fold_between_thighs(easel: Easel, skeleton: Skeleton) -> None:
    """Ink the folds of a skirt over bent legs: one between the thighs, one at the nearer knee."""
    hips, knees = skeleton.hips, skeleton.knees
    thighs = [[between(hips[side], knees[side], share) for side in (0, 1)] for share in (0.5, 0.9)]
    near = min((0, 1), key=lambda side: knees[side][2])
    ends = ((hips[near], 0.1), (skeleton.ankles[near], 0.3))
    middle = [between(one, other, 0.5) for one, other in thighs]
    from_knee = [between(knees[near], place, share) for place, share in ends]
    for points in (middle, from_knee):
        ink_stroke(easel.brush, project(easel.brush, easel.spot, points), easel.distance, 0.55)


def slimmer(levels: Sequence[Ring], knee: float) -> tuple[Ring, ...]:
    """Let rings of a skirt narrow from the hips to the knees."""
    last = len(levels) - 1
    return tuple(
        (near, far, radius + (min(radius, knee) - radius) * n / last) for n, (near, far, radius) in enumerate(levels)
    )


def fall_from_knees(easel: Easel, skeleton: Skeleton, hem: float) -> Form:
    """Give the cloth that hangs from both knees: left and right above, right and left at its level hem."""
    s = skeleton.stature
    circles = easel.flat([(knee, KNEE_WIDE * s) for knee in skeleton.knees])
    # Over legs that are stretched ahead it falls no lower than the feet.
    shin = min(SHIN * s, max(knee[1] - ankle[1] for knee, ankle in zip(skeleton.knees, skeleton.ankles, strict=True)))
    fall = (0.0, -2 * shin * (max(hem, SHORTEST_FALL) - KNEE), 0.0)
    top = sum(y for (_, y), _ in circles) / len(circles)
    low = max(y for _, y in (easel.point(blend(knee, 1.0, fall, 1.0)) for knee in skeleton.knees))
    left, right = min(x - r for (x, _), r in circles), max(x + r for (x, _), r in circles)
    wider = FALL_FLARE * (right - left)
    return [(left, top), (right, top), (right + wider, low), (left - wider, low)]


def shade_of(hangs: Form) -> Form:
    """Give the shaded side of what hangs from the knees; it leaves the ink around it free."""
    (left, top), (right, _), (right_hem, low), _ = hangs
    edge, wide, high = 0.04 * (right - left), right - left, low - top
    inner = [(left + 0.58 * wide, low - edge), (left + 0.66 * wide, top + 0.12 * high)]
    return [(right - edge, top + 0.12 * high), (right_hem - edge, low - edge), *inner]
