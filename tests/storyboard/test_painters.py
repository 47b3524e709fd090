"""Shapes of the tables in, inked colours on the canvas out."""

import dataclasses
from dataclasses import replace

import pytest
from connected import STAGE, covered, lowest, pieces
from painting import SIZE, brush, painted, pixels

from storyboard.artwork import read_table
from storyboard.camera import Camera
from storyboard.painters import JOINT, PAINTERS, box_faces, cast_shadow, clock_hands, draw_shapes, draw_thing
from storyboard.shapes import Spot, parse_shapes

HERE = Spot(0, 0, 4.0)
SAMPLES = {
    "poly": "poly wood 0 0  1 0  1 2",
    "blob": "blob wood 0 0  1 0  1 2",
    "rect": "rect wood -0.5 0 1 1",
    "oval": "oval wood 0 1 0.5 0.4",
    "line": "line ink 0.1 0 0  1 1",
    "curve": "curve ink 0.1 0 0  1 1  1 0",
    "box": "box wood -0.5 0 0 1 1 1",
    "partition": "partition wall 0.5",
    "flue": "flue stone -0.3 0.5 0.6 1.2",
    "pane": "pane sky -0.5 0.5 1 1",
    "lamp": "lamp glow 0 1 0.5",
    "hands": "hands ink 0 1 0.5",
    "figures": "figures ink 0 1 0.3",
    "spines": "spines book -0.5 0.5 1 0.4",
    "face": "face wood -1 0 0  1 0 0  1 0 2  -1 0 2",
    "wire": "wire iron 0.1 -1 0 0  1 1 2",
    "grid": "grid panes -1 0 2 2 4 3",
    "bars": "bars iron 0.05 -1 0 2 1 5",
    "rungs": "rungs iron 0.05 -1 0 2 1 5",
    "leaves": "leaves leaf 0 1 0.8 0.6",
    "veil": "veil glow 0.5 -1 0  1 0  0 2",
    "haze": "haze foam 0.5 0 1 0.8 0.6",
    "hatch": "hatch ink 0.03 -1 0 2 1 20",
    "ripple": "ripple ink 0.03 -1 0 2 1 20",
    "folk": "folk fronts -1.5 0 3 4 1.0",
    "sign": "sign ink:BANK 0 1 0.4",
}


def drawn(text, hour="night", **changes):
    used = brush(hour, **changes)
    draw_shapes(used, parse_shapes(text), HERE)
    return used


@pytest.mark.parametrize(
    ("time", "hour", "minute"),
    [([12, 0], 0.0, 0.0), ([3, 30], 3.5 / 12, 0.5), ([15, 0], 0.25, 0.0)],
    ids=["noon", "half past three", "in the afternoon"],
)
def test_the_hands_of_a_clock_show_the_hour(time, hour, minute):
    assert [hand[0] for hand in clock_hands(time)] == pytest.approx([hour, minute])


@pytest.mark.parametrize("ceiling", [1.8, 2.4])
@pytest.mark.parametrize("spot", [HERE, replace(HERE, y=0.4, size=1.3)])
def test_a_chimney_goes_up_to_the_ceiling(ceiling, spot):
    used = brush(ceiling=ceiling)
    draw_shapes(used, parse_shapes("flue! stone -0.3 0.5 0.6 9.0"), spot)
    top = used.camera.project((spot.x, ceiling, spot.z))[1] * SIZE[1]
    assert painted(used)[1] == pytest.approx(top, abs=1.0)


def test_a_chimney_in_the_open_is_as_high_as_it_says_and_none_is_above_a_low_ceiling():
    assert painted(drawn("flue! stone -0.3 0.5 0.6 1.2")) == painted(drawn("rect! stone -0.3 0.5 0.6 1.2"))
    assert painted(drawn("flue! stone -0.3 0.5 0.6 1.2", ceiling=0.4)) is None


def test_no_hour_no_hands():
    assert clock_hands([]) == []


@pytest.mark.parametrize("kind", PAINTERS)
def test_every_kind_of_shape_is_painted(kind):
    assert painted(drawn(SAMPLES[kind])) is not None


def test_a_halo_is_thrown_only_where_lamps_burn():
    assert painted(drawn(SAMPLES["lamp"], "midday")) is None


def test_a_shape_without_ink_has_no_edge():
    assert pixels(drawn("rect! wood -0.5 0 1 1")) != pixels(drawn(SAMPLES["rect"]))


def test_the_clocks_of_a_mirrored_picture_are_mirrored_beforehand():
    plain, mirrored = (drawn(SAMPLES["hands"], "morning", mirrored=turned) for turned in (False, True))

    assert pixels(plain) != pixels(mirrored)


def test_a_window_shows_the_weather():
    assert pixels(drawn(SAMPLES["pane"], weather=("rain",))) != pixels(drawn(SAMPLES["pane"]))


