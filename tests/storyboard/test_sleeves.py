"""Sleeves: a hand is seen at the end of each, however wide the sleeve is."""

from dataclasses import replace

import pytest
from painting import RED, brush

from storyboard.camera import Camera
from storyboard.clothes import attire_of
from storyboard.deeds import poses
from storyboard.figures import draw_figure, drawn_skeleton
from storyboard.light import make_light
from storyboard.limbs import Easel, draw_hand
from storyboard.map_plates import make_plate
from storyboard.people import read_looks
from storyboard.shapes import Brush, Spot
from storyboard.skeleton import HAND
from storyboard.sleeves import bare_row, draw_sleeve, find_mouth, sleeve_row, widest
from storyboard.space import project

POSES = poses()
HERE = Spot(0, 0, 3.0)
SIDE = 160  # pixels
NARROW, WIDE = 12, 4  # least pixels of a hand that is seen at a narrow sleeve, and then at a wide one
SHOULDER, ELBOW = (0.0, 1.4, 0.0), (0.0, 1.1, 0.0)
TOWARDS, ACROSS, AWAY = (0.0, 1.1, -0.3), (0.3, 1.1, 0.0), (0.0, 1.1, 0.3)


def looks(outfit):
    return read_looks({"key": "k", "gender": "female", "age": "", "look": "", "outfit": outfit})


def fore(wrist, worn):
    return sleeve_row([(ELBOW, 0.025), (ELBOW, 0.0255), (wrist, 0.0165)], (SHOULDER, ELBOW, wrist), worn)


@pytest.fixture
def seen_hands(monkeypatch):
    """Count the pixels of both hands that are seen in the end."""
    at = {}

    def draw(easel, hand, *rest, own=draw_hand):
        mark = 101 + at["wrists"].index(hand.wrist)
        own(replace(easel, brush=replace(easel.brush, canvas=easel.brush.canvas.marking(mark))), hand, *rest)

    def count(pose, outfit, turn=None, wide=None):
        who, plate = looks(outfit), make_plate(SIDE, SIDE).marking(1)
        row = POSES[pose] if turn is None else {**POSES[pose], "turn": turn}
        light = make_light("midday", (), "", indoors=False)
        used = Brush(plate, Camera(0.0, 1.0, 0.0, 1.4, 0.5, 1.0), light, light, {})
        at["wrists"] = project(used, HERE, drawn_skeleton(who, row, "").wrists)
        dress = (lambda worn: replace(attire_of(worn), sleeve_wide=wide)) if wide else attire_of
        monkeypatch.setattr("storyboard.figures.attire_of", dress)
        draw_figure(used, who, row, HERE, "")
        return plate.image.histogram()[101:103]

    monkeypatch.setattr("storyboard.arms.draw_hand", draw)
    return count


# The other arm's sleeve lies over the hand.
COVERED = {"cycling", "driving", "motorcycling", "nursing_baby", "holding_child", "pulling", "sweeping", "musing"}
FREQUENT = ["lounging", "standing", "walking", "running", "attentive", "watched", "talking", "pointing", "kneeling"]


def sleeves_hide_no_hand(seen_hands, pose, outfits):
    for outfit in outfits:
        for turn in (None, 80):
            narrow, wide = seen_hands(pose, outfit, turn, 1.0), seen_hands(pose, outfit, turn)
            lost = [side for side in (0, 1) if narrow[side] >= NARROW and wide[side] < WIDE]
            assert not lost, (outfit, turn, narrow, wide)


@pytest.mark.parametrize("pose", FREQUENT)
def test_a_wide_sleeve_hides_no_hand_that_a_narrow_one_shows(pose, seen_hands):
    sleeves_hide_no_hand(seen_hands, pose, ("brown habit", "red kimono"))


@pytest.mark.slow
@pytest.mark.parametrize("pose", [name for name, row in POSES.items() if "empty" not in row and name not in COVERED])
def test_no_wide_sleeve_of_any_pose_hides_a_hand(pose, seen_hands):
    sleeves_hide_no_hand(seen_hands, pose, ("brown habit", "poncho"))


@pytest.mark.parametrize("pose", ["standing", "walking", "running", "attentive", "watched"])
@pytest.mark.parametrize("outfit", ["brown habit", "green coat", "white shirt and trousers"])
def test_both_hands_are_seen_in_the_most_frequent_poses(pose, outfit, seen_hands):
    assert min(seen_hands(pose, outfit)) >= WIDE


@pytest.mark.parametrize(
    ("wrist", "sees_in", "why"),
    [
        (TOWARDS, True, "an arm that comes towards the viewer"),
        (ACROSS, False, "one across the picture ends in an edge"),
        (AWAY, False, "one that points away is seen from outside"),
    ],
)
def test_one_sees_into_a_wide_sleeve_that_comes_towards_the_viewer(wrist, sees_in, why):
    mouth = find_mouth(Easel(brush(), HERE), fore(wrist, attire_of(looks("brown habit"))), attire_of(looks("habit")))

    assert mouth.open == sees_in, why
    assert (mouth.depth > 0.9) == (wrist is not ACROSS), why


@pytest.mark.parametrize(("outfit", "why"), [("green coat", "a cuff"), ("ballgown", "no forearm is covered")])
def test_a_sleeve_without_an_open_end_has_no_mouth(outfit, why):
    worn = attire_of(looks(outfit))

    assert find_mouth(Easel(brush(), HERE), fore(TOWARDS, worn) or [(ELBOW, 0.1)], worn) is None, why


def test_the_inside_of_a_sleeve_is_darker_than_the_cloth(monkeypatch):
    tones, worn = [], attire_of(looks("brown habit"))
    monkeypatch.setattr("storyboard.sleeves.ink_forms", lambda _b, _f, tone, *_: tones.append(tone))
    easel, row = Easel(brush(), HERE), fore(TOWARDS, worn)
    draw_sleeve(easel, [row], RED, find_mouth(easel, row, worn))
    draw_sleeve(easel, [row], RED, None)

    assert len(tones) == 1
    assert sum(tones[0]) < sum(easel.tone(RED))


def test_cloth_falls_back_from_a_hand_that_points_away():
    worn = attire_of(looks("red kimono"))

    assert fore(AWAY, worn)[-1][1] < HAND / 2 < fore(TOWARDS, worn)[-1][1]
    assert fore(ACROSS, worn) != fore(AWAY, worn)
    assert widest(ELBOW, AWAY) < HAND < widest(ELBOW, TOWARDS)


def test_a_forearm_comes_bare_out_of_a_sleeve_that_ends_before_the_hand():
    worn = attire_of(looks("poncho"))
    row = bare_row([(ELBOW, 0.025), (TOWARDS, 0.0165)], (SHOULDER, ELBOW, TOWARDS), worn)

    assert [radius for _, radius in row] == [0.0165] * 3
    assert ELBOW[2] > row[0][0][2] > row[-1][0][2] == TOWARDS[2]
