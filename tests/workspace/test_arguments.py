import pytest

import config
from errors import UsageError
from records import Scene
from workspace.arguments import make_parser
from workspace.request import read_defaults, read_request
from workspace.selection import select_scenes

KEYS = [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (4, 1)]
FILES = {1: "Part 1/Rope.md", 2: "Part 1/snow.md", 4: "Part 2/rope.md"}
SCENES = [Scene(*key, "", FILES[key[0]], 1, (1, 1), "Prose.") for key in KEYS]


def parse(*argv):
    return read_request(argv, "about")


@pytest.mark.parametrize(
    ("argv", "expected"),
    [
        pytest.param([], set(KEYS), id="everything"),
        pytest.param(["--chapters", "1", "4"], {(1, 1), (1, 2), (4, 1)}, id="chapters"),
        pytest.param(["--chapters", "1-2"], {(1, 1), (1, 2), (2, 1), (2, 2), (2, 3)}, id="a range of chapters"),
        pytest.param(["--chapters", "1,4"], {(1, 1), (1, 2), (4, 1)}, id="chapters with a comma"),
        pytest.param(["--chapters", "1,", "4"], {(1, 1), (1, 2), (4, 1)}, id="a comma and a blank"),
        pytest.param(["--chapters", "1-2,4"], set(KEYS), id="a range with a comma"),
        pytest.param(["--scenes", "2:2,1:1"], {(2, 2), (1, 1)}, id="scenes with a comma"),
        pytest.param(["--chapters", "SNOW.md"], {(2, 1), (2, 2), (2, 3)}, id="a file"),
        pytest.param(["--chapters", "snow", "4"], {(2, 1), (2, 2), (2, 3), (4, 1)}, id="a file and a number"),
        pytest.param(["--scenes", "2:2"], {(2, 2)}, id="one scene"),
        pytest.param(["--scenes", "2:2-3", "1:1"], {(2, 2), (2, 3), (1, 1)}, id="scenes of several chapters"),
        pytest.param(["--resume", "2", "2"], {(2, 2), (2, 3), (4, 1)}, id="from a scene on, into later chapters"),
        pytest.param(["--chapters", "2", "--resume", "2", "3"], {(2, 3)}, id="selections intersect"),
        pytest.param(["--chapters", "1", "--scenes", "2:1"], set(), id="selections that have nothing in common"),
    ],
)
def test_selection(argv, expected):
    assert select_scenes(SCENES, parse(*argv).selection) == expected


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        pytest.param(["--chapters", "99"], "Chapter 99 does not exist: the novel has chapters 1, 2, 4", id="chapter"),
        pytest.param(["--chapters", "2-4"], "Chapter 3 does not exist", id="a gap in a range"),
        pytest.param(["--chapters", "Snwo"], "No chapter's file is called Snwo: .* such as Part 1/snow.md", id="file"),
        pytest.param(["--scenes", "2:9"], "Scene 2:9 does not exist: chapter 2 has 3 scenes", id="scene"),
        pytest.param(["--scenes", "3:1"], "Chapter 3 does not exist", id="scene of a chapter that is not there"),
        pytest.param(["--resume", "4", "2"], "Scene 4:2 does not exist", id="resume at no scene"),
        pytest.param(["--chapters", "1-999999999"], "Chapter 3 does not exist", id="a huge range ends at once"),
    ],
)
def test_what_does_not_exist_is_refused(argv, words):
    with pytest.raises(UsageError, match=words) as caught:
        select_scenes(SCENES, parse(*argv).selection)

    assert caught.value.status == 2


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        pytest.param(["--width", "1001"], "width is 1001, not a multiple of 8: take 1000 or 1008", id="width"),
        pytest.param(["--height", "0"], "height is 0, out of range", id="height"),
        pytest.param(["--steps", "0"], "steps is 0, out of range", id="no steps"),
        pytest.param(["--steps", "many"], "'many' is no number", id="steps in words"),
        pytest.param(["--guidance", "nan"], "guidance is nan, out of range", id="no number"),
        pytest.param(["--guidance", "-1"], "out of range", id="negative guidance"),
        pytest.param(["--seed", "4294967296"], "seed is 4294967296, out of range", id="seed"),
        pytest.param(["--chapters", "1-"], "'1-' is no chapter: write 3, or 1,3, or 1-3", id="half a range"),
        pytest.param(["--chapters", "1,,2-"], "'1,,2-' is no chapter", id="half a range after a comma"),
        pytest.param(["--scenes", "2:1,3"], "'2:1,3' is no scene: write 2:3", id="a scene whose chapter is left out"),
        pytest.param(["--watch", "--engine", "sdxl"], "--watch draws storyboard panels", id="watching with SDXL"),
        pytest.param(["--watch", "--dry-run"], "--watch draws storyboard panels", id="watching and drawing nothing"),
        pytest.param(["--chapters", "3-1"], "'3-1' runs backwards", id="a range backwards"),
        pytest.param(["--scenes", "2"], "'2' is no scene: write 2:3", id="a scene without chapter"),
        pytest.param(["--resume", "2"], "expected 2 arguments", id="half a resume"),
        pytest.param(["--resume", "x", "1"], "'x' is no number", id="resume in words"),
        pytest.param(["--json"], "--json goes with --dry-run", id="json alone"),
        pytest.param(["--engine", "dall-e"], "invalid choice: 'dall-e'", id="engine"),
        pytest.param(["--style", "oil"], 'style "oil" is not in config.py: take one of graphic novel', id="style"),
        pytest.param(
            ["--style", "watercolurs"],
            'not in config.py: did you mean "watercolor"? take one of',
            id="a misspelt style",
        ),
        pytest.param(["--engine", "storybord"], "did you mean storyboard? take one of auto", id="a misspelt engine"),
        pytest.param(["--dryrun"], "unrecognized arguments: --dryrun: did you mean --dry-run?", id="a misspelt option"),
        pytest.param(["--restyle", "crayon"], 'style "crayon" is not in config.py', id="another style"),
        pytest.param(
            ["--restyle", "noir", "--chapters", "1"], "--restyle is for the whole book", id="half a restyled book"
        ),
        pytest.param(["--verbose", "--quiet"], "exclude each other", id="loud and quiet"),
        pytest.param(["--dry"], "unrecognized arguments: --dry", id="no guessing at abbreviations"),
    ],
)
def test_a_bad_command_line_is_one_sentence_and_status_2(argv, words, capsys):
    with pytest.raises(SystemExit) as caught:
        parse(*argv)
    said = capsys.readouterr()

    assert caught.value.code == 2
    assert words in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


