import pytest

import config
from errors import RenderError, UsageError
from sdxl.loras import LoraChoice
from sdxl.models import ModelChoice
from workspace.request import read_defaults
from workspace.settings import (
    Finders,
    Settings,
    Sources,
    list_files,
    mix_seed,
    resolve_settings,
    say_overruled,
    scene_seed,
)


def find_model(name):
    if name == "gone":
        raise UsageError('model "gone" is not there.')
    return ModelChoice(name, "hub", name, name, 30, 7.0, "euler")


FIND = Finders(find_model)


def resolve(given=None, kept=None, edits=None, engine="sdxl"):
    return resolve_settings(Sources(given or {}, kept or {}, edits or {}), engine, read_defaults(), FIND)


def test_without_a_word_of_the_author_preset_and_config_decide():
    settings = resolve()
    preset = config.PRESETS[config.MODEL]

    assert (settings.model, settings.steps, settings.guidance) == (config.MODEL, preset.steps, preset.guidance)
    assert (settings.width, settings.height, settings.style) == (config.WIDTH, config.HEIGHT, config.STYLE)


@pytest.mark.parametrize(
    ("sources", "steps"),
    [
        pytest.param({"edits": {"steps": 1}}, 1, id="the prompt file over the preset"),
        pytest.param({"edits": {"steps": 1}, "kept": {"steps": 2}}, 2, id="an earlier command line over the file"),
        pytest.param({"kept": {"steps": 2}, "given": {"steps": 3}}, 3, id="this command line over an earlier one"),
        pytest.param({"given": {"model": "quality"}}, config.PRESETS["quality"].steps, id="the model's own preset"),
        pytest.param({"edits": {"model": "Quality"}}, config.PRESETS["quality"].steps, id="in whatever spelling"),
        pytest.param({"given": {"model": "quality", "steps": 5}}, 5, id="steps over the model's preset"),
        pytest.param(
            {"given": {"model": "own/model"}}, config.PRESETS[config.MODEL].steps, id="a model without preset"
        ),
    ],
)
def test_precedence(sources, steps):
    assert resolve(**sources).steps == steps


LEVELS = ("given", "kept", "edits", "book")  # the strongest first
DRAFT, QUALITY = config.PRESETS["draft"], config.PRESETS["quality"]
PAIRS = [(high, low) for at, high in enumerate(LEVELS) for low in LEVELS[at + 1 :]]


def told(**levels):
    """Resolve what some levels say, with the presets of config.py."""
    sources = Sources(*({**levels}.get(level, {}) for level in LEVELS), read_defaults().presets.by_name)
    return resolve_settings(sources, "sdxl", read_defaults(), FIND)


@pytest.mark.parametrize(("high", "low"), PAIRS)
@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("steps", (11, 12)),
        ("guidance", (3.0, 4.0)),
        ("width", (640, 704)),
        ("height", (360, 368)),
        ("model", ("a/b", "c/d")),
        ("style", ("noir", "manga")),
        ("cfg_cutoff", (0.4, 0.5)),
        ("fp16_accumulation", (True, False)),
    ],
)
def test_of_two_levels_the_higher_wins(high, low, key, values):
    above, below = values

    assert getattr(told(**{high: {key: above}, low: {key: below}}), key) == above
    assert getattr(told(**{low: {key: below}}), key) == below, "it wins over preset and config.py"


@pytest.mark.parametrize(("high", "low"), PAIRS)
def test_a_preset_named_higher_up_brings_its_own_steps_and_guidance(high, low):
    settings = told(**{high: {"model": "draft"}, low: {"steps": 40, "guidance": 9.0}})

    assert (settings.steps, settings.guidance) == (DRAFT.steps, DRAFT.guidance)


def test_a_preset_in_another_spelling_is_that_preset():
    assert told(given={"model": "Draft"}, book={"steps": 40}).steps == DRAFT.steps


@pytest.mark.parametrize(("high", "low"), PAIRS)
def test_steps_said_higher_up_win_over_a_preset(high, low):
    settings = told(**{high: {"steps": 40}, low: {"model": "draft"}})

    assert (settings.steps, settings.guidance) == (40, DRAFT.guidance)


@pytest.mark.parametrize("level", LEVELS)
def test_steps_win_over_the_preset_that_stands_beside_them(level):
    assert told(**{level: {"model": "draft", "steps": 40}}).steps == 40


@pytest.mark.parametrize(("high", "low"), PAIRS)
def test_of_two_presets_the_higher_brings_everything(high, low):
    settings = told(**{high: {"model": "draft"}, low: {"model": "quality"}})

    assert (settings.model, settings.steps, settings.guidance) == ("draft", DRAFT.steps, DRAFT.guidance)


@pytest.mark.parametrize(("high", "low"), PAIRS)
def test_a_model_without_a_preset_brings_nothing(high, low):
    assert told(**{high: {"model": "own/model"}, low: {"steps": 40}}).steps == 40


