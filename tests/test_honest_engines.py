"""An engine is honest: what it does not read changes nothing, is said in a line, and is kept for another engine."""

import json
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import night
import pytest
from PIL import Image
from tiny_sdxl import write_lora

import config
from workspace.pictures import read_picture, save_picture

ROOT = Path(__file__).parent.parent


@pytest.fixture
def desk(drawn_once, tmp_path):
    """Give a copy of the drawn novel."""
    return night.copy(drawn_once, tmp_path / "desk")


def talk(desk, capsys, *argv):
    """Run the command and give what it says."""
    capsys.readouterr()
    argv = [word for word in night.argv_of(desk, *argv) if word != "--quiet"]
    assert night.generate_scene_images.main(argv) == 0
    return capsys.readouterr().err


def plan(desk, capsys, *argv):
    capsys.readouterr()
    assert night.run(desk, "--dry-run", "--json", *argv) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def pictures(desk):
    return {path.name: path.read_bytes() for path in sorted(desk.glob("images/*.png"))}


def prompt_path(desk, number):
    return desk / "prompt_cache" / f"chapter_01_scene_{number:02d}.toml"


def edit(desk, number, key, value):
    """Edit or add a value of a scene's prompt file, as an author does."""
    path = prompt_path(desk, number)
    text = path.read_text("utf-8")
    line = f"{key} = {json.dumps(value)}  # mine"
    found = re.subn(rf"(?m)^{key} = .*$", line, text, count=1)
    path.write_text(found[0] if found[1] else f"{line}\n{text}", "utf-8")


def assert_unmoved(desk, before):
    assert pictures(desk) == before
    assert not list(desk.glob("images/replaced/*"))


# --- What a panel does not read -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "reason", "line"),
    [
        pytest.param("prompt", "a red door", "edited prompt is kept for SDXL", "prompts", id="prompt"),
        pytest.param("negative_prompt", "", "edited negative prompt is kept", "negative prompts", id="negative prompt"),
        pytest.param("steps", 12, "edited steps are kept for SDXL", "steps", id="steps"),
        pytest.param("guidance", 3.0, "edited guidance is kept for SDXL", "guidance", id="guidance"),
        pytest.param("model", "nowhere", "edited model is kept for SDXL", "models", id="a model that is not here"),
    ],
)
def test_an_edit_that_a_panel_does_not_read_is_kept_for_sdxl(desk, capsys, key, value, reason, line):
    before = pictures(desk)
    edit(desk, 2, key, value)
    scene = plan(desk, capsys)[1]
    said = talk(desk, capsys)

    assert scene["status"] == "done"
    assert reason in scene["reason"]
    assert f"Storyboard panels do not read {line}: kept for SDXL." in said
    assert "6 scenes: 6 done. Nothing to draw." in said
    assert_unmoved(desk, before)


def test_a_seed_of_the_authors_own_is_read(desk, capsys):
    edit(desk, 1, "seed", 7)  # an office: seen from elsewhere
    edit(desk, 2, "seed", 7)  # a harbour under stars

    assert [scene["status"] for scene in plan(desk, capsys)] == ["edited", "edited", *["done"] * 4]
    assert plan(desk, capsys)[0]["seed"] == 7
    assert "kept for SDXL" not in talk(desk, capsys)


GIVEN = [
    (["--steps", "40"], "steps"),
    (["--negative", "x"], "negative prompts"),
    (["--guidance", "9"], "guidance"),
    (["--model", "quality"], "models"),
    (["--cfg-cutoff", "0.5"], "the CFG cut-off"),
    (["--fp16-accumulation"], "half-precision sums"),
    (["--guide", "strong", "--likeness", "none", "--faces"], "guides, likenesses or larger faces"),
    (["--steps", "40", "--negative", "x"], "steps or negative prompts"),
]


@pytest.mark.parametrize(("argv", "line"), GIVEN, ids=[" ".join(argv) for argv, _ in GIVEN])
def test_a_setting_that_a_panel_does_not_read_changes_nothing_and_is_said_in_one_line(desk, capsys, argv, line):
    before = pictures(desk)
    said = talk(desk, capsys, *argv)

    assert said.count("kept for SDXL") == 1
    assert f"Storyboard panels do not read {line}: kept for SDXL." in said
    assert "Nothing to draw" in said
    assert_unmoved(desk, before)
    assert "kept for SDXL" not in talk(desk, capsys), "it was said when it was given"


