"""--export writes files for other programs beside the pictures, and touches nothing else."""

import json
import zipfile

import night
import pytest
from PIL import Image

import generate_scene_images
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


@pytest.mark.slow
def test_a_guide_sees_people_from_nearer(desk):
    heads = []
    for more in ((), ("--guide", "words", "--height", "768", "--width", "1344")):
        size = () if more else ("--height", "768", "--width", "1344")
        assert night.run(desk, "--scenes", "1:2", "--export", "maps", *size, *more) == 0
        told = json.loads((desk / "images/maps/chapter_01_scene_02_heads.json").read_text(encoding="utf-8"))
        heads.append([bottom - top for _, top, _, bottom in (one["head"] for one in told["people"] if one["name"])])
    panel, guided = heads

    assert min(guided) >= max(80, min(panel))


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
def test_a_scene_that_fails_is_told_and_the_others_go_on(desk, capsys, monkeypatch):
    from workspace import exporting

    real = exporting.write_maps

    def broken(stage, size, people):
        if "Emma" in people.values():
            raise ZeroDivisionError
        return real(stage, size, people)

    monkeypatch.setattr(exporting, "write_maps", broken)

    assert night.run(desk, "--export", "maps") == 1
    assert "1:1 has no maps: the storyboard panel could not be drawn (ZeroDivisionError" in capsys.readouterr().err
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
