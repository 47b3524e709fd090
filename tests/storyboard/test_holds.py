"""Who climbs or hangs: each hand and each foot on something that is drawn there."""

import math

import pytest

from storyboard.artwork import read_table
from storyboard.deeds import poses
from storyboard.figures import drawn_skeleton
from storyboard.holds import LOWEST, holds_of, lay_sole, on_holds, on_rung, raised_to_hold, rung_at_hand, sole_of
from storyboard.people import read_looks
from storyboard.shapes import corners_of, parse_shapes
from storyboard.skeleton import SOLE, make_skeleton, palm_of

POSES, THINGS = poses(), read_table("things")["thing"]
PEOPLE = {
    age or look: read_looks({"key": "k", "gender": "male", "age": age, "look": look, "outfit": ""})
    for age, look in (("toddler", ""), ("boy of eight", ""), ("", "short man"), ("", "tall man"), ("old man", ""))
}
HELD = {name: row for name, row in POSES.items() if any(row.get(key) for key in ("hangs", "rungs", "hand_holds"))}
CLIMBING = [name for name in HELD if name.startswith("climbing")]
SKIN = 0.06  # metres around the middle of a palm or under a sole that a hand or a foot covers


def climber(name, who):
    pose = raised_to_hold(POSES[name], PEOPLE[who].stature)
    return pose, drawn_skeleton(PEOPLE[who], pose, "")


def off_rungs(place, rungs):
    """Give how far a place is from the rung, or the rope, that is nearest."""
    return math.dist(place, on_rung(place, rungs))


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", CLIMBING)
def test_every_palm_and_sole_of_who_climbs_is_on_something(name, who):
    pose, skeleton = climber(name, who)
    drawn = [place for _, place in holds_of(skeleton, pose)]

    for side in (0, 1):
        for place in (palm_of(skeleton, side), sole_of(skeleton, side)):
            hung = abs(place[1] - float((pose.get("hangs") or [9.0])[0])) + abs(place[2])
            near = min([hung, *(math.dist(place, hold) for hold in drawn)])
            if pose.get("rungs"):
                near = min(near, off_rungs(place, pose["rungs"]))
            assert near < SKIN, f"{name} by {who}: a hand or a foot {near:.2f} m from any hold"


@pytest.mark.parametrize("name", ["climbing", "climbing_fence"])
def test_the_edge_of_a_wall_is_where_it_is_drawn(name):
    height = float(POSES[name]["hangs"][0])
    boxes = [shape.numbers for shape in parse_shapes(THINGS[POSES[name]["behind"]]["shapes"]) if shape.kind == "box"]
    _, low, depth, _, tall, _ = max(boxes, key=lambda box: box[1])

    assert low < height < low + tall, "fists close around the coping, not in the air above it"
    assert depth < 0.15


def test_a_ladders_rungs_are_where_they_are_drawn():
    rungs = POSES["climbing_ladder"]["rungs"]
    lines = [shape.numbers for shape in parse_shapes(THINGS["step_ladder"]["shapes"]) if shape.kind == "line"]
    level = [line for line in lines if line[2] == line[4]]

    assert len(level) > 4
    for _, left, y, right, _ in level:
        x, height, _ = on_rung((0.0, y, 0.0), rungs)
        assert left < x < right
        assert height == pytest.approx(y, abs=0.03)


@pytest.mark.parametrize("name", HELD)
def test_what_is_under_hands_and_feet_is_drawn(name):
    pose, skeleton = climber(name, "boy of eight")

    for thing, _ in holds_of(skeleton, pose):
        points = [point for shape in parse_shapes(THINGS[thing]["shapes"]) for point in corners_of(shape)]
        assert points, thing


def test_a_child_hangs_higher_and_a_giant_has_feet_on_the_wall():
    row = POSES["climbing"]
    heights = [raised_to_hold(row, stature)["on"] for stature in (0.8, 1.2, 1.7, 2.4)]

    assert heights == sorted(heights, reverse=True)
    assert heights[-1] == LOWEST
    assert raised_to_hold(POSES["standing"], 1.2) is POSES["standing"], "who hangs on nothing stays where they are"


def test_who_climbs_nothing_keeps_hands_and_feet():
    skeleton = make_skeleton(PEOPLE["short man"], POSES["walking"])

    assert on_holds(skeleton, POSES["walking"]) is skeleton
    assert list(holds_of(skeleton, POSES["walking"])) == []


def test_a_foot_goes_to_a_rung_and_keeps_its_length():
    skeleton = make_skeleton(PEOPLE["short man"], POSES["standing"])
    u, v, w = sole_of(skeleton, 0)
    moved = lay_sole(skeleton, 0, (u + 0.1, v + 0.3, w))

    assert sole_of(moved, 0) == pytest.approx((u + 0.1, v + 0.3, w), abs=1e-6)
    assert math.dist(moved.ankles[0], moved.toes[0]) == pytest.approx(math.dist(skeleton.ankles[0], skeleton.toes[0]))
    assert moved.ankles[0][1] - sole_of(moved, 0)[1] == pytest.approx(SOLE * skeleton.stature)


def test_a_short_arm_takes_a_lower_rung():
    pose = POSES["climbing_ladder"]
    skeletons = [make_skeleton(PEOPLE[who], pose) for who in ("boy of eight", "tall man")]
    small, tall = (rung_at_hand(skeleton, 0, pose["rungs"]) for skeleton in skeletons)

    assert small[1] < tall[1]
    assert small[1] / pose["rungs"][2] == pytest.approx(round(small[1] / pose["rungs"][2]))
