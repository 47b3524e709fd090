"""People as an author writes them behind people=."""

import pytest

from workspace.correction_people import read_people, say_people
from workspace.correction_values import CorrectionError


def people(*entries):
    return [entry if isinstance(entry, dict) else {"who": entry} for entry in entries]


CHEST = {"who": "two guards", "doing": "carrying a chest"}


@pytest.mark.parametrize(
    ("written", "read", "why"),
    [
        ("Emma; two guards: carrying a chest", people("Emma", CHEST), "the form of the manual"),
        ("Emma;two guards:carrying a chest;", people("Emma", CHEST), "without blanks"),
        ("Emma, Jonas", people("Emma", "Jonas"), "a list of names"),
        ("Emma and Jonas", people("Emma", "Jonas"), "and"),
        ("Emma & Jonas", people("Emma", "Jonas"), "a sign"),
        ("Emma with Jonas", people("Emma", "Jonas"), "with somebody"),
        ("Emma with Jonas's hat", people({"who": "Emma", "doing": "with Jonas's hat"}), "with a thing"),
        ("emma, jonas", people("emma", "jonas"), "in small letters"),
        ("Smith, the baker", people("Smith", "the baker"), "a name and a description"),
        ("two guards and a dog", people("two guards", "a dog"), "descriptions"),
        ("an old man, bent and tired", people("an old man, bent and tired"), "one description with a comma"),
        (
            "Emma: reading, Jonas: sleeping",
            people({"who": "Emma", "doing": "reading"}, {"who": "Jonas", "doing": "sleeping"}),
            "a comma before the next name",
        ),
        ("Emma: reading, laughing", people({"who": "Emma", "doing": "reading, laughing"}), "two deeds"),
        (
            "Emma: reading, in a red coat, holding a lamp",
            people({"who": "Emma", "outfit": "a red coat", "holding": "a lamp", "doing": "reading"}),
            "deed, clothes and thing",
        ),
        (
            "Emma: outfit=green coat, holding: a lamp",
            people({"who": "Emma", "outfit": "green coat", "holding": "a lamp"}),
            "by their keys",
        ),
        ("Emma: wearing a coat, in a hat", people({"who": "Emma", "outfit": "a coat and a hat"}), "two garments"),
        ("Emma: waiting, in the rain", people({"who": "Emma", "doing": "waiting, in the rain"}), "no garment"),
        ("Emma in a red coat", people({"who": "Emma", "outfit": "a red coat"}), "without a colon"),
        ("Emma reading a letter", people({"who": "Emma", "doing": "reading a letter"}), "a deed without a colon"),
        ("Emma in the rain", people({"who": "Emma", "doing": "in the rain"}), "a place is part of the deed"),
        ("two guards wearing helmets", people({"who": "two guards", "outfit": "helmets"}), "a group's clothes"),
        ("Emma:", people("Emma"), "a colon and nothing"),
        ("none", [], "nobody"),
        ("nobody", [], "nobody"),
        (["Emma", "two guards: carrying a chest"], people("Emma", CHEST), "a list in the file"),
        (
            [{"name": "Emma", "doing": "reading"}, {"who": "two guards"}],
            [{"name": "Emma", "doing": "reading"}, {"who": "two guards"}],
            "tables in the file",
        ),
        ([{"name": "Emma", "doing": ""}], [{"name": "Emma"}], "an empty value says nothing"),
        ([], [], "nobody"),
    ],
)
def test_people_are_understood(written, read, why):
    assert read_people("people", written) == read, why


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (3, 'people is 3, not a list: write people = ["Emma", "two guards"]'),
        (True, "people is True, not a list"),
        ([3], "people holds 3, no person"),
        ([{"nam": "Emma"}], "[[scene.people]] has no key nam: did you mean name?"),
        ([{"name": "Emma", "clothes": "x"}], "did you mean outfit?"),
        ([{"name": "Emma", "xyz": "x"}], "there are name, who, doing, outfit, holding."),
        ([{"name": 3}], 'name is 3, not text: write name = "…".'),
        ([{"doing": "reading"}], "lacks its person"),
        ([{"name": "Emma", "who": "a woman"}], "has both name and who: keep one"),
        ("Emma: otfit=red coat", "people has no otfit: did you mean outfit?"),
        (": reading", "without a person before it"),
    ],
)
def test_what_is_no_person_is_said(written, sentence):
    with pytest.raises(CorrectionError) as raised:
        read_people("people", written)

    assert sentence in str(raised.value)


@pytest.mark.parametrize(
    "written", ["Emma", "Emma; two guards: carrying a chest", "Emma: reading, wearing a red coat, holding a lamp"]
)
def test_what_is_said_back_reads_the_same(written):
    read = read_people("people", written)

    assert say_people(read) == written
    assert read_people("people", say_people(read)) == read


def test_nobody_is_said_so():
    assert say_people([]) == "nobody"
