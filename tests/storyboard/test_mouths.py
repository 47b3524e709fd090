"""Mouths, closed and open."""

import pytest
from painting import painted
from sitting import sitter

from storyboard.faces import face_row
from storyboard.mouths import draw_cheeks, draw_mouth, draw_open, lip_line


def test_a_gaping_mouth_hangs_in_its_middle():
    who, row = sitter(90), face_row("startled")

    assert lip_line(who, row, 0.1)[3][1] < lip_line(who, row)[3][1] - 0.09
    assert lip_line(who, row, 0.1)[0] == pytest.approx(lip_line(who, row)[0])


def test_from_the_side_a_mouth_is_longer():
    row = face_row("calm")

    assert lip_line(sitter(0), row)[-1][0] > 1.5 * lip_line(sitter(90), row)[-1][0]


@pytest.mark.parametrize(("heading", "seen"), [(90, True), (32, True), (0, True), (-90, False)])
def test_a_mouth_is_seen_in_a_face_only(heading, seen):
    who = sitter(heading)
    draw_mouth(who, face_row("laughing"))

    assert (painted(who.brush) is not None) == seen


@pytest.mark.parametrize("teeth", ["", "upper", "lower", "both"])
def test_an_open_mouth(teeth):
    who, row = sitter(90), {**face_row("laughing"), "teeth": teeth}
    draw_open(who, row, lip_line(who, row), lip_line(who, row, 0.1))

    assert painted(who.brush)


def test_a_smile_folds_the_cheeks():
    who = sitter(90)
    draw_cheeks(who, face_row("glad"))

    assert painted(who.brush)
