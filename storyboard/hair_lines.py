"""The lines and tones on hair: its rim around the face, its shade and gleam, strands and curls."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from storyboard.canvas import smooth
from storyboard.hair import CAP_LOW, FULL, solid
from storyboard.skulls import AROUND

if TYPE_CHECKING:
    from storyboard.canvas import Point
    from storyboard.hair import Shell
    from storyboard.sitters import Sitter
    from storyboard.skulls import View


def draw_rim(sitter: Sitter, shell: Shell, weight: float = 1.1, colour: str = "") -> None:
    """Ink the hairline where it is seen."""
    view = sitter.view
    run: list[Point] = []
    for x, y in [*smooth(shell.line, closed=False, steps=2), (999.0, 0.0)]:
        if x < 999 and view.seen(math.radians(x) * AROUND, y):  # noqa: PLR2004 (the end)
            run.append(view.on(math.radians(x) * AROUND, y, 0.004))
        elif run:
            sitter.line(run, weight, colour)
            run = []


def draw_tones(sitter: Sitter, shell: Shell) -> None:
    """Lay the shaded side and the glint over the hair."""
    dark, light = ("depth", "glint") if shell.colour == "hair" else (f"{shell.colour}-", f"{shell.colour}+")
    sitter.fill(shaded_band(sitter.view, shell), dark)
    if sitter.fine and shell.edge != "curls" and shell.colour == "hair" and shell.crown == FULL:
        for first, last in ((-70, -16), (-8, 10)):
            sitter.fill(glint(sitter.view, shell, first, last), light)


def seen_at(view: View, off: float) -> float:
    """Give the place around the head so many degrees to the right of where the camera looks."""
    return (math.degrees(view.limb(0.2)) + view.right * off + 180) % 360 - 180


def shaded_band(view: View, shell: Shell) -> list[Point]:
    """Give the stripe from the crown down the right side of the shell."""

    def place(off: float, share: float) -> Point:
        degrees = seen_at(view, off)
        low = min(shell.crown, max(shell.bottom(degrees), CAP_LOW if shell.locks else -0.5) + 0.005)
        y = low + (min(0.47, shell.crown) - low) * share
        return solid(view, shell, degrees, y, shell.lift(degrees, y) * 0.95)

    inner = [place(46 + wave, share) for share, wave in ((0.0, 8), (0.2, 0), (0.4, 8), (0.6, 3), (0.8, 14), (1.0, 30))]
    return [*inner, *(place(89, share) for share in (1.0, 0.8, 0.6, 0.4, 0.2, 0.0))]


def glint(view: View, shell: Shell, first: float, last: float) -> list[Point]:
    """Give a gleam that runs around the upper left of the hair, pointed at both ends."""
    upper, lower = [], []
    for index in range(9):
        degrees = seen_at(view, first + (last - first) * index / 8)
        y = max(0.33, shell.bottom(degrees) + 0.05)
        thick = (0.03, 0.055, 0.028, 0.06, 0.03, 0.05, 0.022, 0.03, 0.0)[index]
        upper.append(solid(view, shell, degrees, y + thick, shell.lift(degrees, y)))
        lower.append(solid(view, shell, degrees, y - thick * 0.6 + 0.01, shell.lift(degrees, y)))
    return [*upper, *reversed(lower)]


def draw_strands(sitter: Sitter, shell: Shell, parting: float) -> None:
    """Ink strands from the parting down over the hair."""
    view = sitter.view
    if not sitter.fine or shell.colour == "hat":
        return
    if shell.edge == "curls":
        draw_ringlets(sitter, shell)
        return
    start = math.degrees(view.limb(0.2))
    for index, off in enumerate((-66, -40, -16, 12, 36, 60)):
        degrees = (start + off + 180) % 360 - 180
        bottom = max(shell.bottom(degrees), -0.5)
        upper = min(0.44, shell.crown) - 0.05 * (index % 3)
        if upper - bottom < 0.08:  # noqa: PLR2004 (no room)
            continue
        turn = (parting - degrees) * 0.35 if abs(degrees) < 90 else 0.0  # noqa: PLR2004 (towards the parting)
        path = []
        for share in (0.0, 0.3, 0.6, 1.0):
            y = upper + (bottom + 0.03 - upper) * share * (0.9 if index % 2 else 0.62)
            around = degrees + turn * (1 - share) ** 2
            path.append(solid(view, shell, around, y, shell.lift(around, y) * 0.95))
        sitter.line(smooth(path, closed=False, steps=3), 0.9, "depth" if shell.colour == "hair" else f"{shell.colour}-")


def draw_ringlets(sitter: Sitter, shell: Shell) -> None:
    """Ink some curls on the hair."""
    view = sitter.view
    start = math.degrees(view.limb(0.2))
    for index, (off, share) in enumerate(
        ((-58, 0.5), (-30, 0.75), (-12, 0.5), (8, 0.8), (30, 0.55), (52, 0.75), (64, 0.3), (-68, 0.2))
    ):
        degrees = (start + off + 180) % 360 - 180
        bottom = max(shell.bottom(degrees), -0.5)
        y = bottom + (0.5 - bottom) * share
        x0, y0 = solid(view, shell, degrees, y, shell.lift(degrees, y))
        radius = 0.042 * view.size
        turns = [0.6 * index + 4.2 * step / 7 for step in range(8)]
        sitter.line([(x0 + radius * math.cos(t), y0 + radius * math.sin(t)) for t in turns], 0.9, "depth")
