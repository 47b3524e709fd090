"""A picture in, its pixels as a tensor out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

Tensor = Any  # torch.Tensor


def read_bytes(picture: Image.Image) -> Tensor:
    """Give the bytes of a picture in RGB or grey as they lie: [height, width, channels], 0 to 255."""
    import torch

    pixels = torch.frombuffer(bytearray(picture.tobytes()), dtype=torch.uint8)
    return pixels.view(picture.height, picture.width, -1)
