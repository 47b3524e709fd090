"""Faces: an age and a mood in, eyes, brows, nose, mouth and lines out, drawn on a head as it is turned."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table
from storyboard.mouths import draw_mouth
from storyboard.told import choose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.canvas import Point
    from storyboard.sitters import Sitter

ALONG = (-1.0, -0.7, -0.35, 0.0, 0.35, 0.7, 1.0)  # from the inner corner of an eye or a mouth to the outer one
EYE, UPPER, LOWER = 0.080, 0.066, 0.034  # half an eye's width, its height above and below the corners
IRIS, PUPIL = 0.041, 0.021
INKY = 420  # sum of red, green and blue of hair whose brows are as black as ink
SHUT = 0.15  # share of the usual height at which an eye is only a line
SIDES = (1, -1)


def face_row(name: str) -> Mapping[str, Any]:
    """Give a row of the faces; an unknown one is calm."""
    rows: Mapping[str, Mapping[str, Any]] = read_table("heads")["face"]
    return rows.get(name, rows["calm"])


def draw_features(sitter: Sitter, name: str) -> None:
    """Draw all that is in a face but beard and glasses."""
    row = face_row(name)
    draw_blush(sitter, row)
    draw_lines(sitter, row)
    for side in SIDES:
        if sitter.view.seen(side * 0.13, float(sitter.age["eyes"])):
            draw_eye(sitter, row, side)
            draw_brow(sitter, row, side)
    draw_mouth(sitter, row)
    draw_nose(sitter)
    draw_tears(sitter, row)


def own(sitter: Sitter, what: str, share: float) -> float:
    """Give how much larger or smaller than usual a person's own features are, the same in every panel."""
    return 1 + share * (int(choose(sitter.looks.key, what, "01234")) - 2) / 2


# --- eyes -------------------------------------------------------------------------------------------------------------


def lid(sitter: Sitter, side: int, height: float, along: Sequence[float] = ALONG) -> list[tuple[float, float]]:
    """Give the places of a lid from the inner to the outer corner; `height` is that of its middle above the corners."""
    wide, slant = EYE * sitter.eye, 0.006
    x, y = side * float(sitter.age["apart"]), float(sitter.age["eyes"])
    return [(x + side * wide * t, y + height * max(0.0, 1 - t * t) ** 0.62 + slant * t) for t in along]


def draw_eye(sitter: Sitter, row: Mapping[str, Any], side: int) -> None:
    """Draw one eye as far as it is open."""
    view, big = sitter.view, sitter.eye
    lids = row["lids"] if side > 0 or "lids_far" not in row else row["lids_far"]
    tall, low = UPPER * big * float(lids[0]), -LOWER * big * float(lids[1])
    if float(lids[0]) < SHUT:
        bow = 0.024 * big * (1 if row.get("arch") else -1)
        sitter.line([view.on(*place) for place in lid(sitter, side, bow)], 2.3)
        return
    upper, lower = lid(sitter, side, tall), lid(sitter, side, low)
    sitter.fill([view.on(*place) for place in [*upper, *reversed(lower)]], "white")
    draw_iris(sitter, row, side, (tall, low))
    lash = 0.012 * big if sitter.looks.gender == "female" else 0.002
    outer = (upper[-1][0] + side * lash, upper[-1][1] + lash * 0.7)
    sitter.line([view.on(*place) for place in [*upper, outer]], 2.6 if sitter.looks.gender == "female" else 2.2)
    if sitter.large:
        sitter.line([view.on(*place) for place in lower[2:]], 0.8, "crease")
        fold = lid(sitter, side, tall + 0.022 * big, (-0.55, 0.0, 0.55, 0.95))
        sitter.line([view.on(*place) for place in fold], 0.8, "crease")


