"""Maps are held to geometry: joints in their own silhouettes, masks that are all of the people and nothing else."""

from __future__ import annotations

import math

import pytest
from mapped import EMMA, JONAS, SIZE, drawing, grown, outside, what_people_change
from PIL import Image

from storyboard.deeds import poses
from storyboard.map_joints import COCO, has_joints
from storyboard.map_plates import make_plate
from storyboard.maps import MappedPerson, SceneMaps, cells_of, map_scene, map_stage, runs_of, silhouette, turned
from storyboard.stage import brush_on, draw_body, set_stage

LEAST_HEAD = 80 / 768  # of the height, for a guide
TOLERANCE = 4  # pixels at SIZE
SPECKS = 24  # pixels, of the rims of lines
SAME_COLOUR = 0.2  # of all pixels of people, where they have the colour of what is behind them
AGES = {
    "toddler": {"age": "2", "look": "toddler"},
    "child": {"age": "8", "look": "boy of eight"},
    "grown": {},
    "old": {"age": "old", "look": "old man"},
}
ANIMAL = {**JONAS, "key": "cc33", "look": "large black dog", "gender": "", "age": "", "outfit": ""}
BABY = {**JONAS, "key": "dd44", "look": "baby", "gender": "", "age": "baby", "outfit": ""}
PLACES = ("kitchen", "beach")  # a room, and the open; the beach is seen the other way round


def word_of(pose):
    return (str(poses()[pose].get("words", "")).split() or [pose])[0].replace("_", " ")


def alone(stage, actor):
    plate = make_plate(*SIZE).marking(255)
    draw_body(brush_on(stage, plate), actor)
    return turned(plate.image, stage)


def is_near(shape, at):
    """Whether a shape has a pixel within the tolerance of a place."""
    return any(shape.crop(tuple(x + way * TOLERANCE + (way > 0) for way in (-1, 1) for x in at)).histogram()[1:])


def faults(drawn, least_head=0.0, *, whole=True):
    """All that is wrong with the maps of a drawing; `whole` also asks whether the silhouettes are all of the people."""
    stage = set_stage(drawn, SIZE[0] / SIZE[1], 7, least_head=least_head)
    maps = map_stage(stage, *SIZE)
    found = []
    for person, actor in zip((*maps.people, *maps.extras), stage.layout.people, strict=True):
        if not has_joints(actor):
            found += [f"{person.key} has joints"] if person.joints or person.head or person.torso else []
            continue
        body, seen = alone(stage, actor), silhouette(maps, person.number)
        joints = dict(zip(COCO, person.joints, strict=True))
        found += [f"{name} is outside" for name, at in joints.items() if at and not is_near(body, at)]
        found += [f"{name} is covered" for name, at in joints.items() if at and not is_near(seen, at)]
        found += side_faults(stage, actor, joints) + head_faults(stage, actor, person)
    return found + (mask_faults(stage, maps) if whole else [])


def mask_faults(stage, maps):
    """The silhouettes are what the people change of the panel, and no more."""
    changed = what_people_change(stage, SIZE)
    union = maps.index.point([255 * (value > 0) for value in range(256)])
    missed, more = outside(changed, grown(union, 1)), outside(union, grown(changed, 1))
    return [f"{missed} pixels missed"] * (missed > SPECKS) + [f"{more} too many"] * (
        more > SAME_COLOUR * union.histogram()[255]
    )


def facing_lens(stage, actor, across, deeper):
    """How far a direction points at the lens, which sees who stands at the edge from the side."""
    camera = stage.layout.staging.camera
    x, z = camera.x - actor.spot.x, camera.z - actor.spot.z
    return (across * x + deeper * z) / math.hypot(x, z)


def side_faults(stage, actor, joints):
    """Left and right by the chest's own direction: who faces us has the right hand on our left."""
    skeleton, flipped = actor.skeleton, actor.spot.flip
    found = []
    forward, _, deeper = skeleton.chest.forward
    upright, towards = skeleton.chest.up[1] > 0.6, facing_lens(stage, actor, -forward if flipped else forward, deeper)
    right, left = joints["right_shoulder"], joints["left_shoulder"]
    if upright and abs(towards) > 0.3 and right and left and (right[0] < left[0]) != (towards > 0):
        found.append("shoulders are exchanged")
    ahead = skeleton.head.forward
    way = ahead[0] * (-1 if flipped != stage.mirrored else 1)
    x, _ = stage.layout.staging.camera.project(actor.spot.place(*skeleton.head.origin))
    middle = SIZE[0] - x * SIZE[1] if stage.mirrored else x * SIZE[1]
    nose, head_up = joints["nose"], skeleton.head.up[1] > 0.8
    if ahead[2] > 0.6 and nose:
        found.append("a nose on the back of a head")
    if nose and head_up and abs(way) > 0.5 and (nose[0] > middle) != (way > 0):
        found.append("a nose on the wrong side")
    return found


def head_faults(stage, actor, person):
    """A head's box holds crown and chin, as the camera sees them."""
    ends = [stage.layout.staging.camera.project(place) for place in actor.head_ends()]
    ends = [((SIZE[0] / SIZE[1] - x) if stage.mirrored else x, y) for x, y in ends]
    if person.head is None:
        return []
    left, top, right, bottom = person.head
    inside = all(left <= x * SIZE[1] <= right and top <= y * SIZE[1] <= bottom for x, y in ends)
    return [] if inside else ["a head reaches out of its box"]


