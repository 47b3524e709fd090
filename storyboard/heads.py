"""Heads: skull, face, hair and what is worn on them, seen from any side.

What is drawn is a solid; its features lie on it, so that a face turns into a profile and goes where only hair is seen.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from storyboard.artwork import read_table
from storyboard.canvas import mix
from storyboard.faces import draw_features, nose_form
from storyboard.hair import FULL, Shell, crest_forms, face_patch, hair_row, shell_forms, shell_of
from storyboard.hair_falls import (
    curtain_forms,
    draw_curtain,
    draw_curtain_strands,
    draw_lock_strands,
    draw_tail,
    lock_forms,
    tail_facing,
    tails_of,
)
from storyboard.hair_lines import draw_rim, draw_strands, draw_tones
from storyboard.headgear import draw_headgear, gear_row
from storyboard.marks import draw_marks
from storyboard.sitters import Sitter, make_sitter
from storyboard.skulls import AROUND, BEHIND, skull_forms

if TYPE_CHECKING:
    from storyboard.canvas import Point
    from storyboard.looks import Looks
    from storyboard.shapes import Brush, Spot
    from storyboard.skulls import Head

NAPE = 0.2  # half the width of a neck in head sizes
NECK_SHADE = (70, 40, 50)
GROWN = ("adult", "old")  # who wears ear-rings
PEARL = ((0.0, -1.0), (0.7, -0.7), (1.0, 0.0), (0.7, 0.7), (0.0, 1.0), (-0.7, 0.7), (-1.0, 0.0), (-0.7, -0.7))
UNDER, OVER = -0.45, 0.15  # how far a tail must face the camera to hang before the trunk, before the head
FROM_BEHIND = -0.3  # how far the face must be turned away for the hair to hang over the back before us
BALD: Shell = Shell(((-89, 0.49), (0, 0.495), (89, 0.49)), 0.49, 0, 0, 0, 0, 0, 0, 0.3, 0.5, 1, "smooth", True, "skin")


def draw_hair_behind(brush: Brush, looks: Looks, head: Head, spot: Spot) -> None:
    """Draw what of the hair hangs behind the neck and the trunk, before these are drawn."""
    sitter = make_sitter(brush, looks, head, spot)
    if sitter.view.ahead <= FROM_BEHIND:
        return
    for shell in hanging(looks):
        draw_curtain(sitter, shell)
    for tail in tails(looks):
        if tail_facing(sitter.view, tail) < UNDER:
            draw_tail(sitter, tail)


def draw_head(brush: Brush, looks: Looks, head: Head, spot: Spot, face: str) -> None:
    """Draw the head over the neck and the collar; `face` is a row of the faces, "" the mood's."""
    sitter = make_sitter(brush, looks, head, spot)
    view, shell = sitter.view, outer_shell(looks)
    for tail in tails(looks):
        if UNDER <= tail_facing(view, tail) < OVER:
            draw_tail(sitter, tail)
    if shell.ears:
        draw_ears(sitter, seen=False)
    sitter.forms([*skull_forms(view), *([nose_form(sitter)] if view.ahead > FROM_BEHIND else [])], "skin")
    if view.ahead <= FROM_BEHIND:
        draw_nape(sitter)
    draw_shell(sitter, shell)
    if view.ahead > (-0.4 if shell.locks else -0.8):  # something of the face is seen
        draw_face(sitter, shell, face)
    if shell.ears:
        draw_ears(sitter, seen=True)
    draw_over(sitter)


def draw_nape(sitter: Sitter) -> None:
    """Draw the nape over the jaw, which it hides from who stands behind."""
    view, looks = sitter.view, sitter.looks
    half = view.size * (NAPE - 0.03 * (looks.gender == "female"))
    (ax, ay), (bx, by) = view.at(-0.2, -0.16, 0.0), view.at(-0.18, -0.54, 0.0)
    sides = [[(ax + sign * half, ay), (bx + sign * half, by)] for sign in (-1, 1)]
    tone = sitter.lit(mix(looks.skin, NECK_SHADE, 0.14))
    sitter.brush.canvas.fill([*sides[0], *reversed(sides[1])], tone)
    for side in sides:
        (top_x, top_y), low = side
        sitter.line([(top_x, top_y + (low[1] - top_y) * 0.6), low], 1.4)


