"""The engine's options through the real command, on the tiny model: part of the recipe, kept by later runs."""

import json

import pytest
from tiny_sdxl import write_lora

import config
import generate_scene_images
from records import ScenePrompt
from workspace.jobs import LONG_LIMIT, apply_edits
from workspace.pictures import read_picture
from workspace.settings import Sources

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

STORY = "# One\n\nEmma read a letter at her desk in the office.\n\n* * *\n\nJonas waited on the platform in the rain.\n"


@pytest.fixture
def book(tmp_path, monkeypatch, tiny_sdxl_folder, capsys):
    """Draw a novel of two scenes; gives the status, what was said, and the jobs of the pictures."""
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "chapter_01.md").write_text(STORY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def draw(*argv):
        size = ("--width", "64", "--height", "64", "--steps", "2", "--model", str(tiny_sdxl_folder))
        status = generate_scene_images.main([*size, *map(str, argv)])
        pictures = [read_picture(path) for path in sorted((tmp_path / "images").glob("*.png"))]
        return status, capsys.readouterr().err, [picture.record.job for picture in pictures]

    return draw


def test_a_lora_is_part_of_the_recipe_and_kept_until_it_is_taken_back(book, tmp_path):
    path = write_lora(tmp_path / "ink.safetensors")
    _, _, (with_lora, _) = book("--lora", f"{path}:0.5")
    _, said, (kept, _) = book()
    _, _, (without, _) = book("--lora", "none")

    assert [(lora.name.split()[0], lora.weight) for lora in with_lora.loras] == [("ink.safetensors", 0.5)]
    assert "Nothing to draw" in said
    assert kept == with_lora
    assert without.loras == ()


@pytest.mark.slow
def test_a_lora_that_is_gone_keeps_its_pictures(book, tmp_path):
    path = write_lora(tmp_path / "ink.safetensors")
    book("--lora", path)
    path.unlink()
    status, said, jobs = book()

    assert status == 1
    assert "is no file here" in said
    assert len(jobs) == 2


@pytest.mark.parametrize(
    ("argv", "field", "value"),
    [
        (["--cfg-cutoff", "0.5"], "cfg_cutoff", 0.5),
        (["--fp16-accumulation"], "fp16_accumulation", True),
        pytest.param(["--cfg-cutoff", "1"], "cfg_cutoff", None, marks=pytest.mark.slow),
        pytest.param(["--memory", "model-offload"], "cfg_cutoff", None, marks=pytest.mark.slow),
        pytest.param(["--max-vram", "8"], "cfg_cutoff", None, marks=pytest.mark.slow),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_options_reach_the_job_and_a_plain_run_has_nothing_to_do(book, argv, field, value):
    status, _, jobs = book(*argv)
    _, said, _ = book()

    assert status == 0
    assert [getattr(job, field) for job in jobs] == [value] * 2
    assert "Nothing to draw" in said


@pytest.mark.slow
def test_after_a_reset_of_the_card_the_same_command_goes_on(book, monkeypatch):
    def lost(*_):
        raise RuntimeError("CUDA error: unspecified launch failure")

    with monkeypatch.context() as patch:
        patch.setattr("sdxl.session.denoise", lost)
        status, said, jobs = book()
    assert (status, jobs) == (1, [])
    assert "Scene 1:1 was not drawn: cpu no longer answers (CUDA error: unspecified launch failure), as after" in said
    assert "Stopped: 0 pictures drawn" in said
    assert "1 scene failed, 1 further scene remains. The same command goes on from here." in said
    assert "Scene 1:2 was not drawn" not in said

    status, _, jobs = book()
    assert (status, len(jobs)) == (0, 2)


def test_a_model_that_cannot_be_loaded_is_tried_once(book, monkeypatch):
    tried = []

    def broken(*_):
        tried.append(1)
        raise OSError("Unable to load weights")

    monkeypatch.setattr("sdxl.pipeline.load_unet", broken)
    status, said, jobs = book()

    assert (status, jobs, len(tried)) == (1, [], 1)
    assert "cannot be loaded: Unable to load weights; the log has the whole story" in said
    assert "A fault of the program" not in said


def test_the_memory_plan_is_no_part_of_the_recipe(book):
    _, _, first = book("--memory", "two-phase")
    _, said, second = book("--memory", "sequential")

    assert first == second
    assert "Nothing to draw" in said


@pytest.mark.slow
def test_long_prompts_are_part_of_the_recipe(book, monkeypatch):
    monkeypatch.setattr(config, "LONG_PROMPTS", True)
    status, _, jobs = book()

    assert status == 0
    assert all(job.long_prompts for job in jobs)


def test_long_prompts_are_read_whole():
    own = ScenePrompt("a house", "blurry", 4, 3, ())
    sources = Sources({}, {}, {"prompt": "lantern, " * 60})

    assert apply_edits(own, sources, {}, LONG_LIMIT).dropped == ()
    assert apply_edits(own, sources, {}, LONG_LIMIT).tokens == 122
    assert apply_edits(own, sources, {}).dropped == ("words past CLIP's 77 tokens in the prompt",)


def test_a_lora_that_is_not_there_is_a_usage_error(book):
    status, said, _ = book("--lora", "nowhere.safetensors")

    assert status == 2
    assert 'LoRA "nowhere.safetensors" is no file here' in said


def test_a_misspelt_lora_of_config_names_config(book, monkeypatch):
    monkeypatch.setattr(config, "LORAS", ("nowhere.safetensors",))
    status, said, _ = book()

    assert status == 1
    assert 'config.py: LoRA "nowhere.safetensors" is no file here' in said


def test_the_figures_tell_plan_and_steps(book, tmp_path):
    book("--memory", "model-offload")
    lines = (tmp_path / "logs" / "pictures.jsonl").read_text(encoding="utf-8").splitlines()
    figures = json.loads(lines[0])

    assert (figures["plan"], figures["notes"]) == ("model-offload", [])
    assert figures["step_seconds"] > 0


def test_check_draws_and_writes_nothing(book, tmp_path):
    assert book("--check")[0] == 0
    assert not (tmp_path / "images").exists()
    assert not (tmp_path / "logs").exists()


@pytest.mark.slow
def test_words_a_person_reach_the_picture_and_are_taken_back(book, tmp_path):
    """The whole way: text, panel, guide, engine, file, and back to the plain picture to the byte."""

    def pictures():
        return [path.read_bytes() for path in sorted((tmp_path / "images").glob("*.png"))]

    book()
    plain = pictures()
    status, _, jobs = book("--guide", "words")
    guided = pictures()
    _, said, _ = book()
    book("--guide", "none")

    assert status == 0
    assert [job.guide["kind"] for job in jobs] == ["words", "words"]
    assert all(one != other for one, other in zip(plain, guided, strict=True))
    assert "Nothing to draw" in said
    assert pictures() == plain
