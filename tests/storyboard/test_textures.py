"""Grains, screens and edges of paper."""

import pytest
from PIL import Image

from storyboard.textures import (
    FULL,
    LEAST_SPAN,
    black_and_white,
    blurred,
    cut,
    dots,
    hatching,
    inwards,
    mottle,
    noise,
    paper,
    pool,
    quantile,
    sheet_edge,
    slanted,
    table,
    widened,
    wobbled,
)

SIZE = (120, 80)


def grey(tone):
    return Image.new("L", SIZE, tone)


def share(mask):
    """The share of a mask that is white."""
    counts = mask.histogram()
    return sum(value * number for value, number in enumerate(counts)) / sum(counts) / FULL


@pytest.mark.parametrize(
    "texture",
    [
        noise(SIZE, 5, 1, 3),
        paper(SIZE, 2),
        mottle(SIZE, 20, 1),
        dots(SIZE, 6),
        hatching(SIZE, 6, 2, 1),
        slanted(SIZE, 4, 1),
    ],
    ids=["noise", "paper", "mottle", "dots", "hatching", "slanted"],
)
def test_a_texture_fills_the_panel_with_many_tones(texture):
    assert texture.size == SIZE
    low, high = texture.getextrema()
    assert high - low > 120


@pytest.mark.parametrize("screen", [dots(SIZE, 8), hatching(SIZE, 8, 0, 0), hatching(SIZE, 8, 2, 1)])
def test_a_darker_tone_takes_more_ink_and_white_none(screen):
    inks = [share(cut(grey(tone), screen)) for tone in (0, 80, 160, 255)]

    assert inks == sorted(inks, reverse=True)
    assert inks[0] > 0.8
    assert inks[3] == 0
    assert 0.1 < inks[2] < inks[1] - 0.1


def test_lines_go_their_own_ways():
    ways = {hatching(SIZE, 8, slope, 0).tobytes() for slope in range(6)}

    assert len(ways) == 6


def test_a_trembling_hand_moves_patches_and_loses_nothing():
    square = Image.new("L", SIZE)
    square.paste(FULL, (40, 20, 80, 60))
    moved = wobbled(square, 3, 20, 1)

    assert wobbled(square, 0, 20, 1) is square
    assert moved.tobytes() != square.tobytes()
    assert 30 < moved.getbbox()[0] < 50
    assert share(moved) == pytest.approx(share(square), rel=0.15)


def test_white_grows_by_pixels():
    dot = Image.new("L", SIZE)
    dot.putpixel((60, 40), FULL)

    assert widened(dot, 0) is dot
    assert widened(dot, 3).getbbox() == (57, 37, 64, 44)


def test_blurring_leaves_the_tone():
    assert blurred(grey(90), 4).getextrema() == (90, 90)
    assert blurred(grey(90), 1).getextrema() == (90, 90)


def test_edges_are_dark_and_the_middle_is_bright():
    assert inwards(SIZE).getpixel((0, 40)) == 0
    assert inwards(SIZE).getpixel((60, 40)) == FULL
    ragged = sheet_edge(SIZE, 40, 40, 1)
    assert (ragged.getpixel((0, 40)), ragged.getpixel((60, 40))) == (0, FULL)


def test_a_pool_of_light_is_where_it_is_put():
    light = pool(SIZE, (30, 40), 40)

    assert light.getpixel((30, 40)) > 200
    assert light.getpixel((110, 40)) == 0


def test_black_and_white_are_found_by_how_much_of_a_picture_they_are():
    dim = Image.new("L", SIZE, 40)
    dim.paste(90, (0, 0, 60, 80))

    assert black_and_white(dim, 0.02, 0.02) == (40, 90)
    assert black_and_white(grey(90), 0.02, 0.02) == (90, 90 + LEAST_SPAN), "one tone cannot be stretched for ever"
    assert [quantile(dim.histogram(), part) for part in (0.1, 0.9, 2.0)] == [40, 90, FULL]


def test_tables_stay_within_a_byte():
    assert table(lambda value: value * 3 - 100)[::85] == [0, 155, FULL, FULL]
