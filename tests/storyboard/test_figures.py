"""A person on the stage, part by part."""

import dataclasses
import math

import pytest
from painting import brush, painted, pixels
from sweeping import sweep

from storyboard.casting import grip, turned, vary
from storyboard.clothes import attire_of
from storyboard.deeds import poses
from storyboard.dressed import AWAY, NEAR, DressedBody
from storyboard.figures import (
    as_hex,
    before_trunk,
    behind_back,
    draw_arms_on,
    draw_figure,
    drawn_skeleton,
    hangs_beside,
    has_lap,
    own_colours,
    split_arms,
)
from storyboard.limbs import Easel
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.skeleton import HEAD, LYING, heading_of, make_skeleton, palm_of
from storyboard.space import between, blend
from storyboard.trunk import Trunk

POSES = poses()
HALF_HIDDEN, ABOVE_SHOULDERS = 0.018, 0.33  # statures of a palm that the trunk may cover; above the hips
LEADS = 0.08  # statures of a forearm on the panel from which it is seen to lead to its hand
STANDING = POSES["standing"]
HERE = Spot(0, 0, 4.0)


def looks(**changes):
    return read_looks({"key": "k", "gender": "female", "age": "", "look": "", "outfit": "green coat", **changes})


def figure(pose=STANDING, spot=HERE, prop="", **changes):
    used = brush()
    draw_figure(used, looks(**changes), pose, spot, prop)
    return used


@pytest.mark.parametrize(
    "changes",
    [
        {"outfit": "red coat"},
        {"outfit": "green dress"},
        {"outfit": "green coat, scarf"},
        {"outfit": "green coat and hat"},
        {"look": "woman with glasses"},
        {"look": "man with a grey beard"},
        {"age": "boy of nine"},
        {"pose": POSES["running"]},
        {"pose": POSES["turned"]},
        {"prop": "umbrella"},
        {"spot": dataclasses.replace(HERE, flip=True)},
    ],
    ids=lambda changes: next(iter(changes)) + " " + str(next(iter(changes.values())))[:20],
)
def test_what_is_said_of_a_person_shows(changes):
    assert pixels(figure(**changes)) != pixels(figure())


def test_a_figure_stands_where_its_spot_is():
    left, _, right, _ = painted(figure(spot=dataclasses.replace(HERE, x=1.0)))

    assert left > 70
    assert right <= 140


def test_one_who_is_farther_away_is_smaller():
    def height(used):
        _, top, _, bottom = painted(used)
        return bottom - top

    assert height(figure(spot=Spot(0, 0, 9.0))) < 0.5 * height(figure())


def test_the_stated_coat_is_the_largest_colour():
    counted = figure().canvas.finish().crop((55, 25, 85, 60)).getcolors(10_000)
    _, most = max((count, colour) for count, colour in counted if colour != (255, 255, 255))

    assert most[1] > max(most[0], most[2]), "green"


def test_a_persons_own_colours_are_named_for_the_tables():
    who = looks(look="woman with red hair")
    names = own_colours(brush(colours={"wall": "plaster"}), who)

    assert names["hair"] == as_hex(who.hair)
    assert names["skin"] == as_hex(who.skin)
    assert names["wall"] == "plaster", "what the brush knows already stays"


@pytest.mark.parametrize(
    ("heading", "arm", "drawn"),
    [
        (32, [0, 0], [(0, True), (1, False)]),
        (90, [60, 110], [(0, True), (1, True)]),
        (-90, [60, 110], [(0, False), (1, False)]),
    ],
    ids=["three-quarter: the far arm is behind", "front: both before", "back: both hidden by the trunk"],
)
def test_an_arm_is_drawn_before_or_behind_the_trunk_as_it_lies(heading, arm, drawn):
    made = make_skeleton(looks(), {**STANDING, "arm_near": arm, "arm_far": arm}, heading)

    assert [(side, before_trunk(made, side, 1)) for side in (0, 1)] == drawn


@pytest.mark.parametrize("pose", sweep(POSES))
@pytest.mark.parametrize("heading", [-64, 0, 90])
def test_every_pose_can_be_drawn_from_every_side(pose, heading):
    used = brush()
    draw_figure(used, looks(), POSES[pose], HERE, "", heading=heading)

    assert painted(used)


def test_hex():
    assert as_hex((0, 171, 255)) == "#00abff"


@pytest.mark.parametrize(("heading", "drawn"), [(50, True), (-60, False)], ids=["from before", "from behind"])
def test_a_forearm_before_the_belly_is_drawn_over_what_faces_us(heading, drawn):
    made = make_skeleton(looks(), POSES["clasped"], heading)

    assert [before_trunk(made, side, 1) for side in (0, 1)] == [drawn, drawn]


