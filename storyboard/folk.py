"""Folk: a row of people in the background, to the chest behind what hides the rest, or from head to foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboard.canvas import hexcolour, mix, oval, smooth
from storyboard.patterns import chance, flat, ink_polygon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.canvas import Colour
    from storyboard.shapes import Brush, Shape, Spot

CHEST = ((1.0, 0.0), (1.0, 0.36), (0.86, 0.52), (0.36, 0.62))  # a bust's side: half widths and heights
SKINS = ("#e6bf9d", "#c99a74", "#8a5c40", "#f0d2b4", "#a9754f")
HAIRS = ("#2f2522", "#6a4a30", "#b08a4e", "#8d8a86", "#1f1c1e", "#7b3f26")
COATS = ("#4d5b73", "#7c4a44", "#5f6b4a", "#8a7350", "#54495f", "#3f4a4d", "#9b6a3c", "#6f7479", "#a3574a")
DARK: Colour = (38, 36, 44)  # trousers are as much darker
WHOLE = ("standing", "dancing")  # who is seen from head to foot
COAT = ((0.105, 0.4), (0.1, 0.6), (0.13, 0.77), (0.05, 0.835))  # its side, in shares of somebody's height
LEG, STRIDE = 0.05, 0.055  # half a leg's width, and how far it is from the middle, in the same
HIP, EYES = 0.46, 0.9
ARM, SLEEVE = (0.12, 0.76), 0.05  # where an arm begins, and how wide it is
DOWN, RAISED = ((0.16, 0.6), (0.14, 0.44)), ((0.22, 0.84), (0.15, 1.04))  # elbow and hand


def paint_folk(brush: Brush, shape: Shape, spot: Spot) -> None:
    """Paint a row of people; in the colour `backs` they are seen from behind."""
    x, y, width, count, height = shape.numbers
    distance = brush.camera.distance(spot.z)
    for index in range(int(count)):
        luck = [chance(index, x + part, y) for part in range(5)]
        tall = height * (0.82 + 0.3 * luck[0])
        middle = x + width * (index + 0.5 + 0.4 * (luck[1] - 0.5)) / count
        tones = [
            brush.light.shade(hexcolour(names[int(share * len(names))]), distance)
            for names, share in ((HAIRS, luck[2]), (SKINS, luck[3]), (COATS, luck[4]))
        ]
        if shape.colour in WHOLE:
            raised = [shape.colour == "dancing" and share < 0.6 for share in (luck[2], luck[4])]  # noqa: PLR2004
            paint_figure(brush, (middle, y, height * (0.93 + 0.1 * luck[0])), tones, spot, raised)
        else:
            paint_bust(brush, (middle, y, tall), tones, spot, back=shape.colour == "backs")


def paint_figure(
    brush: Brush, at: tuple[float, float, float], tones: Sequence[Colour], spot: Spot, raised: Sequence[bool]
) -> None:
    """Paint somebody of a crowd from head to foot, `at` being the middle, the ground and the height."""
    (x, y, tall), (hair, skin, coat), distance = at, tones, brush.camera.distance(spot.z)

    def placed(points: Sequence[tuple[float, float]], side: float = 1.0) -> list[tuple[float, float]]:
        return [(x + side * tall * u, y + tall * v) for u, v in points]

    worn = mix(coat, brush.light.haze, 0.12)
    for side in (-1.0, 1.0):
        leg = [(STRIDE + edge * LEG, v) for edge, v in ((-1, 0.0), (1, 0.0), (1, HIP), (-1, HIP))]
        ink_polygon(brush, flat(brush, spot, placed(leg, side)), mix(worn, DARK, 0.6), distance)
    body = smooth([*placed(COAT, -1.0), *placed(COAT[::-1])], closed=True, steps=3)
    ink_polygon(brush, flat(brush, spot, body), worn, distance)
    weight = SLEEVE * tall * spot.size * brush.camera.scale(spot.z)
    for side, up in zip((-1.0, 1.0), raised, strict=True):
        arm = flat(brush, spot, smooth(placed((ARM, *(RAISED if up else DOWN)), side), closed=False, steps=3))
        brush.canvas.stroke(arm, brush.light.ink(distance), weight + 2 * brush.light.weight(distance))
        brush.canvas.stroke(arm, worn, weight)
        brush.canvas.fill(oval(arm[-1], weight * 0.6, weight * 0.6), skin)
    ink_polygon(brush, flat(brush, spot, oval((x, y + tall * EYES), tall * 0.055, tall * 0.07)), skin, distance)
    brush.canvas.fill(flat(brush, spot, oval((x, y + tall * (EYES + 0.04)), tall * 0.06, tall * 0.04)), hair)


def paint_bust(
    brush: Brush, at: tuple[float, float, float], tones: Sequence[Colour], spot: Spot, *, back: bool
) -> None:
    """Paint somebody of a crowd: shoulders, head and hair, `at` being the middle, the chest's foot and the height."""
    (x, y, tall), (hair, skin, coat), distance = at, tones, brush.camera.distance(spot.z)
    chest = [(x - 0.36 * tall * share, y + tall * rise) for share, rise in CHEST]
    chest += [(x + 0.36 * tall * share, y + tall * rise) for share, rise in reversed(CHEST)]
    body = flat(brush, spot, smooth(chest, closed=False, steps=3))
    ink_polygon(brush, body, mix(coat, brush.light.haze, 0.12), distance)
    head = flat(brush, spot, oval((x, y + tall * 0.8), tall * 0.15, tall * 0.19))
    ink_polygon(brush, head, hair if back else skin, distance)
    if not back:
        brush.canvas.fill(flat(brush, spot, oval((x, y + tall * 0.9), tall * 0.16, tall * 0.1)), hair)
