import cProfile
import pstats
from itertools import product

import pytest

from cast.members import find_cast
from cast.names import name_key
from cast.sheet import CastSheet, parse_cast_sheet
from english.tokens import parse_prose


def cast_of(*texts, sheet=CastSheet()):  # noqa: B008 - an empty sheet is a constant
    return find_cast([parse_prose(text) for text in texts], sheet)


def names_of(*texts):
    return {member.name: set(member.aliases) for member in cast_of(*texts).members}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Elizabeth Hale sat. Lizzie read. Lizzie smiled.", {"Lizzie Hale"}, id="a nickname joins"),
        pytest.param("Jonas Reed ran. Reed fell. Jonas got up.", {"Jonas Reed"}, id="first name and surname join"),
        pytest.param("Mr. Pell sat. Mrs. Pell rose.", {"Mr. Pell", "Mrs. Pell"}, id="married people stay two"),
        pytest.param(
            "Auntie Emma sat. Emma Corrie rose. Emma ran. Emma fell.",
            {"Emma Corrie"},
            id="a kinship is no other person",
        ),
        pytest.param(
            "Professor Duke sat. Duke read. Then Duke rose, and Duke laughed.",
            {"Duke"},
            id="a title as surname",
        ),
    ],
)
def test_joins_the_names_of_one_person(text, expected):
    assert set(names_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("Mrs. Hale sat down.", "Mrs. Hale", "female"),
        ("Jonas ran home.", "Jonas", "male"),
        ("They saw Quill and her dog. Quill lifted her hat. Quill waved her hand.", "Quill", "female"),
    ],
)
def test_tells_gender(text, name, gender):
    assert {member.name: member.gender for member in cast_of(text).members}[name] == gender


def test_keeps_out_what_is_nobody():
    assert set(names_of("In Paris it rained. They saw Paris. Emma ran. Baker Street was dark.")) == {"Emma"}


def test_the_sheet_names_people_and_their_aliases():
    sheet = parse_cast_sheet('[emma]\nname = "Emma Hale"\naliases = ["the Widow", "Em"]\n', "characters.toml")
    cast = cast_of("Em laughed and ran. Em fell.", sheet=sheet)
    assert [member.name for member in cast.members] == ["Emma Hale"]
    assert cast.member_by_name[name_key("Em")] == 0


def test_is_the_same_on_every_run():
    text = "Emma sat. Jonas ran. Ruth rose. Emma and Ruth laughed."
    assert names_of(text) == names_of(text)


def test_the_only_general_is_the_general():
    cast = cast_of("General Guerra rode. The General fell. General Guerra rose.")
    assert cast.member_by_name[("general", ())] == cast.member_by_name[("general", ("Guerra",))]


def test_one_professor_of_several_is_not_the_professor():
    cast = cast_of("Professor Maidr sat. Professor Hesse ran. The Professor fell. Professor Maidr rose.")
    assert ("professor", ()) not in cast.member_by_name
    assert cast.bearers["professor"] == {0, 1}


def test_twice_the_people_are_twice_the_work():
    find_cast(crowd(200), CastSheet())  # what is looked up once is remembered
    assert calls_of(crowd(200)) < 2.5 * calls_of(crowd(100))


def crowd(size):
    syllables = ("bo", "da", "ke", "lo", "mi", "nu", "pa", "ro", "se", "ta", "vi", "wu", "xa", "yo", "za")
    names = [f"{a}{b}n {b}{a}sk".title() for a, b in product(syllables, syllables)]
    return [parse_prose(f"{name} came in. {name} sat down and laughed.") for name in names[:size]]


def calls_of(texts):
    profile = cProfile.Profile()
    profile.runcall(find_cast, texts, CastSheet())
    return pstats.Stats(profile).total_calls
