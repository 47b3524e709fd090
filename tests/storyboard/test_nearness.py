"""For a guide the camera comes near enough for faces, and no head is lost on the way."""

import itertools

import pytest

from storyboard.camera import SHOTS
from storyboard.deeds import poses
from storyboard.framing import framed, must_be_seen
from storyboard.layout import lay_out
from storyboard.map_joints import has_joints, head_height
from storyboard.nearness import FAR_SHOT, come_nearer

WIDE, LEAST = 1344 / 768, 80 / 768


def person(index, **changes):
    plain = {"key": f"k{index}", "gender": ("female", "male")[index % 2], "age": "", "look": "", "outfit": ""}
    return {**plain, "presence": "present" if index else "lead", **changes}


CHILD = {"age": "8", "look": "boy of eight"}


def drawing(count=2, *, children=False, **changes):
    people = [person(index, **(CHILD if children and index % 2 else {})) for index in range(count)]
    return {"people": people, "place": "beach", "action": "talking", "shot": "wide", "props": [], **changes}


def smallest(staging):
    scale = staging.camera.scale
    return min(head_height(actor, scale(actor.spot.z)) for actor in staging.actors if has_joints(actor))


def near(drawn, aspect=WIDE, least=LEAST):
    return lay_out(drawn, aspect, 1, least_head=least).staging


def faults(drawn, least=LEAST):
    """What is wrong with a drawing seen from near by, where every head shall have a least height."""
    calm, staging, shot = lay_out(drawn, WIDE, 1).staging, near(drawn), drawn["shot"]
    lost = [
        actor.looks.key
        for before, actor in zip(must_be_seen(calm.actors, shot), must_be_seen(staging.actors, shot), strict=True)
        if framed(before, calm.camera) and not framed(actor, staging.camera, whole=False) and shot != "close"
    ]
    return lost + [f"{768 * smallest(staging):.1f} px"] * (smallest(staging) < least - 1e-9)


@pytest.mark.parametrize(
    "drawn",
    [
        drawing(),
        drawing(1),
        drawing(6),
        drawing(4, children=True, shot=""),
        drawing(3, place="kitchen", action="eating", shot="high"),
        drawing(2, action="talking", shot="over"),
        drawing(3, shot="long", action="walking"),
        drawing(3, place="car", action="driving"),
    ],
)
def test_heads_have_their_least_height_and_none_is_cut(drawn):
    assert faults(drawn) == []


LEAST_OF_MANY = 54 / 768
SHOTS_NEARER = [shot for shot in SHOTS if shot != FAR_SHOT]
WORDS = sorted({(str(row.get("words", "")).split() or [name])[0].replace("_", " ") for name, row in poses().items()})


@pytest.mark.slow
@pytest.mark.parametrize("shot", SHOTS_NEARER)
def test_in_every_shot_and_company(shot):
    """The shots share the deeds out among them; four people around a horse need more room."""
    words = WORDS[SHOTS_NEARER.index(shot) :: 2 * len(SHOTS_NEARER)]
    cases = itertools.product(words, (1, 2, 4), (False, True), ("kitchen", "beach"))
    drawn = (drawing(count, children=kids, place=place, action=word, shot=shot) for word, count, kids, place in cases)
    wrong = {
        (case["action"], case["place"], len(case["people"])): found
        for case in drawn
        if (found := faults(case, LEAST if len(case["people"]) < 4 else LEAST_OF_MANY))
    }
    assert wrong == {}


def test_an_establishing_shot_stays_as_it_is():
    drawn = drawing(shot=FAR_SHOT)
    assert near(drawn) == lay_out(drawn, WIDE, 1).staging


@pytest.mark.parametrize("shot", ["close", "medium"])
def test_who_is_near_enough_stays(shot):
    drawn = drawing(shot=shot)
    assert near(drawn) == lay_out(drawn, WIDE, 1).staging


def test_nothing_comes_nearer_unasked():
    drawn = drawing()
    assert lay_out(drawn, WIDE, 1, least_head=0.0) == lay_out(drawn, WIDE, 1)


def test_a_stage_without_faces_stays_as_it_is():
    drawn = {**drawing(0), "shot": "long"}
    staging = lay_out(drawn, WIDE, 1).staging
    assert come_nearer(staging, LEAST, "long", {"set": "open"}) == staging


def test_everybody_stays_in_the_order_across_in_which_they_were():
    drawn = drawing(6, shot="long")
    orders = [
        [actor.looks.key for actor in sorted(staging.actors, key=lambda actor: actor.spot.x)]
        for staging in (lay_out(drawn, WIDE, 1).staging, near(drawn))
    ]
    assert orders[0] == orders[1]


def test_the_lead_and_the_second_keep_their_distance():
    drawn = drawing(6, shot="long")
    gaps = [
        staging.actors[1].spot.x - staging.actors[0].spot.x
        for staging in (lay_out(drawn, WIDE, 1).staging, near(drawn))
    ]
    assert gaps[1] == pytest.approx(gaps[0], abs=0.05)


def test_where_heads_would_be_cut_the_camera_comes_as_near_as_it_can():
    drawn, upright = drawing(6), 832 / 1216
    calm, staging = lay_out(drawn, upright, 1).staging, near(drawn, upright, 0.3)

    assert smallest(calm) < smallest(staging) < 0.3
    assert all(framed(actor, staging.camera) for actor in staging.actors)
