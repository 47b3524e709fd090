import tomllib

import night
import pytest

from cast.sheet import parse_cast_sheet
from records import Person, SceneReading
from workspace.cast_report import check_cast, gather_portraits, write_cast


def person(name="Emma Hale", presence="lead", **more):
    return Person(name, presence, **more)


def portraits(*people_by_scene):
    keys = [(1, number) for number in range(1, len(people_by_scene) + 1)]
    return gather_portraits(keys, [SceneReading(tuple(people)) for people in people_by_scene])


def sheet(*people_by_scene):
    return tomllib.loads(write_cast(portraits(*people_by_scene)))


EMMA = person(
    aliases=("Emma",),
    gender="female",
    age="in her thirties",
    look="woman in her thirties with red hair",
    outfit="yellow raincoat",
    facts=("red hair", "yellow raincoat"),
)


def test_a_person_is_written_as_the_text_tells_her():
    assert sheet([EMMA])["emma"] == {
        "name": "Emma Hale",
        "aliases": ["Emma"],
        "gender": "female",
        "age": "in her thirties",
        "look": "woman in her thirties with red hair",
        "outfit": "yellow raincoat",
    }


def test_each_statement_stands_with_its_scene():
    text = write_cast(portraits([], [EMMA]))

    assert "# Emma Hale: in 1 scene, first 1:2." in text
    assert '# Said: 1:2 "red hair", 1:2 "yellow raincoat".' in text


def test_what_is_worn_later_is_written_from_its_scene_on():
    later = person(gender="female", look=EMMA.look, outfit="orange jacket")
    found = sheet([EMMA], [EMMA], [later], [later])

    assert found["emma"]["outfit"] == "yellow raincoat"
    assert found["emma"]["from"] == [{"chapter": 1, "scene": 3, "outfit": "orange jacket"}]


def test_where_the_text_is_silent_a_look_is_proposed_and_marked():
    text = write_cast(portraits([person("Jonas", gender="male")]))
    found = tomllib.loads(text)["jonas"]

    assert found["look"].startswith("man with ")
    assert "hair" in found["look"]
    assert found["outfit"]
    assert "# the hair is invented" in text
    assert "# invented" in text
    assert text == write_cast(portraits([person("Jonas", gender="male")]))


def test_nothing_is_invented_over_what_is_told():
    bald = person("Jonas", gender="male", look="bald man", outfit="apron")

    assert "is invented" not in write_cast(portraits([bald]))
    assert sheet([bald])["jonas"]["look"] == "bald man"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(person("Ines", presence="mentioned"), id="only talked of"),
        pytest.param(person("Ines", presence="remote"), id="only on the phone"),
        pytest.param(person("the boy", named=False), id="without a name"),
    ],
)
def test_who_is_never_on_stage_or_has_no_name_is_not_written(other):
    assert list(sheet([EMMA, other])) == ["emma"]


def test_two_people_of_one_first_name_have_two_tables():
    assert list(sheet([EMMA, person("Emma Corrie"), person("Dr. Łukasz")])) == ["emma", "emma_2", "lukasz"]


def test_who_is_in_most_scenes_stands_first():
    assert list(sheet([EMMA, person("Jonas")], [person("Jonas")])) == ["jonas", "emma"]


def test_the_sheet_that_is_written_is_the_sheet_that_is_read():
    later = person(gender="female", look=EMMA.look, outfit='coat with "brass" buttons')
    read = parse_cast_sheet(write_cast(portraits([EMMA, person("Jonas")], [later])), "characters.toml")

    assert [one.name for one in read.people] == ["Emma Hale", "Jonas"]
    assert read.people[0].at(1, 1).outfit == "yellow raincoat"
    assert read.people[0].at(1, 2).outfit == 'coat with "brass" buttons'


@pytest.mark.parametrize(
    ("people", "words"),
    [
        pytest.param([person("Jonas")], "does not tell gender or age or hair or clothes", id="nothing told"),
        pytest.param(
            [EMMA, person(facts=("black hair",))], '2 statements about hair: "red" in 1:1, "black" in 1:2', id="hair"
        ),
        pytest.param(
            [person(facts=("old woman",)), person(facts=("young woman",))],
            '2 statements about age: "old" in 1:1, "young" in 1:2',
            id="age",
        ),
    ],
)
def test_the_check_says(people, words):
    assert any(words in sentence for sentence in check_cast(portraits(*([one] for one in people))))


@pytest.mark.parametrize(
    "people",
    [
        pytest.param([EMMA, EMMA], id="the same twice"),
        pytest.param([EMMA, person(facts=("red coat", "black boots"))], id="colors of clothes are no hair"),
    ],
)
def test_the_check_does_not_cry_wolf(people):
    assert check_cast(portraits(*([one] for one in people))) == []


def test_the_command_writes_a_sheet_once_and_never_over_yours(tmp_path, capsys):
    night.write_novel(tmp_path)
    path = tmp_path / "cast.toml"
    assert night.run(tmp_path, "--write-cast") == 0
    written = path.read_bytes()

    assert parse_cast_sheet(written.decode("utf-8"), "cast.toml").people
    assert night.run(tmp_path, "--write-cast") == 1
    assert "is there already and yours" in capsys.readouterr().err
    assert path.read_bytes() == written
    assert not (tmp_path / "images").exists()


def test_a_red_coat_in_the_sheet_draws_the_scenes_of_its_wearer_again(tmp_path):
    night.write_novel(tmp_path)
    night.run(tmp_path)
    before = night.contents(tmp_path)
    (tmp_path / "cast.toml").write_text('[emma]\nname = "Emma"\noutfit = "red coat"\n', encoding="utf-8")
    night.run(tmp_path)
    after = night.contents(tmp_path)

    changed = {name for name in before if name.startswith("images/") and after.get(name) != before[name]}
    assert {name[:26] for name in changed} == {"images/chapter_01_scene_01"}


def test_the_check_is_printed(tmp_path, capsys):
    night.write_novel(tmp_path)
    capsys.readouterr()

    assert night.run(tmp_path, "--check-cast") == 0
    assert "Emma" in capsys.readouterr().out
