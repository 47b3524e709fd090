"""Hands on their own body, in all poses that lay them there."""

import itertools
import math

import pytest

from storyboard.body import body_part, is_laced, lay_on_self, limb_part, own_place
from storyboard.deeds import poses
from storyboard.people import read_looks
from storyboard.skeleton import FOREARM, HAND, PALM, UPPER_ARM, make_skeleton, palm_of

POSES = poses()
SIDES = ("near", "far")
RESTED = [name for name, row in POSES.items() if any(row.get(f"rests_{side}") for side in SIDES)]
LACED = [name for name, row in POSES.items() if row.get("laced")]
CLASPED = ["clasped", "bowed", "behind_back", "pacing"]
WHO = [
    read_looks({"key": "k", "gender": gender, "age": age, "look": look, "outfit": outfit})
    for gender, age, look, outfit in (
        ("female", "", "", "green coat"),
        ("male", "", "tall man", "white shirt"),
        ("male", "old", "fat man", "black suit"),
        ("female", "girl of nine", "", "dress"),
    )
]
SKIN = 0.03  # metres around the middle of a palm that a hand covers
ARM = UPPER_ARM + FOREARM + PALM * HAND  # statures
TURNS = (10, 32, 50, 70)


def laid(name, who=WHO[0], **changes):
    pose = {**POSES[name], **changes}
    return lay_on_self(make_skeleton(who, pose), who, pose, "")


@pytest.mark.parametrize("name", RESTED)
def test_a_hand_lies_where_its_pose_says_whoever_it_is(name):
    for who, turn in itertools.product(WHO, TURNS):
        made = laid(name, who, turn=turn)
        for side, key in enumerate(SIDES):
            place = POSES[name].get(f"rests_{key}")
            if place and place != f"{key}_ground":
                wanted = own_place(made, who, place)
                missing = math.dist(made.shoulders[side], wanted) - ARM * who.stature
                assert math.dist(palm_of(made, side), wanted) < SKIN + max(0.0, missing), (who.stature, turn)
                assert missing < HAND * who.stature


@pytest.mark.parametrize("name", LACED)
def test_of_crossed_arms_one_hand_lies_on_the_other_arm_and_one_is_tucked_under(name):
    for who, turn in itertools.product(WHO, TURNS):
        made = laid(name, who, turn=turn)
        middle, s = made.chest.origin, made.stature
        over, under = palm_of(made, 1), made.fingers[0]

        def aside(point, made=made, middle=middle):
            return sum((a - b) * c for a, b, c in zip(point, middle, made.chest.side, strict=True))

        assert aside(over) > 0.04 * s, "the far hand is on the near arm"
        assert aside(under) < -0.03 * s, "and the near one under the far arm"
        assert all(made.elbows[side][1] < made.shoulders[side][1] for side in (0, 1))


@pytest.mark.parametrize("name", CLASPED)
def test_hands_that_are_clasped_lie_together_and_are_still_two(name):
    for who, turn in itertools.product(WHO, TURNS):
        made = laid(name, who, turn=turn)
        apart = math.dist(palm_of(made, 0), palm_of(made, 1))
        assert SKIN / 2 < apart < HAND * made.stature, (who.stature, turn)


@pytest.mark.parametrize("name", RESTED)
def test_an_arm_on_its_own_body_keeps_its_lengths(name):
    made = laid(name)
    for side in (0, 1):
        assert math.dist(made.shoulders[side], made.elbows[side]) == pytest.approx(UPPER_ARM * made.stature)
        assert math.dist(made.elbows[side], made.wrists[side]) == pytest.approx(FOREARM * made.stature)


@pytest.mark.parametrize(
    ("name", "changes", "prop", "why"),
    [
        ("standing", {}, "", "the pose says nothing of it"),
        ("akimbo", {"palm_near": (0.3, 1.0, 0.0), "palm_far": (0.3, 1.0, 0.0)}, "", "both lie on somebody else"),
        ("crossed", {}, "cup", "no arms are crossed with a cup in one hand"),
        ("clasped", {"holds": "both"}, "crate", "both hold something"),
    ],
)
def test_hands_that_have_something_else_to_do_stay_there(name, changes, prop, why):
    pose = {**POSES[name], **changes}
    made = make_skeleton(WHO[0], pose)

    assert lay_on_self(made, WHO[0], pose, prop) == made, why


def test_the_other_hand_stays_on_the_hip_where_one_holds_something():
    pose = {**POSES["akimbo"], "holds": "far"}
    plain = make_skeleton(WHO[0], pose)
    made = lay_on_self(plain, WHO[0], pose, "cup")

    assert made.wrists[1] == plain.wrists[1]
    assert made.wrists[0] != plain.wrists[0]


def test_arms_are_crossed_only_where_both_are_free():
    row = POSES["crossed"]

    assert is_laced(row, "")
    assert not is_laced(row, "cup")
    assert not is_laced({**row, "palm_far": (0.0, 1.0, 0.0)}, "")
    assert not is_laced(POSES["standing"], "")


def test_parts_of_a_body_are_where_it_is():
    made = make_skeleton(WHO[0], POSES["standing"])

    assert body_part(made, "near_hand") == made.wrists[0]
    assert body_part(made, "far_sleeve") == limb_part(made, "far_sleeve")
    assert limb_part(made, "near_thigh")[1] > min(made.knees[0][1], made.hips[0][1])
    assert made.ankles[0][1] < limb_part(made, "near_shins")[1] < made.knees[0][1]


def test_no_part_is_guessed():
    with pytest.raises(KeyError):
        limb_part(make_skeleton(WHO[0], POSES["standing"]), "near_nose")
