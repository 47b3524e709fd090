"""A scene's maps in, where each person's clothes are to be seen out: the upper part of their trunk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw

from storyboard.colour_bleed import Wearer
from storyboard.maps import map_scene, silhouette
from storyboard.worn_colours import outer_colour

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from storyboard.maps import MappedPerson, SceneMaps

CHEST = 0.6  # share of a trunk, from the shoulders down, before which no lap is and hardly a hand


def list_wearers(drawing: Mapping[str, Any], size: tuple[int, int], seed: int, least_head: float = 0.0) -> list[Wearer]:
    """List the people of a drawing whose coats have a stated colour; `least_head` as for `map_scene`."""
    outfits = {str(one.get("key", "")): str(one.get("outfit", "")) for one in drawing.get("people", ())}
    worn = {key: found for key, outfit in outfits.items() if (found := outer_colour(outfit))}
    if not worn:
        return []
    maps = map_scene(drawing, *size, seed, least_head=least_head)
    people = [one for one in maps.people if one.key in worn and one.torso]
    return [Wearer(one.key, worn[one.key], mask_chest(maps, one)) for one in people]


def mask_chest(maps: SceneMaps, person: MappedPerson) -> Image.Image:
    """Mask the upper part of a trunk, as far as nothing covers it."""
    outline = Image.new("L", maps.size)
    ImageDraw.Draw(outline).polygon(person.torso, fill=255)
    heights = [y for _, y in person.torso]
    lap = round(min(heights) + CHEST * (max(heights) - min(heights)))
    outline.paste(0, (0, lap, outline.width, max(lap, outline.height)))
    return ImageChops.multiply(outline, silhouette(maps, person.number))