@pytest.mark.parametrize(
    ("name", "spot"),
    [
        pytest.param("no_such_thing", HERE, id="an unknown name"),
        pytest.param("table", Spot(0, 0, 1.2), id="before the lens"),
    ],
)
def test_what_cannot_be_shown_is_left_out(name, spot):
    used = brush()
    draw_thing(used, name, spot)

    assert painted(used) is None


@pytest.mark.parametrize(
    ("across", "up", "tones"),
    [
        pytest.param((-0.5, 0.5), (0, 1), ["+", ""], id="straight ahead, seen from above"),
        pytest.param((1, 2), (0, 1), ["--", "+", ""], id="to the right: its left side too"),
        pytest.param((-2, -1), (0, 1), ["--", "+", ""], id="to the left: its right side too"),
        pytest.param((-0.5, 0.5), (2, 3), ["--", ""], id="above the eye: its underside"),
        pytest.param((-0.5, 0.5), (0, 3), [""], id="higher than the eye: the front alone"),
    ],
)
def test_a_box_shows_the_faces_that_are_seen(across, up, tones):
    camera = Camera(0.0, 1.4, 0.0, 1.2, 0.45, 1.75)

    assert [tone for tone, _ in box_faces(across, up, (4, 5), camera)] == tones


def test_shadows_are_long_where_the_sun_is_low():
    def width(hour):
        used = brush(hour)
        cast_shadow(used, Spot(0, 0, 6.0), (-0.3, 0.3, 1.7))
        left, _, right, _ = painted(used)
        return right - left

    assert width("evening") > 2 * width("midday")


@pytest.mark.parametrize(
    ("x", "flip", "left", "right"),
    [
        pytest.param(0, False, 0.5, 2.0, id="from the door to the right wall"),
        pytest.param(0, True, -2.0, -0.5, id="mirrored to the left wall"),
        pytest.param(1, False, 1.5, 2.0, id="no farther than the room"),
    ],
)
def test_a_partition_reaches_from_a_door_to_the_side_wall_and_the_ceiling(x, flip, left, right):
    used = brush("night", room=(2.0, 2.5))
    draw_shapes(used, parse_shapes("partition wall 0.5"), Spot(x, 0, 6.0, flip=flip))
    first, top = used.camera.project((left, 2.5, 6.0))
    last, foot = used.camera.project((right, 0, 6.0))
    box = painted(used)

    assert box is not None
    assert [edge / used.camera.aspect for edge in (first, last)] == pytest.approx(
        [box[0] / 140, box[2] / 140], abs=0.02
    )
    assert [top, foot] == pytest.approx([box[1] / 80, box[3] / 80], abs=0.03)


def test_where_the_side_wall_is_nearer_stands_no_partition():
    used = brush("night", room=(2.0, 2.5))
    draw_shapes(used, parse_shapes("partition wall 0.5"), Spot(1.8, 0, 6.0))

    assert painted(used) is None


AT = Spot(0, 0, 6.0)
CENTIMETRE = 0.01 * 1.2 / 6  # panel heights, where that spot is


@pytest.mark.parametrize(
    ("text", "count", "why"),
    [
        ("rect wood 0 0 1 1|rect wood 1.005 0 1 1", 1, "half a centimetre apart"),
        ("rect wood 0 0 1 1|rect wood 1.06 0 1 1", 2, "six centimetres apart"),
        ("rect wood 0 0 1 1|line wood 0.2 1.08 0 1.08 1", 1, "the line is wide enough"),
        ("box wood 0 0 0 1 1 1|rect wood 0.2 1.03 0.2 0.2", 2, "above a box's front, whose top we do not see"),
        ("rect wood 0 0 1 1|rect wood 2 0 1 1|rect wood 0.9 0.5 1.2 0.1", 1, "the third joins them"),
        ("rect wood 0 0 1 1|lamp glow 3 3 1", 1, "light is no part"),
    ],
)
def test_what_touches_is_one_piece(text, count, why):
    shapes = parse_shapes(text.replace("|", "\n"))
    low = Camera(0.0, 0.5, 0.0, 1.2, 0.42, 1.75)

    assert len(pieces(shapes, low, AT, CENTIMETRE)) == count, why


# What is of many pieces: clocks on a wall, dust in the air, reins that lead to another thing, foam.
IN_PIECES = {"clock_wall", "jump_dust", "wagon_side", "deep_ripples"}
THINGS = read_table("things")["thing"]
SAID_TO_FLOAT = sorted(name for name, row in THINGS.items() if row.get("aloft"))
WHOLE = sorted(set(THINGS) - IN_PIECES - set(SAID_TO_FLOAT))


def floating(name, shapes=None):
    """The pieces of a thing that neither touch its largest one nor stand on the ground."""
    shapes = parse_shapes(THINGS[name]["shapes"]) if shapes is None else shapes
    groups = sorted(pieces(shapes, STAGE, AT, CENTIMETRE), key=len)
    return [group for group in groups[:-1] if lowest(group) > 0.03]


