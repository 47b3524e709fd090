"""Whom a name means."""

import pytest

from cast.members import Cast
from cast.sheet_people import Member
from workspace.correction_values import CorrectionError
from workspace.names_said import find_member, gender_of, is_description, is_group

CAST = Cast(
    (
        Member("Emma Hale", ("Em", "Mrs. Hale"), "female"),
        Member("Jonas", (), "male"),
        Member("John Hale", ("Captain Hale",), "male"),
        Member("the Mole", (), "male"),
        Member("Rose", (), "female"),
        Member("Bertram Stone", (), "male"),
    )
)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Emma", "Emma Hale"),
        ("em", "Emma Hale"),
        ("EMMA HALE", "Emma Hale"),
        ("Mrs Hale", "Emma Hale"),
        ("Miss Emma", "Emma Hale"),
        ("Mr Hale", "John Hale"),
        ("captain hale", "John Hale"),
        ("the Captain", "John Hale"),
        ("Mole", "the Mole"),
        ("the mole", "the Mole"),
        ("rose", "Rose"),
        ("the Rose", "Rose"),
        ("Bertie", "Bertram Stone"),
        ("a rose", None),
        ("the rose", None),
        ("an old fisherman", None),
        ("fisherman", None),
        ("two guards", None),
        ("Emma's mother", None),
        ("Emma Smith", None),
        ("Zorblatt", None),
    ],
)
def test_a_name_is_found_however_it_is_written(said, name):
    member = find_member("people", said, CAST)

    assert (member if member is None else CAST[member].name) == name


@pytest.mark.parametrize(
    ("said", "meant"),
    [("Emmma", "Emma"), ("emmma", "Emma"), ("Jonsa", "Jonas"), ("Jona", "Jonas"), ("Jonas'", "Jonas")],
)
def test_a_name_that_is_nearly_one_is_asked_back(said, meant):
    with pytest.raises(CorrectionError, match=f'did you mean "{meant}"'):
        find_member("people", said, CAST)


def test_a_name_of_two_is_asked_back():
    with pytest.raises(CorrectionError, match='"Hale" may be Emma Hale or John Hale: say which'):
        find_member("lead", "Hale", CAST)


@pytest.mark.parametrize(
    ("said", "described", "group", "gender"),
    [
        ("an old fisherman", True, False, "male"),
        ("the woman at the window", True, False, "female"),
        ("two guards", True, True, ""),
        ("3 men", True, True, "male"),
        ("sailors", True, True, ""),
        ("some sailors with ropes", True, True, ""),
        ("a crowd", True, True, ""),
        ("the crew of a ship", True, True, ""),
        ("a couple of guards", True, True, ""),
        ("the children", True, True, ""),
        ("a boss", True, False, ""),
        ("an actress", True, False, "female"),
        ("Zorblatt", False, False, ""),
        ("James", False, False, ""),
    ],
)
def test_a_description_is_told_from_a_name_and_many_from_one(said, described, group, gender):
    assert (is_description(said), is_group(said), gender_of(said)) == (described, group, gender)
