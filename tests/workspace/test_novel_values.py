"""Values of novel.toml: what is understood, and what is refused with its line and remedy."""

import tomllib
from pathlib import Path

import pytest

from errors import NovelError
from workspace.novel_spot import TomlSpot
from workspace.novel_values import Known, read_table
from workspace.request import read_defaults

DEFAULTS = read_defaults()


def read(text, table="", folder=Path("/book")):
    known = Known(DEFAULTS.styles, DEFAULTS.limits)
    return read_table(tomllib.loads(text), known, TomlSpot(folder / "novel.toml", text, table))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('title = " The  Ferry "', "The Ferry"),
        ('language = "en_GB"', "en-GB"),
        ('engine = "SDXL"', "sdxl"),
        ('style = "Graphic Novel"', "graphic novel"),
        ('style = "watercolour"', "watercolor"),
        ('size = "1216x832"', (1216, 832)),
        ('size = "1216 × 832"', (1216, 832)),
        ("size = [1216, 832]", (1216, 832)),
        ("guidance = 7", 7.0),
        ("steps = 40", 40),
        ('negative = ""', ""),
        ('lora = "none"', ["none"]),
        ('model = "owner/name"', "owner/name"),
        ("cfg_cutoff = 1", 1.0),
        ("fp16_accumulation = false", False),
        ('guide = "Pose"', "pose"),
        ('likeness = "none"', "none"),
        ('guide_net = "owner/name:sketch"', "owner/name:sketch"),
        ("blank_lines_break = 0", 0),
        ("order = []", ()),
    ],
)
def test_what_is_understood(line, expected):
    assert list(read(line).values()) == [expected]


def test_files_are_seen_from_the_file(tmp_path):
    (tmp_path / "ink.safetensors").touch()
    path = str(tmp_path / "ink.safetensors")

    assert read('model = "ink.safetensors"', folder=tmp_path)["model"] == path
    assert read('lora = ["ink.safetensors:0.5", "x/y/z.safetensors"]', folder=tmp_path)["lora"] == [
        f"{path}:0.5",
        "x/y/z.safetensors",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('titel = "x"', "line 1: there is no key titel: did you mean title? There are title, author"),
        ('style = "noire"', 'line 1: style is "noire": did you mean "noir"? Take one of graphic novel'),
        ('title = "x"\nstyle = "zzz"', 'line 2: style is "zzz": Take one of graphic novel'),
        ('engine = "storybord"', 'engine is "storybord": did you mean "storyboard"? Take one of auto, sdxl'),
        ("title = 3", 'title is 3, not text in quotes; write title = "The Ferry".'),
        ('author = ""', 'author is empty: write author = "Jane Doe", or delete the line.'),
        ('language = "English"', "language is 'English', no language code"),
        ('steps = "forty"', "steps is 'forty', no whole number; write steps = 30."),
        ("steps = 0", "steps is 0, out of range: take 1 to 500"),
        ("steps = true", "steps is True, no whole number"),
        ("width = 1001", "width is 1001, not a multiple of 8: take 1000 or 1008"),
        ('size = "1000"', "size is '1000', no width and height; write size = \"1344x768\"."),
        ('size = "1001x768"', "width is 1001, not a multiple of 8"),
        ("size = [640, true]", "no width and height"),
        ("cfg_cutoff = 2", "cfg_cutoff is 2, out of range"),
        ("fp16_accumulation = 1", "neither true nor false"),
        ('guide = "poses"', 'guide is "poses": did you mean "pose"?'),
        ('likeness = "lora"', "Take one of none, reference, ip-adapter."),
        ("guide_net = 3", "not text in quotes"),
        ('order = "one.md"', "order is 'one.md', not a list of texts in quotes"),
        ("blank_lines_break = -1", "blank_lines_break is -1, out of range"),
        ('images = "x"', "there is no key images: images stands under a line [folders]."),
        ('output = "x"', "there is no key output: images stands under a line [folders]."),
        ('places = ["x"]', "there is no key places: places stands under a line [words]."),
        ('negative_prompt = "x"', "there is no key negative_prompt: did you mean negative?"),
        ("[wrods]\nx = 1", "line 1: there is no key wrods: did you mean words?"),
    ],
)
def test_what_is_refused_above_the_tables(text, said):
    with pytest.raises(NovelError) as caught:
        read(text)

    assert said in str(caught.value)
    assert str(caught.value).startswith("/book/novel.toml, line ")
    assert caught.value.status == 1


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        ("folders", 'title = "x"', "[folders] has no key title: title stands above the first line in [brackets]."),
        ("folders", 'image = "x"', "[folders] has no key image: did you mean images? There are images, prompts"),
        ("folders", "images = 3", 'images is 3, not text in quotes; write images = "images".'),
        ("words", 'no_people = ["x"]', "[words] has no key no_people: did you mean not_people?"),
        ("words", 'things = "walker"', "things is 'walker', not a list of texts in quotes"),
    ],
)
def test_what_is_refused_in_a_table(table, text, said):
    with pytest.raises(NovelError) as caught:
        read(text, table)

    assert said in str(caught.value)
