"""Finished SDXL pictures stay as they are when only the rules would word them otherwise: the real command."""

import json
import re

import night
import pytest
from finished import NEW_WORDS, FinishedBook, finish

import config
from workspace.pictures import CHUNK, read_picture
from workspace.prompt_files import read_prompt_file
from workspace.request import read_defaults

KEPT = "drawn from other words than the rules write now: kept"
LIMITS = read_defaults().limits
SHEET = '[emma]\nname = "Emma"\noutfit = "{coat}"\n\n[jonas]\nname = "Jonas"\n'


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return finish(tmp_path_factory.mktemp("desk"), night.BEGINNINGS)


@pytest.fixture
def book(tmp_path, monkeypatch, capsys, desk):
    return FinishedBook(tmp_path, monkeypatch, capsys, desk)


def strip_memory(book):
    """Make the pictures and prompt files those of the version before, which remembered less."""
    from PIL import Image, PngImagePlugin

    for path in book.images.glob("*.png"):
        with Image.open(path) as image:
            values = json.loads(image.info[CHUNK])
            chunks = PngImagePlugin.PngInfo()
            chunks.add_text(CHUNK, json.dumps({k: v for k, v in values.items() if k not in ("cast", "style")}))
            image.copy().save(path, pnginfo=chunks)
    for path in book.prompts.glob("*.toml"):
        text = re.sub(r"(?m)^(shot|shot_for|cast) = .*\n|^\[generated\.cast\]\n(.+\n)*", "", path.read_text("utf-8"))
        path.write_text(text, encoding="utf-8")


def test_other_rules_redraw_no_finished_picture(book):
    before = book.bytes()
    book.word_anew()
    said = book.run()

    assert f"6 pictures were {KEPT}; --dry-run shows them, --refresh draws them anew." in said
    assert "Nothing to draw" in said
    assert book.bytes() == before
    assert {scene["reason"] for scene in book.plan()} == {
        "Drawn from other words than the rules write now: kept; --refresh draws it anew."
    }


def test_an_upgrade_from_a_version_that_remembered_less_redraws_nothing(book):
    strip_memory(book)
    before = book.bytes()
    book.word_anew()
    book.run()

    assert book.statuses() == ["done"] * 6
    assert book.bytes() == before


def test_a_dry_run_lists_old_and_new_words_of_the_scenes_concerned_alone(book):
    book.word_anew(leads={"Emma"})
    said = book.run("--dry-run")

    old = book.record(1).job.prompt
    assert f"        drawn from: {old}\n        now: {old}{NEW_WORDS}\n" in book.out
    assert book.out.count("drawn from: ") == 1
    assert f"1 picture was {KEPT}; --refresh draws it anew." in said


@pytest.mark.parametrize(
    ("argv", "drawn"),
    [
        pytest.param(["--refresh"], 6, id="all"),
        pytest.param(["--refresh", "1:2-3"], 2, id="the scenes that are named"),
        pytest.param(["--refresh", "1:2,1:4"], 2, id="named with a comma"),
        pytest.param(["--refresh", "--scenes", "1:1"], 1, id="with a selection"),
        pytest.param(["--refresh", "1:1", "--chapters", "1"], 1, id="selections intersect"),
    ],
)
def test_refresh_draws_anew_and_keeps_the_old_picture(book, argv, drawn):
    book.word_anew()
    book.run(*argv)

    records = [book.record(number) for number in range(1, 7)]
    assert sum(record.job.prompt.endswith(NEW_WORDS) for record in records) == drawn
    assert len(book.folder_of("replaced")) == drawn
    assert book.statuses() == ["done"] * 6


def test_refresh_says_why_and_draws_nothing_where_the_words_are_those_of_now(book):
    said = book.run("--refresh")
    assert "Nothing to refresh: these pictures were drawn from the words that the rules write now." in said
    assert "Nothing to draw" in said
    assert "is for SDXL" in book.run("--refresh", engine="storyboard")
    book.word_anew(leads={"Emma"})
    plan = book.plan("--refresh")

    assert [scene["status"] for scene in plan] == ["changed", *["done"] * 5]
    assert plan[0]["reason"] == "Drawn from other words than the rules write now; --refresh draws it anew."


@pytest.mark.parametrize("scene", ["1:9", "3:1"])
def test_refresh_of_a_scene_that_is_not_there_is_a_mistake_of_the_command_line(book, scene):
    book.run("--refresh", scene)

    assert book.status == 2


# --- What the author changes ------------------------------------------------------------------------------------


def test_a_changed_text_is_worded_anew(book):
    book.word_anew()
    scenes = list(night.BEGINNINGS)
    scenes[0] = scenes[0].replace("in the office", "in the kitchen")
    book.write(*scenes)

    assert book.statuses() == ["changed", *["done"] * 5]


def test_a_scene_before_it_that_changed_redraws_nothing_after_it(book):
    book.write("In the cellar Jonas opened the chest while snow fell on the yard.", *night.BEGINNINGS)

    assert book.statuses() == ["new", *["done"] * 6]


def test_a_text_that_was_changed_while_the_words_stayed_the_same_counts_as_it_is_now(book):
    scenes = list(night.BEGINNINGS)
    scenes[2] = scenes[2].replace("shouting the price", "shouting out the price")
    book.write(*scenes)
    prompt = book.plan()[2]["prompt"]
    if prompt != book.record(3).job.prompt:
        pytest.fail("this test needs a change that the prompt does not say")
    book.run()
    book.word_anew()

    assert book.statuses() == ["done"] * 6


