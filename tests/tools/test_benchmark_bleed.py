"""Colour bleed over a folder: of panels by their drawings, of SDXL's pictures by their guides or the scenes' panels."""

from dataclasses import replace

import pytest
from mapped import EMMA, JONAS, drawing
from PIL import Image

from records import RenderJob
from sdxl.guides import CELL, Guide, GuidedFigure
from storyboard.engine import draw_panel
from storyboard.worn_colours import outer_colour
from tools import benchmark
from tools.benchmark_bleed import Bleed, has_colours, measure_bleed
from workspace.identity import identify
from workspace.picture_records import PictureRecord
from workspace.pictures import save_picture

SIZE = WIDTH, HEIGHT = 336, 192
TEXT = "Emma in her yellow raincoat stood beside Jonas in his navy sweater. They talked in the kitchen all morning."
PANEL = RenderJob("storyboard", "", "p", "n", 7, 1, 1.0, *SIZE, drawing=drawing())
PAINTED = RenderJob("sdxl", "m", "p", "n", 7, 30, 7.0, *SIZE, "euler")
HERS, HIS = (48, 0, 112, 192), (208, 0, 272, 192)


def cells(box):
    row = WIDTH // CELL
    return tuple(
        number for line in range(HEIGHT // CELL) for number in (line * row + box[0] // CELL, (box[2] - box[0]) // CELL)
    )


GUIDE = Guide(
    tuple(GuidedFigure(one["key"], one["outfit"], cells(box)) for one, box in ((EMMA, HERS), (JONAS, HIS))), "words"
)
GUIDED = replace(PAINTED, guide=GUIDE.to_json())


def save(folder, name, job, picture):
    save_picture(picture, PictureRecord(1, 1, identify(TEXT), job), folder / f"{name}.png")


def in_colours(hers, his, ground="white"):
    picture = Image.new("RGB", SIZE, ground)
    for words, box in ((hers, HERS), (his, HIS)):
        picture.paste(outer_colour(words).colour, box)
    return picture


OWN, EXCHANGED = in_colours("yellow coat", "navy coat"), in_colours("navy coat", "yellow coat")


@pytest.mark.parametrize(
    ("pictures", "bleed"),
    [
        pytest.param([(PANEL, draw_panel(PANEL.drawing, *SIZE, 7))], Bleed(1, 0, 2, 2, 0), id="a panel"),
        pytest.param([(GUIDED, OWN), (GUIDED, EXCHANGED)], Bleed(2, 0, 4, 2, 2), id="guided, one exchanged"),
        pytest.param([(GUIDED, OWN.convert("L").convert("RGB"))], Bleed(0, 1, 0, 0, 0), id="without any colour"),
        pytest.param([(PAINTED, OWN)], Bleed(0, 1, 0, 0, 0), id="nobody knows where anybody is"),
        pytest.param([], Bleed(0, 0, 0, 0, 0), id="nothing"),
    ],
)
def test_who_wears_what_over_a_folder(tmp_path, pictures, bleed):
    for number, (job, picture) in enumerate(pictures):
        save(tmp_path, f"chapter_01_scene_{number:02d}", job, picture)

    assert measure_bleed(tmp_path) == bleed


@pytest.mark.slow
def test_what_nothing_guides_is_judged_by_the_novels_panels(tmp_path):
    novel = tmp_path / "chapters"
    novel.mkdir()
    (novel / "chapter_01.md").write_text(f"# One\n\n{TEXT}\n", encoding="utf-8")
    save(tmp_path, "chapter_01_scene_01", PAINTED, OWN)

    bleed = measure_bleed(tmp_path, novel)

    assert (bleed.pictures, bleed.left_out) == (1, 0)
    assert bleed.people >= 1


def test_it_is_printed_as_a_table(tmp_path, capsys):
    save(tmp_path, "chapter_01_scene_01", GUIDED, EXCHANGED)

    assert benchmark.main(["--bleed", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "| own colour dominant | 0.00 % | of 2 people in 1 pictures; 0 pictures are left out |" in said
    assert "| a neighbour's colour | 100.00 % | on how many it is seen |" in said


@pytest.mark.parametrize("more", [[], ["--novel", "nowhere"]])
def test_a_folder_without_pictures_is_one_sentence(tmp_path, capsys, more):
    assert benchmark.main(["--bleed", str(tmp_path / "none"), *more]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(("picture", "expected"), [(OWN, True), (OWN.convert("L").convert("RGB"), False)])
def test_a_picture_of_one_ink_has_no_colours(picture, expected):
    assert has_colours(picture) is expected
