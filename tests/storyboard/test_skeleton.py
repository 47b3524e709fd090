"""Looks and a pose in, joints in space out."""

import math

import pytest
from sweeping import sweep

from storyboard.deeds import poses
from storyboard.people import read_looks
from storyboard.skeleton import (
    FOOT,
    FOREARM,
    HEAD,
    LYING,
    PLANTED,
    SHIN,
    SOLE,
    THIGH,
    UPPER_ARM,
    angles,
    bend,
    heading_of,
    make_skeleton,
    palm_of,
)
from storyboard.space import blend

POSES = poses()
STANDING = {"lean": 0, "nod": 0, "arm_near": [0, 0], "arm_far": [0, 0], "leg_near": [0, 0], "leg_far": [0, 0]}


def looks(age="", gender="", look=""):
    return read_looks({"key": "k", "gender": gender, "age": age, "look": look, "outfit": ""})


def skeleton(pose=STANDING, heading=None, **changes):
    return make_skeleton(looks(**changes), pose, heading)


@pytest.mark.parametrize("name", sweep(name for name, row in POSES.items() if not row.get("astride")))
def test_the_lowest_joint_rests_on_the_ground_or_on_what_the_pose_says(name):
    made = skeleton(POSES[name])
    joints = [*made.knees, *made.ankles, made.chest.origin, made.pelvis.origin]

    assert min(joint[1] for joint in joints) - SOLE * made.stature == pytest.approx(POSES[name].get("on", 0.0))


SITTING_LOW = [  # both thighs are raised, and nothing is there to sit on
    name
    for name, row in POSES.items()
    if not {"seat", "on", "astride"} & set(row)
    and min(float(row[leg][0]) for leg in ("leg_near", "leg_far")) > 83
    and abs(row["lean"]) < LYING
]


@pytest.mark.parametrize("age", ["child", "", "old"])
@pytest.mark.parametrize("name", SITTING_LOW)
def test_who_sits_on_the_ground_sits_on_it_and_not_above_it(name, age):
    made = skeleton(POSES[name], age=age)

    assert made.pelvis.origin[1] < 0.115 * made.stature
    assert min(ankle[1] for ankle in made.ankles) < 0.06 * made.stature


def test_several_poses_sit_on_the_ground():
    assert {"grounded", "grounded_beside", "lounging_out", "huddling", "wounded"} <= set(SITTING_LOW)


@pytest.mark.parametrize("name", sweep(POSES))
@pytest.mark.parametrize("heading", [-70, 0, 32, 90])
def test_limbs_keep_their_lengths_in_every_pose_and_heading(name, heading):
    made = skeleton(POSES[name], heading)

    for side in (0, 1):
        lengths = [
            math.dist(made.shoulders[side], made.elbows[side]),
            math.dist(made.hips[side], made.knees[side]),
            math.dist(made.knees[side], made.ankles[side]),
        ]
        assert lengths == pytest.approx([share * made.stature for share in (UPPER_ARM, THIGH, SHIN)])


@pytest.mark.parametrize("name", sweep(POSES))
def test_turning_a_figure_around_changes_no_height(name):
    heights = [skeleton(POSES[name], heading).head.origin[1] for heading in (-90, 0, 45, 90)]

    assert heights == pytest.approx([heights[0]] * 4)


def test_who_faces_the_viewer_has_the_near_side_to_the_left():
    made = skeleton(heading=90)

    assert made.shoulders[0][0] < 0 < made.shoulders[1][0]
    assert made.head.forward[2] == pytest.approx(-1)


def test_in_a_profile_the_near_limbs_are_nearer():
    made = skeleton(heading=0)

    assert made.shoulders[0][2] < made.shoulders[1][2]
    assert made.knees[0][2] < made.knees[1][2]


@pytest.mark.parametrize(
    ("pose", "heading"), [({}, 32), ({"back": True}, -80), ({"turn": 10}, 10), ({"turn": 90, "back": True}, 90)]
)
def test_a_pose_says_where_it_looks(pose, heading):
    assert heading_of(pose) == heading


@pytest.mark.parametrize(
    ("key", "value", "axis"),
    [("out", [0, 0, 40, 40], 2), ("forward", [60, 60], 0)],
)
def test_an_arm_goes_where_its_angles_say(key, value, axis):
    made = skeleton({**STANDING, "arm_near": value}, 0)
    moved = abs(made.wrists[0][axis] - made.shoulders[0][axis])

    assert moved > 0.15 * made.stature, key


def test_weight_on_one_leg_lifts_its_hip_and_lowers_its_shoulder():
    made = skeleton({**STANDING, "weight": "near"}, 90)

    assert made.hips[0][1] > made.hips[1][1]
    assert made.shoulders[0][1] < made.shoulders[1][1]
    assert made.knees[1][2] < made.knees[0][2], "the other knee comes forward"


@pytest.mark.parametrize(("key", "component"), [("look", 2), ("cock", 1)])
def test_the_head_turns_on_its_own(key, component):
    plain, turned = skeleton(heading=0), skeleton({**STANDING, key: 30}, 0)
    frame = "forward" if key == "look" else "side"

    assert getattr(turned.head, frame)[component] != pytest.approx(getattr(plain.head, frame)[component])
    assert turned.shoulders == plain.shoulders


