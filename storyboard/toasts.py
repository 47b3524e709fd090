"""Toasts: two who raise their glasses to each other in, where each palm is so that the rims touch out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from storyboard.grips import thing_of

if TYPE_CHECKING:
    from storyboard.casting import Actor
    from storyboard.space import Point3

CLINK = "toast"  # what a pose's `touches` says of a hand whose glass touches the other one's
CHIN = 0.83  # statures above the ground at which rims meet: below the eyes of both
FIST = (0.05, 0.06)  # metres from the palm to where a fist without a glass meets one


def rim_of(prop: str) -> tuple[float, float]:
    """Give where the rim of a vessel is on the side that meets another, from the palm: metres ahead and up."""
    x, y = (float(number) for number in thing_of(prop).get("rim", FIST))
    return x, y


def palm_at_rim(actor: Actor, other: Actor, middle: Point3) -> Point3:
    """Give where a palm is whose glass touches the other one's right between both people."""
    x, y = rim_of(actor.prop)
    low, high = sorted((actor.looks.stature, other.looks.stature))
    ahead = math.copysign(x, middle[0])
    return (middle[0] - ahead, CHIN * (0.4 * high + 0.6 * low) - y, middle[2])
