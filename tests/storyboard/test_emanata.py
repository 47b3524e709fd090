"""What is drawn in the air about a head."""

import dataclasses

import pytest
from painting import brush, painted
from sitting import looks

from storyboard.artwork import parse_rows, read_table
from storyboard.camera import Camera
from storyboard.casting import Actor
from storyboard.deeds import poses
from storyboard.emanata import draw_emanata
from storyboard.shapes import Spot

ROWS = read_table("emanata")["emanata"]
GLYPHS = read_table("emanata")["glyph"]
HERE = Spot(0.0, 0.0, 2.6)


def somebody(mark, spot=HERE, heading=32, **changes):
    pose = {**poses()["standing"], "turn": heading, "emanata": mark}
    return Actor(looks(**changes), pose, spot)


def seen(*actors, others=(), **changes):
    """Give the box of what is drawn about some people, None for nothing."""
    own = dataclasses.replace(brush(), camera=Camera(0.0, 1.4, 0.0, 1.1, 0.5, 1.75), **changes)
    draw_emanata(own, actors, others)
    return painted(own)


def test_every_pose_names_a_row_of_the_table():
    named = {name: row["emanata"] for name, row in poses().items() if row.get("emanata")}

    assert {name: mark for name, mark in named.items() if mark not in ROWS} == {}
    assert set(named.values()) == set(ROWS), "a row that no pose names is never drawn"


def test_rows_are_of_known_kinds():
    for name, row in ROWS.items():
        for kind, *texts in parse_rows(row["shapes"]):
            assert kind in ("line", "ring", "glyph"), name
            assert kind != "glyph" or texts[0] in GLYPHS, name


@pytest.mark.parametrize("name", ROWS)
def test_every_mark_is_drawn_clear_of_the_face_it_belongs_to(name):
    alone = seen(somebody(name))

    assert alone is not None
    assert alone != seen(somebody("")), "only the mark is drawn"


@pytest.mark.parametrize(
    ("actor", "why"),
    [
        (somebody(""), "a pose without marks"),
        (somebody("talk", heading=-90), "a mouth that is turned away from us"),
        (somebody("gaze", heading=-90), "eyes that look away from us"),
        (somebody("gaze", heading=90), "eyes that look at us"),
        (dataclasses.replace(somebody("gaze", heading=20), prop="photograph"), "eyes on what is in the hand"),
        (somebody("nod", age="baby"), "a baby nods to nobody"),
        (somebody("nod", spot=Spot(0.0, 3.0, 2.6)), "a head above the panel"),
    ],
)
def test_what_draws_nothing(actor, why):
    assert seen(actor) is None, why


@pytest.mark.parametrize(("y", "some"), [(0.0, True), (0.62, False), (0.75, False)])
def test_a_thought_has_its_cloud_or_no_rounds_below_it(y, some):
    assert (seen(somebody("thought", spot=Spot(0.0, y, 2.6))) is not None) == some


def test_marks_leave_the_head_of_somebody_else_alone():
    there = somebody("talk")
    near = somebody("", spot=Spot(0.25, 0.0, 2.6))

    assert seen(there) is not None
    assert seen(there, near) is None
    assert seen(there, others=(near,)) is None, "somebody without a name"


def test_marks_are_where_the_face_looks():
    right, left = seen(somebody("talk", heading=10)), seen(somebody("talk", Spot(0.0, 0.0, 2.6, flip=True), heading=10))

    assert left[2] < right[0]


def test_marks_of_a_hand_are_at_the_higher_one():
    def raised(angle):
        pose = {**poses()["standing"], "emanata": "wave", "arm_near": [angle, angle], "arm_far": [0, 10]}
        return seen(Actor(looks(), pose, HERE))

    hanging, high = raised(20), raised(150)

    assert high[1] < hanging[1]


def test_a_gaze_falls_where_the_head_is_bowed():
    level, bowed = (
        seen(Actor(looks(), {**poses()["standing"], "turn": 5, "nod": nod, "emanata": "gaze"}, HERE)) for nod in (0, 20)
    )

    assert bowed[3] > level[3]


def test_a_small_head_has_marks_that_can_be_seen():
    boxes = [seen(somebody("nod", spot=Spot(0.0, 0.0, z))) for z in (1.4, 4.0, 14.0)]
    near, far, farther = (box[3] - box[1] for box in boxes)

    assert near > far
    assert abs(far - farther) <= 1
