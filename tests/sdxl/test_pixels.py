"""Pictures as tensors: every byte where it was."""

import pytest
from PIL import Image

from sdxl.pixels import read_bytes


@pytest.mark.parametrize(("mode", "channels"), [("RGB", 3), ("L", 1)])
def test_a_pictures_bytes_lie_as_they_did(mode, channels):
    picture = Image.effect_noise((3, 2), 80).convert(mode)
    read = read_bytes(picture)

    assert read.shape == (2, 3, channels)
    assert bytes(read.flatten().tolist()) == picture.tobytes()


def test_a_tensor_is_its_own():
    picture = Image.new("RGB", (2, 2), "navy")
    read_bytes(picture)[:] = 0

    assert picture.getpixel((0, 0)) == (0, 0, 128)
