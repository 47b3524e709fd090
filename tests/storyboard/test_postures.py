"""Postures: what the hands do stays, on the legs that the words name."""

from __future__ import annotations

import pytest

from storyboard.artwork import read_table
from storyboard.deeds import poses
from storyboard.postures import BOTH, as_low, in_posture, named_posture

POSES = poses()


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("reading the letter, standing", "standing"),
        ("smoking, sitting", "sitting"),
        ("crouching beside a tree", "kneeling"),
        ("reading, lying in the grass", "lying_ground"),
        ("reading the letter", ""),
        ("hugging her in the sitting room", ""),
        ("hugging her, sitting in the sitting room", "sitting"),
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


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("eating, sitting on the ground", "grounded"),
        ("gasping, slumping in a chair", "sitting"),
        ("laughing, curling up in the armchair", "sitting"),
        ("embracing, squatting", "grounded"),
        ("reading, sitting on the steps", "sitting"),
        ("nodding, pacing", "standing"),
        ("weeping, lying on the sand", "lying_ground"),
        ("smoking, lying awake", "sleeping"),
        ("weeping, lying to his mother", ""),  # must not fire: who lies so stands there and talks
    ],
)
def test_a_posture_is_named_by_what_the_verb_means(action, name):
    assert named_posture(action) == name


@pytest.mark.parametrize("pose", ["embracing", "kissing", "comforting", "holding_hands", "stroking_face"])
@pytest.mark.parametrize("posture", ["kneeling on the rug", "sitting on the floor"])
def test_two_who_touch_each_other_go_down_together(pose, posture):
    lead = in_posture(POSES[pose], f"loving, {posture}")
    other = as_low(POSES[POSES[pose]["partner"]], lead)
    assert lead["leg_near"] == other["leg_near"] == POSES["kneeling"]["leg_near"]
    assert other["arm_near"] == POSES[POSES[pose]["partner"]]["arm_near"]


@pytest.mark.parametrize(
    ("pose", "action"),
    [("kissing_hand", "kissing her hand"), ("bandaging", "bandaging, kneeling"), ("talking", "talking, kneeling")],
)
def test_who_is_not_brought_down_stays_as_they_are(pose, action):
    lead = in_posture(POSES[pose], action)
    other = POSES[POSES[pose].get("partner", "attentive")]
    assert as_low(other, lead) == other


def test_no_bed_parts_two_who_embrace():
    assert in_posture(POSES["embracing"], "embracing, lying on the bed") == POSES["embracing"]


def test_who_weeps_in_bed_is_not_asleep():
    weeps = in_posture(POSES["weeping"], "weeping, lying on the bed")
    assert (weeps["seat"], weeps["face"]) == ("cot", "weeping")
    assert weeps["emanata"] != POSES["sleeping"]["emanata"]
    assert in_posture(POSES["sleeping"], "dreaming, lying on the bed") is POSES["sleeping"]


def test_who_weeps_on_the_floor_sits_there_and_is_comforted_from_the_knees():
    weeps = in_posture(POSES["weeping"], "weeping, sitting on the floor")
    assert weeps["leg_near"] == POSES["grounded"]["leg_near"]
    assert as_low(POSES["comforting_hand"], weeps)["leg_near"] == POSES["kneeling"]["leg_near"]


def test_on_the_ground_is_done_what_needs_no_table():
    eats = in_posture(POSES["eating"], "eating, sitting on the grass")
    assert (eats["hold"], eats["partner"]) == (POSES["picnicking"]["hold"], "grounded_beside")
    assert not {"seat", "table", BOTH} & set(eats)


def test_who_talks_on_the_ground_keeps_the_other_one():
    assert "partner" in in_posture(POSES["talking"], "talking, sitting on the ground")
    assert in_posture(POSES["talking"], "talking, sitting on the ground")["partner"] == POSES["talking"]["partner"]


@pytest.mark.parametrize(
    ("pose", "action", "hangs", "why"),
    [
        ("drinking", "drinking, standing", {"near"}, "the cup is in the far hand"),
        ("sitting_beside", "sitting beside her, standing", set(), "it sits after all"),
        ("reading", "reading, standing", set(), "both hold the book"),
        ("head_in_hands", "burying her face in her hands, standing", set(), "both are at the face"),
        ("drinking", "drinking, sitting on the floor", set(), "legs on the ground are a lap"),
    ],
)
def test_hands_that_lay_on_the_lap_hang_where_somebody_stands(pose, action, hangs, why):
    row, stands = in_posture(POSES[pose], action), POSES["standing"]
    assert {side for side in ("near", "far") if row[f"arm_{side}"] == stands[f"arm_{side}"]} == hangs, why


def test_who_hugs_the_knees_on_the_floor_still_does():
    assert in_posture(POSES["huddling"], "hugging her knees, sitting on the rug") == POSES["huddling"]
