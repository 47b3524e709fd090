"""Landmarks of a figure: left and right are its own, and what is turned away is not there."""

from dataclasses import replace

import pytest
from mapped import EMMA, drawing

from storyboard.map_joints import COCO, HEAD_BOX, find_landmarks, has_joints, head_height
from storyboard.map_plates import make_plate
from storyboard.stage import brush_on, set_stage


def landmarks(turn, *, flip=False, mirrored=False, look=0.0):
    stage = set_stage(drawing(EMMA, action="standing"), 1.75, 1)
    (actor,) = stage.layout.staging.actors
    spot = replace(actor.spot, x=stage.layout.staging.camera.x, flip=flip)
    actor = replace(actor, pose={**actor.pose, "turn": turn, "look": look}, spot=spot)
    found = find_landmarks(brush_on(stage, make_plate(70, 40)), actor, mirrored=mirrored)
    return found, dict(zip(COCO, found.joints, strict=True))


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize(("turn", "faces_us"), [(80, True), (40, True), (-50, False), (-85, False)])
def test_who_faces_us_has_the_right_hand_on_our_left(turn, faces_us, flip, mirrored):
    _, joints = landmarks(turn, flip=flip, mirrored=mirrored)

    for part in ("shoulder", "elbow", "hip", "ankle"):
        assert (joints[f"right_{part}"][0] < joints[f"left_{part}"][0]) == faces_us, part


@pytest.mark.parametrize(
    ("turn", "features", "why"),
    [
        (85, {"nose", "right_eye", "left_eye", "right_ear", "left_ear"}, "a face from the front"),
        (30, {"nose", "right_eye", "left_eye", "right_ear"}, "a three-quarter view"),
        (0, {"nose", "right_eye", "right_ear"}, "a profile"),
        (-85, {"right_ear", "left_ear"}, "from behind"),
    ],
)
def test_what_of_a_face_is_seen(turn, features, why):
    _, joints = landmarks(turn)

    assert {name for name in COCO if joints[name] and name.endswith(("nose", "eye", "ear"))} == features, why


@pytest.mark.parametrize(("flip", "mirrored", "right"), [(0, 0, 1), (1, 0, 0), (0, 1, 0), (1, 1, 1)])
def test_a_profile_looks_where_its_nose_points(flip, mirrored, right):
    found, joints = landmarks(5, flip=bool(flip), mirrored=bool(mirrored))

    assert (joints["nose"][0] > found.head[0]) == bool(right)


def test_the_box_of_a_head_is_its_height_and_the_hair():
    found, _ = landmarks(40)
    left, top, right, bottom = found.head_box

    assert bottom - top == pytest.approx(HEAD_BOX * found.head_size, rel=0.03)
    assert left < found.head[0] < right


def test_the_trunk_holds_shoulders_and_hips():
    found, joints = landmarks(40)
    xs, ys = zip(*found.torso, strict=True)

    for name in ("right_shoulder", "left_shoulder", "right_hip", "left_hip"):
        assert min(xs) < joints[name][0] < max(xs)
        assert min(ys) < joints[name][1] < max(ys)


@pytest.mark.parametrize(
    ("changes", "has"),
    [({}, True), ({"age": "baby", "look": "baby"}, False), ({"look": "grey horse", "age": "", "gender": ""}, False)],
    ids=["woman", "baby", "horse"],
)
def test_who_has_joints(changes, has):
    (actor,) = set_stage(drawing({**EMMA, **changes}), 1.75, 1).layout.staging.actors

    assert has_joints(actor) == has
    assert head_height(actor, 1.0) > 0
