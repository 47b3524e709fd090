"""No thin part of what stays where it is starts at a crown."""

from __future__ import annotations

import pytest

from storyboard.backdrops import Thing
from storyboard.backing import AIRY
from storyboard.camera import make_camera
from storyboard.casting import Actor
from storyboard.crowns import FACE, RAIL, Stroke, edges_of, is_fixed, meeting, parts_of, starts, strokes_of, thin_parts
from storyboard.deeds import poses
from storyboard.hangings import AIR, head_box
from storyboard.people import read_looks
from storyboard.shapes import Spot, parse_shapes

LOOKS = read_looks({"key": "k", "presence": "lead", "gender": "", "age": "", "look": "", "outfit": ""})
CAMERA = make_camera("", 1.75, 0.0, 2.6, 1.7)
PERSON = Actor(LOOKS, poses()["standing"], Spot(0, 0, 4.0))
HEAD = head_box(PERSON, CAMERA)


@pytest.mark.parametrize(
    ("shapes", "count"),
    [
        ("line iron 0.05 0 0 0 2", 1),
        ("curve iron 0.05 0 0 0 1 1 2", 2),
        ("wire iron 0.05 0 0 0 0 1 0 0 1 4", 2),
        ("bars iron 0.05 0 0 2 1 5", 5),
        ("line! iron 0.05 0 0 0 2", 1),
        ("line! cloth 0.02 0 0 0 2", 0),
        ("rect wood 0 0 0.1 2", 1),
        ("poly wood 0 0 0.1 0 0.1 2 0 2", 1),
        ("oval brass 0 1 0.3 0.3", 1),
        ("rect wood 0 0 1 2", 0),
        ("rect wood 0 0 0.3 0.4", 0),
        ("oval brass 0 1 0.05 0.05", 0),
        ("oval rug 0 1 1.3 0.3", 0),
        ("lamp glow 0 0 2", 0),
    ],
)
def test_what_of_a_shape_is_thin(shapes, count):
    assert len(thin_parts(parse_shapes(shapes)[0])) == count


def met(name, spot, depth=4.0):
    """Say whether a thing starts at the head in the middle of the panel."""
    spans = starts(strokes_of([Thing(name, spot)], CAMERA), HEAD, depth)
    middle = (HEAD[0] + HEAD[2]) / 2
    return any(left < middle < right for left, right in spans)


@pytest.mark.parametrize(
    ("name", "spot", "expected"),
    [
        pytest.param("window", Spot(0, 1.0, 8, size=1.4), True, id="the bar of a window"),
        pytest.param("window", Spot(0.5, 1.0, 8, size=1.4), False, id="beside a head"),
        pytest.param("window", Spot(0, 0.1, 8), False, id="a window that ends below the crown"),
        pytest.param("window", Spot(0, 1.0, 3), False, id="before the head it hides, and starts nowhere"),
        pytest.param("big_pane", Spot(0.6, 1.0, 8), True, id="one of two bars"),
        pytest.param("gantry_sign", Spot(6.4, 0, 22), True, id="the post of a gantry"),
        pytest.param("gantry_sign", Spot(1.0, 0, 22), False, id="its signs are above the head"),
        pytest.param("judge_bench", Spot(0, 0, 6.5), True, id="a disc is a halo"),
        pytest.param("judge_bench", Spot(0.8, 0, 6.5), False, id="beside a head it is none"),
        pytest.param("bookcase", Spot(0, 0, 7), False, id="a bookcase is a background"),
        pytest.param("chair", Spot(0, 0, 5), False, id="a chair moves by itself"),
    ],
)
def test_what_starts_at_a_crown(name, spot, expected):
    assert met(name, spot) is expected


@pytest.mark.parametrize(
    ("across", "aside", "expected"),
    [
        pytest.param(0.5, 0.6, RAIL, id="a rail at the cheek"),
        pytest.param(-0.5, 0.6, RAIL, id="that rises to the other side"),
        pytest.param(0.5, 1.2, 0.0, id="beside the head"),
        pytest.param(0.0, 0.6, 0.0, id="a post beside the head"),
        pytest.param(0.0, 0.2, 1.0, id="a post at the crown"),
    ],
)
def test_a_rail_that_slants_through_a_face_counts_most(across, aside, expected):
    size, middle = (HEAD[3] - HEAD[1]) / AIRY, (HEAD[0] + HEAD[2]) / 2
    x, face = middle + aside * size, HEAD[1] + (AIR + FACE) * size
    found = meeting(Stroke((x - across, face - 0.5), (x + across, face + 0.5), 0.0, (0.1, 0.1), 8.0), HEAD)

    assert found
    assert found.weight * (abs(found.x - middle) < found.reach) == expected


def test_a_pipe_along_a_side_wall_may_end_at_a_head():
    pipe = Thing("pipe_wall", Spot(-3.0, 0.0, 6.0, turn="left"))
    spans = starts(strokes_of([pipe], CAMERA), HEAD, 4.0)
    assert spans
    assert all(right < CAMERA.aspect / 2 for _, right in spans), "on the left of the picture"


@pytest.mark.parametrize(
    ("name", "spot", "expected"),
    [
        ("window", Spot(0, 1.0, 8), True),
        ("town_house", Spot(0, 0, 12), True),
        ("picture", Spot(0, 1.6, 8), False),
        ("chair", Spot(0, 0, 5), False),
        ("rug", Spot(0, 0, 5, turn="flat"), False),
        ("hung_game", Spot(0, 0, 5), False),
    ],
)
def test_what_stays_where_it_is(name, spot, expected):
    assert is_fixed(Thing(name, spot)) is expected


def test_an_unknown_thing_has_no_parts():
    assert parts_of("nothing_of_the_kind") == ()


def test_a_room_has_two_corners_and_two_edges_of_its_ceiling():
    edges = edges_of({"set": "room", "width": 7.0, "depth": 8.0, "height": 2.9}, CAMERA)

    assert len(edges) == 4
    assert all(edge.far == 8.0 for edge in edges)
    assert {round(edge.start[0], 3) == round(edge.end[0], 3) for edge in edges} == {True, False}
    assert edges_of({"set": "open"}, CAMERA) == []


@pytest.mark.parametrize(("width", "expected"), [(7.0, False), (0.6, True)])
def test_a_corner_behind_a_head_starts_at_it(width, expected):
    edges = edges_of({"set": "room", "width": width, "depth": 8.0, "height": 2.9}, CAMERA)
    middle = (HEAD[0] + HEAD[2]) / 2

    assert any(left < middle < right for left, right in starts(edges, HEAD, 4.0)) is expected