def test_nobody_sleeps_standing(monkeypatch):
    faces = []
    monkeypatch.setattr("storyboard.figures.draw_head", lambda _brush, looks, *_: faces.append(looks.expression))
    for pose in ("standing", "sitting"):
        figure(look="woman asleep", pose=POSES[pose])

    assert faces == ["", "asleep"]


@pytest.mark.parametrize(
    ("pose", "table", "drawn"),
    [
        ("at_table", "bare_table", {0, 1}),
        ("sitting", "bare_table", set()),
        ("at_table", "coverlet", set()),
    ],
    ids=["on it", "on the lap", "under a cover"],
)
def test_hands_on_a_table_are_drawn_over_it(pose, table, drawn, monkeypatch):
    again = []
    monkeypatch.setattr("storyboard.figures.draw_arms", lambda _figure, parts, _last: again.extend(parts))
    draw_arms_on(brush(), looks(), {**POSES[pose], "table": table}, HERE, "", table)

    assert {side for side, part in again if part} == drawn


@pytest.mark.parametrize(
    ("pose", "turn", "side", "beside", "why"),
    [
        ("walking", 80, 0, True, "a hand that swings back beside the hip is before the skirt"),
        ("walking", 30, 0, True, "from the side too"),
        ("behind_back", 80, 0, False, "one that lies on the back is behind it"),
        ("talking", 80, 1, False, "one that is raised does not hang"),
        ("clasped", 80, 0, False, "one that lies before the belly is not beside it"),
    ],
)
def test_a_forearm_that_hangs_beside_the_hip_is_drawn_as_its_upper_arm_is(pose, turn, side, beside, why):
    made = drawn_skeleton(looks(), {**POSES[pose], "turn": turn}, "")

    assert hangs_beside(made, side) == beside, why
    assert not beside or before_trunk(made, side, 1) == before_trunk(made, side, 0)


# Deeds in which a hand is behind the back, in a pocket, at one's own clothes or on the ground behind oneself.
HIDES_A_HAND = {
    "behind_back",
    "smiling_back",
    "pocketed",
    "walking_pocketed",
    "bowing",
    "wounded",
    "pacing",
    "lounging_out",
    "ball_game",
    "undressing",
    "buttoning",
    "grounded",
    "waking_out",
}
SHOWN = [
    name
    for name, row in POSES.items()
    if not {"back", "hold", "touches", "laced"} & set(row) and abs(row["lean"]) < LYING and heading_of(row) > 0
]


def shown(skeleton, trunk, side):
    """Say whether a hand is seen: before the trunk, above its shoulders, or beside its outline."""
    x, y, _ = palm_of(skeleton, side)
    height = (y - skeleton.pelvis.origin[1]) / skeleton.stature
    level = max(-0.06, min(0.29, height))
    side_width, depth, ahead = trunk.axes(level)
    turns = [math.pi * step / 12 for step in range(24)]
    across = [trunk.frame(level).at(ahead + depth * math.cos(t), 0.0, side_width * math.sin(t))[0] for t in turns]
    free = max(min(across) - x, x - max(across)) > -HALF_HIDDEN * skeleton.stature
    return before_trunk(skeleton, side, 1) or height > ABOVE_SHOULDERS or free


@pytest.mark.parametrize("name", sweep((name for name in SHOWN if name not in HIDES_A_HAND), 3))
def test_both_hands_are_seen_however_somebody_is_turned(name):
    row, who = POSES[name], looks(gender="male")
    ways = [row] + [vary(row, key, 1) for key in ("a", "b") if row.get("together")]
    for way in ways:
        for turn in (-10, 20):
            skeleton = drawn_skeleton(who, way, "", max(-10.0, min(72.0, heading_of(row) + turn)))
            trunk = Trunk(skeleton, who, 1.08)
            assert all(shown(skeleton, trunk, hand) for hand in (0, 1)), (turn, way["arm_far"])


@pytest.mark.parametrize("name", [name for name, row in POSES.items() if row.get("back") and abs(row["lean"]) < LYING])
def test_from_behind_both_hands_are_seen(name):
    who = looks(gender="male")
    for way in (POSES[name], *(vary(POSES[name], key, 1) for key in ("a", "b", "c"))):
        skeleton = make_skeleton(who, way)
        assert all(shown(skeleton, Trunk(skeleton, who, 1.08), hand) for hand in (0, 1)), way["arm_far"]


def alone_on_the_chest(made, side):
    """Whether a hand lies on the chest, away from the other one."""
    s, palms = made.stature, [palm_of(made, side) for side in (0, 1)]
    middle = (made.chest.origin[0] + made.pelvis.origin[0]) / 2
    high = (palms[side][1] - made.pelvis.origin[1]) / s
    on = 0.1 < high < ABOVE_SHOULDERS and abs(palms[side][0] - middle) < 0.1 * s
    return on and before_trunk(made, side, 1) and math.dist(*palms) > 0.2 * s  # crossed arms lead to each other


