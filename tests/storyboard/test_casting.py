"""How each person is posed, and what they hold."""

import math

import pytest
from sweeping import sweep

from storyboard.artwork import read_table
from storyboard.casting import (
    FRONTAL,
    STEP,
    STEP_SEEN,
    Actor,
    face_of,
    grip,
    in_place,
    make_actor,
    most_turn,
    set_props,
    turned,
    vary,
)
from storyboard.deeds import find_pose, poses, raised
from storyboard.people import read_looks
from storyboard.shapes import Spot, parse_shapes
from storyboard.skeleton import heading_of, make_skeleton
from storyboard.solids import reach_of
from storyboard.space import between

POSES = poses()
ROOM, WARD = {"set": "room"}, {"set": "room", "put": "bed 1 6"}


def someone(index=0, presence="present"):
    return {"key": f"k{index}", "presence": presence, "gender": "", "age": "", "look": "", "outfit": ""}


def actor(**changes):
    return Actor(read_looks(someone()), POSES["sitting"], Spot(0, 0, 4.0), **changes)


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


@pytest.mark.parametrize(
    ("deed", "index", "look", "mood", "face", "why"),
    [
        ("nodding", 0, "", "comic", "glad", "a laughing lead would be read as one who laughs"),
        ("laughing", 0, "", "tense", "laughing", "whose deed it is"),
        ("nodding", 1, "", "comic", "", "the second one shows the mood"),
        ("nodding", 0, "weeping man", "comic", "", "what is told of the face stands"),
        ("nodding", 0, "laughing man", "tense", "glad", "but for a laugh"),
        ("nodding", 1, "laughing man", "tense", "", "which the second one has"),
        ("nodding", 0, "", "tense", "", "no other mood is a deed"),
    ],
)
def test_a_laugh_is_left_to_those_who_do_nothing_else(deed, index, look, mood, face, why):
    looks = read_looks({**someone(), "look": look})

    assert face_of(POSES[deed], index, looks, mood) == face, why


def test_a_pose_is_bent_to_the_person_a_little():
    standing = POSES["standing"]
    bent = [vary(standing, f"k{number}", 1) for number in range(20)]

    assert len({str(pose) for pose in bent}) > 5
    assert all(abs(pose["lean"] - standing["lean"]) <= 4 for pose in bent)
    assert vary(standing, "k", 1) == vary(standing, "k", 1)


def test_who_sits_is_not_bent_off_the_chair():
    assert vary(POSES["sitting"], "k", 1) == POSES["sitting"]


@pytest.mark.parametrize(
    ("pose", "place", "drawn"),
    [
        ("swimming", "lecture_hall", "walking"),
        ("swimming", "swimming_pool", "swimming"),
        ("swimming", "lake", "swimming"),
        ("drowning", "office", "sighing"),
        ("rowing", "living_room", "sitting"),
        ("rowing", "river", "rowing"),
        ("walking", "office", "walking"),
    ],
)
def test_nobody_swims_in_a_dry_room(pose, place, drawn):
    assert in_place(pose, read_table("places")["place"][place], "") == POSES[drawn]


@pytest.mark.parametrize(
    ("action", "look", "shown"),
    [
        pytest.param("smiling", "tired man", "", id="who is tired smiles now"),
        pytest.param("standing", "tired man", "tired", id="else looks tired"),
        pytest.param("watching", "unconscious man", "asleep", id="nobody wakes up by it"),
    ],
)
def test_a_face_that_the_deed_has_goes_before_how_somebody_looks(action, look, shown):
    person = {**someone(presence="lead"), "look": look}
    made = make_actor(person, 0, POSES[action], {"action": action}, ROOM)
    assert made.looks.expression == shown


def test_who_holds_out_nothing_shows_no_fist():
    assert grip(POSES["showing"], "")["hand_far"] == "open"
    assert grip(POSES["showing"], "letter")["hand_far"] == "grip"
    assert grip(POSES["glaring"], "")["hand_far"] == "fist"


def test_what_is_held_is_carried_in_a_pose_that_has_its_hands_free():
    held = grip(POSES["musing"], "lantern")
    assert held["arm_near"] == read_table("things")["thing"]["lantern"]["carry"]
    assert grip(POSES["reading_letter"], "letter") == POSES["reading_letter"]
    assert grip(POSES["musing"], "") == POSES["musing"]