def test_a_twist_turns_the_shoulders_against_the_hips():
    made = skeleton({**STANDING, "twist": 30}, 0)

    assert made.pelvis.forward[2] == pytest.approx(0)
    assert made.chest.forward[2] == pytest.approx(-0.5)


@pytest.mark.parametrize(("age", "tall"), [("boy of seven", 1.35), ("adult", 1.9)])
def test_the_crown_is_where_a_body_of_this_age_ends(age, tall):
    made = skeleton(age=age)

    assert 0.85 * made.stature < made.top < tall
    assert made.top > made.head.origin[1] + 0.4 * HEAD * made.stature


def test_the_old_stoop_where_they_stand_and_not_where_they_lie():
    lying = {**STANDING, "lean": -88}

    assert skeleton(age="old").chest.up[0] > skeleton().chest.up[0]
    assert skeleton(lying, 0, age="old").chest.up == pytest.approx(skeleton(lying, 0).chest.up)
    assert skeleton(lying).lying
    assert not skeleton().lying


def test_the_foot_points_ahead_on_the_ground_and_back_where_one_kneels():
    standing, kneeling = skeleton(heading=0), skeleton({**STANDING, "leg_near": [0, -90], "leg_far": [0, -90]}, 0)

    assert standing.toes[0][0] > standing.ankles[0][0]
    assert kneeling.toes[0][0] < kneeling.ankles[0][0]


def test_open_angles_are_filled_up():
    assert angles([10, 20], 7, -4) == (10, 20, 7, -4)
    assert angles([10, 20, 30], 7, -4) == (10, 20, 30, -4)
    assert angles([10, 20, 30, 40], 7, -4) == (10, 20, 30, 40)


@pytest.mark.parametrize("age", ["toddler", "child", "", "old"])
@pytest.mark.parametrize("name", [name for name, row in POSES.items() if row.get("plants")])
def test_hands_and_knees_of_who_crawls_are_on_the_ground(name, age):
    made = skeleton(POSES[name], age=age)

    assert [wrist[1] for wrist in made.wrists] == pytest.approx([PLANTED * made.stature] * 2)
    assert [tip[1] for tip in made.fingers] == pytest.approx([PLANTED * made.stature] * 2), "the hand lies flat"
    assert max(knee[1] for knee in made.knees) < 1.8 * SOLE * made.stature


@pytest.mark.parametrize("name", ["falling", "falling_down"])
def test_who_falls_is_tilted_with_the_limbs_flung_about(name):
    row, made = POSES[name], skeleton(POSES[name])

    assert abs(row["lean"]) > LYING
    assert row["aloft"], "the shadow lies below"
    assert "wake" not in row, "streaks in the air look like icicles or blades"
    assert max(ankle[1] for ankle in made.ankles) > made.pelvis.origin[1], "a leg is flung up"
    assert min(math.dist(a, b) for a, b in (made.wrists, made.ankles)) > 0.4 * made.stature


def test_a_hand_goes_where_a_pose_wants_it():
    wanted = (0.3, 1.1, -0.1)
    made, plain = skeleton({**STANDING, "palm_far": wanted}, 20), skeleton(heading=20)

    assert palm_of(made, 1) == pytest.approx(wanted)
    assert math.dist(made.elbows[1], made.wrists[1]) == pytest.approx(FOREARM * made.stature)
    assert made.wrists[0] == plain.wrists[0], "the other one stays"


def test_who_gets_up_without_a_chair_is_half_up_already():
    made = skeleton(POSES["helped_up"])
    assert 0.4 < made.pelvis.origin[1] / made.stature < skeleton().pelvis.origin[1] / made.stature


@pytest.mark.parametrize(
    "name", ["walking", "walking_beside", "walking_telling", "walking_pocketed", "pacing", "carrying"]
)
def test_the_toes_of_a_lifted_heel_stay_on_the_ground(name):
    made = make_skeleton(looks(), POSES[name])
    behind = max((0, 1), key=lambda side: made.ankles[side][1])

    assert made.ankles[behind][1] > made.ankles[1 - behind][1]
    assert made.toes[behind][1] == pytest.approx(made.ankles[1 - behind][1], abs=1e-6)
    assert math.dist(made.toes[behind], made.ankles[behind]) == pytest.approx(FOOT * 0.72 * made.stature)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("standing", "both heels are down"),
        ("running", "the foot is high in the air"),
        ("kneeling", "the toes lie behind the knee"),
        ("sitting", "who sits has the feet where the seat leaves them"),
    ],
)
def test_other_toes_stay_as_they_are(name, why):
    made = make_skeleton(looks(), POSES[name])
    assert made.toes == bend(looks(), POSES[name], made.heading, made.pelvis.origin[1]).toes, why


def test_who_flies_reaches_ahead_in_the_line_of_the_body():
    row = POSES["flying"]
    made = make_skeleton(looks(), row)
    arms = [blend(tip, 1.0, shoulder, -1.0) for tip, shoulder in zip(made.fingers, made.shoulders, strict=True)]
    shares = [sum(a * b for a, b in zip(arm, made.chest.up, strict=True)) / math.hypot(*arm) for arm in arms]

    assert shares[1] > 0.95, "the far arm runs on before the head"
    assert shares[0] < -0.85, "the near one lies along the body and hides no face"
