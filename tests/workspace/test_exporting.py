"""--export writes files for other programs beside the pictures, and touches nothing else."""

import json
import zipfile

import night
import pytest
from PIL import Image

import generate_scene_images
from errors import NovelError
from workspace.map_files import PARTS

SCENE = "chapter_01_scene_01"


@pytest.fixture
def desk(tmp_path):
    night.write_novel(tmp_path, night.BEGINNINGS[:2])
    return tmp_path


def loudly(desk, *more):
    argv = [word for word in night.argv_of(desk, *more) if word != "--quiet"]
    return generate_scene_images.main(argv)


def names(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_maps_are_written_for_the_selected_scenes_and_nothing_is_drawn_nor_said(desk, capsys):
    assert night.run(desk, "--scenes", "1:1", "--export", "maps") == 0

    assert capsys.readouterr() == ("", "")
    assert names(desk / "images" / "maps") == sorted(f"{SCENE}_{part}" for part in PARTS)
    assert names(desk / "images") == ["maps"]
    assert not (desk / "prompt_cache").exists()
    told = json.loads((desk / "images" / "maps" / f"{SCENE}_heads.json").read_text(encoding="utf-8"))
    assert [one["name"] for one in told["people"]] == ["Emma"]
    assert (told["width"], told["height"]) == (96, 64)


@pytest.mark.slow
def test_layers_are_the_panel_that_a_run_draws(desk):
    assert night.run(desk, "--scenes", "1:1", "--export", "ora") == 0
    assert night.run(desk, "--scenes", "1:1") == 0

    (picture,) = (desk / "images").glob("*.png")
    with zipfile.ZipFile(desk / "images" / "layers" / f"{SCENE}.ora") as opened, opened.open("mergedimage.png") as file:
        merged = Image.open(file).convert("RGB")
    assert merged.tobytes() == Image.open(picture).convert("RGB").tobytes()
    assert b'name="Emma"' in zipfile.ZipFile(desk / "images" / "layers" / f"{SCENE}.ora").read("stack.xml")


LARGE = ("--scenes", "1:2", "--width", "1344", "--height", "768")
PORTRAIT = {"cast.toml": '[jonas]\nname = "Jonas"\nportrait = "jonas.png"\n'}
WORDS_OF_THE_BOOK = {"novel.toml": 'guide = "words"\n'}


def least_head_of(desk):
    """Give the height of the smallest head that the last export wrote."""
    told = json.loads((desk / "images/maps/chapter_01_scene_02_heads.json").read_text(encoding="utf-8"))
    return min(bottom - top for _, top, _, bottom in (one["head"] for one in told["people"] if one["name"]))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("files", "before", "given", "is_nearer", "why"),
    [
        ({}, None, (), False, "nobody asks for a guide"),
        ({}, None, ("--guide", "words"), True, "this command line"),
        (WORDS_OF_THE_BOOK, None, (), True, "the book's file"),
        (WORDS_OF_THE_BOOK, None, ("--guide", "none"), False, "this command line wins over the book's file"),
        ({}, ("--guide", "words"), (), True, "an earlier command line"),
        (WORDS_OF_THE_BOOK, ("--guide", "none"), (), False, "an earlier one wins over the book's file"),
        ({}, ("--guide", "words"), ("--guide", "none"), False, "this one wins over an earlier one"),
        ({}, ("--faces",), (), True, "larger faces are a guide too"),
        (PORTRAIT, None, (), True, "a portrait is held to"),
        (PORTRAIT, None, ("--likeness", "none"), False, "a portrait that nobody holds to"),
    ],
)
def test_a_guide_sees_people_from_nearer_and_is_that_of_a_run(desk, files, before, given, is_nearer, why):
    for name, text in files.items():
        (desk / name).write_text(text, encoding="utf-8")
    Image.new("RGB", (8, 8)).save(desk / "jonas.png")
    if before:
        assert night.run(desk, "--scenes", "1:2", *before) == 0
    assert night.run(desk, "--export", "maps", *LARGE, *given) == 0

    assert (least_head_of(desk) >= 80) is is_nearer, why


