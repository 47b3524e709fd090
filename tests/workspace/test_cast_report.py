import json
import re
import tomllib
from pathlib import Path

import night
import pytest
from test_traps import TRAPS, make_scenes

import config
import generate_scene_images
from cast.sheet import CastSheet, parse_cast_sheet
from prompt_generator import make_prompt
from records import Person, SceneReading
from scene_parser import read_novel
from scene_reader import read_scenes
from storyboard.drawing import drawing_of
from workspace.cast_report import gather_portraits, write_cast

SAMPLE = Path(__file__).parents[2] / "chapters"
STYLES = ("graphic novel", next(name for name, style in config.STYLES.items() if style.monochrome))


def person(name="Emma Hale", presence="lead", **more):
    return Person(name, presence, **more)


def portraits(*people_by_scene):
    keys = [(1, number) for number in range(1, len(people_by_scene) + 1)]
    return gather_portraits(keys, [SceneReading(tuple(people)) for people in people_by_scene])


def sheet(*people_by_scene):
    tables = tomllib.loads(write_cast(portraits(*people_by_scene)))
    tables.pop("generated", None)
    return tables


EMMA = person(
    aliases=("Emma",),
    gender="female",
    age="in her thirties",
    look="smiling woman in her thirties with red hair",
    lasting="woman in her thirties with red hair",
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


def test_what_is_worn_from_the_first_stands_with_its_scene():
    assert 'outfit = "yellow raincoat"  # from 1:2 on' in write_cast(portraits([], [EMMA]))


def test_a_sheet_without_anybody_shows_how_one_is_written():
    text = write_cast([])
    example = text[text.index("# [emma]") :].replace("# ", "")

    assert parse_cast_sheet(text, "f").people == ()
    assert parse_cast_sheet(example, "f").people[0].at((1, 1))["outfit"] == "green coat"


def test_what_is_worn_later_stands_with_its_scene_and_so_does_where_it_ends():
    later = person(gender="female", look=EMMA.lasting, age=EMMA.age, outfit="orange jacket")
    bare = person(gender="female", look=EMMA.lasting, age=EMMA.age)
    found = sheet([EMMA], [EMMA], [later], [later], [bare])

    assert found["emma"]["outfit"] == "yellow raincoat"
    assert found["emma"]["from"] == [
        {"chapter": 1, "scene": 3, "outfit": "orange jacket"},
        {"chapter": 1, "scene": 5, "outfit": ""},
    ]


def test_who_grows_up_has_another_age_and_look_from_then_on():
    child = person(age="child", look="girl", outfit="frock")
    found = sheet([child], [person(age="in her twenties", look="woman in her twenties", outfit="frock")])

    assert found["emma"]["from"] == [
        {"chapter": 1, "scene": 2, "age": "in her twenties", "look": "woman in her twenties"}
    ]


def test_where_the_text_is_silent_a_look_is_proposed_and_does_nothing():
    people = portraits([person("Jonas", gender="male", look="man")])
    text = write_cast(people)

    assert tomllib.loads(text)["jonas"] == {"name": "Jonas", "aliases": [], "gender": "male", "age": "", "look": "man"}
    assert re.search(r'^# hair = "[\w -]*hair"  # invented', text, re.MULTILINE)
    assert re.search(r'^# outfit = "[\w -]+"  # invented', text, re.MULTILINE)
    assert not parse_cast_sheet(text, "f").people
    assert text == write_cast(people)


def test_a_proposal_is_taken_by_taking_away_its_mark():
    text = write_cast(portraits([person("Jonas", gender="male", look="man")]))
    (jonas,) = parse_cast_sheet(re.sub(r"^# (?=\w+ = )", "", text, flags=re.MULTILINE), "f").people

    assert set(jonas.at((1, 1))) == {"hair", "outfit"}


@pytest.mark.parametrize(
    "people",
    [
        pytest.param([person("Jonas", look="man with bald head", outfit="apron")], id="bald"),
        pytest.param([person("Jonas", look="man with braids", outfit="apron")], id="braids"),
        pytest.param([person("Jonas", look="man", facts=("wet hair",), outfit="apron")], id="of the moment"),
        pytest.param([person("Jonas", look="red-haired man", outfit="apron")], id="red-haired"),
        pytest.param([person("Rex", look="dog")], id="a dog"),
        pytest.param([person("Rex", look="man", facts=("wet paws",))], id="with paws"),
    ],
)
def test_nothing_is_invented_over_what_is_told_nor_for_a_beast(people):
    assert "  # invented" not in write_cast(portraits(people))


def test_no_clothes_are_invented_for_who_is_dressed_anywhere():
    assert "# outfit" not in write_cast(portraits([person(look="woman")], [person(look="woman", outfit="apron")]))


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


def test_nobody_is_called_as_the_program_calls_its_memory():
    assert list(sheet([person("Generated")])) == ["generated_2"]


def test_who_is_in_most_scenes_stands_first():
    assert list(sheet([EMMA, person("Jonas")], [person("Jonas")])) == ["jonas", "emma"]


def test_values_are_written_so_that_they_can_be_read():
    odd = person('Emma "Em" O\'Neil\x07', look="woman \\ with \t scar", outfit='coat with "brass" buttons')
    text = write_cast(portraits([odd]))

    assert tomllib.loads(text)["emma"]["outfit"] == odd.outfit
    assert not parse_cast_sheet(text, "f").people


# --- A sheet changes nothing by being written -------------------------------------------------------------------------


def shown(readings):
    """Give all that a prompt or panel says, scene by scene."""
    prompts = [[make_prompt(reading, config.STYLES[style]) for style in STYLES] for reading in readings]
    return [(prompt, drawing_of(reading)) for prompt, reading in zip(prompts, readings, strict=True)]


def with_sheet(scenes, edit=str):
    """Read scenes without a sheet, and with the one written of that reading once it is edited."""
    before = read_scenes(scenes, CastSheet(), is_english=True)
    text = write_cast(gather_portraits([scene.key for scene in scenes], before))
    return before, read_scenes(scenes, parse_cast_sheet(edit(text), "characters.toml"), is_english=True)


@pytest.mark.parametrize("scenes", [12, pytest.param(None, marks=pytest.mark.slow)], ids=["its first twelve", "all"])
def test_the_samples_untouched_sheet_changes_no_prompt_and_no_panel(scenes):
    before, after = with_sheet(read_novel(SAMPLE).scenes[:scenes])

    assert shown(after) == shown(before)
    assert after == before


KINDS = {
    "aliases": (
        'Mrs. Hale took off her coat. Emma Hale was tired.\n***\n"Em!" cried Jonas. Em ran down in her blue dress.'
    ),
    "a change of clothes": (
        "Emma buttoned her yellow raincoat and went out.\n***\nEmma hung the raincoat up and put on a green dress."
        "\n***\nEmma sat down.\n***\nEmma put on her yellow raincoat again. Jonas wore his brown suit."
    ),
    "a teller with a name": (
        'I put on my grey cloak. "Emma," said Jonas, "come in." I came in and sat down.\n***\nI laughed at Jonas.'
    ),
    "a teller without a name": "I put on my grey cloak and my boots. I was thirteen.\n***\nI laughed at Jonas.",
    "animals": (
        "The dog Bosun shook his wet paws. Emma stroked Bosun.\n***\nBosun wagged his tail and ran to Emma."
        "\n***\nThe Cowardly Lion roared at Emma. The Cowardly Lion wept."
    ),
    "one name in two roles": (
        "Rose picked a rose in Paris. Rose was old.\n***\nParis kissed Rose. Paris drew his sword."
        "\n***\nGeneral Grant rode. Grant Hale, in a brown coat, waved to the General."
    ),
    "children and years": (
        "Emma, eight years old, ran to the sea in a towel.\n***\nTen years later Emma sat in her red dress."
    ),
    "only on the telephone": (
        'Emma telephoned. "I am in my red coat," said Jonas over the phone.\n***\nJonas sat down in the kitchen.'
    ),
    "nobody": "The wind went over the moor.\n***\nIt rained.",
}


@pytest.mark.parametrize("text", KINDS.values(), ids=KINDS)
def test_an_untouched_sheet_changes_nothing(text):
    before, after = with_sheet(make_scenes(text))

    assert shown(after) == shown(before)


@pytest.mark.slow
def test_the_untouched_sheet_of_any_text_changes_nothing():
    together = make_scenes("\n***\n".join(trap["text"] for trap in TRAPS))
    for scenes in (together, *(make_scenes(trap["text"]) for trap in TRAPS)):
        before, after = with_sheet(scenes)
        assert shown(after) == shown(before)


def test_a_new_edition_changes_what_is_not_hers():
    scenes = make_scenes("Emma sat down in her yellow raincoat.\n***\nEmma ran.")
    newer = make_scenes("Emma sat down in her black dress.\n***\nEmma ran.")
    text = write_cast(gather_portraits([(1, 1), (1, 2)], read_scenes(scenes, CastSheet(), is_english=True)))
    (first, _) = read_scenes(newer, parse_cast_sheet(text, "f"), is_english=True)

    assert first.characters[0].outfit == "black dress"


# --- What she changes has the effect that she expects -----------------------------------------------------------------

STORY = KINDS["a change of clothes"]


def worn(readings, what="outfit", name="Emma"):
    by_name = [{person.name: getattr(person, what) for person in reading.characters} for reading in readings]
    return [found.get(name) for found in by_name]


def replaced(old, new):
    def edit(text):
        assert old in text
        return text.replace(old, new)

    return edit


def without(pattern):
    def edit(text):
        assert re.search(pattern, text, re.MULTILINE)
        return re.sub(pattern, "", text, flags=re.MULTILINE)

    return edit


BOTH = "yellow raincoat and green dress"
TOLD = ["yellow raincoat", "green dress", "green dress", BOTH]
GREEN = r"^\[\[emma.from\]\]\nchapter = 1\nscene = 2\noutfit = .*\n"


def test_the_story_is_read_as_the_next_test_takes_it():
    before, _ = with_sheet(make_scenes(STORY))
    assert worn(before) == TOLD


@pytest.mark.parametrize(
    ("edit", "outfits"),
    [
        pytest.param(
            replaced("yellow raincoat", "red coat"),
            ["red coat", *TOLD[1:3], "red coat and green dress"],
            id="everywhere",
        ),
        pytest.param(replaced("scene = 2", "scene = 3"), [TOLD[0], TOLD[0], *TOLD[2:]], id="from a later scene on"),
        pytest.param(replaced('"green dress', '"smock'), [TOLD[0], "smock", "smock", BOTH], id="one"),
        pytest.param(replaced('"green dress"', '""'), TOLD, id="emptied"),
        pytest.param(without(r"^outfit = .green.*\n"), TOLD, id="a line deleted"),
        pytest.param(without(GREEN), [TOLD[0], TOLD[0], TOLD[0], TOLD[3]], id="a scene deleted"),
        pytest.param(without(r"^\[emma\][\s\S]*?(?=^# Jonas)"), TOLD, id="the table deleted"),
        pytest.param(without(r"^name = .*\n"), TOLD, id="the names deleted"),
        pytest.param(without(r"^aliases = .*\n"), TOLD, id="the aliases deleted"),
        pytest.param(replaced("[emma", "[em"), TOLD, id="the table renamed"),
    ],
)
def test_a_change_of_clothes_holds_where_it_stands(edit, outfits):
    before, after = with_sheet(make_scenes(STORY), edit)

    assert worn(after) == outfits
    assert worn(after, name="Jonas") == worn(before, name="Jonas")


@pytest.mark.parametrize(
    ("edit", "what", "found"),
    [
        pytest.param(replaced('age = ""', 'age = "9"'), "look", "girl", id="age"),
        pytest.param(replaced('age = ""', 'age = "about forty"'), "look", "woman in her forties", id="age in words"),
        pytest.param(replaced('look = "woman"', 'look = "tall woman"'), "look", "tall woman", id="look"),
        pytest.param(replaced('look = "woman"', 'hair = "a red plait"'), "look", "woman with red plait", id="hair"),
        pytest.param(replaced('gender = "female"', 'gender = "male"'), "look", "man", id="gender"),
        pytest.param(replaced('gender = "female"', 'gender = "male"'), "gender", "male", id="gender itself"),
    ],
)
def test_a_change_of_looks_holds_in_every_scene(edit, what, found):
    text = "Emma rowed over to the island.\n***\nEmma sat on the floor."
    _, after = with_sheet(make_scenes(text), edit)

    assert worn(after, what) == [found, found]


def test_an_alias_makes_two_people_one_and_a_name_taken_out_or_given_a_table_makes_them_two():
    scenes = make_scenes("Emma Hale rowed. Emma laughed.\n***\nMrs. Hale sat down beside Clara. Clara wept.")
    before, joined = with_sheet(scenes, replaced('"Mrs. Hale"', '"Mrs. Hale", "Clara"'))
    _, parted = with_sheet(scenes, replaced('"Mrs. Hale", ', ""))
    _, mother = with_sheet(
        scenes, replaced("\n[generated]", '\n[mother]\nname = "Mrs. Hale"\nage = "old"\n\n[generated]')
    )

    assert names(before) == [["Mrs. Emma Hale"], ["Mrs. Emma Hale", "Clara"]]
    assert names(joined) == [["Mrs. Emma Hale"], ["Mrs. Emma Hale"]]
    assert names(parted) == names(mother) == [["Mrs. Emma Hale"], ["Clara", "Mrs. Hale"]]
    assert [person.age for person in mother[1].drawn] == ["", "old"]


def names(readings):
    return [[person.name for person in reading.drawn] for reading in readings]


def test_another_name_is_the_same_persons():
    before, after = with_sheet(make_scenes(STORY), replaced('name = "Emma"', 'name = "Emma Corrie"'))

    assert worn(after, name="Emma Corrie") == worn(before)


# --- The command ------------------------------------------------------------------------------------------------------


def test_the_command_writes_a_sheet_once_and_never_over_yours(tmp_path, capsys):
    night.write_novel(tmp_path)
    path = tmp_path / "cast.toml"
    assert night.run(tmp_path, "--write-cast") == 0
    written = path.read_bytes()

    assert tomllib.loads(written.decode("utf-8"))["emma"]
    assert night.run(tmp_path, "--write-cast") == 1
    assert "is there already and yours" in capsys.readouterr().err
    assert path.read_bytes() == written
    assert not (tmp_path / "images").exists()


def test_the_command_says_what_it_wrote_and_what_to_do_next(tmp_path, capsys):
    night.write_novel(tmp_path)
    argv = [argument for argument in night.argv_of(tmp_path, "--write-cast") if argument != "--quiet"]
    assert generate_scene_images.main(argv) == 0
    said = capsys.readouterr().err

    assert f"{tmp_path / 'cast.toml'} is written: " in said
    assert "changes no picture" in said


def plan(folder, capsys):
    capsys.readouterr()
    night.run(folder, "--dry-run", "--json")
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_after_writing_the_sheet_there_is_nothing_to_draw(tmp_path, capsys):
    night.write_novel(tmp_path, night.BEGINNINGS[:2])
    night.run(tmp_path)
    before = plan(tmp_path, capsys)
    night.run(tmp_path, "--write-cast")

    assert plan(tmp_path, capsys) == before
    assert {scene["status"] for scene in before} == {"done"}


def test_a_red_coat_in_the_written_sheet_draws_the_scenes_of_its_wearer_again(tmp_path, capsys):
    night.write_novel(tmp_path, STORY.split("\n***\n"))
    night.run(tmp_path)
    night.run(tmp_path, "--write-cast")
    path = tmp_path / "cast.toml"
    path.write_text(path.read_text("utf-8").replace("yellow raincoat", "red coat"), encoding="utf-8")

    assert [scene["status"] for scene in plan(tmp_path, capsys)] == ["changed", "done", "done", "changed"]


def test_a_red_coat_in_a_sheet_of_her_own_draws_the_scenes_of_its_wearer_again(tmp_path):
    night.write_novel(tmp_path, night.BEGINNINGS[:2])
    night.run(tmp_path)
    before = night.contents(tmp_path)
    (tmp_path / "cast.toml").write_text('[emma]\nname = "Emma"\noutfit = "red coat"\n', encoding="utf-8")
    night.run(tmp_path)
    after = night.contents(tmp_path)

    changed = {name for name in before if name.startswith("images/") and after.get(name) != before[name]}
    assert {name[:26] for name in changed} == {"images/chapter_01_scene_01"}


def test_two_tables_for_one_name_are_told_on_every_run(tmp_path, capsys):
    night.write_novel(tmp_path)
    (tmp_path / "cast.toml").write_text('[emma]\naliases = ["Jonas"]\n[jonas]\nage = "old"\n', encoding="utf-8")
    night.run(tmp_path, "--dry-run")

    assert 'cast.toml, line 3: [jonas] has the name "Jonas", which [emma] has too' in capsys.readouterr().err
