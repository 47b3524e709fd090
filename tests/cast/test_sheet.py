import pytest

from cast.sheet import Marked, marks_of, parse_cast_sheet, read_cast_sheet, words_about
from cast.sheet_memory import number_of
from errors import NovelError

EMMA = """
[emma]
name = "Emma"
aliases = ["Em"]
gender = "female"
look = "woman in her thirties with red hair"
outfit = "green coat"

[[emma.from]]
chapter = 3
outfit = "black dress"

[[emma.from]]
chapter = 2
scene = 4
outfit = "grey shawl"
"""


def people(text):
    return parse_cast_sheet(text, "characters.toml").people


def test_a_missing_file_is_an_empty_sheet(tmp_path):
    assert read_cast_sheet(tmp_path / "characters.toml").people == ()


def test_reads_people_with_what_changes(tmp_path):
    path = tmp_path / "characters.toml"
    path.write_text(EMMA, encoding="utf-8")
    (emma,) = read_cast_sheet(path).people
    assert [emma.at(scene)["outfit"] for scene in ((1, 1), (2, 3), (2, 4), (3, 1))] == [
        "green coat",
        "green coat",
        "grey shawl",
        "black dress",
    ]


def test_an_empty_value_leaves_it_to_the_rules_from_there_on():
    (emma,) = people('[emma]\nage = ""\noutfit = "red coat"\n[[emma.from]]\nchapter = 2\noutfit = ""\n')
    assert [emma.at(scene) for scene in ((1, 1), (2, 1))] == [{"outfit": "red coat"}, {}]


def test_a_table_without_a_name_is_named_after_itself():
    assert people("[old_tom]\nage = 'old'\n")[0].name == "Old Tom"


def test_a_table_that_says_only_a_name_vouches_for_a_person():
    assert [person.name for person in people('[rose]\nname = "Rose"\n')] == ["Rose"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[emma\n", "line 1"),
        ("emma = 3\n", "line 1"),
        ('[emma]\nage = "old"\nage = "young"\n', "line 3: this key stands twice in its table"),
        ('[emma]\naliases = "Em"\n', "line 2"),
        ("[emma]\nage = 33\n", "age is 33"),
        ('[emma]\ngender = "f"\n', 'did you mean "female"?'),
        ('[emma]\ngender = "zzz"\n', 'write "female" or "male"'),
        ('[emma]\ngender = "femal"\n', 'did you mean "female"?'),
        ('[emma]\nlooks = "tall"\n', "line 2: [emma] has no setting called looks; did you mean look?"),
        ('[emma]\noutift = "coat"\n', "did you mean outfit?"),
        ('[emma]\nclothes = "coat"\n', "did you mean outfit?"),
        ('[emma]\nAlias = ["Em"]\n', "line 2: [emma] has no setting called Alias; did you mean aliases? there are"),
        ('[emma]\nzebra = "x"\n', "no setting called zebra; there are name, gender"),
        ('[emma]\n[[emma.from]]\noutfit = "x"\n', "chapter"),
        ("[emma]\n[[emma.from]]\nchapter = 'two'\n", "whole number"),
        ("[emma]\n[[emma.from]]\nchapter = 1\n\n[[emma.from]]\nchapter = 'two'\n", "line 6"),
        ('[emma]\nage = "old"\n[[emma.from]]\nchapter = 1\nage = 3\n', "line 5"),
        ('[emmanuel]\nage = "old"\n[emma]\nage = 3\n', "line 4"),
        ("generated = 3\n", "line 1: [generated] this table is what the program remembers"),
        ('[emma]\n[generated]\nemma = ["name 1", "0-0 look red"]\n', "line 3: [generated] emma: this table"),
        ('[emma]\n[generated]\noutfit = "red coat"\n', "line 3: [generated] outfit: this line stands in what"),
        ('[emma]\nage = "old"\n[emma.from]\nchapter = 1\n', "line 3: [emma] from is"),
    ],
)
def test_says_what_is_wrong_and_where(text, words):
    with pytest.raises(NovelError) as failure:
        parse_cast_sheet(text, "characters.toml")
    assert "characters.toml" in str(failure.value)
    assert words in str(failure.value)


def test_a_file_that_is_no_text_gets_its_sentence(tmp_path):
    path = tmp_path / "characters.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NovelError, match="UTF-8"):
        read_cast_sheet(path)


@pytest.mark.parametrize(
    ("text", "kept", "warned"),
    [
        pytest.param("[emma]\n[jonas]\n", {"Emma": (), "Jonas": ()}, "", id="nothing in common"),
        pytest.param(
            '[emma]\naliases = ["Jonas"]\n[jonas]\nage = "old"\n',
            {"Emma": ("Jonas",)},
            "line 3: [jonas]",
            id="taken in",
        ),
        pytest.param(
            '[jonas]\nage = "old"\n[emma]\naliases = ["Jonas"]\n',
            {"Emma": ("Jonas",)},
            "line 1: [jonas]",
            id="whichever is first",
        ),
        pytest.param(
            '[emma]\n[emma_2]\nname = "Emma"\n', {"Emma": ()}, "line 3: [emma_2]", id="one name in two tables"
        ),
        pytest.param(
            '[emma]\naliases = ["Mrs. Hale"]\n[ruth]\naliases = ["Mrs. Hale", "Mother"]\n',
            {"Emma": ("Mrs. Hale",), "Ruth": ("Mother",)},
            'line 4: [ruth] has the name "Mrs. Hale"',
            id="one alias of two people",
        ),
    ],
)
def test_a_name_belongs_to_one_table(text, kept, warned):
    sheet = parse_cast_sheet(text, "characters.toml")
    assert {person.name: person.aliases for person in sheet.people} == kept
    assert (warned in sheet.warnings[0]) if warned else not sheet.warnings


@pytest.mark.parametrize(
    ("name", "scene", "words"),
    [
        ("Emma", (1, 1), {"Emma": {"name": True, "aliases": ["Em"], "gender": "female", "outfit": "green coat"}}),
        ("Em", (3, 2), {"Emma": {"name": True, "aliases": ["Em"], "gender": "female", "outfit": "black dress"}}),
        ("Jonas", (1, 1), {}),
    ],
)
def test_gives_the_authors_own_words_for_somebody(name, scene, words):
    people = [person for person in parse_cast_sheet(EMMA, "f").people if not person.marks.isdisjoint(marks_of([name]))]
    look = {"look": "woman in her thirties with red hair"}
    assert {person.name: words_about(person, scene) for person in people} == {
        name: values | look for name, values in words.items()
    }


def test_the_first_of_many_is_found_by_any_of_the_marks():
    drawn = Marked([marks_of(["Jonas"]), marks_of(["Emma", "Em"]), marks_of(["Em"])])

    assert [drawn.first(marks_of(names)) for names in (["Em"], ["Kit", "Emma", "Jonas"], ["Kit"], [])] == [
        1,
        0,
        None,
        None,
    ]
    assert drawn.first(people(EMMA)[0].marks) == 1


def test_a_table_is_about_the_names_that_the_program_wrote_in_it():
    (person,) = people(
        '[emma]\nname = "Emmy"\naliases = []\n[generated]\nemma = ["name '
        f'{number_of("Emma")} alias {number_of("Em")}"]\n'
    )

    assert not any(person.marks.isdisjoint(marks_of([name])) for name in ("Emmy", "Emma", "Em"))
    assert person.marks.isdisjoint(marks_of(["Emil"]))
