"""Which names are one person's, and which only look alike."""

from collections import Counter

import pytest

from cast.aliases import by_votes, join_also_known, join_names, own_gender
from cast.name_kinds import NameTally
from cast.names import name_key


def key_of(name):
    """Read a name; a title alone is one."""
    return (name.lower(), ()) if name in ("General", "Professor") else name_key(name)


def people(*names):
    """Tally names; the first is the most frequent."""
    return {key_of(name): NameTally(*key_of(name), mentions=20 - at) for at, name in enumerate(names)}


def groups_of(*names, votes=None):
    """Join names, and give the groups by the numbers of their names."""
    pronouns = {key_of(name): Counter(count) for name, count in (votes or {}).items()}
    order = [key_of(name) for name in names]
    return sorted(sorted(map(order.index, group.keys)) for group in join_names(people(*names), pronouns))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Elizabeth Hale", "Lizzie", id="a nickname"),
        pytest.param("Mattie Hale", "Matt", id="a short form of a short form"),
        pytest.param("Jonas Reed", "Jonas", id="a first name"),
        pytest.param("Reed", "Jonas Reed", id="a surname, the more frequent one"),
        pytest.param("Jonas Reed", "Mr. Reed", id="a title and a surname"),
        pytest.param("Dr. Reed", "Mr. Reed", id="titles that one person may have"),
        pytest.param("Dr. Pell", "Mrs. Pell", id="married, and a doctor"),
        pytest.param("Emma Hale", "E. Hale", id="an initial"),
        pytest.param("Emma Mary Hale", "Emma Hale", id="a middle name left out"),
        pytest.param("General Guerra", "General", id="a title alone"),
        pytest.param("Auntie Emma", "Emma Hale", id="kin and first name"),
    ],
)
def test_one_person(one, other):
    assert groups_of(one, other) == [[0, 1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Mr. Pell", "Mrs. Pell", id="married people"),
        pytest.param("Mrs. Pell", "Miss Pell", id="mother and daughter"),
        pytest.param("Ned Hale", "Mrs. Hale", id="a title against a first name"),
        pytest.param("Mrs. Ned Hale", "Ned", id="a wife by her husband's name"),
        pytest.param("Aunt Ann", "Aunt Emma", id="two aunts"),
        pytest.param("Uncle Reed", "Mr. Reed", id="kin keep their title"),
        pytest.param("Jane Hales", "Ann Hale", id="two surnames"),
        pytest.param("Anna Hale", "Emma Hale", id="two first names with one surname"),
        pytest.param("Emma Hale", "Emma Reed", id="two surnames with one first name"),
        pytest.param("Kate Hale", "Kane Hale", id="short words that differ in a letter"),
        pytest.param("General Guerra", "Professor", id="another title"),
    ],
)
def test_two_people(one, other):
    assert groups_of(one, other) == [[0], [1]]


def test_a_title_that_several_have_is_nobodys_name():
    assert groups_of("Professor Maidr", "Professor Hesse", "Professor") == [[0], [1]]


def test_a_short_name_is_its_commonest_bearers():
    assert groups_of("Jonas Reed", "Emma Reed", "Reed") == [[0, 2], [1]]
    assert groups_of("Jonas Reed", "Emma Reed", "Emma", "Reed") == [[0, 3], [1, 2]]


def test_a_first_name_outweighs_a_surname():
    assert groups_of("Jonas Reed", "Reed Hale", "Reed") == [[0], [1, 2]]


def test_the_title_that_one_is_given_elsewhere_outweighs_mentions():
    assert groups_of("Emma Corrie", "Mrs. R. Corrie", "Mrs. Corrie") == [[0], [1, 2]]


def test_a_group_adds_up_its_mentions_and_knows_its_gender():
    (group,) = join_names(people("Vatold Bielak", "Mrs. Bielak"), {})

    assert (group.mentions, group.gender) == (39, "female")


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        pytest.param("Tom", "the Fox", 3, id="the text says so"),
        pytest.param("Tom", "Tom", 4, id="of one name it says nothing"),
        pytest.param("Mrs. Pell", "Mr. Reed", 4, id="their titles speak against it"),
        pytest.param("Tom", "Emma", 4, id="one of them is nobody"),
    ],
)
def test_also_known(one, other, left):
    groups = join_names(people("Tom", "the Fox", "Mrs. Pell", "Mr. Reed"), {})

    assert len(join_also_known(groups, [(name_key(one), name_key(other))])) == left


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Mrs. Hale", "female"),
        ("King John", "male"),
        ("Emma", "female"),
        ("Dr. Emma", ""),
        ("Vatold", ""),
        ("Dr. Emma Hale", "female"),
    ],
)
def test_the_gender_of_a_name(name, gender):
    assert own_gender(name_key(name)) == gender


@pytest.mark.parametrize(
    ("votes", "gender"),
    [
        ({"female": 2}, "female"),
        ({"male": 4, "female": 2}, "male"),
        ({"male": 4, "female": 3}, ""),
        ({"male": 9, "female": 5}, ""),
        ({"male": 1}, ""),
        ({}, ""),
    ],
)
def test_pronouns_must_speak_clearly(votes, gender):
    assert by_votes(Counter(votes), 2) == gender
