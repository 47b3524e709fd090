"""People in the background, in rows."""

from __future__ import annotations

import pytest
from painting import SIZE, brush, painted, pixels

from storyboard.artwork import read_table
from storyboard.painters import draw_shapes
from storyboard.shapes import Spot, parse_shapes
from storyboard.solids import solids_of

HERE = Spot(0, 0, 4.0)
THINGS = read_table("things")["thing"]
CROWDS = [name for name, row in THINGS.items() if "folk" in row["shapes"]]
BEHIND_NOTHING = ("fronts", "backs")  # colours of those of whom only the chest is drawn


def drawn(text):
    used = brush()
    draw_shapes(used, parse_shapes(text), HERE)
    return used


def test_people_of_a_crowd_differ():
    used = drawn("folk fronts -2 0 4 6 1.2")
    tones = {colour for _, colour in used.canvas.finish().getcolors(9999)}

    assert len(tones) > 8
    assert pixels(drawn("folk backs -2 0 4 6 1.2")) != pixels(used)


@pytest.mark.parametrize("kind", ["standing", "dancing"])
def test_whole_people_stand_on_the_ground_and_have_gaps_between_their_legs(kind):
    used = drawn(f"folk {kind} -1.5 0 3 3 1.7")
    box, picture = painted(used), used.canvas.finish()
    foot = used.camera.project((0, 0, 4.0))[1] * SIZE[1]
    row = [picture.getpixel((x, round(foot) - 3)) for x in range(SIZE[0])]

    assert box[3] == pytest.approx(foot, abs=2)
    assert row.count((255, 255, 255)) > SIZE[0] / 2, "legs, no wall"


def test_dancers_raise_their_arms():
    assert painted(drawn("folk dancing -1.5 0 3 6 1.7"))[1] < painted(drawn("folk standing -1.5 0 3 6 1.7"))[1]


@pytest.mark.parametrize("name", CROWDS)
def test_the_straight_edge_of_a_chest_is_behind_something(name):
    """Only what hides their laps, a counter, a row of seats or a stage, lets people end at the chest."""
    shapes = parse_shapes(THINGS[name]["shapes"])
    for at, shape in enumerate(shapes):
        if shape.kind != "folk" or shape.colour not in BEHIND_NOTHING:
            continue
        x, y, width, _, height = shape.numbers
        # What is drawn after them hides them; what ends as high as they begin holds them up.
        later = [solid for other in shapes[at + 1 :] for solid in solids_of_shape(other)]
        before = [solid for other in shapes[:at] for solid in solids_of_shape(other)]
        hides = any(part[2] <= y + 0.02 and part[3] > y and covers(part, x, width) for part in later)
        holds = any(abs(part[3] - y) < 0.12 or part[2] <= y < part[3] for part in before if covers(part, x, width))
        assert hides or holds, (name, y, height)
    assert solids_of(name)


def solids_of_shape(shape):
    """Left, right, low and high of a shape that hides what is behind it."""
    if shape.kind not in ("rect", "box", "poly", "blob", "pane", "grid"):
        return []
    numbers = shape.numbers
    if shape.kind == "box":
        return [(numbers[0], numbers[0] + numbers[3], numbers[1], numbers[1] + numbers[4])]
    if shape.kind in ("poly", "blob"):
        xs, ys = numbers[::2], numbers[1::2]
        return [(min(xs), max(xs), min(ys), max(ys))]
    return [(numbers[0], numbers[0] + numbers[2], numbers[1], numbers[1] + numbers[3])]


def covers(part, x, width):
    """Whether a part is as wide as most of a row of people."""
    return min(part[1], x + width) - max(part[0], x) > 0.6 * width