def test_a_forearm_is_seen_to_lead_to_a_hand_on_the_chest():
    found = set()
    for name, row in POSES.items():
        made = make_skeleton(looks(), row)
        if {"hold", "table", "touches"} & set(row) or made.lying:
            continue
        for side in (0, 1):
            if alone_on_the_chest(made, side):
                found.add(name)
                seen = math.dist(made.elbows[side][:2], made.wrists[side][:2])
                assert seen > LEADS * made.stature, (name, side)
    assert "hand_on_heart" in found


@pytest.mark.parametrize("heading", [0, 20, 44, 60, 80])
@pytest.mark.parametrize("stride", [1.0, 1.12, 1.3])
@pytest.mark.parametrize("name", ["walking", "carrying", "standing", "leading"])
def test_no_step_brings_a_thigh_over_the_shirt(name, stride, heading):
    pose = POSES.get(name, POSES["walking"])
    legs = {key: [angle * stride for angle in pose[key][:2]] for key in ("leg_near", "leg_far")}
    assert not has_lap(make_skeleton(looks(), {**pose, **legs}, heading))


@pytest.mark.parametrize("name", ["sitting", "grounded", "crouching", "huddling", "kneeling"])
def test_whoever_sits_facing_us_has_a_lap_before_the_trunk(name):
    assert has_lap(make_skeleton(looks(), POSES[name], 70))
    assert not has_lap(make_skeleton(looks(), POSES[name], -70)), "not from behind"


HIDDEN = {"grieving", "head_in_hands"}  # poses in which somebody hides the face
AWAY_FROM_US = 0.3  # of a step ahead goes away from us
ACROSS = 0.045  # statures between the middle of a face and that of an arm that hides half of it


@pytest.mark.parametrize("age", ["", "eight years old"])
@pytest.mark.parametrize("name", sweep(name for name in poses() if name not in HIDDEN))
def test_no_arm_is_before_the_own_face(name, age):
    row = poses()[name]
    prop, who = str(row.get("raises", row.get("hold", ""))), looks(age=age)
    for turn in (-10, 0, 10):
        made = drawn_skeleton(who, grip({**row, "turn": float(row.get("turn", 0)) + turn}, prop), prop)
        face, s = made.head.at(0.03 * who.stature, -0.01 * who.stature, 0.0), who.stature
        arms = ((made.shoulders, made.elbows), (made.elbows, made.wrists))
        bones = [(a[side], b[side]) for a, b in arms for side in (0, 1)]
        before = [(a, b) for a, b in bones if (a[2] + b[2]) / 2 < made.head.origin[2]]
        places = [blend(a, 1 - n / 12, b, n / 12) for a, b in before for n in range(13)]
        near = [math.dist(place[:2], face[:2]) < ACROSS * s for place in places]
        assert made.head.forward[2] > AWAY_FROM_US or not any(near), turn


@pytest.mark.parametrize(
    ("hair", "pose", "heading", "last", "why"),
    [
        ("long hair", "standing", -40, "head", "it hangs down the back, over the tops of the arms"),
        ("short hair", "standing", -40, "arms", "it ends above them"),
        ("long hair", "standing", 40, "arms", "from before, arms are before it"),
        ("long hair", "cheering", -40, "arms", "a raised hand is before it"),
    ],
)
def test_long_hair_hangs_over_the_arms_of_whoever_shows_us_the_back(hair, pose, heading, last, why, monkeypatch):
    drawn = []
    monkeypatch.setattr("storyboard.figures.draw_head", lambda *_: drawn.append("head"))
    monkeypatch.setattr("storyboard.figures.draw_arms", lambda *_: drawn.append("arms"))
    figure(pose={**POSES[pose], "turn": heading}, look=f"woman with {hair}")
    assert drawn[-1] == last, why


WAYS = 9  # points along a forearm and along a hand
MOST_BEHIND, HAND_BEHIND = 0.4, 0.7  # shares of a forearm, and of a hand, behind the head: the hand is then hidden too


def behind_head(made, side):
    """What shares of a forearm and of its hand the own head hides."""
    if before_trunk(made, side, 1):
        return 0.0, 0.0
    (x, y, _), size = made.head.origin, HEAD * made.stature
    ways = ((made.elbows[side], made.wrists[side]), (made.wrists[side], made.fingers[side]))
    hidden = [
        [math.hypot((u - x) / (0.44 * size), (v - y) / (0.56 * size)) < 1 for u, v, _ in points]
        for points in ([between(start, end, step / (WAYS - 1)) for step in range(WAYS)] for start, end in ways)
    ]
    return sum(hidden[0]) / WAYS, sum(hidden[1]) / WAYS


