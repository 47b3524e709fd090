"""How far the parts of things reach, and which box hides which."""

import pytest

from storyboard.artwork import read_table
from storyboard.camera import Camera
from storyboard.shapes import Spot, parse_shapes
from storyboard.solids import across_of, box_ranges, far_first, hides, merged, reach_of, solid_of, solids_of

THINGS = read_table("things")["thing"]


def solid(line):
    return solid_of(parse_shapes(line)[0])


@pytest.mark.parametrize(
    ("line", "across", "up", "away"),
    [
        pytest.param("rect wood -1 0 2 3", (-1, 1), (0, 3), (0, 0), id="a rectangle"),
        pytest.param("oval wood 1 2 0.5 0.25", (0.5, 1.5), (1.75, 2.25), (0, 0), id="an oval to its lowest point"),
        pytest.param("box wood -1 0 -0.5 2 3 1.5", (-1, 1), (0, 3), (-0.5, 1.0), id="a box is deep"),
        pytest.param("face wood 0 0 -2  0 1 -2  0 1 4", (0, 0), (0, 1), (-2, 4), id="a face in space"),
        pytest.param("line iron 0.2 0 0 0 2", (-0.1, 0.1), (0, 2), (0, 0), id="a line is as wide as its weight"),
        pytest.param("bars iron 0.1 -1 0 2 1 3", (-1, 1), (0, 1), (0, 0), id="bars"),
    ],
)
def test_a_part_reaches_as_far_as_it_is_drawn(line, across, up, away):
    part = solid(line)

    assert part.across == pytest.approx(across)
    assert part.up == pytest.approx(up)
    assert part.away == pytest.approx(away)


@pytest.mark.parametrize(
    ("line", "low", "high", "span"),
    [
        pytest.param("poly stone -2 0 2 0 0 4", 0, 4, (-2, 2), id="all of a spire"),
        pytest.param("poly stone -2 0 2 0 0 4", 3, 9, (-0.5, 0.5), id="its point"),
        pytest.param("line wood 0.1 -2 0 2 2", 1, 2, (0, 2), id="the upper half of a leaning pole"),
        pytest.param("rect wood -1 0 2 3", 2, 9, (-1, 1), id="a wall is as wide everywhere"),
        pytest.param("rect wood -1 0 2 3", 4, 9, None, id="above it is nothing"),
    ],
)
def test_a_part_is_as_wide_as_it_is_between_two_heights(line, low, high, span):
    assert solid(line).span(low, high) == (pytest.approx(span) if span else None)


def test_light_is_no_part_of_a_lamp():
    (left, right), (low, high) = reach_of("hanging_cone")

    assert (left, right) == pytest.approx((-0.34, 0.34))
    assert (low, high) == pytest.approx((-1.02, 0))


def test_what_the_tables_do_not_know_reaches_nowhere():
    assert solids_of("no such thing") == ()
    assert reach_of("no such thing") == ((0.0, 0.0), (0.0, 0.0))


def test_a_flipped_thing_reaches_to_the_other_side():
    assert across_of(Spot(1, 0, 4, size=2), (-1, 0.5)) == (-1, 2)
    assert across_of(Spot(1, 0, 4, size=2, flip=True), (-1, 0.5)) == (0, 3)


def test_spans_that_nearly_touch_are_one():
    assert merged([(3, 4), (0, 1), (1.2, 2)], 0.3) == [(0, 2), (3, 4)]


def eye(x=0.0, y=1.4):
    return Camera(x, y, 0.0, 1.2, 0.42, 1.75)


@pytest.mark.parametrize(
    ("rows", "camera", "order", "why"),
    [
        ("box a 0 0 0 1 1 1|box b 0 0 1 1 1 1", eye(), "ba", "the nearer one comes last"),
        ("box a 0 0 1 1 1 1|box b 0 0 0 1 1 1", eye(), "ab", "as it was"),
        ("box a -2 0 0 1 1 1|box b -1 0 0 1 1 1", eye(), "ab", "to the left of us the right one hides the left one"),
        ("box a -2 0 0 1 1 1|box b -1 0 0 1 1 1", eye(-5), "ba", "to the right of us it is the other way round"),
        ("box a 0 1 0 1 1 1|box b 0 0 0 1 1 1", eye(y=3.0), "ba", "what is on top hides what is below"),
        ("box a 0 0 0 1 1 1|box b 0 1 0 1 1 1", eye(y=0.5), "ba", "but not from below"),
        ("box a 0 0 0 1 1 1|box b 0.5 0.5 0.5 1 1 1", eye(), "ab", "what lies in another keeps its place"),
        ("box a 0 0 1 1 1 1|box b 0 0 0.99 1 1 0.02", eye(), "ab", "a board on a front overlaps it by a hair"),
        ("box a 5 0 0 1 1 1|box b -1 0 2 1 1 1", eye(), "ab", "neither hides the other"),
    ],
)
def test_boxes_are_drawn_from_far_to_near(rows, camera, order, why):
    boxes = list(parse_shapes(rows.replace("|", "\n")))

    assert "".join(box.colour for box in far_first(boxes, Spot(0, 0, 5), camera)) == order, why


@pytest.mark.parametrize("name", ["sofa", "easy_chair", "throne"])
@pytest.mark.parametrize("x", [-3.0, 0.0, 3.0])
def test_no_box_of_a_thing_is_drawn_before_one_that_it_hides(name, x):
    boxes = [shape for shape in parse_shapes(read_table("things")["thing"][name]["shapes"]) if shape.kind == "box"]
    spot = Spot(x, 0, 5)
    ranges = [box_ranges(box, spot) for box in far_first(boxes, spot, eye())]

    for index, nearer in enumerate(ranges):
        assert not any(hides(earlier, nearer, eye()) for earlier in ranges[:index])


BESIDE_IT = {"cubicle", "bus_stop"}  # what stands before a table, or below a high roof


@pytest.mark.parametrize("name", sorted(THINGS))
def test_no_support_is_drawn_over_what_lies_on_it(name):
    """Boxes that follow each other are sorted; a leg of a later run would be drawn over the table's top."""
    shapes = parse_shapes(THINGS[name]["shapes"])
    tops, run = [], []
    for shape in shapes:
        if shape.kind == "box":
            run.append(shape)
            under = [top for top in tops if solid_of(shape).up[1] <= top.up[0] + 0.01]
            assert name in BESIDE_IT or not any(shares(solid_of(shape), top) for top in under), shape
        else:
            tops, run = [*tops, *map(solid_of, run)], []
            tops += [solid_of(shape)] if shape.kind == "face" and level(shape) else []


def level(shape):
    return max(shape.numbers[1::3]) - min(shape.numbers[1::3]) < 0.01


def shares(solid, top):
    ranges = ((solid.across, top.across), (solid.away, top.away))
    return all(min(one[1], two[1]) - max(one[0], two[0]) > 0.02 for one, two in ranges)
