"""Two who touch each other in, hands that meet the other's body out."""

import math
from dataclasses import replace

import pytest
from painting import brush, painted

from storyboard.artwork import read_table
from storyboard.backing import AIRY
from storyboard.body import body_part
from storyboard.casting import Actor
from storyboard.contact import (
    AT_CRADLE,
    CRADLE,
    FIST,
    MEETING,
    OUT,
    SEEN,
    SIDES,
    UNEQUAL,
    beside_seat,
    for_unequal,
    goal,
    held_out,
    in_cradle,
    join,
    palm_at_rim,
    reaches,
    rim_of,
    stooped,
    wishes,
)
from storyboard.deeds import poses
from storyboard.figures import draw_far_arm, drawn_skeleton
from storyboard.grips import lay
from storyboard.hangings import head_box
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.skeleton import FOREARM, HAND, PALM, UPPER_ARM, palm_of
from storyboard.solids import reach_of
from storyboard.staging import stage_people

POSES, PLACES = poses(), read_table("places")["place"]
VESSELS = [name for name, row in read_table("things")["thing"].items() if "rim" in row]
CLEAR = 0.4  # metres between the middles of two bodies of which neither hides the other
PAIRS = [("adult", "adult"), ("adult", "child"), ("child", "adult"), ("old", "teenage"), ("child", "child")]
LEADS = [name for name, row in POSES.items() if row.get("touches") and row["words"] and row.get("partner")]


def someone(index, age):
    return {
        "key": f"k{index}",
        "presence": "present" if index else "lead",
        "gender": "",
        "age": age,
        "look": "",
        "outfit": "",
    }


def pair(name, ages, shot="medium"):
    drawing = {
        "people": [someone(index, age) for index, age in enumerate(ages)],
        "action": POSES[name]["words"].split()[0].replace("_", " "),
        "shot": shot,
    }
    return stage_people(drawing, PLACES["meadow"], 1.75, 0.0).actors


@pytest.mark.parametrize("ages", PAIRS, ids="-".join)
@pytest.mark.parametrize("name", LEADS)
def test_every_hand_lies_where_the_pose_wants_it(name, ages):
    first, second = pair(name, ages)

    for actor, other in ((first, second), (second, first)):
        for hand, part in wishes(actor):
            side, skeleton = SIDES[hand], actor.skeleton
            wanted = goal(actor, other, hand, part)
            palm, shoulder = palm_of(skeleton, side), skeleton.shoulders[side]
            arm = (UPPER_ARM + FOREARM + PALM * HAND) * skeleton.stature
            missing = max(0.0, math.dist(shoulder, wanted) - arm)
            assert math.dist(palm, wanted) < missing + 0.01, (hand, part)
            assert missing < 0.07, (hand, part)


@pytest.mark.parametrize("ages", PAIRS, ids="-".join)
@pytest.mark.parametrize("shot", ["over the shoulder", "medium close"])
def test_who_embraces_is_never_put_before_the_lens(shot, ages):
    assert all(reaches(a, b) for a, b in [pair("embracing", ages, shot)])


@pytest.mark.parametrize(("ages", "kneels"), [(("adult", "child"), 0), (("child", "adult"), 1)])
def test_the_taller_one_comes_down(ages, kneels):
    made = pair("embracing", ages)

    assert made[kneels].pose["leg_near"] == POSES["knelt"]["leg_near"]
    assert abs(made[0].top - made[1].top) < UNEQUAL


def test_who_drags_a_child_along_leads_it_by_the_hand():
    assert pair("dragging_person", ("adult", "child"))[0].pose["touches"] == POSES["leading"]["touches"]
    assert pair("dragging_person", ("adult", "adult"))[0].pose["touches"] == POSES["dragging_person"]["touches"]


def actor(name, age="", **looks):
    return Actor(read_looks({**someone(0, age), **looks}), POSES[name], Spot(0, 0, 4.0))


