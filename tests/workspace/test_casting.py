"""--cast-portraits as the author runs it: on the tiny model, chosen, and then held to by her scenes alone."""

from types import SimpleNamespace

import pytest

import generate_scene_images
from sdxl.guides import guide_of
from workspace.casting import say_choice, say_people
from workspace.pictures import read_picture

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

STORY = (
    "# One\n\nEmma read a letter at her desk in the office. She wore a green coat.\n\n* * *\n\n"
    "Jonas waited on the platform in the rain.\n"
)


@pytest.fixture
def book(tmp_path, monkeypatch, tiny_sdxl_folder, capsys):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "chapter_01.md").write_text(STORY, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("config.PORTRAIT_SIZE", 64)

    def run(*argv, steps=1):
        size = ("--width", "64", "--height", "64", "--steps", str(steps), "--model", str(tiny_sdxl_folder))
        status = generate_scene_images.main([*size, *argv])
        told = capsys.readouterr()
        return status, told.out + told.err

    return run


def portraits(folder):
    return sorted(path.name for path in (folder / "images" / "portraits").glob("*.png"))


def jobs(folder):
    return [read_picture(path).record.job for path in sorted((folder / "images").glob("*.png"))]


def test_a_dry_run_says_who_would_sit_and_draws_nothing(book, tmp_path):
    status, said = book("--cast-portraits", "--dry-run")

    assert status == 0
    assert "Portrait emma: Emma. graphic novel illustration, half-length portrait of" in said
    assert "Portrait jonas: Jonas." in said
    assert not (tmp_path / "images" / "portraits").exists()


@pytest.mark.parametrize(
    ("argv", "status", "words"),
    [
        (("--cast-portraits", "ema"), 2, 'nobody is called "ema"; did you mean "emma"?'),
        (("--cast-portraits", "--engine", "storyboard"), 1, "--cast-portraits needs SDXL"),
        (("--cast-portraits", "emma", "--takes", "2"), 2, "--cast-portraits draws portraits and ends: leave --takes"),
    ],
)
def test_what_cannot_be_is_said(book, argv, status, words):
    try:
        ended, said = book(*argv)
    except SystemExit as stopped:
        ended, said = stopped.code, words
    assert ended == status
    assert words in said


@pytest.mark.parametrize(("stem", "number"), [("emma", 1), ("emma", 10), ("emma_from_12", 100)])
def test_how_one_is_chosen_is_said_whatever_its_number(tmp_path, stem, number):
    planned = SimpleNamespace(path=tmp_path / f"{stem}_{number}.png", scene=SimpleNamespace(title="Emma"))

    assert say_choice([planned]).endswith(f"--choose {stem}=1.")
    assert say_people([planned]) == f"1 portrait of Emma ({stem})"


@pytest.mark.slow
def test_portraits_are_drawn_chosen_and_held_to(book, tmp_path):
    status, said = book("--cast-portraits", "emma")
    assert (status, portraits(tmp_path)) == (0, [f"emma_{number}.png" for number in range(1, 5)])
    assert "Portrait emma_1: " in said
    assert "--choose emma=1" in said
    assert "all up to date" in book("--cast-portraits", "emma")[1]

    book()
    plain = jobs(tmp_path)
    book("--choose", "emma=2")
    book()
    chosen = jobs(tmp_path)
    book("--choose", "emma=3")
    _, said = book()
    other = jobs(tmp_path)

    assert [bool(job.guide) for job in plain] == [False, False]
    assert [bool(job.guide) for job in chosen] == [True, False]
    assert guide_of(chosen[0]).portraits != guide_of(other[0]).portraits
    assert (chosen[1], other[1]) == (plain[1], plain[1])
    assert "1 picture drawn" in said
    assert "Nothing to draw" in book()[1]


@pytest.mark.slow
def test_a_picture_with_a_portrait_is_reproduced(book, tmp_path):
    book("--cast-portraits", "emma")
    book("--choose", "emma=2")
    book("--scenes", "1:1")
    (picture,) = (tmp_path / "images").glob("*.png")
    status, _ = book("--reproduce", str(picture))
    (again,) = (tmp_path / "images" / "reproduced").glob("*.png")

    assert status == 0
    assert again.read_bytes() == picture.read_bytes()
