"""How well an event can be drawn."""

from collections import Counter

import pytest
from reading_steps import read_passage

from reading.action_phrases import Phrase
from reading.action_scores import AT_THE_PLACE, NOWHERE, OUTDOORS, Setting, fits, is_empty_handed, score_event
from reading.clauses import Event

NORA, PAUL = 0, 1


def event(lemma, token=1, who=NORA, form="past", **more):
    return Event(who, token, lemma, form, 1.0, **more)


def phrase(words, kind="", person=None):
    return Phrase(tuple(words.split()), kind, person)


def score(done, written, *, times=1, lead=NORA, text="Nora ran."):
    passage = read_passage(text)
    return score_event(passage.prose, done, written, Counter({done.lemma: times}), lead, passage.realis)


LIFT, LANTERN = event("lift"), phrase("lifting the lantern", "thing")


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(LANTERN, phrase("lifting the fog", "object"), id="a thing in the hands"),
        pytest.param(phrase("lifting the fog", "object"), phrase("lifting her hand", "body"), id="her own body"),
        pytest.param(phrase("lifting her hand", "body"), phrase("lifting the mood", "abstract"), id="nothing seen"),
        pytest.param(phrase("lifting her hand", "body"), phrase("lifting her chin", "face"), id="a face"),
        pytest.param(phrase("lifting her chin", "face"), phrase("lifting"), id="empty hands"),
        pytest.param(phrase("lifting"), phrase("lifting", "lost"), id="a pronoun for nothing"),
    ],
)
def test_what_is_in_the_hands_is_best_drawn(better, worse):
    assert score(LIFT, better) > score(LIFT, worse)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param({"times": 2}, {}, id="what is done more than once"),
        pytest.param({}, {"lead": PAUL}, id="what the lead does"),
        pytest.param({}, {"done": event("lift", main=False)}, id="in a main clause"),
        pytest.param({}, {"done": event("lift", form="ing")}, id="a participle only hangs on"),
        pytest.param({}, {"text": "Nora always ran."}, id="a habit"),
        pytest.param({"done": event("lift", form="ing")}, {"done": event("lift", main=False)}, id="aside is worse"),
    ],
)
def test_the_scene_is_about_what_its_lead_does_now(better, worse):
    plain = {"done": LIFT, "written": LANTERN}
    assert score(**plain | better) > score(**plain | worse)


def test_the_fifth_time_adds_nothing():
    assert score(LIFT, LANTERN, times=4) == score(LIFT, LANTERN, times=9)
    assert score(LIFT, LANTERN, times=4) > score(LIFT, LANTERN, times=3)


def test_a_smile_is_no_better_for_its_repetition():
    assert score(event("smile"), phrase("smiling"), times=4) == score(event("smile"), phrase("smiling"))


def test_a_posture_is_better_with_its_place():
    sit, run = event("sit"), event("run")
    for kind in ("place", "person"):
        gain = score(sit, phrase("sitting by him", kind)) - score(sit, phrase("sitting"))
        assert gain > score(run, phrase("running by him", kind)) - score(run, phrase("running"))
    assert score(sit, phrase("sitting")) < score(run, phrase("running"))


def test_a_look_is_at_somebody_rather_than_at_nothing():
    look = event("look")
    assert score(look, phrase("looking at him", "person", PAUL)) > score(look, phrase("looking"))
    assert score(look, phrase("looking at it", "object")) - score(look, phrase("looking", "lost")) > (
        score(event("run"), phrase("running to it", "place")) - score(event("run"), phrase("running", "lost"))
    )


def test_looking_at_a_thing_puts_it_into_no_hands():
    look = event("look")
    at_a_place = score(look, phrase("looking at the moor", "place"))
    assert {score(look, phrase("looking at it", kind)) for kind in ("thing", "object")} == {at_a_place}


def test_to_drive_somebody_is_not_to_drive():
    drive = event("drive")
    assert score(drive, phrase("driving him", "person", PAUL)) < score(drive, phrase("driving"))
    assert score(drive, phrase("driving with him", "person", PAUL)) > score(drive, phrase("driving"))


@pytest.mark.parametrize(
    ("lemma", "written", "expected"),
    [
        pytest.param("lift", phrase("lifting"), True, id="nothing is lifted"),
        pytest.param("lift", phrase("lifting up from the chair", "place"), True, id="only where"),
        pytest.param("lift", phrase("lifting to him", "person", PAUL), True, id="only to whom"),
        pytest.param("lift", LANTERN, False, id="a thing"),
        pytest.param("lift", phrase("lifting him", "person", PAUL), False, id="somebody"),
        pytest.param("lift", phrase("lifting the mood", "abstract"), False, id="what nobody sees"),
        pytest.param("run", phrase("running"), False, id="a verb that needs nothing"),
    ],
)
def test_some_verbs_need_what_they_are_done_to(lemma, written, expected):
    assert is_empty_handed(event(lemma), written) == expected


@pytest.mark.parametrize(
    ("lemma", "setting", "expected"),
    [
        pytest.param("run", NOWHERE, 0, id="no place is told"),
        pytest.param("run", Setting(paragraphs=frozenset({0, 3})), AT_THE_PLACE, id="near to where it is told"),
        pytest.param("run", Setting(paragraphs=frozenset({3})), 0, id="far from where it is told"),
        pytest.param("ride", Setting(interior=True), -OUTDOORS, id="riding in a room"),
        pytest.param("ride", Setting(interior=False), 0, id="riding outdoors"),
        pytest.param("ride", Setting(interior=None), 0, id="riding who knows where"),
        pytest.param("run", Setting(interior=True), 0, id="running in a room"),
    ],
)
def test_an_action_fits_its_place(lemma, setting, expected):
    prose = read_passage("Nora ran.\nPaul sang.\nAnn slept.\nNora ate.").prose
    assert fits(prose, event(lemma), setting) == pytest.approx(expected)