@pytest.mark.parametrize("argv", [["--width", "128"], ["--style", "noir"], ["--restyle", "woodcut"], ["--seed", "5"]])
def test_what_a_panel_reads_is_drawn(desk, capsys, argv):
    before = pictures(desk)
    said = talk(desk, capsys, *argv)

    assert "kept for SDXL" not in said
    assert "6 pictures drawn in" in said
    assert not set(before.values()) & set(pictures(desk).values())


def test_how_sdxl_uses_the_machine_is_no_setting_of_a_panel(desk, capsys):
    assert "Storyboard panels do not use --compile or --max-vram." in talk(desk, capsys, "--max-vram", "8", "--compile")


@pytest.mark.parametrize("engine", ["storyboard", "sdxl"])
@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--lora", "nowhere.safetensors"], 'LoRA "nowhere.safetensors" is no file here'),
        (["--lora", "none", "--lora", "gone/ink.safetensors:0.5"], 'LoRA "gone/ink.safetensors" is no file here'),
        (["--model", "nowhere"], 'model "nowhere" is no preset, folder or file here'),
    ],
    ids=["lora", "one of two", "model"],
)
def test_a_path_that_leads_nowhere_is_an_error_with_either_engine(tmp_path, capsys, engine, argv, words):
    night.write_novel(tmp_path)

    assert night.run(tmp_path, *argv, "--engine", engine) == 2
    said = capsys.readouterr().err
    assert words in said
    assert len(said.splitlines()) == 1
    assert not list(tmp_path.glob("images/*")) + list(tmp_path.glob("prompt_cache/*"))


def test_models_and_loras_of_config_are_not_sought_for_panels(tmp_path, monkeypatch):
    night.write_novel(tmp_path)
    monkeypatch.setattr(config, "LORAS", ("nowhere.safetensors",))
    monkeypatch.setattr(config, "MODEL", "nowhere")

    assert night.run(tmp_path) == 0


# --- Equal pictures -----------------------------------------------------------------------------------------------


def test_force_sets_nothing_equal_aside_and_says_how_many_are_as_they_were(desk, capsys):
    before = pictures(desk)

    assert "6 pictures drawn, all of them as they were, in" in talk(desk, capsys, "--force")
    assert "1 picture drawn, as it was, in" in talk(desk, capsys, "--force", "--scenes", "1:2")
    assert_unmoved(desk, before)


def test_takes_of_a_room_are_other_views_of_it(desk, capsys):
    talk(desk, capsys, "--scenes", "1:1-2", "--takes", "2")
    takes = sorted(desk.glob("images/takes/*.png"))

    assert {path.name[:19] for path in takes} == {"chapter_01_scene_01", "chapter_01_scene_02"}
    assert len({path.read_bytes() for path in takes}) == len(takes) >= 2


# --- What an earlier command line gave ----------------------------------------------------------------------------


def given_of(desk, number):
    return tomllib.loads(prompt_path(desk, number).read_text("utf-8"))["generated"].get("given")


def test_what_the_command_line_gives_is_in_the_prompt_files_of_the_selected_scenes(desk, capsys):
    edit(desk, 2, "prompt", "a red door")
    before = prompt_path(desk, 2).read_text("utf-8")
    talk(desk, capsys, "--scenes", "1:2-3", "--steps", "40", "--style", "noir")

    given = {"width": 96, "height": 64, "steps": 40, "style": "noir"}
    assert [given_of(desk, number) for number in (1, 2, 3)] == [{"width": 96, "height": 64}, given, given]
    after = prompt_path(desk, 2).read_text("utf-8")
    assert re.sub(r"(?m)^given = .*\n", "", after) == re.sub(r"(?m)^given = .*\n", "", before), "all else is hers"
    assert plan(desk, capsys)[1]["settings"]["steps"] == 40
    assert all(read_picture(path).record.given == {} for path in desk.glob("images/*.png"))


def test_a_dry_run_gives_nothing(desk, capsys):
    before = night.contents(desk)

    assert plan(desk, capsys, "--steps", "40")[0]["settings"]["steps"] == 40
    assert "Storyboard panels do not read steps" in talk(desk, capsys, "--dry-run", "--steps", "40")
    assert night.contents(desk) == before


