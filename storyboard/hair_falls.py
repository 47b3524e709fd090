"""What hangs from a head: long hair behind and before the shoulders, tails, plaits, knots."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from storyboard.canvas import smooth
from storyboard.hair import HANGS, curls, dark_of, solid
from storyboard.pen import even_steps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from storyboard.canvas import Point
    from storyboard.hair import Shell
    from storyboard.sitters import Sitter
    from storyboard.skulls import View

ROOT = 0.82  # radii of a loose tail that its root is round
HIDDEN = -0.3  # how far a place of a lock must be turned away to lie behind the head


def curtain_sides(view: View, shell: Shell) -> tuple[list[Point], list[Point]]:
    """Give the left and the right edge of what falls behind the neck and over the back, from the top."""
    left, right = [], []
    for share in (0.0, 0.15, 0.3, 0.5, 0.7, 0.85, 1.0):
        y = 0.1 + (shell.fall - 0.1) * share
        thin = 0.26 * share**3 * shell.taper - 0.04 if shell.colour == "hair" else 0.0
        wide = shell.wide * (0.84 + 0.2 * math.sin(math.pi * min(0.5, share * 2)) - thin)
        back = 0.36 + shell.back + 0.05 * math.sin(math.pi * share * 0.8)
        places = ((-0.02 * (1 - share) - 0.1, wide), (-back * 0.8, wide * 0.75), (-back, wide * 0.3))
        ring = [view.hang(forward, HANGS, sign * side, HANGS - y) for forward, side in places for sign in (1, -1)]
        left.append(min(ring))
        right.append(max(ring))
    return left, right


def curtain_forms(sitter: Sitter, shell: Shell) -> list[list[Point]]:
    """Give the outline of what falls behind, its hem in strands."""
    left, right = curtain_sides(sitter.view, shell)
    (ax, ay), (bx, by) = left[-1], right[-1]
    hem = [
        (ax + (bx - ax) * share, ay + (by - ay) * share + drop * sitter.view.size)
        for share, drop in ((0.12, 0.015), (0.3, 0.035), (0.5, 0.05), (0.7, 0.035), (0.88, 0.015))
    ]
    form = smooth([*left, *(hem if shell.colour == "hair" else ()), *reversed(right)], closed=True, steps=2)
    return [form, *curls(sitter.view, form)] if shell.edge == "curls" else [form]


def draw_curtain(sitter: Sitter, shell: Shell) -> None:
    """Draw what falls behind the neck and over the back."""
    sitter.forms(curtain_forms(sitter, shell), dark_of(shell) if sitter.view.ahead > 0 else shell.colour)
    draw_curtain_strands(sitter, shell)


def draw_curtain_strands(sitter: Sitter, shell: Shell) -> None:
    """Ink strands over what falls behind."""
    left, right = curtain_sides(sitter.view, shell)
    for share in (0.16, 0.34, 0.55, 0.72, 0.88) if sitter.fine else ():
        path = [
            (lx + (rx - lx) * share, ly + (ry - ly) * share)
            for (lx, ly), (rx, ry) in zip(left[2:-1], right[2:-1], strict=True)
        ]
        sitter.line(path, 0.9, dark_of(shell))


def lock_edges(view: View, shell: Shell, side: int) -> tuple[list[Point], list[Point]] | None:
    """Give the inner and the outer edge of what falls from a temple before the shoulder; None where it is hidden."""
    edge = shell.line[-1][0] if side > 0 else -shell.line[0][0]
    turn = math.radians(edge + 30)
    if view.facing(math.cos(turn), 0.0, side * math.sin(turn)) < -0.72:  # noqa: PLR2004 (behind the head)
        return None
    levels = [lock_level(view, shell, side, edge, share) for share in (0.0, 0.12, 0.3, 0.5, 0.7, 0.87, 1.0)]
    return [inner for inner, _ in levels], [outer for _, outer in levels]


def lock_level(view: View, shell: Shell, side: int, edge: float, share: float) -> tuple[Point, Point]:
    """Give the two edges of a lock at a share of its length: of what is seen of its inner and its outer surface."""
    y = 0.12 + (shell.locks - 0.12) * share
    sway = 4 * math.sin(share * 6.0) * shell.taper
    forward = 17 * math.sin(math.pi * min(0.5, share * 1.8)) * (1 - 0.6 * share)
    thin = 16 * share**3 * shell.taper  # it falls over the shoulder, and runs out
    bulge = shell.side * (1.0 + 0.9 * math.sin(math.pi * share))
    first, last = edge + 1 + sway - forward + thin, edge + 76 + sway - forward * 0.4 - thin
    points = []
    for index in range(5):
        degrees = first + (last - first) * index / 4
        turn = math.radians(degrees)
        if not index or view.facing(math.cos(turn), 0.0, side * math.sin(turn)) > HIDDEN:
            points += [solid(view, shell, side * degrees, y, lift) for lift in (0.0, bulge)]
    across = (-view.up[1], view.up[0])
    ordered = sorted(points, key=lambda point: point[0] * across[0] + point[1] * across[1])
    face, nape = view.at(0.3, 0.0, 0.0), view.at(-0.3, 0.0, side * 0.3)
    way = (face[0] - nape[0]) * across[0] + (face[1] - nape[1]) * across[1]
    return (ordered[-1], ordered[0]) if way > 0 else (ordered[0], ordered[-1])


def lock_forms(sitter: Sitter, shell: Shell) -> list[list[Point]]:
    """Give the outlines of what falls before the shoulders."""
    found = []
    for side in (-1, 1):
        edges = lock_edges(sitter.view, shell, side)
        if edges:
            inner, outer = edges
            (ax, ay), (bx, by) = inner[-1], outer[-1]
            tip = ((ax + bx) / 2, max(ay, by) + (0.015 + 0.055 * shell.taper) * sitter.view.size)
            form = smooth([*inner, tip, *reversed(outer)], closed=True, steps=2)
            found += [form, *curls(sitter.view, form)] if shell.edge == "curls" else [form]
    return found


def draw_lock_strands(sitter: Sitter, shell: Shell) -> None:
    """Ink strands over what falls before the shoulders."""
    for side in (-1, 1) if sitter.fine and shell.locks else ():
        edges = lock_edges(sitter.view, shell, side)
        for share in (0.3, 0.6) if edges else ():
            inner, outer = edges or ([], [])
            path = [
                (ax + (bx - ax) * share, ay + (by - ay) * share)
                for (ax, ay), (bx, by) in zip(inner[1:], outer[1:], strict=True)
            ]
            sitter.line(path, 0.9, dark_of(shell))


def tails_of(row: Mapping[str, Any]) -> list[dict[str, float]]:
    """Read tails and knots: degrees around, height, radius, length, 1 where it is plaited."""
    names = ("around", "up", "radius", "length", "plait")
    numbers = [float(number) for number in row.get("tails", ())]
    return [dict(zip(names, numbers[start : start + 5], strict=True)) for start in range(0, len(numbers), 5)]


def tail_facing(view: View, tail: Mapping[str, float]) -> float:
    """Say how far a tail is on the side of the head that is seen."""
    turn = math.radians(tail["around"])
    return view.facing(math.cos(turn), 0.0, math.sin(turn)) * (0.6 if tail["up"] > 0.4 else 1.0)  # noqa: PLR2004


def draw_tail(sitter: Sitter, tail: Mapping[str, float]) -> None:
    """Draw a knot, a tail or a plait."""
    view, radius = sitter.view, tail["radius"] * sitter.view.size
    turn = math.radians(tail["around"])
    out = 0.05 if not tail["length"] else 0.0
    x, y = view.at(*view.solid(turn, tail["up"], tail["radius"] * 0.55 + out))
    if not tail["length"]:
        turns = [2 * math.pi * index / 14 for index in range(14)]
        sitter.forms([[(x + radius * math.cos(t), y + radius * 0.92 * math.sin(t)) for t in turns]], "hair")
        for sway in (0.1, 0.5) if sitter.fine else ():
            arc = [
                (x + radius * 0.75 * math.cos(t + sway) * (1 - sway), y + radius * 0.7 * math.sin(t) * (1 - sway))
                for t in turns[5:12]
            ]
            sitter.line(arc, 0.9, "depth")
        return
    # Out of the head first, then straight down whatever the head does.
    ox, oy = view.at(*view.solid(turn, tail["up"], tail["radius"] * 1.3 + 0.05))
    drift = (ox - x) * 0.5
    drop = tail["length"] * view.size
    spine = smooth(
        [
            (x, y),
            (ox, oy + 0.02 * view.size),
            (ox + drift, oy + drop * 0.35),
            (ox + drift * 0.6, oy + drop * 0.7),
            (ox + drift * 0.9, oy + drop),
        ],
        closed=False,
        steps=4,
    )
    (draw_plait if tail["plait"] else draw_loose)(sitter, spine, radius)


def draw_plait(sitter: Sitter, spine: Sequence[Point], radius: float) -> None:
    """Draw a plait along a line: lumps, one over the other, and a tassel."""
    count = 9
    walked = even_steps(spine, count)
    turns = [2 * math.pi * index / 10 for index in range(10)]
    lumps = []
    for index, (x, y) in enumerate(walked[:-1]):
        size = radius * (1.0 - 0.35 * index / count)
        lumps.append([(x + size * math.cos(t), y + size * 0.95 * math.sin(t)) for t in turns])
    x, y = walked[-1]
    lumps.append(
        [
            (x - radius * 0.3, y - radius),
            (x + radius * 0.3, y - radius),
            (x + radius * 0.5, y + radius),
            (x, y + radius * 1.5),
            (x - radius * 0.5, y + radius),
        ]
    )
    sitter.forms(lumps, "hair")
    if sitter.fine:
        for index, (x, y) in enumerate(walked[1:-1]):
            size = radius * (0.9 - 0.3 * index / count)
            sitter.line([(x - size, y - size * 0.7), (x, y + size * 0.2), (x + size, y - size * 0.7)], 0.9, "depth")


def draw_loose(sitter: Sitter, spine: Sequence[Point], radius: float) -> None:
    """Draw a tail along a line, full in its middle."""
    walked = even_steps(spine, 9)
    left, right = [], []
    for index, (x, y) in enumerate(walked):
        share = index / 9
        size = radius * (0.55 + 0.75 * math.sin(math.pi * min(1.0, share * 1.15)) - 0.35 * share)
        left.append((x - size, y))
        right.append((x + size, y))
    # A round root, gathered by a band: a flat one would look cut off and glued on.
    turns, wide = [2 * math.pi * index / 12 for index in range(12)], ROOT * radius
    roots = [[(x + wide * math.cos(t), y + wide * math.sin(t)) for t in turns] for x, y in walked[:2]]
    tail = smooth([*left, (walked[-1][0], walked[-1][1] + radius), *reversed(right)], closed=True, steps=2)
    sitter.forms([tail, *roots], "hair")
    if sitter.fine:
        sitter.line([left[1], right[1]], 2.4, "depth")
        for share in (0.35, 0.65):
            path = [
                (ax + (bx - ax) * share, ay + (by - ay) * share)
                for (ax, ay), (bx, by) in zip(left[1:], right[1:], strict=True)
            ]
            sitter.line(path, 0.9, "depth")
