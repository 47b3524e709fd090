"""Nothing tall in a hand runs through a face."""

import itertools

import pytest

from storyboard.artwork import read_table
from storyboard.casting import grip
from storyboard.deeds import poses
from storyboard.grips import holding, lay, take_hold
from storyboard.people import read_looks
from storyboard.shafts import BESIDE, WIDE, aside, is_shaft, spans_at
from storyboard.skeleton import HEAD, make_skeleton

POSES, THINGS = poses(), read_table("things")["thing"]
SHAFTS = [
    name
    for name, row in THINGS.items()
    if row.get("held") and row.get("upright") and row.get("holds") != "both" and is_shaft(name)
]
PEOPLE = [
    read_looks({"key": "k", "gender": "female", "age": age, "look": "", "outfit": ""}) for age in ("girl of nine", "")
]
FACE = (0.0, 1.6, 0.0)


@pytest.mark.parametrize("prop", SHAFTS)
@pytest.mark.parametrize("name", ["standing", "walking", "talking", "listening", "guarding", "kneeling"])
def test_no_shaft_parts_a_face_however_its_owner_is_turned(name, prop):
    for who, heading in itertools.product(PEOPLE, (None, 0, 20, 45, 65, 72)):
        pose = grip(POSES[name], prop)
        made = take_hold(make_skeleton(who, pose, heading), pose, prop)
        held, size, head = lay(made, pose, prop), HEAD * who.stature, made.head.origin
        spans = spans_at(held.place, prop, (head[1] - 0.4 * size, head[1] + 0.4 * size))
        assert holding(pose, prop)
        assert not any(left < head[0] < right for left, right in spans), (who.stature, heading)


@pytest.mark.parametrize(
    ("x", "prop", "outward", "step", "why"),
    [
        (0.0, "spear", -0.1, -1, "to the side of its arm"),
        (0.0, "spear", 0.1, 1, "on either side"),
        (0.12, "spear", -0.1, 1, "where it is at one side already it stays there"),
        (0.5, "spear", -0.1, 0, "it is beside the face"),
        (0.0, "staff", -0.1, 0, "a staff ends below the chin"),
        (0.0, "cup", -0.1, 0, "a cup is no shaft"),
    ],
)
def test_how_far_a_hand_goes_aside(x, prop, outward, step, why):
    size = 0.23
    found = aside(FACE, size, (x, 1.0, -0.3), prop, outward)

    assert (found > 0) - (found < 0) == step, why
    if step:
        spans = spans_at((x + found, 1.0, -0.3), prop, (1.5, 1.7))
        assert all(abs(end) > BESIDE * size - 0.01 for span in spans for end in span)


def test_a_canopy_is_above_the_head():
    spans = spans_at((0.0, 1.3, 0.0), "umbrella", (1.5, 2.2))
    assert spans
    assert all(right - left < WIDE for left, right in spans)
