"""People without a name: what they wear, and where they find room."""

import pytest
from sweeping import sweep

from english.lexicon import lexicon
from storyboard.artwork import read_table
from storyboard.backing import grows, stands
from storyboard.camera import Camera
from storyboard.crowding import head_of
from storyboard.deeds import find_pose, poses
from storyboard.extras import (
    BODY,
    EDGE,
    FEW,
    crown_at,
    extras_of,
    is_hidden,
    is_small,
    middle_of,
    overlap,
    place_extras,
    span_of,
)
from storyboard.footing import Footing
from storyboard.hangings import head_box
from storyboard.layout import lay_out
from storyboard.people import MOST_BACKGROUND
from storyboard.shapes import Spot

HAZE = (200, 210, 220)
CAMERA = Camera(0.0, 1.5, 0.0, 1.2, 0.4, 1.75)


def extras(*phrases, seed=1):
    return extras_of({"background": list(phrases)}, seed, HAZE)


@pytest.mark.parametrize(
    ("phrase", "what", "expected"),
    [
        ("two knights", "headgear", "helmet"),
        ("three policemen", "headgear", "cap"),
        ("a nurse", "gender", "female"),
        ("five boys", "age", "child"),
        ("some monks", "gender", "male"),
    ],
)
def test_extras_wear_their_trade(phrase, what, expected):
    assert {getattr(extra.looks, what) for extra in extras(phrase)} == {expected}


@pytest.mark.parametrize(
    ("phrase", "prop", "pose"),
    [
        ("two guards holding a lantern", "lantern", ""),
        ("two guards carrying a chest", "", "two_carry"),
        ("some monks reading", "book", "reading"),
    ],
)
def test_extras_do_what_the_author_says(phrase, prop, pose):
    for extra in extras(phrase):
        assert extra.prop == prop or not prop
        assert not pose or extra.pose["leg_near"] == poses()[pose]["leg_near"]


def test_extras_wear_what_the_author_says():
    red = {extra.looks.over.colour for extra in extras("two guards in red coats")}
    blue = {extra.looks.over.colour for extra in extras("two guards in blue coats")}

    assert len(red) == len(blue) == 1
    assert red != blue


def test_a_group_that_the_rules_name_stands_as_its_trade_does():
    assert [word for word in sorted(lexicon().people.crowd) if find_pose(word)] == []


def test_all_phrases_together_are_never_more_than_can_be_told_apart():
    assert len(extras("a crowd", "two guards")) == MOST_BACKGROUND
    assert len(extras("two guards", "a nurse")) == 3
    assert extras() == []


def test_the_same_seed_dresses_the_same_and_faded():
    faded, plain = extras("five boys"), extras_of({"background": ["five boys"]}, 1, (0, 0, 0))

    assert faded == extras("five boys")
    assert faded != extras("five boys", seed=2)
    assert all(sum(a.looks.top.colour) > sum(b.looks.top.colour) for a, b in zip(faded, plain, strict=True))


@pytest.mark.parametrize(
    ("x", "z", "span"),
    [
        pytest.param(0, 4.8, (0.5 - 1 / 7, 0.5 + 1 / 7), id="in the middle"),
        pytest.param(0, 9.6, (0.5 - 1 / 14, 0.5 + 1 / 14), id="half as large twice as far away"),
        pytest.param(1, 4.8, (0.5, 0.5 + 2 / 7), id="to the right"),
    ],
)
def test_metres_across_are_shares_of_the_panel(x, z, span):
    assert span_of(Spot(x, 0, z), 1.0, CAMERA) == pytest.approx(span)


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [((0.1, 0.4), (0.3, 0.9), 0.1), ((0.1, 0.4), (0.2, 0.3), 0.1), ((0.1, 0.2), (0.3, 0.4), 0)],
    ids=["in part", "within", "apart"],
)
def test_spans_overlap(first, second, shared):
    assert overlap(first, second) == overlap(second, first) == pytest.approx(shared)


def test_an_extra_stands_where_no_one_hides_it():
    people = [(0.0, 0.55)]
    (guard,) = place_extras(extras("a guard"), CAMERA, people, [], Footing((-60.0, 60.0), 8.0))

    assert overlap(span_of(guard.spot, 0.3, CAMERA), people[0]) == 0
    assert guard.spot.z > 4


def test_extras_stay_inside_a_room():
    placed = place_extras(extras("a crowd"), CAMERA, [], [], Footing((-60.0, 60.0), 5.0))

    assert len(placed) == MOST_BACKGROUND
    assert max(extra.spot.z for extra in placed) <= 5.0


@pytest.mark.parametrize(("eyes", "most"), [(1.5, 12), (0.5, 3)])
def test_the_frame_cuts_no_head(eyes, most):
    camera = Camera(0.0, eyes, 0.0, 1.1, 0.4, 1.75)

    placed = place_extras(extras("a crowd"), camera, [], [], Footing((-60.0, 60.0), 2.6))

    assert 0 < len(placed) <= most
    assert all(head_of(extra, camera)[1] > 0 for extra in placed)


@pytest.mark.parametrize("roll", [-0.05, 0.05])
def test_a_camera_that_leans_cuts_no_cap(roll):
    camera = Camera(0.0, 0.95, 0.0, 1.1, 0.42, 1.75, roll=roll)

    placed = place_extras(extras("soldiers"), camera, [], [], Footing((-60.0, 60.0), 2.9))

    assert placed
    assert all(crown_at(extra, camera) > EDGE for extra in placed)


