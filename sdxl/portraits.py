"""A person's portrait: a picture file in; its pixels, their digest and the size that the engine reads them at, out.

A job names a portrait by the digest of its pixels alone: wherever the file lies and however it is packed, it is the
same portrait. Without torch.
"""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING

from errors import RenderError
from untrusted import open_file

if TYPE_CHECKING:
    from PIL import Image

    from sdxl.options import EngineOptions

FORMATS = ("PNG", "JPEG", "WEBP")
GROUND = (255, 255, 255)  # under what is transparent
SIDE_STEP = 64  # pixels: a side that every level of the UNet halves evenly
MOST_LONG = 4  # how many times as long as wide a portrait may be; beyond it the rest is cut off


def read_pixels(image: Image.Image) -> Image.Image:
    """Give an open picture as it is seen: turned as a camera says, in RGB, on white where it is transparent."""
    from PIL import Image, ImageOps

    turned = ImageOps.exif_transpose(image)
    if not turned.has_transparency_data:
        return turned.convert("RGB")
    seen = turned.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, GROUND), seen).convert("RGB")


def digest_pixels(pixels: Image.Image) -> str:
    """Give the SHA-256 of a portrait's size and pixels, which `read_pixels` gave."""
    size = "x".join(map(str, pixels.size))
    return hashlib.sha256(f"{size} ".encode() + pixels.tobytes()).hexdigest()


def open_portrait(digest: str, options: EngineOptions) -> Image.Image:
    """Open the portrait that a job names by its digest; raises RenderError where it is not there any more."""
    from PIL import Image

    path = options.portraits.get(digest)
    if path is None:
        raise RenderError(f"the portrait {digest[:12]}… is not among those of this run: choose it in characters.toml")
    try:
        with open_file(path) as file, Image.open(file, formats=FORMATS) as image:
            pixels = read_pixels(image)
    except Exception as error:  # a decoder's errors are of a dozen kinds
        raise RenderError(f"{path}: the portrait cannot be read ({error})") from error
    if digest_pixels(pixels) != digest:
        raise RenderError(f"{path}: the portrait was changed as this run went on; run again")
    return pixels


def fit_portrait(pixels: Image.Image, side: int) -> Image.Image:
    """Give a portrait as many pixels as a square of this side has, in its own shape, its sides multiples of 64."""
    from PIL import Image, ImageOps

    shape = min(max(pixels.width / pixels.height, 1 / MOST_LONG), MOST_LONG) ** 0.5
    width, height = (max(SIDE_STEP, SIDE_STEP * round(length / SIDE_STEP)) for length in (side * shape, side / shape))
    return ImageOps.fit(pixels, (width, height), Image.Resampling.LANCZOS, centering=(0.5, 0.0))


def crop_square(pixels: Image.Image) -> Image.Image:
    """Cut the largest square out of a portrait: the upper part of an upright one, where the face is."""
    side = min(pixels.size)
    left = math.floor((pixels.width - side) / 2)
    return pixels.crop((left, 0, left + side, side))
