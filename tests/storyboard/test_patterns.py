"""Shapes of many strokes: cut before the lens, the same every time, readable where the picture is mirrored."""

import pytest
from painting import brush, painted, pixels
from PIL import Image, ImageOps

from storyboard.painters import draw_shapes
from storyboard.patterns import chance, cut_near
from storyboard.shapes import Spot, corners_of, parse_shapes

HERE = Spot(0, 0, 4.0)


def drawn(text, hour="midday", spot=HERE, **changes):
    used = brush(hour, **changes)
    draw_shapes(used, parse_shapes(text), spot)
    return used


def test_chance_is_the_same_for_the_same_numbers_and_spread_out():
    shares = [chance(index, 3) for index in range(200)]

    assert shares == [chance(index, 3) for index in range(200)]
    assert min(shares) < 0.1
    assert max(shares) > 0.9


def test_what_comes_too_near_is_cut_off():
    floor = [(-1.0, 0.0, -5.0), (1.0, 0.0, -5.0), (1.0, 0.0, 5.0), (-1.0, 0.0, 5.0)]
    kept = cut_near(floor, 0.5)

    assert len(kept) == 4
    assert min(z for _, _, z in kept) == 0.5
    assert cut_near(floor, 6.0) == []


@pytest.mark.parametrize("shape", ["face wood -1 0 -9  1 0 -9  1 0 -7", "wire iron 0.1 0 0 -9  0 1 -7"])
def test_what_lies_behind_the_lens_is_not_drawn(shape):
    assert painted(drawn(shape)) is None


def test_windows_are_lit_at_night_and_never_by_day():
    night, day = (
        drawn("grid panes -1 0 2 2 4 3", hour).canvas.finish().getcolors(9999) for hour in ("night", "midday")
    )

    assert max(max(colour) for _, colour in night if colour != (255, 255, 255)) > 200
    assert len(day) > 1


def test_a_sign_can_be_read_in_a_mirrored_picture():
    plain = drawn("sign ink:BANK 0 1 0.5").canvas.finish()
    turned = ImageOps.mirror(drawn("sign ink:BANK 0 1 0.5", mirrored=True).canvas.finish())
    difference = [abs(a - b) for a, b in zip(plain.convert("L").tobytes(), turned.convert("L").tobytes(), strict=True)]

    assert sum(value > 100 for value in difference) < 12


def test_a_flipped_thing_keeps_its_sign():
    assert pixels(drawn("sign ink:BANK 0 1 0.5")) == pixels(
        drawn("sign ink:BANK 0 1 0.5", spot=Spot(0, 0, 4, flip=True))
    )


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("grid panes -1 0 2 3 4 3", (-1, 3)),
        ("bars iron 0.1 -2 0 4 1 5", (-2, 1)),
        ("leaves leaf 0 1 0.8 0.6", (-0.8, 1.6)),
        ("folk fronts -1.5 0 3 4 1.1", (-1.5, 1.1)),
        ("face wood -1 0 0  1 0 0  1 2 2", (-1, 2)),
        ("wire iron 0.1 -1 0 0  1 2 2", (-1, 2)),
        ("veil glow 0.5 -1 0  1 0  0 2", (-1, 2)),
        ("haze foam 0.5 0 1 0.8 0.6", (0, 1)),
        ("sign ink:AB 0 1 0.5", (-0.41, 1.5)),
    ],
)
def test_a_things_reach_counts_its_patterns(text, reach):
    corners = corners_of(parse_shapes(text)[0])

    assert (min(x for x, _ in corners), max(y for _, y in corners)) == pytest.approx(reach)


def test_a_transparent_veil_lets_the_paper_through():
    picture = drawn("veil black 0.4 -1 0  1 0  1 2  -1 2").canvas.finish()
    darkest = min(sum(colour) for _, colour in picture.getcolors(9999))

    assert 200 < darkest < 700
    assert isinstance(picture, Image.Image)
