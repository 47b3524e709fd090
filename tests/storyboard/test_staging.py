"""Who is on the stage, how each is posed, and what they hold."""

import pytest

from storyboard.artwork import read_table
from storyboard.drawing import MOST_FIGURES
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.staging import (
    Actor,
    held_prop,
    in_posture,
    named_posture,
    on_stage,
    set_props,
    stage_people,
    take_chair,
    take_seats,
    vary,
)

POSES = read_table("poses")["pose"]
PLACES = read_table("places")["place"]


def someone(index=0, presence="present"):
    return {"key": f"k{index}", "presence": presence, "gender": "", "age": "", "look": "", "outfit": ""}


@pytest.mark.parametrize(
    ("props", "action", "usual", "held"),
    [
        (("letter",), "reading", "book", "letter"),
        (("book",), "reading a letter", "book", "letter"),
        (("old brass keys",), "standing", "", "key"),
        (("piano",), "standing", "", ""),
        ((), "reading", "book", "book"),
        ((), "standing", "", ""),
    ],
)
def test_the_named_prop_is_in_the_hand(props, action, usual, held):
    assert held_prop(props, action, usual) == held


def test_who_reads_holds_something_to_read():
    assert held_prop(("pencil", "map"), "reading", "book", "read") == "map"
    assert held_prop(("pencil",), "reading", "book", "read") == "book"


def test_a_voice_on_the_phone_is_not_on_the_stage_and_a_crowd_is_cut():
    crowd = [someone(index) for index in range(MOST_FIGURES + 3)]

    assert on_stage({"people": [someone(), someone(1, "remote")]}) == [someone()]
    assert on_stage({"people": crowd}) == crowd[:MOST_FIGURES]
    assert on_stage({}) == []


@pytest.mark.parametrize(
    ("props", "taken", "indoors", "expected"),
    [
        pytest.param(["ladder"], [], True, ["ladder"], id="set down"),
        pytest.param(["ladder", "old ladder"], [], True, ["ladder"], id="once"),
        pytest.param(["ladder"], ["ladder"], True, [], id="not if somebody holds it"),
        pytest.param(["horse"], [], True, [], id="no horse stands in a kitchen"),
        pytest.param(["horse"], [], False, ["horse"], id="a horse stands on a meadow"),
        pytest.param(["letter", "xyzzy"], [], True, [], id="what cannot be set down"),
    ],
)
def test_props_that_nobody_holds_are_set_down(props, taken, indoors, expected):
    assert set_props(props, taken, indoors=indoors) == expected


def test_a_pose_is_bent_to_the_person_a_little():
    standing = POSES["standing"]
    bent = [vary(standing, f"k{number}", 1) for number in range(20)]

    assert len({str(pose) for pose in bent}) > 5
    assert all(abs(pose["lean"] - standing["lean"]) <= 4 for pose in bent)
    assert vary(standing, "k", 1) == vary(standing, "k", 1)


def test_who_sits_is_not_bent_off_the_chair():
    assert vary(POSES["sitting"], "k", 1) == POSES["sitting"]


def actor(**changes):
    return Actor(read_looks(someone()), POSES["sitting"], Spot(0, 0, 4.0), **changes)


@pytest.mark.parametrize(
    ("place", "seat", "found"),
    [
        pytest.param({"set": "room"}, "chair", "chair", id="indoors"),
        pytest.param({"set": "open"}, "chair", "bench", id="in the open"),
        pytest.param({"set": "open", "chair": "log"}, "chair", "log", id="what the place has"),
        pytest.param({"set": "open"}, "cot", "cot", id="a bed is no chair"),
        pytest.param({"set": "room"}, "", "", id="who stands needs none"),
    ],
)
def test_people_sit_on_what_there_is(place, seat, found):
    assert take_chair(actor(seat=seat), place).seat == found