def draw_iris(sitter: Sitter, row: Mapping[str, Any], side: int, open_: tuple[float, float]) -> None:
    """Draw iris, pupil and glint between the lids."""
    view, big, scale = sitter.view, sitter.eye, float(row.get("iris", 1.0))
    wide = EYE * big
    middle = side * float(sitter.age["apart"])
    gx, gy = row.get("gaze", (0.0, 0.0))
    x, y = middle + float(gx) * wide, float(sitter.age["eyes"]) + 0.008 * big + float(gy) * UPPER * big

    def between(px: float, py: float) -> Point:
        t = max(-1.0, min(1.0, (px - middle) / wide))
        room = max(0.0, 1 - t * t) ** 0.62
        base = float(sitter.age["eyes"]) + 0.006 * t * side
        return view.on(px, max(base + open_[1] * room, min(base + open_[0] * room, py)))

    def disc(radius: float, points: int) -> list[Point]:
        turns = [2 * math.pi * index / points for index in range(points)]
        return [between(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]

    sitter.fill(disc(IRIS * big * scale, 12), "eyes" if sitter.fine else "ink")
    if sitter.fine:
        sitter.fill(disc(PUPIL * big * min(1.0, scale), 8), "ink")
        left = -view.right * 0.013 * big
        glint = ((left - 0.009, 0.012), (left, 0.021), (left + 0.009, 0.012), (left, 0.003))
        sitter.fill([between(x + u, y + v) for u, v in glint], "white")


def draw_brow(sitter: Sitter, row: Mapping[str, Any], side: int) -> None:
    """Draw one brow; a row gives how far its inner end, its middle and its outer end are raised."""
    age, female = sitter.age, sitter.looks.gender == "female"
    rise = row["brows"] if side > 0 or "brows_far" not in row else row["brows_far"]
    x, big = float(age["apart"]), float(age["eye"])
    y = float(age["eyes"]) + float(age["brow"]) + (0.022 if female else 0.008)
    young = sitter.looks.age in ("baby", "toddler", "child")
    bow = 0.016 if female or young else 0.006
    shape = ((-0.082, -0.008), (-0.03, bow * 0.6), (0.03, bow), (0.098, -0.014))
    lifts = (float(rise[0]), float(rise[0]) * 0.5 + float(rise[1]) * 0.5, float(rise[1]), float(rise[2]))
    places = [(side * (x + u * big), y + v + lift) for (u, v), lift in zip(shape, lifts, strict=True)]
    weight = 2.4 if young else 2.6 if female else 3.7
    sitter.line(
        [sitter.view.on(px, py, 0.004) for px, py in places], weight, "" if sum(sitter.looks.hair) < INKY else "brows"
    )


def nose_places(sitter: Sitter) -> list[tuple[float, float, float]]:
    """Give bridge, ridge, tip and base of the nose in the head's own space."""
    view, age = sitter.view, sitter.age
    base, eyes = float(age["nose"]), float(age["eyes"])
    shape = choose(sitter.looks.key, "nose", ("straight", "straight", "hooked", "snub"))
    small = sitter.looks.age in ("baby", "toddler", "child")
    female = sitter.looks.gender == "female"
    reach = float(age["tip"]) * (0.86 if female else 1.0) * (0.9 if shape == "snub" else 1.0)
    arch = 0.0 if small or female else {"hooked": 0.022, "straight": 0.006, "snub": -0.006}[shape]
    turn = 0.028 if small or shape == "snub" else 0.0
    front = view.ring(base)[0]
    bridge, tip = eyes + 0.015, base + 0.032 + turn
    middle = (bridge + tip) / 2
    return [
        (view.ring(bridge)[0] + 0.012, bridge, 0.0),
        (view.ring(middle)[0] + reach * 0.55 + arch, middle, 0.0),
        (front + reach, tip, 0.0),
        (front + reach * 0.86, base + 0.004 + turn * 0.6, 0.0),
        (front - 0.004, base - 0.006, 0.0),
    ]


def nose_form(sitter: Sitter) -> list[Point]:
    """Give the outline of the nose from the side."""
    return [sitter.view.at(*place) for place in nose_places(sitter)]


def wing(sitter: Sitter, side: int) -> list[Point]:
    """Give the line around a nostril."""
    view, base, broad = sitter.view, float(sitter.age["nose"]), float(sitter.age["broad"])
    front = view.ring(base)[0]
    return [
        view.at(front + 0.030, base + 0.044, side * broad * 0.8),
        view.at(front + 0.022, base + 0.026, side * broad * 1.12),
        view.at(front + 0.024, base + 0.004, side * broad * 0.95),
        view.at(front + 0.05, base - 0.002, side * broad * 0.55),
    ]


def draw_nose(sitter: Sitter) -> None:
    """Draw the nose: a ridge where it is seen from the side, a shade below its tip from the front."""
    view, age = sitter.view, sitter.age
    if view.ahead < -0.25:  # noqa: PLR2004 (seen from behind)
        return
    places = nose_places(sitter)
    base, broad = float(age["nose"]), float(age["broad"])
    turned = abs(math.sin(view.yaw))
    near = 1 if view.near >= 0 else -1
    bridge, ridge, tip, under, root = (view.at(*place) for place in places)
    side = [
        view.at(view.ring(base)[0] + 0.022, base + 0.006, near * broad),
        view.at(places[1][0] - 0.06, places[1][1], near * 0.03),
    ]
    sitter.fill([bridge, ridge, tip, under, root, *side], "nose" if sitter.fine else "skin")
    shady = 1 if view.right > 0 else -1
    if sitter.fine and (turned < 0.35 or shady == near):  # noqa: PLR2004 (nearly from the front)
        flank = [
            view.at(view.ring(base)[0] + 0.02, base + 0.008, shady * broad * 1.05),
            view.at(places[1][0] - 0.04, places[1][1] + 0.02, shady * 0.034),
        ]
        sitter.fill([ridge, tip, under, *flank], "shade")
    if turned > 0.2:  # noqa: PLR2004 (a ridge shows)
        start = bridge if turned > 0.6 else ridge  # noqa: PLR2004 (three-quarter view: only the lower ridge)
        sitter.line([start, ridge, tip, under, root][0 if start is bridge else 1 :], 0.7 + 1.0 * turned)
    for each in SIDES:
        if view.facing(0.55, 0.0, each * 0.83) > 0.1:  # noqa: PLR2004 (the nostril is on this side of the ridge)
            sitter.line(wing(sitter, each), 1.2)
    if turned < 0.35:  # noqa: PLR2004 (nearly from the front)
        left, right = wing(sitter, -1)[-1], wing(sitter, 1)[-1]
        sitter.line([left, under, right], 1.5)


def draw_blush(sitter: Sitter, row: Mapping[str, Any]) -> None:
    """Redden the cheeks of children and of the moved."""
    alpha = max(int(sitter.age["blush"]), int(row.get("blush", 0)))
    if not alpha or not sitter.fine:
        return
    y = float(sitter.age["eyes"]) - 0.15
    for side in SIDES:
        x = side * (float(sitter.age["apart"]) + 0.045)
        if sitter.view.seen(x, y):
            turns = [2 * math.pi * index / 12 for index in range(12)]
            patch = [sitter.view.on(x + 0.075 * math.cos(turn), y + 0.05 * math.sin(turn)) for turn in turns]
            sitter.fill(patch, "blush", alpha)


def draw_lines(sitter: Sitter, row: Mapping[str, Any]) -> None:
    """Draw the lines that age and mood have written: rows of the lines, each from an age on or of a mood."""
    level, mood = int(sitter.age["lines"]), str(row.get("lines", "")).split()
    if not sitter.fine and level < 2:  # noqa: PLR2004 (only an old face is still lined from afar)
        return
    feet = {"eyes": float(sitter.age["eyes"]), "nose": float(sitter.age["nose"]), "mouth": float(sitter.age["mouth"])}
    for name, mark in read_table("heads")["line"].items():
        if mark.get("bare") and sitter.bearded:
            continue
        if (not mark.get("from") or level < int(mark["from"])) and name not in mood:
            continue
        numbers = [float(number) for number in mark["path"]]
        places = list(zip(numbers[::2], numbers[1::2], strict=True))
        for side in SIDES if places[0][0] else (1,):
            path = [(side * u, v + feet[mark["at"]]) for u, v in places]
            if any(sitter.view.seen(*place) for place in path):
                sitter.line([sitter.view.on(*place) for place in path], float(mark["weight"]), "crease")


def draw_tears(sitter: Sitter, row: Mapping[str, Any]) -> None:
    """Let tears run down the cheeks of the weeping."""
    if not row.get("tears"):
        return
    y = float(sitter.age["eyes"]) - 0.03
    for side in SIDES:
        x = side * (float(sitter.age["apart"]) + 0.012)
        if sitter.view.seen(x, y):
            drop = ((0.0, 0.0), (0.02, -0.06), (0.03, -0.17), (0.018, -0.2), (0.0, -0.17), (-0.006, -0.06))
            points = [sitter.view.on(x + side * u, y + v, 0.004) for u, v in drop]
            sitter.fill(points, "tear")
            sitter.line(points[1:], 0.6, "crease")