@pytest.mark.parametrize(
    ("cast", "why"),
    [
        ([actor("embracing"), actor("embraced")], "they are of one height"),
        ([actor("embracing")], "there is nobody to come down to"),
        ([actor("embracing"), actor("embraced", look="a small dog")], "an animal is not embraced as one of two"),
        ([actor("embraced", "child"), actor("sitting")], "who sits does not slip off the chair"),
    ],
)
def test_nobody_kneels_where(cast, why):
    assert stooped(cast, POSES["embracing"]) == cast, why


@pytest.mark.parametrize("prop", ["parcel", "letter", "sword", "cup"])
@pytest.mark.parametrize("ages", PAIRS, ids="-".join)
def test_who_is_handed_something_takes_it_where_the_giver_holds_it_out(prop, ages):
    drawing = {
        "people": [someone(index, age) for index, age in enumerate(ages)],
        "action": "handing it over",
        "props": [prop],
        "shot": "medium",
    }
    giver, taker = stage_people(drawing, PLACES["meadow"], 1.75, 0.0).actors
    (hand, part), *more = wishes(taker)
    palm = giver.spot.place(*palm_of(giver.skeleton, SIDES["far"]))
    taking = taker.spot.place(*palm_of(taker.skeleton, SIDES[hand]))

    assert (giver.prop, part, more) == (prop, "given", [])
    assert 0 < taking[0] - palm[0] < OUT + SEEN + 0.01, "on the taker's own side of it"
    assert abs(giver.spot.x - taker.spot.x) > CLEAR
    assert taker.skeleton.wrists[1][1] < taker.skeleton.elbows[1][1], "the other hand hangs"


@pytest.mark.parametrize("prop", ["spear", "umbrella", "cup", "coin"])
def test_what_is_long_is_taken_near_the_hand_that_gives_it(prop):
    giver = replace(actor("handing"), prop=prop)

    assert SEEN / 2 < math.dist(held_out(giver), palm_of(giver.skeleton, 1)) <= OUT + SEEN


@pytest.mark.parametrize("ages", PAIRS, ids="-".join)
def test_of_two_hands_that_shake_both_are_seen(ages):
    first, second = pair("shaking", ages)
    palms = [one.spot.place(*palm_of(one.skeleton, SIDES[wishes(one)[0][0]])) for one in (first, second)]

    assert 0.02 < abs(palms[0][0] - palms[1][0]) < 0.1


def test_who_touches_nobody_keeps_the_arms_of_the_pose():
    two = [actor("standing"), replace(actor("standing"), spot=Spot(1.2, 0, 4.0, flip=True))]

    assert [one.pose["arm_near"] for one in join(two)] == [POSES["standing"]["arm_near"]] * 2
    assert not any(key.startswith("palm") for one in join(two) for key in one.pose)


@pytest.mark.parametrize("name", [name for name, row in POSES.items() if row.get("touches")])
def test_a_row_touches_what_a_body_has(name):
    skeleton = actor(name).skeleton

    for hand, part in wishes(actor(name)):
        assert hand in SIDES
        assert part in MEETING or len(body_part(skeleton, part)) == 3


def test_the_far_arm_goes_around_whom_one_embraces():
    first, second = pair("embracing", ("adult", "adult"))
    used = brush()
    draw_far_arm(used, first.looks, first.pose, first.spot)

    assert second.holder == first, "it is drawn before the one who is held"
    assert first.spot.z < second.spot.z, "and the rest after"
    assert painted(used)
    assert pair("talking", ("adult", "adult"))[1].holder is None


def told(action, ages=("adult", "adult"), place="living room"):
    people = [someone(index, age) for index, age in enumerate(ages)]
    row = {**PLACES["meadow"], "set": "room"} if place == "living room" else PLACES["meadow"]
    return stage_people({"people": people, "action": action, "shot": "full"}, row, 1.75, 0.0).actors


