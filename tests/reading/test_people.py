"""The people of a scene: one number each, and what each of them is."""

import pytest

from cast.members import Cast
from cast.sheet_people import Member
from reading.people import GROUP, PeopleFinder, ScenePeople

CAST = Cast((Member("Emma Hale", gender="female"), Member("Robert Hale", gender="male")))
EMMA, ROBERT = 0, 1


def test_everybody_has_one_number_however_often_met():
    people = PeopleFinder(CAST)
    numbers = [people.meet(ROBERT), people.meet(EMMA), people.meet(ROBERT), people.meet_narrator()]
    assert [*numbers, people.meet_narrator()] == [0, 1, 0, 2, 2]
    assert [(person.name, person.member) for person in people.found[:2]] == [("Robert Hale", 1), ("Emma Hale", 0)]


def test_somebody_described_is_found_again_by_the_noun():
    people = PeopleFinder(CAST)
    first = people.describe("woman", "an old woman", "female")
    people.describe("woman", "the other woman", "female")
    assert people.by_head["woman"] == first
    assert (people[first].name, people[first].gender, people[first].member) == ("an old woman", "female", None)


@pytest.mark.parametrize(
    ("narrator", "name", "member", "is_named"),
    [
        pytest.param(ROBERT, "Robert Hale", ROBERT, True, id="a member of the cast"),
        pytest.param(None, "narrator", None, False, id="somebody whom the book never names"),
    ],
)
def test_whoever_says_i_is_known_before_the_scene_is_read(narrator, name, member, is_named):
    people = PeopleFinder(CAST, narrator)
    teller = people[people.meet_narrator()]
    assert (teller.name, teller.member, teller.is_narrator) == (name, member, True)
    assert teller.is_named_narrator == is_named
    assert not teller.is_described


def test_the_tellers_name_in_the_mouths_of_others_is_counted_apart():
    people = PeopleFinder(CAST, ROBERT)
    said, teller = people.meet(ROBERT), people.meet_narrator()
    assert said != teller
    assert [people[who].is_narrator for who in (said, teller)] == [False, True]


def test_a_group_is_nobody_of_the_cast():
    finder = PeopleFinder(CAST)
    emma, man = finder.meet(EMMA), finder.describe("man", "a man", "male")
    people = ScenePeople(tuple(finder.found))
    assert [people.member_of(who) for who in (emma, man, GROUP)] == [EMMA, None, None]


def test_members_are_added_to_a_scene_where_they_are_missing():
    finder = PeopleFinder(CAST)
    finder.describe("man", "a man", "male")
    finder.meet(ROBERT)
    people, numbers = ScenePeople(tuple(finder.found)).with_members([EMMA, ROBERT], CAST)
    assert [person.name for _, person in people.numbered()] == ["a man", "Robert Hale", "Emma Hale"]
    assert numbers == {ROBERT: 1, EMMA: 2}
    assert [who for who, _ in people.numbered()] == [0, 1, 2]