def test_who_is_ill_lies_where_nothing_else_is_said():
    ill = {**someone(1), "look": "feverish old man"}
    assert make_actor(ill, 1, POSES["talking"], {}, WARD).pose["on"] == POSES["lying_ill"]["on"]
    assert make_actor(ill, 1, POSES["talking"], {}, ROOM).pose["seat"] == "chair", "where there is no bed"
    assert "on" not in make_actor({**ill, "doing": "walking"}, 1, POSES["talking"], {}, ROOM).pose


def test_people_are_turned_differently_but_never_away():
    turns = {turned(POSES["talking"], f"k{number}", index)["turn"] for number in range(30) for index in range(4)}
    assert len(turns) > 5
    assert min(turns) >= -10
    assert turned(POSES["typing"], "k", 0) == POSES["typing"]


def test_outdoors_a_pose_takes_its_own_form():
    assert in_place("eating", ROOM, "")["table"] == "dining_table"
    assert "table" not in in_place("eating", {"set": "open"}, "")


# --- what is held, and the face
BY_THE_HEAD = ("hat_on", "phoning", "telescope", "fiddling", "archery", "chopping_wood")
FREE = ("standing", "musing", "talking", "walking", "sitting", "holding", "smiling", "crossed", "waiting")
FACE = 0.08  # metres around the middle of a face


def in_face(pose, prop):
    """Count the corners of a held thing that lie before the face."""
    skeleton, row = make_skeleton(read_looks(someone()), pose), read_table("things")["thing"][prop]
    which = pose.get("holds", row.get("holds", "near"))
    palms = [between(skeleton.wrists[side], skeleton.fingers[side], 0.42) for side in (0, 1)]
    side = 1 if which == "far" else 0
    grip_at = between(*palms, 0.5) if which == "both" else palms[side]
    wrist, tip = skeleton.wrists[side], skeleton.fingers[side]
    level = row.get("upright") or which == "both"
    spot = Spot(grip_at[0], grip_at[1], 0, lean=0.0 if level else math.atan2(wrist[1] - tip[1], tip[0] - wrist[0]))
    shapes = [shape for shape in parse_shapes(row["shapes"]) if shape.kind in ("poly", "blob", "line", "curve")]
    corners = [
        shape.numbers[shape.kind in ("line", "curve") :][n : n + 2] for shape in shapes for n in range(0, 200, 2)
    ]
    places = [spot.place(*corner) for corner in corners if len(corner) == 2]
    face = skeleton.head.at(0.05, -0.01, 0)
    return sum(math.dist(place[:2], face[:2]) < FACE for place in places)


@pytest.mark.parametrize("name", [name for name, row in POSES.items() if row.get("hold") and name not in BY_THE_HEAD])
def test_no_pose_holds_a_thing_before_the_face(name):
    assert in_face(POSES[name], POSES[name]["hold"]) == 0


@pytest.mark.parametrize("prop", [name for name, row in read_table("things")["thing"].items() if row.get("held")])
def test_nothing_that_is_carried_is_before_the_face(prop):
    assert [name for name in FREE if in_face(grip(POSES[name], prop), prop)] == []


@pytest.mark.parametrize(
    ("prop", "least", "most"),
    [
        ("letter", 0.2, 0.35),
        ("book", 0.2, 0.45),
        ("phone", 0.15, 0.3),
        ("mobile", 0.1, 0.2),
        ("cup", 0.08, 0.2),
        ("pen", 0.1, 0.25),
        ("key", 0.08, 0.2),
        ("gun", 0.18, 0.35),
        ("sword", 0.8, 1.1),
        ("knife", 0.2, 0.45),
        ("broom", 1.2, 1.7),
        ("suitcase", 0.5, 0.8),
        ("coin", 0.02, 0.07),
    ],
)
def test_a_held_thing_is_as_large_as_in_life(prop, least, most):
    shapes = parse_shapes(read_table("things")["thing"][prop]["shapes"])
    points = [point for shape in shapes if shape.kind in ("poly", "blob") for point in shape.points]
    points += [
        point
        for shape in shapes
        if shape.kind in ("line", "curve")
        for point in zip(shape.numbers[1::2], shape.numbers[2::2], strict=True)
    ]
    for shape in shapes:
        if shape.kind in ("oval", "rect"):
            x, y, a, b = shape.numbers
            points += [(x - a, y - b), (x + a, y + b)] if shape.kind == "oval" else [(x, y), (x + a, y + b)]
    size = max(max(c) - min(c) for c in zip(*points, strict=True))
    assert least <= size <= most


@pytest.mark.parametrize("name", sweep(POSES))
def test_no_hand_and_no_head_is_under_the_ground(name):
    skeleton, ground = make_skeleton(read_looks(someone()), POSES[name]), POSES[name].get("on", 0.0)
    assert min(joint[1] for joint in (*skeleton.wrists, skeleton.head.origin)) > ground - 0.02
    assert min(tip[1] for tip in skeleton.fingers) > ground - 0.1