def test_a_vehicle_seats_as_many_as_it_has_seats():
    seated = take_seats([actor(seat="chair", table="table")] * 3, [(-0.5, 0.4), (0.5, 0.4)])

    assert [(one.spot.x, one.pose["on"], one.seat, one.table) for one in seated] == [
        (-0.5, 0.4, "", ""),
        (0.5, 0.4, "", ""),
    ]


def test_one_who_speaks_to_somebody_far_away_phones():
    people = [someone(presence="lead"), someone(1, "remote")]
    staging = stage_people({"people": people, "action": "talking"}, PLACES["kitchen"], 1.75, 0.0)

    assert [one.pose for one in staging.actors] == [POSES["phoning"]]


def test_an_empty_stage_still_has_a_camera():
    staging = stage_people({}, PLACES["meadow"], 1.75, 0.0)

    assert staging.actors == ()
    assert staging.camera.aspect == 1.75


@pytest.mark.parametrize(
    ("doing", "pose", "prop"),
    [("reading a map", "reading", "map"), ("weeping", "weeping", ""), ("holding a lantern", "", "lantern")],
)
def test_who_stands_beside_the_lead_does_what_the_author_says(doing, pose, prop):
    drawing = {"people": [someone(0, "lead"), {**someone(1), "doing": doing}], "action": "standing"}
    _, second = stage_people(drawing, PLACES["any_room"], 1.75, 0.0).actors

    assert second.prop == prop
    assert not pose or second.pose["arm_near"] == POSES[pose]["arm_near"]


def test_nobody_beside_the_lead_does_anything_where_nothing_is_said():
    silent = {"people": [someone(0, "lead"), someone(1)], "action": "standing"}
    said = {"people": [someone(0, "lead"), {**someone(1), "doing": ""}], "action": "standing"}

    assert stage_people(silent, PLACES["any_room"], 1.75, 0.0) == stage_people(said, PLACES["any_room"], 1.75, 0.0)


# --- Postures
@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("reading the letter, standing", "standing"),
        ("smoking, sitting", "sitting"),
        ("crouching beside a tree", "kneeling"),
        ("reading, lying in the grass", "sleeping"),
        ("reading the letter", ""),
        ("", ""),
    ],
)
def test_the_posture_that_an_action_names(action, name):
    assert named_posture(action) == name


@pytest.mark.parametrize(
    ("pose", "action", "seat", "legs"),
    [
        pytest.param("reading", "reading, standing", None, "standing", id="no chair"),
        pytest.param("writing", "writing, pacing", None, "standing", id="no desk either"),
        pytest.param("leaning", "smoking, sitting", "chair", "sitting", id="a chair"),
        pytest.param("weeping", "weeping, kneeling", None, "kneeling", id="on the knees"),
        pytest.param("reading", "reading, lying on the bed", "cot", "sleeping", id="in bed"),
        pytest.param("reading", "reading", "chair", "reading", id="nothing is said"),
        pytest.param("reading", "reading, sitting", "chair", "reading", id="said, and drawn so already"),
        pytest.param("sitting", "sitting", "chair", "sitting", id="itself"),
        pytest.param("rowing", "rowing, standing", None, "rowing", id="a boat is rowed as it is"),
        pytest.param("riding", "riding, sitting", "horse", "riding", id="a horse ridden"),
    ],
)
def test_a_pose_takes_the_legs_and_the_seat_of_the_posture(pose, action, seat, legs):
    row = in_posture(POSES[pose], action)
    assert row.get("seat") == seat
    assert (row["leg_near"], row["leg_far"]) == (POSES[legs]["leg_near"], POSES[legs]["leg_far"])


def test_what_hands_do_stays():
    row = in_posture(POSES["reading"], "reading, standing")
    assert (row["arm_near"], row["hold"]) == (POSES["reading"]["arm_near"], "book")
    assert not {"seat", "table", "outdoors"} & set(row)


def test_every_posture_is_a_pose():
    assert set(read_table("poses")["posture"]) <= set(POSES)
