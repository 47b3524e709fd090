"""Pictures on the proof sheet: addresses, first words, takes, and what is said of an older one."""

from dataclasses import replace
from pathlib import Path

import pytest
from proof import IMAGES, drawn, named, plan_one

from publish.gallery_pictures import (
    Desktop,
    Kept,
    file_url,
    make_pictures,
    make_take,
    picture_frame,
    picture_of,
    say_difference,
)
from publish.gallery_thumbnails import Thumbnail
from workspace.pictures import Picture

DESKTOP = Desktop(IMAGES)


@pytest.fixture
def planned():
    return plan_one()


@pytest.fixture
def shown(planned):
    """A plan whose scene has its picture."""
    return replace(planned, picture=drawn(planned))


def test_only_a_sound_picture_is_shown(planned, shown):
    assert picture_of(planned) is None
    assert picture_of(shown) is shown.picture
    assert picture_of(replace(shown, picture=replace(shown.picture, sound=False))) is None


@pytest.mark.parametrize(
    ("path", "url"),
    [
        pytest.param(IMAGES / "a.png", "a.png", id="beside the page"),
        pytest.param(IMAGES / "takes" / "a b.png", "takes/a%20b.png", id="in a folder, with a space"),
        pytest.param(IMAGES / "é#1.png", "%C3%A9%231.png", id="letters that an address has not"),
        pytest.param(Path("other") / "a.png", "other/a.png", id="elsewhere"),
    ],
)
def test_addresses_are_relative_to_the_page(path, url):
    assert file_url(path, DESKTOP) == url


def test_a_card_shows_the_picture_or_the_words(planned, shown):
    assert named(picture_frame(planned, DESKTOP, Kept()), "img") == []
    assert named(picture_frame(planned, DESKTOP, Kept()), "p")[0].text == "Emma Hale sat at her desk in the office."
    (image,) = named(picture_frame(shown, DESKTOP, Kept()), "img")
    assert image.attributes["alt"]


def test_no_picture_and_a_broken_one_are_told_apart(planned):
    broken = replace(planned, status="damaged")

    assert "No picture yet." in make_pictures(planned, DESKTOP, Kept())
    assert "The picture's file is broken." in make_pictures(broken, DESKTOP, Kept())


def test_the_version_before_lies_in_the_place_of_the_picture_and_takes_stand_below(shown):
    before, take = (replace(shown.picture, path=IMAGES / name) for name in ("replaced/b.png", "takes/x.png"))
    html = make_pictures(shown, DESKTOP, Kept(before=before, takes=(take,)))

    assert [figure.attributes["class"] for figure in named(html, "figure")] == ["now", "take"]
    assert [image.attributes["src"] for image in named(html, "img")][1] == "replaced/b.png"
    assert [button.attributes["id"] for button in named(html, "button")] == ["compare"]


def test_where_nothing_was_before_nothing_can_be_compared(shown):
    assert named(make_pictures(shown, DESKTOP, Kept()), "button") == []


def test_a_version_before_is_shown_by_itself_where_no_picture_is(planned, shown):
    html = make_pictures(planned, DESKTOP, Kept(before=shown.picture))

    assert [figure.attributes["class"] for figure in named(html, "figure")] == ["now", "before"]
    assert named(html, "button") == []


def test_a_card_shows_the_thumbnail_and_names_the_picture(shown):
    kept = Kept(thumbnail=Thumbnail(IMAGES / "thumbnails" / "a.jpg", 480, 250))
    (image,) = named(picture_frame(shown, DESKTOP, kept), "img")

    assert image.attributes["src"] == "thumbnails/a.jpg"
    assert image.attributes["data-full"] == "chapter_01_scene_01_emma_office_reading.png"
    assert (image.attributes["width"], image.attributes["height"]) == ("480", "250")


@pytest.mark.parametrize(("width", "class_"), [(250, "whole"), (480, None), (600, "whole")])
def test_a_thumbnail_of_another_shape_is_not_cut(shown, width, class_):
    kept = Kept(thumbnail=Thumbnail(IMAGES / "a.jpg", width, 250))

    assert named(picture_frame(shown, DESKTOP, kept), "img")[0].attributes.get("class") == class_


def test_what_changed_since_is_said(shown):
    record = shown.picture.record
    before = replace(shown.picture, record=replace(record, job=replace(record.job, width=record.job.width + 8)))

    assert say_difference(before, shown.picture) == "differs in width"
    assert say_difference(shown.picture, shown.picture) == "was drawn from the same recipe"
    assert say_difference(replace(before, record=None), shown.picture) == "tells nothing of how it was drawn"


def test_the_take_that_is_the_picture_is_not_offered_again(shown):
    record = shown.picture.record
    other = replace(record, job=replace(record.job, seed=7))
    path = IMAGES / "takes" / "chapter_01_scene_01_take_2.png"
    same, new = (make_take(shown, Picture(path, one, sound=True), DESKTOP) for one in (record, other))

    assert "the picture now" in same
    assert named(same, "button") == []
    assert "seed 7" in new
    assert "the picture now" not in new


def test_takes_that_were_judged_say_why_they_stand_where_they_do(shown):
    takes = tuple(replace(shown.picture, path=IMAGES / "takes" / f"x_take_{number}.png") for number in (3, 1))
    html = make_pictures(shown, DESKTOP, Kept(takes=takes, whys=("Emma's green coat is on Emma", "")))
    paragraphs = [(one.attributes.get("class"), one.text) for one in named(html, "p")]

    assert paragraphs[0][0] == "ordered hint"
    assert paragraphs[1:] == [("why", "Emma's green coat is on Emma.")]
    assert [figure.attributes["class"] for figure in named(html, "figure")] == ["now", "take", "take"]


def test_takes_of_which_nothing_tells_say_nothing(shown):
    assert named(make_pictures(shown, DESKTOP, Kept(takes=(shown.picture,), whys=("",))), "p") == []