def test_two_guards_do_not_stand_in_each_other():
    first, second = place_extras(extras("two guards"), CAMERA, [], [], Footing((-60.0, 60.0), 8.0))

    assert overlap(span_of(first.spot, 0.4, CAMERA), span_of(second.spot, 0.4, CAMERA)) == 0


def test_a_crowd_has_of_each_sex_several_ages_and_poses():
    crowd = extras("a crowd")
    assert {extra.looks.gender for extra in crowd} == {"female", "male"}
    assert min(sum(extra.looks.gender == sex for extra in crowd) for sex in ("female", "male")) >= 4
    assert len({extra.looks.age for extra in crowd}) >= 3
    assert len({str(extra.pose["arm_near"]) for extra in crowd}) >= 6
    assert len({round(extra.heading) for extra in crowd}) >= 5


def test_men_wear_no_dresses():
    crowd = [extra for phrase in ("a crowd", "many dancers", "many servants") for extra in extras(phrase)]
    assert all(
        extra.looks.top.hem < 0.5 for extra in crowd if extra.looks.gender == "male" and extra.looks.over is None
    )


def test_a_baby_is_held_by_somebody():
    (mother,) = extras("a sleeping baby")
    assert (mother.looks.age, mother.prop) != ("baby", "")
    assert mother.prop == "infant"


def test_extras_stand_at_many_depths():
    placed = place_extras(extras("a crowd"), CAMERA, [], [], Footing((-60.0, 60.0), 8.0))
    assert len({round(extra.spot.z, 2) for extra in placed}) >= 8


def test_no_child_is_a_soldier():
    assert "child" not in {extra.looks.age for phrase in ("ten soldiers", "ten sailors") for extra in extras(phrase)}


@pytest.mark.parametrize("trade", sweep(read_table("trades")["trade"], 3))
def test_a_crowd_of_every_trade_is_dressed(trade):
    word = read_table("trades")["trade"][trade]["words"].split()[0].replace("_", " ")
    for seed in range(5):
        assert extras_of({"background": [f"a crowd of {word}"]}, seed, (200, 200, 200))


@pytest.mark.parametrize("middle", [0.3, 0.5, 0.7])
def test_of_a_crowd_no_head_is_right_behind_another(middle):
    person = (middle - 0.12, middle + 0.12)
    placed = place_extras(extras("a crowd"), CAMERA, [person], [], Footing((-9.0, 9.0), 8.5))

    heads = [middle_of(span) for span in (person, *(span_of(extra.spot, BODY, CAMERA) for extra in placed))]
    hidden = [overlap(one, other) for index, one in enumerate(heads) for other in heads[:index]]
    assert len(heads) > 10
    assert sum(hidden) < 0.01


@pytest.mark.parametrize(
    ("other", "hidden", "why"),
    [
        ((0.4, 0.6), True, "right behind"),
        ((0.42, 0.62), True, "half behind, less than half seen"),
        ((0.46, 0.66), False, "a shoulder covers a shoulder"),
        ((0.7, 0.9), False, "beside"),
    ],
)
def test_a_head_is_hidden_by_one_right_before_it(other, hidden, why):
    assert is_hidden((0.4, 0.6), [other]) is hidden, why


def test_a_child_is_hidden_by_shoulders_too():
    assert not is_hidden((0.5, 0.6), [(0.56, 0.66)])
    assert is_hidden((0.5, 0.6), [(0.56, 0.66)], small=True) or is_hidden((0.5, 0.6), [(0.54, 0.64)], small=True)
    assert not is_hidden((0.5, 0.6), [(0.6, 0.7)], small=True)


def test_who_is_small():
    assert [is_small(one) for one in (*extras("a boy"), *extras("a guard"))] == [True, False]


def test_a_place_so_full_has_no_room_for_more_of_a_crowd():
    narrow = place_extras(extras("a crowd"), CAMERA, [], [], Footing((-0.6, 0.6), 6.0))
    wide = place_extras(extras("a crowd"), CAMERA, [], [], Footing((-9.0, 9.0), 8.5))

    assert FEW <= len(narrow) < len(wide) == MOST_BACKGROUND


@pytest.mark.parametrize("place", sweep(name for name, row in read_table("places")["place"].items() if row["words"]))
def test_nobody_without_a_name_has_a_trunk_or_a_post_grow_out_of_the_head(place):
    row = read_table("places")["place"][place]
    people = [{"key": f"k{n}", "presence": ("lead", "present")[n > 0], "gender": "", "age": ""} for n in range(2)]
    told = {"people": people, "background": ["two men"], "place": row["words"].split()[0].replace("_", " ")}
    laid = lay_out({**told, "action": "talking", "interior": {"room": True, "open": False}.get(row["set"])}, 1.75, 1)
    camera = laid.staging.camera
    heads = [(head_box(extra, camera), extra.spot.z) for extra in laid.extras]
    grown = {thing.name for thing in laid.things if stands(thing) and grows(thing, heads, camera)}

    assert "seats" in laid.place or grown <= {"drip", "swings", "column", "corn"}, "posts that stand everywhere there"