@pytest.mark.parametrize("ages", PAIRS, ids="-".join)
@pytest.mark.parametrize("place", ["living room", "meadow"])
@pytest.mark.parametrize("deed", ["embracing", "comforting", "holding hands"])
def test_who_touches_somebody_seated_kneels_beside_the_seat_with_a_hand_on_them(deed, place, ages):
    sitter, other = told(f"{deed}, sitting", ages, place)

    (hand, part), *more = wishes(other)
    wrist = other.skeleton.wrists[SIDES[hand]]
    assert sitter.seat
    assert not more
    assert not wishes(sitter)
    assert other.pose["leg_near"] == POSES["beside_seat"]["leg_near"]
    assert other.spot.z < sitter.spot.z
    assert abs(other.spot.x - sitter.spot.x) > CLEAR
    assert math.dist(wrist, goal(other, sitter, hand, part)) < HAND * other.skeleton.stature


@pytest.mark.parametrize(
    ("names", "seats", "table", "why"),
    [
        (("embracing", "embraced"), ("", ""), "", "both stand"),
        (("embracing", "embraced"), ("chair", "chair"), "", "both sit"),
        (("embracing", "embraced"), ("chair", ""), "bare_table", "at a table"),
        (("talking", "attentive"), ("chair", ""), "", "nobody touches anybody"),
        (("handing", "receiving"), ("chair", ""), "", "what is handed over is reached for"),
    ],
)
def test_others_stay_as_they_are(names, seats, table, why):
    cast = [
        replace(one, seat=seat, table=table if seat else "", pose={**one.pose, "seat": seat})
        for one, seat in zip([actor(name) for name in names], seats, strict=True)
    ]

    assert beside_seat(cast, POSES[names[0]]) == (cast, POSES[names[0]]), why


@pytest.mark.parametrize("deed", ["comforting", "weeping"])
def test_no_arm_of_who_comforts_lies_before_the_face_of_who_weeps(deed):
    one, two = told(deed)
    comforter, weeper = (one, two) if deed == "comforting" else (two, one)

    away = math.copysign(1.0, weeper.spot.x - comforter.spot.x)
    face = weeper.spot.place(*weeper.skeleton.head.origin)
    joints = [comforter.spot.place(*comforter.skeleton.wrists[side]) for side in (0, 1)]
    assert comforter.spot.flip == weeper.spot.flip
    assert all((face[0] - x) * away > 0 or y < face[1] - CLEAR / 2 for x, y, _ in joints)


FACE_TO_FACE = {"embracing", "kissing", "wrestling"}  # deeds in which two heads are side by side


@pytest.mark.parametrize("name", [name for name, row in poses().items() if "touches" in row and row["words"]])
@pytest.mark.parametrize("sexes", [("male", "female"), ("female", "male"), ("male", "male")])
def test_no_hand_on_another_brings_one_head_before_the_other(name, sexes):
    row = poses()[name]
    people = [{"key": f"k{n}", "presence": ("lead", "present")[n], "gender": sex} for n, sex in enumerate(sexes)]
    told = {"people": people, "action": row["words"].split()[0].replace("_", " "), "shot": "full"}
    staging = stage_people(told, {"set": "room"}, 1.75, 0.0)
    boxes = [head_box(actor, staging.camera) for actor in staging.actors]
    middles = [((left + right) / 2, (top + bottom) / 2) for left, top, right, bottom in boxes]
    head = (boxes[0][3] - boxes[0][1]) / AIRY

    assert name in FACE_TO_FACE or math.dist(*middles) > 0.7 * head