def draw_over(sitter: Sitter) -> None:
    """Draw what lies over face and hair: tails that are seen, what is on the face, headgear."""
    looks = sitter.looks
    for tail in tails(looks):
        if tail_facing(sitter.view, tail) >= OVER:
            draw_tail(sitter, tail)
    crest = float(hair_row(looks.hairstyle).get("crest", 0.0))
    if crest and outer_shell(looks).colour == "shaven" and not gear_row(looks.headgear).get("flat"):
        sitter.forms(crest_forms(sitter.view, crest), "hair")
    for name in looks.extras:
        row = read_table("heads")["extra"].get(name)
        if row:
            draw_marks(sitter, row)
    draw_headgear(sitter, gear_row(looks.headgear))


def outer_shell(looks: Looks) -> Shell:
    """Give what lies around the head: a hood or a scarf where one is worn, else the hair."""
    gear = gear_row(looks.headgear)
    return shell_of("headgear", looks.headgear, "", False) if "line" in gear else hair_shell(looks)


def hair_shell(looks: Looks) -> Shell:
    """Give the hair as a shell; a bald head has none."""
    row = hair_row(looks.hairstyle)
    if "line" not in row:
        return BALD
    name = looks.hairstyle if looks.hairstyle in read_table("heads")["hair"] else "short"
    if name == "short" and looks.gender == "female" and looks.age in GROWN:
        name = "waved"  # a woman's short hair is fuller than a man's
    curl = "curls" if "curly" in looks.locks and row.get("edge") != "stubble" else ""
    shell = shell_of("hair", name, curl, bool(gear_row(looks.headgear).get("flat")))
    if "fringe" in looks.locks:
        fringe = tuple((x, y) for x, y in shell.line if abs(x) > 52)  # noqa: PLR2004 (the temples stay)
        cut = ((-48.0, 0.13), (-30.0, 0.155), (-14.0, 0.14), (2.0, 0.16), (18.0, 0.14), (34.0, 0.155), (48.0, 0.13))
        left, right = [p for p in fringe if p[0] < 0], [p for p in fringe if p[0] > 0]
        shell = replace(shell, line=(*left, *cut, *right))
    return shell


def hanging(looks: Looks) -> list[Shell]:
    """List the shells of which something hangs behind the neck."""
    gear = gear_row(looks.headgear)
    shells = [outer_shell(looks)]
    if "fall" in gear and "line" not in gear:  # a bride's veil lies over the hair
        shells.append(shell_of("headgear", looks.headgear, "", False))
    return [shell for shell in shells if shell.fall]


def tails(looks: Looks) -> list[dict[str, float]]:
    """List the tails and knots that no hat hides."""
    gear = gear_row(looks.headgear)
    found = tails_of(hair_row(looks.hairstyle))
    if gear.get("hides"):
        return []
    return [tail for tail in found if not gear.get("flat") or tail["up"] < 0.2]  # noqa: PLR2004 (below the brim)


def draw_shell(sitter: Sitter, shell: Shell) -> None:
    """Draw the hair on the head, with what of it hangs before us."""
    if shell is BALD:
        return
    if shell.edge == "stubble":
        sitter.forms(shell_forms(sitter.view, replace(shell, edge="smooth")), shell.colour, 0.0)
        return
    forms = shell_forms(sitter.view, shell)
    behind = sitter.view.ahead <= FROM_BEHIND
    falls = hanging(sitter.looks) if behind else []
    for each in falls:
        if each.colour == shell.colour:
            forms += curtain_forms(sitter, each)
    if shell.locks:
        forms += lock_forms(sitter, shell)
    sitter.forms(forms, shell.colour)
    draw_tones(sitter, shell)
    draw_strands(sitter, shell, float(hair_row(sitter.looks.hairstyle).get("parting", 0.0)))
    draw_lock_strands(sitter, shell)
    for each in falls:
        if each.colour == shell.colour:
            draw_curtain_strands(sitter, each)
        else:
            draw_curtain(sitter, each)