@pytest.mark.slow
def test_her_own_value_wins_over_what_was_given_before(desk, capsys):
    talk(desk, capsys, "--steps", "40", "--negative", "fog")
    edit(desk, 2, "steps", 12)
    edit(desk, 3, "negative_prompt", "rain")
    scenes = plan(desk, capsys)

    assert [scene["settings"]["steps"] for scene in scenes[:3]] == [40, 12, 40]
    assert [scene["negative_prompt"] for scene in scenes[1:3]] == ["fog", "rain"]
    talk(desk, capsys)
    assert "steps" not in given_of(desk, 2)
    assert "negative" not in given_of(desk, 3)
    talk(desk, capsys, "--steps", "20")
    assert [scene["settings"]["steps"] for scene in plan(desk, capsys)[:2]] == [20, 20]


def test_a_remembered_value_that_cannot_be_stops_its_scene_alone(desk, capsys):
    path = prompt_path(desk, 2)
    path.write_text(path.read_text("utf-8").replace("width = 96", 'width = "wide"'), "utf-8")
    scenes = plan(desk, capsys)

    assert [scene["status"] for scene in scenes] == ["done", "unreadable", *["done"] * 4]
    assert "width = 'wide'" in scenes[1]["reason"]


def test_pictures_and_prompt_files_of_the_version_before_lose_nothing(desk, capsys, monkeypatch):
    """Panels whose recipes hold a prompt and what was given, and prompt files without it, as 0.3.0 wrote them."""
    for path in sorted(desk.glob("images/*.png")):
        record = read_picture(path).record
        job = replace(record.job, prompt="a", negative_prompt="b", steps=30, guidance=7.0, seed=record.job.seed or 99)
        with Image.open(path) as image:
            image.load()
        old = replace(record, job=job, given={"width": 96, "height": 64, "steps": 40})
        path.unlink()
        save_picture(image, old, path)
    for path in desk.glob("prompt_cache/*.toml"):
        path.write_text(re.sub(r"(?m)^given = .*\n", "", path.read_text("utf-8")), "utf-8")
    before = pictures(desk)
    monkeypatch.setattr(night, "SIZE", ("--engine", "storyboard"))

    assert "6 scenes: 6 done. Nothing to draw." in talk(desk, capsys)
    assert_unmoved(desk, before)
    assert given_of(desk, 1) is None, "a picture's word is no setting"
    talk(desk, capsys, "--width", "96", "--height", "64")
    assert given_of(desk, 1) == {"width": 96, "height": 64}
    assert_unmoved(desk, before)


# --- With SDXL ------------------------------------------------------------------------------------------------------

SDXL = ("--engine", "sdxl", "--width", "64", "--height", "64", "--steps", "1", "--guidance", "2")
STORY = night.BEGINNINGS[:2]
quiet_numpy = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.fixture(scope="module")
def painted_once(tmp_path_factory, tiny_sdxl_folder):
    """Draw a novel of two scenes with the tiny model."""
    folder = tmp_path_factory.mktemp("painted")
    night.write_novel(folder, STORY)
    assert night.run(folder, *SDXL, "--model", str(tiny_sdxl_folder)) == 0
    return folder


@pytest.fixture
def painted(painted_once, tmp_path, monkeypatch):
    """Give a copy of the painted novel; later runs name no setting."""
    monkeypatch.setattr(night, "SIZE", ("--engine", "sdxl"))
    return night.copy(painted_once, tmp_path / "desk")


@quiet_numpy
def test_with_sdxl_an_edited_prompt_draws_exactly_its_picture(painted, capsys):
    before = pictures(painted)
    edit(painted, 2, "prompt", "a red door")
    said = talk(painted, capsys)

    assert "2 scenes: 1 edited, 1 done. 1 picture to draw" in said
    assert "kept for" not in said
    changed = [name for name, content in pictures(painted).items() if before[name] != content]
    assert [path.name for path in painted.glob("images/replaced/*")] == changed
    assert changed[0].startswith("chapter_01_scene_02")
    assert "2 scenes: 2 done. Nothing to draw." in talk(painted, capsys)


