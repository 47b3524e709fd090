"""Who is on the stage, how each is posed, and what they hold."""

import itertools

import pytest
from sweeping import sweep

from storyboard.artwork import read_table
from storyboard.camera import SHOTS
from storyboard.casting import Actor
from storyboard.contact import wishes
from storyboard.deeds import poses
from storyboard.drawing import MOST_FIGURES
from storyboard.framing import framed, step_room
from storyboard.people import read_looks
from storyboard.seats import is_bed, seat_room
from storyboard.shapes import Spot, extent_of
from storyboard.staging import on_stage, shot_of, stage_people, take_seats

POSES = poses()
PLACES = read_table("places")["place"]
WIDE = 1344 / 768
WORDS = {"bust": "medium close", "over": "over the shoulder", "long": "full", "": "none"}


def someone(index=0, presence="present"):
    return {"key": f"k{index}", "presence": presence, "gender": "", "age": "", "look": "", "outfit": ""}


def actor(**changes):
    return Actor(read_looks(someone()), POSES["sitting"], Spot(0, 0, 4.0), **changes)


def test_a_voice_on_the_phone_is_not_on_the_stage_and_a_crowd_is_cut():
    crowd = [someone(index) for index in range(MOST_FIGURES + 3)]

    assert on_stage({"people": [someone(), someone(1, "remote")]}) == [someone()]
    assert on_stage({"people": crowd}) == crowd[:MOST_FIGURES]
    assert on_stage({}) == []


def test_a_seat_may_be_on_the_far_side_of_a_vehicle():
    near, far = take_seats([actor()] * 2, [(-0.5, 0.4), (0.5, 0.4, 0.35)])

    assert far.spot.z == pytest.approx(near.spot.z + 0.35)


def test_a_vehicle_seats_as_many_as_it_has_seats():
    seated = take_seats([actor(seat="chair", table="table")] * 3, [(-0.5, 0.4), (0.5, 0.4)])

    assert [(one.spot.x, one.pose["on"], one.seat, one.table) for one in seated] == [
        (-0.5, 0.4, "", ""),
        (0.5, 0.4, "", ""),
    ]


def test_one_who_speaks_to_somebody_far_away_phones():
    people = [someone(presence="lead"), someone(1, "remote")]
    staging = stage_people({"people": people, "action": "talking"}, PLACES["kitchen"], 1.75, 0.0)

    assert [one.prop for one in staging.actors] == ["phone"]
    assert staging.actors[0].pose["arm_far"] == POSES["phoning"]["arm_far"]


def test_an_empty_stage_still_has_a_camera():
    staging = stage_people({}, PLACES["meadow"], 1.75, 0.0)

    assert staging.actors == ()
    assert staging.camera.aspect == 1.75


@pytest.mark.parametrize(
    ("doing", "pose", "prop"),
    [("reading a book", "reading", "book"), ("weeping", "weeping", ""), ("holding a lantern", "", "lantern")],
)
def test_who_stands_beside_the_lead_does_what_the_author_says(doing, pose, prop):
    drawing = {"people": [someone(0, "lead"), {**someone(1), "doing": doing}], "action": "standing"}
    _, second = stage_people(drawing, PLACES["any_room"], 1.75, 0.0).actors

    assert second.prop == prop
    assert not pose or second.pose["arm_near"] == POSES[pose]["arm_near"]


def test_nobody_beside_the_lead_does_anything_where_nothing_is_said():
    silent = {"people": [someone(0, "lead"), someone(1)], "action": "standing"}
    said = {"people": [someone(0, "lead"), {**someone(1), "doing": ""}], "action": "standing"}

    assert stage_people(silent, PLACES["any_room"], 1.75, 0.0) == stage_people(said, PLACES["any_room"], 1.75, 0.0)


# --- framing
ASPECTS = (WIDE, 1.0, 0.66, 2.4)
AGES = ("", "child", "old", "teen")
HATS = ("", "a black top hat", "", "a helmet")


