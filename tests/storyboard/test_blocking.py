"""Where people stand, and what makes room for them."""

import itertools

import pytest

from storyboard.backdrops import Thing
from storyboard.blocking import Formation, before_the_lead, clear_stage, make_formation, order_across, settle, with_room
from storyboard.camera import LEAD_Z
from storyboard.shapes import Spot
from storyboard.solids import across_of, reach_of


def test_what_stands_on_a_table_moves_with_it():
    table, lamp = Thing("table", Spot(0.2, 0, 3.9)), Thing("desk_lamp", Spot(0.3, 0.77, 3.9))
    moved_table, moved_lamp = clear_stage([table, lamp], [Spot(0, 0, LEAD_Z)], 5.0)
    assert moved_table.spot.x - table.spot.x == pytest.approx(moved_lamp.spot.x - lamp.spot.x)
    assert moved_table.spot.x != table.spot.x


def test_what_finds_no_room_is_left_out_with_what_stands_on_it():
    table, lamp = Thing("table", Spot(0.2, 0, 3.9)), Thing("desk_lamp", Spot(0.3, 0.77, 3.9))
    assert clear_stage([table, lamp], [Spot(0, 0, LEAD_Z)], 1.0) == []


def test_what_stands_behind_stays():
    shelf = Thing("bookcase", Spot(0.0, 0, 7.0))
    assert clear_stage([shelf], [Spot(0, 0, LEAD_Z)], 3.0) == [shelf]


def test_what_a_lifted_leg_would_get_into_moves():
    table, lead = Thing("table", Spot(1.2, 0, LEAD_Z + 0.5)), [Spot(0, 0, LEAD_Z)]

    assert clear_stage([table], lead, 5.0) == [table], "it is behind who stands"
    (moved,) = clear_stage([table], lead, 5.0, [(-0.5, 0.8)])
    assert across_of(moved.spot, reach_of("table")[0])[0] == pytest.approx(0.8)


def test_two_people_face_each_other():
    lead, other = make_formation(2, 1.3, (0, 0), together=False, seated=False).spots
    assert lead.x < other.x
    assert (lead.flip, other.flip) == (False, True)


@pytest.mark.parametrize(
    ("count", "row"),
    [
        pytest.param(0, [], id="nobody"),
        pytest.param(1, [0], id="the lead alone"),
        pytest.param(2, [0, 1], id="the lead on the left"),
        pytest.param(4, [3, 0, 1, 2], id="others outside the two who talk"),
    ],
)
def test_the_lead_and_the_second_stand_side_by_side(count, row):
    assert order_across(count) == row


@pytest.mark.parametrize(
    ("apart", "span", "row"),
    [
        (-0.9, (0.0, 1.6), [3, 2, 1, 0]),
        (-0.9, (0.0, 0.4), [3, 1, 0, 2]),
        (1.3, (0.0, 1.6), [3, 0, 1, 2]),
        (1.3, (-1.6, 0.0), [0, 1, 2, 3]),
        (1.3, (-1.1, 1.1), [3, 0, 1, 2]),
    ],
    ids=["stairs ahead", "nothing ahead", "face to face", "stairs behind", "a swimmer"],
)
def test_at_the_stairs_that_the_lead_goes_up_or_down_stands_nobody(apart, span, row):
    spots = make_formation(4, apart, span, together=True, seated=False).spots

    assert sorted(range(4), key=lambda index: spots[index].x) == row


def test_a_formation_stands_around_the_middle():
    formation = make_formation(3, 1.3, (0, 0), together=False, seated=False)
    across = sorted(spot.x for spot in formation.spots)

    assert across[0] == pytest.approx(-across[-1])
    assert formation.width == pytest.approx(across[-1] - across[0])
    assert len({spot.z for spot in formation.spots}) == 3, "no two stand equally deep"