@quiet_numpy
def test_with_sdxl_a_deleted_picture_is_drawn_as_the_command_line_gave(painted, capsys):
    before = pictures(painted)
    next(painted.glob("images/chapter_01_scene_01*")).unlink()

    assert "1 picture drawn" in talk(painted, capsys)
    assert pictures(painted) == before


@quiet_numpy
def test_what_a_storyboard_run_was_given_is_read_by_sdxl(painted, capsys):
    before = pictures(painted)
    said = talk(painted, capsys, "--engine", "storyboard", "--negative", "fog")

    assert "Storyboard panels do not read negative prompts: kept for SDXL." in said
    assert_unmoved(painted, before)
    assert [scene["reason"] for scene in plan(painted, capsys)] == ["Changed since it was drawn: negative prompt."] * 2
    assert {scene["negative_prompt"] for scene in plan(painted, capsys)} == {"fog"}


@quiet_numpy
def test_a_model_and_a_lora_that_a_storyboard_run_was_given_are_found_by_sdxl(tmp_path, tiny_sdxl_folder, capsys):
    night.write_novel(tmp_path, STORY)
    lora = write_lora(tmp_path / "ink.safetensors")
    talk(tmp_path, capsys, "--model", str(tiny_sdxl_folder), "--lora", f"{lora}:0.5")
    scene = plan(tmp_path, capsys, "--engine", "sdxl")[0]

    assert given_of(tmp_path, 1)["lora"] == [f"{lora}:0.5"]
    assert (scene["status"], scene["settings"]["model"]) == ("changed", str(tiny_sdxl_folder))


@quiet_numpy
def test_without_guidance_sdxl_reads_no_negative_prompt_and_says_so(painted, capsys):
    talk(painted, capsys, "--guidance", "1")
    before = pictures(painted)
    said = talk(painted, capsys, "--negative", "fog", "--cfg-cutoff", "0.5")

    assert (
        "Without guidance SDXL does not read the CFG cut-off or negative prompts: kept for a guidance above 1." in said
    )
    assert "Nothing to draw" in said
    assert pictures(painted) == before


@quiet_numpy
@pytest.mark.slow
def test_a_chosen_take_of_another_style_is_asked_for_and_kept(painted, capsys):
    talk(painted, capsys, "--scenes", "1:2", "--takes", "1", "--style", "noir")
    before = night.contents(painted)
    assert "style" not in given_of(painted, 2)
    assert night.run(painted, "--choose", "1:2=1") == 2
    assert "another style (noir instead of graphic novel)" in capsys.readouterr().err
    assert night.contents(painted) == before

    said = talk(painted, capsys, "--choose", "1:2=1", "--anyway")
    assert (
        "Scene 1:2 is take 1 now, of another style (noir instead of graphic novel); its seed and settings are" in said
    )
    assert given_of(painted, 2)["style"] == "noir"
    assert "2 scenes: 2 done. Nothing to draw." in talk(painted, capsys)
    take, chosen = (next(painted.glob(f"images/{name}")) for name in ("takes/*.png", "chapter_01_scene_02*.png"))
    assert chosen.read_bytes() == take.read_bytes()


# --- As a new user tried it -----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_sample_drawn_once_moves_nothing_for_what_panels_do_not_read(tmp_path, monkeypatch, capsys):
    """33 scenes: `--steps 40`, `--negative x`, an edited prompt, `--guidance 9`, and `--force`."""
    monkeypatch.chdir(tmp_path)

    def run(*argv):
        capsys.readouterr()
        novel = ("--novel", str(ROOT / config.NOVEL), "--engine", "storyboard")
        assert night.generate_scene_images.main([*novel, *argv]) == 0
        return capsys.readouterr().err

    assert "33 pictures drawn" in run("--width", "320", "--height", "184")
    before = pictures(tmp_path)
    walks = (["--steps", "40"], ["--negative", "x"], [], ["--guidance", "9"])
    for argv in walks:
        if not argv:
            edit(tmp_path, 2, "prompt", "a red door")
        said = run(*argv)
        assert said.count("kept for SDXL") == 1
        assert "33 scenes: 33 done. Nothing to draw." in said
    assert "33 pictures drawn, all of them as they were," in run("--force")
    assert_unmoved(tmp_path, before)
    assert "The version before" not in (tmp_path / "images" / "index.html").read_text("utf-8")
