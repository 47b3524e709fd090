"""Mouths: a row of the faces in, lips, teeth and the folds beside them out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.sitters import Sitter

ALONG = (-1.0, -0.7, -0.35, 0.0, 0.35, 0.7, 1.0)  # from corner to corner
SIDES = (1, -1)


def lip_line(
    sitter: Sitter, row: Mapping[str, Any], drop: float = 0.0, share: float = 1.0
) -> list[tuple[float, float]]:
    """Give the places along the mouth from corner to corner; `drop` is how far its middle hangs open."""
    half, corners, middle = (float(part) for part in row["mouth"][:3])
    half *= (0.86 if sitter.looks.age in ("baby", "toddler", "child") else 1.0) * share
    half *= 1 + math.sin(sitter.view.yaw) ** 4  # from the side a mouth is drawn longer than it is
    y, skew = float(sitter.age["mouth"]), float(row.get("skew", 0.0))
    return [
        (t * half, y + middle + (corners - middle) * t * t + skew * t - drop * max(0.0, 1 - t * t) ** 0.6)
        for t in ALONG
    ]


def draw_mouth(sitter: Sitter, row: Mapping[str, Any]) -> None:
    """Draw the mouth with its lips, closed or open."""
    view, full, gape = sitter.view, float(sitter.age["lips"]), float(row["mouth"][3])
    full *= 1.3 if sitter.looks.gender == "female" else 0.9
    if not view.seen(0.0, -0.3) and not (view.seen(0.08, -0.3) or view.seen(-0.08, -0.3)):
        return
    line, floor = lip_line(sitter, row), lip_line(sitter, row, gape)
    if not sitter.looks.beard or sitter.looks.beard in ("stubble", "sideburns"):
        above = [
            (x, y + 0.026 * full * max(0.0, 1 - (x / (line[-1][0] * 1.1)) ** 2) - (0.006 if not x else 0.0))
            for x, y in line
        ]
        below = lip_line(sitter, row, gape + 0.036 * full * (1 - 4 * gape), 0.82)
        sitter.fill([view.on(*place) for place in [*above, *reversed(line)]], "lips-")
        sitter.fill([view.on(*place, 0.005) for place in [*floor[1:-1], *reversed(below)]], "lips")
    if gape:
        draw_open(sitter, row, line, floor)
    else:
        sitter.line([view.on(*place, 0.003) for place in line], 1.7)
    if sitter.large and not sitter.looks.beard:
        under = [(x * 0.5, y - 0.05 - 0.02 * full) for x, y in floor[1:-1]]
        sitter.line([view.on(*place) for place in under], 0.9, "crease")
    if row.get("cheeks"):
        draw_cheeks(sitter, row)


def draw_open(
    sitter: Sitter, row: Mapping[str, Any], line: Sequence[tuple[float, float]], floor: Sequence[tuple[float, float]]
) -> None:
    """Draw what an open mouth shows: the dark, the teeth and the tongue."""
    view, teeth = sitter.view, str(row.get("teeth", ""))

    def part(share: float) -> list[tuple[float, float]]:
        return [(ax, ay + (by - ay) * share) for (ax, ay), (_, by) in zip(line, floor, strict=True)]

    whole = [view.on(*place) for place in [*line, *reversed(floor)]]
    sitter.fill(whole, "mouth")
    if teeth in ("upper", "both"):
        sitter.fill([view.on(*place) for place in [*part(0.0), *reversed(part(0.36))]], "teeth")
    if teeth in ("lower", "both"):
        sitter.fill([view.on(*place) for place in [*part(0.66), *reversed(floor)]], "teeth")
    elif sitter.fine and teeth:
        sitter.fill([view.on(*place) for place in [*part(0.74)[1:-1], *reversed(floor[1:-1])]], "tongue")
    sitter.line([view.on(*place) for place in line], 1.6)
    sitter.line([view.on(*place) for place in floor], 1.3)


def draw_cheeks(sitter: Sitter, row: Mapping[str, Any]) -> None:
    """Draw the folds that a smile or a snarl pulls beside the mouth."""
    half, corner = float(row["mouth"][0]), float(row["mouth"][1])
    y = float(sitter.age["mouth"]) + corner
    for side in SIDES:
        fold = ((half + 0.012, y + 0.075), (half + 0.038, y + 0.03), (half + 0.034, y - 0.02))
        if sitter.view.seen(side * half, y):
            sitter.line([sitter.view.on(side * u, v) for u, v in fold], 1.0, "crease")
