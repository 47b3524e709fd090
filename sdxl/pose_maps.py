"""Figures' joints in, the OpenPose map that ControlNets and T2I-Adapters were trained on out; Pillow alone.

Limbs are ellipses in 60 % of their colour, joints are dots in the whole of it, in the order in which OpenPose draws
them; what is nearer covers what is farther.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sdxl.guides import GuidedFigure, Point

# The limb between two joints has the colour of its own place in this list, and joints that of theirs.
LIMBS = (
    *((1, 2), (1, 5), (2, 3), (3, 4), (5, 6), (6, 7)),  # shoulders and arms
    *((1, 8), (8, 9), (9, 10), (1, 11), (11, 12), (12, 13)),  # trunk and legs
    *((1, 0), (0, 14), (14, 16), (0, 15), (15, 17)),  # face
)
COLOURS = (
    *((255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0), (170, 255, 0), (85, 255, 0)),
    *((0, 255, 0), (0, 255, 85), (0, 255, 170), (0, 255, 255), (0, 170, 255), (0, 85, 255)),
    *((0, 0, 255), (85, 0, 255), (170, 0, 255), (255, 0, 255), (255, 0, 170), (255, 0, 85)),
)
LIMB_SHARE = 0.6  # of the colour
STICK = 4  # pixels of half a limb's width, and of a joint's radius, on a map of STICK_SIDE
STICK_SIDE = 512  # pixels of the shorter side
CORNERS = 36  # of the polygon that stands for an ellipse


def draw_pose_map(figures: Iterable[GuidedFigure], size: tuple[int, int], *, wide: bool = False) -> Image.Image:
    """Draw the RGB map of a picture's size, black but for the people; figures without joints leave no trace.

    `wide` limbs are those that large training pictures had; see `half_stick`.
    """
    image = Image.new("RGB", size)
    draw, half = ImageDraw.Draw(image), half_stick(size, wide=wide)
    for figure in sorted(figures, key=lambda one: -one.depth):
        if figure.joints:
            draw_limbs(draw, figure.joints, half)
            draw_joints(draw, figure.joints, half)
    return image


def half_stick(size: tuple[int, int], *, wide: bool) -> float:
    """Give half a limb's width in pixels.

    OpenPose's limbs grow with the picture. ControlNets by xinsir were trained on `wide` ones, which grow in steps with
    the longer side: 4 pixels below 500, twice that below 1000, then once more for every 1000, at most seven times.
    """
    if not wide:
        return STICK * min(size) / STICK_SIDE
    longer = max(size)
    return STICK * (1 if longer < 500 else min(2 + longer // 1000, 7))  # noqa: PLR2004  as the docstring says


def draw_limbs(draw: ImageDraw.ImageDraw, joints: tuple[Point | None, ...], half: float) -> None:
    """Draw the limbs of which both ends are seen."""
    for (first, second), colour in zip(LIMBS, COLOURS, strict=False):  # there are more joints than limbs
        start, end = joints[first], joints[second]
        if start and end:
            red, green, blue = (int(value * LIMB_SHARE) for value in colour)
            draw.polygon(list_corners(start, end, half), fill=(red, green, blue))


def list_corners(start: Point, end: Point, half: float) -> list[tuple[float, float]]:
    """Give the corners of an ellipse that reaches from joint to joint."""
    (left, top), (right, bottom) = start, end
    x, y = (left + right) / 2, (top + bottom) / 2
    along = math.hypot(right - left, bottom - top) / 2
    angle = math.atan2(bottom - top, right - left)
    turns = [2 * math.pi * corner / CORNERS for corner in range(CORNERS)]
    flat = [(along * math.cos(turn), half * math.sin(turn)) for turn in turns]
    cosine, sine = math.cos(angle), math.sin(angle)
    return [(x + u * cosine - v * sine, y + u * sine + v * cosine) for u, v in flat]


def draw_joints(draw: ImageDraw.ImageDraw, joints: tuple[Point | None, ...], half: float) -> None:
    """Draw a dot for every joint that is seen."""
    for joint, colour in zip(joints, COLOURS, strict=True):
        if joint:
            draw.ellipse((joint[0] - half, joint[1] - half, joint[0] + half, joint[1] + half), fill=colour)
