"""Who looks where: heads and bodies turn to the lead, and the lead to the second person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storyboard.artwork import read_table
from storyboard.attention import BUSY_NOD, attend, direction, glance, look_at, watch
from storyboard.casting import Actor
from storyboard.deeds import poses
from storyboard.people import read_looks
from storyboard.shapes import Spot
from storyboard.skeleton import heading_of
from storyboard.staging import stage_people

POSES = poses()
PLACES = read_table("places")["place"]


def someone(pose="standing", x=0.0, z=4.0, key="k", look="", **changes):
    looks = read_looks({"key": key, "presence": "present", "gender": "", "age": "", "look": look, "outfit": ""})
    return Actor(looks, POSES[pose], replace(Spot(x, 0, z), flip=changes.pop("flip", False)), **changes)


def face_of(actor):
    return heading_of(actor.pose) + float(actor.pose.get("look", 0.0))


def test_somebody_before_me_is_at_heading_nought_and_nearer_the_viewer_at_more():
    assert direction(someone(), someone(x=1.0)) == 0.0
    assert direction(someone(flip=True), someone(x=-1.0)) == 0.0
    assert direction(someone(), someone(x=1.0, z=3.0)) == 45.0
    assert abs(direction(someone(), someone(x=-1.0))) == 180.0


@pytest.mark.parametrize("pose", ["standing", "akimbo", "waiting", "clasped", "sitting"])
def test_a_listener_looks_at_who_is_before_them(pose):
    before, after = someone(pose), look_at(someone(pose), someone(x=1.2), 0.0)

    assert abs(face_of(after)) < abs(face_of(before))
    assert face_of(after) < 20


def test_who_has_the_other_behind_turns_round_if_it_may():
    away = someone(x=1.0)

    assert look_at(away, someone(x=-1.0), 0.0) == away
    assert look_at(away, someone(x=-1.0), 0.0, turns=True).spot.flip


@pytest.mark.parametrize("pose", ["sleeping", "reading", "weeping", "embracing", "turned"])
def test_who_is_busy_asleep_or_holds_another_looks_nowhere_else(pose):
    one = someone(pose)

    assert look_at(one, someone(x=1.0), 0.0) == one
    assert POSES["reading"]["nod"] > BUSY_NOD


def test_animals_look_as_they_are_drawn():
    wolf = someone(look="wolf")
    wolf = replace(wolf, looks=replace(wolf.looks, beast="wolf"))

    assert look_at(wolf, someone(x=1.0), 0.0) == wolf
    assert glance(wolf, 1) == wolf


def test_the_lead_of_those_who_go_together_looks_ahead_and_the_others_about():
    group = [someone("walking", x=index, key=f"k{index}") for index in range(6)]
    seen = attend(group, POSES["walking"])

    assert seen[0] == group[0]
    assert len({face_of(actor) for actor in seen}) > 1


def test_the_lead_looks_at_the_second_and_all_at_the_lead():
    group = [someone("akimbo"), someone("akimbo", x=1.2, flip=True), someone("akimbo", x=2.0, z=4.7, flip=True)]

    assert all(face_of(actor) < 40 for actor in attend(group, POSES["talking"]))
    assert attend(group[:1], POSES["talking"]) == group[:1]


def test_most_of_those_who_stand_about_watch_the_lead():
    extras = [someone("akimbo", x=index - 3.0, z=7.0, key=f"e{index}") for index in range(6)]
    seen = watch(extras, [someone()])

    assert sum(one != other for one, other in zip(extras, seen, strict=True)) == 4
    assert watch(extras, []) == extras


def test_on_a_stage_the_speaker_and_the_listener_face_each_other():
    people = [
        {"key": f"k{index}", "presence": "present", "gender": "", "age": "", "look": "", "outfit": ""}
        for index in range(2)
    ]
    lead, other = stage_people({"people": people, "action": "talking"}, PLACES["kitchen"], 1.75, 0.0).actors

    assert not lead.spot.flip
    assert other.spot.flip
    assert max(face_of(lead), face_of(other)) < 30