def test_steps_edited_after_a_preset_was_given_win_over_it():
    presets = read_defaults().presets.by_name
    kept, edits = {"model": "draft"}, {"steps": 40}

    assert Sources({}, kept, edits, {}, presets).find("steps") == DRAFT.steps
    assert Sources({}, kept, edits, {}, presets, {"steps"}).find("steps") == 40
    assert Sources({"model": "quality"}, kept, edits, {}, presets, {"steps"}).find("steps") == QUALITY.steps


@pytest.mark.parametrize(
    ("kept", "given", "remembered"),
    [
        ({"steps": 40, "width": 640}, {"model": "draft"}, {"model": "draft", "width": 640}),
        ({"steps": 40}, {"model": "draft", "steps": 9}, {"model": "draft", "steps": 9}),
        ({"steps": 40}, {"model": "own/model"}, {"model": "own/model", "steps": 40}),
        ({"model": "draft"}, {"steps": 40}, {"model": "draft", "steps": 40}),
    ],
)
def test_a_preset_given_now_is_not_undone_by_what_is_remembered(kept, given, remembered):
    presets = read_defaults().presets.by_name
    sources = Sources(given, kept, {}, {}, presets)

    assert sources.named == remembered
    again = Sources({}, sources.named, {}, {}, presets)
    assert again.find("steps") == sources.find("steps")


@pytest.mark.parametrize(
    ("book", "given", "remembered", "said"),
    [
        (
            {"style": "noir"},
            {},
            [{"style": "manga"}, {"style": "manga"}, {}],
            ["says style = noir; 2 scenes keep manga"],
        ),
        (
            {"style": "noir"},
            {},
            [{"style": "manga"}],
            ["1 scene keeps manga, as an earlier command line gave it: --style noir changes that."],
        ),
        ({"style": "noir"}, {}, [{"style": "noir"}, {"steps": 4}], []),
        ({"style": "noir"}, {"style": "pulp"}, [{"style": "manga"}], []),
        ({}, {}, [{"style": "manga"}], []),
    ],
)
def test_what_waits_behind_an_earlier_command_line_is_said(book, given, remembered, said):
    found = say_overruled(book, given, remembered)

    assert len(found) == len(said)
    assert all(words in sentence for words, sentence in zip(said, found, strict=True))


def test_a_missing_model_or_lora_of_novel_toml_names_it():
    with pytest.raises(RenderError, match=r'novel\.toml: model "gone" is not there'):
        told(book={"model": "gone"})
    with pytest.raises(RenderError, match=r'novel\.toml: LoRA "nowhere.safetensors"'):
        told(book={"lora": ["nowhere.safetensors"]})


def test_guidance_zero_is_a_value():
    assert resolve({"guidance": 0.0}).guidance == 0.0


def test_a_missing_model_of_the_command_line_stops_the_run():
    with pytest.raises(UsageError, match="gone"):
        resolve({"model": "gone"})


@pytest.mark.parametrize("source", ["kept", "edits"])
def test_a_missing_model_of_one_scene_is_that_scenes_error(source):
    settings = resolve(**{source: {"model": "gone"}})

    assert settings.error == 'model "gone" is not there.'
    assert settings.choice is None


@pytest.mark.parametrize("source", ["kept", "edits"])
def test_a_storyboard_asks_for_no_model(source):
    assert resolve(**{source: {"model": "gone", "lora": ["nowhere.safetensors"]}}, engine="storyboard").error == ""


@pytest.mark.parametrize("given", [{"model": "gone"}, {"lora": ["none", "nowhere.safetensors"]}])
def test_what_the_command_line_names_must_be_there_for_a_storyboard_too(given):
    with pytest.raises(UsageError):
        resolve(given, engine="storyboard")
    assert resolve({"model": "sdxl", "lora": ["none"]}, engine="storyboard").error == ""


def test_a_style_that_config_no_longer_has_falls_back():
    assert resolve(kept={"style": "gone"}).style == config.STYLE


def test_seeds_are_the_same_on_every_machine_and_within_range():
    assert scene_seed("ffffffff00") == 2**32 - 1
    assert mix_seed(7, "abc") == 0x82B036E5  # first digits of the SHA-256 of "7 abc"
    assert mix_seed(7, "abc") != mix_seed(8, "abc") != mix_seed(8, "abd")


def test_only_local_files_are_listed(tmp_path):
    ink = tmp_path / "ink.safetensors"
    choice = ModelChoice("m", "file", str(ink), "ink 1 a", 1, 1.0, "euler")
    settings = Settings("m", choice, 1, 1.0, 64, 64, "x", loras=(LoraChoice("owner/name/l.safetensors", "l"),))

    assert list_files(settings) == {"ink 1 a": str(ink)}
