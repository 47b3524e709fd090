"""A person ready to be drawn: looks, pose, skeleton and clothes in one, with the tone of what is farther away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storyboard.canvas import mix
from storyboard.skeleton import HEAD
from storyboard.skulls import Head
from storyboard.trunk import Trunk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storyboard.canvas import Colour
    from storyboard.clothes import Attire
    from storyboard.limbs import Easel
    from storyboard.looks import Looks
    from storyboard.skeleton import Skeleton

FAR: Colour = (30, 28, 44)  # far limbs are a little darker
FARTHER = 0.12
NEAR, AWAY = 0, 1  # sides
IN_FRONT = 0.05  # statures before or behind the chest from which an arm is drawn after or before the trunk


@dataclass(frozen=True, slots=True)
class DressedBody:
    """One person ready to be drawn."""

    easel: Easel
    looks: Looks
    pose: Mapping[str, Any]
    skeleton: Skeleton
    attire: Attire
    prop: str

    @property
    def trunk(self) -> Trunk:
        """The trunk without clothes."""
        return Trunk(self.skeleton, self.looks)

    @property
    def head(self) -> Head:
        """The head."""
        return Head(self.skeleton.head, HEAD * self.skeleton.stature * self.looks.head)


def farther(colour: Colour, *, far: bool) -> Colour:
    """Darken what is on the far side."""
    return mix(colour, FAR, FARTHER) if far else colour