@pytest.mark.parametrize("kind", ["maps", "ora"])
def test_a_portrait_that_is_not_there_ends_an_export_of_maps_as_it_ends_a_run(desk, capsys, kind):
    (desk / "cast.toml").write_text(PORTRAIT["cast.toml"], encoding="utf-8")

    assert night.run(desk, "--scenes", "1:2", "--export", kind) == (kind == "maps")
    assert ('portrait is "jonas.png", where no file is' in capsys.readouterr().err) is (kind == "maps")


def test_the_next_export_writes_over_its_own_files_and_no_others_and_says_where(desk, capsys):
    folder = desk / "images" / "maps"
    folder.mkdir(parents=True)
    (folder / f"{SCENE}_depth.png").write_bytes(b"old")
    (folder / "mine.png").write_bytes(b"mine")

    assert loudly(desk, "--scenes", "1:1", "--export", "maps") == 0
    assert f"The maps of 1 scene are in {folder}." in capsys.readouterr().err
    assert (folder / "mine.png").read_bytes() == b"mine"
    assert (folder / f"{SCENE}_depth.png").read_bytes().startswith(b"\x89PNG")
    assert night.stray(desk / "images") == []


def test_a_dry_run_tells_how_many_files_it_would_be(desk, capsys):
    assert loudly(desk, "--export", "maps", "ora", "--dry-run") == 0

    said = capsys.readouterr().err
    assert f"10 files of 2 scenes would be written to {desk / 'images' / 'maps'}." in said
    assert f"2 files of 2 scenes would be written to {desk / 'images' / 'layers'}." in said
    assert not (desk / "images").exists()


@pytest.mark.slow
@pytest.mark.parametrize("there", ["a file", "a folder of a map's name"])
def test_what_stands_in_the_way_is_told(desk, capsys, there):
    folder = desk / "images" / "maps"
    folder.parent.mkdir()
    if there == "a file":
        folder.write_bytes(b"")
    else:
        (folder / f"{SCENE}_index.png").mkdir(parents=True)

    assert night.run(desk, "--scenes", "1:1", "--export", "maps") != 0
    said = capsys.readouterr().err
    assert "--output DIR" in said
    assert "Traceback" not in said


@pytest.mark.slow
@pytest.mark.parametrize("error", [ZeroDivisionError, NovelError], ids=["the program's", "told"])
def test_a_scene_that_fails_is_told_and_the_others_go_on(desk, capsys, monkeypatch, error):
    from workspace import exporting

    real = exporting.write_maps

    def broken(stage, size, people):
        if "Emma" in people.values():
            raise error
        return real(stage, size, people)

    monkeypatch.setattr(exporting, "write_maps", broken)

    assert night.run(desk, "--export", "maps") == 1
    assert f"1:1 has no maps: the storyboard panel could not be drawn ({error.__name__}" in capsys.readouterr().err
    assert len(names(desk / "images" / "maps")) == len(PARTS)


@pytest.mark.slow
def test_a_scene_whose_prompt_file_cannot_be_read_is_left_out(desk, capsys):
    (desk / "prompt_cache").mkdir()
    (desk / "prompt_cache" / f"{SCENE}.toml").write_text("prompt = ", encoding="utf-8")

    assert night.run(desk, "--export", "maps") == 1
    assert "1:1 has no maps: " in capsys.readouterr().err
    assert len(names(desk / "images" / "maps")) == len(PARTS)


@pytest.mark.parametrize(
    "more",
    [
        *(["--takes", "2"], ["--watch"], ["--gallery"], ["--tidy"], ["--init"], ["--keep", "1:1"]),
        *(["--choose", "1:1=2"], ["--write-cast"], ["--reproduce", "a.png"], ["--check"]),
    ],
    ids=lambda more: more[0],
)
def test_it_stands_beside_no_other_errand(desk, more, capsys):
    with pytest.raises(SystemExit) as ended:
        night.run(desk, "--export", "maps", *more)

    assert ended.value.code == 2
    assert f"leave {more[0]} out" in capsys.readouterr().err


def test_an_unknown_kind_is_asked_about(desk, capsys):
    with pytest.raises(SystemExit):
        night.run(desk, "--export", "map")
    assert "maps" in capsys.readouterr().err
