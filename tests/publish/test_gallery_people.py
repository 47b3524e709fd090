"""The model sheet at the end of the proof sheet: the chosen portrait, or those to choose from with their commands."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from proof import IMAGES, named, plan_one, sheet

from publish.gallery import make_gallery
from publish.gallery_people import make_people
from publish.gallery_thumbnails import Thumbnail
from records import RenderJob
from workspace.identity import SceneIdentity
from workspace.model_sheet import ModelLook
from workspace.picture_records import PictureRecord
from workspace.pictures import Picture

JOB = RenderJob("sdxl", "owner/name", "a woman", "blurry", 7, 2, 7.0, 832, 1216, "euler")
RECORD = PictureRecord(0, 0, SceneIdentity("a" * 64, ""), JOB)
FOLDER = IMAGES / "portraits"


def takes(*numbers, stem="emma"):
    return tuple(Picture(FOLDER / f"{stem}_{number}.png", RECORD, sound=True) for number in numbers)


def look(**changes):
    return replace(ModelLook("emma", "Emma <Hale>", (0, 0), takes=takes(1, 2)), **changes)


def people(*looks, **changes):
    return make_people(replace(sheet(), looks=looks, **changes))


def test_without_portraits_the_page_has_no_such_section():
    assert people() == ""
    assert "The people" not in make_gallery(sheet(), [plan_one()])


def test_those_to_choose_from_stand_with_their_commands():
    html = people(look())

    assert [element.text for element in named(html, "h3")] == ["Emma <Hale>"]
    assert [image.attributes["alt"] for image in named(html, "img")] == [
        "Portrait 1 of Emma <Hale>", "Portrait 2 of Emma <Hale>",
    ]  # fmt: skip
    commands = [code.text for code in named(html, "code")]
    assert [command.partition("--choose ")[2] for command in commands] == ["emma=1", "emma=2"]
    assert not named(html, "details")


def test_the_chosen_one_stands_first_and_needs_no_command(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    FOLDER.mkdir(parents=True)
    for take in takes(1, 2):
        Image.new("RGB", (8, 8)).save(take.path)
    html = people(look(chosen=(FOLDER / "emma_2.png").absolute()))

    assert named(html, "img")[0].attributes["alt"] == "The portrait of Emma <Hale>"
    assert named(html, "img")[0].attributes["src"] == "portraits/emma_2.png"
    assert [code.text.partition("--choose ")[2] for code in named(html, "code")] == ["emma=1"]
    assert "the chosen one" in html
    assert [summary.text for summary in named(html, "summary")] == ["Choose another"]


@pytest.mark.parametrize(("chosen", "address"), [("art/emma 1.jpg", "../art/emma%201.jpg"), ("images/e.png", "e.png")])
def test_an_authors_own_picture_is_shown_from_where_it_lies(chosen, address):
    html = people(look(chosen=Path(chosen), takes=()))

    assert named(html, "img")[0].attributes["src"] == address
    assert not named(html, "details")


def test_a_later_look_tells_from_where_it_holds():
    html = people(look(stem="emma_from_12", start=(12, 1), takes=takes(1, stem="emma_from_12")))

    assert named(html, "h3")[0].text == "Emma <Hale> from chapter 12 on"
    assert "emma_from_12=1" in named(html, "code")[0].text


def test_a_small_picture_stands_for_a_large_one():
    path = takes(1)[0].path
    html = people(look(takes=takes(1)), small={path: Thumbnail(IMAGES / "thumbnails" / "a.jpg", 480, 702)})
    (image,) = named(html, "img")

    assert (image.attributes["src"], image.attributes["width"]) == ("thumbnails/a.jpg", "480")
    assert image.attributes["data-full"] == "portraits/emma_1.png"


def test_the_page_has_the_model_sheet_behind_the_scenes():
    html = make_gallery(replace(sheet(), looks=(look(),)), [plan_one()])

    assert html.index("</main>") < html.index('aria-labelledby="people"') < html.index("<dialog")
