"""A sitter: one head with its colours in this light, and the hand that draws on it.

Widths of lines go by the head's size, so that a small face is as clear as a large one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storyboard.artwork import read_table
from storyboard.canvas import mix
from storyboard.pen import ink_forms, ink_stroke
from storyboard.shapes import BLACK, WHITE, local_colour
from storyboard.skulls import View, make_view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storyboard.canvas import Colour, Point
    from storyboard.looks import Looks
    from storyboard.shapes import Brush, Spot
    from storyboard.skulls import Head

LINE = 0.0135  # width of a usual line in head sizes
LEAST_LINE = 0.0007  # panel heights
OUTLINE = 0.03  # the widest outline in head sizes
FINE = 0.042  # panel heights; a smaller head has no strands, lashes nor highlights
LARGE = 0.1  # panel heights; a smaller head has no second line around the eyes
SHADE: Colour = (96, 38, 52)
LIP: Colour = (150, 52, 56)


@dataclass(frozen=True, slots=True)
class Sitter:
    """One head, its looks and its colours as the light shows them."""

    brush: Brush
    view: View
    looks: Looks
    age: Mapping[str, Any]  # row of the ages of `artwork/heads.toml`
    colours: Mapping[str, Colour]

    @property
    def fine(self) -> bool:
        """Say whether the head is large enough for what is small."""
        return self.view.size > FINE

    @property
    def large(self) -> bool:
        """Say whether the head is so large that even the finest lines stay apart."""
        return self.view.size > LARGE

    @property
    def bearded(self) -> bool:
        """Say whether a beard covers the lower face."""
        return self.looks.beard not in ("", "stubble", "sideburns", "moustache", "goatee")

    @property
    def eye(self) -> float:
        """Give how large the eyes are, 1 = a man's."""
        return float(self.age["eye"]) * (1.08 if self.looks.gender == "female" else 1.0)

    def colour(self, name: str) -> Colour:
        """Give one of the person's colours or a named one in this light; each `-` or `+` a step darker or lighter."""
        base = name.rstrip("+-")
        found = self.colours.get(base) or self.lit(local_colour(base))
        for sign in name[len(base) :]:
            found = mix(found, WHITE if sign == "+" else BLACK, 0.2)
        return found

    def lit(self, colour: Colour) -> Colour:
        """Give a colour as the light shows it here."""
        return self.brush.light.shade(colour, self.view.distance)

    def forms(self, forms: Sequence[Sequence[Point]], colour: str, weight: float = 1.0) -> None:
        """Ink and fill some forms as one."""
        bold = self.brush.light.weight(self.view.distance)
        most = OUTLINE * self.view.size * self.brush.light.bold / bold
        ink_forms(self.brush, forms, self.colour(colour), self.view.distance, weight * min(1.0, most))

    def fill(self, points: Sequence[Point], colour: str, alpha: int = 255) -> None:
        """Fill a polygon without a line."""
        self.brush.canvas.fill(points, self.colour(colour), alpha)

    def line(self, points: Sequence[Point], weight: float = 1.0, colour: str = "") -> None:
        """Draw an open line; `weight` in usual widths, without a colour in ink."""
        wide = max(LEAST_LINE, LINE * self.view.size * weight) * self.brush.light.bold
        share = wide / (1.6 * self.brush.light.weight(self.view.distance))
        ink_stroke(self.brush, points, self.view.distance, share, self.colour(colour) if colour else None)


def make_sitter(brush: Brush, looks: Looks, head: Head, spot: Spot) -> Sitter:
    """Look at a head and mix its colours."""
    view = make_view(brush, looks, head, spot)
    dark = sum(looks.skin) < 330  # noqa: PLR2004 (red, green and blue of a dark skin)
    shade = mix(looks.skin, SHADE, 0.24) if not dark else mix(looks.skin, (22, 12, 26), 0.34)
    female = looks.gender == "female"
    grown = looks.age not in ("baby", "toddler", "child")
    beard = looks.beard_colour or looks.hair
    own: dict[str, Colour] = {
        "skin": looks.skin,
        "shade": shade,
        "crease": mix(shade, BLACK, 0.42),
        "blush": mix(looks.skin, (226, 92, 84), 0.5),
        "nose": mix(looks.skin, (206, 96, 76), 0.16),
        "lips": mix(looks.skin, LIP, 0.72 if female and grown else 0.34),
        "mouth": (92, 28, 34),
        "tongue": (186, 84, 84),
        "teeth": (246, 240, 228),
        "white": (247, 243, 236),
        "eyes": looks.eyes,
        "pupil": (24, 18, 20),
        "hair": looks.hair,
        "glint": mix(looks.hair, (255, 236, 206), 0.22),
        "depth": mix(looks.hair, (16, 10, 24), 0.36),
        "brows": mix(looks.hair, (24, 16, 20), 0.42 if sum(looks.hair) < 480 else 0.3),  # noqa: PLR2004 (fair hair)
        "beard": beard,
        "beard-": mix(beard, (16, 10, 24), 0.36),
        "stubble": mix(looks.skin, mix(beard, (70, 70, 80), 0.4), 0.36),
        "shaven": mix(looks.skin, mix(looks.hair, (70, 70, 80), 0.3), 0.5),
        "down": mix(looks.skin, looks.hair, 0.5),
        "hat": looks.headgear_colour,
        "tear": (206, 232, 246),
    }
    lit = {name: brush.light.shade(colour, view.distance) for name, colour in own.items()}
    lit["ink"] = brush.light.ink(view.distance)
    return Sitter(brush, view, looks, read_table("heads")["age"][looks.age], lit)
