"""What somebody holds is before nobody's face."""

from dataclasses import replace

import pytest
from sweeping import sweep

from storyboard.crowding import head_of
from storyboard.deeds import poses
from storyboard.elbow_room import STEP, are_close, in_a_face, is_in, make_room, outline_held, seen_whole, stepped_apart
from storyboard.framing import framed, must_be_seen
from storyboard.layout import lay_out

WIDE = 1344 / 768
HOLDING = [name for name, row in poses().items() if row.get("hold") and row.get("words")]


def laid(action, count=2, **drawing):
    rows = [
        {"key": f"k{n}", "gender": "", "age": "", "look": "", "outfit": "", "presence": "present" if n else "lead"}
        for n in range(count)
    ]
    return lay_out({"people": rows, "place": "meadow", "action": action, **drawing}, WIDE, 1)


@pytest.mark.parametrize("shot", ["", "close-up", "medium close-up"])
@pytest.mark.parametrize("name", sweep(HOLDING, 3))
def test_nothing_that_is_held_is_before_the_face_of_the_other_one(name, shot):
    layout = laid(poses()[name]["words"].split()[0].replace("_", " "), shot=shot)
    pair, camera = layout.staging.actors[:2], layout.staging.camera

    assert layout.shot == "over" or are_close(pair) or not in_a_face(pair, camera)
    if layout.shot not in ("close", "over"):
        assert all(framed(actor, camera) for actor in must_be_seen(pair, layout.shot))


@pytest.mark.parametrize("action", ["holding out a letter", "dusting", "playing the flute"])
def test_two_step_apart_where_a_close_view_brings_them_too_near(action):
    near = laid(action, shot="close-up", props=["newspaper"])
    lead, other = near.staging.actors
    squeezed = replace(near.staging, actors=(lead, replace(other, spot=replace(other.spot, x=lead.spot.x + 0.7))))
    assert in_a_face(squeezed.actors, squeezed.camera)

    apart = make_room(squeezed, "close")
    assert not in_a_face(apart.actors, apart.camera)
    assert apart.actors[1].spot.x - apart.actors[0].spot.x > 0.7


@pytest.mark.parametrize("shot", ["", "close-up", "medium close-up", "full shot"])
@pytest.mark.parametrize("action", ["typing", "writing", "washing the dishes", "kneading dough"])
def test_who_stands_at_a_table_stands_across_it_and_no_screen_is_before_the_face(action, shot):
    lead, other = laid(action, place="office", shot=shot).staging.actors
    camera = laid(action, place="office", shot=shot).staging.camera

    assert other.spot.z > lead.spot.z + 0.05
    assert not in_a_face((lead, other), camera)


@pytest.mark.parametrize("action", ["talking", "standing", "kissing"])
def test_nobody_else_steps_anywhere(action):
    staging = laid(action).staging
    assert make_room(staging, "") is staging
    assert make_room(laid("examining", 1).staging, "").actors == laid("examining", 1).staging.actors


def test_who_stands_beside_the_second_moves_along():
    lead, other, beyond = laid("talking", 3).staging.actors
    moved = stepped_apart((lead, other, beyond))

    assert moved[1].spot.x - moved[0].spot.x == pytest.approx(other.spot.x - lead.spot.x + STEP)
    steps = [after.spot.x - before.spot.x for before, after in zip((lead, other, beyond), moved, strict=True)]
    assert [abs(step) for step in steps] == pytest.approx([STEP / 2] * 3)


def test_the_camera_steps_back_until_all_are_seen():
    staging = laid("examining").staging
    lead, other = staging.actors
    wide = replace(staging, actors=(lead, replace(other, spot=replace(other.spot, x=lead.spot.x + 4.0))))
    seen = seen_whole(wide, "two")

    assert seen.camera.z < wide.camera.z
    assert all(framed(actor, seen.camera) for actor in seen.actors)


def test_a_thing_in_the_hand_has_an_outline_and_a_head_a_box():
    staging = laid("examining").staging
    lead = staging.actors[0]
    assert len(outline_held(lead, staging.camera)) > 10
    left, top, right, bottom = head_of(lead, staging.camera)
    assert is_in(((left + right) / 2, (top + bottom) / 2), (left, top, right, bottom))
    assert not is_in((left - 0.1, top), (left, top, right, bottom))
