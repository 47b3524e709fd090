"""Beards, glasses, scars."""

import pytest
from painting import painted
from sitting import sitter

from storyboard.artwork import read_table
from storyboard.marks import dot, draw_mark, draw_marks

HEADS = read_table("heads")
ROWS = [(part, name) for part in ("beard", "extra") for name in HEADS[part]]


def row_of(part, name):
    row = HEADS[part][name]
    return {**row, "shapes": row["shapes"] + "\n" + row.get("over", "")}


@pytest.mark.parametrize("heading", [0, 32, 90])
@pytest.mark.parametrize(("part", "name"), ROWS)
def test_every_mark_is_seen_in_a_face(part, name, heading):
    who = sitter(heading)
    draw_marks(who, row_of(part, name))

    assert painted(who.brush) is not None


@pytest.mark.parametrize("name", ["goatee", "moustache", "beard", "stubble"])
def test_no_beard_is_seen_from_behind(name):
    who = sitter(-90)
    draw_marks(who, row_of("beard", name))

    assert painted(who.brush) is None


@pytest.mark.parametrize("kind", ["form", "fill", "line", "loop", "dots"])
def test_kinds(kind):
    who = sitter(90)
    draw_mark(who, kind, "black", 0.03 if kind == "dots" else 1.0, [(0, 0, 0), (20, 0, 0), (20, 0.2, 0)])

    assert painted(who.brush) is not None


def test_a_dot_is_round():
    assert {round((x - 1) ** 2 + y * y, 6) for x, y in dot((1, 0), 0.5)} == {0.25}