def test_a_new_coat_in_the_cast_sheet_draws_the_scenes_that_show_it(book):
    (book.folder / "cast.toml").write_text(SHEET.format(coat="green coat"), encoding="utf-8")
    book.run()
    book.word_anew()
    (book.folder / "cast.toml").write_text(SHEET.format(coat="red coat"), encoding="utf-8")
    plan = book.plan()

    assert [scene["status"] for scene in plan] == ["changed", *["done"] * 5]
    assert "red coat" in plan[0]["prompt"]


def test_a_coat_is_noticed_on_a_picture_of_the_version_before_too(book):
    (book.folder / "cast.toml").write_text(SHEET.format(coat="green coat"), encoding="utf-8")
    book.run()
    strip_memory(book)
    book.word_anew()
    book.run()  # the new version has been here
    (book.folder / "cast.toml").write_text(SHEET.format(coat="red coat"), encoding="utf-8")

    assert book.statuses() == ["changed", *["done"] * 5]


def test_the_cast_sheet_that_the_program_writes_redraws_nothing_by_being_there(book):
    book.word_anew()
    book.run("--write-cast")

    assert (book.folder / "cast.toml").exists()
    assert book.statuses() == ["done"] * 6


def test_a_sheet_that_is_written_and_says_what_the_text_says_redraws_nothing(book):
    book.word_anew()
    book.run()
    (book.folder / "cast.toml").write_text('[emma]\nname = "Emma"\n\n[jonas]\nname = "Jonas"\n', encoding="utf-8")

    assert book.statuses() == ["done"] * 6


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        pytest.param("seed = ", "seed = 1", "You edited its prompt file: seed.", id="a seed"),
        pytest.param('prompt = "', 'prompt = "red ink, ', "You edited its prompt file: prompt.", id="a prompt"),
        pytest.param("seed = ", "steps = 12\nseed = ", "You edited its prompt file: steps.", id="a setting"),
    ],
)
def test_an_edit_is_drawn_and_the_other_words_stay(book, old, new, words):
    book.word_anew()
    book.run()
    book.edit(2, old, new)
    plan = book.plan()

    assert [scene["status"] for scene in plan] == ["done", "edited", *["done"] * 4]
    assert plan[1]["reason"] == words
    assert NEW_WORDS not in plan[1]["prompt"]


@pytest.mark.parametrize(
    "argv", [["--steps", "12"], ["--negative", "fog"], ["--style", "noir"], ["--seed", "4"], ["--restyle", "woodcut"]]
)
def test_a_setting_draws_again(book, argv):
    book.word_anew()
    book.run()

    assert book.statuses(*argv) == ["changed"] * 6


def test_a_style_of_config_whose_words_are_changed_draws_again(book, monkeypatch):
    import dataclasses

    book.word_anew()
    style = config.STYLES[config.STYLE]
    monkeypatch.setitem(config.STYLES, config.STYLE, dataclasses.replace(style, finish=("gold leaf",)))

    assert book.statuses() == ["changed"] * 6


def test_another_style_is_noticed_on_pictures_of_the_version_before(book, monkeypatch):
    strip_memory(book)
    book.word_anew()
    monkeypatch.setattr(config, "STYLE", "noir")

    assert book.statuses() == ["changed"] * 6


def test_panels_are_drawn_again_by_other_rules(book, monkeypatch):
    book.run("--force", engine="storyboard")
    monkeypatch.setattr("storyboard.drawing.DRAWING_VERSION", -1)

    assert book.statuses(engine="storyboard") == ["changed"] * 6


# --- The prompt file --------------------------------------------------------------------------------------------


def test_the_prompt_file_says_what_the_picture_was_drawn_from(book):
    book.word_anew()
    for path in book.prompts.glob("*.toml"):
        path.unlink()
    book.run()
    file = read_prompt_file(book.prompt_file(2), LIMITS)

    assert file.values["prompt"] == file.generated.prompt == book.record(2).job.prompt
    assert file.edits == {}


def test_an_edit_that_is_taken_back_gives_the_old_picture(book):
    first = book.record(2).job
    book.word_anew()
    book.edit(2, 'prompt = "', 'prompt = "red ink, ')
    book.run()
    assert book.record(2).job.prompt.startswith("red ink, ")
    book.edit(2, 'prompt = "red ink, ', 'prompt = "')
    book.run()

    assert book.record(2).job == first


def test_a_take_of_a_picture_that_stays_has_its_words(book):
    book.word_anew()
    book.run("--scenes", "1:2", "--takes", "1")
    take = read_picture(book.images / "takes" / "chapter_01_scene_02_take_01.png").record

    assert take.job.prompt == book.record(2).job.prompt
    book.run("--choose", "1:2=1")
    assert book.statuses() == ["done"] * 6


def test_force_draws_the_same_words_again(book):
    book.word_anew()
    before = book.record(2).job
    book.run("--force", "--scenes", "1:2")

    assert book.record(2).job == before


# --- Corrections ----------------------------------------------------------------------------------------------------


def test_a_correction_is_drawn_and_then_stays(book):
    book.word_anew()
    book.run("--correct", "1:2", "place=van")
    plan = book.plan()
    assert [scene["status"] for scene in plan] == ["done", "edited", *["done"] * 4]
    assert "van" in plan[1]["prompt"]
    book.run()
    book.word_anew(leads={"Emma"})

    assert book.statuses() == ["done"] * 6


def test_a_shot_of_her_own_wins_over_the_one_that_is_kept_and_gives_way_to_it_again(book):
    own = book.plan()[0]["reading"]["shot"]
    book.run("--correct", "1:1", "shot=high angle shot")
    book.run()
    assert book.plan()[0]["reading"]["shot"] == "high angle shot"
    book.run("--correct", "1:1", "shot=")

    assert book.plan()[0]["reading"]["shot"] == own
