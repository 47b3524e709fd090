"""No head is lost behind another person."""

from dataclasses import replace

import pytest

from storyboard.artwork import read_table
from storyboard.backdrops import Thing
from storyboard.crowding import (
    COVERED,
    MOST,
    boxes_of,
    common,
    covered_share,
    head_of,
    hidden_share,
    in_the_light,
    is_buried,
    stand_clear,
    without_hidden,
)
from storyboard.layout import lay_out
from storyboard.shapes import Spot

WIDE = 1344 / 768
PLACES = read_table("places")["place"]
NARROW = [name for name, row in PLACES.items() if row["set"] == "room" and float(row.get("width", 7.0)) < 5.2]
NARROW = [name for name in NARROW if "seats" not in PLACES[name]]


def laid(count=2, looks=(), **drawing):
    rows = [
        {
            "key": f"k{index}",
            "gender": "",
            "age": "",
            "outfit": "",
            "look": dict(looks).get(index, ""),
            "presence": "present" if index else "lead",
        }
        for index in range(count)
    ]
    return lay_out({"people": rows, **drawing}, WIDE, 1)


@pytest.mark.parametrize("place", NARROW)
@pytest.mark.parametrize("action", ["walking", "bowing", "talking"])
@pytest.mark.parametrize("shot", ["", "over-the-shoulder shot"])
def test_nobody_with_a_name_is_lost_between_narrow_walls(place, action, shot):
    """The walls bring those who stand outside back in: not all of them to one place."""
    staging = laid(5, place=place, action=action, shot=shot).staging
    actors = [actor for actor in staging.actors if shot == "" or actor is not staging.actors[1]]

    for index, actor in enumerate(actors):
        others = [other for n, other in enumerate(actors) if max(n, index) > 1]
        assert hidden_share(actor, others, staging.camera) < 0.5, (place, index)


@pytest.mark.parametrize(("step", "hides"), [(0.0, True), (0.12, True), (0.5, False), (-0.5, False)])
def test_a_head_behind_a_head_is_hidden(step, hides):
    staging = laid(1, place="meadow", action="standing").staging
    lead = staging.actors[0]
    other = move(lead, lead.spot.x + step, lead.spot.z + 0.1)

    assert (hidden_share(other, [lead], staging.camera) > MOST) == hides
    assert hidden_share(lead, [other], staging.camera) == 0.0, "who is nearer is not hidden"
    assert (in_the_light(lead, [other], staging.camera) > MOST) == hides, "yet hides"


def test_a_small_one_is_lost_behind_a_trunk():
    staging = laid(2, [(1, "girl of six")], place="meadow", action="standing").staging
    lead, child = staging.actors
    assert hidden_share(move(child, lead.spot.x, lead.spot.z + 0.3), [lead], staging.camera) > 0.9


def test_whoever_is_seen_stays_where_they_are():
    staging = laid(4, place="meadow", action="talking").staging
    assert stand_clear(staging, PLACES["meadow"]) == staging
    assert stand_clear(staging, {"set": "room", "seats": []}) is staging


def test_extras_whose_heads_are_lost_are_left_out_and_all_others_stay():
    layout = laid(1, place="meadow", action="standing", background=["five men"])
    camera, (lead,) = layout.staging.camera, layout.staging.actors
    lost = move(layout.extras[0], lead.spot.x, lead.spot.z + 0.4)

    assert without_hidden([lost, *layout.extras[1:]], [lead], camera) == list(layout.extras[1:])
    assert without_hidden(layout.extras, [lead], camera) == list(layout.extras)


@pytest.mark.parametrize(
    ("box", "share"),
    [((0, 0, 1, 1), 1.0), ((0, 0, 1, 0.5), 0.5), ((0.5, 0.5, 2, 2), 0.25), ((2, 0, 3, 1), 0.0)],
)
def test_how_much_of_a_head_a_box_covers(box, share):
    assert common((0, 0, 1, 1), box) == pytest.approx(share)


def test_an_animal_hides_by_its_head_alone():
    staging = laid(2, [(1, "brown dog")], place="meadow", action="standing").staging
    person, dog = staging.actors
    assert boxes_of(dog, staging.camera) == [head_of(dog, staging.camera)]
    assert len(boxes_of(person, staging.camera)) == 2


def move(actor, x, z):
    return replace(actor, spot=replace(actor.spot, x=x, z=z))


@pytest.mark.parametrize(
    ("name", "spot", "shown", "why"),
    [
        ("bookcase", Spot(0, 0, 6), False, "it is as high as the head"),
        ("bookcase", Spot(0, 0, 8), True, "it is behind"),
        ("bookcase", Spot(3, 0, 6), True, "it is beside"),
        ("bookcase", Spot(0, 0, 6, turn="left"), True, "it is seen from the side, at a wall"),
        ("table", Spot(0, 0, 6), True, "it is low"),
    ],
)
def test_nobody_without_a_name_has_the_head_behind_a_thing(name, spot, shown, why):
    staging = laid(1).staging
    extra = replace(staging.actors[0], spot=Spot(0, 0, 7))

    assert bool(without_hidden([extra], [], staging.camera, [Thing(name, spot)])) is shown, why
    assert (covered_share(extra, [Thing(name, spot)], staging.camera) <= COVERED) is shown, why


@pytest.mark.parametrize(
    ("name", "spot", "expected"),
    [
        pytest.param("piano", Spot(0, 0.25, 5.0), True, id="a head alone above a piano"),
        pytest.param("piano", Spot(2.5, 0.25, 5.0), False, id="a piano beside"),
        pytest.param("piano", Spot(0, 0.25, 7.0), False, id="a piano behind"),
        pytest.param("sofa", Spot(0, 0, 5.0), False, id="a breast above a sofa"),
        pytest.param("table", Spot(0, 0, 5.0), False, id="and above a table"),
    ],
)
def test_of_whom_only_the_head_is_seen(name, spot, expected):
    layout = laid(1, place="meadow", action="standing", background=["a guard"])
    camera, extra = layout.staging.camera, layout.extras[0]
    there = replace(spot, x=camera.x + spot.x)
    extra = move(extra, camera.x, 5.6)

    assert is_buried(extra, [Thing(name, there)], camera) is expected
    assert (extra not in without_hidden([extra], [], camera, [Thing(name, there)])) is expected


@pytest.mark.parametrize("roll", [0.04, -0.04])
@pytest.mark.parametrize("x", [1.6, 3.4, 3.8, 4.2])
def test_a_leaning_camera_sees_the_same_heads_behind_a_board(roll, x):
    staging = laid(1, [(0, "girl of eight")], place="meadow", action="standing").staging
    child, board = move(staging.actors[0], x, 8.5), Thing("sign_post", Spot(3.2, 0, 7.4))
    straight, leaning = (covered_share(child, [board], replace(staging.camera, x=0, roll=lean)) for lean in (0, roll))

    assert straight == pytest.approx(leaning)
