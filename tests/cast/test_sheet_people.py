import pytest

from cast.names import name_key
from cast.sheet import parse_cast_sheet
from cast.sheet_memory import remember
from cast.sheet_people import Member, SheetIndex, apply_sheet, find_apart

MEMBERS = (
    Member("Emma Hale", ("Mrs. Hale", "Emma"), "female", 9, 2, 3),
    Member("Jonas", (), "male", 4, 1, 1),
)
INDEX = {name_key(name): number for number, member in enumerate(MEMBERS) for name in (member.name, *member.aliases)}
SHEET = """[emma]
name = "Emma Hale"
aliases = ["Mrs. Hale", "Emma"]
gender = "female"

"""
NAMES = ("Emma Hale", "Mrs. Hale", "Emma")
MEMORY = "\n".join(("", "[generated]", *remember("emma", NAMES, {(0, 0): {"gender": "female"}})))


def applied(text, members=MEMBERS, index=INDEX):
    found, names = apply_sheet(members, index, parse_cast_sheet(text, "f"))
    return found, {name: found[number] for name, number in names.items()}


def test_an_untouched_sheet_leaves_the_cast_alone():
    assert parse_cast_sheet(SHEET + MEMORY, "f").people == ()
    assert apply_sheet(MEMBERS, INDEX, parse_cast_sheet(SHEET + MEMORY, "f")) == (list(MEMBERS), INDEX)


@pytest.mark.parametrize("memory", [MEMORY, ""], ids=["written by the program", "all her own"])
def test_an_alias_makes_two_people_one(memory):
    _, names = applied(SHEET.replace('"Emma"]', '"Emma", "Jonas"]') + memory)
    emma = names[name_key("Jonas")]
    assert emma is names[name_key("Emma")]
    assert (emma.name, emma.aliases) == ("Emma Hale", ("Mrs. Hale", "Jonas", "Emma"))
    assert (emma.mentions, emma.called, emma.acting) == (13, 3, 4)


def test_another_name_is_found_by_the_one_that_the_program_wrote():
    _, names = applied(SHEET.replace("Emma Hale", "Emma Corrie") + MEMORY)
    assert names[name_key("Emma")].name == "Emma Corrie"
    assert "Emma Hale" in names[name_key("Emma")].aliases


def test_a_gender_of_hers_is_the_members():
    _, names = applied(SHEET.replace('"female"', '"male"') + MEMORY)
    assert (names[name_key("Emma")].name, names[name_key("Emma")].gender) == ("Emma Hale", "male")


def test_who_has_another_fullest_name_in_a_new_edition_is_known_by_an_alias():
    members = (Member("Emma Corrie", ("Emma",), "female"), MEMBERS[1])
    index = {name_key("Emma Corrie"): 0, name_key("Emma"): 0, name_key("Jonas"): 1}
    found, names = applied(SHEET.replace('"female"', '"male"') + MEMORY, members, index)
    assert (names[name_key("Emma")].name, names[name_key("Emma")].gender) == ("Emma Corrie", "male")
    assert len(found) == 2


def test_whom_the_rules_did_not_find_the_author_adds():
    found, names = applied('[rose]\naliases = ["the Flower"]\n')
    assert names[name_key("the Flower")] is found[2]
    assert found[:2] == list(MEMBERS)


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        pytest.param(SHEET + MEMORY, [], id="untouched"),
        pytest.param(SHEET.replace('"Mrs. Hale", ', "") + MEMORY, [{"Mrs. Hale"}], id="taken out"),
        pytest.param(SHEET.replace('aliases = ["Mrs. Hale", "Emma"]', "") + MEMORY, [], id="the line deleted"),
        pytest.param('[mother]\nname = "Mrs. Hale"\n' + SHEET + MEMORY, [{"Mrs. Hale"}], id="a table of her own"),
        pytest.param('[ruth]\naliases = ["Mrs. Hale"]\n' + SHEET + MEMORY, [{"Mrs. Hale"}], id="given to another"),
        pytest.param('[emma]\nname = "Emma"\n[mother]\nname = "Mrs. Hale"\n', [{"Mrs. Hale"}], id="two by hand"),
        pytest.param('[mother]\nname = "Mrs. Hale"\n', [], id="one by hand: her name for all"),
        pytest.param(SHEET.replace("Emma Hale", "Emma") + MEMORY, [], id="called by an alias"),
    ],
)
def test_which_names_are_other_peoples(text, apart):
    assert find_apart(SheetIndex(parse_cast_sheet(text, "f").people), "Emma Hale", NAMES) == apart
