"""Lines and tones on hair."""

import pytest
from painting import painted
from sitting import sitter

from storyboard.hair import shell_of
from storyboard.hair_lines import draw_rim, draw_ringlets, draw_strands, draw_tones, glint, seen_at, shaded_band

SHORT = shell_of("hair", "short", "", covered=False)


@pytest.mark.parametrize("draw", [draw_rim, draw_tones, draw_ringlets, lambda who, shell: draw_strands(who, shell, 20)])
def test_hair_has_lines_and_tones(draw):
    who = sitter(32)
    draw(who, SHORT)

    assert painted(who.brush)


def test_no_hairline_is_seen_from_behind():
    who = sitter(-90)
    draw_rim(who, SHORT)

    assert painted(who.brush) is None


@pytest.mark.parametrize("heading", [0, 32, 90, -64])
@pytest.mark.parametrize("flip", [False, True])
def test_the_shade_lies_to_the_right_of_the_gleam(heading, flip):
    view = sitter(heading, flip=flip).view
    shade, gleam = shaded_band(view, SHORT), glint(view, SHORT, -70, -16)

    assert sum(x for x, _ in shade) / len(shade) > sum(x for x, _ in gleam) / len(gleam)


def test_places_around_the_head_stay_within_a_turn():
    assert all(-180 <= seen_at(sitter(heading).view, 80) < 180 for heading in (0, 90, -90))
