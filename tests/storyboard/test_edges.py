"""What the edges of the picture leave whole enough to be read."""

import pytest

from storyboard.backdrops import Thing, hung
from storyboard.camera import EDGE_ABOVE, Camera
from storyboard.edges import carries, is_sliver, leave_slivers, seen_span, still_held
from storyboard.shapes import Spot
from storyboard.solids import reach_of

ASPECT = 1.75
CAMERA = Camera(0.0, 1.4, 0.0, 1.2, 0.42, ASPECT)
HALF = (ASPECT / 2 - EDGE_ABOVE) * 6.0 / 1.2  # metres from the middle to an edge, six metres away
ROOM = {"set": "room", "depth": 8.0, "width": 9.0}


def at(name, x, y=0.0, z=6.0, **changes):
    return Thing(name, Spot(x, y, z, **changes))


@pytest.mark.parametrize(
    ("thing", "sliver", "why"),
    [
        (at("floor_lamp", 0.0), False, "it is in the middle"),
        (at("floor_lamp", HALF + 0.22), True, "only the rim of its shade"),
        (at("floor_lamp", -HALF - 0.22), True, "at the other edge"),
        (at("floor_lamp", HALF - 0.02), False, "its foot is seen"),
        (at("floor_lamp", HALF + 3.0), False, "nothing of it is seen"),
        (at("tree", HALF + 1.0), True, "a crown whose trunk is outside"),
        (at("tree", HALF + 0.1), False, "its trunk is seen"),
        (at("town_house", HALF + 1.8), False, "its wall stands on the ground that is seen"),
        (at("ceiling_lamp", HALF + 0.2, 2.6), True, "it hangs, and is cut"),
        (at("floor_lamp", HALF + 0.22, turn="right"), False, "along the side wall"),
        (at("school_desk", HALF + 0.6), True, "the far end of its top comes in over the edge, and no leg"),
        (at("school_desk", HALF + 0.5), False, "so does a leg"),
        (at("canal_houses", 0.0, 0.35, z=14.0), False, "many narrow houses are seen whole"),
        (at("nothing of that name", HALF), False, "no row"),
    ],
)
def test_what_is_cut_without_a_foot_is_a_sliver(thing, sliver, why):
    assert is_sliver(thing, CAMERA) == sliver, why


def test_near_by_a_pole_that_runs_out_below_holds_what_is_on_it():
    near = Camera(0.0, 1.9, 0.0, 1.2, 0.42, ASPECT)  # sees nothing of the ground three metres away

    assert is_sliver(at("floor_lamp", (ASPECT / 2 - EDGE_ABOVE) * 3.0 / 1.2 + 0.22, z=3.0), near)
    assert not is_sliver(at("floor_lamp", (ASPECT / 2 - EDGE_ABOVE) * 3.0 / 1.2 - 0.1, z=3.0), near)


def test_a_lamp_goes_with_its_cord():
    lamp = hung(at("ceiling_lamp", HALF + 0.2, 2.4), ROOM)
    rug = at("rug", 0.0)

    assert len(lamp) == 3
    assert leave_slivers([*lamp, rug], CAMERA, ROOM) == [rug]


def test_the_wall_holds_what_is_on_it():
    half = (ASPECT / 2 - EDGE_ABOVE) * 7.98 / 1.2
    picture = at("picture", half + 0.2, 1.5, 7.98)

    assert is_sliver(picture, CAMERA)
    assert leave_slivers([picture], CAMERA, ROOM) == [picture]


@pytest.mark.parametrize(
    ("other", "carried", "why"),
    [
        (at("desk_lamp", 0.2, 0.75), True, "on its top"),
        (at("desk_lamp", 0.2, 2.0), False, "far above"),
        (at("desk_lamp", 4.0, 0.75), False, "beside it"),
        (at("desk_lamp", 0.2, 0.75, 8.0), False, "behind it"),
        (at("chair", 0.2), False, "on the ground"),
    ],
)
def test_what_stands_on_a_thing_keeps_it(other, carried, why):
    assert carries(at("desk", 0.0), other) == carried, why


@pytest.mark.parametrize(
    ("after", "kept", "why"),
    [
        ([at("computer", 0.3, 0.79)], [], "its desk is gone"),
        ([at("desk", 1.0), at("computer", 0.3, 0.79)], 2, "another one is under it"),
        ([at("office_chair", 0.3)], 1, "it stands on the ground"),
        ([at("poster", 0.3, 0.8, 7.98)], 1, "the wall holds it"),
        ([at("poster", 0.3, 1.3, 6.2)], 1, "it never stood on the desk"),
        ([at("switch", 0.3, 0.8, 6.2, turn="left")], 1, "it is on a side wall"),
    ],
)
def test_what_stood_on_something_goes_with_it(after, kept, why):
    assert len(still_held([at("desk", 0.0)], after, ROOM)) == (kept or 0), why


def test_a_sliver_stays_under_what_stands_on_it():
    left, right = reach_of("round_table")[0]
    table = at("round_table", HALF + right - 0.1)
    lamp = at("desk_lamp", HALF - 0.05 + left + right, 0.75)

    assert leave_slivers([table, lamp], CAMERA, ROOM)[:1] == ([table] if carries(table, lamp) else [])


def test_a_span_is_a_share_of_the_panel():
    left, right = seen_span(at("crate", 0.0), CAMERA)

    assert 0.4 < left < 0.5 < right < 0.6
    assert seen_span(at("crate", HALF), CAMERA)[1] > 1


TOP = CAMERA.y + CAMERA.horizon / CAMERA.scale(6.0)  # metres at which the upper edge is, six metres away


@pytest.mark.parametrize(
    ("thing", "cut", "why"),
    [
        (at("chandelier", 0.0, TOP), False, "it hangs within the picture"),
        (at("chandelier", 0.0, TOP + 0.5), False, "its candles are seen"),
        (at("chandelier", 0.0, TOP + 0.9), True, "only the knob under it is seen"),
        (at("chandelier", 0.0, TOP + 3.0), False, "nothing of it is seen: its light may stay"),
        (at("ceiling_lamp", 0.0, TOP + 0.5), True, "only its rim"),
        (at("tree", 0.0), False, "it stands"),
    ],
)
def test_a_lamp_that_only_dips_into_the_picture_is_left_out(thing, cut, why):
    assert is_sliver(thing, CAMERA) is cut, why