@pytest.mark.parametrize("shot", [name for name in SHOTS if name not in ("close", "ride")])
@pytest.mark.parametrize("name", sweep(POSES))
def test_crowns_and_chins_are_inside_in_every_shot_but_a_close_up(name, shot):
    turn = len(name) + list(SHOTS).index(shot)  # each pose in some shapes of panels, each shot in all
    people = [
        {**someone(n, "present" if n else "lead"), "age": AGES[(turn + n) % 4], "outfit": HATS[(turn // 3 + n) % 4]}
        for n in range(2)
    ]
    action = (POSES[name]["words"].split() or [name])[0].replace("_", " ")
    drawing = {"people": people, "action": action, "shot": WORDS.get(shot, shot)}
    staging = stage_people(drawing, PLACES["kitchen" if turn % 3 else "meadow"], ASPECTS[turn % 4], 0.0)
    seen = [staging.actors[0]] if shot == "over" else staging.actors
    assert all(framed(actor, staging.camera) for actor in seen)


@pytest.mark.parametrize("count", range(3, 7))
@pytest.mark.parametrize("action", ["standing", "riding", "eating", "rowing", "climbing", "walking"])
def test_six_people_keep_their_heads(count, action):
    people = [{**someone(number, "present" if number else "lead"), "age": AGES[number % 4]} for number in range(count)]
    for aspect in ASPECTS:
        staging = stage_people({"people": people, "action": action}, PLACES["meadow"], aspect, 3.0)
        assert all(framed(actor, staging.camera) for actor in staging.actors)


@pytest.mark.parametrize(
    "action", ["reading a letter", "carrying a lantern", "thinking, holding a lamp", "holding a kettle"]
)
@pytest.mark.parametrize("aspect", ASPECTS)
def test_nothing_held_is_before_a_face(action, aspect):
    staging = stage_people({"people": [someone(0, "lead")], "action": action}, PLACES["kitchen"], aspect, 0.0)
    lead = staging.actors[0]
    side = 1 if lead.pose.get("holds") == "far" else 0
    palm = lead.skeleton.wrists[side]
    left, _, top = extent_of(lead.prop)
    crown, chin = (end[1] for end in lead.head_ends())
    ahead = palm[0] + left > lead.skeleton.head.origin[0] + 0.05
    assert palm[1] + top < chin + 0.03 or palm[1] > crown or ahead


def two(action, place, shot="full shot"):
    people = [someone(0, "lead"), someone(1)]
    return stage_people({"people": people, "action": action, "shot": shot}, PLACES[place], WIDE, 0.0)


def test_over_the_shoulder_the_head_before_the_lens_is_seen():
    for action in ("talking", "sitting", "kneeling", "reading a book"):
        staging = two(action, "meadow", "over the shoulder shot")
        crown = staging.camera.project(staging.actors[1].head_ends()[0])[1]
        assert 0.0 < crown < 0.4


def test_two_share_a_bench():
    lead, other = two("sitting", "park").actors
    assert (lead.seat != "", other.seat, other.bench) == (True, "", lead.seat)
    assert abs(lead.spot.z - other.spot.z) < 0.1


def test_nobody_stands_behind_the_mirror():
    lead, other = two("looking in the mirror", "bedroom").actors
    assert other.spot.x - lead.spot.x > extent_of("mirror_side")[1]


@pytest.mark.parametrize(
    ("action", "low"), [("bending over the bed", 1), ("lowering the old man down", 1), ("carrying him", 1)]
)
def test_two_are_drawn_where_a_deed_takes_two(action, low):
    actors = two(action, "hospital").actors
    assert abs(actors[low].pose["lean"]) > 40


def test_who_bends_over_the_sick_bends_over_the_bed():
    lead, sick = two("bending over the bed", "hospital").actors
    assert sick.seat == "ward_cot"
    head = sick.head_ends()[0]
    assert lead.spot.x < head[0] < lead.spot.x + 0.9


def test_feet_are_not_in_one_line():
    people = [someone(n, "present" if n else "lead") for n in range(5)]
    actors = stage_people({"people": people, "action": "talking"}, PLACES["meadow"], WIDE, 0.0).actors
    assert len({round(actor.spot.z, 1) for actor in actors}) >= 3
    assert len({round(actor.heading) for actor in actors}) >= 4


def test_not_everybody_talks_with_the_same_gesture():
    stagings = (
        stage_people({"people": [someone(n, "lead"), someone(1)], "action": "talking"}, PLACES["meadow"], WIDE, 0.0)
        for n in range(20)
    )
    assert len({tuple(staging.actors[0].pose["arm_far"]) for staging in stagings}) >= 3


def test_a_bird_flies_off_the_ground():
    bird = {**someone(0, "lead"), "look": "small black bird"}
    actor = stage_people({"people": [bird], "action": "flying"}, PLACES["meadow"], WIDE, 0.0).actors[0]
    assert actor.spot.y > 0.5 or not actor.looks.beast


def test_nobody_looks_over_the_shoulder_of_a_child_or_an_animal():
    def shot(**second):
        people = [someone(presence="lead"), {**someone(1), **second}]
        return shot_of({"people": people, "shot": "over the shoulder"}, PLACES["kitchen"])

    assert shot() == "over"
    assert shot(age="child") == "two"
    assert shot(look="a cat") == "two"


@pytest.mark.parametrize("action", ["fighting", "embracing", "kissing", "dancing", "wrestling", "shaking hands"])
def test_nobody_fights_or_embraces_the_empty_air(action):
    def row(count):
        people = [someone(index) for index in range(count)]
        return stage_people({"people": people, "action": action}, PLACES["street"], WIDE, 0.0).actors[0].pose

    assert row(1)["arm_near"] != row(2)["arm_near"]


def test_who_drinks_with_the_lead_has_a_cup():
    people = [someone(index) for index in range(2)]
    staging = stage_people({"people": people, "action": "drinking"}, PLACES["kitchen"], WIDE, 0.0)

    assert [one.prop for one in staging.actors][1] == "cup"


@pytest.mark.parametrize("action", ["walking", "running"])
def test_people_on_the_way_together_take_steps_of_their_own(action):
    people = [someone(index) for index in range(5)]
    actors = stage_people({"people": people, "action": action}, PLACES["street"], WIDE, 0.0).actors

    legs = [(tuple(one.pose["leg_near"]), tuple(one.pose["leg_far"])) for one in actors]
    assert len(set(legs)) == len(legs)


def test_nobody_rides_in_a_room():
    assert stage_people({"people": [someone()], "action": "riding"}, PLACES["kitchen"], WIDE, 0.0).actors[0].seat == ""
    assert stage_people({"people": [someone()], "action": "riding"}, PLACES["meadow"], WIDE, 0.0).actors[0].seat


@pytest.mark.parametrize(("action", "count"), [("riding a horse", 1), ("stroking the horse", 2)])
def test_a_horse_is_drawn_once(action, count):
    people = [someone(presence="lead"), {**someone(1), "look": "a brown horse"}]
    actors = stage_people({"people": people, "action": action}, PLACES["meadow"], WIDE, 0.0).actors

    assert len(actors) == count
    assert bool(actors[0].seat) == (count == 1)
    assert actors[0].table == actors[0].behind == ""


@pytest.mark.parametrize("shot", ["close-up", "medium close", "over the shoulder"])
def test_a_large_animal_is_seen_from_farther_away(shot):
    people = [someone(presence="lead"), {**someone(1), "look": "a brown horse"}]
    drawing = {"people": people, "shot": shot, "action": "talking"}

    assert shot_of(drawing, PLACES["meadow"]) == ""
    lead, horse = stage_people(drawing, PLACES["meadow"], WIDE, 0.0).actors
    assert abs(horse.spot.x - lead.spot.x) > 1.3
    assert horse.spot.z > lead.spot.z


@pytest.mark.parametrize(
    ("action", "shot", "drawn"),
    [
        pytest.param("talking", "over the shoulder", "over", id="a talk"),
        pytest.param("talking", "medium close", "bust", id="a face"),
        pytest.param("gazing out", "over the shoulder", "two", id="whose back is turned to us"),
        pytest.param("watching him", "over the shoulder", "two", id="who is watched looks away"),
        pytest.param("holding the sword", "medium close", "two", id="what is held is seen"),
        pytest.param("pacing", "medium close", "", id="who paces is seen to walk"),
        pytest.param("examining the vase", "medium close", "", id="and who kneels beside one who stands, as a whole"),
    ],
)
def test_a_shot_gives_way_to_the_deed_that_it_would_not_show(action, shot, drawn):
    people = [someone(index, "" if index else "lead") for index in range(2)]
    assert shot_of({"people": people, "action": action, "shot": shot}, PLACES["meadow"]) == drawn


@pytest.mark.parametrize(
    ("action", "props"), [("receiving a letter", ["letter", ""]), ("reaching for the book", ["book"])]
)
def test_one_thing_is_handed_over_and_who_reaches_has_it(action, props):
    people = [someone(index, "" if index else "lead") for index in range(len(props))]
    actors = stage_people({"people": people, "action": action}, PLACES["kitchen"], WIDE, 0.0).actors

    assert [one.prop for one in actors] == props


@pytest.mark.parametrize(
    ("action", "strides"), [("walking", True), ("running", True), ("standing", False), ("sitting", False)]
)
def test_who_strides_has_room_for_the_step(action, strides):
    people = [{"key": f"k{n}", "presence": "lead" if n == 0 else "present", "gender": "male"} for n in range(4)]
    drawing = {"people": people, "action": action, "shot": "medium close-up"}
    staged = stage_people(drawing, read_table("places")["place"]["meadow"], 1.75, 0.0)
    lead, camera = staged.actors[0], staged.camera

    assert (step_room(lead) > 0) is strides
    x, _ = camera.project((lead.spot.x, 1.0, lead.spot.z))
    assert step_room(lead) * camera.scale(lead.spot.z) < min(x, camera.aspect - x)


@pytest.mark.parametrize("shot", ["close-up", "medium close-up"])
@pytest.mark.parametrize(("lead", "other"), [("girl of seven", ""), ("", "boy of nine")])
def test_nobody_loses_the_face_to_a_close_up_with_a_child(shot, lead, other):
    people = [{**someone(0, "lead"), "age": lead}, {**someone(1), "age": other}]
    staging = stage_people({"people": people, "shot": shot, "action": "talking"}, PLACES["kitchen"], WIDE, 0.0)

    assert [framed(actor, staging.camera) for actor in staging.actors] == [True, True]


SITTING = [name for name, row in poses().items() if row.get("seat") and row["words"] and "touches" not in row]


@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize("name", sweep(SITTING))
def test_nobodys_seat_stands_in_anothers(name, count):
    deed = poses()[name]["words"].split()[0].replace("_", " ")
    people = [
        {"key": f"k{n}", "presence": "present" if n else "lead", "gender": "", "age": "", "look": "", "outfit": ""}
        for n in range(count)
    ]
    for place, shot in itertools.product(("living_room", "garden"), ("full shot", "close-up on two")):
        drawing = {"people": people, "action": deed, "shot": shot}
        actors = [
            actor
            for actor in stage_people(drawing, PLACES[place], 1.75, 0.0).actors
            if seat_room(actor) and not wishes(actor)
        ]
        for one, other in itertools.combinations(actors, 2):
            if abs(one.spot.z - other.spot.z) < 0.8 and "seat_at" not in one.pose:
                assert abs(one.spot.x - other.spot.x) > 0.97 * (seat_room(one) + seat_room(other)), (
                    one.seat,
                    other.seat,
                )


@pytest.mark.parametrize("count", [2, 3])
def test_who_kneels_beside_somebody_on_the_ground_kneels_on_no_leg(count):
    people = [someone(0, "lead"), *(someone(index) for index in range(1, count))]
    lying, kneeling, *_ = stage_people(
        {"people": people, "action": "lying on the ground"}, PLACES["beach"], WIDE, 0.0
    ).actors

    assert kneeling.spot.z > lying.spot.z + 0.3, "behind the body, whose far leg is bent"
    assert lying.spot.x < kneeling.spot.x < lying.spot.x + 0.8


@pytest.mark.parametrize(("action", "people"), [("nursing a baby", 1), ("standing", 2)])
def test_a_baby_in_somebodys_arms_lies_in_no_cradle(action, people):
    told = {"people": [someone(presence="lead"), {**someone(1), "age": "baby", "look": "baby"}], "action": action}

    assert len(stage_people(told, {"set": "room"}, 1.75, 0.0).actors) == people


@pytest.mark.parametrize("shot", ["medium", "two-shot", "medium close-up", "over the shoulder"])
def test_who_is_on_the_ground_beside_one_who_stands_is_seen_whole(shot):
    people = [someone(presence="lead"), someone(1)]
    staging = stage_people({"people": people, "action": "huddling", "shot": shot}, {"set": "room"}, 1.75, 0.0)
    lead = staging.actors[0]
    toes = [staging.camera.project(lead.spot.place(*toe))[1] for toe in lead.skeleton.toes]

    assert max(toes) < 1.0


@pytest.mark.parametrize("age", ["", "old", "eight years old"])
def test_who_is_fed_in_bed_faces_the_spoon(age):
    people = [someone(presence="lead"), {**someone(1), "age": age}]
    place = {"set": "room", "put": "bed"}
    feeder, patient = stage_people({"people": people, "action": "feeding him"}, place, WIDE, 0.0).actors

    assert is_bed(patient.seat)
    assert feeder.spot.x < patient.spot.x
    assert (feeder.spot.flip, patient.spot.flip) == (False, True)
    assert feeder.spot.z < patient.spot.z, "the chair stands before the bed"
