import night
import pytest
from line_steps import count_lines

from cast.sheet import CastSheet, parse_cast_sheet
from records import Person, SceneReading
from workspace.cast_check import check_cast, say_scenes
from workspace.cast_report import gather_portraits


def emma(**more):
    whole = {"gender": "female", "age": "young", "look": "young woman with red hair", "outfit": "coat"}
    return Person("Emma", "lead", **whole | more)


def check(*people_by_scene, sheet=CastSheet()):  # noqa: B008 - an empty sheet is a constant
    keys = [(1, number) for number in range(1, len(people_by_scene) + 1)]
    readings = [SceneReading((person,) if person else ()) for person in people_by_scene]
    return check_cast(gather_portraits(keys, readings), sheet, keys)


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        pytest.param(
            [Person("Emma", "lead", look="person"), Person("Emma", "lead", look="person")],
            "Emma (drawn in 1:1-2): nothing tells gender or age or hair or clothes.",
            id="nothing told",
        ),
        pytest.param([emma(age="", look="woman with red hair")], "Emma (drawn in 1:1): nothing tells age.", id="age"),
        pytest.param(
            [emma(), emma(outfit=""), None, emma(outfit="")],
            "Emma: nothing tells clothes in 1:2 1:4.",
            id="some clothes",
        ),
        pytest.param(
            [emma(facts=("red hair",)), emma(facts=("black hair",))],
            'Emma: 2 statements about hair: "red" in 1:1, "black" in 1:2.',
            id="hair",
        ),
        pytest.param(
            [emma(facts=("old woman",)), emma(facts=("young woman",))],
            'Emma: 2 statements about age: "old" in 1:1, "young" in 1:2.',
            id="age in two ways",
        ),
        pytest.param(
            [emma(facts=("old",)), emma(facts=("young",))],
            'Emma: 2 statements about age: "old" in 1:1, "young" in 1:2.',
            id="age as it is told of her",
        ),
    ],
)
def test_the_check_says(people, sentence):
    assert check(*people) == [sentence]


@pytest.mark.parametrize(
    "people",
    [
        pytest.param([emma(facts=("red hair",)), emma(facts=("red hair",))], id="the same twice"),
        pytest.param([emma(facts=("red hair", "black hair ribbon"))], id="a ribbon is no hair"),
        pytest.param([emma(facts=("red coat", "black boots")), emma(facts=("green coat",))], id="a change of clothes"),
        pytest.param([emma(facts=("old coat", "young"))], id="an old coat"),
        pytest.param([emma(facts=("dark hair", "brown hair"))], id="dark and brown"),
        pytest.param([emma(facts=("grey hair", "gray curls"))], id="two spellings"),
        pytest.param([emma(facts=("dark red plait", "red hair"))], id="dark red is red"),
        pytest.param([emma(facts=("child", "young"))], id="a young child"),
        pytest.param([emma(facts=("child",)), emma(age="old", facts=("old",))], id="a life long"),
        pytest.param([Person("Rex", "lead", gender="male", look="dog")], id="a dog needs no coat"),
        pytest.param([Person("Emma", "mentioned"), Person("Emma", "remote")], id="who is never drawn"),
    ],
)
def test_the_check_does_not_cry_wolf(people):
    assert check(*people) == []


@pytest.mark.parametrize("key", ['hair = "red hair"', 'look = "woman with red hair"'])
def test_what_the_author_decided_contradicts_nothing(key):
    people = [emma(facts=("red hair",)), emma(facts=("black hair",))]

    assert check(*people, sheet=parse_cast_sheet(f"[emma]\n{key}\n", "f")) == []


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ('[ruth]\nage = "old"\n', "[ruth] of the sheet: nobody called Ruth is drawn in any scene."),
        (
            "[emma]\n[[emma.from]]\nchapter = 9\noutfit = 'hat'\n",
            "[emma] of the sheet: from 9:1 on, and the book has no such scene.",
        ),
        (
            "[emma]\n[[emma.from]]\nchapter = 1\nscene = 3\noutfit = 'hat'\n",
            "[emma] of the sheet: from 1:3 on, and the book has no such scene.",
        ),
    ],
)
def test_the_check_says_what_the_sheet_says_of_nobody(table, sentence):
    assert check(emma(), emma(), sheet=parse_cast_sheet(table, "f")) == [sentence]


def test_twice_the_people_take_twice_the_steps():
    def steps(count):
        names = [f"Emma{number}" for number in range(count)]
        people = [Person(name, "lead", "female", look="young woman with red hair") for name in names]
        sheet = parse_cast_sheet("".join(f"[{name}]\noutfit = 'coat'\n" for name in names), "f")
        portraits = gather_portraits([(1, 1)], [SceneReading(tuple(people))])
        return count_lines(lambda: check_cast(portraits, sheet, [(1, 1)]))

    steps(10)  # tables are loaded once
    assert steps(80) < 2.2 * steps(40)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ([(1, 1)], "1:1"),
        ([(1, 1), (1, 2), (1, 3), (2, 1)], "1:1-3 2:1"),
        ([(chapter, 1) for chapter in range(1, 9)], "1:1 2:1 3:1 4:1 5:1 6:1 and 2 more"),
    ],
)
def test_scenes_are_named_as_the_command_line_takes_them(keys, said):
    assert say_scenes(keys) == said


def test_the_check_is_printed_and_a_sheet_fills_what_is_open(tmp_path, capsys):
    night.write_novel(tmp_path, ["Emma read the letter at her desk in the office."])
    capsys.readouterr()

    assert night.run(tmp_path, "--check-cast") == 0
    assert "Emma (drawn in 1:1): nothing tells age or hair or clothes." in capsys.readouterr().out
    (tmp_path / "cast.toml").write_text('[emma]\nage = "40"\nhair = "a red plait"\noutfit = "coat"\n', "utf-8")
    night.run(tmp_path, "--check-cast")
    assert capsys.readouterr().out == "Nothing is open and nothing contradicts itself.\n"
