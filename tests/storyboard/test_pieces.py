"""Pieces of ground that lie flat on the stage."""

from dataclasses import replace

import pytest
from painting import SIZE, brush, painted

from storyboard.pieces import lay, patches, spot_of, strip, stroke_width


def test_a_piece_is_cut_off_before_the_lens():
    used = brush()
    strip(used, (-1.0, 1.0), (-9.0, 6.0), "stone")
    _, _, _, bottom = painted(used)

    assert bottom == SIZE[1]


def test_what_lies_behind_the_lens_is_left_out():
    used = brush()
    lay(used, [(-1.0, 0.0, -9.0), (1.0, 0.0, -9.0), (0.0, 0.0, -7.0)], "stone")
    spot_of(used, 0.0, -5.0, (1.0, 0.5), "stone")

    assert painted(used) is None


def test_the_ground_is_broken_up_a_little_below_the_horizon():
    used = brush()
    patches(used, "grass")
    _, top, _, _ = painted(used)

    assert top > 0.4 * SIZE[1]


@pytest.mark.parametrize("back", [1.4, 0.0, -1.2, -6.0, -20.0])
def test_no_stroke_on_the_ground_is_a_bar_however_far_back_the_camera_stands(back):
    used = brush()
    used = replace(used, camera=replace(used.camera, z=back))
    widths = [stroke_width(used, back + 0.3 * step, 0.014) for step in range(60)]

    assert widths == sorted(widths, reverse=True), "finer far away"
    assert 0 < widths[-1] <= widths[0] <= 0.011