def peeps(pose, prop=""):
    """Which hands are seen beside the own head though it hides their forearms."""
    made = drawn_skeleton(looks(), pose, prop)
    shares = [behind_head(made, side) for side in (0, 1)]
    return [side for side, (arm, hand) in enumerate(shares) if arm > MOST_BEHIND and hand < HAND_BEHIND]


UPRIGHT = [name for name, row in POSES.items() if abs(float(row["lean"])) <= LYING and "touches" not in row]


@pytest.mark.parametrize("name", sweep(UPRIGHT))
def test_no_hand_peeps_out_beside_the_head_without_its_forearm(name):
    pose, prop = POSES[name], str(POSES[name].get("hold", ""))
    rows = [grip(turned(pose, f"k{key}", index), prop) for key in range(6) for index in (0, 1)]
    assert [heading_of(row) for row in rows if peeps(row, prop)] == []


@pytest.mark.parametrize(
    ("arm", "count", "why"),
    [
        ([136, 158, 10, 0], 1, "a fist behind the forehead"),
        ([140, 170, 75, 30], 0, "a forearm that rises beside the head"),
        ([4, 20], 0, "an arm that hangs"),
    ],
)
def test_a_fist_behind_the_forehead_peeps_out(arm, count, why):
    assert len(peeps({**POSES["climbing"], "arm_far": arm})) == count, why


@pytest.mark.parametrize("name", ["fighting", "stabbing"])
def test_the_hands_of_two_who_fight_are_seen_beside_each_other(name):
    one, other = POSES[name], POSES[POSES[name]["partner"]]
    mine, theirs = drawn_skeleton(looks(), one, ""), drawn_skeleton(looks(), other, "")
    for side in (0, 1):
        for x, y, _ in (palm_of(theirs, 0), palm_of(theirs, 1)):
            u, v, _ = palm_of(mine, side)
            assert math.hypot(one["apart"] - x - u, y - v) > 0.08 * mine.stature


@pytest.mark.parametrize(
    ("name", "expected"), [("behind_back", True), ("pacing", True), ("akimbo", False), ("standing", False)]
)
@pytest.mark.parametrize("turn", [12, 30, 50])
def test_a_hand_on_the_back_is_hidden_by_the_trunk(turn, name, expected):
    pose = {**POSES[name], "turn": turn}
    for who in (looks(), looks(gender="male", outfit="black suit")):
        made = drawn_skeleton(who, pose, "")
        for side in (0, 1):
            assert behind_back(made, side) is expected
            assert not (expected and before_trunk(made, side, 1))


def test_a_hand_on_the_back_is_seen_from_behind():
    made = drawn_skeleton(looks(), {**POSES["behind_back"], "turn": -60}, "")

    assert all(before_trunk(made, side, 1) for side in (0, 1))


@pytest.mark.parametrize("turn", [-8, -16, -24])
def test_no_far_forearm_comes_out_of_a_trunk_that_is_seen_from_the_side(turn):
    made = drawn_skeleton(looks(), {**POSES["behind_back"], "turn": turn}, "")

    assert [before_trunk(made, side, 1) for side in (AWAY, NEAR)] == [False, True]


@pytest.mark.parametrize("age", ["", "boy of nine"])
def test_who_hugs_the_knees_has_both_hands_before_the_shins(age):
    who = looks(age=age)
    made = drawn_skeleton(who, POSES["huddling"], "")
    s, shins = who.stature, [between(*ends, 0.25) for ends in zip(made.knees, made.ankles, strict=True)]
    used = brush()
    body = DressedBody(Easel(used, HERE), who, POSES["huddling"], made, attire_of(who), "")
    behind, front = split_arms(body)

    assert all(math.dist(palm_of(made, side), shins[side]) < 0.12 * s for side in (0, 1))
    assert all(palm_of(made, side)[0] > min(shin[0] for shin in shins) for side in (0, 1))
    assert {side for side, _ in behind} == {1}, "the far arm lies beyond the legs"
    assert {side for side, _ in front} == {0}


@pytest.mark.parametrize("name", ["clasped", "bowed", "laughing_too", "waiting", "attentive"])
@pytest.mark.parametrize("turn", [24, 46, 68])
def test_a_hand_on_the_belly_lies_before_it(name, turn):
    for who in (looks(), looks(gender="male"), looks(age="boy of nine")):
        made = drawn_skeleton(who, {**POSES[name], "turn": turn}, "")
        rested = [side for side, key in enumerate(("near", "far")) if POSES[name].get(f"rests_{key}")]
        assert all(before_trunk(made, side, part) for side in rested for part in (0, 1))