@pytest.mark.parametrize(
    ("argv", "key", "expected"),
    [
        pytest.param(["--style", "watercolour"], "style", "watercolor", id="British"),
        pytest.param(["--style", "Water Colour"], "style", "watercolor", id="British, in two words"),
        pytest.param(["--style", "graphic-novel"], "style", "graphic novel", id="hyphen"),
        pytest.param(["--restyle", "INK_WASH"], "style", "ink wash", id="underscore, capitals"),
        pytest.param(["--model", "Lightning"], "model", "lightning", id="a preset"),
        pytest.param(["--model", "Owner/Lightning"], "model", "Owner/Lightning", id="a hub id is taken as it is"),
        pytest.param(["--negative", "Watercolour"], "negative", "Watercolour", id="her own words are hers"),
    ],
)
def test_another_spelling_is_taken(argv, key, expected):
    assert parse(*argv).given == {key: expected}


def test_engines_and_memory_plans_in_another_spelling():
    settings = parse("--engine", "StoryBoard", "--memory", "Two_Phase")

    assert (settings.engine, settings.machine.memory) == ("storyboard", "two-phase")


def test_a_folder_wins_over_a_preset_in_another_spelling(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Turbo").mkdir()

    assert parse("--model", "Turbo").given == {"model": "Turbo"}
    assert parse("--model", "turbo").given == {"model": "turbo"}


def test_the_style_of_config_may_be_spelt_as_one_likes(monkeypatch):
    monkeypatch.setattr(config, "STYLE", "Watercolour")

    assert parse().defaults.style == "watercolor"


def test_only_what_was_given_counts_as_given():
    assert parse("--steps", "40", "--guidance", "8.0", "--seed", "0").given == {"steps": 40, "guidance": 8.0, "seed": 0}
    assert parse().given == {}


def test_help_shows_the_defaults_of_config(capsys):
    with pytest.raises(SystemExit) as caught:
        parse("--help")
    shown = " ".join(capsys.readouterr().out.split())

    assert caught.value.code == 0
    for default in (config.NOVEL, config.IMAGES, str(config.WIDTH), str(config.PRESETS[config.MODEL].steps)):
        assert f"(default: {default})" in shown


def test_every_option_has_its_help():
    for action in make_parser("about", read_defaults())._actions:
        assert action.help, action.option_strings
