"""Pieces of ground that lie flat on the stage."""

from painting import SIZE, brush, painted

from storyboard.pieces import lay, patches, spot_of, strip


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
