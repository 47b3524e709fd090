"""Pictures that are equal to the last pixel, whatever their recipes say and whoever packed them."""

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from workspace.same_pixels import are_same, has_pixels, shown_bytes


def noise(seed=1, size=(40, 24)):
    return Image.linear_gradient("L").resize(size).rotate(seed * 30).convert("RGB")


def write(path, image, recipe="a", **options):
    info = PngInfo()
    info.add_text("novel_scene", recipe)
    image.save(path, pnginfo=info, **options)
    return path


@pytest.fixture
def standing(tmp_path):
    return write(tmp_path / "standing.png", noise())


@pytest.mark.parametrize(
    ("image", "is_same"),
    [
        pytest.param(noise(), True, id="the same"),
        pytest.param(noise(2), False, id="another"),
        pytest.param(noise(size=(24, 40)), False, id="another size"),
        pytest.param(noise().convert("L"), False, id="grey"),
    ],
)
def test_a_file_is_compared_with_an_image(standing, image, is_same):
    assert has_pixels(standing, image) is is_same


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_a_file_that_cannot_be_read_is_like_nothing(standing, share):
    whole = standing.read_bytes()
    standing.write_bytes(whole[: int(len(whole) * share)])

    assert not has_pixels(standing, noise())
    assert not are_same(standing, standing.with_name("none.png"), is_same_recipe=True)
    assert not has_pixels(standing.parent, noise())


@pytest.mark.parametrize(
    ("image", "options", "is_same_recipe", "is_same"),
    [
        pytest.param(noise(), {"recipe": "b"}, False, True, id="the same under another recipe"),
        pytest.param(noise(), {"compress_level": 1}, True, True, id="packed by another library"),
        pytest.param(noise(2), {}, True, False, id="another of the same recipe"),
        pytest.param(noise(2), {"recipe": "b"}, False, False, id="another"),
        pytest.param(noise(size=(24, 40)), {}, True, False, id="another size"),
    ],
)
def test_two_files_are_compared(standing, image, options, is_same_recipe, is_same):
    other = write(standing.with_name("other.png"), image, **options)

    assert are_same(standing, other, is_same_recipe=is_same_recipe) is is_same


def test_what_is_shown_is_read_without_texts(standing):
    twin = write(standing.with_name("twin.png"), noise(), recipe="quite another")

    assert standing.read_bytes() != twin.read_bytes()
    assert shown_bytes(standing) == shown_bytes(twin)