def is_faint(shape):
    """Whether a line is too faint to join anything: it has neither an outline nor ink of its own."""
    thin = shape.kind in ("line", "curve") and shape.colour.rstrip("+-") != "ink"
    return thin and (not shape.inked or shape.numbers[0] < JOINT[0])


NEAR = read_table("near")["near"]
FRAME = Camera(1.75 / 2, 0.5, 0.0, 1.0, 0.5, 1.75)  # one metre is a panel height


@pytest.mark.parametrize("name", NEAR)
def test_each_piece_of_what_stands_before_the_lens_comes_in_over_an_edge(name):
    origin = Spot(0, 0, 1.0)
    for piece in pieces(parse_shapes(NEAR[name]["shapes"]), FRAME, origin, 0.004):
        points = [point for shape in piece for part, _ in covered(shape, FRAME, origin) for point in part]
        assert any(x <= 0 or y <= 0 or y >= 1 for x, y in points), piece


@pytest.mark.slow
@pytest.mark.parametrize("name", WHOLE)
def test_each_piece_of_a_thing_touches_the_rest_or_stands_on_the_ground(name):
    assert floating(name) == []


# What is held in a hand has fine lines, and is seen from near.
FAINT = sorted(name for name in WHOLE if any(map(is_faint, parse_shapes(THINGS[name]["shapes"]))))
LARGE = [name for name in FAINT if not THINGS[name].get("held")]


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_no_part_of_a_thing_is_joined_to_the_rest_by_faint_lines_alone(name):
    assert floating(name, [shape for shape in parse_shapes(THINGS[name]["shapes"]) if not is_faint(shape)]) == []


@pytest.mark.parametrize("name", ["sofa", "easy_chair", "chair", "kitchenette", "slide", "globe", "mast", "castle"])
def test_furniture_and_buildings_are_in_one_piece(name):
    assert floating(name) == []


@pytest.mark.parametrize(
    ("line", "inked", "why"),
    [
        ("line wood 0.06 0 0 0 1", True, "a pole"),
        ("line! wood 0.06 0 0 0 1", False, "it is told to have none"),
        ("line wood 0.012 0 0 0 1", False, "a seam"),
        ("curve wood 0.06 0 0 0.1 0.5 0 1", True, "a tail"),
        ("curve! white 0.06 0 0 0.1 0.5 0 1", False, "smoke"),
    ],
)
def test_a_stick_has_an_outline_of_its_own(line, inked, why):
    used = brush()
    draw_shapes(used, parse_shapes(line), HERE)

    assert (used.canvas.layers().ink.getbbox() is not None) == inked, why


@pytest.mark.parametrize(
    ("line", "darker", "why"),
    [
        ("line brass 0.03 0 0 0 1", True, "the arm of a chandelier is seen before a brown ceiling"),
        ("curve iron 0.02 0 0 0.1 0.5 0 1", True, "a handle"),
        ("line! brass 0.03 0 0 0 1", False, "it is told to be only a tone"),
        ("line brass 0.012 0 0 0 1", False, "a seam"),
        ("line glow 0.03 0 0 0 1", False, "what shines"),
        ("line ink 0.03 0 0 0 1", False, "ink already"),
    ],
)
def test_a_thin_line_that_joins_parts_is_darker_than_its_colour(line, darker, why, monkeypatch):
    colours = []
    monkeypatch.setattr(
        "storyboard.canvas.Canvas.stroke", lambda _canvas, _ends, colour, _weight: colours.append(colour)
    )
    used, far = brush(), Spot(0, 0, 12.0)
    used = dataclasses.replace(used, light=dataclasses.replace(used.light, bold=2.4))
    draw_shapes(used, parse_shapes(line), far)
    own = used.colour(line.split()[1], used.camera.distance(far.z))

    assert len(colours) == 1, "too thin for an outline"
    assert (sum(colours[0]) < sum(own)) == darker, why
    assert darker or colours[0] == own


def test_a_thin_arm_has_an_outline_where_it_is_wider_than_one():
    """Brass before a brown ceiling is lost, and candles hang in the air."""
    used = brush()
    draw_shapes(used, parse_shapes("line brass 0.045 0 0 1 1"), HERE)

    assert used.canvas.layers().ink.getbbox() is not None


def test_no_headrest_hangs_above_its_seat():
    """What is behind it joins nothing: the backs and the headrests of the seats alone are in one piece each."""
    for name, seats in (("car_roof", 2), ("van_back", 1)):
        parts = [one for one in parse_shapes(THINGS[name]["shapes"]) if one.colour == "leather"]
        assert len(pieces(parts, STAGE, AT, CENTIMETRE)) == seats, name