@pytest.mark.parametrize(
    "drawn",
    [
        drawing({**EMMA, **AGES["child"]}, BABY, ANIMAL, place="beach", action="walking"),
        pytest.param(drawing(), marks=pytest.mark.slow),
        pytest.param(drawing(place="beach", action="walking", background=["two guards"]), marks=pytest.mark.slow),
        pytest.param(drawing(place="street", action="talking", shot="over"), marks=pytest.mark.slow),
        pytest.param(drawing(place="forest", action="rowing"), marks=pytest.mark.slow),
    ],
    ids=["child, baby, dog, mirrored", "room", "with others", "over a shoulder", "in a boat"],
)
def test_every_joint_lies_in_its_own_silhouette_and_the_silhouettes_are_all_of_the_people(drawn):
    assert faults(drawn) == []


COMPANY = (("grown", "old"), ("child", "grown"), ("old", "child"), ("grown", "toddler"))
POSES = sorted(poses())
PARTS = 24  # tests among which the poses are shared out


@pytest.mark.slow
@pytest.mark.parametrize("turn", [0, pytest.param(1, marks=pytest.mark.attacks)])
@pytest.mark.parametrize("part", range(PARTS))
def test_in_every_pose_at_every_age_in_a_room_or_in_the_open(part, turn):
    """The poses share places and ages out among them; the second person faces the lead and so is turned around."""
    found = {}
    for number in range(part, len(POSES), PARTS):
        lead, second = COMPANY[(number // PARTS) % len(COMPANY)]
        people = {**EMMA, **AGES[lead]}, {**JONAS, **AGES[second]}
        place = PLACES[(number + turn) % 2]
        drawn = drawing(*people, place=place, action=word_of(POSES[number]))
        if wrong := faults(drawn, LEAST_HEAD * (number % 2), whole=number // 2 % 2 == 0):
            found[POSES[number], place, lead, second] = wrong
    assert found == {}


def test_who_is_looked_at_over_a_shoulder_has_a_face_and_the_shoulder_none():
    lead, near = map_scene(drawing(place="street", shot="over"), *SIZE, 7).people

    assert lead.joints[0] is not None
    assert near.joints[0] is near.joints[14] is near.joints[15] is None
    assert near.depth < lead.depth


@pytest.mark.slow
def test_babies_and_beasts_have_a_mask_and_no_joints():
    maps = map_scene(drawing(EMMA, BABY, ANIMAL, place="beach"), *SIZE, 7)

    assert [bool(person.joints) for person in maps.people] == [True, False, False]
    assert all(cells_of(maps, person.number) for person in maps.people)


def test_the_lead_is_first_and_the_unnamed_come_after_the_named():
    maps = map_scene(drawing(background=["two guards"]), *SIZE, 7)

    assert [person.key for person in maps.people] == ["aa11", "bb22"]
    assert [person.number for person in (*maps.people, *maps.extras)] == [1, 2, 3, 4]
    assert set(maps.index.tobytes()) == {0, 1, 2, 3, 4}


def test_a_boat_covers_the_legs_of_who_sits_in_it():
    (person,) = map_scene(drawing(EMMA, place="forest", action="rowing"), *SIZE, 7).people

    assert person.joints[COCO.index("right_shoulder")]
    assert not any(person.joints[COCO.index(name)] for name in ("right_ankle", "left_ankle"))


@pytest.mark.slow
def test_the_same_drawing_gives_the_same_maps():
    first, second = (map_scene(drawing(), *SIZE, seed) for seed in (7, 8))

    assert first.index.tobytes() == second.index.tobytes()  # a room reads no seed
    assert first.people == second.people


def maps_of(rows, side):
    """Maps of one person in a picture of characters, each `side` pixels wide and high."""
    width, height = len(rows[0]), len(rows)
    index = Image.new("L", (width, height))
    index.frombytes(bytes(letter == "1" for row in rows for letter in row))
    index = index.resize((width * side, height * side), Image.Resampling.NEAREST)
    return SceneMaps(index, (MappedPerson(1, "aa11", (), None, (), 100),))


@pytest.mark.parametrize(
    ("rows", "side", "cells", "why"),
    [
        (("0110", "1111"), 16, (1, 2, 4, 4), "whole cells, a run ends with its row"),
        (("1111", "1111"), 16, (0, 4, 4, 4), "a full picture"),
        (("0000", "0000"), 16, (), "nobody"),
        (("0100", "0000"), 8, (0, 1), "a quarter of a cell"),
        (("0100", "0010"), 4, (0, 1), "hardly anybody: what is touched"),
    ],
)
def test_cells_are_coded_as_runs(rows, side, cells, why):
    assert cells_of(maps_of(rows, side), 1) == cells, why


def test_a_cell_that_is_hardly_touched_does_not_count_for_who_has_many():
    rows = ["1111111111110001", *["1111111111110000"] * 7]
    assert cells_of(maps_of(rows, 4), 1) == (0, 3, 4, 3)


def test_runs_end_with_their_row():
    assert runs_of([2, 3, 4, 5], 4) == (2, 2, 4, 2)
