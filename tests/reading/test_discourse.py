"""What a reader knows when a scene begins."""

import pytest

from cast.members import Cast
from cast.sheet_people import Member
from reading.discourse import StorySoFar, by_gender, members_in, story_opening, years_told
from reading.looks import Fact
from reading.people import GROUP, ScenePeople, ScenePerson

CAST = Cast(
    (
        Member("Clara", gender="female", mentions=40),
        Member("Thomas", gender="male", mentions=30),
        Member("Ann", gender="female", mentions=25),
        Member("Robin", mentions=9),
    )
)
CLARA, THOMAS, ANN, ROBIN = range(4)
PEOPLE = ScenePeople(
    (
        ScenePerson("a guard", head="guard"),
        ScenePerson("Ann", "female", ANN),
        ScenePerson("Clara", "female", CLARA),
    )
)


def test_before_the_first_scene_he_and_she_are_those_whom_the_book_names_most():
    assert story_opening(CAST) == StorySoFar(leads={"female": CLARA, "male": THOMAS, "": ROBIN})


def test_a_story_grows_by_its_scenes():
    presences = {ANN: "lead", THOMAS: "mentioned", ROBIN: "present"}
    story = story_opening(CAST).after(CAST, presences, {ANN: 30})
    assert story.leads == {"female": ANN, "male": THOMAS, "": ROBIN}
    assert (story.there, story.present) == ({"female": ANN}, {ANN, ROBIN})
    assert story.years == {ANN: 30}


def test_what_a_scene_does_not_tell_is_as_it_was():
    before = StorySoFar(leads={"male": THOMAS}, present=frozenset({THOMAS}), years={ANN: 30})
    story = before.after(CAST, {CLARA: "present"}, {ANN: 62, CLARA: 9})
    assert story.leads == {"male": THOMAS}
    assert story.present == {CLARA}
    assert story.years == {ANN: 30, CLARA: 9}


def test_a_new_chapter_may_begin_elsewhere():
    story = StorySoFar({"male": THOMAS}, {"male": THOMAS}, frozenset({THOMAS}), {ANN: 30})
    assert story.in_new_chapter() == StorySoFar({"male": THOMAS}, years={ANN: 30})


@pytest.mark.parametrize(
    ("narrator", "left"),
    [
        pytest.param(THOMAS, {"female": ANN}, id="whoever says I is not he"),
        pytest.param(CLARA, {"male": THOMAS, "female": ANN}, id="another tells"),
        pytest.param(None, {"male": THOMAS, "female": ANN}, id="nobody of the book tells"),
    ],
)
def test_the_teller_is_neither_he_nor_she(narrator, left):
    both = {"male": THOMAS, "female": ANN}
    story = StorySoFar(both, both, frozenset({THOMAS}))
    assert story.without(narrator) == StorySoFar(left, left, frozenset({THOMAS}))


@pytest.mark.parametrize(
    ("here", "expected"),
    [
        pytest.param({CLARA: "present", ANN: "present"}, {"female": CLARA}, id="named more often"),
        pytest.param({CLARA: "present", ANN: "lead"}, {"female": ANN}, id="the lead counts twice"),
        pytest.param({ROBIN: "lead"}, {}, id="no gender is told"),
    ],
)
def test_she_is_whom_the_book_names_most_of_those_who_are_there(here, expected):
    assert by_gender(here, CAST) == expected


def test_only_members_of_the_cast_go_on_into_the_next_scene():
    assert members_in(PEOPLE, {0: "lead", 2: "present"}) == {CLARA: "present"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param([Fact(1, "years", "30", 0), Fact(1, "years", "62", 9)], {ANN: 30}, id="what is stated first"),
        pytest.param([Fact(0, "years", "30", 0)], {}, id="of nobody in the cast"),
        pytest.param([Fact(GROUP, "years", "16", 0)], {}, id="of nobody in particular"),
        pytest.param([Fact(1, "passed", "16", 0), Fact(2, "age", "old", 1)], {}, id="no age in years"),
    ],
)
def test_ages_are_told_of_members(facts, expected):
    assert years_told(PEOPLE, facts) == expected