@pytest.mark.parametrize("deed", ["bending over the cradle", "tucking in the baby"])
@pytest.mark.parametrize("age", ["adult", "old", "child"])
def test_who_bends_to_a_baby_has_the_hands_at_its_cradle(deed, age):
    told = {"people": [someone(0, age), someone(1, "baby")], "action": deed, "shot": "full"}
    one, baby = stage_people(told, {**PLACES["meadow"], "set": "room"}, 1.75, 0.0).actors
    low, high = CRADLE["far"][0][1] - 0.15, CRADLE["near"][0][1] + 0.1

    for side, hand in enumerate(("near", "far")):
        x, y, _ = one.spot.place(*palm_of(one.skeleton, side))
        wanted = in_cradle(one, baby, hand)
        assert math.dist(palm_of(one.skeleton, side), wanted) < 0.3, "as far as a child reaches"
        assert age == "child" or (abs(x - baby.spot.x) < 0.75 and low < y < high), hand
    assert abs(one.spot.x - baby.spot.x) > AT_CRADLE - 0.2, "and stands beside it"


def test_whose_hands_have_nothing_to_do_in_a_cradle_keeps_them():
    told = {"people": [someone(0, "adult"), someone(1, "baby")], "action": "standing", "shot": "full"}
    one, _ = stage_people(told, PLACES["meadow"], 1.75, 0.0).actors

    assert not any(key.startswith("palm") for key in one.pose)


def rim(actor):
    """The point of what somebody holds that touches the other one's, on the stage."""
    held = lay(drawn_skeleton(actor.looks, actor.pose, actor.prop), actor.pose, actor.prop)
    x, y = rim_of(actor.prop)
    return actor.spot.place(*held.at(x, y))


@pytest.mark.parametrize("shot", ["medium", "full", "close"])
@pytest.mark.parametrize("ages", PAIRS[::3], ids="-".join)
@pytest.mark.parametrize("prop", VESSELS)
def test_two_glasses_touch_at_their_rims(prop, ages, shot):
    people = [someone(index, age) for index, age in enumerate(ages)]
    drawing = {"people": people, "action": "toasting", "shot": shot, "props": [prop]}
    first, second = stage_people(drawing, PLACES["meadow"], 1.75, 0.0).actors[:2]
    mine, theirs = rim(first), rim(second)

    assert math.dist(mine[:2], theirs[:2]) < 0.05
    for actor in (first, second):
        palm = lay(drawn_skeleton(actor.looks, actor.pose, actor.prop), actor.pose, actor.prop).place
        assert palm[0] > 0.2, "each glass is in its own hand, before its own body"
        assert palm[1] < actor.skeleton.head.origin[1], "and before no eyes"


@pytest.mark.parametrize("name", VESSELS)
def test_a_rim_is_at_the_end_of_its_vessel(name):
    ((_, right), (_, top)), (x, y) = reach_of(name), rim_of(name)
    assert right - 0.05 < x <= right
    assert 0 < top - y < 0.03


def test_who_has_no_glass_holds_out_a_fist():
    looks = read_looks(someone(0, "adult"))
    actor = Actor(looks, POSES["toasting"], Spot(0, 0, 4.0))

    assert rim_of("") == FIST
    assert palm_at_rim(actor, actor, (0.5, 1.0, 0.1))[0] == pytest.approx(0.5 - FIST[0])
    assert palm_at_rim(actor, actor, (-0.5, 1.0, 0.1))[0] == pytest.approx(-0.5 + FIST[0])


@pytest.mark.parametrize(
    ("pose", "ages", "row"),
    [
        ("holding_child", ("adult", "child"), "piggyback"),
        ("holding_child", ("child", "adult"), "holding_child"),  # must not fire: no child carries a grown man
        ("holding_child", ("adult", "adult"), "holding_child"),
        ("dancing", ("child", "adult"), "dancing_hands"),
        ("dancing", ("adult", "adult"), "dancing"),
    ],
)
def test_a_child_who_is_there_is_the_one_carried(pose, ages, row):
    people = [someone(index, age) for index, age in enumerate(ages)]
    assert for_unequal(POSES[pose], people) == POSES[row]
    assert for_unequal(POSES[pose], people[:1]) == POSES[pose]