def draw_face(sitter: Sitter, shell: Shell, face: str) -> None:
    """Draw the face in the opening of the hair."""
    view, looks = sitter.view, sitter.looks
    if shell is not BALD:
        sitter.fill(face_patch(view, shell), "skin")
        if sitter.fine and shell.crown == FULL:
            sitter.fill(below_hair(sitter, shell), "shade")
    sitter.fill(shaded_side(sitter, shell), "shade")
    if shell is not BALD and shell.crown == FULL:
        border = gear_row(looks.headgear).get("border", "hat-") if shell.colour == "hat" else ""
        if border:
            draw_rim(sitter, shell, 5.0, str(border))
        draw_rim(sitter, shell, 0.0 if shell.edge == "stubble" else 1.1)
    beard = read_table("heads")["beard"].get(looks.beard)
    if beard:
        draw_marks(sitter, beard)
    draw_features(sitter, face or looks.expression or sitter.brush.light.mood.face)
    if beard and "over" in beard:
        draw_marks(sitter, {**beard, "shapes": beard["over"]})


def below_hair(sitter: Sitter, shell: Shell) -> list[Point]:
    """Give the shadow of the hair on the forehead."""
    rim = [(x, y) for x, y in shell.line if abs(x) < 70]  # noqa: PLR2004 (not beside the ears)
    places = [*rim, *((x * 0.97, y - 0.035) for x, y in reversed(rim))]
    return [sitter.view.on(math.radians(x) * AROUND, y) for x, y in places]


def shaded_side(sitter: Sitter, shell: Shell) -> list[Point]:
    """Give the side of the face that lies away from the light, as far as the hair leaves it open."""
    view = sitter.view
    way = view.right
    inner, outer = [], []
    for index in range(14):
        y = 0.34 - 0.83 * index / 13
        middle = view.limb(y)
        start = middle + way * (0.92 + 0.12 * math.sin(9 * y) - 0.2 * max(0.0, -y - 0.18))
        end = middle + way * BEHIND
        open_ = math.radians(shell.opening(1 if end > 0 else -1, y))
        end = max(-open_, min(open_, end))
        start = min(start, end) if way > 0 else max(start, end)
        inner.append(view.on(start * AROUND, y))
        outer.append(view.on(end * AROUND, y))
    return [*inner, *reversed(outer)]


def draw_ears(sitter: Sitter, *, seen: bool) -> None:
    """Draw the ears on the side that is seen, or those that only peep out behind the head."""
    view = sitter.view
    for side in (-1, 1):
        facing = view.facing(0.35, 0.0, side * 0.94)
        if (view.facing(0.0, 0.0, side) > 0.2) != seen or facing < -0.25:  # noqa: PLR2004 (nearly edge on, hidden)
            continue
        top, low = float(sitter.age["eyes"]) + 0.075, float(sitter.age["nose"]) + 0.02
        middle, tall = (top + low) / 2, (top - low) / 2
        half = view.ring(middle)[2]
        points = []
        for index in range(14):
            turn = 2 * math.pi * index / 14
            out = (
                (0.012 if view.ahead > 0 else 0.034)
                + 0.05 * max(0.0, -math.cos(turn))
                + 0.012 * max(0.0, math.sin(turn))
            )
            forward = -0.055 + 0.068 * math.cos(turn) * (1.0 if math.sin(turn) > 0 else 0.72) - 0.02 * math.sin(turn)
            points.append(view.at(forward, middle + tall * math.sin(turn), side * (half + out)))
        sitter.forms([points], "skin", 0.8)
        if seen and sitter.fine and facing > 0.3:  # noqa: PLR2004 (its inner side is seen)
            curl = [
                view.at(-0.05 + f, middle + tall * u, side * (half + 0.03))
                for f, u in ((0.02, 0.55), (-0.045, 0.6), (-0.055, 0.1), (-0.02, -0.15), (-0.01, -0.45))
            ]
            sitter.line(curl, 0.9, "crease")
        if seen and sitter.looks.gender == "female" and sitter.looks.age in GROWN:
            x, y = view.at(-0.03, low - 0.03, side * (half + 0.02))
            sitter.fill([(x + 0.022 * view.size * a, y + 0.026 * view.size * b) for a, b in PEARL], "#e2c16a")