def test_a_cup_is_lifted_by_its_handle_with_the_rim_to_the_face():
    drinker = make_actor(someone(presence="lead"), 0, POSES["drinking"], {"action": "drinking tea"}, ROOM)
    waiter = make_actor(someone(presence="lead"), 0, POSES["standing"], {"action": "holding a cup"}, ROOM)

    assert (drinker.prop, waiter.prop) == ("cup_raised", "cup")


STRIDES = [name for name, row in POSES.items() if abs(row["leg_near"][0] - row["leg_far"][0]) > STEP]


@pytest.mark.parametrize("index", [0, 1, 4])
def test_nobody_who_steps_out_is_seen_from_before_where_both_feet_would_be_one(index):
    for name in STRIDES:
        row = POSES[name]
        turns = [float(turned(row, f"k{key}", index).get("turn", 0.0)) for key in range(12)]
        assert max(turns) <= max(STEP_SEEN, heading_of(row)), name
        assert most_turn(row) <= max(STEP_SEEN, heading_of(row)), name

    assert most_turn(POSES["standing"]) == FRONTAL


@pytest.mark.parametrize(
    ("pose", "prop", "held", "why"),
    [
        ("pulling", "rope", "rope_taut", "it is pulled tight"),
        ("walking", "rope", "rope", "else it hangs from the hand in coils"),
        ("pulling", "lantern", "lantern", "another thing has one form"),
        ("pulling", "glass", "glass", "nobody pulls at a glass as if to drink"),
        ("drinking", "glass", "glass_raised", "tipped, its rim at the lips and before no face"),
        ("toasting", "glass", "glass", "upright"),
    ],
)
def test_a_rope_is_taut_only_where_it_is_pulled(pose, prop, held, why):
    assert raised(poses()[pose], prop) == held, why
    assert (reach_of(held)[0][1] > 1) == (held == "rope_taut"), why


@pytest.mark.parametrize(
    ("pose", "place", "own", "why"),
    [
        ("swimming", "lake", ["ripples", "ripples", "ripples"], "water is around everybody"),
        ("drowning", "lake", ["deep_ripples", "ripples", "ripples"], "and around who comes to help"),
        ("eating", "kitchen", ["dining_table", "", ""], "all sit at one table"),
    ],
)
def test_who_has_a_table_or_water_of_their_own(pose, place, own, why):
    place, row = read_table("places")["place"][place], POSES[pose]
    cast = [make_actor(someone(index), index, row, {"action": pose}, place) for index in range(3)]

    assert [actor.table for actor in cast] == own, why


@pytest.mark.parametrize("pose", [name for name, row in POSES.items() if row.get("afloat")])
@pytest.mark.parametrize("count", [2, 3, 5])
def test_nobody_stands_on_the_water(pose, count):
    place, row = read_table("places")["place"]["lake"], POSES[pose]
    cast = [make_actor(someone(index), index, row, {"action": pose}, place) for index in range(count)]

    for index, actor in enumerate(cast):
        assert actor.pose.get("afloat") or index <= len(row.get("carries", ())), index


@pytest.mark.parametrize(
    ("pose", "action", "place", "thing"),
    [
        ("mounting", "climbing onto the pony", {"set": "open"}, "horse"),
        ("mounting", "getting into a taxi", {"set": "open"}, "car"),
        ("mounting", "climbing aboard", {"set": "open"}, "wagon_side"),
        ("mounting", "climbing onto the bed", ROOM, ""),
        ("knocking", "knocking", ROOM, "shut_door"),
    ],
)
def test_who_gets_on_something_has_it_behind(pose, action, place, thing):
    made = make_actor(someone(presence="lead"), 0, POSES[pose], {"action": action}, place)
    assert made.behind == thing


@pytest.mark.parametrize(
    ("action", "drawn"),
    [
        ("examining the skull", "examining_held"),
        ("examining the wiring", "examining"),
        ("grabbing the lantern", "taken_up"),
        ("kicking the ball", "kicking_ball"),
        ("kicking him", "kicking"),
    ],
)
def test_a_thing_that_the_deed_names_chooses_the_form_of_the_pose(action, drawn):
    assert in_place(find_pose(action), ROOM, action)["arm_far"] == POSES[drawn]["arm_far"]
    assert in_place(find_pose(action), ROOM, action).get("table") == POSES[drawn].get("table")