def test_those_who_do_something_together_look_the_same_way():
    assert not any(spot.flip for spot in make_formation(4, 1.3, (0, 0), together=True, seated=False).spots)


def test_one_person_alone_is_moved_off_the_middle_and_several_hardly():
    alone = settle(make_formation(1, 1.3, (0, 0), together=False, seated=False), 3.0, 5.0)
    two = settle(make_formation(2, 1.3, (0, 0), together=False, seated=False), 3.0, 5.0)

    assert alone[0].x < -0.5
    assert abs(sum(spot.x for spot in two) / 2) < 0.3


def test_nobody_is_moved_out_of_a_narrow_picture():
    assert settle(Formation((Spot(0, 0, LEAD_Z),), 0.0), 3.0, 0.4) == [Spot(0, 0, LEAD_Z)]


@pytest.mark.parametrize(
    "thing",
    [
        pytest.param(Thing("rug", Spot(0, 0, 3.5, turn="flat")), id="flat on the floor"),
        pytest.param(Thing("table", Spot(3.0, 0, 3.5)), id="beside"),
    ],
)
def test_what_hides_nobody_is_not_moved(thing):
    assert clear_stage([thing], [Spot(0, 0, LEAD_Z)], 5.0) == [thing]


@pytest.mark.parametrize("turn", ["left", "right", "flat"])
def test_what_is_turned_to_a_wall_stays_in_it_when_furniture_before_it_moves(turn):
    desk, window = Thing("school_desk", Spot(0, 0, 3.0)), Thing("window", Spot(0.4, 1.0, 3.2, turn=turn))

    moved = clear_stage([desk, window], [Spot(0, 0, LEAD_Z)], 5.0)

    assert moved[0] != desk, "the desk stood in somebody"
    assert moved[1] == window


def test_what_stands_large_behind_the_lead_hides_nobody():
    spots = [Spot(0, 0, LEAD_Z), Spot(1, 0, LEAD_Z + 0.5), Spot(2, 0, LEAD_Z - 1)]

    assert [spot.z <= LEAD_Z for spot in before_the_lead(spots)] == [True] * 3
    assert before_the_lead(spots)[2].z == LEAD_Z - 1, "who is nearer stays"


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_who_stands_behind_the_lead_has_a_place_of_their_own(count):
    formation = make_formation(count, -0.5, (0, 0), together=False, seated=False)
    across = [spot.x for spot in formation.spots]

    assert across[1] == pytest.approx(across[0] - 0.5)
    assert not formation.spots[0].flip
    assert not formation.spots[1].flip
    assert min(b - a for a, b in itertools.pairwise(sorted(across))) >= 0.5 - 1e-9


@pytest.mark.parametrize(
    ("seats", "gap", "why"),
    [
        ((0.6, 0.6), 1.2, "two armchairs stand beside each other"),
        ((0.25, 0.25), 0.8, "chairs have room as it is"),
        ((0.6, 0.0), 0.8, "who stands needs no more room"),
        ((), 0.8, "nobody sits"),
    ],
)
def test_no_seat_stands_in_another(seats, gap, why):
    formation = make_formation(2, 0.8, (0, 0), together=False, seated=False)
    left, right = sorted(spot.x for spot in with_room(formation, seats).spots)

    assert right - left == pytest.approx(gap), why
    assert left + right == pytest.approx(0), "they stay in the middle"


@pytest.mark.parametrize("count", [2, 3, 4])
def test_all_who_ride_have_room_for_the_horse(count):
    alone, all_ride = (
        make_formation(count, 2.6, (-1.2, 1.4), together=together, seated=False) for together in (False, True)
    )

    for spots, wide in ((all_ride.spots, True), (alone.spots, count == 1)):
        left, right = min(spot.x for spot in spots) - 1.2, max(spot.x for spot in spots) + 1.4
        assert (abs(left + right) < 1e-9) is wide, "the middle is that of all the horses, or of what the lead reaches"
